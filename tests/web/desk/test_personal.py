"""What a signed address opens without sign-in: one's own calendar, and the end of mails."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar
from tests import builders as b
from tests.web.desk.test_report import enter, farsta, report

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import AdjustmentRequest, Decision, Report, Round
from samstad.domain.notices.models import Wishes
from samstad.domain.notices.tokens import CALENDAR, STOP, make_token
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.people.models import User
from samstad.domain.programmes.actions import Wanted, add_request, withdraw_request
from samstad.domain.steering.models import Activity

pytestmark = pytest.mark.django_db
__all__ = ["farsta", "report"]  # the fixtures of the report's own page


def feed(person: User, number: int = 0) -> str:
    return f"/arbete/kalender/{make_token(CALENDAR, person.pk, number)}.ics"


def days(address: str) -> dict[str, date]:
    """Title and day of everything in the feed, as a program without cookies gets it."""
    answer = Client().get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return {str(one["summary"]): one.decoded("dtstart") for one in Calendar.from_ical(answer.content).walk("VEVENT")}


@pytest.fixture
def soon(report: Report) -> date:
    """The round's last day, in three weeks from now."""
    due = timezone.localdate() + timedelta(days=21)
    Round.objects.update(due=due, cutoff=due - timedelta(days=20))
    return due


@pytest.fixture
def sara(report: Report, soon: date) -> User:
    made = b.person("Sara", ("reporter", report.organisation))
    activity = Activity.objects.get()
    actions.assign_row(report=report, of=activity, responsible=made, by=COMMAND_LINE, at=b.NOON)
    return made


class TestCalendar:
    def test_it_holds_the_rounds_days_ones_own_rows_and_the_boards_meetings(
        self, sara: User, report: Report, soon: date
    ) -> None:
        Decision.objects.create(
            report=report, kind="tabled", body=report.organisation, meeting_date=soon, paragraph="7", by_name="Eva"
        )
        assert days(feed(sara)) == {
            "Brytdag: tertialrapport 1 2017": soon - timedelta(days=20),
            "Lämnas in senast: tertialrapport 1 2017": soon,
            "1 rad att svara på: Farsta stadsdelsnämnd: tertialrapport 1 2017": soon,
            "Sammanträde: Farsta stadsdelsnämnd": soon,
        }

    def test_it_tells_nothing_of_others(self, sara: User, report: Report) -> None:
        kim = b.person("Kim", ("reporter", report.organisation))
        assert not [title for title in days(feed(kim)) if "rad att svara" in title]
        assert days(feed(b.person("Utan roll"))) == {}

    def test_each_role_has_what_waits_for_it_on_the_last_day(self, sara: User, report: Report, soon: date) -> None:
        kim = b.person("Kim", ("coordinator", report.organisation))
        chief = b.person("Chef", ("approver", report.organisation))
        name = "Farsta stadsdelsnämnd: tertialrapport 1 2017"
        assert days(feed(kim))[f"Skriv och lämna till godkännande: {name}"] == soon
        assert not [title for title in days(feed(chief)) if name in title]
        Report.objects.update(state="ready")
        assert days(feed(chief))[f"Godkänn eller återlämna: {name}"] == soon
        assert not [title for title in days(feed(sara)) if "godkänn" in title.lower()]
        for state, words in (("approved", "Sänd ut till nämnden"), ("sent_out", "För in beslutet")):
            Report.objects.update(state=state)
            secretary = b.person(state, ("secretary", report.organisation))
            assert days(feed(secretary))[f"{words}: {name}"] == soon

    def test_it_holds_what_is_asked_of_the_board_and_the_last_days_of_ones_own_activities(
        self, sara: User, report: Report, soon: date
    ) -> None:
        board = report.organisation
        kim, city = b.person("Kim", ("coordinator", board)), b.person("Anna", ("city_coordinator", None))
        Activity.objects.update(end=soon, title="Nattvandringar")
        assert days(feed(sara))["Sista dagen: Nattvandringar"] == soon
        programme = b.programme(board, "samman", "programme", title="Samman")
        wanted = Wanted("Gör en plan", kind="action_plan", leads=[board], due=soon)
        asked = add_request(programme=programme, wanted=wanted, by=COMMAND_LINE, at=b.NOON)
        AdjustmentRequest.objects.create(
            round=report.round, organisation=board, indicator=b.indicator("Feriejobb"), text="Höj.", due=soon,
            state="asked", asked_on=soon, paragraph="3",
        )  # fmt: skip
        found = days(feed(kim))
        assert found["Samman begär svar senast i dag"] == soon
        assert found["Svara på justeringen: Feriejobb"] == soon
        assert days(feed(city))["1 nämnd eller bolag svarar senast i dag"] == soon
        assert not {"Samman begär svar senast i dag", "Svara på justeringen: Feriejobb"} & days(feed(sara)).keys()
        withdraw_request(request=asked, reason="Fel", version=0, by=COMMAND_LINE, at=b.NOON)
        assert "Samman begär svar senast i dag" not in days(feed(kim))

    def test_a_day_that_moves_is_the_same_event_changed_later(self, sara: User, soon: date) -> None:
        def due() -> Any:
            events = Calendar.from_ical(Client().get(feed(sara)).content).walk("VEVENT")
            return next(one for one in events if str(one["summary"]).startswith("Lämnas in"))

        first = due()
        Round.objects.update(due=soon + timedelta(days=7))
        then = due()
        assert (then["uid"], then.decoded("dtstart")) == (first["uid"], soon + timedelta(days=7))
        assert then.decoded("last-modified") >= first.decoded("last-modified")
        assert then.decoded("last-modified").tzinfo is not None

    def test_what_was_long_ago_is_left_out(self, sara: User) -> None:
        Round.objects.update(due=date(2015, 5, 20), cutoff=date(2015, 4, 30))
        assert days(feed(sara)) == {}

    def test_a_new_address_ends_the_old_one(self, client: Client, sara: User) -> None:
        enter(client, sara)
        old = feed(sara)
        assert old in client.get("/arbete/").content.decode()
        client.post("/arbete/", {"step": "renew_calendar"})
        assert Client().get(old).status_code == 404
        assert feed(sara, 1) in client.get("/arbete/").content.decode()
        assert days(feed(sara, 1))

    def test_no_other_address_answers(self, sara: User) -> None:
        other = b.person("Kim")
        mixed = make_token(CALENDAR, sara.pk).replace(f"{sara.pk}.", f"{other.pk}.", 1)
        for token in (mixed, make_token(STOP, sara.pk), "x", f"{sara.pk}.0", make_token(CALENDAR, 999_999)):
            assert Client().get(f"/arbete/kalender/{token}.ics").status_code == 404
        User.objects.update(is_active=False)
        assert Client().get(feed(sara)).status_code == 404

    def test_it_is_in_english_under_en(self, sara: User) -> None:
        assert any(title.startswith("To be handed in by") for title in days(f"/en{feed(sara)}"))

    def test_more_rows_and_meetings_take_no_more_queries(self, sara: User, report: Report, soon: date) -> None:
        def asked() -> int:
            with CaptureQueriesContext(connection) as found:
                days(feed(sara))
            return len(found)

        few = asked()
        for number in range(4):
            activity = b.activity(report.organisation, f"Åtgärd {number}")
            actions.assign_row(report=report, of=activity, responsible=sara, by=COMMAND_LINE, at=b.NOON)
            Decision.objects.create(
                report=report, kind="tabled", body=report.organisation, meeting_date=soon, by_name="Eva"
            )
        assert asked() == few


class TestStop:
    def address(self, person: User) -> str:
        return f"/arbete/brev/sluta/{make_token(STOP, person.pk)}/"

    def test_looking_stops_nothing_and_pressing_does(self, sara: User) -> None:
        visitor = Client()
        page = visitor.get(self.address(sara))
        assert "Sluta få brev från Samstad?" in page.content.decode()
        assert not Wishes.objects.exists()
        assert "Du får inga fler brev" in visitor.post(self.address(sara)).content.decode()
        assert not Wishes.objects.get(user=sara).by_mail

    def test_a_mail_program_presses_without_cookie_or_page(self, sara: User) -> None:
        program = Client(enforce_csrf_checks=True)
        answer = program.post(
            self.address(sara), "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
        )
        assert answer.status_code == 200
        assert not Wishes.objects.get(user=sara).by_mail

    def test_a_link_made_into_anothers_stops_nobody(self, sara: User) -> None:
        kim = b.person("Kim")
        mixed = make_token(STOP, sara.pk).replace(f"{sara.pk}.", f"{kim.pk}.", 1)
        for token in (mixed, make_token(CALENDAR, sara.pk), f"{sara.pk}.0"):
            assert Client().post(f"/arbete/brev/sluta/{token}/").status_code == 400
        assert not Wishes.objects.exists()

    def test_it_is_pressed_once_or_twice_and_by_whoever_is_signed_in_for_the_one_it_was_sent_to(
        self, sara: User
    ) -> None:
        kim = b.person("Kim")
        signed_in = enter(Client(), kim)
        for _time in range(2):
            assert signed_in.post(self.address(sara)).status_code == 200
        assert [row.user for row in Wishes.objects.filter(by_mail=False)] == [sara]

    def test_a_program_that_only_looks_gets_no_redirect_and_stops_nothing(self, sara: User) -> None:
        assert Client().head(self.address(sara)).status_code == 200
        assert not Wishes.objects.exists()

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_half_a_link_is_told_and_stops_nobody(self, sara: User, method: str) -> None:
        answer: Any = getattr(Client(), method)(f"{self.address(sara)[:-3]}/")
        assert answer.status_code == 400
        assert "Länken är inte hel" in answer.content.decode()
        assert not Wishes.objects.exists()
