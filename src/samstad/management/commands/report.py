"""`samstad report`: a board's report, the city's roll-up or a programme's report as a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from samstad.documents import Document
from samstad.documents.formats import FORMATS
from samstad.domain.cycle.choices import RoundKind
from samstad.domain.cycle.models import Round
from samstad.domain.cycle.queries import find_report
from samstad.domain.programmes.models import SteeringDocument
from samstad.refusals import Refusal
from samstad.reports.board_report import standing
from samstad.reports.council_report import round_document
from samstad.reports.programme_report import programme_document


class Command(BaseCommand):
    help = "Skriv en rapport som fil: --board, --city eller --programme."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--board", metavar="SLUG")
        which.add_argument("--city", action="store_true")
        which.add_argument("--programme", metavar="SLUG")
        parser.add_argument("--year", type=int)
        parser.add_argument("--round", dest="kind", type=str.lower, choices=RoundKind.values)
        parser.add_argument("--format", dest="form", choices=sorted(FORMATS), default="html")
        parser.add_argument("--output", type=Path, required=True)

    def handle(self, **options: Any) -> None:
        if not options["programme"] and not (options["year"] and options["kind"]):
            raise CommandError("--board och --city behöver --year och --round.", returncode=2)
        content = FORMATS[options["form"]].render(_document(options))
        try:
            options["output"].write_bytes(content)
        except OSError:
            raise Refusal(
                "not_writable", f"Filen {options['output']} går inte att skriva. Välj en annan mapp."
            ) from None
        self.stdout.write(f"{options['output']}")


def _document(options: dict[str, Any]) -> Document:
    if options["programme"]:
        return _of_programme(options["programme"])
    year, kind = options["year"], options["kind"]
    if options["city"]:
        found = Round.objects.filter(year=year, kind=kind).first()
        if found is None:
            raise Refusal("no_round", f"Omgången {kind.upper()} {year} är inte öppnad.")
        return round_document(found)
    report = find_report(options["board"], year, kind)
    if report is None:
        raise Refusal("no_report", f"Det finns ingen rapport för {options['board']} i {kind.upper()} {year}.")
    shown = standing(report, may_see_draft=True)
    assert shown is not None  # the command line sees drafts, so there is always a text
    return shown.document()


def _of_programme(slug: str) -> Document:
    programme = SteeringDocument.objects.filter(slug=slug).first()
    if programme is None:
        raise Refusal("no_programme", f"Det finns inget program som heter {slug}.")
    return programme_document(programme)
