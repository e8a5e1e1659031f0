"""Only who works there today is told: not those whose role has ended, has not begun, or who have left."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests import builders as b
from tests.domain.cycle.test_tertial import answer_all, farsta, report

from samstad.domain.cycle import actions
from samstad.domain.cycle.actions.telling import tell
from samstad.domain.cycle.models import Report
from samstad.domain.notices.models import Notice
from samstad.domain.organisation.models import RoleAssignment
from samstad.domain.people.actors import COMMAND_LINE, Actor
from samstad.domain.people.models import User
from samstad.domain.programmes.actions.telling import tell_coordinators

pytestmark = pytest.mark.django_db
__all__ = ["farsta", "report"]  # the fixtures of the tertial
WHO: dict[str, Any] = {"by": COMMAND_LINE, "at": b.NOON}
TODAY = date(2017, 5, 2)
ROLES = ("coordinator", "approver", "secretary", "reporter")


def holds(name: str, board: Any, first: date | None = None, last: date | None = None) -> User:
    person = b.person(name)
    for role in ROLES:
        RoleAssignment.objects.create(user=person, role=role, organisation=board, valid_from=first, valid_to=last)
    return person


@pytest.fixture
def ada(farsta: Any) -> User:
    """The one who works there today, among those who did and those who will."""
    holds("Fore", farsta, last=TODAY - timedelta(days=1))
    holds("Efter", farsta, first=TODAY + timedelta(days=1))
    left = holds("Borta", farsta)
    User.objects.filter(pk=left.pk).update(is_active=False)
    return holds("Ada", farsta, last=TODAY)


def told() -> set[str]:
    return set(Notice.objects.values_list("user__name", flat=True))


def test_each_step_of_a_report_is_told_to_who_holds_the_role_today(ada: User, report: Report) -> None:
    answer_all(report)
    actions.hand_in(report=report, **WHO)
    actions.return_report(report=report, comment="Skriv mer.", **WHO)
    actions.hand_in(report=report, **WHO)
    actions.approve(report=report, **WHO)
    assert told() == {"Ada"}


def test_a_body_and_its_partners_tell_who_coordinates_there_today(ada: User, farsta: Any) -> None:
    assert tell(farsta, "Hej", link="/arbete/", at=b.NOON) == 1
    assert tell_coordinators(farsta, "Hej", at=b.NOON) == 1
    assert told() == {"Ada"}


def test_a_thread_goes_on_without_who_wrote_in_it_and_has_left(ada: User, report: Report) -> None:
    vik = b.person("Vik", ("reporter", report.organisation))
    first = actions.comment_report(report=report, text="Stämmer det?", by=Actor.of(vik), at=b.NOON)
    RoleAssignment.objects.filter(user=vik).update(valid_to=TODAY - timedelta(days=1))
    actions.reply_comment(comment=first, text="Ja.", **WHO)
    assert told() == {"Ada"}
    assert Notice.objects.count() == 2


def test_who_steps_in_for_a_while_does_so_for_as_long_where_the_board_goes_up_in_another(farsta: Any) -> None:
    into = b.board("bromma")
    deputy = b.person("Vik")
    last = date(2017, 9, 30)
    RoleAssignment.objects.create(user=deputy, role="coordinator", organisation=farsta, valid_to=last)
    back = b.person("Kim", ("coordinator", farsta))
    RoleAssignment.objects.create(user=back, role="coordinator", organisation=into, valid_to=date(2016, 12, 31))
    actions.merge_bodies(gone=farsta, into=into, on=date(2017, 7, 1), **WHO)
    there = {row.user.name: row.valid_to for row in RoleAssignment.objects.filter(organisation=into)}
    assert there == {"Vik": last, "Kim": None}
