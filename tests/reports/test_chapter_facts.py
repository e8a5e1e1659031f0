"""Facts to begin a chapter from: counts, names and sums, and never a judgement."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests import builders as b

from samstad.calculations.prose import not_among
from samstad.domain.cycle import actions
from samstad.domain.cycle.choices import Judgement
from samstad.domain.cycle.models import Report
from samstad.domain.cycle.queries import chapters_of, due_rows
from samstad.domain.people.actors import COMMAND_LINE
from samstad.reports.board_report import read_report
from samstad.reports.board_report.economy import economy_facts
from samstad.reports.chapter_facts import counts_told, facts_of, inserted
from samstad.reports.wording import judgement_word

pytestmark = pytest.mark.django_db
WHO: dict[str, Any] = {"by": COMMAND_LINE, "at": b.NOON}


@pytest.fixture
def report() -> Report:
    board = b.board("farsta", "Farsta stadsdelsnämnd")
    b.goal("Tryggheten ökar", owner=board, slug="tryggt")
    own = b.goal("Fler jobb", owner=board, slug="jobb")
    b.indicator("Feriejobb", for_goal=own, owner=board, periodicity="tertial", by_sex=True, unit="antal")
    b.indicator("Otrygga", for_goal=own, owner=board, periodicity="tertial")
    b.activity(board, "Nattvandringar", for_goal=own)
    b.activity(board, "Mässa", for_goal=own)
    actions.open_round(year=2017, kind="t1", cutoff=date(2017, 4, 30), due=None, **WHO)
    return Report.objects.select_related("round", "organisation").get()


def fill(report: Report) -> None:
    due = due_rows(report)
    jobs = next(row for row in due.indicators if row.name == "Feriejobb")
    late = next(row for row in due.activities if row.title == "Mässa")
    goal = next(row for row in due.goals if row.slug == "jobb")
    actions.fill_report(
        report=report,
        content=actions.ReportContent(
            indicators=[actions.IndicatorContent(jobs, Decimal(140), Decimal(80), Decimal(60))],
            activities=[actions.ActivityContent(late, "deviates", "Lokalen brann.")],
            judgements=[actions.JudgementContent(goal, Judgement.NOT, "Det går dåligt.")],
            economy=[
                actions.EconomyContent(
                    "operations", "Park", "running", "tkr", Decimal(1000), Decimal(400), Decimal(990)
                ),
                actions.EconomyContent(
                    "operations",
                    "Snö",
                    "running",
                    "tkr",
                    Decimal(500),
                    Decimal(500),
                    Decimal(600),
                    explanation="Mer snö.",
                ),
                actions.EconomyContent(
                    "adjustment", "Hyra", "running", "tkr", asked=Decimal("4.5"), explanation="Högre."
                ),
            ],
        ),
        **WHO,
    )


def facts(report: Report) -> dict[str, str]:
    return facts_of(report, read_report(report), chapters_of(report), economy_facts(report.economy_lines.all()))


def test_the_summary_begins_with_what_is_judged_measured_and_deviates(report: Report) -> None:
    fill(report)
    assert facts(report)["summary"].split("\n") == [
        "Ur rapportens tabeller, läget 30 april 2017:",
        "– 1 av 2 mål är bedömda. Inte bedömda: Tryggheten ökar.",
        "– 1 av 2 indikatorer har utfall. Utan utfall: Otrygga.",
        "– 1 av 2 aktiviteter avviker, väntar eller är avbrutna. Mässa (avviker).",
    ]


def test_no_fact_is_a_judgement_or_a_persons_words(report: Report) -> None:
    fill(report)
    told = "\n".join(facts(report).values())
    assert not any(judgement_word(judgement, "t1") in told for judgement in Judgement.values)
    assert "Det går dåligt" not in told
    assert "Lokalen brann" not in told


def test_the_gender_analysis_begins_with_women_and_men(report: Report) -> None:
    fill(report)
    assert "Feriejobb (antal): kvinnor 80, män 60." in facts(report)["jamstalldhet"]


def test_economy_begins_with_the_sums_and_the_rows_that_deviate(report: Report) -> None:
    fill(report)
    told = facts(report)["ekonomi"].replace("\N{NO-BREAK SPACE}", " ")
    assert "Drift: budget 1 500 tkr, utfall 900 tkr, prognos 1 590 tkr, avvikelse \N{MINUS SIGN}90 tkr." in told
    assert "Begärda budgetjusteringar: sökt 4,5 tkr." in told
    assert "1 rad avviker med mer än 5 procent av budgeten. Snö." in told
    assert "Park" not in told


def test_where_there_is_nothing_to_tell_nothing_is_offered(report: Report) -> None:
    assert set(facts(report)) == {"summary"}


def test_a_plan_tells_what_it_holds(report: Report) -> None:
    opened = actions.open_round(year=2017, kind="vp", cutoff=None, due=None, **WHO)
    plan = Report.objects.select_related("round", "organisation").get(round=opened)
    assert facts(plan)["summary"].endswith("– Planen har 2 mål, 2 indikatorer och 2 aktiviteter.")


def test_many_names_are_told_as_the_first_and_how_many_more(report: Report) -> None:
    for n in range(8):
        b.goal(f"Mål nummer {n}", owner=report.organisation)
    assert "; 4 till." in facts(report)["summary"]


def test_the_writers_text_stays_and_the_facts_come_after_it() -> None:
    assert inserted("", "Fakta.") == "Fakta."
    assert inserted("Mitt. \n", "Fakta.") == "Mitt.\n\nFakta."


def test_counts_that_the_facts_tell_are_not_held_against_the_writer(report: Report) -> None:
    for n in range(30):
        b.activity(report.organisation, f"Åtgärd {n}")
    lines = read_report(report)
    assert not_among(facts(report)["summary"], counts_told(lines)) == []
    assert not_among("31 aktiviteter", counts_told(lines)) == ["31"]
