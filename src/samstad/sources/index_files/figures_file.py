"""The figures: a long table with one row per area, indicator and period, checked before it becomes arrays."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from samstad.calculations.index import STATUSES, Areas, Figures, empty
from samstad.sources.index_files.areas_file import areas_of
from samstad.sources.index_files.tables import ROW, NotUsable, numbers, read_table

KEY = ("area", "indicator", "period")
NUMBERS = ("value", "numerator", "denominator", "se")
SUPPRESSED_MARKS = ("..", "*", "x")
MISSING_MARKS = ("-", "–", "na", "n/a", ".")
WITH_VALUE = ("observed", "imputed")
SHOWN = 5


@dataclass(frozen=True)
class Read:
    """The figures, and what a careful reader would want to be told: each warning names row and column."""

    figures: Figures
    warnings: tuple[str, ...]


def read_figures(file: Path, areas: Areas | None = None) -> Read:
    """The figures of a file. Without `areas` the areas are those that the file names.

    Raises `NotUsable` naming row and column: two rows for the same thing, an unknown area, what is no number, a
    status that is not known or that the numbers contradict, decimal comma and point in one column.
    """
    frame = _with_statuses(_complete(read_table(file, (*KEY, "value"))), file)
    _refuse_gaps(frame, file)
    _refuse_duplicates(frame, file)
    areas = areas or areas_of(frame["area"].unique().to_list())
    _refuse_unknown_areas(frame, areas, file)
    columns = {name: numbers(frame, name, file) for name in NUMBERS}
    _refuse_impossible(frame, columns, file)
    _refuse_contradictions(frame, columns, file)
    _refuse_without_value(frame, columns, file)
    figures = empty(areas, sorted(frame["indicator"].unique()), sorted(frame["period"].unique()))
    places = _places(frame, figures)
    targets = {"value": figures.values, "numerator": figures.numerators, "denominator": figures.denominators}
    targets["se"] = figures.errors
    for name, column in columns.items():
        targets[name][places] = column.fill_null(float("nan")).to_numpy()
    figures.status[places] = frame["status"].replace_strict({name: at for at, name in enumerate(STATUSES)}).to_numpy()
    _rates_from_counts(figures)
    return Read(figures, tuple(_warnings(frame, columns["value"], figures)))


def _complete(frame: pl.DataFrame) -> pl.DataFrame:
    """Every column of the contract, empty where the file lacks it; an empty cell is an empty text."""
    lacking = [name for name in (*NUMBERS, "status") if name not in frame.columns]
    whole = frame.with_columns(pl.lit("").alias(name) for name in lacking)
    return whole.with_columns(pl.col(*NUMBERS, "status").fill_null(""))


def _with_statuses(frame: pl.DataFrame, file: Path) -> pl.DataFrame:
    """The status of each row: as written, else from the mark that stands instead of a number."""
    value = frame["value"].str.to_lowercase()
    hidden, lacking = value.is_in(SUPPRESSED_MARKS), value.is_in((*MISSING_MARKS, ""))
    said, counted = frame["status"], frame["numerator"] != ""
    _refuse_statuses(frame, said, hidden, file)
    status = pl.select(
        pl.when(said != "")
        .then(said)
        .when(hidden)
        .then(pl.lit("suppressed"))
        .when(lacking & ~counted)
        .then(pl.lit("not_collected"))
        .otherwise(pl.lit("observed"))
    ).to_series()
    emptied = pl.select(pl.when(hidden | lacking).then(pl.lit("")).otherwise(frame["value"])).to_series()
    return frame.with_columns(status=status, value=emptied)


def _refuse_statuses(frame: pl.DataFrame, said: pl.Series, hidden: pl.Series, file: Path) -> None:
    unknown = ~said.is_in([*STATUSES, ""])
    if unknown.any():
        raise NotUsable(
            file,
            f"rad {frame[ROW].filter(unknown)[0]}, kolumn status: {said.filter(unknown)[0]!r} är okänt. "
            f"Tillåtna är {', '.join(STATUSES)}.",
        )
    against = hidden & said.is_in(WITH_VALUE)
    if against.any():
        raise NotUsable(
            file,
            f"rad {frame[ROW].filter(against)[0]}, kolumn value: {frame['value'].filter(against)[0]!r} betyder "
            f"suppressed men status är {said.filter(against)[0]}. Ange värdet eller ändra status.",
        )


def _refuse_contradictions(frame: pl.DataFrame, columns: dict[str, pl.Series], file: Path) -> None:
    """A row without a figure has neither value nor count. What it is of may stand: a hidden count is drawn with it."""
    without = ~frame["status"].is_in(WITH_VALUE)
    for name in ("value", "numerator"):
        wrong = without & columns[name].is_not_null()
        if wrong.any():
            row, status = frame[ROW].filter(wrong)[0], frame["status"].filter(wrong)[0]
            raise NotUsable(
                file,
                f"rad {row}, kolumn {name}: raden är {status} men har ett tal här. "
                "Ta bort talet, eller ange status observed.",
            )


def _refuse_without_value(frame: pl.DataFrame, columns: dict[str, pl.Series], file: Path) -> None:
    """A row with a figure has a value, or a count and what it is of."""
    count, of = columns["numerator"], columns["denominator"]
    lacking = frame["status"].is_in(WITH_VALUE) & columns["value"].is_null()
    alone, of_none = lacking & of.is_null(), lacking & (of == 0).fill_null(False)
    bare = lacking & count.is_null()
    if bare.any():
        row, status = frame[ROW].filter(bare)[0], frame["status"].filter(bare)[0]
        raise NotUsable(file, f"rad {row}: status är {status} men value är tomt. Ange värdet eller en annan status.")
    if alone.any():
        raise NotUsable(
            file,
            f"rad {frame[ROW].filter(alone)[0]}, kolumn denominator: tomt, och numerator ensam ger inget värde. Ange "
            "denominator, eller skriv antalet i value och låt metodfilen ange områdenas kolumn som denominator.",
        )
    if of_none.any():
        row = frame[ROW].filter(of_none)[0]
        raise NotUsable(
            file,
            f"rad {row}, kolumn denominator: 0 ger inget värde. Töm numerator och ange status not_applicable.",
        )


def _refuse_gaps(frame: pl.DataFrame, file: Path) -> None:
    for name in KEY:
        gaps = frame.filter(pl.col(name).is_null() | (pl.col(name) == ""))
        if gaps.height:
            raise NotUsable(
                file, f"rad {gaps[ROW][0]}, kolumn {name}: tomt. Varje rad behöver område, indikator, period."
            )


def _refuse_duplicates(frame: pl.DataFrame, file: Path) -> None:
    twice = frame.filter(pl.struct(KEY).is_duplicated())
    if not twice.height:
        return
    first = twice.row(0, named=True)
    same = twice.filter(*(pl.col(name) == first[name] for name in KEY))
    rows = " och ".join(str(row) for row in same[ROW][:SHOWN])
    raise NotUsable(
        file, f"{first['indicator']} för {first['area']} {first['period']} står på raderna {rows}. Behåll en av dem."
    )


def _refuse_unknown_areas(frame: pl.DataFrame, areas: Areas, file: Path) -> None:
    unknown = frame.filter(~pl.col("area").is_in(list(areas.codes)))
    if unknown.height:
        names = unknown["area"].unique(maintain_order=True)
        shown = ", ".join(names[:SHOWN]) + (" …" if len(names) > SHOWN else "")
        raise NotUsable(
            file,
            f"rad {unknown[ROW][0]}, kolumn area: {shown} finns inte bland områdena. "
            "Lägg till dem eller ta bort raderna.",
        )


def _refuse_impossible(frame: pl.DataFrame, columns: dict[str, pl.Series], file: Path) -> None:
    """Counts and errors cannot be negative, and a part is not larger than its whole."""
    for name in ("numerator", "denominator", "se"):
        if (columns[name] < 0).any():
            row = frame[ROW].filter((columns[name] < 0).fill_null(False))[0]
            raise NotUsable(file, f"rad {row}, kolumn {name}: talet är under noll.")
    over = (columns["numerator"] > columns["denominator"]).fill_null(False)
    if over.any():
        row = frame[ROW].filter(over)[0]
        raise NotUsable(
            file, f"rad {row}: numerator är större än denominator. En del kan inte vara större än det hela."
        )


def _places(frame: pl.DataFrame, figures: Figures) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(period, area, indicator) of each row."""
    orders = {"period": figures.periods, "area": figures.areas.codes, "indicator": figures.indicators}
    found = [
        frame[name].replace_strict({code: at for at, code in enumerate(order)}, return_dtype=pl.Int64).to_numpy()
        for name, order in orders.items()
    ]
    return found[0], found[1], found[2]


def _rates_from_counts(figures: Figures) -> None:
    """Where only counts are given, the value is the count over its whole."""
    lacking = ~np.isfinite(figures.values) & np.isfinite(figures.numerators) & (figures.denominators > 0)
    figures.values[lacking] = figures.numerators[lacking] / figures.denominators[lacking]


def _warnings(frame: pl.DataFrame, value: pl.Series, figures: Figures) -> list[str]:
    told = []
    table = frame.select(ROW, *KEY).with_columns(value=value).drop_nulls("value")
    for (indicator,), rows in table.group_by(["indicator"], maintain_order=True):
        row = _mixed_percent(rows)
        if row is not None:
            told.append(
                f"rad {row}, kolumn value: {indicator} verkar blanda andelar (0–1) och procent (0–100). Se över filen."
            )
    for at, indicator in enumerate(figures.indicators):
        for number, period in enumerate(figures.periods):
            known = int(np.isfinite(figures.values[number, :, at]).sum())
            if 0 < known < len(figures.areas.codes):
                told.append(f"{indicator} {period}: värde saknas i {len(figures.areas.codes) - known} områden.")
    return told


def _mixed_percent(rows: pl.DataFrame) -> int | None:
    """The first row that breaks a column of shares or of per cents: a wide gap between those up to 1 and the rest."""
    values, places = rows["value"].to_numpy(), rows[ROW].to_numpy()
    low, high = (values > 0) & (values <= 1), values > 1
    if not low.any() or not high.any() or values.max() > 100 or (values < -1).any():
        return None
    gap = values[high].min() / values[low].max()
    middle = np.median(values[high]) / np.median(values[low])
    if gap < 5 or middle < 30:
        return None
    few = low if low.sum() <= high.sum() else high
    return int(places[few][0])
