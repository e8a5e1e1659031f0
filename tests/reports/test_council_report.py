"""The city's roll-up as document: who has reported, three judgements side by side, what deviates."""

from datetime import date
from decimal import Decimal

import pytest
from tests import builders as b
from tests.reports.approval import approved

from samstad.documents import render_html
from samstad.domain.cycle import actions
from samstad.domain.cycle.models import Report, Round, Snapshot
from samstad.domain.cycle.queries import due_rows
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.steering.models import Goal, Target
from samstad.reports.board_report import collect_report
from samstad.reports.council_report import collect_round, round_document
from samstad.reports.council_report.collect import count_states

pytestmark = pytest.mark.django_db


@pytest.fixture
def of_round() -> Round:
    council = b.goal("En trygg stad", sphere="council", slug="kf-13", number="1.3")
    b.goal("Tyst mål", sphere="council", slug="kf-14", number="1.4")
    b.indicator("Gemensam", for_goal=council, slug="gemensam", periodicity="tertial", council=True)
    for slug in ("norr", "soder"):
        board = b.board(slug, f"{slug.capitalize()} nämnd")
        own = b.goal("Tryggt", under=council, owner=board)
        indicator = b.indicator("Vandringar", for_goal=own, owner=board, periodicity="tertial", direction="higher")
        Target.objects.create(
            indicator=indicator, year=2017, value=10, known_from=date(2016, 12, 1), organisation=board
        )
        b.activity(board, f"Rusta i {slug}", for_goal=own)
    b.board("tyst", "Tysta nämnden")
    return actions.open_round(
        year=2017, kind="t1", cutoff=date(2017, 4, 30), due=date(2017, 5, 10), by=COMMAND_LINE, at=b.NOON
    )


def send(of_round: Round, slug: str, *, forecast: int, judgement: str) -> None:
    report = Report.objects.select_related("round__pack", "organisation__area", "pack").get(
        round=of_round, organisation__slug=slug
    )
    due = due_rows(report)
    content = actions.ReportContent(
        indicators=[
            actions.IndicatorContent(i, missing_reason="Mäts i juni.")
            if i.slug == "gemensam"
            else actions.IndicatorContent(i, Decimal(3), forecast=Decimal(forecast))
            for i in due.indicators
        ],
        activities=[actions.ActivityContent(a, "deviates", "Dröjer.") for a in due.activities],
        judgements=[actions.JudgementContent(goal, judgement, "Så här.") for goal in due.goals],
        sections={"summary": "Kort."},
    )
    actions.fill_report(report=report, content=content, by=COMMAND_LINE, at=b.NOON)
    actions.hand_in(report=report, by=COMMAND_LINE, at=b.NOON)
    actions.approve(report=report, by=COMMAND_LINE, at=b.NOON)
    actions.send_out(report=report, collect=collect_report, on=date(2017, 5, 8), by=COMMAND_LINE, at=b.NOON)


def test_coverage_counts_every_body_and_names_the_late(of_round: Round) -> None:
    send(of_round, "norr", forecast=12, judgement="full")
    counts = count_states(collect_round(of_round)["coverage"])
    assert counts == {"bodies": 3, "handed_in": 1, "sent_out": 1, "decided": 0, "late": 2}


def test_late_is_what_is_not_handed_in_not_what_came_late(of_round: Round) -> None:
    send(of_round, "norr", forecast=12, judgement="full")
    Report.objects.filter(organisation__slug="norr").update(submitted_on=date(2017, 5, 30))
    late = {row["slug"]: row["late"] for row in collect_round(of_round)["coverage"]}
    assert late == {"norr": False, "soder": True, "tyst": True}


def test_silence_is_counted_beside_what_is_said(of_round: Round) -> None:
    send(of_round, "norr", forecast=12, judgement="full")
    goal = collect_round(of_round)["goals"][0]
    assert goal["tally"] == {"full": 1, "partly": 0, "not": 0, "unknown": 0, "silent": 1}
    assert goal["silent"] == ["soder"]


def test_the_figures_of_the_city_are_weighed_from_the_boards_frozen_texts(of_round: Round) -> None:
    send(of_round, "norr", forecast=12, judgement="full")
    send(of_round, "soder", forecast=5, judgement="full")
    goals = {goal["slug"]: goal for goal in collect_round(of_round)["goals"]}
    assert goals["kf-13"]["suggestion"]["asked"] == 2
    assert goals["kf-14"]["suggestion"]["judgement"] == "unknown"


def test_the_document_tells_silence_deviation_missing_and_decision(of_round: Round) -> None:
    send(of_round, "norr", forecast=12, judgement="partly")
    goal = Goal.objects.select_related("level").get(slug="kf-13")
    actions.propose_assessment(
        of_round=of_round, goal=goal, judgement="partly", text="Takten är låg.", version=0, by=COMMAND_LINE, at=b.NOON
    )
    text = render_html(round_document(of_round))
    for words in (
        "utkast",
        "(förslag)",
        "Takten är låg.",
        "1 har inte bedömt målet.",
        "Rusta i norr",
        "Mäts i juni.",
        "Ingen bedömning än",
    ):
        assert words in text
    actions.decide_assessment(
        of_round=of_round, decided_on=date(2017, 6, 14), paragraph="12", by=COMMAND_LINE, at=b.NOON
    )
    assert "beslutat av kommunstyrelsen 14 juni 2017, § 12" in render_html(round_document(of_round))


def test_the_whole_roll_up_reads_as_it_was_approved(of_round: Round) -> None:
    send(of_round, "norr", forecast=12, judgement="partly")
    send(of_round, "soder", forecast=5, judgement="not")
    for slug, judgement, text in (("kf-13", "partly", "Takten är låg."), ("kf-14", "unknown", "Ingen har svarat.")):
        actions.propose_assessment(
            of_round=of_round, goal=Goal.objects.select_related("level").get(slug=slug), judgement=judgement,
            text=text, version=0, by=COMMAND_LINE, at=b.NOON,
        )  # fmt: skip
    assert approved("roll_up", round_document(of_round))


def test_the_published_roll_up_stays_as_it_was_published(of_round: Round) -> None:
    first = actions.publish_roll_up(
        of_round=of_round, collect=collect_round, on=date(2017, 6, 20), by=COMMAND_LINE, at=b.NOON
    )
    send(of_round, "norr", forecast=12, judgement="full")
    assert round_document(of_round).stamps == ()
    assert "Så här." not in render_html(round_document(of_round))
    second = actions.publish_roll_up(
        of_round=of_round, collect=collect_round, on=date(2017, 7, 1), by=COMMAND_LINE, at=b.NOON
    )
    assert (second.number, second.previous) == (2, first)
    assert "Så här." in render_html(round_document(of_round))


def test_a_decided_text_takes_the_place_of_the_one_sent_out(of_round: Round) -> None:
    send(of_round, "norr", forecast=12, judgement="full")
    before = collect_round(of_round)["goals"][0]["tally"]
    report = Report.objects.get(organisation__slug="norr")
    text = report.snapshots.last()
    assert text is not None
    changed = {**text.document, "goals": [{**row, "judgement": "not"} for row in text.document["goals"]]}
    Snapshot.objects.create(
        report=report, stage="decided", on=b.NOON.date(), document=changed, schema_version=1, sha256="f" * 64
    )
    assert (before["full"], before["not"]) == (1, 0)
    after = collect_round(of_round)["goals"][0]["tally"]
    assert (after["full"], after["not"]) == (0, 1)
