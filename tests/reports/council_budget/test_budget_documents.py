"""The budget and the boards' chapters as people read them, and what may be read when."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import builders as b
from tests.domain.cycle import budget_city
from tests.domain.cycle.budget_city import WHO, YEAR, BudgetCity, answer, assign, decide, plan, propose
from tests.reports.approval import approved

from samstad.documents import render_html
from samstad.domain.cycle import actions
from samstad.domain.cycle.queries import assigned_to
from samstad.domain.steering.models import Target
from samstad.reports.board_report import collect_report, compose, standing
from samstad.reports.council_budget import board_budget, budget_document, collect_budget, latest_board_budget
from samstad.reports.council_budget.desk import read_desk
from samstad.reports.council_budget.lines import Amount, money_words
from samstad.reports.followed_year import followed_year

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> BudgetCity:
    return budget_city.build()


def text(city: BudgetCity, **fields: Any) -> str:
    return render_html(budget_document(city.budget, **fields))


def between(html: str, start: str, end: str) -> str:
    return html.split(start, 1)[1].split(end, 1)[0]


def rows_of(table: str) -> dict[str, str]:
    """Each row of the table by what stands in its first cell."""
    return {between(row, "<td", "</td>").split(">", 1)[1]: row for row in table.split("<tr")[2:]}


def test_a_proposals_chapter_tells_all_money_and_every_reason(city: BudgetCity) -> None:
    walks = b.activity(city.farsta, "Nattvandringar", year=2017)
    propose(city.proposal, "Fler nattvandringar", activity=walks, goals=(city.goal,), area=city.farsta.area)
    propose(city.proposal, "Ny mötesplats", amounts={(2019, "investment"): Decimal("10")})
    html = render_html(compose(collect_report(city.proposal), draft=True))
    chapter = between(html, "Större åtgärder", "Uppföljning av mål")
    table = between(chapter, "<table", "</table>")
    assert list(rows_of(table)) == ["Fler nattvandringar", "Ny mötesplats", "Summa"]
    assert "12,5" in table.split("Summa")[1]
    for words in ("Unga är ute sent.", "Nattvandringar", "En trygg stad", "Farsta"):
        assert words in chapter


def test_a_proposal_without_measures_says_so(city: BudgetCity) -> None:
    assert "Nämnden föreslår inga större åtgärder." in render_html(compose(collect_report(city.proposal), draft=True))


def test_measures_freeze_with_the_proposal(city: BudgetCity) -> None:
    measure = propose(city.proposal, "Fältarbete")
    budget_city.send_out(city.proposal)
    actions.refer_back(report=city.proposal, meeting_date=date(2017, 4, 27), **WHO)
    actions.change_measure(report=city.proposal, measure=measure, plan=plan("Något helt annat"), version=1, **WHO)
    shown = standing(city.proposal, may_see_draft=False)
    assert shown is not None
    html = render_html(shown.document())
    assert "Fältarbete" in html
    assert "Något helt annat" not in html


def test_before_the_decision_everybody_reads_what_boards_sent_out_and_nothing_of_the_councils(city: BudgetCity) -> None:
    measure = propose(city.proposal, "Fältarbete")
    propose(city.other, "Ej utsänd")
    budget_city.send_out(city.proposal)
    answer(city, measure, "no", text="Inte i år.")
    assign(city, city.farsta)
    actions.propose_target(of_round=city.budget, of=b.indicator("Andel trygga"), goal=None, value=Decimal(75), **WHO)
    html = text(city)
    assert "inte beslutad än" in html
    assert "Fältarbete" in html
    for hidden in ("Inte i år.", "Öppna fritidsgården", "Andel trygga", "Ej utsänd", "Utkast"):
        assert hidden not in html
    assert "Bromma stadsdelsnämnd" in html.split("Underlag som inte är utsända")[1]
    draft = text(city, may_see_proposal=True)
    assert "utkast" in draft
    for shown in ("Inte i år.", "Öppna fritidsgården", "Andel trygga"):
        assert shown in draft


def test_the_decided_budget_tells_each_answer_and_lists_what_has_none(city: BudgetCity) -> None:
    granted, partly, no, silent = (propose(city.proposal, title) for title in ("Ett", "Två", "Tre", "Fyra"))
    budget_city.send_out(city.proposal)
    answer(city, granted)
    answer(city, partly, "partly", text="Hälften.", granted={(2018, "running"): Decimal("1.25")})
    answer(city, no, "no", text="Inte i år.")
    decide(city)
    html = text(city)
    assert "kommunfullmäktige 20 november 2017, § 21" in html
    answers = between(html, "Fullmäktiges svar, mnkr: Farsta stadsdelsnämnd", "</table>")
    rows = rows_of(answers)
    assert "7,5" in rows["Ett"].split("Beviljas")[1]
    assert "1,25" in rows["Två"]
    assert "Inte i år." in rows["Tre"]
    assert "Inte besvarad" in rows["Fyra"]
    assert "1 åtgärd har inte fått något svar." in html
    assert str(silent) == "Fyra"


def test_the_whole_budget_with_every_kind_of_answer_reads_as_it_was_approved(city: BudgetCity) -> None:
    titles = ("Fler nattvandringar", "Ny mötesplats", "Fältarbete", "Lekplats")
    granted, partly, no, _silent = (propose(city.proposal, title) for title in titles)
    budget_city.send_out(city.proposal)
    answer(city, granted)
    answer(city, partly, "partly", text="Hälften.", granted={(2018, "running"): Decimal("1.25")})
    answer(city, no, "no", text="Inte i år.")
    of = b.indicator("Andel trygga")
    actions.propose_target(of_round=city.budget, of=of, goal=city.goal, value=Decimal(75), **WHO)
    actions.propose_target(
        of_round=city.budget, of=actions.NewIndicator("Fritidsgårdar", "antal", by_sex=False), goal=None,
        value=Decimal(4), **WHO,
    )  # fmt: skip
    assign(city, city.farsta, city.bromma, text="Året runt.", goal=city.goal, end=date(2018, 9, 30))
    assign(city, city.bromma, title="Rusta upp skolgården")
    assert approved("council_budget_draft", budget_document(city.budget, may_see_proposal=True))
    decide(city, registration_number="123-1/2017")
    assert approved("council_budget", budget_document(city.budget))


def test_the_decided_text_stands_when_names_change_afterwards(city: BudgetCity) -> None:
    assign(city, city.farsta)
    decide(city)
    city.farsta.name = "Söderorts stadsdelsnämnd"
    city.farsta.save()
    assert "Farsta stadsdelsnämnd" in text(city)


def test_a_target_is_told_beside_that_of_the_year_before(city: BudgetCity) -> None:
    known = b.indicator("Andel trygga")
    Target.objects.create(indicator=known, year=2017, value=Decimal(71), known_from=date(2016, 11, 20))
    actions.propose_target(of_round=city.budget, of=known, goal=city.goal, value=Decimal("75.5"), **WHO)
    decide(city)
    row = between(text(city), "Andel trygga", "</tr>")
    assert row.index(">71<") < row.index(">75,5<")


def test_an_answer_to_a_measure_that_was_changed_afterwards_says_so(city: BudgetCity) -> None:
    measure = propose(city.proposal)
    budget_city.send_out(city.proposal)
    answer(city, measure)
    actions.refer_back(report=city.proposal, meeting_date=date(2017, 4, 27), **WHO)
    actions.change_measure(report=city.proposal, measure=measure, plan=plan("Dyrare"), version=1, **WHO)
    decide(city)
    assert "Nämnden ändrade åtgärden efter svaret." in text(city)
    told = board_budget(city.farsta, YEAR).measures[0].answer
    assert told is not None
    assert told.outdated


def test_a_plan_tells_what_the_council_assigned_and_how_the_board_takes_it_on(city: BudgetCity) -> None:
    assign(city, city.farsta)
    decide(city)
    budget_city.open_round("vp")
    vp = budget_city.report("farsta", "vp")
    before = render_html(compose(collect_report(vp), draft=True))
    assert "inte besvarat än" in between(before, "Uppdrag från kommunfullmäktige", "</table>")
    part = assigned_to(city.farsta, YEAR).get()
    actions.answer_assignment(part=part, text="Vi öppnar i mars.", version=0, **WHO)
    after = render_html(compose(collect_report(vp), draft=True))
    assert "Vi öppnar i mars." in between(after, "Uppdrag från kommunfullmäktige", "</table>")
    other = render_html(compose(collect_report(budget_city.report("bromma", "vp")), draft=True))
    assert "Uppdrag från kommunfullmäktige" not in other


def test_a_board_is_told_nothing_of_a_budget_that_is_not_decided(city: BudgetCity) -> None:
    measure = propose(city.proposal)
    budget_city.send_out(city.proposal)
    answer(city, measure)
    assign(city, city.farsta)
    told = board_budget(city.farsta, YEAR)
    assert (told.decision, told.measures, told.assignments) == (None, (), ())
    assert latest_board_budget(city.farsta) is None
    decide(city)
    told = board_budget(city.farsta, YEAR)
    assert [line.answer.kind for line in told.measures if line.answer] == ["granted"]
    assert [line.title for line in told.assignments] == ["Öppna fritidsgården"]
    assert latest_board_budget(city.bromma) is None


def test_money_is_told_in_words_in_the_order_of_years_and_kinds() -> None:
    amounts = [Amount(2019, "running", Decimal(3)), Amount(2018, "running", Decimal("2.50"))]
    amounts.append(Amount(2018, "investment", Decimal(10)))
    assert money_words(amounts) == "2018: investering 10, drift 2,5. 2019: drift 3"


def test_a_round_about_a_later_budget_does_not_move_the_year_that_is_followed(city: BudgetCity) -> None:
    budget_city.open_round("t2", 2017)
    assert followed_year() == 2017
    budget_city.open_round("underlag", 2019)
    assert followed_year() == 2017


def test_ten_times_the_budget_asks_the_database_as_often(city: BudgetCity) -> None:
    def grow(times: int) -> None:
        for number in range(times):
            board = b.board()
            report = type(city.proposal).objects.create(round=city.proposal.round, organisation=board, state="draft")
            measure = propose(report, f"Åtgärd {number}", goals=(city.goal,))
            type(report).objects.filter(pk=report.pk).update(state="sent_out")
            answer(city, measure, "partly", granted={(2018, "running"): Decimal(1)})
            assign(city, city.farsta, board, title=f"Uppdrag {number}")
            actions.propose_target(of_round=city.budget, of=b.indicator(), goal=city.goal, value=Decimal(1), **WHO)

    def asked() -> list[int]:
        counts = []
        for read in (lambda: collect_budget(city.budget), lambda: read_desk(city.budget)):
            with CaptureQueriesContext(connection) as queries:
                read()
            counts.append(len(queries))
        return counts

    grow(2)
    few = asked()
    grow(20)
    assert asked() == few
    assert max(few) <= 20
