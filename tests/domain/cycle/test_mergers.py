"""A board goes up in another in the middle of a year: nothing is lost, and nobody is asked twice."""

from datetime import date
from typing import Any

import pytest
from tests import builders as b

from samstad.domain.access import Permission, grants
from samstad.domain.cycle import actions
from samstad.domain.cycle.models import ActivityRow, Report
from samstad.domain.cycle.queries import due_rows, find_report, reporting_bodies
from samstad.domain.notices.models import Notice
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import COMMAND_LINE, Actor
from samstad.domain.steering.actions import roll_over
from samstad.domain.steering.models import Goal, GoalLineage
from samstad.refusals import NotAllowed, Refusal
from samstad.reports.board_plan import board_plan
from samstad.reports.board_report import collect_report

pytestmark = pytest.mark.django_db
MIDSUMMER = date(2017, 7, 1)


@pytest.fixture
def bodies() -> tuple[Organisation, Organisation]:
    """Two boards with a goal and an activity each, that serve the same goal of the council, and have done T1."""
    upper = b.goal("Trygg stad", sphere="council")
    made = []
    for name in ("alvsjo", "hagersten"):
        board = b.board(name)
        goal = b.goal(f"Tryggt i {name}", under=upper, owner=board, slug=f"mal-{name}")
        b.indicator(f"Trygga i {name}", for_goal=goal, owner=board, periodicity="tertial")
        b.activity(board, f"Vandringar i {name}", for_goal=goal, slug=f"vandra-{name}")
        made.append(board)
    open_round("t1", date(2017, 4, 30))
    return made[0], made[1]


def open_round(kind: str, cutoff: date) -> None:
    actions.open_round(year=2017, kind=kind, cutoff=cutoff, due=None, by=COMMAND_LINE, at=b.NOON)


def merge(gone: Organisation, into: Organisation, on: date = MIDSUMMER, by: Actor = COMMAND_LINE) -> None:
    actions.merge_bodies(gone=gone, into=into, on=on, by=by, at=b.NOON)


def report_of(board: Organisation, kind: str) -> Report:
    report = find_report(board.slug, 2017, kind)
    assert report is not None
    return report


def asked(report: Report) -> dict[str, list[str]]:
    due = due_rows(report)
    return {
        "goals": sorted(goal.title for goal in due.goals),
        "indicators": sorted(one.name for one in due.indicators),
        "activities": sorted(one.title for one in due.activities),
    }


def test_from_the_day_on_one_board_answers_for_both_and_before_it_each_for_its_own(bodies: Any) -> None:
    gone, into = bodies
    before = asked(report_of(gone, "t1")), asked(report_of(into, "t1"))
    merge(gone, into)
    open_round("t2", date(2017, 8, 31))
    assert (asked(report_of(gone, "t1")), asked(report_of(into, "t1"))) == before
    assert find_report(gone.slug, 2017, "t2") is None
    assert asked(report_of(into, "t2")) == {
        "goals": ["Trygg stad", "Tryggt i alvsjo", "Tryggt i hagersten"],
        "indicators": ["Trygga i alvsjo", "Trygga i hagersten"],
        "activities": ["Vandringar i alvsjo", "Vandringar i hagersten"],
    }
    assert list(reporting_bodies(date(2017, 6, 30))) == [gone, into]
    assert list(reporting_bodies(MIDSUMMER)) == [into]


def test_what_was_begun_in_an_open_round_goes_over_and_is_in_the_report(bodies: Any) -> None:
    gone, into = bodies
    open_round("t2", date(2017, 8, 31))
    draft = report_of(gone, "t2")
    activity = due_rows(draft).activities[0]
    actions.save_activity_row(report=draft, activity=activity, version=0, status="ongoing", by=COMMAND_LINE, at=b.NOON)
    merge(gone, into)
    row = ActivityRow.objects.get()
    assert (row.report, row.status, row.version) == (report_of(into, "t2"), "ongoing", 1)
    facts = collect_report(report_of(into, "t2"))
    assert {line["title"]: line["status"] for line in facts["activities"]} == {
        "Vandringar i alvsjo": "ongoing",
        "Vandringar i hagersten": "",
    }


def test_a_row_that_both_have_written_stays_with_each(bodies: Any) -> None:
    gone, into = bodies
    open_round("t2", date(2017, 8, 31))
    city_goal = Goal.objects.get(title="Trygg stad")
    for board, word in ((gone, "partly"), (into, "full")):
        actions.save_judgement(
            report=report_of(board, "t2"), goal=city_goal, version=0, judgement=word, motivation="Så är det.",
            suggested="", by=COMMAND_LINE, at=b.NOON,
        )  # fmt: skip
    merge(gone, into)
    assert {row.judgement for row in report_of(gone, "t2").judgements.all()} == {"partly"}
    assert {row.judgement for row in report_of(into, "t2").judgements.all()} == {"full"}


def test_a_round_that_had_no_report_for_the_one_that_is_left_gets_one(bodies: Any) -> None:
    gone, _into = bodies
    open_round("vb", date(2017, 12, 31))
    late = b.board("ny-namnd")
    merge(gone, late)
    assert asked(report_of(late, "vb"))["activities"] == ["Vandringar i alvsjo"]


def test_its_people_hold_the_same_roles_there_and_are_told(bodies: Any) -> None:
    gone, into = bodies
    kim = b.person("Kim", ("coordinator", gone))
    b.person("Sara", ("reporter", into))
    merge(gone, into)
    assert grants(Actor.of(kim), MIDSUMMER).allows(Permission.PLAN, into)
    assert not grants(Actor.of(kim), date(2017, 6, 30)).allows(Permission.PLAN, into)
    notice = Notice.objects.get()
    assert notice.user == kim
    assert "går upp i" in notice.text
    assert "2017-07-01" in notice.text


def test_the_next_year_is_prepared_from_the_plans_of_both(bodies: Any) -> None:
    gone, into = bodies
    merge(gone, into)
    titles = [row.goal.title for row in board_plan(into, 2017).goals]
    assert "Tryggt i alvsjo" in titles
    roll_over(board=into, from_year=2017, by=COMMAND_LINE, at=b.NOON)
    assert sorted(Goal.objects.filter(year=2018, owner=into).values_list("title", flat=True)) == [
        "Tryggt i alvsjo",
        "Tryggt i hagersten",
    ]
    assert GoalLineage.objects.filter(before__owner=gone, after__owner=into).count() == 1


def test_a_board_that_goes_on_into_a_third_takes_with_it_what_it_had_taken_over(bodies: Any) -> None:
    gone, into = bodies
    third = b.board("tredje")
    merge(gone, into)
    merge(into, third, date(2017, 10, 1))
    open_round("vb", date(2017, 12, 31))
    assert asked(report_of(third, "vb"))["activities"] == ["Vandringar i alvsjo", "Vandringar i hagersten"]
    assert [board.slug for board in reporting_bodies(date(2017, 11, 1))] == ["tredje"]


def test_a_merger_that_cannot_be_is_refused_with_what_to_do(bodies: Any) -> None:
    gone, into = bodies
    with pytest.raises(Refusal, match="sig själv"):
        merge(gone, gone)
    with pytest.raises(Refusal, match="som rapporterar"):
        merge(gone, b.board("polisen", kind="external"))
    with pytest.raises(Refusal, match="Kontrollera datumet"):
        merge(b.board("ny", valid_from=date(2018, 1, 1)), into)
    with pytest.raises(NotAllowed):
        merge(gone, into, by=b.actor("coordinator", gone))
    merge(gone, into)
    with pytest.raises(Refusal, match="redan gått upp"):
        merge(gone, into)
    with pytest.raises(Refusal, match="Välj den som finns kvar"):
        merge(into, gone)


def test_nobody_waits_for_a_draft_of_a_board_that_is_gone_when_nothing_is_written_in_it(bodies: Any) -> None:
    gone, into = bodies
    open_round("t2", date(2017, 8, 31))
    merge(gone, into)
    assert find_report(gone.slug, 2017, "t2") is None
    assert find_report(gone.slug, 2017, "t1") is not None  # about a time when it was there


def test_what_is_written_in_a_draft_of_a_board_that_is_gone_is_kept(bodies: Any) -> None:
    gone, into = bodies
    open_round("t2", date(2017, 8, 31))
    draft = report_of(gone, "t2")
    actions.save_section_text(report=draft, key="summary", version=0, text="Vi hann.", by=COMMAND_LINE, at=b.NOON)
    merge(gone, into)
    assert report_of(gone, "t2").sections.get(key="summary").text == "Vi hann."


def test_the_units_of_both_are_asked_by_the_one_that_is_left(bodies: Any) -> None:
    gone, into = bodies
    open_round("t2", date(2017, 8, 31))
    unit = b.board("solen", "Solens förskola", kind="unit", parent=gone)
    asked_of: dict[str, Any] = {"row": "s.summary", "units": [unit], "by": COMMAND_LINE, "at": b.NOON}
    with pytest.raises(Refusal, match="hör inte till"):
        actions.ask_units(report=report_of(into, "t2"), **asked_of)
    merge(gone, into)
    assert [text.unit for text in actions.ask_units(report=report_of(into, "t2"), **asked_of)] == [unit]
