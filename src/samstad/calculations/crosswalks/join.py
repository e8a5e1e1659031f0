"""Rows of statistics tied to areas: by code before name, names folded, and never with people lost in silence."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from samstad.calculations.crosswalks.carry import NEAR, LostPeople, told


@dataclass(frozen=True)
class Join:
    """`matched` is row to area; `by_name` those tied by name alone; `empty` are areas that no row is about."""

    matched: dict[str, str]
    by_name: tuple[str, ...]
    empty: tuple[str, ...]


def fold(name: str) -> str:
    """A name in the one form in which names are compared: one Unicode form, no case, single blanks."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def join(
    people: Mapping[str, float],
    areas: Mapping[str, str],
    *,
    names: Mapping[str, str] | None = None,
    total: float | None = None,
    apart: frozenset[str] = frozenset(),
) -> Join:
    """Tie each row of `people` (code or name to how many) to an area of `areas` (code to name).

    `names` ties rows by hand; `apart` are rows that belong to no area. Raises `LostPeople`, saying how many and where,
    when a row is about no area, two rows are about the same one, or what is tied does not sum to `total`.
    """
    by_name = _names(areas)
    matched: dict[str, str] = {}
    loose: list[str] = []
    lost: dict[str, float] = {}
    for row, count in people.items():
        area = row if row in areas else (names or {}).get(row) or by_name.get(fold(row))
        if area is None:
            if row not in apart and count:
                lost[row] = count
            continue
        if row not in areas:
            loose.append(row)
        matched[row] = area
    if lost:
        share = sum(lost.values()) / (sum(people.values()) or 1)
        raise LostPeople(
            f"{sum(lost.values()):,.0f} personer ({share:.1%}) hör till områden som inte finns: {told(lost)}. "
            "Knyt dem till ett område eller säg att de inte hör till något.".replace(",", " ", 1),
            lost,
        )
    _refuse_twice(matched, people)
    _refuse_difference(matched, people, total)
    return Join(matched, tuple(loose), tuple(sorted(set(areas) - set(matched.values()))))


def _names(areas: Mapping[str, str]) -> dict[str, str]:
    """Folded names that only one area has."""
    found: dict[str, list[str]] = {}
    for code, name in areas.items():
        found.setdefault(fold(name), []).append(code)
    return {name: codes[0] for name, codes in found.items() if len(codes) == 1}


def _refuse_twice(matched: Mapping[str, str], people: Mapping[str, float]) -> None:
    rows: dict[str, list[str]] = {}
    for row, area in matched.items():
        rows.setdefault(area, []).append(row)
    for area, several in rows.items():
        if len(several) > 1:
            twice = {row: people[row] for row in several[1:]}
            raise LostPeople(f"{area} räknas två gånger: {' och '.join(several)}. Behåll en av raderna.", twice)


def _refuse_difference(matched: Mapping[str, str], people: Mapping[str, float], total: float | None) -> None:
    if total is None:
        return
    gone = total - sum(people[row] for row in matched)
    if abs(gone) > NEAR * max(abs(total), 1):
        raise LostPeople(f"Områdena summerar inte till {total:,.0f}: {gone:,.0f} saknas.".replace(",", " "), {"": gone})
