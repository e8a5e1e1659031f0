"""Numbers and directions in Swedish sentences, and figures outside their own history."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samstad.calculations.prose import direction_in, not_among, numbers_in, outside_history


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Utfallet är 2,9 procent.", ["2,9"]),
        ("1 640 ungdomar fick feriejobb, 140 färre.", ["1 640", "140"]),
        ("12\N{NO-BREAK SPACE}345,5 kronor", ["12\N{NO-BREAK SPACE}345,5"]),
        ("Andelen var 5,0 mot 4.", ["5,0"]),
        ("Tre möten, 12 deltagare och 8 ledare under 2017.", []),
        ("Beslutat den 18 maj 2017, § 43, dnr 1.2-345.", []),
        ("Mål 1.3 och T1", []),
    ],
)
def test_numbers_are_found_and_years_days_and_small_counts_are_not(text: str, found: list[str]) -> None:
    assert [written for written, _number in numbers_in(text)] == found


def test_a_number_of_the_text_is_known_when_it_is_one_rounded_as_it_is_written() -> None:
    known = [Decimal("2.93"), Decimal(1640)]
    assert not_among("2,9 procent och 1 640 ungdomar", known) == []
    assert not_among("2,8 procent och 1 604 ungdomar", known) == ["2,8", "1 604"]


@given(st.lists(st.decimals(13, 99_999, places=2), min_size=1))
def test_what_is_written_from_the_table_is_always_in_the_table(numbers: list[Decimal]) -> None:
    text = " och ".join(f"{number:.1f}".replace(".", ",") for number in numbers)
    assert not_among(text, [round(number, 1) for number in numbers]) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Andelen har ökat.", "up"),
        ("Ett högre deltagande", "up"),
        ("Antalet minskade", "down"),
        ("Färre söker", "down"),
        ("Ökade först och sjönk sedan, sjunker nu", ""),
        ("Andelen har inte ökat.", ""),
        ("Målet följs upp och tas upp.", ""),
        ("", ""),
    ],
)
def test_a_direction_is_heard_when_the_text_speaks_of_one(text: str, said: str) -> None:
    assert direction_in(text) == said


@pytest.mark.parametrize(
    ("values", "new", "outside"),
    [
        ((5, 6, 7), 9, False),
        ((5, 6, 7), 10, True),
        ((5, 6, 7), 2, True),
        ((5, 6), 50, False),
        ((4, 4, 4), 6, False),
        ((4, 4, 4), 7, True),
    ],
)
def test_a_figure_outside_its_own_history_is_seen(values: tuple[int, ...], new: int, outside: bool) -> None:
    assert outside_history([Decimal(value) for value in values], Decimal(new)) is outside
