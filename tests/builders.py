"""A small city for tests, built row by row with sensible defaults; each function returns what it made."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from samstad.domain.history.models import Pack
from samstad.domain.organisation.choices import Role
from samstad.domain.organisation.models import Organisation, RoleAssignment
from samstad.domain.people.actors import Actor
from samstad.domain.people.models import User
from samstad.domain.places.models import Area
from samstad.domain.programmes.models import ProgrammeActivity, ProgrammeGoal, SteeringDocument
from samstad.domain.steering.choices import Sphere
from samstad.domain.steering.models import (
    Activity,
    ActivityGoal,
    Goal,
    GoalIndicator,
    GoalLevel,
    GoalLink,
    Indicator,
)

NOON = datetime(2017, 5, 2, 12, 0, tzinfo=UTC)
_numbers = count(1)

LEVELS = {
    Sphere.VISION: ("vision", "Vision", 0),
    Sphere.COUNCIL: ("kf-mal", "KF:s mål", 2),
    Sphere.PROGRAMME: ("delmal", "Delmål", 4),
    Sphere.BOARD: ("namndmal", "Nämndmål", 5),
    Sphere.LOCAL: ("lokalt-mal", "Lokalt mål", 7),
    Sphere.UNIT: ("enhetsmal", "Enhetsmål", 8),
}


def next_slug(stem: str) -> str:
    return f"{stem}-{next(_numbers)}"


def example_pack() -> Pack:
    return Pack.objects.get_or_create(slug="exempel", defaults={"title": "Exempelår", "example": True})[0]


def area(slug: str = "", name: str = "", kind: str = "stadsdelsomrade", **fields: Any) -> Area:
    slug = slug or next_slug("omrade")
    return Area.objects.create(slug=slug, name=name or slug.capitalize(), kind=kind, **fields)


def board(slug: str = "", name: str = "", kind: str = "district_board", **fields: Any) -> Organisation:
    slug = slug or next_slug("namnd")
    name = name or f"{slug.capitalize()} stadsdelsnämnd"
    return Organisation.objects.create(
        slug=slug, name=name, short_name=fields.pop("short_name", name), kind=kind, **fields
    )


def level(sphere: str = Sphere.BOARD, slug: str = "", name: str = "", rank: int | None = None) -> GoalLevel:
    default_slug, default_name, default_rank = LEVELS[Sphere(sphere)]
    return GoalLevel.objects.get_or_create(
        slug=slug or default_slug,
        defaults={
            "name": name or default_name,
            "plural": name or default_name,
            "rank": default_rank if rank is None else rank,
            "judged": sphere != Sphere.VISION,
            "sphere": sphere,
        },
    )[0]


def goal(
    title: str = "", sphere: str = Sphere.BOARD, year: int | None = 2017, under: Goal | None = None, **fields: Any
) -> Goal:
    slug = fields.pop("slug", "") or next_slug("mal")
    made = Goal.objects.create(
        slug=slug, title=title or f"Mål {slug}", level=fields.pop("level", None) or level(sphere), year=year, **fields
    )
    if under is not None:
        GoalLink.objects.create(lower=made, upper=under, meaning="contributes")
    return made


def indicator(name: str = "", for_goal: Goal | None = None, **fields: Any) -> Indicator:
    slug = fields.pop("slug", "") or next_slug("indikator")
    made = Indicator.objects.create(
        slug=slug, name=name or f"Indikator {slug}", unit=fields.pop("unit", "procent"), **fields
    )
    if for_goal is not None:
        GoalIndicator.objects.create(goal=for_goal, indicator=made)
    return made


def activity(owner: Organisation, title: str = "", for_goal: Goal | None = None, **fields: Any) -> Activity:
    slug = fields.pop("slug", "") or next_slug("atgard")
    made = Activity.objects.create(
        slug=slug,
        title=title or f"Åtgärd {slug}",
        owner=owner,
        kind=fields.pop("kind", "activity"),
        year=fields.pop("year", 2017),
        **fields,
    )
    if for_goal is not None:
        ActivityGoal.objects.create(activity=made, goal=for_goal)
    return made


def programme(owner: Organisation, slug: str = "", kind: str = "local_programme", **fields: Any) -> SteeringDocument:
    slug = slug or next_slug("program")
    return SteeringDocument.objects.create(
        slug=slug,
        title=fields.pop("title", f"Program {slug}"),
        kind=kind,
        status=fields.pop("status", "adopted"),
        owner=owner,
        **fields,
    )


def put_in_programme(document: SteeringDocument, *rows: Goal | Activity) -> None:
    for row in rows:
        if isinstance(row, Goal):
            ProgrammeGoal.objects.create(document=document, goal=row)
        else:
            ProgrammeActivity.objects.create(document=document, activity=row)


def person(name: str = "Ada Lind", *roles: tuple[str, Organisation | None]) -> User:
    user = User.objects.create_user(f"{next_slug('person')}@example.org", name, "ett långt lösenord")
    for role, organisation in roles:
        RoleAssignment.objects.create(user=user, role=role, organisation=organisation)
    return user


def actor(role: str = Role.COORDINATOR, organisation: Organisation | None = None, name: str = "Ada Lind") -> Actor:
    return Actor.of(person(name, (role, organisation)))


def day(text: str) -> date:
    return date.fromisoformat(text)
