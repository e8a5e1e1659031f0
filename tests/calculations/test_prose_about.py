"""Days that a text promises something for, and groups of people it speaks of."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samstad.calculations.prose import MONTHS
from samstad.calculations.prose_about import groups_in, promised_before, sentences

CUTOFF = date(2017, 4, 30)


@pytest.mark.parametrize(
    ("text", "passed"),
    [
        ("Klubben ska öppna den 1 april 2017.", ["1 april 2017"]),
        ("Klubben öppnade den 1 april 2017.", []),
        ("Klubben ska öppna den 1 maj 2017.", []),
        ("Arbetet startar i mars 2017.", ["mars 2017"]),
        ("Arbetet startar i april 2017.", []),
        ("Beslut väntas 2016-12-20.", ["2016-12-20"]),
        ("Vi ska göra mer. Klubben öppnade den 1 april 2017.", []),
        ("Blir klar senast den 31 februari 2017", ["31 februari 2017"]),
        ("Klart senast 2017-02-31", []),
        ("", []),
    ],
)
def test_a_day_that_has_passed_is_told_where_the_text_speaks_of_what_is_to_come(text: str, passed: list[str]) -> None:
    assert promised_before(text, CUTOFF) == passed


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.integers(-400, 400))
def test_a_written_day_has_passed_exactly_when_it_lies_before(day: date, apart: int) -> None:
    on = day + timedelta(apart)
    written = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    assert promised_before(f"Huset ska öppna den {written}.", on) == ([written] if day < on else [])


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Fler flickor deltar.", {"flickor"}),
        ("Flickor och pojkar deltar lika mycket.", set()),
        ("Både kvinnor och män, även äldre", {"äldre"}),
        ("Ungdomarna och de nyanlända", {"unga", "nyanlända"}),
        ("Mannen på gatan och hemmansägaren", set()),
        ("Killen, barnen och föräldrarna", {"pojkar", "barn", "föräldrar"}),
        ("Alla invånare", set()),
    ],
)
def test_the_groups_a_text_speaks_of(text: str, groups: set[str]) -> None:
    assert groups_in(text) == groups


def test_sentences_end_with_stops_and_with_lines() -> None:
    assert sentences("Ett. Två!\nTre, 2,5 procent") == ["Ett.", "Två!", "Tre, 2,5 procent"]
