"""`samstad import-figures`: what a file of figures would change, and the figures themselves; taken back with --undo."""

import json
from argparse import ArgumentParser
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.timezone import localdate

from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.steering.actions.uploads import undo_upload
from samstad.domain.steering.models import FigureMapping, FigureUpload
from samstad.refusals import Refusal
from samstad.sources.figure_upload import Columns, guess, receive, store, try_file

BLOCK = 1024**2


class Command(BaseCommand):
    help = "Läser in siffror per område ur en CSV- eller Excelfil. Med --check visas bara vad som skulle ändras."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", metavar="FILE")
        parser.add_argument("--mapping", metavar="NAMN", help="en sparad läsning; annars efter rubrikerna")
        parser.add_argument("--kind", help="slag av områden, till exempel stadsdelsomrade")
        parser.add_argument("--indicator", help="indikatorns kod, för hela filen")
        parser.add_argument("--period", help="perioden, för hela filen")
        parser.add_argument("--share", choices=["percent", "parts"], help="hur procent skrivs")
        parser.add_argument("--apart", action="append", metavar="NAMN", help="rad som inte hör till något område")
        parser.add_argument("--parts-differ", action="store_true", help="källan låter inte områdena summera")
        parser.add_argument("--source", default="", help="tabell, utgivare och dag")
        parser.add_argument("--known-from", type=date.fromisoformat, metavar="ÅÅÅÅ-MM-DD")
        parser.add_argument("--check", action="store_true", help="visa, ändra inget")
        parser.add_argument("--leave-out-refused", action="store_true")
        parser.add_argument("--undo", type=int, metavar="NUMMER", help="ta tillbaka en inläst fil")
        parser.add_argument("--reason", default="")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, **options: Any) -> None:
        if options["undo"]:
            self._undo(options)
        elif options["file"] is None:
            raise Refusal("no_file", "Ange en fil, eller --undo med filens nummer.")
        else:
            self._import(options)

    def _import(self, options: dict[str, Any]) -> None:
        file, at = options["file"], timezone.now()
        columns = _columns(file, options)
        known_from = options["known_from"] or localdate(at)
        trial = try_file(file, columns, known_from=known_from)
        if options["check"] or trial.hindrances:
            self._tell(trial.plain(), options["as_json"])
            if trial.hindrances:
                raise Refusal("hindered", f"Inget är inläst. {trial.hindrances[0]}")
            return
        with file.open("rb") as opened:
            parts = iter(lambda: opened.read(BLOCK), b"")
            upload = receive(
                name=file.name, parts=parts, columns=columns, source=options["source"], known_from=known_from,
                by=COMMAND_LINE, at=at,
            )  # fmt: skip
        stored = store(file, upload, leave_out_refused=options["leave_out_refused"], by=COMMAND_LINE, at=at)
        self._tell({**trial.plain(), "upload": upload.pk, "stored": stored}, options["as_json"])

    def _undo(self, options: dict[str, Any]) -> None:
        upload = FigureUpload.objects.filter(pk=options["undo"]).first()
        if upload is None:
            raise Refusal("no_upload", f"Ingen inläst fil har nummer {options['undo']}.")
        gone = undo_upload(upload=upload, reason=options["reason"], by=COMMAND_LINE, at=timezone.now())
        if options["as_json"]:
            self.stdout.write(json.dumps({"upload": upload.pk, "withdrawn": gone}))
        else:
            self.stdout.write(f"{gone} värden är återtagna.")

    def _tell(self, found: dict[str, Any], as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
            return
        counts = found["counts"]
        self.stdout.write(
            f"{counts['new']} nya, {counts['changed']} ändrade, {counts['unchanged']} oförändrade, "
            f"{counts['refused']} går inte att läsa in."
        )
        for sentence in (*found["hindrances"], *found["remarks"]):
            self.stdout.write(f"  {sentence}")
        for row in found["refused"]:
            self.stdout.write(f"  rad {', '.join(map(str, row['lines']))}: {row['reason']} ({row['rows']} rader)")
        if "stored" in found:
            self.stdout.write(f"{found['stored']} värden är inlästa som fil {found['upload']}.")


def _columns(file: Path, options: dict[str, Any]) -> Columns:
    """The saved reading, else one by the headings; what the command says goes before both."""
    columns = guess(file)
    if options["mapping"]:
        saved = FigureMapping.objects.filter(title=options["mapping"]).first()
        if saved is None:
            raise Refusal("no_mapping", f"Ingen sparad läsning heter ”{options['mapping']}”.")
        columns = Columns.of(saved.columns)
    said = {
        "kind": options["kind"],
        "indicator_is": options["indicator"],
        "period_is": options["period"],
        "share": options["share"],
        "apart": tuple(options["apart"] or ()),
        "parts_differ": options["parts_differ"],
    }
    return replace(columns, **{name: value for name, value in said.items() if value})
