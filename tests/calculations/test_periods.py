"""What lies between two periods."""

import pytest

from samstad.calculations.periods import breaks_between, first_after


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
