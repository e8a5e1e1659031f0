"""What is followed up at every board and company though nobody has asked them: how each strengthens democracy."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from samstad.domain.cycle.choices import PUBLIC_STATES
from samstad.domain.cycle.models import GoalJudgement
from samstad.domain.cycle.queries import reporting_bodies
from samstad.domain.organisation.models import Organisation
from samstad.domain.programmes.choices import RequestKind
from samstad.domain.programmes.models import ProgrammeRequest
from samstad.domain.programmes.queries import requests_in
from samstad.domain.steering.models import Activity, ActivityGoal, Goal, GoalLineage, GoalLink
from samstad.reports.asked.answers import Thing, activity_thing, goal_thing


@dataclass(frozen=True, slots=True)
class FollowedBody:
    """What a body has under the goal in its plan, and what it has written at its goals in reports sent out."""

    body: Organisation
    things: tuple[Thing, ...]
    written: tuple[str, ...]

    @property
    def known(self) -> bool:
        return bool(self.things or self.written)


@dataclass(frozen=True, slots=True)
class FollowedUp:
    request: ProgrammeRequest
    lines: tuple[FollowedBody, ...]

    @property
    def known(self) -> tuple[FollowedBody, ...]:
        return tuple(line for line in self.lines if line.known)

    @property
    def silent(self) -> tuple[FollowedBody, ...]:
        return tuple(line for line in self.lines if not line.known)


def read_followed(year: int) -> tuple[FollowedUp, ...]:
    """Per thing that is followed up every reporting body, in name order; seven queries whatever the size."""
    requests = list(requests_in(year).filter(kind=RequestKind.FOLLOWED))
    below = _reaches([row.goal_id for row in requests if row.goal_id])
    everything = set().union(*below.values()) if below else set()
    goals = _own_goals(everything, year)
    activities = _own_activities(everything, year)
    written = _written(everything, year)
    bodies = list(reporting_bodies(date(year, 12, 31)).order_by("sort_key"))
    return tuple(
        FollowedUp(
            row, tuple(_line(body, below.get(row.goal_id or 0, set()), goals, activities, written) for body in bodies)
        )
        for row in requests
    )


Things = dict[int, list[tuple[set[int], Thing]]]


def _line(
    body: Organisation, reach: set[int], goals: Things, activities: Things, written: dict[int, list[tuple[int, str]]]
) -> FollowedBody:
    things = [thing for keys, thing in (*goals[body.pk], *activities[body.pk]) if keys & reach]
    return FollowedBody(
        body, tuple(things), tuple(dict.fromkeys(text for key, text in written[body.pk] if key in reach))
    )


def _reaches(roots: Sequence[int]) -> dict[int, set[int]]:
    """Per goal the keys of itself, what it became in later years, and everything that serves any of them."""
    if not roots:
        return {}
    after: dict[int, list[int]] = defaultdict(list)
    for upper, lower in GoalLink.objects.values_list("upper_id", "lower_id"):
        after[upper].append(lower)
    for before, later in GoalLineage.objects.values_list("before_id", "after_id"):
        after[before].append(later)
    return {root: _all_after(root, after) for root in roots}


def _all_after(root: int, after: dict[int, list[int]]) -> set[int]:
    found: set[int] = set()
    waiting = [root]
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting += after[here]
    return found


def _own_goals(keys: Iterable[int], year: int) -> Things:
    found: Things = defaultdict(list)
    chosen = Goal.objects.filter(Q(year=year) | Q(year=None), pk__in=keys, owner__isnull=False, ended=False)
    for goal in chosen.select_related("level", "pack").order_by("level__rank", "order", "sort_key"):
        found[goal.owner_id or 0].append(({goal.pk}, goal_thing(goal)))
    return found


def _own_activities(keys: Iterable[int], year: int) -> Things:
    """Each activity once, with every goal of the tree that it serves."""
    chosen = ActivityGoal.objects.filter(Q(activity__year=year) | Q(activity__year=None), goal__in=keys)
    serves: dict[int, set[int]] = defaultdict(set)
    first: dict[int, Activity] = {}
    for row in chosen.select_related("activity__pack").order_by("activity__order", "activity__sort_key", "pk"):
        serves[row.activity_id].add(row.goal_id)
        first.setdefault(row.activity_id, row.activity)
    found: Things = defaultdict(list)
    for key, activity in first.items():
        found[activity.owner_id].append((serves[key], activity_thing(activity)))
    return found


def _written(keys: Iterable[int], year: int) -> dict[int, list[tuple[int, str]]]:
    """What bodies have written at their judgements of the goals, in reports of the year that are sent out."""
    rows = GoalJudgement.objects.filter(
        goal__in=keys, report__round__year=year, report__state__in=PUBLIC_STATES, version__gt=0
    ).exclude(motivation="")
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for body, goal, text in rows.order_by("report__round__opened_on", "pk").values_list(
        "report__organisation_id", "goal_id", "motivation"
    ):
        found[body].append((goal, text))
    return found
