"""What the figures say, as rules that hold for every figure."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samstad.calculations.judgement import judge_indicator, weigh
from samstad.calculations.tally import tally

numbers = st.decimals(min_value=-1000, max_value=1000, places=2)
judgements = st.sampled_from(["full", "partly", "not", "unknown"])


@given(numbers, numbers, st.sampled_from(["higher", "lower", "neutral"]))
def test_a_figure_on_its_target_is_always_full(target: Decimal, previous: Decimal, direction: str) -> None:
    assert judge_indicator(outcome=target, target=target, direction=direction, previous=previous).judgement == "full"


@given(numbers, numbers)
def test_higher_and_lower_mirror_each_other(outcome: Decimal, target: Decimal) -> None:
    up = judge_indicator(outcome=outcome, target=target, direction="higher")
    down = judge_indicator(outcome=-outcome, target=-target, direction="lower")
    assert up == down


@pytest.mark.parametrize(
    ("outcome", "target", "direction", "previous", "said"),
    [
        (None, 5, "higher", None, "no_outcome"),
        (5, None, "higher", None, "no_target"),
        (5, 5, "higher", None, "reaches_target"),
        (4, 5, "higher", 3, "better_than_before"),
        (4, 5, "higher", 4, "below_target"),
        (6, 5, "lower", 7, "better_than_before"),
        (6, 5, "lower", None, "below_target"),
        (6, 5, "neutral", 4, "below_target"),
    ],
)
def test_each_ground_is_named(
    outcome: int | None, target: int | None, direction: str, previous: int | None, said: str
) -> None:
    def amount(value: int | None) -> Decimal | None:
        return None if value is None else Decimal(value)

    result = judge_indicator(
        outcome=amount(outcome), target=amount(target), direction=direction, previous=amount(previous)
    )
    assert result.reason == said


@given(st.lists(judgements, max_size=12))
def test_a_suggestion_never_hides_what_is_missing(results: list[str]) -> None:
    said = weigh(results)
    assert (said.asked, said.known) == (len(results), sum(r != "unknown" for r in results))
    if said.known * 2 < said.asked or said.known == 0:
        assert said.judgement == "unknown"


@given(st.lists(judgements, max_size=12))
def test_the_order_of_indicators_does_not_matter(results: list[str]) -> None:
    assert weigh(results) == weigh(sorted(results))


@given(st.lists(judgements, min_size=1, max_size=12))
def test_the_suggestion_is_never_better_than_all_nor_worse_than_the_worst(results: list[str]) -> None:
    said = weigh(results)
    if said.judgement == "full":
        assert {r for r in results if r != "unknown"} == {"full"}
    if said.judgement == "not":
        assert "full" not in results
        assert "partly" not in results


def test_mixed_figures_are_partly() -> None:
    assert weigh(["full", "not"]).judgement == "partly"
    assert weigh(["full", "not"]).worst == "not"


@given(st.lists(judgements, max_size=30), st.integers(0, 40))
def test_a_tally_adds_up_and_silence_is_never_negative(said: list[str], expected: int) -> None:
    counted = tally(said, expected=expected)
    assert counted.judged == len(said)
    assert counted.silent == max(expected - len(said), 0)
