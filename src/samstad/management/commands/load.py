"""`samstad load PATH [--check] [--json]`: a city pack into the service, all of it or nothing."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from samstad.domain.people.actors import COMMAND_LINE
from samstad.reports.board_report.collect import collect_report
from samstad.reports.council_report.collect import collect_round
from samstad.sources.city_pack import Loaded, PackRefused, load_pack

SHOWN = 50


class Command(BaseCommand):
    help = "Läser in ett stadspaket: en mapp med pack.yaml, eller en mapp med flera paket."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, help="mappen där paketet ligger")
        parser.add_argument("--check", action="store_true", help="pröva allt utan att spara något")
        parser.add_argument("--json", action="store_true", help="skriv bara JSON på standard ut")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = load_pack(
                options["path"],
                by=COMMAND_LINE,
                at=timezone.now(),
                collect_report=collect_report,
                collect_round=collect_round,
                check_only=options["check"],
            )
        except PackRefused as refused:
            if options["json"]:
                self.stdout.write(json.dumps({"errors": problems(refused)}, ensure_ascii=False))
            raise
        if options["json"]:
            self.stdout.write(json.dumps(as_json(loaded, options["check"]), ensure_ascii=False))
        elif options["verbosity"]:
            self.stdout.write(as_text(loaded, options["check"]))


def problems(refused: PackRefused) -> list[dict[str, Any]]:
    """Every problem with its file and line."""
    return [{"file": p.place.file, "line": p.place.line, "text": p.sentence} for p in refused.problems]


def as_json(loaded: Loaded, check_only: bool) -> dict[str, Any]:
    """What was done, for programs."""
    return {
        "packs": loaded.packs,
        "checked_only": check_only,
        **loaded.counts,
        "kinds": {"created": loaded.created, "unchanged": loaded.unchanged},
        "changed_records": [name for names in loaded.changed.values() for name in names],
        "lacking": loaded.lacking,
        "left": loaded.left,
    }


def as_text(loaded: Loaded, check_only: bool) -> str:
    """What was done, for people."""
    lines = []
    for kind in dict.fromkeys([*loaded.created, *loaded.changed, *loaded.unchanged]):
        numbers = (loaded.created.get(kind, 0), len(loaded.changed.get(kind, [])), loaded.unchanged.get(kind, 0))
        lines.append(f"{kind:20} {numbers[0]:6} nya {numbers[1]:6} ändrade {numbers[2]:6} oförändrade")
    lines += _listed("Ändrat:", [name for names in loaded.changed.values() for name in names])
    lines += _listed("Saknas i paketet, men finns i tjänsten (inget tas bort):", loaded.lacking)
    lines += _listed("Inte inläst:", loaded.left)
    done = "Prövat, ingenting sparat" if check_only else "Inläst"
    counts = loaded.counts
    total = f"{counts['created']} nya, {counts['changed']} ändrade, {counts['unchanged']} oförändrade"
    return "\n".join([*lines, f"{done}: {', '.join(loaded.packs)}. {total}."])


def _listed(heading: str, names: list[str]) -> list[str]:
    if not names:
        return []
    left = [f"  … och {len(names) - SHOWN} till"] if len(names) > SHOWN else []
    return [heading, *(f"  {name}" for name in names[:SHOWN]), *left]
