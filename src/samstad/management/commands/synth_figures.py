"""`samstad synth-figures`: invented figures on invented areas, to try an index on."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from samstad.demo.figures import Size, tables
from samstad.refusals import Refusal

FEWEST = 2


class Command(BaseCommand):
    help = "Skriver påhittade siffror som beter sig som riktiga, märkta som exempel."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("output", type=Path, metavar="DIR")
        for name, default in vars(Size()).items():
            parser.add_argument(f"--{name}", type=int, default=default)

    def handle(self, **options: Any) -> None:
        size = Size(options["areas"], options["years"], options["people"], options["seed"])
        if size.areas < FEWEST or size.years < 1 or size.people < 1:
            raise Refusal("bad_size", "Ange minst två områden, ett år och en invånare.")
        options["output"].mkdir(parents=True, exist_ok=True)
        for name, text in tables(size).items():
            (options["output"] / name).write_text(text, encoding="utf-8")
        self.stderr.write(f"Påhittade siffror för {size.areas} områden i {options['output']}.")
