"""`samstad import-plan FILE --year ÅR [--board NÄMND]`: a plan out of another system's spreadsheet."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.steering.models import GoalLevel
from samstad.refusals import Refusal
from samstad.sources.plan_sheet import Trial, read_plan, store_plan, try_plan


class Command(BaseCommand):
    help = "Läser in mål, indikatorer och aktiviteter ur det blad som ett annat system exporterar. Inget tas bort."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--year", type=int, required=True, metavar="ÅR")
        parser.add_argument(
            "--board",
            default="",
            metavar="NÄMND",
            help="nämndens adress; utan den stadens egna mål, indikatorer och årsmål",
        )
        parser.add_argument("--leave-out-refused", action="store_true", help="läs in resten ändå")
        parser.add_argument("--check", action="store_true", help="visa, ändra inget")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, **options: Any) -> None:
        board = None
        if options["board"]:
            board = Organisation.objects.filter(slug=options["board"]).first()
            if board is None:
                raise Refusal("no_board", f"Ingen nämnd har adressen ”{options['board']}”.")
        year = options["year"]
        plan = read_plan(options["file"], list(GoalLevel.objects.all()), board=board, year=year)
        trial = try_plan(plan.lines, board=board, year=year)
        stored = None
        self._tell(trial, plan.notes, options["as_json"])
        if not options["check"]:
            stored = store_plan(
                trial, board=board, year=year, leave_out_refused=options["leave_out_refused"],
                by=COMMAND_LINE, at=timezone.now(),
            )  # fmt: skip
            if not options["as_json"]:
                self.stdout.write(f"{stored} rader är inlästa.")

    def _tell(self, trial: Trial, notes: tuple[str, ...], as_json: bool) -> None:
        refused = [one for one in trial.lines if one.state == "refused"]
        if as_json:
            rows = [{"row": one.line.row, "title": one.line.title, "reason": one.reason} for one in refused]
            said = {"counts": {state: trial.counts[state] for state in ("new", "changed", "known", "refused")}}
            self.stdout.write(json.dumps({**said, "refused": rows, "notes": notes}, ensure_ascii=False, indent=2))
            return
        counts = trial.counts
        self.stdout.write(
            f"{counts['new']} nya, {counts['changed']} ändrade, {counts['known']} finns redan, "
            f"{counts['refused']} går inte att läsa in."
        )
        for note in notes:
            self.stdout.write(f"  {note}")
        for one in refused:
            self.stdout.write(f"  rad {one.line.row}, {one.line.title[:60]}: {one.reason}")
        for one in trial.lines:
            if one.remark and one.state != "refused":
                self.stdout.write(f"  {one.line.title[:60]}: {one.remark}")
