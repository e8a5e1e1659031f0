"""What a report knows: figures as of its own day, targets, and rows in their places."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import builders as b

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import Report
from samstad.domain.cycle.queries import due_rows, find_report
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.steering.models import (
    ActivityArea,
    ActivityGoal,
    ActivityParty,
    ActivityUpdate,
    GoalLink,
    Indicator,
    Target,
    Value,
)
from samstad.reports.board_report import collect_report, read_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def farsta() -> Organisation:
    return b.board("farsta", "Farsta stadsdelsnämnd", area=b.area("farsta", "Farsta"))


def opened(kind: str = "t1") -> Report:
    actions.open_round(
        year=2017, kind=kind, cutoff=date(2017, 4, 30), due=date(2017, 5, 20), by=COMMAND_LINE, at=b.NOON
    )
    report = find_report("farsta", 2017, kind)
    assert report is not None
    return report


def central(board: Organisation, **fields: object) -> Indicator:
    goal = b.goal("Tryggt", owner=board)
    return b.indicator("Bistånd", for_goal=goal, council=True, supplier="central", periodicity="tertial", **fields)


def value(indicator: Indicator, number: str | None, period: str, known: str, **fields: object) -> None:
    amount = None if number is None else Decimal(number)
    status = "missing" if number is None else "final"
    Value.objects.create(
        indicator=indicator, period=period, value=amount, status=status, known_from=b.day(known), **fields
    )


def test_a_central_value_arrives_filled_with_its_source(farsta: Organisation) -> None:
    indicator = central(farsta, by_sex=True)
    value(indicator, "2.7", "2017-T1", "2017-05-02", area=farsta.area, source="Tabell b020")
    value(indicator, "3.1", "2017-T1", "2017-05-02", area=farsta.area, sex="K")
    line = read_report(opened()).indicators[0]
    assert (line.outcome, line.outcome_women, line.outcome_men, line.source) == (
        Decimal("2.7"),
        Decimal("3.1"),
        None,
        "Tabell b020",
    )


def test_a_value_published_later_is_not_known_to_the_report(farsta: Organisation) -> None:
    indicator = central(farsta)
    value(indicator, "2.7", "2017-T1", "2018-05-25", area=farsta.area)
    assert read_report(opened()).indicators[0].outcome is None


def test_a_later_correction_known_in_time_stands_before_the_first_value(farsta: Organisation) -> None:
    indicator = central(farsta)
    value(indicator, "2.7", "2017-T1", "2017-05-02", area=farsta.area)
    value(indicator, "2.6", "2017-T1", "2017-05-10", area=farsta.area)
    assert read_report(opened()).indicators[0].outcome == Decimal("2.6")


def test_the_boards_own_value_stands_before_its_areas_and_the_citys(farsta: Organisation) -> None:
    indicator = central(farsta)
    value(indicator, "9", "2016", "2017-02-01")
    value(indicator, "5", "2016", "2017-02-01", area=farsta.area)
    value(indicator, "4", "2016", "2017-02-01", organisation=farsta)
    line = read_report(opened()).indicators[0]
    assert (line.previous, line.previous_period) == (Decimal(4), "2016")


def test_the_same_tertial_last_year_is_compared_before_the_whole_year(farsta: Organisation) -> None:
    indicator = central(farsta)
    value(indicator, "600", "2016", "2017-02-01", organisation=farsta)
    value(indicator, "150", "2016-T1", "2016-06-01", organisation=farsta)
    line = read_report(opened()).indicators[0]
    assert (line.previous, line.previous_period) == (Decimal(150), "2016-T1")


def test_a_central_value_that_is_missing_says_why(farsta: Organisation) -> None:
    value(central(farsta), None, "2017-T1", "2017-05-02", missing_reason="Enkäten ställdes in")
    assert read_report(opened()).indicators[0].missing_reason == "Enkäten ställdes in"


def test_own_target_is_used_before_the_councils_and_both_are_shown(farsta: Organisation) -> None:
    indicator = central(farsta)
    Target.objects.create(indicator=indicator, year=2017, value=10, known_from=date(2016, 11, 1))
    Target.objects.create(indicator=indicator, year=2017, value=8, known_from=date(2016, 12, 1), organisation=farsta)
    Target.objects.create(indicator=indicator, year=2017, value=9, known_from=date(2018, 1, 1), organisation=farsta)
    line = read_report(opened()).indicators[0]
    assert (line.target, line.own_target, line.council_target) == (Decimal(8), Decimal(8), Decimal(10))


def test_at_a_tertial_the_forecast_is_held_against_the_years_target(farsta: Organisation) -> None:
    goal = b.goal("Tryggt", owner=farsta)
    indicator = b.indicator("Jobb", for_goal=goal, owner=farsta, periodicity="tertial", direction="higher")
    Target.objects.create(indicator=indicator, year=2017, value=600, known_from=date(2016, 12, 1), organisation=farsta)
    report = opened()
    row: dict[str, Any] = {"report": report, "indicator": indicator, "by": COMMAND_LINE, "at": b.NOON}
    actions.save_indicator_row(version=0, outcome=Decimal(140), forecast=Decimal(610), **row)
    lines = read_report(report)
    assert lines.indicators[0].result.judgement == "full"
    assert lines.goals[0].suggestion.judgement == "full"
    actions.save_indicator_row(version=1, outcome=Decimal(140), forecast=None, **row)
    assert read_report(report).indicators[0].result.judgement == "not"


def test_an_activity_shows_where_with_whom_and_how_it_stood_before(farsta: Organisation) -> None:
    activity = b.activity(farsta, "Vandringar", for_goal=b.goal("Tryggt", owner=farsta))
    ActivityArea.objects.create(activity=activity, area=b.area("fagersjo", "Fagersjö", "stadsdel"))
    ActivityParty.objects.create(
        activity=activity, organisation=b.board("polisen", "Polisen", kind="external"), role="takes_part"
    )
    ActivityUpdate.objects.create(activity=activity, on=date(2017, 1, 1), status="ongoing")
    line = read_report(opened()).activities[0]
    assert (line.areas, line.parties, line.before) == (("Fagersjö",), ("Polisen",), "ongoing")


def test_a_plan_shows_everything_planned_and_asks_nothing(farsta: Organisation) -> None:
    goal = b.goal("Tryggt", owner=farsta)
    b.indicator("Årlig", for_goal=goal, owner=farsta, periodicity="year")
    b.activity(farsta, "Vandringar", for_goal=goal)
    report = opened("vp")
    lines = read_report(report)
    assert (len(lines.goals), len(lines.indicators), len(lines.activities), lines.not_due) == (1, 1, 1, 0)
    assert due_rows(report).goals == []


def test_indicators_measured_later_are_counted_and_not_asked(farsta: Organisation) -> None:
    b.indicator("Årlig", for_goal=b.goal("Tryggt", owner=farsta), owner=farsta, periodicity="year")
    lines = read_report(opened())
    assert (len(lines.indicators), lines.not_due) == (0, 1)


def test_any_invented_row_marks_the_report_as_example(farsta: Organisation) -> None:
    assert not read_report(opened()).example
    b.activity(farsta, "Påhittad", pack=b.example_pack())
    report = find_report("farsta", 2017, "t1")
    assert report is not None
    assert collect_report(report)["example"] is True


def test_collecting_asks_as_few_questions_at_ten_times_the_rows(farsta: Organisation) -> None:
    def grow(count: int) -> None:
        for _ in range(count):
            goal = b.goal(owner=farsta)
            b.indicator(for_goal=goal, owner=farsta, periodicity="tertial")
            b.activity(farsta, for_goal=goal)

    grow(3)
    report = opened()
    with CaptureQueriesContext(connection) as few:
        collect_report(report)
    grow(30)
    with CaptureQueriesContext(connection) as many:
        collect_report(report)
    assert len(few) == len(many) <= 30


def test_a_goal_stands_under_the_councils_goal_and_a_local_goal_under_its_theme(farsta: Organisation) -> None:
    council = b.goal("Trygg stad", sphere="council", number="1.3")
    own = b.goal("Tryggt i Farsta", under=council, owner=farsta)
    theme_level = b.level("local", slug="tema", name="Tema", rank=6)
    theme_level.judged = False
    theme_level.save()
    theme = b.goal("Trygghet", level=theme_level, year=None, owner=farsta)
    local = b.goal("Lika tryggt överallt", sphere="local", year=None, owner=farsta, under=theme)
    GoalLink.objects.create(lower=own, upper=theme, meaning="answers")
    lines = {line.title: line for line in read_report(opened()).goals}
    above = {title: line.under.title for title, line in lines.items() if line.under}
    assert above[own.title] == "Trygg stad"
    assert above[local.title] == "Trygghet"
    measure = b.activity(farsta, "För hela temat", year=None)
    ActivityGoal.objects.create(activity=measure, goal=theme)
    report = find_report("farsta", 2017, "t1")
    assert report is not None
    facts = collect_report(report)
    assert facts["themes"] == [{"slug": theme.slug, "title": "Trygghet"}]
