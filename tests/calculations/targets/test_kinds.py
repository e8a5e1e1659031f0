"""Each kind of target by its published criterion: what makes it full, partly, not, and what cannot be judged."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from samstad.calculations.judgement import IndicatorResult
from samstad.calculations.targets import Aim, Evidence, asks_less, evaluate, expected_at
from samstad.calculations.targets.rank import span
from samstad.calculations.targets.trend_break import foretold

KINDS = ("level", "change", "trajectory", "rank", "trend_break", "end_state", "output", "yes_no")
numbers = st.decimals(min_value=-1000, max_value=1000, places=2)


def d(value: float | str | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def aim(kind: str, value: float | None = None, direction: str = "higher", **fields: Any) -> Aim:
    return Aim(kind, d(value), 2017, direction, **fields)


def seen(
    outcome: float | None, points: Mapping[str, float] | None = None, period: str = "2017", **fields: Any
) -> Evidence:
    told = tuple((name, Decimal(str(value))) for name, value in (points or {}).items())
    return Evidence(d(outcome), period, told, **fields)


def said(result: IndicatorResult) -> tuple[str, str]:
    return result.judgement, result.reason


@given(st.sampled_from(KINDS), st.one_of(st.none(), numbers), st.one_of(st.none(), numbers))
def test_every_kind_answers_with_one_of_the_four_whatever_is_known(
    kind: str, value: Decimal | None, outcome: Decimal | None
) -> None:
    asked = Aim(kind, value, 2017, "higher", Decimal(5), "2015", 2020)
    result = evaluate(asked, Evidence(outcome, "2017", (("2015", Decimal(5)), ("2016", Decimal(6)))))
    assert result.judgement in ("full", "partly", "not", "unknown")
    if outcome is None:
        assert said(result) == ("unknown", "no_outcome")


@pytest.mark.parametrize("kind", ["gap", "anything", *(set(KINDS) - {"trend_break", "yes_no"})])
def test_without_a_figure_to_reach_there_is_no_target(kind: str) -> None:
    assert said(evaluate(aim(kind), seen(5))) == ("unknown", "no_target")
    assert said(evaluate(None, seen(5))) == ("unknown", "no_target")


class TestLevel:
    def test_a_small_rise_among_few_is_no_sure_change_and_not_partly(self) -> None:
        near: dict[str, Any] = {"previous": Decimal(60), "previous_period": "2016"}
        assert said(evaluate(aim("level", 70), seen(62, **near))) == ("partly", "better_than_before")
        few = evaluate(aim("level", 70), seen(62, **near, errors={"2016": 3.0, "2017": 3.0}))
        assert said(few) == ("not", "no_sure_change")
        many = evaluate(aim("level", 70), seen(62, **near, errors={"2016": 0.3, "2017": 0.3}))
        assert said(many) == ("partly", "better_than_before")
        assert dict(many.by)["noise"] == "0.6979"

    def test_a_year_before_a_break_is_no_year_before(self) -> None:
        across = seen(62, previous=Decimal(60), previous_period="2016", breaks=("2017",))
        assert said(evaluate(aim("level", 70), across)) == ("not", "below_target")


class TestChange:
    down = aim("change", -2, "lower", baseline=Decimal(10), baseline_period="2015")

    @pytest.mark.parametrize(
        ("outcome", "expected"),
        [
            (8, ("full", "change_reached")),
            (7, ("full", "change_reached")),
            (9, ("partly", "change_part")),
            (10, ("not", "change_none")),
            (11, ("not", "change_none")),
        ],
    )
    def test_the_sign_says_the_direction(self, outcome: float, expected: tuple[str, str]) -> None:
        assert said(evaluate(self.down, seen(outcome))) == expected

    @pytest.mark.parametrize(
        ("outcome", "error", "expected"),
        [(9, 1.0, "unknown"), (9, 0.2, "partly"), (10, 0.5, "not"), (7, 1.0, "full"), (8, 2.0, "unknown")],
    )
    def test_within_the_noise_nothing_is_sure(self, outcome: float, error: float, expected: str) -> None:
        result = evaluate(self.down, seen(outcome, errors={"2015": error, "2017": error}))
        assert result.judgement == expected
        assert (result.reason == "no_sure_change") == (abs(outcome - 10) <= 1.645 * error * 2**0.5)

    def test_what_cannot_be_compared_is_not_judged(self) -> None:
        assert said(evaluate(aim("change", 2), seen(8))) == ("unknown", "no_baseline")
        assert said(evaluate(self.down, seen(8, period="2015"))) == ("unknown", "too_short")
        assert said(evaluate(self.down, seen(8, breaks=("2016",)))) == ("unknown", "series_break")
        assert said(evaluate(self.down, seen(8, breaks=("2015",)))) == ("full", "change_reached")

    @given(numbers, numbers, st.decimals(min_value="0.01", max_value=100, places=2))
    def test_asking_for_more_and_for_less_mirror_each_other(self, base: Decimal, now: Decimal, size: Decimal) -> None:
        up = Aim("change", size, 2017, "higher", base, "2015")
        down = Aim("change", -size, 2017, "lower", -base, "2015")
        assert said(evaluate(up, Evidence(now, "2017"))) == said(evaluate(down, Evidence(-now, "2017")))


class TestTrajectory:
    line = aim("trajectory", 70, baseline=Decimal(50), baseline_period="2015", end_year=2019)
    points = {"2015": 50, "2016": 55}

    @pytest.mark.parametrize(
        ("outcome", "expected"),
        [
            (60, ("full", "on_line")),
            (59.5, ("full", "on_line")),
            (59.4, ("partly", "behind_line")),
            (56, ("partly", "behind_line")),
            (55.9, ("not", "far_behind_line")),
            (50, ("not", "wrong_way")),
            (49, ("not", "wrong_way")),
        ],
    )
    def test_the_share_of_the_way_that_should_have_been_gone(self, outcome: float, expected: tuple[str, str]) -> None:
        assert said(evaluate(self.line, seen(outcome, self.points))) == expected

    def test_two_points_make_no_line(self) -> None:
        assert said(evaluate(self.line, seen(60, {"2015": 50}))) == ("unknown", "too_short")
        assert said(evaluate(self.line, seen(60, self.points, period="2015"))) == ("unknown", "too_short")

    def test_noise_around_the_baseline_is_no_movement(self) -> None:
        wide = {"2015": 8.0, "2017": 8.0}
        assert said(evaluate(self.line, seen(56, self.points, errors=wide))) == ("unknown", "no_sure_change")
        near = {"2015": 1.0, "2017": 1.0}
        assert said(evaluate(self.line, seen(51, self.points, errors=near))) == ("not", "no_sure_change")
        assert said(evaluate(self.line, seen(60, self.points, breaks=("2017",)))) == ("unknown", "series_break")

    @given(st.integers(2010, 2030), numbers, numbers)
    def test_the_line_goes_from_the_baseline_to_the_target_and_stays(
        self, year: int, base: Decimal, end: Decimal
    ) -> None:
        asked = Aim("trajectory", end, 2017, "higher", base, "2015", 2019)
        at = expected_at(asked, year)
        assert at is not None
        assert min(base, end) <= at <= max(base, end)
        assert at == (base if year <= 2015 else end if year >= 2019 else at)

    def test_a_line_without_an_end_is_no_line(self) -> None:
        lacking: tuple[dict[str, Any], ...] = (
            {"end_year": None},
            {"end_year": 2015},
            {"end_year": 2019, "baseline_period": ""},
        )
        for fields in lacking:
            asked = aim("trajectory", 70, **{"baseline": Decimal(50), "baseline_period": "2015", **fields})
            assert said(evaluate(asked, seen(60, self.points))) == ("unknown", "no_baseline")


class TestRank:
    others = tuple((Decimal(value), None) for value in (80, 70, 50, 40))

    @pytest.mark.parametrize(("place", "expected"), [(3, "full"), (2, "not"), (5, "full"), (1, "not")])
    def test_the_best_stands_first(self, place: int, expected: str) -> None:
        assert evaluate(aim("rank", place), seen(60, others=self.others)).judgement == expected

    def test_lower_is_better_turns_the_order(self) -> None:
        result = evaluate(aim("rank", 2, "lower"), seen(45, others=self.others))
        assert said(result) == ("full", "rank_reached")
        assert dict(result.by)["best"] == "2"

    def test_a_span_over_the_limit_cannot_be_judged(self) -> None:
        unsure = tuple((value, 10.0) for value, _error in self.others)
        told: dict[str, Any] = {"others": unsure, "errors": {"2017": 10.0}}
        assert said(evaluate(aim("rank", 3), seen(60, **told))) == ("unknown", "rank_unsure")
        assert evaluate(aim("rank", 5), seen(60, **told)).judgement == "full"

    def test_few_places_or_no_direction_are_no_order(self) -> None:
        assert said(evaluate(aim("rank", 3), seen(60, others=self.others[:2]))) == ("unknown", "too_few_places")
        assert said(evaluate(aim("rank", 3, "neutral"), seen(60, others=self.others)))[1] == "no_direction"

    @given(numbers, st.lists(st.tuples(numbers, st.floats(0, 20)), min_size=1, max_size=12), st.floats(0, 20))
    def test_a_span_holds_the_place_itself_whatever_the_errors(
        self, own: Decimal, others: list[tuple[Decimal, float | None]], error: float
    ) -> None:
        [place, same] = span((own, None), others, higher=True)
        best, worst = span((own, error), others, higher=True)
        assert place == same == 1 + sum(value > own for value, _error in others)
        assert 1 <= best <= place <= worst <= len(others) + 1


class TestTrendBreak:
    asked = aim("trend_break", direction="higher", baseline_period="2014")
    falling = {"2010": 60, "2011": 58.2, "2012": 55.9, "2013": 54.1, "2014": 52}

    @pytest.mark.parametrize(
        ("outcome", "expected"),
        [
            (53, ("full", "trend_turned")),
            (50, ("partly", "trend_slowed")),
            (46, ("unknown", "no_sure_change")),
            (40, ("not", "trend_worse")),
        ],
    )
    def test_the_outcome_is_held_against_where_the_old_line_leads(
        self, outcome: float, expected: tuple[str, str]
    ) -> None:
        assert said(evaluate(self.asked, seen(outcome, self.falling))) == expected

    def test_a_short_series_or_a_broken_one_cannot_be_judged(self) -> None:
        short = {year: value for year, value in self.falling.items() if year > "2011"}
        assert said(evaluate(self.asked, seen(60, short))) == ("unknown", "too_short")
        assert said(evaluate(self.asked, seen(60, self.falling, period="2014"))) == ("unknown", "too_short")
        assert said(evaluate(self.asked, seen(60, self.falling, breaks=("2016",)))) == ("unknown", "series_break")
        assert said(evaluate(aim("trend_break", direction="neutral", baseline_period="2014"), seen(1))) == (
            "unknown", "no_direction",
        )  # fmt: skip

    def test_tertials_are_held_against_the_same_tertial(self) -> None:
        mixed = {**{f"{year}-T1": value for year, value in self.falling.items()}, "2013": 999, "2014": -999}
        told = seen(53, mixed, period="2017-T1")
        assert said(evaluate(self.asked, told)) == ("full", "trend_turned")

    def test_the_interval_is_the_textbooks(self) -> None:
        """Worked by hand: five points, y = 2x + (0, 1, -1, 0, 0), carried to x = 7; t(3, 0.95) = 2.3534."""
        old = [(1, Decimal(2)), (2, Decimal(5)), (3, Decimal(5)), (4, Decimal(8)), (5, Decimal(10))]
        at, wide = foretold(old, 7)
        slope, mean = 1.9, 6.0
        left = [2 - 2.2, 5 - 4.1, 5 - 6.0, 8 - 7.9, 10 - 9.8]
        error = (sum(one**2 for one in left) / 3) ** 0.5 * (1 + 1 / 5 + (7 - 3) ** 2 / 10) ** 0.5
        assert float(at) == pytest.approx(mean + slope * 4)
        assert float(wide) == pytest.approx(2.353363 * error, abs=1e-3)

    @given(st.integers(-5, 5), st.integers(1, 5))
    def test_on_a_perfect_line_only_what_leaves_it_breaks_it(self, slope: int, off: int) -> None:
        old = {str(year): 100 + slope * (year - 2010) for year in range(2010, 2015)}
        on = 100 + slope * 7
        assert said(evaluate(self.asked, seen(on, old)))[1] == "no_sure_change"
        assert evaluate(self.asked, seen(on - off, old)).judgement == "not"
        assert evaluate(self.asked, seen(on + off, old)).judgement in ("full", "partly")


class TestTheRest:
    @pytest.mark.parametrize(
        ("outcome", "year", "expected"),
        [
            (100, "2016", ("full", "end_state_reached")),
            (99, "2016", ("unknown", "end_state_not_yet")),
            (99, "2018", ("not", "end_state_missed")),
        ],
    )
    def test_an_end_state_is_reached_or_not_and_has_time_until_its_year(
        self, outcome: float, year: str, expected: tuple[str, str]
    ) -> None:
        assert said(evaluate(aim("end_state", 100, end_year=2018), seen(outcome, period=year))) == expected

    @pytest.mark.parametrize(("done", "expected"), [(4, "full"), (5, "full"), (2, "partly"), (1, "not"), (0, "not")])
    @pytest.mark.parametrize("direction", ["higher", "neutral", "lower"])
    def test_an_output_is_counted_whichever_way_is_better(self, done: int, expected: str, direction: str) -> None:
        assert evaluate(aim("output", 4, direction), seen(done)).judgement == expected

    @pytest.mark.parametrize(
        ("wanted", "answer", "expected"),
        [(None, 1, "full"), (None, 0, "not"), (0, 0, "full"), (0, 1, "not"), (1, 0.5, "unknown")],
    )
    def test_yes_is_one_and_no_is_nought(self, wanted: float | None, answer: float, expected: str) -> None:
        assert evaluate(aim("yes_no", wanted), seen(answer)).judgement == expected


@pytest.mark.parametrize(
    ("before", "after", "less"),
    [
        (aim("change", 3), aim("change", 2), True),
        (aim("change", -3), aim("change", -4), False),
        (aim("change", -3), aim("change", 3), True),
        (aim("rank", 3), aim("rank", 4), True),
        (aim("rank", 3), aim("rank", 2), False),
        (aim("end_state", 90, end_year=2018), aim("end_state", 90, end_year=2020), True),
        (aim("trajectory", 70, end_year=2018), aim("trajectory", 65, end_year=2018), True),
        (aim("trajectory", 70, "lower", end_year=2018), aim("trajectory", 75, "lower", end_year=2018), True),
        (aim("level", 70, "neutral"), aim("level", 60, "neutral"), False),
        (aim("level", 70), aim("change", 1), False),
        (aim("yes_no"), aim("yes_no"), False),
    ],
)
def test_a_target_that_has_become_easier_is_seen(before: Aim, after: Aim, less: bool) -> None:
    assert asks_less(before, after) is less


@given(st.sampled_from(["level", "end_state", "output"]), numbers, numbers, numbers)
def test_a_better_outcome_is_never_judged_worse(kind: str, target: Decimal, one: Decimal, other: Decimal) -> None:
    assume(target > 0)
    order = ["not", "unknown", "partly", "full"]
    results = [
        order.index(evaluate(Aim(kind, target, 2017, "higher"), Evidence(value, "2017")).judgement)
        for value in sorted([one, other])
    ]
    assert results[0] <= results[1]
