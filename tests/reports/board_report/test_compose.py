"""A report as people read it: order of chapters, stamps, and every row somewhere."""

import os
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests import builders as b

from samstad.documents import render_html
from samstad.domain.cycle import actions
from samstad.domain.cycle.models import Report
from samstad.domain.cycle.queries import due_rows, find_report
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.steering.models import ActivityGoal, GoalLink, Target, Value
from samstad.reports.board_report import collect_report, compose, standing

pytestmark = pytest.mark.django_db
APPROVED = Path(__file__).parents[1] / "approved" / "tertial.html"


@pytest.fixture
def report() -> Report:
    farsta = b.board("farsta", "Farsta stadsdelsnämnd", office_name="Farsta stadsdelsförvaltning")
    council = b.goal("En trygg stad", sphere="council", slug="kf-13", number="1.3")
    own = b.goal("Invånarna är trygga", under=council, owner=farsta, slug="trygga")
    b.goal("Ett mål utan koppling", owner=farsta, slug="fritt")
    theme_level = b.level("local", slug="tema", name="Tema", rank=6)
    theme_level.judged = False
    theme_level.save()
    theme = b.goal("Trygghet", level=theme_level, year=None, owner=farsta, slug="tema-trygghet")
    b.goal("Lika tryggt överallt", sphere="local", year=None, owner=farsta, under=theme, slug="lika")
    b.goal("Utanför allt", sphere="local", year=None, owner=farsta, slug="utanfor")
    GoalLink.objects.create(lower=own, upper=theme, meaning="answers")
    jobs = b.indicator(
        "Feriejobb",
        for_goal=own,
        slug="feriejobb",
        owner=farsta,
        periodicity="tertial",
        unit="antal",
        direction="higher",
    )
    b.indicator("Lös indikator", slug="los", owner=farsta, periodicity="tertial")
    Target.objects.create(indicator=jobs, year=2017, value=600, known_from=date(2016, 12, 1), organisation=farsta)
    Value.objects.create(indicator=jobs, organisation=farsta, period="2016", value=500, known_from=date(2017, 2, 1))
    b.activity(farsta, "Vandringar", for_goal=own, slug="vandringar", end=date(2017, 12, 31))
    b.activity(farsta, "Lös aktivitet", slug="los-akt", continuous=True)
    ActivityGoal.objects.create(activity=b.activity(farsta, "För temat", slug="for-temat"), goal=theme)
    actions.open_round(
        year=2017, kind="t1", cutoff=date(2017, 4, 30), due=date(2017, 5, 20), by=COMMAND_LINE, at=b.NOON
    )
    found = find_report("farsta", 2017, "t1")
    assert found is not None
    return found


def fill(report: Report) -> None:
    due = due_rows(report)
    first, second = due.indicators
    content = actions.ReportContent(
        indicators=[
            actions.IndicatorContent(
                first, Decimal(140), Decimal(80), Decimal(60), Decimal(550), comment="Färre platser."
            ),
            actions.IndicatorContent(second, missing_reason="Enkäten dröjer."),
        ],
        activities=[
            actions.ActivityContent(a, "waiting", "Avtalet dröjer.", waiting_for=report.organisation)
            if a.slug == "vandringar"
            else actions.ActivityContent(a, "ongoing")
            for a in due.activities
        ],
        judgements=[actions.JudgementContent(goal, "partly", "På väg.") for goal in due.goals],
        sections={"summary": "Det går framåt."},
    )
    actions.fill_report(report=report, content=content, by=COMMAND_LINE, at=b.NOON)


def decided(report: Report) -> dict[str, Any]:
    fill(report)
    actions.hand_in(report=report, by=COMMAND_LINE, at=b.NOON)
    actions.approve(report=report, by=COMMAND_LINE, at=b.NOON)
    actions.send_out(report=report, collect=collect_report, on=date(2017, 5, 11), by=COMMAND_LINE, at=b.NOON)
    frozen = actions.decide(
        report=report,
        collect=collect_report,
        meeting_date=date(2017, 5, 18),
        paragraph="7",
        registration_number="1.2.4-1/2017",
        reservations="En ledamot vill mer.",
        by=COMMAND_LINE,
        at=b.NOON,
    )
    return dict(frozen.document)


def test_the_whole_report_reads_as_it_was_approved(report: Report) -> None:
    text = render_html(compose(decided(report), draft=False)) + "\n"
    if os.environ.get("APPROVE") == "1":
        APPROVED.write_text(text, encoding="utf-8")
    assert text == APPROVED.read_text(encoding="utf-8")


def test_a_draft_an_example_and_a_correction_say_so(report: Report) -> None:
    facts = collect_report(report)
    assert compose(facts, draft=True).stamps == ("utkast",)
    assert compose(facts | {"example": True}, draft=False, correction=2).stamps == ("exempeldata", "utbytesblad 2")


def test_an_unwritten_summary_is_a_gap_and_not_an_empty_page(report: Report) -> None:
    assert "Sammanfattningen är inte skriven." in render_html(compose(collect_report(report), draft=True))


def test_a_company_is_spoken_of_as_one(report: Report) -> None:
    facts = collect_report(report)
    board = facts["board"] | {"kind": "company", "office": "Ledningen"}
    labels = [label for label, _text in compose(facts | {"board": board}, draft=True).meta]
    assert labels == ["Styrelse", "Bolagsledning"]


def test_a_plan_lists_targets_and_dates_and_judges_nothing(report: Report) -> None:
    actions.open_round(year=2017, kind="vp", cutoff=None, due=None, by=COMMAND_LINE, at=b.NOON)
    plan = find_report("farsta", 2017, "vp")
    assert plan is not None
    text = render_html(compose(collect_report(plan), draft=True))
    assert "Verksamhetsplan 2017" in text
    assert "600" in text
    assert "Så säger siffrorna" not in text
    assert "Läge" not in text


def test_every_row_is_found_in_the_document(report: Report) -> None:
    text = render_html(compose(decided(report), draft=False))
    for words in ("Lös indikator", "Lös aktivitet", "För temat", "Ett mål utan koppling", "Utanför allt", "Vandringar"):
        assert words in text


def test_a_reader_without_role_gets_no_draft_and_no_unknown_version(report: Report) -> None:
    assert standing(report, may_see_draft=False) is None
    assert standing(report, may_see_draft=True, pk=12345) is None
    shown = standing(report, may_see_draft=True)
    assert shown is not None
    assert "utkast" in shown.document().stamps


def test_what_the_board_amended_is_listed_against_the_text_sent_out(report: Report) -> None:
    fill(report)
    actions.hand_in(report=report, by=COMMAND_LINE, at=b.NOON)
    actions.approve(report=report, by=COMMAND_LINE, at=b.NOON)
    actions.send_out(report=report, collect=collect_report, on=date(2017, 5, 11), by=COMMAND_LINE, at=b.NOON)
    row = report.judgements.select_related("goal").get(goal__slug="lika")
    actions.save_judgement(
        report=report,
        goal=row.goal,
        version=row.version,
        judgement="not",
        motivation="Nämnden ser det annorlunda.",
        suggested="unknown",
        by=COMMAND_LINE,
        at=b.NOON,
    )
    actions.decide(
        report=report, collect=collect_report, meeting_date=date(2017, 5, 18), paragraph="7", by=COMMAND_LINE, at=b.NOON
    )
    shown = standing(report, may_see_draft=False)
    assert shown is not None
    assert [(c.name, c.field, c.before, c.after) for c in shown.amended] == [
        ("Lika tryggt överallt", "judgement", "partly", "not"),
        ("Lika tryggt överallt", "motivation", "På väg.", "Nämnden ser det annorlunda."),
    ]
