"""What has changed since the round before is generated: new, gone, reworded, retargeted, moved, turned."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import builders as b
from tests.web.public.test_followup import report, send_out

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import Report
from samstad.domain.cycle.queries import due_rows, find_report
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.steering.actions import roll_over
from samstad.domain.steering.models import Activity, Goal, GoalIndicator, Indicator, Target
from samstad.reports.board_report import collect_report
from samstad.reports.changed_since import ChangedSince, read_changed_since

pytestmark = pytest.mark.django_db
__all__ = ["report"]  # the fixture of the report's own page


def next_round(kind: str = "t2", year: int = 2017) -> Report:
    actions.open_round(
        year=year, kind=kind, cutoff=date(year, 8, 31), due=date(year, 9, 20), by=COMMAND_LINE, at=b.NOON
    )
    found = find_report("farsta", year, kind)
    assert found is not None
    return found


def changed(later: Report) -> ChangedSince:
    found = read_changed_since(later, collect_report(later))
    assert found is not None
    return found


def lines(later: Report) -> dict[str, list[tuple[str, str, str]]]:
    groups = changed(later).groups
    return {group.kind: [(line.name, line.before, line.after) for line in group.lines] for group in groups}


def test_the_first_text_has_nothing_before_it(report: Report) -> None:
    assert read_changed_since(report, collect_report(report)) is None
    next_one = next_round()
    assert read_changed_since(next_one, collect_report(next_one)) is None


def test_what_has_changed_is_told_by_kind(report: Report) -> None:
    Activity.objects.filter(slug="nattvandring").update(end=date(2017, 6, 1))
    send_out(report)
    Goal.objects.filter(slug="tryggt").update(title="Tryggheten ökar i hela Farsta")
    Activity.objects.filter(slug="nattvandring").update(end=date(2017, 12, 1))
    own = Goal.objects.get(slug="tryggt")
    b.activity(report.organisation, "Öppet hus", for_goal=own)
    Target.objects.create(
        indicator=Indicator.objects.get(slug="feriejobb"), organisation=report.organisation, year=2017,
        value=Decimal("2.5"), known_from=date(2017, 3, 1),
    )  # fmt: skip
    told = lines(next_round())
    assert told["reworded"] == [("Tryggheten ökar i hela Farsta", "Tryggheten ökar", "Tryggheten ökar i hela Farsta")]
    assert told["moved"] == [("Nattvandringar", "1 juni 2017", "1 december 2017")]
    assert told["new"] == [("Öppet hus", "", "")]
    assert told["retargeted"] == [("Feriejobb", "–", "2,5")]
    assert "turned" not in told


def test_an_indicator_that_is_called_or_defined_anew_or_follows_one_more_goal_is_told(report: Report) -> None:
    other = b.goal("Fler i arbete", owner=report.organisation, slug="arbete")
    send_out(report)
    jobs = Indicator.objects.get(slug="feriejobb")
    Indicator.objects.filter(pk=jobs.pk).update(name="Ungdomar med feriejobb", definition="16-19 år.")
    GoalIndicator.objects.create(goal=other, indicator=jobs)
    told = lines(next_round())
    assert ("Ungdomar med feriejobb", "Feriejobb", "Ungdomar med feriejobb") in told["reworded"]
    assert ("Ungdomar med feriejobb", "–", "16-19 år.") in told["reworded"]
    assert told["new"] == [("Ungdomar med feriejobb, för målet Fler i arbete", "", "")]


def test_an_indicator_that_has_ended_is_gone_from_the_next_report(report: Report) -> None:
    send_out(report)
    Indicator.objects.filter(slug="feriejobb").update(retired_on=b.NOON.date())
    assert ("Feriejobb", "", "") in lines(next_round())["gone"]


def test_a_judgement_that_has_turned_is_told_in_words(report: Report) -> None:
    send_out(report)
    later = next_round()
    goals = due_rows(later).goals
    content = actions.ReportContent(judgements=[actions.JudgementContent(goal, "full", "Vi är där.") for goal in goals])
    actions.fill_report(report=later, content=content, by=COMMAND_LINE, at=b.NOON)
    assert ("Tryggheten ökar", "Bedöms uppfyllas delvis", "Bedöms uppfyllas helt") in lines(later)["turned"]


@pytest.mark.parametrize(
    ("direction", "first", "then", "softer"),
    [("higher", 5, 4, True), ("higher", 4, 5, False), ("lower", 4, 5, True), ("neutral", 4, 5, False)],
)
def test_a_softer_target_is_flagged_beside_the_old(
    report: Report, direction: str, first: int, then: int, softer: bool
) -> None:
    indicator = Indicator.objects.get(slug="feriejobb")
    Indicator.objects.filter(pk=indicator.pk).update(direction=direction)

    def aim(value: int, day: date) -> None:
        Target.objects.create(
            indicator=indicator, organisation=report.organisation, year=2017, value=value, known_from=day
        )

    aim(first, date(2017, 1, 1))
    send_out(report)
    aim(then, date(2017, 6, 1))
    [group] = [group for group in changed(next_round()).groups if group.kind == "retargeted"]
    [line] = group.lines
    assert (line.before, line.after, line.softer) == (str(first), str(then), softer)


def test_a_goal_that_goes_on_under_a_new_name_next_year_is_reworded_and_not_new(report: Report) -> None:
    send_out(report)
    b.goal("Splittras", owner=report.organisation, slug="delas")
    from samstad.calculations.lineage import REWORD, Choice  # noqa: PLC0415 - only this test speaks of choices

    roll_over(
        board=report.organisation, from_year=2017, choices={"tryggt": Choice(REWORD, ("Tryggare torg",))},
        by=COMMAND_LINE, at=b.NOON,
    )  # fmt: skip
    told = lines(next_round("vp", 2018))
    assert ("Tryggare torg", "Tryggheten ökar", "Tryggare torg") in told["reworded"]
    assert "Tryggheten ökar" not in {name for name, _before, _after in told.get("gone", [])}


def test_the_public_page_tells_the_changes_and_nothing_where_there_is_nothing_before(
    client: Client, report: Report
) -> None:
    send_out(report)
    assert "ändringar sedan" not in client.get("/uppfoljning/2017/t1/farsta/").content.decode()
    Goal.objects.filter(slug="tryggt").update(title="Tryggheten ökar överallt")
    send_out(next_round())
    text = client.get("/uppfoljning/2017/t2/farsta/").content.decode()
    assert "sedan tertialrapport 1 2017" in text.lower()
    assert "Omformulerat" in text
    assert "Tryggheten ökar → Tryggheten ökar överallt" in text


def test_the_changes_cost_as_many_questions_for_many_rows_as_for_few(report: Report) -> None:
    send_out(report)
    own: Any = Goal.objects.get(slug="tryggt")
    for number in range(30):
        b.activity(report.organisation, f"Aktivitet {number}", for_goal=own)
    later = next_round()
    facts = collect_report(later)
    with CaptureQueriesContext(connection) as asked:
        read_changed_since(later, facts)
    assert len(asked) <= 5
