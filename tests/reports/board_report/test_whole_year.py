"""What a board writes in a year, each document whole: proposal, plan, annual report, exchange sheet."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests import builders as b
from tests.domain.cycle.budget_city import WHO
from tests.reports.approval import approved
from tests.reports.asking import Asking, asking

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import Report
from samstad.domain.cycle.queries import due_rows, find_report
from samstad.domain.steering.models import Activity, ActivityArea, Goal, Indicator, Target, Value
from samstad.reports.board_report import collect_report, compose, correction_document, correction_sheets
from samstad.reports.council_budget import collect_budget

pytestmark = pytest.mark.django_db
CHAPTERS = ("summary", "dialogplan", "jamstalldhet", "barnkonsekvens", "upphandling")


@dataclass
class Year:
    """A board with a goal of the council, goals of its own, a programme that asks it, and a local programme."""

    asked: Asking
    own: Goal
    walks: Activity


@pytest.fixture
def year() -> Year:
    made = asking()
    council = b.goal("En trygg stad", "council", slug="kf-13", number="1.3")
    own = b.goal("Invånarna är trygga", under=council, owner=made.farsta, slug="trygga")
    theme = b.goal("Trygghet", "local", None, owner=made.farsta, level=_theme(), slug="tema")
    local = b.goal("Lika tryggt överallt", "local", None, owner=made.farsta, under=theme, slug="lika")
    b.put_in_programme(made.local, theme, local)
    jobs = b.indicator("Feriejobb", own, slug="feriejobb", owner=made.farsta, unit="antal", direction="higher")
    safe = b.indicator("Andel trygga", council, slug="andel", council=True, direction="higher")
    for indicator, body, value in ((jobs, made.farsta, 600), (safe, made.farsta, 70), (safe, None, 75)):
        Target.objects.create(
            indicator=indicator, organisation=body, year=2017, value=value, known_from=date(2016, 12, 1)
        )
    Value.objects.create(
        indicator=jobs, organisation=made.farsta, period="2016", value=500, known_from=date(2017, 2, 1)
    )
    walks = b.activity(
        made.farsta, "Vandringar", own, slug="vandringar", start=date(2017, 3, 1), end=date(2017, 12, 31)
    )
    ActivityArea.objects.create(activity=walks, area=b.area("fagersjo", "Fagersjö", "stadsdel"))
    b.activity(made.farsta, "Fältarbete", local, slug="falt", continuous=True)
    b.activity(made.farsta, "Trygghetsvärdar", slug="vardar")
    return Year(made, own, walks)


def _theme() -> Any:
    made = b.level("local", slug="tema", name="Tema", rank=6)
    type(made).objects.filter(pk=made.pk).update(judged=False)
    made.refresh_from_db()
    return made


def filled(board: str, kind: str, **content: Any) -> Report:
    report = find_report(board, 2017, kind)
    assert report is not None
    actions.fill_report(report=report, content=actions.ReportContent(**content), **WHO)
    return report


def budgeted() -> list[actions.EconomyContent]:
    """The economy of what lies ahead: budgets, and what is asked of the city."""
    content = actions.EconomyContent
    return [
        content("operations", "Förskola", "running", "mnkr", Decimal(800)),
        content("operations", "Äldreomsorg", "running", "mnkr", Decimal("500.5"), explanation="Ett nytt boende."),
        content("operations", "Parker", "investment", "mnkr", Decimal(12)),
        content("operations", "Ny skola", "project", "mnkr", Decimal(3)),
        content("result_unit", "Hemtjänst Söder", "running", "mnkr", Decimal(40)),
        content("adjustment", "Hyra", "running", "mnkr", asked=Decimal("4.5"), explanation="Högre hyra."),
        content("gross_change", "Statsbidrag", "running", "mnkr", asked=Decimal(3), explanation="Nytt bidrag."),
    ]


def spent() -> list[actions.EconomyContent]:
    """The same when the year is over."""
    outcomes = {"Förskola": "797.5", "Äldreomsorg": "531", "Parker": "11.9", "Ny skola": "3", "Hemtjänst Söder": "40"}
    return [
        replace(row, outcome=Decimal(outcomes[row.name]), explanation="Fler behöver boende." if row.explanation else "")
        for row in budgeted()
        if row.name in outcomes
    ]


def test_a_budget_proposal(year: Year) -> None:
    actions.open_round(year=2017, kind="underlag", cutoff=None, due=None, **WHO)
    report = filled("farsta", "underlag", sections={"summary": "Vi behöver två saker."}, economy=budgeted()[:1])
    amounts = {(2017, "running"): Decimal("2.5"), (2019, "investment"): Decimal(10)}
    walks = actions.MeasurePlan(
        amounts=amounts, text="Unga är ute sent.", activity=year.walks, goals=(year.own,), area=year.asked.farsta.area
    )
    place = actions.MeasurePlan(amounts=amounts, text="En lokal i centrum.", title="Ny mötesplats")
    for plan in (walks, place):
        actions.propose_measure(report=report, plan=plan, **WHO)
    assert approved("proposal", compose(collect_report(report), draft=True))


def test_a_plan_answers_the_council_and_the_programmes(year: Year) -> None:
    budget = actions.open_round(year=2017, kind="kf-budget", cutoff=None, due=None, **WHO)
    actions.propose_assignment(
        of_round=budget, plan=actions.AssignmentPlan("Öppna fritidsgården", "Året runt.", end=date(2017, 9, 30)),
        boards=[year.asked.farsta], **WHO,
    )  # fmt: skip
    actions.decide_budget(
        of_round=budget, collect=collect_budget, meeting_date=date(2016, 11, 21), paragraph="21", **WHO
    )
    texts = {"summary": "Året i korthet.", "dialogplan": "Två möten i maj.\n\n- i Fagersjö\n- i Sköndal"}
    report = filled("farsta", "vp", sections=texts, economy=budgeted())
    year.asked.answer(year.asked.farsta, text="Vi vandrar.", activities=[year.walks], goals=[year.own])
    actions.attach_file(report=report, file_name="Karta över Farsta.csv", content=b"a;b\n1;2\n", title="Karta", **WHO)
    assert approved("plan", compose(collect_report(report), draft=True))


def test_a_plan_that_says_nothing_names_what_it_is_silent_about(year: Year) -> None:
    assert approved("plan_silent", compose(collect_report(year.asked.plan(year.asked.social)), draft=False))


def test_a_committees_plan_says_what_it_puts_first(year: Year) -> None:
    social = year.asked.social
    own = b.goal("Unga får stöd i tid", owner=social, slug="stod")
    year.asked.prioritise(social, "Fagersjö går först.", goals=[own])
    assert approved("plan_of_committee", compose(collect_report(year.asked.plan(social)), draft=True))


def annual(year: Year) -> Report:
    """The annual report, written, handed in and decided."""
    actions.open_round(year=2017, kind="vb", cutoff=date(2017, 12, 31), due=date(2018, 1, 25), **WHO)
    report = find_report("farsta", 2017, "vb")
    assert report is not None
    due = due_rows(report)
    said = {
        "vandringar": ("done", ""),
        "falt": ("deviates", "Två av fem veckor."),
        "vardar": ("broken_off", "För dyrt."),
    }
    judged = {
        "kf-13": ("partly", "Tryggheten ökar långsamt."),
        "trygga": ("full", "Alla fick jobb."),
        "lika": ("not", ""),
    }
    report = filled(
        "farsta", "vb", economy=spent(),
        indicators=[
            actions.IndicatorContent(Indicator.objects.get(slug="feriejobb"), Decimal(620), Decimal(300), Decimal(320),
                                     comment="Fler platser än väntat."),
            actions.IndicatorContent(Indicator.objects.get(slug="andel"), missing_reason="Enkäten dröjer."),
        ],
        activities=[actions.ActivityContent(row, *said[row.slug]) for row in due.activities],
        judgements=[actions.JudgementContent(goal, *judged[goal.slug]) for goal in due.goals if goal.slug in judged],
        sections={key: f"Text om {key}." for key in CHAPTERS},
    )  # fmt: skip
    Report.objects.filter(pk=report.pk).update(state="approved")
    report.refresh_from_db()
    actions.send_out(report=report, collect=collect_report, on=date(2018, 1, 24), **WHO)
    actions.decide(
        report=report, collect=collect_report, meeting_date=date(2018, 2, 1), paragraph="7",
        registration_number="FAR 2018/12", reservations="En ledamot vill mer.", **WHO,
    )  # fmt: skip
    return report


def test_an_annual_report_with_every_part(year: Year) -> None:
    frozen = annual(year).snapshots.get(stage="decided")
    assert approved("annual_report", compose(frozen.document, draft=False))


def test_an_exchange_sheet_lists_every_kind_of_row_it_corrects(year: Year) -> None:
    report = annual(year)
    content = actions.ReportContent(
        indicators=[actions.IndicatorContent(Indicator.objects.get(slug="feriejobb"), Decimal("615.5"))],
        activities=[actions.ActivityContent(year.walks, "deviates", "Höstens uteblev.")],
        judgements=[actions.JudgementContent(year.own, "partly", "Nästan alla fick jobb.")],
        sections={"summary": "Om året."},
    )
    actions.correct(
        report=report, content=content, note="Fel i underlaget.", collect=collect_report, on=date(2018, 3, 1), **WHO
    )
    [sheet] = correction_sheets(list(report.snapshots.order_by("pk")))
    assert approved("exchange_sheet", correction_document(sheet))
