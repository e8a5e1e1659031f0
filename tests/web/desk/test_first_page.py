"""The first page of the desk, as each role meets it."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests import builders as b
from tests.reports import small_city
from tests.web.desk.test_report import enter, farsta, form, report

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import ActivityRow, Decision, GoalJudgement, IndicatorRow, Report, Round
from samstad.domain.notices.models import Notice, Wishes
from samstad.domain.organisation.models import RoleAssignment
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.people.models import User
from samstad.domain.steering.models import Activity, Goal, Indicator
from samstad.reports.board_report import collect_report

pytestmark = pytest.mark.django_db
__all__ = ["farsta", "report"]  # the fixtures of the report's own page
MINE = "/arbete/"


def page(client: Client) -> str:
    answer = client.get(MINE)
    assert answer.status_code == 200
    return answer.content.decode()


def part(text: str, heading: str) -> str:
    """The section under the heading, empty when it is not on the page."""
    _before, _heading, after = text.partition(f"<h2>{heading}</h2>")
    return after.partition("</section>")[0]


@pytest.fixture
def sara(report: Report) -> User:
    """Sara holds one row of each kind."""
    made = b.person("Sara", ("reporter", report.organisation))
    for of in (Indicator.objects.get(), Activity.objects.get(), Goal.objects.get(slug="tryggt")):
        actions.assign_row(report=report, of=of, responsible=made, by=COMMAND_LINE, at=b.NOON)
    return made


def row(report: Report, key: str, **fields: str) -> dict[str, str]:
    return {"step": "row", "report": str(report.pk), "row": key, "version": "0", **fields}


class TestReporter:
    def test_each_row_is_answered_where_it_stands(self, client: Client, sara: User, report: Report) -> None:
        enter(client, sara)
        assert "3 rader väntar på dig" in page(client)
        client.post(MINE, row(report, "i.feriejobb", outcome="140,5", outcome_women="70", outcome_men="70,5"))
        client.post(MINE, row(report, "a.nattvandring", status="deviates", deviation="Startar i höst."))
        answer = client.post(MINE, row(report, "g.tryggt", judgement="partly", motivation="På väg."), follow=True)
        assert "Raden är sparad." in answer.content.decode()
        assert "Inget väntar på dig" not in answer.content.decode(), "the report itself still waits to be written"
        assert part(page(client), "Att svara på") == ""
        stored = IndicatorRow.objects.get(report=report)
        assert (stored.outcome, stored.outcome_women, stored.changed_by) == (Decimal("140.5"), Decimal(70), "Sara")
        assert ActivityRow.objects.get(report=report).deviation == "Startar i höst."
        assert GoalJudgement.objects.get(report=report, goal__slug="tryggt").judgement == "partly"

    def test_what_is_refused_stands_open_with_what_was_written(
        self, client: Client, sara: User, report: Report
    ) -> None:
        enter(client, sara)
        answer = client.post(MINE, row(report, "i.feriejobb", outcome="många"))
        text = part(answer.content.decode(), "Att svara på")
        assert answer.status_code == 400
        assert "”många” är inget tal" in text
        assert 'value="många"' in text
        assert text.count("<details open>") == 1
        answer = client.post(MINE, row(report, "a.nattvandring", status="deviates", deviation=" "))
        assert "Skriv en mening om vad som avviker" in answer.content.decode()
        answer = client.post(MINE, row(report, "g.tryggt", judgement=""))
        assert "Skriv ett svar" in answer.content.decode()
        assert not IndicatorRow.objects.filter(version__gt=0).exists()

    def test_the_short_form_leaves_what_it_does_not_ask_for(self, client: Client, sara: User, report: Report) -> None:
        enter(client, sara)
        client.post("/arbete/rapport/farsta/2017/t1/", {"i.feriejobb.version": "0", "i.feriejobb.comment": "Dröjer."})
        assert "Feriejobb" in part(page(client), "Att svara på"), "a comment is no answer"
        client.post(MINE, row(report, "i.feriejobb", version="1", missing_reason="Enkäten är inte klar."))
        stored = IndicatorRow.objects.get(report=report)
        assert (stored.comment, stored.missing_reason) == ("Dröjer.", "Enkäten är inte klar.")

    def test_a_row_that_somebody_else_answered_meanwhile_is_not_overwritten(
        self, client: Client, sara: User, report: Report
    ) -> None:
        enter(client, sara)
        client.post(MINE, row(report, "i.feriejobb", outcome="140"))
        answer = client.post(MINE, row(report, "i.feriejobb", outcome="99"), follow=True)
        assert answer.status_code == 400
        assert IndicatorRow.objects.get().outcome == 140

    def test_nobody_writes_in_a_report_that_is_not_theirs(self, client: Client, report: Report) -> None:
        enter(client, b.person("Granne", ("reporter", b.board())))
        answer = client.post(MINE, row(report, "i.feriejobb", outcome="1"))
        assert answer.status_code == 400
        assert "ingen roll som får rapportera för Farsta stadsdelsnämnd" in answer.content.decode()
        assert not IndicatorRow.objects.exists()

    def test_odd_presses_find_nothing(self, client: Client, sara: User, report: Report) -> None:
        enter(client, sara)
        assert client.post(MINE, {"step": "allt"}).status_code == 404
        assert client.post(MINE, {"step": "row", "report": "9" * 30, "row": "i.x"}).status_code == 404
        answer = client.post(MINE, row(report, "i.finns-inte", outcome="1"))
        assert answer.status_code == 400
        assert "Raden frågas inte längre" in answer.content.decode()


class TestCoordinator:
    @pytest.fixture
    def anna(self, client: Client, sara: User, report: Report) -> User:
        made = b.person("Anna", ("coordinator", report.organisation))
        enter(client, made)
        return made

    def test_it_says_whom_each_report_waits_for_and_one_press_reminds(
        self, client: Client, anna: User, report: Report
    ) -> None:
        assert "Sara: 3 rader" in part(page(client), "Vem rapporterna väntar på")
        sent = client.post(MINE, {"step": "remind", "report": str(report.pk)}, follow=True)
        assert "Påminda: Sara." in sent.content.decode()
        again = client.post(MINE, {"step": "remind", "report": str(report.pk)}, follow=True)
        assert "redan påminda i dag" in again.content.decode()

    def test_all_rows_of_somebody_are_handed_over_in_one_press(
        self, client: Client, anna: User, sara: User, report: Report
    ) -> None:
        kim = b.person("Kim", ("reporter", report.organisation))
        today = timezone.localdate()
        sent = {"step": "hand_over", "board": "farsta", "giver": str(sara.pk), "receiver": str(kim.pk)}
        later = (today + timedelta(days=9)).isoformat()
        answer = client.post(MINE, {**sent, "first_day": today.isoformat(), "last_day": later}, follow=True)
        text = answer.content.decode()
        assert "Raderna är lämnade från Sara till Kim." in text
        assert "Kim: 3 rader" in text
        assert "Rader från Sara är hos Kim från och med" in text
        refused = client.post(MINE, {**sent, "first_day": today.isoformat()})
        assert refused.status_code == 400
        assert "Sara har inga öppna rader" in refused.content.decode()
        assert f'<option value="{sara.pk}" selected>' in refused.content.decode()

    def test_a_reporter_has_neither_the_list_nor_the_press(self, client: Client, sara: User, report: Report) -> None:
        enter(client, sara)
        assert "Vem rapporterna väntar på" not in page(client)
        assert client.post(MINE, {"step": "remind", "report": str(report.pk)}).status_code == 403


class TestApproverAndSecretary:
    def send_out(self, report: Report) -> None:
        writer = enter(Client(), b.person("Bo", ("reporter", report.organisation)))
        writer.post("/arbete/rapport/farsta/2017/t1/", form())
        actions.hand_in(report=report, by=COMMAND_LINE, at=b.NOON)
        actions.approve(report=report, by=COMMAND_LINE, at=b.NOON)
        actions.send_out(report=report, collect=collect_report, on=date(2017, 5, 11), by=COMMAND_LINE, at=b.NOON)

    def test_what_waits_for_the_heads_approval_is_first_on_her_page(self, client: Client, report: Report) -> None:
        enter(client, b.person("Ulf", ("approver", report.organisation)))
        assert "Inget väntar på dig" in page(client)
        Report.objects.update(state="ready")
        assert "1 rapport väntar på dig" in page(client)
        assert "godkänn eller återlämna" in part(page(client), "Rapporter")

    def test_the_decision_is_entered_where_it_waits(self, client: Client, report: Report) -> None:
        self.send_out(report)
        enter(client, b.person("Eva", ("secretary", report.organisation)))
        assert "För in beslutet" in part(page(client), "Rapporter")
        sent = {"step": "decide", "report": str(report.pk), "meeting_date": "2017-05-18", "paragraph": "7"}
        refused = client.post(MINE, {**sent, "registration_number": "nr 12"})
        text = part(refused.content.decode(), "Rapporter")
        assert refused.status_code == 400
        assert "”nr 12” är inget diarienummer" in text
        assert 'value="nr 12"' in text
        assert 'value="2017-05-18"' in text
        client.post(MINE, {**sent, "registration_number": "dnr 1.5.3–219-2012 och KS 2017/911"})
        assert Decision.objects.get().registration_number == "1.5.3-219-2012, KS 2017/911"
        assert part(page(client), "Rapporter") == ""


class TestCity:
    @pytest.fixture
    def anna(self, client: Client) -> Client:
        return enter(client, b.person("Anna", ("city_coordinator", None)))

    def test_the_silent_come_first_then_the_late_and_the_rest_is_folded(self, anna: Client, farsta: Any) -> None:
        early = b.board(short_name="Tidiga nämnden")
        late = b.board(short_name="Sena nämnden")
        of_round = Round.objects.get()
        Report.objects.create(round=of_round, organisation=early, state="decided")
        written = Report.objects.create(round=of_round, organisation=late)
        ActivityRow.objects.create(report=written, activity=b.activity(late), version=1, status="ongoing")
        text = part(page(anna), "Vem som är tyst")
        assert "2 organisationer är sena eller tysta." in text
        order = [text.index(name) for name in ("Farsta stadsdelsnämnd", "Sena nämnden", "<details>", "Tidiga nämnden")]
        assert order == sorted(order)
        assert "tyst</span>" in text
        assert "sen</span>" in text

    def test_before_the_date_nobody_is_silent(self, anna: Client, farsta: Any) -> None:
        Round.objects.update(due=timezone.localdate())
        text = part(page(anna), "Vem som är tyst")
        assert "Ingen är sen." in text
        assert "inte börjat" in text

    def test_a_board_without_a_report_in_a_round_is_shown_as_such(self, anna: Client, farsta: Any) -> None:
        b_round = Round.objects.create(slug="2017-vp", year=2017, kind="vp", opened_on=date(2016, 11, 1))
        Report.objects.create(round=b_round, organisation=b.board(short_name="Ensam nämnd"))
        assert "ingen rapport" in part(page(anna), "Vem som är tyst")


class TestElectedReader:
    def test_two_minutes_tell_what_to_decide_and_what_deviates(self, client: Client) -> None:
        city = small_city.build()
        Report.objects.filter(pk=city.report.pk).update(state="sent_out")
        for number in range(6):
            activity = b.activity(city.board, f"Sen åtgärd {number}")
            ActivityRow.objects.create(
                report=city.report, activity=activity, status="deviates", deviation="Dröjer.", version=1
            )
        enter(client, b.person("Fia", ("elected_reader", city.board)))
        text = part(page(client), "Två minuter")
        assert "Väntar på nämndens beslut." in text
        assert "Trygga stadsdelar" in text
        assert "Tryggheten är jämförbar" not in text, "a goal that is reached is no deviation"
        assert text.count("Sen åtgärd") == 5
        assert "1 avvikelse till står i rapporten." in text
        assert "/uppfoljning/2017/t1/farstanamnden/" in text

    def test_a_plan_to_decide_is_told_and_a_decided_one_deviates_in_nothing(self, client: Client) -> None:
        board = b.board("farsta")
        plan = Round.objects.create(slug="2017-vp", year=2017, kind="vp", opened_on=date(2016, 11, 1))
        made = Report.objects.create(round=plan, organisation=board, state="sent_out", pack=b.example_pack())
        enter(client, b.person("Fia", ("elected_reader", board)))
        text = part(page(client), "Två minuter")
        assert "Väntar på nämndens beslut." in text
        assert "Inget avviker." not in text
        assert "exempeldata" in text
        Report.objects.filter(pk=made.pk).update(state="decided")
        assert "Två minuter" not in page(client)

    def test_a_draft_is_not_told(self, client: Client, report: Report) -> None:
        ActivityRow.objects.create(report=report, activity=Activity.objects.get(), status="deviates", version=1)
        enter(client, b.person("Fia", ("elected_reader", report.organisation)))
        assert "Två minuter" not in page(client)


def test_how_often_and_by_mail_is_chosen_on_the_page(client: Client) -> None:
    person = b.person()
    enter(client, person)
    assert not Wishes.objects.exists()
    client.post(MINE, {"step": "wishes", "rhythm": "daily"})
    assert '<option value="daily" selected>' in page(client)
    assert (Wishes.objects.get().rhythm, Wishes.objects.get().by_mail) == ("daily", False)
    refused = client.post(MINE, {"step": "wishes", "rhythm": "x"})
    assert "ur listan" in refused.content.decode()


def test_more_of_everything_takes_no_more_queries(client: Client) -> None:
    """One person with every role there is, in a city that grows."""
    city = small_city.build()
    Report.objects.filter(pk=city.report.pk).update(state="draft")
    person = b.person("Allt", ("city_coordinator", None), ("administrator", None))
    roles = ("coordinator", "reporter", "approver", "secretary")

    def more(times: int) -> int:
        for number in range(times):
            board = b.board()
            for role in roles:
                RoleAssignment.objects.create(user=person, role=role, organisation=board)
            RoleAssignment.objects.create(user=person, role="elected_reader", organisation=b.board())
            for state in ("draft", "ready", "sent_out"):
                of_round = Round.objects.create(
                    slug=b.next_slug("r"), year=1900 + Round.objects.count(), kind="t1",
                    due=date(2017, 5, 15), opened_on=date(2017, 4, 1),
                )  # fmt: skip
                made = Report.objects.create(round=of_round, organisation=board, state=state)
                ActivityRow.objects.create(report=made, activity=b.activity(board), responsible=person)
                IndicatorRow.objects.create(
                    report=made, indicator=b.indicator(owner=board, periodicity="tertial"), responsible=person
                )
                GoalJudgement.objects.create(report=made, goal=b.goal(owner=board), responsible=person)
            Notice.objects.create(user=person, text=f"Nytt {number}", link="/arbete/", at=b.NOON)
        with CaptureQueriesContext(connection) as asked:
            page(client)
        return len(asked)

    enter(client, person)
    few = more(1)
    assert more(6) == few
