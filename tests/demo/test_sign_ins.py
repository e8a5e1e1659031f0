"""Invented people can be tried out; nobody else gets a password that is printed."""

from typing import Any

import pytest
from django.contrib.auth import authenticate
from tests import builders

from samstad.demo import sign_ins
from samstad.domain.organisation.choices import Role
from samstad.domain.organisation.models import Organisation, RoleAssignment
from samstad.domain.people.models import User

pytestmark = pytest.mark.django_db


def invented(name: str, role: str, at: Organisation | None, email: str = "", **fields: Any) -> User:
    email = email or f"{name.lower().replace(' ', '.')}@example.org"
    user = User.objects.create_user(email, name)
    pack = fields.get("pack", builders.example_pack())
    RoleAssignment.objects.create(user=user, role=role, organisation=at, pack=pack)
    return user


def can_sign_in(user: User) -> bool:
    return authenticate(email=user.email, password=sign_ins.PASSWORD) == user


def test_an_invented_person_can_sign_in() -> None:
    ada = invented("Ada Lind", Role.REPORTER, builders.board("skarholmen"))
    assert not can_sign_in(ada)
    assert sign_ins.give_passwords() == 1
    assert can_sign_in(ada)


def test_a_second_start_signs_nobody_out() -> None:
    ada = invented("Ada Lind", Role.REPORTER, builders.board("skarholmen"))
    sign_ins.give_passwords()
    kept = User.objects.get(pk=ada.pk).password
    assert sign_ins.give_passwords() == 0
    assert User.objects.get(pk=ada.pk).password == kept


def test_nobody_else_gets_the_printed_password() -> None:
    board = builders.board("skarholmen")
    real = invented("Bo Ek", Role.APPROVER, board, pack=None)
    elsewhere = invented("Cia Ål", Role.APPROVER, board, email="cia@stad.example.com")
    sign_ins.give_passwords()
    assert not can_sign_in(real)
    assert not can_sign_in(elsewhere)


def test_one_of_each_role_is_printed_the_city_first() -> None:
    board = builders.board("skarholmen", "Skärholmens stadsdelsnämnd", short_name="Skärholmen")
    invented("Ada Lind", Role.REPORTER, board)
    invented("Bo Ek", Role.REPORTER, board)
    invented("Cia Ål", Role.CITY_COORDINATOR, None)
    people = sign_ins.one_per_role()
    assert [(each.name, each.where) for each in people] == [("Cia Ål", "hela staden"), ("Ada Lind", "Skärholmen")]
    printed = sign_ins.as_text(people)
    assert printed.count(sign_ins.PASSWORD) == 1
    assert "  ada.lind@example.org" in printed
    assert "Ada Lind, rapportör, Skärholmen" in printed


def test_a_city_without_people_says_so() -> None:
    assert sign_ins.as_text(sign_ins.one_per_role()) == "Exempelstaden har inga inloggningar."
