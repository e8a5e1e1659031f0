"""Setup: places are added, changed and merged; an account is closed, opened, and freed of a lost second factor."""

from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from tests import builders as b
from tests.web.desk.test_report import enter

from samstad.domain.access.actions import close_account, reset_second_factor
from samstad.domain.cycle import actions as cycle
from samstad.domain.cycle.models import ActivityRow, Report
from samstad.domain.history.models import Event
from samstad.domain.notices.models import Notice
from samstad.domain.organisation.models import RoleAssignment
from samstad.domain.people.actors import COMMAND_LINE, Actor
from samstad.domain.people.models import User
from samstad.domain.places.models import Area, AreaSuccession
from samstad.refusals import NotAllowed, Refusal

pytestmark = pytest.mark.django_db
PLACES = "/installning/platser/"


@pytest.fixture
def admin(client: Client) -> Client:
    return enter(client, b.person("Bo Ryd", ("administrator", None)))


def form(**changes: str) -> dict[str, str]:
    return {"name": "Årsta", "kind": "stadsdel", "parent": "", "valid_from": "", "valid_to": ""} | changes


def test_a_place_is_added_with_an_address_of_its_name(admin: Client) -> None:
    b.area("arsta", "Årsta partihallar")
    city = b.area("stad", "Staden", kind="stad")
    answer = admin.post(PLACES, form(parent="stad", valid_from="2014-01-01"))
    assert answer["Location"] == "/installning/platser/arsta-2/"
    made = Area.objects.get(slug="arsta-2")
    assert (made.parent, made.valid_from) == (city, date(2014, 1, 1))
    assert Event.objects.filter(action="add_area", subject_key="arsta-2").exists()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": " "}, "Skriv namnet."),
        ({"kind": "land"}, "Välj platsens slag ur listan."),
        ({"valid_from": "2020-01-01", "valid_to": "2019-01-01"}, "Sista dagen ligger före den första."),
    ],
)
def test_a_place_that_cannot_be_is_refused_and_what_was_written_stands(
    admin: Client, changes: dict[str, str], says: str
) -> None:
    answer = admin.post(PLACES, form(**changes))
    assert answer.status_code == 400
    assert says in answer.content.decode()
    assert not Area.objects.exists()


def test_a_place_changes_its_name_and_keeps_its_address(admin: Client) -> None:
    area = b.area("arsta", "Årsta")
    admin.post(f"{PLACES}arsta/", form(step="change", name="Årsta och Liljeholmen", short_name="Års"))
    area.refresh_from_db()
    assert (area.name, area.short_name, area.kind) == ("Årsta och Liljeholmen", "Års", "stadsdel")
    event = Event.objects.get(action="change_area")
    assert event.change["name"] == ["Årsta", "Årsta och Liljeholmen"]
    admin.post(f"{PLACES}arsta/", form(step="change", name="Årsta och Liljeholmen", short_name="Års"))
    assert Event.objects.filter(action="change_area").count() == 1, "nothing changed is nothing done"


def test_a_place_cannot_come_to_lie_in_itself(admin: Client) -> None:
    outer = b.area("yttre", "Yttre")
    b.area("inre", "Inre", parent=outer)
    answer = admin.post(f"{PLACES}yttre/", form(step="change", name="Yttre", parent="inre"))
    assert answer.status_code == 400
    assert "Platsen skulle ligga i sig själv." in answer.content.decode()


def test_two_places_become_one_and_the_public_page_says_so(admin: Client) -> None:
    for slug in ("alvsjo", "hagersten", "hagersten-alvsjo"):
        b.area(slug, slug.capitalize())
    for slug in ("alvsjo", "hagersten"):
        admin.post(f"{PLACES}{slug}/", {"step": "became", "after": "hagersten-alvsjo", "on": "2020-07-01"})
    assert AreaSuccession.objects.count() == 2
    assert "Uppgick i Hagersten-alvsjo" in admin.get("/omraden/alvsjo/").content.decode()
    page = admin.get(f"{PLACES}hagersten-alvsjo/").content.decode()
    assert "kom ur Alvsjo 1 juli 2020" in page


@pytest.mark.parametrize(
    ("place", "after", "says"),
    [
        ("alvsjo", "alvsjo", "En plats kan inte bli sig själv."),
        ("alvsjo", "ny", "Det står redan att platsen blev Ny."),
        ("ny", "alvsjo", "Det står redan tvärtom."),
    ],
)
def test_what_a_place_became_must_make_sense(admin: Client, place: str, after: str, says: str) -> None:
    old, new = b.area("alvsjo", "Älvsjö"), b.area("ny", "Ny")
    AreaSuccession.objects.create(before=old, after=new, on=date(2020, 7, 1))
    answer = admin.post(f"{PLACES}{place}/", {"step": "became", "after": after, "on": "2021-01-01"})
    assert answer.status_code == 400
    assert says in answer.content.decode()


def test_a_link_written_by_mistake_is_taken_away_with_its_history(admin: Client) -> None:
    link = AreaSuccession.objects.create(before=b.area("a", "A"), after=b.area("b", "B"), on=date(2020, 7, 1))
    admin.post(f"{PLACES}a/", {"step": "remove", "succession": str(link.pk)})
    assert not AreaSuccession.objects.exists()
    assert Event.objects.get(action="remove_succession").change["became"] == ["b", None]
    assert admin.post(f"{PLACES}a/", {"step": "remove", "succession": "x"}).status_code == 404


def test_places_are_for_the_administrator_alone(client: Client) -> None:
    enter(client, b.person("Kim", ("coordinator", b.board())))
    b.area("arsta")
    assert client.get(f"{PLACES}arsta/").status_code == 403
    assert client.post(PLACES, form()).status_code == 403


def test_a_closed_account_cannot_sign_in_and_its_rows_are_shown_to_be_given_on(admin: Client, client: Client) -> None:
    board = b.board("farsta", "Farsta stadsdelsnämnd")
    activity = b.activity(board)
    cycle.open_round(year=2017, kind="t1", cutoff=None, due=None, by=COMMAND_LINE, at=b.NOON)
    person = b.person("Sara Ek", ("reporter", board))
    ActivityRow.objects.create(report=Report.objects.get(), activity=activity, responsible=person)
    address = f"/installning/personer/{person.pk}/"
    page = admin.get(address).content.decode()
    assert "1 rad väntar på personen." in page
    assert "/arbete/rapport/farsta/2017/t1/" in page
    admin.post(address, {"step": "close"})
    person.refresh_from_db()
    assert not person.is_active
    assert "stängt konto" in admin.get(address).content.decode()
    assert not Client().login(email=person.email, password="ett långt lösenord")
    admin.post(address, {"step": "open"})
    assert User.objects.get(pk=person.pk).is_active
    assert [event.action for event in Event.objects.filter(action__endswith="_account").order_by("pk")] == [
        "close_account",
        "open_account",
    ]


def test_roles_end_with_the_account(admin: Client) -> None:
    person = b.person("Sara Ek", ("reporter", b.board()), ("approver", b.board()))
    RoleAssignment.objects.filter(user=person, role="approver").update(valid_from=date(2999, 1, 1))
    admin.post(f"/installning/personer/{person.pk}/", {"step": "close"})
    (left,) = RoleAssignment.objects.filter(user=person)
    assert left.role == "reporter"
    assert left.valid_to is not None


def test_nobody_closes_her_own_account_or_the_last_administrators(admin: Client) -> None:
    only = User.objects.get(name="Bo Ryd")
    answer = admin.post(f"/installning/personer/{only.pk}/", {"step": "close"})
    assert "Du kan inte stänga ditt eget konto." in answer.content.decode()
    with pytest.raises(Refusal, match="minst en administratör"):
        close_account(person=only, by=COMMAND_LINE, at=b.NOON)
    with pytest.raises(NotAllowed):
        close_account(person=only, by=b.actor("coordinator", b.board()), at=b.NOON)


def test_a_lost_second_factor_is_taken_away_and_the_person_is_told(admin: Client) -> None:
    person = b.person("Sara Ek")
    address = f"/installning/personer/{person.pk}/"
    assert "Ta bort andra inloggningsfaktorn" not in admin.get(address).content.decode()
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})
    assert "Ta bort andra inloggningsfaktorn" in admin.get(address).content.decode()
    admin.post(address, {"step": "second_factor"})
    assert not Authenticator.objects.exists()
    assert "Bo Ryd" in Notice.objects.get(user=person).text
    with pytest.raises(Refusal, match="ingen andra inloggningsfaktor"):
        reset_second_factor(person=person, by=Actor.of(User.objects.get(name="Bo Ryd")), at=b.NOON)
