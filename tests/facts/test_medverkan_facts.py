"""Source 004 of the social services: six districts name them, they plan for seven, three match."""

from collections.abc import Iterator
from typing import Any

import pytest
from tests import builders as b
from tests.facts.stockholm import stockholm

from samstad.documents import Table
from samstad.domain.organisation.models import Organisation
from samstad.reports.medverkan import Medverkan, medverkan
from samstad.reports.mirror_plan import collect_plan, mirror_plan

SEVEN = {
    "enskede-arsta-vantor", "farsta", "hasselby-vallingby", "rinkeby-kista", "skarholmen", "skarpnack", "spanga-tensta",
}  # fmt: skip
NAMING = {"rinkeby-kista", "hasselby-vallingby", "skarpnack", "ostermalm", "sodermalm", "alvsjo"}


@pytest.fixture(scope="module", autouse=True)
def _stockholm(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with stockholm(django_db_blocker):
        yield


@pytest.fixture
def social() -> Organisation:
    return Organisation.objects.get(slug="socialnamnden")


@pytest.fixture
def shown(social: Organisation) -> Medverkan:
    return medverkan(social, on=b.day("2017-05-02"))


def boards(shown: Medverkan, which: str) -> set[str]:
    return {row.programme.owner.slug for row in shown.matches if getattr(row, which) and row.programme.owner}


def test_six_name_them_they_plan_for_seven_and_three_match(shown: Medverkan) -> None:
    assert boards(shown, "contributes") == SEVEN
    assert boards(shown, "named") == NAMING
    assert boards(shown, "contributes") & boards(shown, "named") == {"hasselby-vallingby", "rinkeby-kista", "skarpnack"}


def test_nothing_was_asked_and_43_contributions_came_unasked(shown: Medverkan) -> None:
    assert shown.asked_of_us == ()
    assert len(shown.given) == 43
    assert {row.question for row in shown.given} == {None}


def test_nothing_in_it_is_invented(shown: Medverkan) -> None:
    assert not shown.example


def test_their_plan_holds_all_fourteen_programmes_and_43_themes(social: Organisation) -> None:
    plan = collect_plan(social, year=2017)
    assert len(plan.parts) == 14
    assert sum(len(part.themes) for part in plan.parts) == 43
    assert {len(names) for _title, names in plan.lists} == {7}
    assert sum(len(part.measures) for part in plan.parts) > 300
    assert [part.programme.slug for part in plan.parts if not part.areas] == [
        "lup-norrmalm",
        "lup-sodermalm",
        "lup-ostermalm",
    ]


def test_the_document_lists_every_contribution_once(social: Organisation) -> None:
    document = mirror_plan(social, year=2017)
    tables = [b for b in document.blocks if isinstance(b, Table) and b.caption.startswith("Vad vi gör för")]
    assert len(tables) == 7
    assert sum(len(table.rows) for table in tables) == 43
    assert document.stamps == ()
