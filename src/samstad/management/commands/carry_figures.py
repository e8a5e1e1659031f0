"""`samstad carry-figures`: an indicator's counts told in the areas of one day, as a file that import-figures reads."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from samstad.domain.places.choices import AreaKind
from samstad.refusals import Refusal
from samstad.reports.carried_figures import CarriedFigures, carry_figures


class Command(BaseCommand):
    help = "Räknar om ett antal till områdena en viss dag. Med --check visas bara vad som skulle skrivas."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("indicator", metavar="INDIKATOR", help="indikatorns kod")
        parser.add_argument("--on", type=date.fromisoformat, required=True, metavar="ÅÅÅÅ-MM-DD")
        parser.add_argument("--kind", choices=AreaKind.values, default=AreaKind.DISTRICT.value)
        parser.add_argument("--output", type=Path, metavar="FIL.csv")
        parser.add_argument("--check", action="store_true", help="visa, skriv inget")

    def handle(self, **options: Any) -> None:
        output = options["output"]
        if output is None and not options["check"]:
            raise Refusal("no_output", "Ange en fil att skriva till med --output, eller --check för att bara se.")
        found = carry_figures(
            options["indicator"], division=options["on"], kind=options["kind"], on=timezone.localdate()
        )
        self._tell(found)
        if not options["check"]:
            try:
                output.write_text(found.csv(), encoding="utf-8")
            except OSError as fault:
                raise Refusal("not_written", f"{output} går inte att skriva: {fault.strerror}.") from fault
            self.stdout.write(f"Skrivet i {output}. Läs in med samstad import-figures {output}.")

    def _tell(self, found: CarriedFigures) -> None:
        known = [row for row in found.rows if row.value is not None]
        summed = sum(1 for row in known if row.summed)
        self.stdout.write(
            f"{found.indicator.name}: {len(known)} värden för {len(found.areas)} områden den {found.on.isoformat()}, "
            f"{summed} av dem summerade. Ingen går förlorad."
        )
        for row in found.rows:
            if row.value is None:
                group = " ".join(part for part in (row.sex, row.age) if part)
                self.stdout.write(
                    f"  {' '.join(filter(None, (row.area.name, group, row.period)))}: någon del saknar värde"
                )
