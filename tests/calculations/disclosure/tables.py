"""Small tables of counts over areas, years and sexes, made for the tests."""

from typing import Any

from hypothesis import strategies as st

from samstad.calculations.disclosure import Key, Structure, cross

AREAS = {"stad": ["norr", "soder"], "norr": ["a", "b", "c"], "soder": ["d", "e"]}
LEAVES = ["a", "b", "c", "d", "e"]
YEARS = ["2015", "2016"]
SEXES = {"alla": ["k", "m"]}
DIMENSIONS: list[dict[str, list[str]]] = [AREAS, {}, SEXES]


def full(leaves: dict[Key, int]) -> dict[Key, int]:
    """The leaves with every total of areas and sexes."""
    counts = dict(leaves)
    for year in YEARS:
        for area in LEAVES:
            counts[area, year, "alla"] = counts[area, year, "k"] + counts[area, year, "m"]
        for sex in ("k", "m", "alla"):
            for district in ("norr", "soder"):
                counts[district, year, sex] = sum(counts[area, year, sex] for area in AREAS[district])
            counts["stad", year, sex] = counts["norr", year, sex] + counts["soder", year, sex]
    return counts


@st.composite
def tables(draw: Any, *, most: int = 14) -> dict[Key, int]:
    """Counts with many small cells among them, every total included."""
    keys = [(area, year, sex) for area in LEAVES for year in YEARS for sex in ("k", "m")]
    return full({key: draw(st.integers(0, most)) for key in keys})


def structure(counts: dict[Key, int]) -> Structure:
    return cross(counts, DIMENSIONS)
