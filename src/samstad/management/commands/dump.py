"""`samstad dump PATH [--json]`: everything that packs may hold, one folder per pack."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from samstad.sources.city_pack import dump_packs


class Command(BaseCommand):
    help = "Skriver allt innehåll som stadspaket i en mapp. Lösenord, sessioner och utkast följer inte med."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, help="en tom mapp, eller en tidigare dump")
        parser.add_argument("--json", action="store_true", help="skriv bara JSON på standard ut")

    def handle(self, *args: Any, **options: Any) -> None:
        counts = dump_packs(options["path"])
        if options["json"]:
            self.stdout.write(json.dumps({"path": str(options["path"]), "packs": counts}, ensure_ascii=False))
            return
        for slug, count in counts.items():
            self.stdout.write(f"{slug:30} {count:6} poster")
        self.stdout.write(f"Skrivet i {options['path']}.")
