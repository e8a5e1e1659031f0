"""An invented reporter has something to answer, and nobody real is given anything."""

import pytest
from django.db.models import Q
from tests import builders as b

from samstad.demo.given_rows import give_rows
from samstad.domain.cycle.models import Report, Round
from samstad.domain.cycle.queries import held_rows
from samstad.domain.organisation.models import Organisation, RoleAssignment
from samstad.domain.people.models import User

pytestmark = pytest.mark.django_db


def reporter(board: Organisation, *, invented: bool) -> User:
    person = b.person("Sara", ("reporter", board))
    if invented:
        RoleAssignment.objects.filter(user=person).update(pack=b.example_pack())
    return person


def draft(board: Organisation, *, example: bool = True) -> Report:
    opened = Round.objects.get_or_create(
        slug="2017-t1", defaults={"year": 2017, "kind": "t1", "opened_on": b.day("2017-04-01")}
    )[0]
    for _time in range(2):
        b.indicator(owner=board, periodicity="tertial")
        b.activity(board)
        b.goal(owner=board)
    return Report.objects.create(round=opened, organisation=board, pack=b.example_pack() if example else None)


def test_an_invented_reporter_gets_one_row_of_each_kind_once() -> None:
    board = b.board()
    draft(board)
    sara = reporter(board, invented=True)
    assert give_rows(at=b.NOON) == 3
    assert sorted(row.key[0] for row in held_rows(Q(responsible=sara))) == ["a", "g", "i"]
    assert give_rows(at=b.NOON) == 0


@pytest.mark.parametrize(("invented", "example"), [(False, True), (True, False)])
def test_nobody_real_gets_anything_and_nothing_real_is_given(invented: bool, example: bool) -> None:
    board = b.board()
    draft(board, example=example)
    reporter(board, invented=invented)
    assert give_rows(at=b.NOON) == 0
