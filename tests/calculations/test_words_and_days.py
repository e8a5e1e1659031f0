"""Order, search, periods, clocks and differences."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from samstad.calculations.clocks import days_waited, is_overdue
from samstad.calculations.difference import changes
from samstad.calculations.periods import is_due, period_of, previous_period
from samstad.calculations.sorting import search_text, slug, sort_key
from samstad.calculations.values import latest_known

days = st.dates(date(2010, 1, 1), date(2030, 12, 31))
FIELDS = {"goals": ("title", "judgement"), "indicators": ("outcome",), "activities": ("status",)}


def test_swedish_letters_come_last_and_numbers_by_size() -> None:
    names = ["Östermalm", "Älvsjö", "Årsta", "Zinkensdamm", "Bromma", "Mål 10", "Mål 2", "é", "eka"]
    ordered = ["Bromma", "é", "eka", "Mål 2", "Mål 10", "Zinkensdamm", "Årsta", "Älvsjö", "Östermalm"]
    assert sorted(names, key=sort_key) == ordered


@given(st.text(max_size=300))
def test_a_key_is_plain_and_never_too_long(text: str) -> None:
    assert len(sort_key(text)) <= 200
    assert len(slug(text)) <= 60
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_search_finds_without_accents() -> None:
    assert "hokarangen" in search_text("Hökarängen", "Farsta")
    assert slug("Enskede-Årsta-Vantör") == "enskede-arsta-vantor"


def test_yearly_figures_wait_for_the_annual_report() -> None:
    assert not is_due("year", "t1", 2017)
    assert is_due("year", "vb", 2017)
    assert is_due("tertial", "t1", 2017)
    assert is_due("half_year", "t2", 2017)
    assert not is_due("half_year", "t1", 2017)
    assert not is_due("tertial", "vp", 2017)


def test_every_other_years_figures_are_asked_in_their_years() -> None:
    assert is_due("even_years", "vb", 2016)
    assert not is_due("even_years", "vb", 2017)
    assert is_due("odd_years", "vb", 2017)
    assert not is_due("odd_years", "vb", 2016)


@given(st.sampled_from(["t1", "t2", "vb"]), st.integers(1990, 2050))
def test_the_period_before_is_the_same_period_a_year_earlier(kind: str, year: int) -> None:
    assert previous_period(period_of(kind, year)) == period_of(kind, year - 1)


def test_an_odd_period_is_left_alone() -> None:
    assert previous_period("ej angiven") == "ej angiven"


@given(days, st.integers(0, 400))
def test_a_clock_counts_whole_days_and_never_backwards(start: date, gone: int) -> None:
    until = start + timedelta(days=gone)
    assert days_waited(start, until) == gone
    assert days_waited(until, start) == 0
    assert is_overdue(start, until) == (gone >= 30)


@dataclass(frozen=True)
class Row:
    known_from: date
    pk: int


@given(st.lists(st.tuples(days, st.integers(1, 999)), unique_by=lambda pair: pair[1], max_size=20), days)
def test_the_latest_row_known_on_the_day_is_the_one_that_counts(pairs: list[tuple[date, int]], on: date) -> None:
    rows = [Row(*pair) for pair in pairs]
    known = [row for row in rows if row.known_from <= on]
    chosen = latest_known((("x", row) for row in rows), on=on)
    expected = max(known, key=lambda row: (row.known_from, row.pk), default=None)
    assert chosen.get("x") == expected


def _slug(row: Any) -> str:
    return str(row["slug"])


def _title(row: Any) -> str:
    return str(row["title"])


# Two goals of one report may be called the same by chance; here no two are, so that each difference can be told apart.
facts = st.fixed_dictionaries(
    {
        "summary": st.text(max_size=5),
        "goals": st.lists(
            st.fixed_dictionaries(
                {
                    "slug": st.sampled_from("abcde"),
                    "title": st.text(min_size=2, max_size=3),
                    "judgement": st.sampled_from(["full", "not"]),
                }
            ),
            unique_by=(_slug, _title),
            max_size=5,
        ),
    }
)


@given(facts)
def test_equal_texts_have_no_differences(text: dict[str, Any]) -> None:
    assert list(changes(text, text, fields=FIELDS)) == []


@given(facts, facts)
def test_every_difference_is_told_once_and_backwards_too(one: dict[str, Any], two: dict[str, Any]) -> None:
    there = list(changes(one, two, fields=FIELDS))
    back = list(changes(two, one, fields=FIELDS))
    assert len(there) == len(back)
    assert len(set(map(str, there))) == len(there)
    assert bool(there) == (_plain(one) != _plain(two))


def _plain(text: dict[str, Any]) -> Any:
    return text["summary"], sorted((r["slug"], r["title"], r["judgement"]) for r in text["goals"])


def test_a_new_and_a_gone_row_are_called_by_name() -> None:
    before = {"summary": "", "goals": [{"slug": "a", "title": "Gammalt", "judgement": "full"}]}
    after = {"summary": "", "goals": [{"slug": "b", "title": "Nytt", "judgement": "full"}]}
    assert {(c.name, c.field) for c in changes(before, after, fields=FIELDS)} == {("Gammalt", "gone"), ("Nytt", "new")}
