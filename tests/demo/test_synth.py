"""The invented city: the same every time, marked as invented, and whole enough to walk through."""

import pytest
from django.test import Client
from tests import builders as b

from samstad.demo.synth import Size, build
from samstad.domain.cycle.models import Report, Snapshot
from samstad.domain.steering.models import Activity, Goal
from samstad.refusals import Refusal

pytestmark = pytest.mark.django_db
SMALL = Size(boards=15, goals=90, activities=180, years=2)


def test_the_same_seed_gives_the_same_city() -> None:
    build(SMALL, seed=7)
    first = list(Goal.objects.order_by("slug").values_list("slug", "title", "owner__slug"))
    assert len(first) == 90 + 2 * 20 + 14 * 3 + 1
    assert Activity.objects.count() == 180
    assert Goal.objects.filter(pack__example=False).count() == 0
    assert first == sorted(first)


def test_two_boards_in_three_have_decided_the_last_tertial() -> None:
    build(SMALL)
    assert Report.objects.filter(round__slug="2017-t1", state="decided").count() == 10
    assert Snapshot.objects.filter(stage="decided").count() == 10


def test_every_kind_of_page_opens_on_it(client: Client) -> None:
    build(SMALL)
    pages = ["/", "/mal/2017/", "/mal/2017/kf-2017-3/", "/namnder/namnd-3/", "/omraden/omrade-3/", "/atgarder/"]
    pages += ["/program/program-namnd-3/", "/uppfoljning/2017/t1/", "/uppfoljning/2017/t1/namnd-1/"]
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200, page
        assert "exempeldata" in answer.content.decode(), page


def test_a_city_that_is_there_is_not_built_over() -> None:
    b.board()
    with pytest.raises(Refusal, match="redan en stad"):
        build(SMALL)
