"""From a file of areas, and a table of what became what, to the borders of the service."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path

from samstad.calculations.geometry import area_km2, rings_of, rings_text
from samstad.calculations.sorting import slug
from samstad.domain.access.actions import import_borders
from samstad.domain.people.actors import Actor
from samstad.domain.places.rules import BorderLine, BorderPlan, Edition, SuccessorLine
from samstad.sources.area_files import AreaFile, AreaShape, Fields, NotUsable, read_area_file
from samstad.sources.city_pack.csv_file import read_csv
from samstad.sources.city_pack.nodes import Node, Unreadable

COLUMNS = ["from", "to", "date", "share"]


@dataclass(frozen=True)
class Wanted:
    """What to read, and as what. `edition` and `source` may be empty: kind and day, and the name of the file."""

    file: Path
    kind: str
    valid_from: date
    fields: Fields = field(default_factory=Fields)
    edition: str = ""
    source: str = ""
    layer: str = ""
    successors: Path | None = None


@dataclass(frozen=True)
class Imported:
    """What the file was read as, and what was done."""

    edition: Edition
    crs: str
    fields: Fields
    plan: BorderPlan

    @property
    def km2(self) -> float:
        """Of all areas of the file that hold from the day of the edition or later."""
        return sum(line.km2 for line in self.edition.lines)


def import_area_file(wanted: Wanted, *, by: Actor, at: datetime, check_only: bool = False) -> Imported:
    """Read both files and import them, all or nothing; with `check_only` nothing is kept.

    Raises `NotUsable` for a file that cannot be read, `BordersRefused` for an area that cannot be used.
    """
    read = read_area_file(wanted.file, fields=wanted.fields, layer=wanted.layer)
    successors = read_successors(wanted.successors) if wanted.successors else ()
    # A parent is never guessed: a municipality's code beside every area is no area here.
    fields = replace(read.fields, parent=wanted.fields.parent)
    edition = _edition(wanted, read, fields)
    plan = import_borders(edition=edition, successors=successors, check_only=check_only, by=by, at=at)
    return Imported(edition, read.crs, fields, plan)


def read_successors(file: Path) -> tuple[SuccessorLine, ...]:
    """The lines of a table with the columns from, to, date and perhaps share. Raises `NotUsable` with file and line."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise NotUsable(f"Filen {file.name} finns inte. Se över namnet.") from None
    except (OSError, UnicodeDecodeError):
        raise NotUsable(f"{file.name} går inte att läsa som text. Spara den som CSV i UTF-8.") from None
    try:
        return tuple(_successors(read_csv(text, file.name, COLUMNS), file.name))
    except Unreadable as fault:
        raise NotUsable(f"{file.name}:{fault.problem.place.line}: {fault.problem.sentence}") from None


def _successors(rows: list[Node], file: str) -> Iterator[SuccessorLine]:
    for row in rows:
        assert isinstance(row.content, dict)
        cells = {name: str(cell.content).strip() for name, cell in row.content.items()}
        lacking = [name for name in COLUMNS[:3] if not cells.get(name)]
        if lacking:
            raise Unreadable(file, row.line, f"kolumnen {lacking[0]} är tom. Fyll i den.")
        try:
            on = date.fromisoformat(cells["date"])
        except ValueError:
            raise Unreadable(
                file, row.line, f"{cells['date']} är inget datum. Skriv år-månad-dag, som 2023-07-01."
            ) from None
        yield SuccessorLine(cells["from"], cells["to"], on, _share(cells.get("share", ""), file, row.line))


def _share(text: str, file: str, line: int) -> Decimal | None:
    if not text:
        return None
    try:
        share = Decimal(text.replace(",", "."))
    except InvalidOperation:
        share = Decimal(-1)
    if not share.is_finite() or not 0 < share <= 1:
        raise Unreadable(file, line, f"{text} är ingen andel. Skriv ett tal över 0 och högst 1, som 0.6.")
    return share.quantize(Decimal("0.000001"))


def _edition(wanted: Wanted, read: AreaFile, fields: Fields) -> Edition:
    digest = hashlib.sha256(wanted.file.read_bytes()).hexdigest()
    name = slug(wanted.edition, longest=80) or f"{wanted.kind}-{wanted.valid_from.isoformat()}"
    source = (wanted.source or wanted.file.name)[:300]
    lines = tuple(_line(area, fields, wanted.valid_from) for area in read.areas)
    return Edition(name, wanted.kind, wanted.valid_from, source, digest, lines)


def _line(area: AreaShape, fields: Fields, valid_from: date) -> BorderLine:
    """The area's own first day goes before that of the edition. It is as large as its rounded border."""
    rings = rings_text(area.polygons)
    begins = area.valid_from or valid_from
    km2 = round(area_km2(rings_of(rings)), 6)
    parent = area.parent if fields.parent else ""
    return BorderLine(area.code, area.name, parent, begins, area.valid_to, rings, km2)
