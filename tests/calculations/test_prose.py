"""Numbers and directions in Swedish sentences, and figures outside their own history."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samstad.calculations.prose import _WORDS, direction_in, not_among, numbers_in, outside_history


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
        ("Det blev 1234.5 kronor", ["1234.5"]),
        ("Det blev 1 234,5 kronor", ["1 234,5"]),
        ("Andelen är 2.9 procent", ["2.9"]),
        ("Tolv möten och femton deltagare", ["femton"]),
        ("Tolv procent, 8 %, 3 procentenheter och en procent", ["Tolv", "8", "3", "en"]),
        ("Tvåhundrafyrtiosju unga och ettusen timmar", ["Tvåhundrafyrtiosju", "ettusen"]),
        ("Hundratrettio, tusen och tvåtusentretton", ["Hundratrettio", "tusen", "tvåtusentretton"]),
        ("En av dem, och alla andra", []),
        ("År 2017 och 2017 kronor", ["2017"]),
    ],
)
def test_numbers_are_found_and_years_days_and_small_counts_are_not(text: str, found: list[str]) -> None:
    assert [written for written, _number in numbers_in(text)] == found


def test_a_number_of_the_text_is_known_when_it_is_one_rounded_as_it_is_written() -> None:
    known = [Decimal("2.93"), Decimal(1640)]
    assert not_among("2,9 procent och 1 640 ungdomar", known) == []
    assert not_among("2,8 procent och 1 604 ungdomar", known) == ["2,8", "1 604"]


@pytest.mark.parametrize("written", ["1 234,5", "1234,5", "1234.5", "1\N{NO-BREAK SPACE}234,5"])
def test_a_number_is_the_same_however_it_is_written(written: str) -> None:
    assert not_among(f"Det blev {written} kronor", [Decimal("1234.5")]) == []
    assert not_among(f"Det blev {written} kronor", [Decimal("1234.4")]) == [written]


@given(st.integers(13, 9_999))
def test_a_number_in_a_word_is_the_number(number: int) -> None:
    word = next(word for word, value in _WORDS.items() if value == number)
    assert numbers_in(f"Det blev {word} stycken.") == [(word, Decimal(number))]


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
        ((10, 20, 30, 40), 50, False),
        ((12, 13, 14, 90), 40, False),
        ((12, 13, 14, 12, 13), 90, True),
    ],
)
def test_a_figure_outside_its_own_history_is_seen(values: tuple[int, ...], new: int, outside: bool) -> None:
    assert outside_history([Decimal(value) for value in values], Decimal(new)) is outside


@given(st.lists(st.integers(-500, 500).map(Decimal), min_size=1, max_size=9), st.data())
def test_what_has_been_measured_before_is_never_outside(values: list[Decimal], data: st.DataObject) -> None:
    assert not outside_history(values, data.draw(st.sampled_from(values)))


@given(st.lists(st.integers(-500, 500).map(Decimal), min_size=3, max_size=9), st.integers(-2000, 2000).map(Decimal))
def test_the_order_of_the_years_and_the_scale_say_nothing(values: list[Decimal], new: Decimal) -> None:
    said = outside_history(values, new)
    assert outside_history(sorted(values), new) == said
    assert outside_history([value * 10 for value in values], new * 10) == said


@given(st.lists(st.integers(1, 100).map(Decimal), min_size=7, max_size=9))
def test_one_odd_year_does_not_hide_the_next(values: list[Decimal]) -> None:
    """The rule stands on the middle of the earlier values, so a single wild one does not widen what is allowed."""
    assert outside_history([*values, Decimal(10_000)], Decimal(20_000))
