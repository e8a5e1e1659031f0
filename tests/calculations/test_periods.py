"""What lies between two periods."""

from datetime import date

import pytest

from samstad.calculations.periods import breaks_between, first_after, first_day


@pytest.mark.parametrize(
    ("before", "now", "one", "between"),
    [
        ("2015", "2017", "2016", True),
        ("2016", "2017", "2016", False),
        ("2015", "2016", "2016", True),
        ("2017", "2018", "2016", False),
        ("2015", "2016-T1", "2016", True),
        ("2016-T1", "2016-T2", "2016", False),
        ("2016-T1", "2016-T2", "2016-T2", True),
        ("2016-T2", "2016", "2016-T2", False),
    ],
)
def test_a_break_parts_what_lies_before_its_first_period_from_the_rest(
    before: str, now: str, one: str, between: bool
) -> None:
    assert bool(breaks_between(before, now, [one])) is between


def test_a_break_is_placed_at_the_first_period_with_figures_after_it() -> None:
    assert first_after(["2017", "2014", "2016"], "2015") == "2016"
    assert first_after(["2014", "2016"], "2013") == ""
    assert first_after(["2014"], "2014") == ""


@pytest.mark.parametrize(
    ("period", "day"),
    [
        ("2017", (2017, 1, 1)),
        ("2017-T2", (2017, 5, 1)),
        ("2017-K4", (2017, 10, 1)),
        ("2017-H2", (2017, 7, 1)),
        ("2017-03", (2017, 3, 1)),
        ("2017-12-31", (2017, 12, 31)),
        ("2017-läsår", (2017, 1, 1)),
    ],
)
def test_a_period_begins_on_a_day(period: str, day: tuple[int, int, int]) -> None:
    assert first_day(period) == date(*day)
