"""What a round asks is counted as the boards meet it, and what nobody uses is retired or kept."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import builders as b
from tests.reports import small_city
from tests.web.desk.test_report import enter

from samstad.calculations.burden import Burden, burden
from samstad.domain.cycle import actions
from samstad.domain.cycle.models import GoalJudgement, IndicatorRow, Report, Round
from samstad.domain.cycle.queries import due_rows
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.risk.models import Definition, DefinitionVersion
from samstad.domain.steering.actions import add_indicator
from samstad.domain.steering.choices import Supplier
from samstad.domain.steering.models import ActivityUpdate, Indicator, KeptIndicator, Target
from samstad.reports.desk import read_burden, read_unused

pytestmark = pytest.mark.django_db
PAGE = "/arbete/begart/"
TODAY = date(2017, 5, 2)


def by_hand(report: Report) -> Burden:
    """The burden as the board's own report counts its rows."""
    due = due_rows(report)
    own = [one for one in due.indicators if one.supplier == Supplier.BOARD]
    follow_up = report.round.kind in ("t1", "t2", "vb")
    return burden(
        {
            "text": 1,
            "judgement": len(due.goals),
            "status": len(due.activities),
            "outcome": len(own),
            "share": sum(2 for one in own if one.by_sex),
            "forecast": len(own) if follow_up and report.round.kind != "vb" else 0,
        }
    )


def a_full_city() -> None:
    """Every way in which a row is asked for or is not."""
    city = small_city.build(2)
    b.indicator("Egen", owner=city.board, periodicity="tertial", by_sex=True)
    b.indicator("Avvecklad", owner=city.board, periodicity="month", retired_on=date(2017, 1, 1))
    b.indicator("Avvecklas i höst", owner=city.board, periodicity="month", retired_on=date(2017, 9, 1))
    b.indicator("Grannens", city.council_goal, owner=b.board(), periodicity="tertial")
    b.indicator("KF", city.council_goal, council=True, periodicity="half_year")
    b.indicator("Central", city.local_goal, supplier="central", periodicity="tertial")
    b.goal("Slut", "local", None, owner=city.board, ended=True)
    b.goal("Förra året", owner=city.board, year=2016)
    b.goal("Gammalt", "local", None, owner=city.board, valid_to=date(2016, 12, 31))
    done = b.activity(city.board, "Klar sedan förut")
    ActivityUpdate.objects.create(activity=done, on=date(2017, 1, 1), status="done", origin="2016-vb/farstanamnden")
    here = b.activity(city.board, "Klar i den här")
    ActivityUpdate.objects.create(activity=here, on=date(2017, 4, 1), status="done", origin="2017-t2/farstanamnden")
    b.activity(city.board, "I höst", start=date(2017, 10, 1))
    b.activity(city.board, "Slut i fjol", year=None, end=date(2016, 6, 1))


@pytest.mark.parametrize(("kind", "cutoff"), [("t2", date(2017, 8, 31)), ("vb", None), ("vp", None)])
def test_all_boards_at_once_are_counted_as_each_by_itself(kind: str, cutoff: date | None) -> None:
    a_full_city()
    opened = actions.open_round(year=2017, kind=kind, cutoff=cutoff, due=None, by=COMMAND_LINE, at=b.NOON)
    found = {line.board.pk: line.asked for line in read_burden(opened).boards}
    reports = opened.reports.select_related("round", "organisation")
    assert found == {report.organisation_id: by_hand(report) for report in reports}
    assert len({asked.fields for asked in found.values()}) > 1 or kind == "vp"


def test_more_boards_take_no_more_queries() -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            read_burden(Round.objects.get(slug="2017-t1"))
        return len(found)

    city = small_city.build()
    few = asked()
    small_city.grow(city, 4, start=1)
    assert asked() == few


def test_opening_a_round_says_what_it_asks(client: Client) -> None:
    board = b.board()
    b.indicator(owner=board, periodicity="tertial", by_sex=True)
    enter(client, b.person("Anna", ("city_coordinator", None)))
    answer = client.post("/installning/omgangar/", {"year": "2017", "kind": "t1"}, follow=True)
    text = answer.content.decode()
    assert "Omgången begär 5 fält av 1 organisation, ungefär 2 timmar enligt en uppskattning." in text


def test_the_page_tells_board_by_board_and_that_it_is_an_estimate(client: Client) -> None:
    a_full_city()
    enter(client, b.person("Anna", ("city_coordinator", None)))
    assert "Vad omgångarna begär" in client.get("/arbete/").content.decode()
    text = client.get(f"{PAGE}?omgang=2017-t1").content.decode()
    assert "Farsta" in text
    assert "uppskattning, inte en mätning" in text
    assert client.get(f"{PAGE}?omgang=finns-inte").status_code == 200


def test_an_empty_city_has_the_page_too(client: Client) -> None:
    enter(client, b.person("Anna", ("city_coordinator", None)))
    text = client.get(PAGE).content.decode()
    assert "Ingen omgång är öppnad." in text
    assert "Förslag kommer när två år har följts upp." in text


def test_a_board_does_not_see_what_all_are_asked(client: Client) -> None:
    enter(client, b.person("Kim", ("coordinator", b.board())))
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, {"step": "retire", "indicator": "x"}).status_code == 403


@pytest.fixture
def unused() -> Indicator:
    """An indicator that nobody uses, in a city that has followed up 2014, 2016 and 2017."""
    for year in (2014, 2016, 2017):
        Round.objects.create(slug=f"{year}-vb", year=year, kind="vb", opened_on=date(year, 1, 1))
    return b.indicator("Klotter")


def proposed() -> list[str]:
    return [one.name for one in read_unused(today=TODAY).indicators]


def in_report(year: int) -> Report:
    return Report.objects.create(round=Round.objects.get(year=year), organisation=b.board())


class TestUnused:
    def test_what_nobody_uses_is_proposed(self, unused: Indicator) -> None:
        assert read_unused(today=TODAY).years == (2016, 2017)
        assert proposed() == ["Klotter"]

    @pytest.mark.parametrize(("year", "used"), [(2014, False), (2016, True), (2017, True)])
    def test_a_judged_goal_a_target_or_a_comment_in_two_years_is_use(
        self, unused: Indicator, year: int, used: bool
    ) -> None:
        goal = b.goal()
        b.indicator("Bedömd", goal)
        aimed, commented = b.indicator("Årsmål"), b.indicator("Kommenterad")
        report = in_report(year)
        GoalJudgement.objects.create(report=report, goal=goal, judgement="full", version=1)
        Target.objects.create(indicator=aimed, year=year, value=1, known_from=date(year, 1, 1))
        IndicatorRow.objects.create(report=report, indicator=commented, comment="Bra.", version=1)
        assert proposed() == (["Klotter"] if used else ["Bedömd", "Klotter", "Kommenterad", "Årsmål"])

    def test_a_figure_without_a_word_and_a_goal_without_judgement_are_no_use(self, unused: Indicator) -> None:
        goal, report = b.goal(), in_report(2017)
        b.indicator("Följer", goal)
        GoalJudgement.objects.create(report=report, goal=goal)
        IndicatorRow.objects.create(report=report, indicator=unused, outcome=3, version=1)
        assert proposed() == ["Följer", "Klotter"]

    def test_parts_of_an_index_or_a_share_and_new_ones_are_left_alone(self, unused: Indicator) -> None:
        parts = b.indicator("Antal", slug="antal"), b.indicator("Alla", slug="alla")
        b.indicator("Andel", numerator=parts[0], denominator=parts[1])
        b.indicator("Index", slug="i-ett-index")
        index = Definition.objects.create(slug="index", title="Index")
        DefinitionVersion.objects.create(definition=index, number=1, method="code: i-ett-index|18-24")
        board = b.board()
        own = b.goal(owner=board)
        add_indicator(owner=board, goal=own, name="Helt ny", unit="antal", by=COMMAND_LINE, at=b.NOON)
        assert proposed() == ["Andel", "Klotter"]
        assert "Helt ny" in [one.name for one in read_unused(today=date(2019, 5, 10)).indicators]

    def test_before_two_years_have_been_followed_up_nothing_is_known(self, unused: Indicator) -> None:
        Round.objects.exclude(year=2017).delete()
        assert read_unused(today=TODAY).years == ()
        assert proposed() == []

    def test_one_press_retires_and_it_is_proposed_no_more(self, client: Client, unused: Indicator) -> None:
        enter(client, b.person("Anna", ("city_coordinator", None)))
        assert "Klotter" in client.get(PAGE).content.decode()
        answer = client.post(PAGE, {"step": "retire", "indicator": unused.slug}, follow=True)
        assert "Klotter är avvecklad och frågas inte i nya omgångar." in answer.content.decode()
        assert proposed() == []

    def test_it_is_kept_for_a_reason_for_two_years(self, client: Client, unused: Indicator) -> None:
        enter(client, b.person("Anna", ("city_coordinator", None)))
        refused = client.post(PAGE, {"step": "keep", "indicator": unused.slug, "reason": " "})
        assert refused.status_code == 400
        assert "Skriv vem som använder indikatorn" in refused.content.decode()
        client.post(PAGE, {"step": "keep", "indicator": unused.slug, "reason": "Polisen frågar."})
        KeptIndicator.objects.update(on=TODAY)
        assert proposed() == []
        assert [one.name for one in read_unused(today=date(2019, 5, 10)).indicators] == ["Klotter"]
