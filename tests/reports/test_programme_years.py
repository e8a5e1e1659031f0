"""A programme with its years side by side: answers, judgements, silence, and the year as it stands."""

from io import BytesIO

import docx
import pypdf
import pytest
from tests import builders as b
from tests.reports.approval import approved
from tests.reports.asking import DONE, Asking, asking

from samstad.documents import render_html, render_pdf, render_word
from samstad.domain.cycle import actions
from samstad.domain.cycle.models import GoalJudgement, Report
from samstad.domain.programmes.actions import Wanted, add_request
from samstad.domain.programmes.models import Question
from samstad.domain.steering.models import Activity, Goal, GoalLink, GoalRole
from samstad.reports.programme_report import programme_document
from samstad.reports.programme_report.collect import follow
from samstad.reports.programme_report.years import BodyYear, GoalYears

pytestmark = pytest.mark.django_db
TODAY = b.day("2017-06-01")


@pytest.fixture
def city() -> Asking:
    """Farsta answered in 2016 and judged it, and in 2017 in its plan; the social services have been silent."""
    made = asking()
    before = actions.open_round(year=2016, kind="vp", cutoff=None, due=b.day("2015-12-31"), **DONE)
    before.reports.update(state="decided", sent_out_on=b.day("2015-12-01"))
    own = b.goal("Fler i arbete", year=2016, owner=made.farsta)
    GoalLink.objects.create(lower=own, upper=made.goal, meaning="answers")
    b.activity(made.farsta, "Vägledning", for_goal=made.goal, year=2016)
    for kind, judgement in (("vb", "full"), ("t1", "partly")):
        opened = actions.open_round(year=2016, kind=kind, cutoff=None, due=None, **DONE)
        opened.reports.update(state="decided", sent_out_on=b.day("2016-12-20"))
        report = Report.objects.get(round=opened, organisation=made.farsta)
        GoalJudgement.objects.create(report=report, goal=made.goal, judgement=judgement, motivation=kind, version=1)
    made.answer(made.farsta, text="Jobbcoacher i alla stadsdelar.", activities=[b.activity(made.farsta, "Jobbcoach")])
    made.send_out(made.farsta, made.social)
    return made


def cells(city: Asking, *, year: int = 2017) -> dict[str, tuple[BodyYear, ...]]:
    followed = follow(city.programme, on=TODAY, year=year)
    goal: GoalYears = followed.years.goals[city.goal.pk]
    return {row.body.short_name: row.years for row in goal.bodies}


def test_each_body_has_each_year(city: Asking) -> None:
    found = cells(city)
    first, second = found["Farsta"]
    assert [thing.title for thing in first.things] == ["Fler i arbete", "Vägledning"]
    assert [thing.title for thing in second.things] == ["Jobbcoach"]
    assert second.text == "Jobbcoacher i alla stadsdelar."
    assert [cell.silent for cell in found["Socialnämnden"]] == [True, True]


def test_the_years_last_judgement_counts(city: Asking) -> None:
    first, second = cells(city)["Farsta"]
    assert first.judgement is not None
    assert (first.judgement.judgement, first.judgement.report.round.kind) == ("full", "vb")
    assert second.judgement is None


def test_a_plan_that_is_not_sent_out_is_no_silence_and_no_answer(city: Asking) -> None:
    city.round.reports.update(state="draft")
    _first, second = cells(city)["Farsta"]
    assert (second.things, second.text, second.silent) == ((), "", False)
    assert not cells(city)["Socialnämnden"][1].silent


def test_an_earlier_last_year_leaves_the_later_ones_out(city: Asking) -> None:
    assert [len(years) for years in cells(city, year=2016).values()] == [1, 1]


def test_what_has_no_year_holds_in_every_year(city: Asking) -> None:
    b.indicator("Andel i arbete", for_goal=city.goal, owner=city.social)
    assert not any(cell.silent for cell in cells(city)["Socialnämnden"])


def test_who_has_answered_in_a_plan_is_not_said_to_be_silent(city: Asking) -> None:
    for body in (city.farsta, city.social):
        GoalRole.objects.create(goal=city.goal, organisation=body, role="leads")
    Activity.objects.filter(year=2016).delete()
    Goal.objects.filter(year=2016).delete()
    assert follow(city.programme, on=TODAY, year=2017).goals[0].silent == ("Socialnämnden",)


def test_the_whole_document_reads_as_it_was_approved(city: Asking) -> None:
    bromma = b.board("bromma", "Bromma stadsdelsnämnd")
    root = b.goal("Ett demokratiskt hållbart Stockholm", "council", 2015)
    own = b.goal("Fler medborgardialoger", owner=city.farsta, under=root)
    b.activity(city.homes, "Hyresgästråd", for_goal=own)
    add_request(programme=city.programme, wanted=Wanted("Hur demokratin stärks.", kind="followed", goal=root), **DONE)
    wanted = Wanted("Gör en handlingsplan.", kind="action_plan", leads=[bromma, city.farsta], due=b.day("2015-06-30"))
    add_request(programme=city.programme, wanted=wanted, **DONE)
    asked_on = b.day("2017-01-02")
    Question.objects.create(slug="q", programme=city.programme, asked=city.social, text="Kan ni?", asked_on=asked_on)
    assert approved("programme", programme_document(city.programme, on=TODAY, year=2017))


def test_word_and_pdf_say_the_same(city: Asking) -> None:
    document = programme_document(city.programme, on=TODAY, year=2017)
    tables = docx.Document(BytesIO(render_word(document))).tables
    in_word = [[cell.text for cell in row.cells] for table in tables for row in table.rows]
    assert ["Nämnd eller styrelse", "2016", "2017"] in in_word
    assert ["Farsta stadsdelsnämnd", "1 mål, 1 aktivitet", "1 aktivitet"] in in_word
    in_pdf = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(render_pdf(document))).pages)
    assert "inte svarat" in in_pdf


def test_a_programme_of_many_years_shows_its_latest(city: Asking) -> None:
    for year in range(2018, 2026):
        b.activity(city.farsta, f"År {year}", for_goal=city.goal, year=year)
    text = render_html(programme_document(city.programme, on=TODAY, year=2025))
    assert ">2020<" in text
    assert ">2019<" not in text


def test_the_number_of_queries_does_not_grow(city: Asking, django_assert_max_num_queries: object) -> None:
    for number in range(10):
        body = b.board(kind="company")
        b.activity(body, for_goal=city.goal, year=2016 + number % 2)
        city.round.reports.create(organisation=body, state="sent_out")
    with django_assert_max_num_queries(110):  # type: ignore[operator]  # pytest-django has it
        programme_document(city.programme, on=TODAY, year=2017)
