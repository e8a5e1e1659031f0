"""`samstad import-lup`: read a programme document; print a summary or JSON, or keep the drafts for review."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from samstad.domain.people.actors import COMMAND_LINE
from samstad.sources.lup_document import draft_to_json, read_programme_document, summary
from samstad.sources.lup_drafts import keep_for_review


class Command(BaseCommand):
    help = "Läser ett programdokument (.txt eller .docx) och gör utkast till lokala utvecklingsprogram."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--year", type=int)
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--json", action="store_true", dest="as_json", help="bara JSON på standard ut")
        what.add_argument("--save", action="store_true", help="spara utkasten för granskning")

    def handle(self, **options: Any) -> None:
        draft = read_programme_document(options["file"], year=options["year"])
        if options["as_json"]:
            self.stdout.write(json.dumps(draft_to_json(draft), ensure_ascii=False, indent=2))
            return
        self.stdout.write(summary(draft))
        if options["save"]:
            kept = keep_for_review(draft, options["file"], by=COMMAND_LINE, at=timezone.now())
            self.stdout.write(f"{kept.items.count()} utkast är sparade för granskning under Arbete, Utkast.")
