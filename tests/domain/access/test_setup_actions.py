"""What the administrator does to bodies, people and roles, and what is refused."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import authenticate
from tests import builders as b

from samstad.domain.access import Permission, actions, grants
from samstad.domain.history.models import Event
from samstad.domain.notices.models import Notice
from samstad.domain.organisation.models import Contact, Organisation, RoleAssignment
from samstad.domain.people.actors import Actor
from samstad.domain.people.models import User
from samstad.refusals import NotAllowed, Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> Actor:
    return b.actor("administrator", name="Inger Ek")


@pytest.fixture
def farsta() -> Organisation:
    return b.board("farsta", "Farsta stadsdelsnämnd", short_name="Farsta")


def change(farsta: Organisation, by: Actor, **fields: Any) -> Organisation:
    stands: dict[str, Any] = {
        "name": farsta.name,
        "short_name": farsta.short_name,
        "office_name": farsta.office_name,
        "valid_from": farsta.valid_from,
        "valid_to": farsta.valid_to,
    }
    return actions.change_organisation(organisation=farsta, **(stands | fields), by=by, at=b.NOON)


def role(person: User, of: str = "reporter", at: Organisation | None = None, **dates: Any) -> RoleAssignment:
    by = b.actor("administrator", name="Ge Roll")
    return actions.give_role(person=person, role=of, organisation=at, **dates, by=by, at=b.NOON)


class TestBodies:
    def test_a_new_name_is_found_and_sorted_under_its_new_letter(self, farsta: Organisation, admin: Actor) -> None:
        change(farsta, admin, name="Örby stadsdelsnämnd")
        farsta.refresh_from_db()
        assert "orby" in farsta.search_text
        assert farsta.sort_key > "z"
        assert farsta.slug == "farsta"

    def test_history_says_what_it_was_called(self, farsta: Organisation, admin: Actor) -> None:
        change(farsta, admin, office_name="Farsta  stadsdelsförvaltning ", valid_to=date(2020, 6, 30))
        event = Event.objects.get()
        assert event.change == {
            "office_name": ["", "Farsta stadsdelsförvaltning"],
            "valid_to": [None, "2020-06-30"],
        }
        assert (event.actor_name, event.board) == ("Inger Ek", "farsta")

    def test_nothing_changed_is_no_event(self, farsta: Organisation, admin: Actor) -> None:
        change(farsta, admin)
        assert not Event.objects.exists()

    @pytest.mark.parametrize(
        ("fields", "code"),
        [
            ({"name": "  "}, "empty"),
            ({"short_name": "x" * 61}, "too_long"),
            ({"valid_from": date(2018, 1, 2), "valid_to": date(2018, 1, 1)}, "ends_before_start"),
        ],
    )
    def test_what_cannot_be_is_refused(
        self, farsta: Organisation, admin: Actor, fields: dict[str, Any], code: str
    ) -> None:
        with pytest.raises(Refusal) as refused:
            change(farsta, admin, **fields)
        assert refused.value.code == code

    def test_a_contact_is_a_task_and_stands_once(self, farsta: Organisation, admin: Actor) -> None:
        made = actions.add_contact(
            organisation=farsta, role_title="LUP-ansvarig", theme="Trygghet", by=admin, at=b.NOON
        )
        with pytest.raises(Refusal, match="finns redan"):
            actions.add_contact(organisation=farsta, role_title="LUP-ansvarig", theme="Trygghet", by=admin, at=b.NOON)
        actions.remove_contact(contact=made, by=admin, at=b.NOON)
        assert not Contact.objects.exists()
        assert Event.objects.filter(action="remove_contact", change__role_title=["LUP-ansvarig", None]).exists()


class TestPeople:
    def test_a_new_person_signs_in_with_the_password_that_was_shown(self, admin: Actor) -> None:
        made, password = actions.add_person(name="Eva Ström", email=" Eva@Staden.se ", by=admin, at=b.NOON)
        assert made.email == "eva@staden.se"
        assert authenticate(username="eva@staden.se", password=password) == made
        assert not grants(Actor.of(made), b.NOON.date()).everywhere

    def test_no_password_is_ever_in_history(self, admin: Actor) -> None:
        made, first = actions.add_person(name="Eva Ström", email="eva@staden.se", by=admin, at=b.NOON)
        second = actions.new_password(person=made, by=admin, at=b.NOON)
        told = str(list(Event.objects.values()))
        assert first not in told
        assert second not in told
        assert made.password not in told

    def test_a_new_password_replaces_the_old(self, admin: Actor) -> None:
        made, first = actions.add_person(name="Eva Ström", email="eva@staden.se", by=admin, at=b.NOON)
        second = actions.new_password(person=made, by=admin, at=b.NOON)
        assert first != second
        assert authenticate(username="eva@staden.se", password=first) is None
        assert authenticate(username="eva@staden.se", password=second) == made

    def test_a_new_address_is_the_only_one_to_sign_in_with_and_the_person_is_told(self, admin: Actor) -> None:
        made, password = actions.add_person(name="Eva Ström", email="eva@staden.se", by=admin, at=b.NOON)
        EmailAddress.objects.create(user=made, email="eva@staden.se", primary=True)
        actions.change_email(person=made, email="Eva.Strom@staden.se", by=admin, at=b.NOON)
        assert authenticate(username="eva.strom@staden.se", password=password) == made
        assert authenticate(email="eva@staden.se", password=password) is None
        assert "eva.strom@staden.se" in Notice.objects.get(user=made).text
        with pytest.raises(Refusal, match="redan en person"):
            actions.change_email(person=made, email=b.person("Kim").email, by=admin, at=b.NOON)

    @pytest.mark.parametrize(
        ("name", "email", "code"),
        [
            ("", "eva@staden.se", "empty"),
            ("Eva", "eva", "bad_email"),
            ("Eva", "", "bad_email"),
            ("Eva", "KIM@staden.se", "email_taken"),
        ],
    )
    def test_a_person_has_a_name_and_an_address_of_their_own(
        self, admin: Actor, name: str, email: str, code: str
    ) -> None:
        actions.add_person(name="Kim", email="kim@staden.se", by=admin, at=b.NOON)
        with pytest.raises(Refusal) as refused:
            actions.add_person(name=name, email=email, by=admin, at=b.NOON)
        assert refused.value.code == code


class TestRoles:
    def test_a_role_gives_what_it_should_where_it_is_given(self, farsta: Organisation) -> None:
        person = b.person()
        role(person, at=farsta)
        assert grants(Actor.of(person), b.NOON.date()).allows(Permission.REPORT, farsta)
        assert Event.objects.get().change["role"] == [None, "reporter"]

    def test_an_ended_role_stays_and_gives_nothing_from_the_day_after(self, farsta: Organisation, admin: Actor) -> None:
        person = b.person()
        held = role(person, at=farsta, valid_from=date(2016, 1, 1))
        actions.end_role(assignment=held, last_day=date(2017, 5, 2), by=admin, at=b.NOON)
        assert grants(Actor.of(person), date(2017, 5, 2)).allows(Permission.REPORT, farsta)
        assert not grants(Actor.of(person), date(2017, 5, 3)).allows(Permission.REPORT, farsta)
        assert RoleAssignment.objects.get(user=person).valid_to == date(2017, 5, 2)

    def test_a_role_can_be_taken_up_again_and_history_knows_the_first_time(
        self, farsta: Organisation, admin: Actor
    ) -> None:
        person = b.person()
        held = role(person, at=farsta, valid_from=date(2015, 1, 1))
        actions.end_role(assignment=held, last_day=date(2016, 12, 31), by=admin, at=b.NOON)
        role(person, at=farsta, valid_from=date(2017, 5, 1))
        assert RoleAssignment.objects.filter(user=person).count() == 1
        change = Event.objects.filter(action="give_role").latest("pk").change
        assert change["valid_from"] == ["2015-01-01", "2017-05-01"]
        assert change["valid_to"] == ["2016-12-31", None]

    @pytest.mark.parametrize(
        ("of", "here", "code"),
        [("reporter", False, "board_role"), ("administrator", True, "city_role"), ("kejsare", True, "bad_role")],
    )
    def test_a_role_is_of_the_city_or_of_one_body(self, farsta: Organisation, of: str, here: bool, code: str) -> None:
        with pytest.raises(Refusal) as refused:
            role(b.person(), of, farsta if here else None)
        assert refused.value.code == code

    def test_the_same_role_is_not_given_twice(self, farsta: Organisation) -> None:
        person = b.person()
        role(person, at=farsta)
        with pytest.raises(Refusal, match="har redan rollen"):
            role(person, at=farsta)

    def test_a_role_does_not_end_before_it_began(self, farsta: Organisation, admin: Actor) -> None:
        held = role(b.person(), at=farsta, valid_from=date(2017, 5, 1))
        with pytest.raises(Refusal, match="före den första"):
            actions.end_role(assignment=held, last_day=date(2017, 4, 30), by=admin, at=b.NOON)

    def test_the_last_administrator_stays_until_there_is_another(self, admin: Actor) -> None:
        held = RoleAssignment.objects.get(user=admin.user_id)
        with pytest.raises(Refusal, match="minst en administratör"):
            actions.end_role(assignment=held, last_day=date(2017, 5, 2), by=admin, at=b.NOON)
        b.person("Nästa", ("administrator", None))
        assert actions.end_role(assignment=held, last_day=date(2017, 5, 2), by=admin, at=b.NOON).valid_to


def test_nobody_but_the_administrator_does_any_of_this(farsta: Organisation) -> None:
    by = b.actor("city_coordinator", name="Sam Ordnare")
    person = b.person()
    held = RoleAssignment.objects.create(user=person, role="reporter", organisation=farsta)
    contact = farsta.contacts.create(role_title="LUP-ansvarig")
    deeds: list[Callable[[], object]] = [
        lambda: change(farsta, by, name="Nytt"),
        lambda: actions.add_contact(organisation=farsta, role_title="Annan", by=by, at=b.NOON),
        lambda: actions.remove_contact(contact=contact, by=by, at=b.NOON),
        lambda: actions.add_person(name="Eva", email="eva@staden.se", by=by, at=b.NOON),
        lambda: actions.new_password(person=person, by=by, at=b.NOON),
        lambda: actions.change_email(person=person, email="ny@staden.se", by=by, at=b.NOON),
        lambda: actions.give_role(person=person, role="approver", organisation=farsta, by=by, at=b.NOON),
        lambda: actions.end_role(assignment=held, last_day=date(2017, 5, 2), by=by, at=b.NOON),
    ]
    for deed in deeds:
        with pytest.raises(NotAllowed):
            deed()
    assert not Event.objects.exists()
