"""`samstad generate_docs [--check]`: writes every generated document, or says which ones are not fresh."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from samstad.management.permissions_table import NAME as PERMISSIONS
from samstad.management.permissions_table import permissions_table
from samstad.refusals import Refusal
from samstad.sources.city_pack.schema import NAME, schema
from samstad.sources.city_pack.tables import field_table_markdown

BEGIN = "<!-- generated from here: samstad generate_docs -->"


def pack_schema(before: str) -> str:
    """The JSON Schema of pack files."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def pack_guide(before: str) -> str:
    """The guide as written by hand, with fresh tables below the mark."""
    return f"{before.split(BEGIN, 1)[0].rstrip()}\n\n{BEGIN}\n\n{field_table_markdown()}"


DOCUMENTS: dict[str, Callable[[str], str]] = {
    f"generated/{NAME}": pack_schema,
    f"generated/{PERMISSIONS}": permissions_table,
    "city-pack.md": pack_guide,
}
"""Every generated document under docs/: its path, and what makes its text from the text that is there."""


class Command(BaseCommand):
    help = "Skriver de dokument som görs av koden. Med --check ändras inget; gamla dokument räknas upp."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="säg vilka dokument som inte är färska")
        parser.add_argument("--docs", type=Path, default=Path("docs"), help="mappen med dokument")

    def handle(self, *args: Any, **options: Any) -> None:
        stale = [name for name, make in DOCUMENTS.items() if not is_fresh(options["docs"] / name, make)]
        if options["check"]:
            if stale:
                raise Refusal("stale_docs", f"Inte färska: {', '.join(stale)}. Kör samstad generate_docs.")
            return
        for name in stale:
            path: Path = options["docs"] / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(DOCUMENTS[name](text_of(path)), encoding="utf-8")
            self.stdout.write(f"Skrev {path}.")


def is_fresh(path: Path, make: Callable[[str], str]) -> bool:
    """True when the file holds what would be written now."""
    before = text_of(path)
    return path.is_file() and make(before) == before


def text_of(path: Path) -> str:
    """The file's text, empty when there is none."""
    return path.read_text(encoding="utf-8") if path.is_file() else ""
