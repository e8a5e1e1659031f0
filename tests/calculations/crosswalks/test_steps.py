"""Areas that became others, followed forwards and back."""

from datetime import date

import pytest

from samstad.calculations.crosswalks import Step, Steps

THEN, LATER, BEFORE, AFTER = date(2020, 7, 1), date(2023, 1, 1), date(2015, 1, 1), date(2024, 1, 1)
MERGERS = Steps((Step(1, 3, THEN), Step(2, 3, THEN), Step(3, 5, LATER), Step(4, 5, LATER)))


def test_an_area_is_made_of_the_oldest_parts_that_have_figures() -> None:
    assert MERGERS.made_of(5, BEFORE, {1, 2, 4}) == {1: 1, 2: 1, 4: 1}
    assert MERGERS.made_of(5, date(2021, 1, 1), {3, 4}) == {3: 1, 4: 1}
    assert MERGERS.made_of(5, AFTER, {5}) == {5: 1}


def test_a_part_without_a_figure_leaves_nothing() -> None:
    assert MERGERS.made_of(5, BEFORE, {1, 4}) is None
    assert MERGERS.made_of(5, AFTER, {3, 4}) is None
    assert MERGERS.made_of(9, BEFORE, set()) is None


def test_everything_behind_an_area_is_found() -> None:
    assert MERGERS.upstream(5) == {1, 2, 3, 4}
    assert MERGERS.upstream(1) == set()


def test_an_area_ends_up_where_its_successors_do() -> None:
    assert MERGERS.becomes(1, {5}) == {5: 1}
    assert MERGERS.becomes(1, {3}) == {3: 1}
    assert MERGERS.becomes(5, {1, 2, 4}) == {}


def test_shares_multiply_along_the_way() -> None:
    divided = Steps((Step(1, 2, THEN, 0.4), Step(1, 3, THEN, 0.6), Step(3, 4, LATER, 0.5), Step(3, 5, LATER, 0.5)))
    assert divided.becomes(1, {2, 4, 5}) == pytest.approx({2: 0.4, 4: 0.3, 5: 0.3})
    assert divided.made_of(4, BEFORE, {1}) == pytest.approx({1: 0.3})


def test_shares_written_with_few_decimals_lose_nobody() -> None:
    thirds = Steps(tuple(Step(1, after, THEN, 0.333333) for after in (2, 3, 4)))
    assert sum(thirds.becomes(1, {2, 3, 4}).values()) == pytest.approx(1, abs=1e-12)


def test_a_division_without_shares_is_not_known() -> None:
    unknown = Steps((Step(1, 2, THEN), Step(1, 3, THEN)))
    assert unknown.made_of(2, BEFORE, {1}) is None
    assert unknown.becomes(1, {2, 3}) == {2: 0, 3: 0}


def test_an_area_that_took_in_another_was_there_before() -> None:
    grown = Steps((Step(2, 1, LATER),), began={1: date(2007, 1, 1)})
    assert grown.made_of(1, BEFORE, {1, 2}) == {1: 1, 2: 1}
    assert grown.made_of(1, BEFORE, {1}) is None
    assert grown.made_of(1, AFTER, {1}) == {1: 1}


def test_steps_that_go_round_end() -> None:
    round_about = Steps((Step(1, 2, LATER), Step(2, 1, LATER)))
    assert round_about.made_of(1, BEFORE, set()) is None
    assert round_about.becomes(1, {9}) == {}
    assert round_about.upstream(1) == {2}
