"""Words that pages and documents share."""

import pytest
from django.utils import translation

from samstad.reports.wording import waited


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "0 dagar"),
        (1, "1 dag"),
        (34, "34 dagar"),
        (365, "365 dagar"),
        (366, "mer än 1 år"),
        (3512, "mer än 9 år"),
    ],
)
def test_a_wait_is_told_in_days_and_beyond_a_year_in_years(days: int, words: str) -> None:
    assert waited(days) == words


def test_a_wait_is_told_in_english_too() -> None:
    with translation.override("en"):
        assert waited(2) == "2 days"
        assert waited(800) == "more than 2 years"
