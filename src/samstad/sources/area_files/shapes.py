"""An area as a file gives it, and which of the file's columns say what."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date

from samstad.calculations.geometry import Polygon, area_km2
from samstad.sources.area_files.refusal import NotUsable


@dataclass(frozen=True, eq=False)
class AreaShape:
    """`polygons` in WGS 84. `code` is empty where the file has none; `parent` is the code or name of the area above."""

    code: str
    name: str
    parent: str
    valid_from: date | None
    valid_to: date | None
    polygons: tuple[Polygon, ...]

    @property
    def km2(self) -> float:
        """Square kilometres on the ellipsoid."""
        return area_km2(self.polygons)


@dataclass(frozen=True)
class Fields:
    """The column for each thing; empty where the file has none."""

    code: str = ""
    name: str = ""
    parent: str = ""
    valid_from: str = ""
    valid_to: str = ""


GUESSES = Fields(
    code=r"(.*_)?(code|kod)|(deso|regso|nyko|stadsdels?|omrades?|område?s?)[a-z_]*kod|desokod|regsokod",
    name=r"(name|namn|stadsdel|stadsdelsomrade|stadsdelsområde|område|omrade|.*namn)",
    parent=r"(parent|overordnad|överordnad|tillhor|tillhör|kommunkod|stadsdelsnamnd)",
    valid_from=r"(valid_?from|giltig_?fr(an|ån|om)?|fr_?o_?m|from_?date|gallerfran)",
    valid_to=r"(valid_?to|giltig_?t(ill|om)?|t_?o_?m|to_?date|gallertill)",
)


def choose(columns: Iterable[str], told: Fields) -> Fields:
    """What was told, and for the rest the first column with a name that says it.

    Raises `NotUsable` for a told column that the file lacks, or when nothing says what the areas are called.
    """
    names = list(columns)
    chosen = told
    for part in fields(Fields):
        column = getattr(told, part.name)
        if column and column not in names:
            raise NotUsable(f"Filen har ingen kolumn {column}. Den har {', '.join(names) or 'inga kolumner'}.")
        if not column:
            taken = {getattr(chosen, other.name) for other in fields(Fields)}
            guess = re.compile(getattr(GUESSES, part.name), re.IGNORECASE)
            found = next((name for name in names if name not in taken and guess.fullmatch(name)), "")
            chosen = replace(chosen, **{part.name: found})
    if not chosen.name:
        raise NotUsable(f"Ingen kolumn säger vad områdena heter. Ange en av {', '.join(names) or 'inga kolumner'}.")
    return chosen


def shaped(row: Mapping[str, object], polygons: tuple[Polygon, ...], columns: Fields, place: str) -> AreaShape:
    """The area of one feature. Raises `NotUsable`, naming the feature, for no name or a date that is none."""
    name = _text(row, columns.name)
    if not name:
        raise NotUsable(f"{place} saknar namn i kolumnen {columns.name}. Fyll i det i filen.")
    return AreaShape(
        _text(row, columns.code),
        name,
        _text(row, columns.parent),
        _day(_text(row, columns.valid_from), place, last=False),
        _day(_text(row, columns.valid_to), place, last=True),
        polygons,
    )


def _text(row: Mapping[str, object], column: str) -> str:
    value = row.get(column)
    return "" if value is None else str(value).strip()


def _day(text: str, place: str, *, last: bool) -> date | None:
    """A date, or a year: its first day, or its last where something ends."""
    if not text:
        return None
    if re.fullmatch(r"\d{4}", text):
        return date(int(text), 12, 31) if last else date(int(text), 1, 1)
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        raise NotUsable(f"{place}: {text} är inget datum. Skriv år-månad-dag, som 2023-07-01.") from None
