"""Rounds, reports and decisions go through the real deeds on the pack's dates, and come back as they were."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests import builders
from tests.sources.city_pack import packs
from tests.sources.city_pack.test_dump import there_and_back

from samstad.domain.cycle import actions
from samstad.domain.cycle.actions.fill import ActivityContent, IndicatorContent, JudgementContent, ReportContent
from samstad.domain.cycle.models import OfficeAssessment, Report, Round, Snapshot
from samstad.domain.history.models import Event
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.steering.models import Activity, ActivityUpdate, Goal, Indicator, Value

pytestmark = pytest.mark.django_db

DAY = date(2017, 5, 10)
ROUND = (
    "rounds:\n  - {slug: 2017-t1, year: 2017, kind: t1, cutoff: 2017-04-30, due: 2017-05-20, opened_on: 2017-04-03}\n"
)
DECIDED = """\
reports:
  - round: 2017-t1
    organisation: norra
    state: decided
    submitted_on: 2017-05-05
    sent_out_on: 2017-05-10
    sections:
      - key: summary
        text: |
          Det går bra.
    indicator_rows:
      - {indicator: andel, outcome: 72.5, forecast: 73}
    activity_rows:
      - {activity: jobbcoach, status: waiting, deviation: Lokal saknas, waiting_for: sociala}
    judgements:
      - {goal: unga-i-arbete, judgement: partly, motivation: På väg}
    decisions:
      - {kind: tabled, meeting_date: 2017-05-18}
      - kind: decided
        meeting_date: 2017-05-24
        paragraph: § 7
        registration_number: 1.1-12/2017
        reservations: En reservation
"""


def loaded(folder: Path, text: str = DECIDED) -> Any:
    return packs.load(folder, {**packs.SMALL, "ar.yaml": ROUND + text})


def there(report: str = "norra") -> Report:
    return Report.objects.get(organisation__slug=report, round__slug="2017-t1")


def test_a_decided_report_is_decided_through_the_real_deeds(tmp_path: Path) -> None:
    counts = loaded(tmp_path)
    assert counts.created["reports"] == 1
    report = there()
    assert (report.state, report.submitted_on, report.sent_out_on) == ("decided", date(2017, 5, 5), DAY)
    assert report.decided_on == date(2017, 5, 24)
    assert list(report.decisions.values_list("kind", "meeting_date", "paragraph", "body__slug")) == [
        ("tabled", date(2017, 5, 18), "", "norra"),
        ("decided", date(2017, 5, 24), "§ 7", "norra"),
    ]
    assert list(report.snapshots.values_list("stage", "on")) == [("sent_out", DAY), ("decided", date(2017, 5, 24))]
    assert Round.objects.get().opened_on == date(2017, 4, 3)
    told = Event.objects.filter(board="norra").order_by("pk").values_list("action", "actor_name")
    assert {name for _action, name in told} == {"kommandorad"}
    deeds = [action for action, _name in told]
    assert deeds == ["fill_report", "hand_in", "approve", "send_out", "tabled", "decide"]
    value = Value.objects.get(origin="2017-t1/norra")
    assert (value.value, value.known_from) == (Decimal("72.5"), DAY)
    assert ActivityUpdate.objects.get(origin="2017-t1/norra").waiting_for == Organisation.objects.get(slug="sociala")
    assert report.sections.get().text == "Det går bra."
    assert there("sociala").state == "draft"


def test_the_same_pack_again_leaves_the_decision_alone(tmp_path: Path) -> None:
    loaded(tmp_path)
    again = packs.load(tmp_path)
    assert (again.counts["created"], again.counts["changed"], again.left, again.lacking) == (0, 0, [], [])
    assert Snapshot.objects.count() == 2


def test_a_decided_report_comes_back_with_its_frozen_texts(tmp_path: Path) -> None:
    loaded(tmp_path / "in")
    Snapshot.objects.filter(stage="sent_out").update(document={"b": 1, "a": "fryst å"}, schema_version=0)
    before = list(Snapshot.objects.order_by("pk").values_list("document", "schema_version", "on", "number"))
    files = there_and_back(tmp_path)
    assert '"a": "fryst å"' in files["liten/snapshots/2017-t1-norra-sent_out-1.json"]
    after = list(Snapshot.objects.order_by("pk").values_list("document", "schema_version", "on", "number"))
    assert after == before
    assert "paragraph: § 7" in files["liten/reports.yaml"]
    assert "    bodies:\n      - norra\n      - sociala\n" in files["liten/rounds.yaml"]


@pytest.mark.parametrize("state", ["draft", "ready", "approved", "sent_out"])
def test_a_report_stops_where_the_pack_says(tmp_path: Path, state: str) -> None:
    text = DECIDED[: DECIDED.index("    decisions:")].replace("state: decided", f"state: {state}")
    if state != "sent_out":
        text = text.replace("    sent_out_on: 2017-05-10\n", "")
    if state in ("draft", "ready"):
        text = text.replace("    submitted_on: 2017-05-05\n", "")
    loaded(tmp_path / "in", text)
    assert there().state == state
    assert packs.load(tmp_path / "in").counts["changed"] == 0
    there_and_back(tmp_path)
    assert there().state == state


def test_everything_done_in_the_service_comes_back(tmp_path: Path) -> None:
    """Referred back, sent out again, amended at the meeting, decided, verified, corrected and rolled up."""
    packs.load(tmp_path / "in", packs.SMALL)
    who: dict[str, Any] = {"by": COMMAND_LINE, "at": builders.NOON}
    frozen: dict[str, Any] = {"collect": packs.frozen_report}
    of_round = actions.open_round(year=2017, kind="t1", cutoff=date(2017, 4, 30), due=None, **who)
    report = there()
    goal = Goal.objects.get(slug="unga-i-arbete")
    council = Goal.objects.get(slug="arbete")
    content = ReportContent(
        indicators=[IndicatorContent(Indicator.objects.get(), missing_reason="Sjukdom")],
        activities=[ActivityContent(Activity.objects.get(), "ongoing", comment=" Två blanksteg ")],
        judgements=[JudgementContent(goal, "partly", suggested="partly"), JudgementContent(council, "unknown")],
        sections={"summary": "Läget"},
    )
    actions.fill_report(report=report, content=content, **who)
    for turn in range(2):
        actions.hand_in(report=report, **who)
        actions.approve(report=report, **who)
        actions.send_out(report=report, on=DAY + timedelta(days=7 * turn), **frozen, **who)
        if not turn:
            actions.refer_back(report=report, meeting_date=DAY + timedelta(days=1), motivation="Mer siffror", **who)
    amended = ReportContent(judgements=[JudgementContent(goal, "full", motivation="Nämnden ändrade")])
    actions.fill_report(report=report, content=amended, **who)
    actions.decide(report=report, meeting_date=date(2017, 5, 30), paragraph="§ 3", **frozen, **who)
    actions.verify(report=report, **who)
    fresh = ReportContent(sections={"summary": "Läget, rättat"})
    actions.correct(report=report, content=fresh, note="Fel i texten", on=date(2017, 6, 9), **frozen, **who)
    propose: dict[str, Any] = {"of_round": of_round, "version": 0, **who}
    actions.propose_assessment(goal=council, judgement="full", text="Bra", **propose)
    actions.decide_assessment(of_round=of_round, decided_on=date(2017, 6, 20), paragraph="§ 9", **who)
    actions.propose_assessment(goal=goal, judgement="", text="Kommentar", **propose)
    actions.publish_roll_up(of_round=of_round, collect=lambda r: {"antal": 1}, on=date(2017, 6, 21), **who)

    files = there_and_back(tmp_path)
    report = there()
    assert (report.state, report.sections.get().text) == ("verified", "Läget, rättat")
    assert [s.stage for s in report.snapshots.all()] == ["sent_out", "sent_out", "decided", "correction"]
    assert [d.kind for d in report.decisions.all()] == ["referred_back", "decided"]
    assert OfficeAssessment.objects.get(goal__slug="arbete").state == "decided"
    assert OfficeAssessment.objects.get(goal__slug="unga-i-arbete").text == "Kommentar"
    assert Snapshot.objects.get(stage="roll_up").document == {"antal": 1}
    assert "egna/snapshots/2017-t1-roll_up-1.json" in files
    assert "note: Fel i texten" in files["egna/reports.yaml"]


def test_a_round_keeps_the_bodies_it_had(tmp_path: Path) -> None:
    loaded(tmp_path / "in", "")
    there("sociala").delete()
    there_and_back(tmp_path)
    assert [report.organisation.slug for report in Report.objects.all()] == ["norra"]


def test_a_body_and_a_day_added_to_an_open_round_are_loaded(tmp_path: Path) -> None:
    loaded(tmp_path, "")
    there("sociala").delete()
    text = ROUND.replace("due: 2017-05-20", "due: 2017-05-22, bodies: [norra, sociala]")
    result = packs.load(tmp_path, {"ar.yaml": text})
    assert result.changed == {"rounds": ["rounds 2017-t1: due, bodies"]}
    assert Round.objects.get().due == date(2017, 5, 22)
    assert there("sociala").state == "draft"


def test_a_pack_carries_an_open_report_further(tmp_path: Path) -> None:
    text = DECIDED[: DECIDED.index("    decisions:")].replace("state: decided", "state: sent_out")
    loaded(tmp_path, text)
    result = packs.load(tmp_path, {"ar.yaml": ROUND + DECIDED.replace("outcome: 72.5", "outcome: 72.6")})
    assert result.changed == {"reports": ["reports 2017-t1 · norra: state, indicator_rows, decisions"]}
    assert there().state == "decided"
    assert there().indicator_rows.get().outcome == Decimal("72.6")


@pytest.mark.parametrize(
    "change",
    [
        ("outcome: 72.5", "outcome: 70"),
        ("state: decided", "state: draft"),
        ("§ 7", "§ 8"),
        ("2017-05-24", "2017-05-25"),
        ("sent_out_on: 2017-05-10", "sent_out_on: 2017-05-11"),
    ],
)
def test_what_is_decided_in_the_service_is_left_and_told(tmp_path: Path, change: tuple[str, str]) -> None:
    loaded(tmp_path)
    result = packs.load(tmp_path, {"ar.yaml": ROUND + DECIDED.replace(*change)})
    assert result.left == [
        "reports 2017-t1 · norra: rapporten är beslutad i tjänsten; paketets uppgifter läses inte in."
    ]
    assert result.counts["changed"] == 0
    assert there().decisions.values_list("paragraph", flat=True).last() == "§ 7"
    assert there().indicator_rows.get().outcome == Decimal("72.5")


def test_a_report_that_went_further_in_the_service_is_left(tmp_path: Path) -> None:
    text = "reports:\n  - {round: 2017-t1, organisation: norra, state: draft, sections: [{key: goals, text: Hej}]}\n"
    loaded(tmp_path, text)
    Report.objects.filter(pk=there().pk).update(state="approved")
    assert packs.load(tmp_path).left == [
        "reports 2017-t1 · norra: rapporten är inlämnad av förvaltningen i tjänsten; paketets uppgifter läses inte in."
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (DECIDED.replace("        paragraph: § 7\n", ""), "Ange paragrafen i protokollet."),
        (DECIDED.replace("2017-05-24", "2017-05-09"), "Sammanträdet kan inte vara före utskicket."),
        (DECIDED.replace("deviation: Lokal saknas, ", ""), "Skriv en mening om vad som avviker"),
        (DECIDED[: DECIDED.index("    decisions:")], "rapporten är beslutad utan beslut."),
        ("reports:\n  - {round: 2017-t1, organisation: externa, state: draft}\n", "rapporterar inte i omgången"),
        ("office_assessments:\n  - {round: 2017-t1, goal: unga-i-arbete, judgement: full}\n", "bedöms av nämnden"),
        (
            "office_assessments:\n  - {round: 2017-t1, goal: arbete, judgement: full, state: decided}\n",
            "Ange paragrafen i kommunstyrelsens protokoll",
        ),
    ],
)
def test_a_deed_that_is_refused_is_told_at_the_record_and_nothing_is_stored(
    tmp_path: Path, text: str, said: str
) -> None:
    external = "organisations:\n  - {slug: externa, name: Externa, short_name: Externa, kind: external}\n"
    told = packs.problems(tmp_path, {**packs.SMALL, "ar.yaml": ROUND + text, "ext.yaml": external})
    assert len(told) == 1
    assert told[0].startswith("ar.yaml:4: ")
    assert said in told[0]
    assert not Round.objects.exists()
    assert not Organisation.objects.exists()


def test_assessments_follow_the_pack_until_the_board_has_decided(tmp_path: Path) -> None:
    text = "office_assessments:\n  - {round: 2017-t1, goal: arbete, judgement: full, text: Bra}\n"
    loaded(tmp_path, text)
    changed = packs.load(tmp_path, {"ar.yaml": ROUND + text.replace("text: Bra", "text: Bättre")})
    assert changed.changed == {"office_assessments": ["office_assessments 2017-t1 · arbete: text"]}
    decided = text.replace("text: Bra", "text: Bra, state: decided, decided_on: 2017-06-20, paragraph: § 9")
    packs.load(tmp_path, {"ar.yaml": ROUND + decided})
    row = OfficeAssessment.objects.get()
    assert (row.state, row.decided_on, row.paragraph, row.text) == ("decided", date(2017, 6, 20), "§ 9", "Bra")
    left = packs.load(tmp_path, {"ar.yaml": ROUND + decided.replace("full", "not")}).left
    assert left == [
        "office_assessments 2017-t1 · arbete: bedömningen är beslutad i tjänsten; paketets uppgifter läses inte in."
    ]
