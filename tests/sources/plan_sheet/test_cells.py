"""Cells of a plan as people write them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samstad.domain.steering.choices import Periodicity
from samstad.refusals import Refusal
from samstad.sources.plan_sheet import cells


@pytest.mark.parametrize(
    ("text", "number"),
    [("85 %", "85"), ("2,5", "2.5"), ("1 200 st", "1200"), ("1\xa0200,5", "1200.5"), ("−3", "-3"), ("0", "0")],
)
def test_a_target_is_the_number_that_stands_first(text: str, number: str) -> None:
    assert cells.read_target(text, "%") == Decimal(number)


def test_no_target_is_none_and_a_target_in_words_says_that_it_is_left_out() -> None:
    assert cells.read_target("", "") is None
    with pytest.raises(Refusal, match="”ska öka” är inget tal"):
        cells.read_target("ska öka", "%")


@given(st.decimals(-(10**6), 10**6, places=2))
def test_any_number_written_the_swedish_way_is_read_back(number: Decimal) -> None:
    assert cells.read_target(cells.unambiguous(str(number)).replace("-", "−"), "") == number


@pytest.mark.parametrize("text", ["2017-05-18", "20170518", "18/05/2017", "18.05.2017"])
def test_a_day_is_read_as_spreadsheets_write_it(text: str) -> None:
    assert cells.read_day(text) == date(2017, 5, 18)


def test_an_odd_day_is_refused_with_an_example() -> None:
    assert cells.read_day("") is None
    with pytest.raises(Refusal, match="2017-05-18"):
        cells.read_day("våren 2017")


@pytest.mark.parametrize(
    ("text", "often"), [("", "year"), ("Årligen", "year"), ("Tertial", "tertial"), ("varje månad", "month")]
)
def test_how_often_is_read_by_its_word(text: str, often: str) -> None:
    assert cells.read_periodicity(text) == Periodicity(often)


def test_an_odd_periodicity_is_refused_with_the_words_there_are() -> None:
    with pytest.raises(Refusal, match="varje tertial"):
        cells.read_periodicity("vid behov")


def test_the_unit_is_what_the_file_says_or_what_the_name_says() -> None:
    assert cells.read_unit("kronor", "Andel nöjda") == "kronor"
    assert cells.read_unit("", "Andel nöjda") == "%"
    assert cells.read_unit("", "Antalet platser") == "antal"
    with pytest.raises(Refusal, match="Måttenhet"):
        cells.read_unit("", "Trygghet på torget")
