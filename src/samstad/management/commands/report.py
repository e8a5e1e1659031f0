"""`samstad report`: a report of a board, the city or a programme, the annual goals, an index or a gap as a file."""

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from samstad.documents import Document
from samstad.documents.formats import FORMATS
from samstad.domain.cycle.choices import RoundKind
from samstad.domain.cycle.models import Round
from samstad.domain.cycle.queries import find_report, word_template
from samstad.domain.programmes.models import SteeringDocument
from samstad.refusals import Refusal
from samstad.reports.annual_goals import annual_document
from samstad.reports.board_report import standing
from samstad.reports.council_report import round_document
from samstad.reports.need.gap_document import gap_document
from samstad.reports.need.gap_page import read_gap_page
from samstad.reports.need.index_document import index_document
from samstad.reports.need.index_page import find_run, read_index_page
from samstad.reports.need.proportion_document import proportion_document
from samstad.reports.need.proportion_page import read_proportion_page
from samstad.reports.programme_report import programme_document
from samstad.sources.method_texts import read_method_text


class Command(BaseCommand):
    help = "Skriv en rapport som fil: --board, --city, --annual, --programme, --index, --gap eller --fordelning."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--board", metavar="SLUG")
        which.add_argument("--city", action="store_true")
        which.add_argument("--annual", metavar="YEAR", type=int, help="årsredovisningens målkapitel för ett år")
        which.add_argument("--programme", metavar="SLUG")
        which.add_argument("--index", metavar="SLUG")
        which.add_argument("--gap", metavar="SLUG")
        which.add_argument("--fordelning", action="store_true")
        parser.add_argument("--year", type=int, help="med --programme: det sista året, annars det som följs nu")
        parser.add_argument("--round", dest="kind", type=str.lower, choices=RoundKind.values)
        parser.add_argument(
            "--run", metavar="VERSION.RUN", default="", help="med --index: en annan körning än den senaste"
        )
        parser.add_argument("--list", metavar="SLUG", default="", help="med --gap: en annan lista än den första")
        parser.add_argument("--age", metavar="GROUP", default="", help="med --gap: en åldersgrupp")
        parser.add_argument("--need", metavar="SLUG", default="", help="med --fordelning: antalet som behovet mäts med")
        parser.add_argument("--format", dest="form", choices=sorted(FORMATS), default="html")
        parser.add_argument("--output", type=Path, required=True)

    def handle(self, **options: Any) -> None:
        of_round = options["board"] or options["city"]
        if of_round and not (options["year"] and options["kind"]):
            raise CommandError("--board och --city behöver --year och --round.", returncode=2)
        content = FORMATS[options["form"]].file(_document(options), template=word_template())
        try:
            options["output"].write_bytes(content)
        except OSError:
            raise Refusal(
                "not_writable", f"Filen {options['output']} går inte att skriva. Välj en annan mapp."
            ) from None
        self.stdout.write(f"{options['output']}")


def _document(options: dict[str, Any]) -> Document:
    of_its_own: dict[str, Callable[[], Document]] = {
        "programme": lambda: _of_programme(options["programme"], options["year"]),
        "index": lambda: _of_index(options["index"], options["run"]),
        "gap": lambda: _of_gap(options["gap"], options["list"], options["age"]),
        "fordelning": lambda: proportion_document(read_proportion_page(options["need"], str(options["year"] or ""))),
        "board": lambda: _of_board(options["board"], options["year"], options["kind"]),
        "annual": lambda: annual_document(_round(options["annual"], RoundKind.VB)),
        "city": lambda: round_document(_round(options["year"], options["kind"])),
    }
    return next(made() for name, made in of_its_own.items() if options[name])


def _of_board(slug: str, year: int, kind: str) -> Document:
    report = find_report(slug, year, kind)
    if report is None:
        raise Refusal("no_report", f"Det finns ingen rapport för {slug} i {kind.upper()} {year}.")
    shown = standing(report, may_see_draft=True)
    assert shown is not None  # the command line sees drafts, so there is always a text
    return shown.document()


def _round(year: int, kind: str) -> Round:
    found = Round.objects.filter(year=year, kind=kind).first()
    if found is None:
        raise Refusal("no_round", f"Omgången {kind.upper()} {year} är inte öppnad.")
    return found


def _of_programme(slug: str, year: int | None) -> Document:
    programme = SteeringDocument.objects.filter(slug=slug).first()
    if programme is None:
        raise Refusal("no_programme", f"Det finns inget program som heter {slug}.")
    return programme_document(programme, year=year)


def _of_index(slug: str, number: str) -> Document:
    run = find_run(slug, number)
    if run is None:
        named = f"{slug} {number}".strip()
        raise Refusal(
            "no_run", f"Det finns ingen körning av {named}. Räkna indexet först, eller välj en annan körning."
        )
    page = read_index_page(run)
    return index_document(page, read_method_text(page.version.method))


def _of_gap(slug: str, list_slug: str, group: str) -> Document:
    today = timezone.localdate()
    page = read_gap_page(slug, list_slug=list_slug, group=group, on=today)
    if page is None:
        raise Refusal(
            "no_gap",
            f"Det finns inget gap för {slug}: siffran finns inte, har för få områden eller ingen lista som delar dem.",
        )
    return gap_document(page, on=today)
