"""Setup as those who look after the service meet it: what they may open, change and read."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import builders as b
from tests.web.desk.test_report import enter

from samstad.domain.cycle.models import Report, Round
from samstad.domain.history.models import Event
from samstad.domain.notices.models import Notice
from samstad.domain.organisation.models import Organisation, RoleAssignment
from samstad.domain.people.models import User
from samstad.domain.places.models import AreaSuccession

pytestmark = pytest.mark.django_db

OPEN_TO = {
    "": {"administrator", "city_coordinator", "city_auditor", "auditor"},
    "organisationer/": {"administrator"},
    "organisationer/farsta/": {"administrator"},
    "personer/": {"administrator"},
    "omgangar/": {"administrator", "city_coordinator"},
    "platser/": {"administrator"},
    "historik/": {"administrator", "city_auditor", "auditor"},
}
ROLES = ("administrator", "city_coordinator", "city_auditor", "auditor", "coordinator", "approver", "elected_reader")
AT_BODY = ("auditor", "coordinator", "approver", "elected_reader")


@pytest.fixture
def farsta() -> Organisation:
    return b.board("farsta", "Farsta stadsdelsnämnd", short_name="Farsta")


@pytest.fixture
def admin(client: Client) -> Client:
    return enter(client, b.person("Inger Ek", ("administrator", None)))


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(f"/installning/{path}")
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.parametrize("path", OPEN_TO)
@pytest.mark.parametrize("role", ROLES)
def test_each_page_opens_for_those_who_need_it(client: Client, farsta: Organisation, path: str, role: str) -> None:
    enter(client, b.person("Ada Lind", (role, farsta if role in AT_BODY else None)))
    assert client.get(f"/installning/{path}").status_code == (200 if role in OPEN_TO[path] else 403)


@pytest.mark.parametrize("path", OPEN_TO)
def test_a_visitor_is_asked_to_sign_in(client: Client, farsta: Organisation, path: str) -> None:
    answer = client.get(f"/installning/{path}")
    assert answer.status_code == 302
    assert "/konto/login/" in answer.headers["Location"]


def test_the_menu_shows_only_what_opens(client: Client) -> None:
    enter(client, b.person("Anna", ("city_coordinator", None)))
    page = text(client, "")
    assert "/installning/omgangar/" in page
    assert "/installning/personer/" not in page


@pytest.mark.parametrize("path", OPEN_TO)
def test_an_empty_city_has_pages_too(admin: Client, path: str) -> None:
    assert admin.get(f"/installning/{path}").status_code == (404 if "farsta" in path else 200)


class TestOrganisations:
    def test_a_changed_name_is_seen_in_the_list(self, admin: Client, farsta: Organisation) -> None:
        sent = {"step": "change", "name": "Farsta-Sköndals nämnd", "short_name": "Farsta", "valid_to": "2020-06-30"}
        answer = admin.post("/installning/organisationer/farsta/", sent, follow=True)
        assert "Ändringen är sparad" in answer.content.decode()
        page = text(admin, "organisationer/")
        assert "Farsta-Sköndals nämnd" in page
        assert "till 30 juni 2020" in page

    @pytest.mark.parametrize("wrong", [{"name": ""}, {"valid_from": "i går"}, {"valid_from": "2021-01-01"}])
    def test_a_refusal_keeps_what_was_written(self, admin: Client, farsta: Organisation, wrong: dict[str, str]) -> None:
        sent = {"step": "change", "name": "Nytt namn", "short_name": "Nytt", "valid_to": "2020-06-30"} | wrong
        answer = admin.post("/installning/organisationer/farsta/", sent)
        page = answer.content.decode()
        assert answer.status_code == 400
        assert 'role="alert"' in page
        assert 'value="Nytt"' in page
        assert "<h1>Farsta stadsdelsnämnd</h1>" in page

    def test_a_contact_comes_and_goes(self, admin: Client, farsta: Organisation) -> None:
        address = "/installning/organisationer/farsta/"
        admin.post(address, {"step": "add_contact", "role_title": "LUP-ansvarig", "theme": "Trygghet"})
        assert "LUP-ansvarig" in text(admin, "organisationer/farsta/")
        assert admin.post(address, {"step": "remove_contact", "contact": "x"}).status_code == 404
        admin.post(address, {"step": "remove_contact", "contact": str(farsta.contacts.get().pk)})
        assert "Ingen kontakt är inlagd" in text(admin, "organisationer/farsta/")


class TestPeople:
    def test_the_first_password_is_shown_once_and_works(self, admin: Client) -> None:
        answer = admin.post("/installning/personer/", {"name": "Eva Ström", "email": "eva@staden.se"})
        password = answer.content.decode().split("<kbd>")[1].split("</kbd>")[0]
        assert answer.headers["Cache-Control"] == "no-store"
        made = User.objects.get(email="eva@staden.se")
        assert password not in text(admin, f"personer/{made.pk}/")
        signed_in = Client().post("/konto/login/", {"login": "eva@staden.se", "password": password})
        assert signed_in.headers["Location"] == "/arbete/"

    def test_a_forgotten_password_is_replaced_and_signs_out(self, admin: Client, farsta: Organisation) -> None:
        person = b.person("Kim", ("coordinator", farsta))
        theirs = enter(Client(), person)
        answer = admin.post(f"/installning/personer/{person.pk}/", {"step": "new_password"})
        assert "<kbd>" in answer.content.decode()
        assert theirs.get("/arbete/").status_code == 302

    def test_a_mail_that_failed_is_told_to_both_and_the_address_is_changed(
        self, admin: Client, farsta: Organisation
    ) -> None:
        person = b.person("Kim", ("coordinator", farsta))
        Notice.objects.create(user=person, text="Ny rad", link="/", at=b.NOON, mail_problem="550 no such box")
        assert "Brev till 1 person har inte gått iväg." in admin.get("/arbete/").content.decode()
        assert "det senaste brevet gick inte iväg" in text(admin, "personer/")
        assert "550 no such box" in text(admin, f"personer/{person.pk}/")
        own = enter(Client(), person).get("/arbete/").content.decode()
        assert f"Det senaste brevet till {person.email} gick inte iväg." in own
        sent = {"step": "change_email", "email": "kim.ny@staden.se"}
        admin.post(f"/installning/personer/{person.pk}/", sent)
        assert "kim.ny@staden.se" in text(admin, "personer/")

    def test_an_address_that_is_taken_is_refused_with_the_form_filled(self, admin: Client) -> None:
        taken = b.person("Kim").email
        answer = admin.post("/installning/personer/", {"name": "Kim Två", "email": taken})
        assert answer.status_code == 400
        assert "finns redan en person" in answer.content.decode()
        assert 'value="Kim Två"' in answer.content.decode()

    def test_a_role_is_given_and_ended(self, admin: Client, farsta: Organisation) -> None:
        person = b.person("Eva Ström")
        address = f"/installning/personer/{person.pk}/"
        sent = {"step": "give_role", "role": "reporter", "body": "farsta", "valid_from": "2017-01-01"}
        assert "Rollen är given" in admin.post(address, sent, follow=True).content.decode()
        assert "rapportör, Farsta stadsdelsnämnd" in text(admin, "personer/")
        held = str(RoleAssignment.objects.get(user=person).pk)
        assert admin.post(address, {"step": "end_role", "assignment": held, "last_day": ""}).status_code == 400
        admin.post(address, {"step": "end_role", "assignment": held, "last_day": "2017-05-02"})
        page = text(admin, f"personer/{person.pk}/")
        assert "1 januari 2017 – 2 maj 2017" in page
        assert "gäller inte i dag" in page

    def test_the_role_of_another_person_is_not_ended_here(self, admin: Client, farsta: Organisation) -> None:
        held = RoleAssignment.objects.get(user=b.person("Kim", ("coordinator", farsta)))
        sent = {"step": "end_role", "assignment": str(held.pk), "last_day": "2017-05-02"}
        assert admin.post(f"/installning/personer/{b.person('Eva').pk}/", sent).status_code == 404
        held.refresh_from_db()
        assert held.valid_to is None

    def test_a_city_role_at_a_board_is_refused_and_the_choice_stands(self, admin: Client, farsta: Organisation) -> None:
        sent = {"step": "give_role", "role": "administrator", "body": "farsta"}
        answer = admin.post(f"/installning/personer/{b.person('Eva').pk}/", sent)
        assert answer.status_code == 400
        assert "Rollen gäller hela staden" in answer.content.decode()
        assert '<option value="administrator" selected>' in answer.content.decode()

    def test_there_is_no_page_for_nobody(self, admin: Client) -> None:
        assert admin.get("/installning/personer/0/").status_code == 404
        assert admin.post("/installning/personer/0/", {"step": "new_password"}).status_code == 404


class TestRounds:
    def test_an_opened_round_has_a_report_for_every_board(self, admin: Client, farsta: Organisation) -> None:
        sent = {"year": "2017", "kind": "t1", "cutoff": "2017-04-30", "due": "2017-05-20"}
        page = admin.post("/installning/omgangar/", sent, follow=True).content.decode()
        assert "öppnad för 1 organisation" in page
        assert "0 av 1" in page
        assert "20 maj 2017" in page

    @pytest.mark.parametrize(
        "wrong",
        [{"year": "17"}, {"year": "0000"}, {"kind": ""}, {"due": "snart"}, {"cutoff": "2017-06-30"}],
    )
    def test_a_refused_round_is_not_opened(self, admin: Client, wrong: dict[str, str]) -> None:
        sent = {"year": "2017", "kind": "t1", "cutoff": "2017-04-30", "due": "2017-05-20"} | wrong
        answer = admin.post("/installning/omgangar/", sent)
        assert answer.status_code == 400
        assert 'role="alert"' in answer.content.decode()
        assert not Round.objects.exists()

    def test_coverage_counts_each_step(self, admin: Client) -> None:
        of_round = Round.objects.create(
            slug="2017-t1", year=2017, kind="t1", opened_on=date(2017, 5, 1), pack=b.example_pack()
        )
        for state in ("draft", "ready", "approved", "sent_out", "decided"):
            Report.objects.create(round=of_round, organisation=b.board(), state=state)
        page = text(admin, "omgangar/")
        assert "3 av 5" in page
        assert '<td class="num" data-label="Utsända">2</td><td class="num" data-label="Beslutade">1</td>' in page
        assert "exempeldata" in page


def test_a_merged_district_says_what_it_became(admin: Client) -> None:
    before, after = b.area("hagersten", "Hägersten"), b.area("hagersten-alvsjo", "Hägersten-Älvsjö")
    before.valid_to = date(2020, 6, 30)
    before.save()
    AreaSuccession.objects.create(before=before, after=after, on=date(2020, 7, 1))
    page = text(admin, "platser/")
    assert "blev Hägersten-Älvsjö 1 juli 2020" in page
    assert "kom ur Hägersten 1 juli 2020" in page
    assert "till 30 juni 2020" in page


class TestHistory:
    def test_an_auditor_of_a_board_sees_that_board_and_no_other(self, client: Client, farsta: Organisation) -> None:
        b.board("bromma", "Bromma stadsdelsnämnd")
        for slug in ("farsta", "bromma", ""):
            event("add_goal", key=f"mal-{slug or 'staden'}", board=slug)
        enter(client, b.person("Rut Visor", ("auditor", farsta)))
        page = text(client, "historik/")
        assert "mal-farsta" in page
        assert "mal-bromma" not in page
        assert "mal-staden" not in page
        assert "Bromma" not in page
        assert "mal-bromma" not in text(client, "historik/?namnd=bromma")

    @pytest.mark.parametrize("asked", ["namnd=farsta", "person=lind", "handling=add_goal", "amne=steering.goal"])
    def test_it_can_be_searched_by_board_person_deed_and_subject(
        self, admin: Client, farsta: Organisation, asked: str
    ) -> None:
        event("add_goal", key="sokt", board="farsta", person="Ada Lind")
        event("open_round", key="annat", subject="cycle.round", person="Kim")
        page = text(admin, f"historik/?{asked}")
        assert "sokt" in page
        assert "annat" not in page

    def test_a_hundred_rows_a_page_and_the_filter_follows(self, admin: Client) -> None:
        for number in range(101):
            event("add_goal", key=f"nyckel-{number:03}.")
        first = text(admin, "historik/?handling=add_goal")
        assert first.count("<tr>") == 101
        assert "handling=add_goal&amp;sida=2" in first
        assert "nyckel-000." not in first
        second = text(admin, "historik/?handling=add_goal&sida=2")
        assert "nyckel-000." in second
        assert "handling=add_goal&amp;sida=1" in second
        assert "nyckel-000." in text(admin, "historik/?sida=999")
        assert "nyckel-100." in text(admin, "historik/?sida=x")

    def test_a_change_shows_what_was_and_what_became(self, admin: Client) -> None:
        made = event("reword_goal", key="trygghet")
        made.change = {"title": ["Tryggt", "Tryggare"], "counts": {"mål": 2}}
        made.save()
        page = text(admin, "historik/")
        assert "formulerade om ett mål" in page
        assert "rubrik: Tryggt → Tryggare" in page
        assert "counts: – → " in page

    def test_nothing_found_leads_back_to_everything(self, admin: Client) -> None:
        assert "Inget passar in" in text(admin, "historik/?person=ingen")


def event(action: str, *, key: str, subject: str = "steering.goal", board: str = "", person: str = "Ada") -> Event:
    return Event.objects.create(
        at=b.NOON, actor_name=person, action=action, subject=subject, subject_key=key, board=board
    )


@pytest.mark.parametrize("path", ["organisationer/", "personer/", "omgangar/", "platser/", "historik/"])
def test_a_page_asks_the_database_as_often_for_ten_times_as_much(admin: Client, path: str) -> None:
    fill(2)
    few = queries(admin, path)
    fill(20)
    assert queries(admin, path) == few
    assert few <= 12


def fill(number: int) -> None:
    parent = b.area()
    for step in range(number):
        board = b.board(parent=b.board())
        b.person(f"Person {step}", ("coordinator", board), ("reporter", board))
        year = 1900 + Round.objects.count()
        of_round = Round.objects.create(slug=f"{year}-t1", year=year, kind="t1", opened_on=date(year, 5, 1))
        Report.objects.create(round=of_round, organisation=board)
        AreaSuccession.objects.create(before=b.area(parent=parent), after=b.area(parent=parent), on=date(2020, 7, 1))
        event("add_goal", key=f"mal-{step}", board=board.slug)


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/installning/{path}").status_code == 200
    return len(asked)
