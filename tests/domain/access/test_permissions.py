"""Closed by default: every deed has somebody who may and somebody who may not, read from the one table."""

from datetime import date

import pytest
from django.utils import translation
from tests import builders as b

from samstad.domain.access import Permission, grants, require
from samstad.domain.access.permissions import DEEDS, GRANTS
from samstad.domain.organisation.choices import CITY_ROLES, Role
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import COMMAND_LINE, Actor
from samstad.refusals import NotAllowed

TODAY = date(2017, 5, 2)
EVERY_CASE = [(role, permission) for role in Role for permission in Permission]


def holder(role: Role, board: Organisation) -> Actor:
    return b.actor(role, None if role in CITY_ROLES else board)


def test_every_role_is_in_the_table_and_every_deed_has_words() -> None:
    assert set(GRANTS) == set(Role)
    assert set(DEEDS) == set(Permission)
    assert len(set(DEEDS.values())) == len(Permission)


@pytest.mark.parametrize("permission", Permission)
def test_every_deed_has_one_who_may_and_one_who_may_not(permission: Permission) -> None:
    may = {role for role in Role if permission in GRANTS[role]}
    assert may
    assert may != set(Role)


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "permission"), EVERY_CASE)
def test_the_table_is_what_an_action_asks(role: Role, permission: Permission) -> None:
    farsta = b.board()
    by = holder(role, farsta)
    if permission in GRANTS[role]:
        require(by, permission, on=TODAY, board=farsta)
    else:
        with pytest.raises(NotAllowed) as refused:
            require(by, permission, on=TODAY, board=farsta)
        assert DEEDS[permission] in refused.value.sentence
        assert farsta.name in refused.value.sentence


@pytest.mark.django_db
@pytest.mark.parametrize("role", [role for role in Role if role not in CITY_ROLES])
def test_a_role_at_one_board_gives_nothing_at_another(role: Role) -> None:
    here, there = b.board(), b.board()
    held = grants(holder(role, here), TODAY)
    assert not any(held.allows(permission, there) or held.allows(permission) for permission in Permission)
    assert set(held.boards(Permission.SEE_DRAFT)) <= {here.pk}


@pytest.mark.django_db
def test_a_refusal_is_said_in_the_language_of_the_page() -> None:
    farsta = b.board("farsta", "Farsta")
    by = holder(Role.REPORTER, farsta)
    for board, said in ((farsta, "report for Farsta"), (None, "report")):
        with translation.override("en"), pytest.raises(NotAllowed) as refused:
            require(by, Permission.OPEN_ROUND, on=TODAY, board=board)
        told = said.replace("report", "open a reporting round")
        assert refused.value.sentence == (
            f"You have no role that may {told}. Ask the coordinator or the administrator for help."
        )


@pytest.mark.django_db
@pytest.mark.parametrize(("first", "last", "may"), [(1, 3, True), (3, 9, False), (1, 1, False), (2, 2, True)])
def test_a_role_gives_something_from_its_first_day_to_its_last(first: int, last: int, may: bool) -> None:
    farsta, person = b.board(), b.person()
    farsta.role_assignments.create(
        user=person, role="coordinator", valid_from=date(2017, 5, first), valid_to=date(2017, 5, last)
    )
    assert grants(Actor.of(person), TODAY).allows(Permission.PLAN, farsta) is may


@pytest.mark.django_db
def test_a_closed_account_and_an_unknown_actor_may_nothing_and_the_command_line_everything() -> None:
    farsta = b.board()
    person = b.person("Ada Lind", ("coordinator", farsta))
    person.is_active = False
    person.save()
    assert not grants(Actor.of(person), TODAY).at_board
    assert not grants(Actor(name="någon"), TODAY).everywhere
    assert not grants(None, TODAY).everywhere
    assert all(grants(COMMAND_LINE, TODAY).allows(permission) for permission in Permission)
