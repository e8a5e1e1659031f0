"""`samstad check-thread`: the gaps in the thread, for the city, a board or a programme."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from samstad.domain.organisation.models import Organisation
from samstad.domain.programmes.models import SteeringDocument
from samstad.refusals import Refusal
from samstad.reports.thread_check import Finding, check, grouped


class Command(BaseCommand):
    help = "Visa luckorna i röda tråden, i hela staden eller för en nämnd eller ett program."

    def add_arguments(self, parser: ArgumentParser) -> None:
        place = parser.add_mutually_exclusive_group()
        place.add_argument("--board", metavar="SLUG")
        place.add_argument("--programme", metavar="SLUG")
        parser.add_argument("--year", type=int, help="målåret som granskas; annars det som följs upp nu")
        parser.add_argument("--json", action="store_true", dest="as_json", help="skriv bara JSON")

    def handle(self, **options: Any) -> None:
        board, programme = _board(options["board"]), _programme(options["programme"])
        found = check(on=timezone.localdate(), board=board, programme=programme, year=options["year"])
        if options["as_json"]:
            self.stdout.write(json.dumps([row.as_json() for row in found], ensure_ascii=False, indent=1))
        else:
            self._show(found)

    def _show(self, found: list[Finding]) -> None:
        for group in grouped(found):
            self.stdout.write(f"\n{group.kind.title} ({len(group.findings)})")
            for row in group.findings:
                self.stdout.write(f"  {row.where}\n    {row.text} {row.mend}")
        self.stdout.write(f"\n{len(found)} luckor." if found else "Inga luckor.")


def _board(slug: str | None) -> Organisation | None:
    if slug is None:
        return None
    board = Organisation.objects.filter(slug=slug).first()
    if board is None:
        raise Refusal("no_board", f"Det finns ingen nämnd eller styrelse som heter {slug}.")
    return board


def _programme(slug: str | None) -> SteeringDocument | None:
    if slug is None:
        return None
    programme = SteeringDocument.objects.filter(slug=slug).first()
    if programme is None:
        raise Refusal("no_programme", f"Det finns inget program som heter {slug}.")
    return programme
