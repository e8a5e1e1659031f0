"""The areas: code, name, what they lie in, which group they are filled in from, and how many people they are."""

from pathlib import Path

import numpy as np
import polars as pl

from samstad.calculations.index import Areas
from samstad.calculations.index.figures import Floats
from samstad.sources.index_files.tables import ROW, NotUsable, numbers, read_table

TEXTS = ("area", "name", "parent", "group")


def read_areas(file: Path) -> Areas:
    """The areas in the order of their codes.

    Every column besides area, name, parent and group that holds a number is one of numbers; words are left aside.
    """
    frame = read_table(file, ("area",))
    _refuse_gaps(frame, file)
    twice = frame.filter(pl.col("area").is_duplicated())
    if twice.height:
        raise NotUsable(
            file, f"området {twice['area'][0]} står på raderna {_rows(twice, twice['area'][0])}. Behåll en."
        )
    frame = frame.sort("area")
    others = [name for name in frame.columns if name not in (*TEXTS, ROW) and _has_numbers(frame, name)]
    columns = {name: numbers(frame, name, file).to_numpy().astype(float) for name in others}
    _refuse_negative(columns.get("population"), frame, file)
    return Areas(
        tuple(frame["area"]),
        _texts(frame, "name", "area"),
        _texts(frame, "parent"),
        _texts(frame, "group"),
        {name: np.where(np.isfinite(column), column, np.nan) for name, column in columns.items()},
    )


def areas_of(codes: list[str]) -> Areas:
    """Areas of which nothing but the code is known."""
    ordered = tuple(sorted(codes))
    empty = ("",) * len(ordered)
    return Areas(ordered, ordered, empty, empty)


def _texts(frame: pl.DataFrame, name: str, other: str = "") -> tuple[str, ...]:
    if name not in frame.columns:
        return tuple(frame[other]) if other else ("",) * frame.height
    filled = frame[name].fill_null("")
    return tuple(filled)


def _refuse_gaps(frame: pl.DataFrame, file: Path) -> None:
    gaps = frame.filter(pl.col("area").is_null() | (pl.col("area") == ""))
    if gaps.height:
        raise NotUsable(file, f"rad {gaps[ROW][0]}: området saknar kod.")


def _refuse_negative(people: Floats | None, frame: pl.DataFrame, file: Path) -> None:
    if people is not None and (people < 0).any():
        row = frame[ROW].to_numpy()[people < 0].min()
        raise NotUsable(file, f"rad {row}, kolumn population: talet är under noll.")


def _has_numbers(frame: pl.DataFrame, name: str) -> bool:
    """False for a column of words alone. One with both is read, and refused by the row that is no number."""
    found = frame[name].fill_null("").str.contains(r"^[+-]?\d[\d\s\u00a0]*([.,]\d+)?([eE][+-]?\d+)?$")
    return name == "population" or bool(found.any())


def _rows(frame: pl.DataFrame, code: str) -> str:
    return " och ".join(str(row) for row in frame.filter(pl.col("area") == code)[ROW])
