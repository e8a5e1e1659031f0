"""Whatever a city holds: dump, load into an empty home, dump again gives the same bytes."""

import contextlib
import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import models, transaction
from hypothesis import given
from hypothesis import strategies as st
from tests.slow_examples import one_in
from tests.sources.city_pack import packs

from samstad.domain.history.models import Pack
from samstad.domain.organisation.models import Contact, Organisation
from samstad.domain.places.models import Area, AreaNote
from samstad.domain.programmes.models import DocumentSection, PartnerIntention, ProgrammeGoal, SteeringDocument
from samstad.domain.steering.choices import ActivityKind, ValueStatus
from samstad.domain.steering.models import (
    Activity,
    ActivityGoal,
    ActivityUpdate,
    Goal,
    GoalLevel,
    GoalLink,
    Indicator,
    Target,
    Value,
)

TEXT = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=30)
NAME = TEXT.filter(lambda text: text != "")
NUMBER = st.decimals(-10_000, 10_000, places=4)
DAY = st.dates(date(2000, 1, 1), date(2030, 1, 1))
MAYBE = {"min_value": 0, "max_value": 2}


class Rolled(Exception):  # noqa: N818 - ends an example
    pass


def city(draw: Any) -> None:
    """A random small city, some of it from two packs and some entered in the service."""
    owners: list[Pack | None] = [
        None,
        *(Pack.objects.create(slug=s, title=draw(NAME), example=draw(st.booleans())) for s in ("a", "b")),
    ]

    def pack() -> Pack | None:
        drawn: Pack | None = draw(st.sampled_from(owners))
        return drawn

    def some(rows: list[Any]) -> Any:
        return draw(st.sampled_from(rows))

    areas: list[Area] = []
    for n in range(draw(st.integers(1, 3))):
        parent = some([None, *areas])
        areas.append(
            Area.objects.create(
                slug=f"o{2 - n}", name=draw(NAME), kind="torg", parent=parent, note=draw(TEXT), pack=pack()
            )
        )
        AreaNote.objects.create(area=areas[-1], kind="quality", text=draw(NAME))
    boards = [
        Organisation.objects.create(
            slug=f"n{n}",
            name=draw(NAME),
            short_name=draw(NAME),
            kind="company",
            area=some([None, *areas]),
            aliases=draw(st.lists(TEXT, max_size=2)),
            pack=pack(),
        )
        for n in range(2)
    ]
    Contact.objects.create(organisation=boards[0], theme=draw(TEXT), role_title=draw(NAME))
    level = GoalLevel.objects.create(
        slug="l", name="L", plural="L", rank=1, sphere="board", judged=draw(st.booleans()), pack=pack()
    )
    document = SteeringDocument.objects.create(
        slug="d",
        title=draw(NAME),
        kind="plan",
        status="adopted",
        frame_mnkr=draw(st.none() | st.decimals(0, 999, places=1)),
        pack=pack(),
    )
    for order in range(draw(st.integers(**MAYBE))):
        DocumentSection.objects.create(document=document, order=order, heading=draw(NAME), text=draw(TEXT))
        PartnerIntention.objects.create(
            document=document, order=order, name=draw(NAME), organisation=some([None, *boards])
        )
    goals = [
        Goal.objects.create(slug=f"m{n}", title=draw(NAME), level=level, number=draw(TEXT)[:20], pack=pack())
        for n in range(2)
    ]
    GoalLink.objects.create(lower=goals[0], upper=goals[1], meaning="part_of", source=draw(TEXT))
    ProgrammeGoal.objects.create(document=document, goal=some(goals))
    indicator = Indicator.objects.create(
        slug="i", name="I", unit=draw(NAME), decimals=draw(st.integers(0, 3)), pack=pack()
    )
    activity = Activity.objects.create(
        slug="x", title=draw(NAME), kind=some(ActivityKind.values), owner=boards[0], pack=pack()
    )
    ActivityGoal.objects.create(activity=activity, goal=goals[0])
    days = draw(st.lists(DAY, min_size=2, max_size=2))
    for _ in range(draw(st.integers(0, 3))):
        number: Decimal = draw(NUMBER)
        Value.objects.create(
            indicator=indicator,
            area=some([None, *areas]),
            period="2017",
            sex=some(["", "K"]),
            value=number,
            status=ValueStatus.FINAL,
            known_from=some(days),
            note=draw(TEXT),
            pack=pack(),
        )
        Target.objects.create(indicator=indicator, year=2017, value=number, known_from=some(days), pack=pack())
        ActivityUpdate.objects.create(
            activity=activity, on=some([None, *days]), status="done", comment=draw(TEXT), pack=pack()
        )


@pytest.mark.django_db
@one_in(2)
@given(st.data())
def test_dump_load_dump_gives_the_same_bytes(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as place, contextlib.suppress(Rolled), transaction.atomic():
        first, second = there_and_back(data.draw, Path(place))
        assert first == second
        raise Rolled


def there_and_back(draw: Any, place: Path) -> tuple[dict[str, str], dict[str, str]]:
    """What a city is dumped as, and as again after it was loaded into an empty database."""
    city(draw)
    first = packs.dump(place / "ett")
    rows = count()
    same = packs.load(place / "ett")
    assert (same.counts["created"], same.counts["changed"], same.lacking) == (0, 0, [])
    packs.empty_the_database()
    packs.load(place / "ett")
    assert count() == rows
    return first, packs.dump(place / "tva")


def count() -> dict[type[models.Model], int]:
    tables = (Area, AreaNote, Organisation, Goal, GoalLink, Activity, Value, Target, ActivityUpdate, DocumentSection)
    return {table: table._default_manager.count() for table in tables}
