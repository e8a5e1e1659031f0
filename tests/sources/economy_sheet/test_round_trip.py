"""What our own sheet is filled in with comes back as it was, whatever the names and amounts."""

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import normalize

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from tests.sources.economy_sheet.sheets import read

from samstad.documents import csv_text, render_sheet
from samstad.domain.cycle.actions import EconomyContent
from samstad.domain.cycle.choices import REQUESTS, AmountUnit, EconomyPart
from samstad.domain.steering.choices import MoneyKind
from samstad.sources.economy_sheet import form_table
from samstad.sources.economy_sheet.words import SUM

AMOUNTS = st.decimals(-400_000, 400_000, places=6, allow_nan=False)
NAMES = (
    st.text(st.characters(categories=("L", "N", "P", "S", "Zs"), exclude_characters="\N{APOSTROPHE}"), min_size=1)
    .map(lambda text: " ".join(normalize("NFC", text).split())[:60].strip())
    .filter(lambda text: text and not SUM.match(text))
)


@st.composite
def contents(draw: st.DrawFn) -> list[EconomyContent]:
    """Rows that may stand in one report at T2, in one unit."""
    unit = draw(st.sampled_from(AmountUnit.values))
    rows = []
    for name in draw(st.lists(NAMES, min_size=1, max_size=6, unique_by=str.casefold)):
        part, kind = draw(st.sampled_from(EconomyPart.values)), draw(st.sampled_from(MoneyKind.values))
        names = ("asked",) if part in REQUESTS else ("budget", "outcome", "forecast")
        amounts = {field: draw(AMOUNTS) for field in names}
        rows.append(EconomyContent(part, name, kind, unit, **amounts, explanation=draw(NAMES)))
    return rows


@given(contents())
def test_a_filled_in_sheet_is_read_back_as_it_was_written(rows: list[EconomyContent]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "mall.xlsx"
        path.write_bytes(render_sheet(form_table(rows, rows[0].unit)))
        reading = read(path)
    assert reading.problems == ()
    assert list(reading.rows) == rows


@given(st.lists(AMOUNTS, min_size=1, max_size=5))
def test_amounts_come_back_from_csv_as_well(amounts: list[Decimal]) -> None:
    rows = [
        EconomyContent("operations", f"Rad {n}", "running", "mnkr", amount, amount, amount)
        for n, amount in enumerate(amounts)
    ]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "mall.csv"
        path.write_text(csv_text(form_table(rows, "mnkr")), encoding="utf-8", newline="")
        reading = read(path)
    assert reading.problems == ()
    assert list(reading.rows) == rows


def test_an_empty_sheet_has_a_row_of_each_sort_in_words_that_are_understood(tmp_path: Path) -> None:
    path = tmp_path / "mall.xlsx"
    path.write_bytes(render_sheet(form_table([], "tkr")))
    book = load_workbook(path)
    sheet = book.worksheets[0]
    assert sheet["D1"].value == "Budget (tkr)"
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, 2).value = f"Rad {row}"
        sheet.cell(row, 9).value = "Därför."
        asks = sheet.cell(row, 1).value in ("Budgetjustering", "Omslutningsförändring")
        for column in (8,) if asks else (4, 5, 6):
            sheet.cell(row, column).value = row
    book.save(path)
    reading = read(path)
    assert reading.problems == ()
    assert {row.part for row in reading.rows} == set(EconomyPart.values)
    assert {row.kind for row in reading.rows} == set(MoneyKind.values)
