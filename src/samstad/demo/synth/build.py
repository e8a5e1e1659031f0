"""Builds the invented city table by table, with bulk writes; every row belongs to a pack marked as example."""

import random
from datetime import date

from django.db import transaction

from samstad.demo.synth.budget import decide_budget
from samstad.demo.synth.city import LAST_YEAR, City, Size
from samstad.demo.synth.figures import measure
from samstad.demo.synth.neighbours import tie_together
from samstad.demo.synth.programmes import write_programmes
from samstad.demo.synth.reports import file_reports, freeze_reports
from samstad.demo.synth.words import AREAS, DEEDS, HOPES, SUBJECTS
from samstad.domain.history.models import Pack
from samstad.domain.organisation.choices import BodyKind
from samstad.domain.organisation.models import Organisation
from samstad.domain.places.models import Area
from samstad.domain.steering.models import (
    Activity,
    ActivityArea,
    ActivityGoal,
    ActivityUpdate,
    Goal,
    GoalLevel,
    GoalLineage,
    GoalLink,
)
from samstad.refusals import Refusal
from samstad.table_sizes import let_the_database_count

STATUSES = ("not_begun", "ongoing", "ongoing", "continuous", "waiting", "deviates", "done")
COUNCIL_GOALS = 20


@transaction.atomic
def build(size: Size, *, seed: int = 1) -> City:
    """The whole city; refused when there is already one."""
    if Organisation.objects.exists():
        raise Refusal("not_empty", "Databasen har redan en stad. Välj en tom mapp med SAMSTAD_HOME.")
    pack = Pack.objects.create(slug="synt", title="Påhittad stad", example=True, city="staden")
    city = City(pack, random.Random(seed), size)
    _areas_and_boards(city)
    _levels(city)
    _council_goals(city)
    _board_goals(city)
    measure(city)
    _activities(city)
    write_programmes(city)
    tie_together(city)
    decide_budget(city)
    file_reports(city)
    let_the_database_count()
    freeze_reports()
    return city


def _areas_and_boards(city: City) -> None:
    whole = Area.objects.create(slug="staden", name="Staden", kind="stad", pack=city.pack)
    districts = [
        Area(
            slug=f"omrade-{n}",
            name=f"{AREAS[n % len(AREAS)]} {n}",
            kind="stadsdelsomrade",
            parent=whole,
            pack=city.pack,
            tile_column=n % 7,
            tile_row=n // 7,
        )
        for n in range(14)
    ]
    city.areas = Area.objects.bulk_create(districts)
    city.areas += Area.objects.bulk_create(
        Area(
            slug=f"plats-{n}",
            name=f"{AREAS[n % len(AREAS)]}s torg {n}",
            kind="torg",
            parent=city.areas[n % 14],
            pack=city.pack,
        )
        for n in range(56)
    )
    council = Organisation(
        slug="fullmaktige", name="Fullmäktige", short_name="KF", kind=BodyKind.COUNCIL, pack=city.pack
    )
    boards = [
        Organisation(
            slug=f"namnd-{n}",
            name=f"Nämnd {n}",
            short_name=f"Nämnd {n}",
            kind=BodyKind.DISTRICT_BOARD if n < 14 else BodyKind.SPECIALIST_BOARD,
            area=city.areas[n] if n < 14 else None,
            pack=city.pack,
        )
        for n in range(city.size.boards)
    ]
    city.boards = Organisation.objects.bulk_create([council, *boards])[1:]


def _levels(city: City) -> None:
    rows = (
        ("vision", "Vision", 0, "vision", False),
        ("inriktningsmal", "Inriktningsmål", 1, "council", False),
        ("kf-mal", "KF:s mål", 2, "council", True),
        ("namndmal", "Nämndmål", 5, "board", True),
        ("tema", "Tema", 6, "local", False),
    )
    for slug, name, rank, sphere, judged in rows:
        city.levels[slug] = GoalLevel.objects.create(
            slug=slug, name=name, plural=name, rank=rank, sphere=sphere, judged=judged, pack=city.pack
        )


def _council_goals(city: City) -> None:
    """Every year's goals under the same vision, each with what it was the year before."""
    vision = Goal.objects.create(slug="vision", level=city.levels["vision"], title="En stad för alla", pack=city.pack)
    for year in city.years:
        rows = [
            Goal(
                slug=f"kf-{year}-{n}",
                level=city.levels["kf-mal"],
                year=year,
                number=f"{1 + n // 8}.{1 + n % 8}",
                title=f"{SUBJECTS[n % len(SUBJECTS)]} {HOPES[n % len(HOPES)]}",
                order=n,
                pack=city.pack,
            )
            for n in range(COUNCIL_GOALS)
        ]
        city.council[year] = Goal.objects.bulk_create(rows)
        GoalLink.objects.bulk_create(GoalLink(lower=goal, upper=vision, meaning="contributes") for goal in rows)
        before = city.council.get(year - 1)
        if before:
            GoalLineage.objects.bulk_create(_lineage(before, rows))


def _lineage(before: list[Goal], after: list[Goal]) -> list[GoalLineage]:
    """Each goal goes on as it is; one in five is reworded, one in ten splits, and one in ten takes up the next."""
    made = []
    for n, old in enumerate(before):
        kind = "split" if n % 10 == 3 else "reworded" if n % 5 == 1 else "same"
        made.append(GoalLineage(before=old, after=after[n], kind=kind))
        if n % 10 == 3:
            made.append(GoalLineage(before=old, after=after[n + 1], kind="split"))
        if n % 10 == 8:
            made.append(GoalLineage(before=old, after=after[n - 1], kind="merged"))
    return made


def _board_goals(city: City) -> None:
    years = city.years
    rows = []
    for n in range(city.size.goals):
        board, year = city.boards[n % len(city.boards)], years[(n // len(city.boards)) % len(years)]
        rows.append(
            Goal(
                slug=f"mal-{n}",
                level=city.levels["namndmal"],
                year=year,
                title=f"{city.dice.choice(SUBJECTS)} {city.dice.choice(HOPES)} ({n})",
                owner=board,
                order=n,
                pack=city.pack,
            )
        )
    city.goals = Goal.objects.bulk_create(rows, batch_size=1000)
    GoalLink.objects.bulk_create(
        (
            GoalLink(lower=goal, upper=city.dice.choice(city.council[goal.year or LAST_YEAR]), meaning="contributes")
            for goal in city.goals
        ),
        batch_size=1000,
    )


def _activities(city: City) -> None:
    rows = []
    for n in range(city.size.activities):
        goal = city.goals[n % len(city.goals)]
        rows.append(
            Activity(
                slug=f"atgard-{n}",
                kind="activity",
                owner_id=goal.owner_id or 0,
                year=goal.year,
                title=f"{city.dice.choice(DEEDS)} {city.dice.choice(AREAS)} ({n})",
                start=date(goal.year or LAST_YEAR, 1, 1),
                end=date(goal.year or LAST_YEAR, 12, 31),
                order=n,
                pack=city.pack,
            )
        )
    city.activities = Activity.objects.bulk_create(rows, batch_size=1000)
    pairs = list(enumerate(city.activities))
    ActivityGoal.objects.bulk_create(
        (ActivityGoal(activity=a, goal=city.goals[n % len(city.goals)]) for n, a in pairs), batch_size=1000
    )
    ActivityArea.objects.bulk_create(
        (ActivityArea(activity=a, area=city.areas[n % len(city.areas)]) for n, a in pairs), batch_size=1000
    )
    ActivityUpdate.objects.bulk_create(
        (
            ActivityUpdate(
                activity=a,
                on=date(a.year or LAST_YEAR, 2, 1),
                status=(status := city.dice.choice(STATUSES)),
                deviation="Starten flyttas." if status == "deviates" else "",
                pack=city.pack,
            )
            for _, a in pairs
        ),
        batch_size=1000,
    )
