"""The tertial from opened round to decided report, as the people in it live it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests import builders as b

from samstad.domain.cycle import actions
from samstad.domain.cycle.choices import ReportState, Stage
from samstad.domain.cycle.models import IndicatorRow, Report, Snapshot
from samstad.domain.cycle.queries import due_rows, find_report, unanswered
from samstad.domain.notices.models import Notice
from samstad.domain.people.actors import COMMAND_LINE, Actor
from samstad.domain.steering.models import ActivityUpdate, Value
from samstad.refusals import NotAllowed, Refusal, Stale
from samstad.reports.board_report import collect_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def farsta() -> Any:
    return b.board("farsta", "Farsta stadsdelsnämnd")


@pytest.fixture
def report(farsta: Any) -> Report:
    council = b.goal("Stockholm är en trygg stad", sphere="council", number="1.3")
    own = b.goal("Tryggheten ökar i Fagersjö", under=council, owner=farsta, slug="farsta-trygghet")
    b.indicator("Ungdomar med feriejobb", for_goal=own, slug="feriejobb", owner=farsta, periodicity="tertial")
    b.activity(farsta, "Nattvandringar i Fagersjö", for_goal=own, slug="nattvandring")
    actions.open_round(
        year=2017, kind="t1", cutoff=date(2017, 4, 30), due=date(2017, 5, 20), by=COMMAND_LINE, at=b.NOON
    )
    found = find_report("farsta", 2017, "t1")
    assert found is not None
    return found


def answer_all(report: Report, by: Actor = COMMAND_LINE) -> None:
    due = due_rows(report)
    actions.save_indicator_row(
        report=report,
        indicator=due.indicators[0],
        version=0,
        outcome=Decimal("140"),
        forecast=Decimal("600"),
        by=by,
        at=b.NOON,
    )
    actions.save_activity_row(report=report, activity=due.activities[0], version=0, status="ongoing", by=by, at=b.NOON)
    for goal in due.goals:
        actions.save_judgement(
            report=report,
            goal=goal,
            version=0,
            judgement="partly",
            motivation="",
            suggested="unknown",
            by=by,
            at=b.NOON,
        )
    actions.save_section_text(report=report, key="summary", version=0, text="Vi är på väg.", by=by, at=b.NOON)


def to_sent_out(report: Report, on: date = date(2017, 5, 11)) -> Snapshot:
    answer_all(report)
    actions.hand_in(report=report, by=COMMAND_LINE, at=b.NOON)
    actions.approve(report=report, by=COMMAND_LINE, at=b.NOON)
    return actions.send_out(report=report, collect=collect_report, on=on, by=COMMAND_LINE, at=b.NOON)


def test_a_round_gives_every_reporting_body_a_report_and_others_none(report: Report) -> None:
    b.board("polisen", "Polisen", kind="external")
    assert [r.organisation.slug for r in report.round.reports.select_related("organisation")] == ["farsta"]


def test_the_same_round_cannot_be_opened_twice(report: Report) -> None:
    with pytest.raises(Refusal, match="redan öppnad"):
        actions.open_round(year=2017, kind="t1", cutoff=None, due=None, by=COMMAND_LINE, at=b.NOON)


def test_a_body_that_has_ceased_gets_no_report() -> None:
    b.board("gammal", valid_to=date(2016, 12, 31))
    opened = actions.open_round(year=2017, kind="t1", cutoff=date(2017, 4, 30), due=None, by=COMMAND_LINE, at=b.NOON)
    assert not opened.reports.exists()


def test_only_rows_that_are_due_by_their_periodicity_are_asked(report: Report) -> None:
    goal = due_rows(report).goals[-1]
    b.indicator("Trygghet på kvällen", for_goal=goal, periodicity="year")
    asked = [i.name for i in due_rows(report).indicators]
    assert asked == ["Ungdomar med feriejobb"]


def test_an_activity_that_ended_earlier_is_not_asked_again(report: Report) -> None:
    done = b.activity(report.organisation, "Avslutad")
    ActivityUpdate.objects.create(activity=done, on=date(2017, 1, 10), status="done")
    assert [a.title for a in due_rows(report).activities] == ["Nattvandringar i Fagersjö"]


def test_what_is_unanswered_is_listed_until_everything_has_an_answer(report: Report) -> None:
    assert {row.kind for row in unanswered(report)} == {"goal", "indicator", "activity", "section"}
    answer_all(report)
    assert unanswered(report) == []


def test_a_missing_outcome_needs_a_reason_and_then_counts_as_answered(report: Report) -> None:
    indicator = due_rows(report).indicators[0]
    actions.save_indicator_row(
        report=report,
        indicator=indicator,
        version=0,
        outcome=None,
        missing_reason="Enkäten är inte klar",
        by=COMMAND_LINE,
        at=b.NOON,
    )
    assert "indicator" not in {row.kind for row in unanswered(report)}
    with pytest.raises(Refusal, match="inte båda"):
        actions.save_indicator_row(
            report=report,
            indicator=indicator,
            version=1,
            outcome=Decimal(1),
            missing_reason="nej",
            by=COMMAND_LINE,
            at=b.NOON,
        )


def test_the_second_of_two_writers_is_told_and_the_first_answer_stands(report: Report) -> None:
    indicator = due_rows(report).indicators[0]
    ada, bo = Actor("Ada", is_operator=True), Actor("Bo", is_operator=True)
    actions.save_indicator_row(report=report, indicator=indicator, version=0, outcome=Decimal(140), by=ada, at=b.NOON)
    with pytest.raises(Stale, match="Ada hann ändra") as told:
        actions.save_indicator_row(report=report, indicator=indicator, version=0, outcome=Decimal(99), by=bo, at=b.NOON)
    assert told.value.theirs["outcome"] == Decimal(140)
    assert IndicatorRow.objects.get(indicator=indicator).outcome == Decimal(140)


def test_a_central_value_is_not_the_boards_to_change(report: Report) -> None:
    central = b.indicator(
        "Ekonomiskt bistånd",
        for_goal=due_rows(report).goals[0],
        council=True,
        supplier="central",
        periodicity="tertial",
    )
    with pytest.raises(Refusal, match="hämtas centralt"):
        actions.save_indicator_row(
            report=report, indicator=central, version=0, outcome=Decimal(2), by=COMMAND_LINE, at=b.NOON
        )


@pytest.mark.parametrize("status", ["deviates", "waiting", "broken_off"])
def test_a_status_that_departs_from_the_plan_needs_a_sentence(report: Report, status: str) -> None:
    activity = due_rows(report).activities[0]
    with pytest.raises(Refusal, match="Skriv en mening"):
        actions.save_activity_row(
            report=report, activity=activity, version=0, status=status, by=COMMAND_LINE, at=b.NOON
        )


def test_a_judgement_against_the_figures_needs_a_motivation(report: Report) -> None:
    goal = due_rows(report).goals[0]
    with pytest.raises(Refusal, match="Skriv varför"):
        actions.save_judgement(
            report=report,
            goal=goal,
            version=0,
            judgement="full",
            motivation=" ",
            suggested="not",
            by=COMMAND_LINE,
            at=b.NOON,
        )


def test_a_report_with_holes_is_not_handed_in(report: Report) -> None:
    with pytest.raises(Refusal, match="5 rader saknar svar"):
        actions.hand_in(report=report, by=COMMAND_LINE, at=b.NOON)


def test_a_section_with_holes_cannot_be_marked_ready(report: Report) -> None:
    with pytest.raises(Refusal, match="saknar svar"):
        actions.mark_section(report=report, key="indicators", ready=True, by=COMMAND_LINE, at=b.NOON)
    answer_all(report)
    assert actions.mark_section(report=report, key="indicators", ready=True, by=COMMAND_LINE, at=b.NOON).ready


def test_the_head_returns_with_a_comment_and_the_coordinator_is_told(report: Report) -> None:
    coordinator = b.person("Kim", ("coordinator", report.organisation))
    answer_all(report)
    actions.hand_in(report=report, by=COMMAND_LINE, at=b.NOON)
    with pytest.raises(Refusal, match="Skriv vad"):
        actions.return_report(report=report, comment=" ", by=COMMAND_LINE, at=b.NOON)
    actions.return_report(report=report, comment="Förklara 140.", by=COMMAND_LINE, at=b.NOON)
    assert report.state == ReportState.DRAFT
    assert report.comments.get().text == "Förklara 140."
    assert Notice.objects.get(user=coordinator).text.endswith("återlämnad med en kommentar.")


def test_sending_out_freezes_and_publishes_what_was_reported(report: Report) -> None:
    frozen = to_sent_out(report)
    assert frozen.stage == Stage.SENT_OUT
    assert frozen.document["indicators"][0]["outcome"] == "140"
    assert Value.objects.get(origin="2017-t1/farsta").known_from == date(2017, 5, 11)
    assert ActivityUpdate.objects.get(origin="2017-t1/farsta").status == "ongoing"


def test_the_board_amends_at_its_meeting_and_both_texts_stay(report: Report) -> None:
    sent = to_sent_out(report)
    row = IndicatorRow.objects.get(report=report)
    actions.save_indicator_row(
        report=report, indicator=row.indicator, version=row.version, outcome=Decimal(150), by=COMMAND_LINE, at=b.NOON
    )
    decided = actions.decide(
        report=report, collect=collect_report, meeting_date=date(2017, 5, 18), paragraph="7", by=COMMAND_LINE, at=b.NOON
    )
    sent.refresh_from_db()
    assert (sent.document["indicators"][0]["outcome"], decided.document["indicators"][0]["outcome"]) == ("140", "150")
    assert decided.previous == sent
    assert sorted(str(v.value) for v in Value.objects.filter(origin="2017-t1/farsta")) == ["140.0000", "150.0000"]


def test_a_decision_has_a_paragraph_and_is_not_before_the_sending_out(report: Report) -> None:
    to_sent_out(report)
    with pytest.raises(Refusal, match="paragrafen"):
        actions.decide(
            report=report,
            collect=collect_report,
            meeting_date=date(2017, 5, 18),
            paragraph="",
            by=COMMAND_LINE,
            at=b.NOON,
        )
    with pytest.raises(Refusal, match="före utskicket"):
        actions.decide(
            report=report,
            collect=collect_report,
            meeting_date=date(2017, 5, 1),
            paragraph="3",
            by=COMMAND_LINE,
            at=b.NOON,
        )


def test_a_tabled_report_waits_and_a_referred_one_goes_back_to_the_office(report: Report) -> None:
    to_sent_out(report)
    actions.table(report=report, meeting_date=date(2017, 5, 18), paragraph="9", by=COMMAND_LINE, at=b.NOON)
    assert report.state == ReportState.SENT_OUT
    actions.refer_back(
        report=report,
        meeting_date=date(2017, 6, 15),
        paragraph="4",
        motivation="Komplettera.",
        by=COMMAND_LINE,
        at=b.NOON,
    )
    assert report.state == ReportState.DRAFT
    assert [d.kind for d in report.decisions.all()] == ["tabled", "referred_back"]


def test_a_decided_report_is_corrected_only_by_a_numbered_sheet(report: Report) -> None:
    to_sent_out(report)
    actions.decide(
        report=report, collect=collect_report, meeting_date=date(2017, 5, 18), paragraph="7", by=COMMAND_LINE, at=b.NOON
    )
    actions.verify(report=report, by=COMMAND_LINE, at=b.NOON)
    row = IndicatorRow.objects.get(report=report)
    with pytest.raises(Refusal, match="utbytesblad"):
        actions.save_indicator_row(
            report=report, indicator=row.indicator, version=row.version, outcome=Decimal(1), by=COMMAND_LINE, at=b.NOON
        )
    content = actions.ReportContent(indicators=[actions.fill.IndicatorContent(row.indicator, outcome=Decimal(141))])
    sheet = actions.correct(
        report=report,
        content=content,
        note="Fel siffra.",
        collect=collect_report,
        on=date(2017, 6, 1),
        by=COMMAND_LINE,
        at=b.NOON,
    )
    assert (sheet.stage, sheet.number, sheet.document["indicators"][0]["outcome"]) == ("correction", 1, "141")
    assert report.snapshots.get(stage="decided").document["indicators"][0]["outcome"] == "140"


def test_two_heads_approve_at_once_and_the_second_is_told(report: Report) -> None:
    answer_all(report)
    actions.hand_in(report=report, by=COMMAND_LINE, at=b.NOON)
    second = Report.objects.select_related("round", "organisation").get(pk=report.pk)
    actions.approve(report=report, by=COMMAND_LINE, at=b.NOON)
    with pytest.raises(Refusal, match="hann före"):
        actions.approve(report=second, by=COMMAND_LINE, at=b.NOON)


def test_each_step_asks_for_its_own_role(report: Report) -> None:
    answer_all(report)
    reporter = b.actor("reporter", report.organisation)
    with pytest.raises(NotAllowed, match="lämna rapporten till godkännande"):
        actions.hand_in(report=report, by=reporter, at=b.NOON)
    actions.hand_in(report=report, by=b.actor("coordinator", report.organisation), at=b.NOON)
    with pytest.raises(NotAllowed, match="godkänna eller återlämna"):
        actions.approve(report=report, by=b.actor("approver", b.board()), at=b.NOON)
    actions.approve(report=report, by=b.actor("approver", report.organisation), at=b.NOON)


def test_a_row_is_handed_to_a_reporter_who_is_told(report: Report) -> None:
    activity = due_rows(report).activities[0]
    kim = b.person("Kim", ("reporter", report.organisation))
    actions.assign_row(report=report, of=activity, responsible=kim, by=COMMAND_LINE, at=b.NOON)
    assert Notice.objects.get(user=kim).text == "Du har fått en rad att rapportera: Nattvandringar i Fagersjö"
    with pytest.raises(Refusal, match="saknar roll"):
        actions.assign_row(report=report, of=activity, responsible=b.person("Utomstående"), by=COMMAND_LINE, at=b.NOON)


def test_an_odd_round_is_refused() -> None:
    with pytest.raises(Refusal, match="årets omgångar"):
        actions.open_round(year=2017, kind="t9", cutoff=None, due=None, by=COMMAND_LINE, at=b.NOON)
    with pytest.raises(Refusal, match="före brytdagen"):
        actions.open_round(
            year=2017, kind="t1", cutoff=date(2017, 4, 30), due=date(2017, 4, 1), by=COMMAND_LINE, at=b.NOON
        )


def test_a_decided_report_takes_no_new_hands_and_a_choice_outside_the_list_is_refused(report: Report) -> None:
    due = due_rows(report)
    with pytest.raises(Refusal, match="Välj ett läge"):
        actions.save_activity_row(
            report=report, activity=due.activities[0], version=0, status="kanske", by=COMMAND_LINE, at=b.NOON
        )
    with pytest.raises(Refusal, match="Välj en bedömning"):
        actions.save_judgement(
            report=report,
            goal=due.goals[0],
            version=0,
            judgement="kanske",
            motivation="",
            suggested="",
            by=COMMAND_LINE,
            at=b.NOON,
        )
    to_sent_out(report)
    actions.decide(
        report=report, collect=collect_report, meeting_date=date(2017, 5, 18), paragraph="7", by=COMMAND_LINE, at=b.NOON
    )
    with pytest.raises(Refusal, match="utbytesblad"):
        actions.assign_row(report=report, of=due.goals[0], responsible=None, by=COMMAND_LINE, at=b.NOON)


def test_rows_of_every_kind_can_be_handed_out(report: Report) -> None:
    kim = b.person("Kim", ("reporter", report.organisation))
    due = due_rows(report)
    for of in (due.indicators[0], due.activities[0], due.goals[0]):
        actions.assign_row(report=report, of=of, responsible=kim, by=COMMAND_LINE, at=b.NOON)
    assert Notice.objects.filter(user=kim).count() == 3


def test_filling_again_replaces_what_stood_and_counts_a_version(report: Report) -> None:
    activity = due_rows(report).activities[0]
    for status in ("not_begun", "ongoing"):
        content = actions.ReportContent(activities=[actions.ActivityContent(activity, status)])
        actions.fill_report(report=report, content=content, by=COMMAND_LINE, at=b.NOON)
    row = report.activity_rows.get()
    assert (row.status, row.version) == ("ongoing", 2)


def test_a_text_that_does_not_fit_is_refused_and_not_cut(report: Report) -> None:
    indicator, activity = due_rows(report).indicators[0], due_rows(report).activities[0]
    with pytest.raises(Refusal, match="högst 300 tecken"):
        actions.save_indicator_row(
            report=report, indicator=indicator, version=0, outcome=None, missing_reason="x" * 301,
            by=COMMAND_LINE, at=b.NOON,
        )  # fmt: skip
    with pytest.raises(Refusal, match="högst 600 tecken"):
        actions.save_activity_row(
            report=report, activity=activity, version=0, status="deviates", deviation="x" * 601,
            by=COMMAND_LINE, at=b.NOON,
        )  # fmt: skip
    assert not report.indicator_rows.filter(version__gt=0).exists()
