"""One result of a target everywhere: in the board's report, its document, on the goal's page, and told beforehand."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests import builders as b

from samstad.calculations.targets import Aim
from samstad.documents import render_html
from samstad.domain.cycle import actions
from samstad.domain.cycle.models import Report
from samstad.domain.cycle.queries import chapters_of, find_report
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.steering.models import Goal, Indicator, IndicatorBreak, Target, Value
from samstad.reports.board_report import collect_report, read_report
from samstad.reports.board_report.compose import compose
from samstad.reports.changed_since import read_changed_since
from samstad.reports.goal_page import find_goal, read_goal_page
from samstad.reports.target_words import RULES, aim_facts, aim_from, aim_words, criterion, reason_words

pytestmark = pytest.mark.django_db
KNOWN = date(2017, 1, 31)


@pytest.fixture
def farsta() -> Organisation:
    return b.board("farsta", "Farsta stadsdelsnämnd", area=b.area("farsta", "Farsta"))


@pytest.fixture
def goal(farsta: Organisation) -> Goal:
    return b.goal("Tryggheten ökar", owner=farsta, slug="tryggt")


@pytest.fixture
def safe(goal: Goal) -> Indicator:
    return b.indicator(
        "Andel trygga", for_goal=goal, slug="trygga", direction="higher", supplier="central", periodicity="year",
        council=True,
    )  # fmt: skip


def values(indicator: Indicator, place: dict[str, Any], **by_year: float) -> None:
    for year, value in by_year.items():
        Value.objects.create(
            indicator=indicator, period=year.removeprefix("y"), value=Decimal(str(value)), known_from=KNOWN, **place
        )


def target(indicator: Indicator, owner: Organisation | None, kind: str, value: float | None, **fields: Any) -> None:
    amount = None if value is None else Decimal(str(value))
    Target.objects.create(
        indicator=indicator, organisation=owner, year=2017, kind=kind, value=amount, known_from=KNOWN, **fields
    )


def in_report() -> dict[str, Any]:
    actions.open_round(year=2017, kind="vb", cutoff=None, due=date(2018, 2, 1), by=COMMAND_LINE, at=b.NOON)
    report = find_report("farsta", 2017, "vb")
    assert report
    return collect_report(report)


def on_page() -> tuple[str, str]:
    found = find_goal("tryggt")
    assert found
    [line] = read_goal_page(found, year=2017, on=date(2018, 1, 31)).figures.lines
    return line.result.judgement, line.result.reason


CASES = [
    ("level", 62, {}, ("full", "reaches_target")),
    ("change", 3, {"baseline": 58, "baseline_period": "2015"}, ("full", "change_reached")),
    ("trajectory", 70, {"baseline": 58, "baseline_period": "2015", "end_year": 2019}, ("partly", "behind_line")),
    ("trend_break", None, {"baseline_period": "2016"}, ("full", "trend_turned")),
    ("end_state", 100, {"end_year": 2017}, ("not", "end_state_missed")),
    ("rank", 2, {}, ("full", "rank_reached")),
    ("output", 100, {}, ("partly", "output_half")),
    ("yes_no", None, {}, ("unknown", "not_yes_or_no")),
]


@pytest.mark.parametrize(("kind", "value", "fields", "expected"), CASES)
@pytest.mark.parametrize("own", [True, False])
def test_report_document_and_page_say_the_same(
    farsta: Organisation, safe: Indicator, kind: str, value: float | None, fields: dict[str, Any],
    expected: tuple[str, str], own: bool,
) -> None:  # fmt: skip
    values(safe, {"area": farsta.area}, y2013=60, y2014=59, y2015=58, y2016=57.4, y2017=62)
    for number, other in enumerate((70, 55, 50)):
        values(safe, {"area": b.area(f"annat-{number}")}, y2017=other)
    target(safe, farsta if own else None, kind, value, **fields)
    facts = in_report()
    [row] = facts["indicators"]
    assert (row["result"], row["reason"]) == expected
    assert on_page() == expected
    text = render_html(compose(facts, draft=True))
    assert reason_words(row["reason"], row["judged_by"], 1) in text
    if kind not in ("level", "output"):
        frozen = row["own_aim" if own else "council_aim"]
        assert aim_from(frozen).kind == kind
        assert criterion(aim_from(frozen), "procent", 1) in text


def test_few_people_make_a_change_unsure_in_report_and_page(farsta: Organisation, safe: Indicator) -> None:
    yes, people = b.indicator("Trygga"), b.indicator("Svarande")
    Indicator.objects.filter(pk=safe.pk).update(numerator=yes, denominator=people)
    values(safe, {"area": farsta.area}, y2015=50, y2016=52, y2017=56)
    values(yes, {"area": farsta.area}, y2015=50, y2016=52, y2017=56)
    values(people, {"area": farsta.area}, y2015=100, y2016=100, y2017=100)
    target(safe, farsta, "change", 5, baseline=50, baseline_period="2015")
    [row] = in_report()["indicators"]
    assert (row["result"], row["reason"]) == on_page() == ("unknown", "no_sure_change")
    assert "Ingen säker förändring (ändring +6,0, osäkerhet ±11,5)" in reason_words(row["reason"], row["judged_by"], 1)
    Value.objects.filter(indicator__in=(yes, people)).delete()
    values(yes, {"area": farsta.area}, y2015=5000, y2017=5600)
    values(people, {"area": farsta.area}, y2015=10000, y2017=10000)
    assert on_page() == ("full", "change_reached")


def test_a_break_stops_the_comparison_in_both(farsta: Organisation, safe: Indicator) -> None:
    values(safe, {"area": farsta.area}, y2015=50, y2017=56)
    IndicatorBreak.objects.create(indicator=safe, period="2016", kind="definition", text="Ny fråga")
    target(safe, farsta, "change", 5, baseline=50, baseline_period="2015")
    [row] = in_report()["indicators"]
    assert (row["result"], row["reason"]) == on_page() == ("unknown", "series_break")


def test_the_years_forecast_is_held_against_the_line_at_the_first_tertial(farsta: Organisation, goal: Goal) -> None:
    own = b.indicator("Feriejobb", for_goal=goal, owner=farsta, direction="higher", periodicity="tertial")
    values(own, {"organisation": farsta}, y2015=100, y2016=120)
    target(own, farsta, "trajectory", 180, baseline=100, baseline_period="2015", end_year=2019)
    actions.open_round(year=2017, kind="t1", cutoff=None, due=date(2017, 5, 20), by=COMMAND_LINE, at=b.NOON)
    report = find_report("farsta", 2017, "t1")
    assert report
    content = actions.ReportContent(
        indicators=[actions.IndicatorContent(own, Decimal(30), forecast=Decimal(140))], activities=[], judgements=[],
        sections={},
    )  # fmt: skip
    actions.fill_report(report=report, content=content, by=COMMAND_LINE, at=b.NOON)
    [line] = read_report(report).indicators
    assert (line.result.judgement, dict(line.result.by)["expected"]) == ("full", "140")
    assert line.target is None


def required_texts(plan: Report) -> dict[str, str]:
    return {chapter.key: "Planen." for chapter in chapters_of(plan) if chapter.required}


def test_a_target_that_is_made_easier_between_two_reports_is_flagged(farsta: Organisation, safe: Indicator) -> None:
    values(safe, {"area": farsta.area}, y2015=50, y2017=56)
    target(safe, farsta, "change", 5, baseline=50, baseline_period="2015")
    actions.open_round(year=2017, kind="vp", cutoff=None, due=date(2017, 2, 1), by=COMMAND_LINE, at=b.NOON)
    plan = find_report("farsta", 2017, "vp")
    assert plan
    written = actions.ReportContent(indicators=[], activities=[], judgements=[], sections=required_texts(plan))
    actions.fill_report(report=plan, content=written, by=COMMAND_LINE, at=b.NOON)
    actions.hand_in(report=plan, by=COMMAND_LINE, at=b.NOON)
    actions.approve(report=plan, by=COMMAND_LINE, at=b.NOON)
    actions.send_out(report=plan, collect=collect_report, on=date(2017, 2, 1), by=COMMAND_LINE, at=b.NOON)
    target(safe, farsta, "change", 2, baseline=50, baseline_period="2015")
    facts = in_report()
    report = find_report("farsta", 2017, "vb")
    assert report
    changed = read_changed_since(report, facts)
    assert changed
    [group] = [group for group in changed.groups if group.kind == "retargeted"]
    [line] = group.lines
    assert (line.before, line.after, line.softer) == ("+5,0 sedan 2015", "+2,0 sedan 2015", True)


@pytest.mark.parametrize(
    ("aim", "words"),
    [
        (Aim("level", Decimal("62.50"), 2017, "higher"), "62,5"),
        (Aim("change", Decimal(-2), 2017, "lower", Decimal(10), "2015"), "\N{MINUS SIGN}2,0 sedan 2015"),
        (Aim("trajectory", Decimal(70), 2017, "higher", Decimal(50), "2015", 2019), "60, på väg mot 70 år 2019"),
        (Aim("rank", Decimal(3), 2017, "higher"), "plats 3 eller bättre"),
        (Aim("trend_break", None, 2017, "higher", None, "2016-T1"), "trendbrott efter T1 2016"),
        (Aim("end_state", Decimal(100), 2017, "higher", None, "", 2018), "100 senast 2018"),
        (Aim("end_state", Decimal(100), 2017, "higher"), "100"),
        (Aim("yes_no", None, 2017, "higher"), "ja"),
        (Aim("yes_no", Decimal(0), 2017, "higher"), "nej"),
        (Aim("gap", Decimal(-3), 2017, "higher"), "gap högst 3"),
        (Aim("level", None, 2017, "higher"), "–"),
    ],
)
def test_a_target_is_short_in_a_column_and_whole_in_its_criterion(aim: Aim, words: str) -> None:
    assert aim_words(aim) == words
    assert words in criterion(aim, "procent")
    assert aim_from(aim_facts(aim) or {}) == aim


def test_every_kind_has_a_published_rule_and_a_neutral_level_its_own() -> None:
    for kind, rule in RULES.items():
        assert str(rule) in criterion(Aim(kind, Decimal(1), 2017, "higher", Decimal(2), "2015", 2019), "antal")
    assert "precis värdet" in criterion(Aim("level", Decimal(1), 2017, "neutral"), "antal")
    assert "procentenheter" in criterion(Aim("change", Decimal(1), 2017, "higher", Decimal(2), "2015"), "procent")
    assert aim_facts(None) is None
