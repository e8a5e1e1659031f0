"""Cells as programs write them in Sweden and elsewhere, and columns by their headings."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samstad.refusals import Refusal
from samstad.sources.figure_upload import Columns, guess_columns
from samstad.sources.figure_upload.cells import MARKS, read_cell


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,5", "1.5"),
        ("1.5", "1.5"),
        ("12 345", "12345"),
        ("12\N{NO-BREAK SPACE}345,25", "12345.25"),
        ("\N{MINUS SIGN}3", "-3"),
        ("7,1%", "7.1"),
        ("0.123456", "0.1235"),
    ],
)
def test_a_number_is_read_in_either_writing(text: str, number: str) -> None:
    cell = read_cell(text)
    assert cell is not None
    assert cell.number == Decimal(number)


@pytest.mark.parametrize("mark", [*MARKS, " .. ", "X", "Saknas"])
def test_a_mark_is_missing_with_its_reason_and_never_zero(mark: str) -> None:
    cell = read_cell(mark)
    assert cell is not None
    assert cell.number is None
    assert cell.reason


@pytest.mark.parametrize("text", ["1.234,5", "sju", "1e5", "999999999999", "1,2,3", "NaN", "inf"])
def test_what_is_no_number_is_said_to_be_none(text: str) -> None:
    assert read_cell(text) is None


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_every_number_comes_back_from_how_it_is_written(number: Decimal) -> None:
    for text in (str(number), str(number).replace(".", ",")):
        cell = read_cell(text)
        assert cell is not None
        assert cell.number == number


@given(st.text(max_size=12))
def test_any_text_is_a_number_a_mark_or_neither(text: str) -> None:
    cell = read_cell(text)
    assert cell is None or (cell.number is None) == bool(cell.reason)


def test_columns_are_guessed_from_what_they_are_called() -> None:
    guessed = guess_columns(("Områdeskod", "Stadsdelsområde", "År", "Kön", "Indikator", "Värde", "Folkmängd"))
    assert guessed == Columns(
        area="Områdeskod", name="Stadsdelsområde", period="År", sex="Kön", indicator="Indikator", value="Värde",
        people="Folkmängd",
    )  # fmt: skip


def test_a_table_with_a_column_a_year_or_an_indicator_is_wide() -> None:
    assert guess_columns(("Område", "2015", "2016")).wide == ("2015", "2016")
    assert guess_columns(("Område", "År", "Bistånd"), frozenset({"bistånd"})).wide == ("Bistånd",)


def test_a_reading_comes_back_from_how_it_is_stored() -> None:
    columns = Columns(name="Område", wide=("2015",), indicator_is="bistand", apart=("Okänt",), parts_differ=True)
    assert Columns.of(columns.plain()) == columns
    assert Columns.of({"okänd": 1}) == Columns()


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        (Columns(), "vilken kolumn som säger område"),
        (Columns(name="Område"), "vilken kolumn som har värdena"),
        (Columns(name="Område", value="Värde"), "vilken kolumn som säger period"),
        (Columns(name="Område", value="Värde", period="År"), "vilken kolumn som säger indikator"),
        (Columns(name="Område", wide=("2016",)), "vilken kolumn som säger indikator"),
        (Columns(name="Område", wide=("Värde",)), "vilken kolumn som säger period"),
        (Columns(name="Område", value="Värde", period_is="i fjol", indicator_is="x"), "är ingen period"),
        (Columns(name="Kommun"), "ingen kolumn ”Kommun”"),
    ],
)
def test_a_reading_that_lacks_something_is_refused_by_what_it_lacks(columns: Columns, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        columns.check(("Område", "År", "Värde", "2016"))
