"""`samstad index compute`: an index from plain files, without any database."""

import hashlib
import platform
import resource
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import numpy
import scipy
from django.core.management.base import BaseCommand

from samstad.calculations.index import MethodError, fit, leave_each_out, sensitivity, uncertainty
from samstad.refusals import Refusal
from samstad.sources.index_files import read_areas, read_figures, read_method
from samstad.sources.index_files.outputs import Computed, tables, write

KILOBYTES_IN_A_MEGABYTE = 1024
MOST_FOR_SOBOL = 20_000
"""Areas above which the rank of every area in every run would need more memory than a small server has."""


class Command(BaseCommand):
    help = "Räknar ett index ur filer: poäng, spann, bidrag och känslighet."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_subparsers(dest="what", required=True, metavar="compute")
        compute = what.add_parser("compute", help="räkna ett index")
        compute.add_argument("data", type=Path, metavar="DATA", help="lång tabell, CSV eller Parquet")
        compute.add_argument("method", type=Path, metavar="METHOD", help="metodfil, YAML")
        compute.add_argument("--areas", type=Path, metavar="AREAS", help="områden, CSV eller Parquet")
        compute.add_argument("--output", type=Path, required=True, metavar="DIR")

    def handle(self, **options: Any) -> None:
        started = time.perf_counter()
        self._say("Läser filerna …")
        method = read_method(options["method"])
        areas = read_areas(options["areas"]) if options["areas"] else None
        read = read_figures(options["data"], areas)
        for warning in read.warnings:
            self._say(f"Obs: {warning}")
        try:
            computed = self._compute(read.figures, method)
        except MethodError as fault:
            raise Refusal("bad_method", f"{options['method'].name}: {fault.sentence}") from None
        files = tables(computed)
        inputs = {name: options[name] for name in ("data", "method", "areas") if options[name]}
        write(options["output"], files, _run(inputs, method, started, read.warnings))
        self._say(f"Klart: {len(files) + 1} filer i {options['output']}.")

    def _compute(self, figures: Any, method: Any) -> Computed:
        result = fit(figures, method)
        self._say(f"{len(result.areas.codes)} områden, {len(method.indicators)} indikatorer.")
        unsure = uncertainty(result, figures, told=self._told("Osäkerhet"))
        few = len(result.areas.codes) <= MOST_FOR_SOBOL
        found = sensitivity(result, figures, told=self._told("Känslighet")) if few else None
        return Computed(result, unsure, found, leave_each_out(result, figures))

    def _told(self, what: str) -> Any:
        """Says each tenth of the way, on standard error."""
        last = -1

        def tell(done: int, of: int) -> None:
            nonlocal last
            if done * 10 // of > last:
                last = done * 10 // of
                self._say(f"{what}: {done} av {of}")

        return tell

    def _say(self, text: str) -> None:
        self.stderr.write(text, self.style.NOTICE)


def _run(inputs: dict[str, Path], method: Any, started: float, warnings: tuple[str, ...]) -> dict[str, Any]:
    """How it was run. Seconds and memory differ from run to run; nothing else in the folder does."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "method": {"index": method.index, "version": method.version, "sha256": method.sha256},
        "inputs": {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in inputs.items()},
        "seed": method.uncertainty.seed,
        "replicates": method.uncertainty.replicates,
        "versions": {"python": platform.python_version(), "numpy": numpy.__version__, "scipy": scipy.__version__},
        "warnings": list(warnings),
        "seconds": round(time.perf_counter() - started, 3),
        "peak_memory_mb": round(peak / (1 if sys.platform == "darwin" else KILOBYTES_IN_A_MEGABYTE), 1),
    }
