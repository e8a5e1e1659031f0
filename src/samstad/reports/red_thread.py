"""The red thread: nodes from vision to figure, with every missing link as a sentence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q
from django.utils.translation import gettext as _

from samstad.domain.history.as_known import NOW, AsKnown
from samstad.domain.programmes.models import SteeringDocument
from samstad.domain.steering.choices import Sphere
from samstad.domain.steering.models import Goal
from samstad.domain.steering.queries import Link, goals_above

MOST_ITEMS = 6
"""A node shows this many and counts the rest: the thread is an overview, the page has the list."""


@dataclass(frozen=True, slots=True)
class ThreadItem:
    """One thing at a node; `kind` and `slug` say what it leads to (empty: nothing to lead to)."""

    text: str
    kind: str = ""
    slug: str = ""
    year: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ThreadNode:
    """A knot: `state` is link, present or gap; `more` counts items that are not shown."""

    label: str
    items: tuple[ThreadItem, ...]
    state: str = "link"
    more: int = 0


@dataclass(frozen=True, slots=True)
class Above:
    """The goals above some goals, as followed in a year, with how each is tied to what lies below it.

    `carried_by` are boards' goals that take up a local goal or the theme above it: that ties them too.
    """

    goals: tuple[Goal, ...]
    links: tuple[Link, ...]
    carried_by: tuple[Goal, ...] = ()

    @property
    def guessed(self) -> set[int]:
        """Keys of goals that are reached only by somebody's interpretation."""
        stated = {link.upper for link in self.links if not link.interpretation}
        return {link.upper for link in self.links} - stated


def read_above(goals: Iterable[Goal], *, year: int, as_known: AsKnown = NOW, carried: bool = True) -> Above:
    """Everything above the goals; three queries. Goals of another year than the one followed are left out.

    Without `carried` nobody asks what boards take up of local goals: a thread that wants no board goal shows none.
    """
    start = list(goals)
    links = goals_above(goal.pk for goal in start)
    keys = {link.upper for link in links} - {goal.pk for goal in start}
    there = as_known.there(Goal)
    found = (
        Goal.objects.filter(there, pk__in=keys)
        .select_related("level", "owner", "pack")
        .order_by("level__rank", "order")
    )
    of_year = {goal.pk for goal in found if goal.year in (None, year)}
    reached = _reached({goal.pk for goal in start}, links, of_year)
    kept = tuple(goal for goal in found if goal.pk in reached)
    local = [goal for goal in [*start, *kept] if goal.level.sphere == Sphere.LOCAL] if carried else []
    carrying = Goal.objects.filter(there, level__sphere=Sphere.BOARD, links_up__upper__in=local).select_related("level")
    carried_by = tuple(carrying.filter(Q(year=year) | Q(year=None)).distinct().order_by("order", "sort_key"))
    as_known.reword((*kept, *carried_by))
    return Above(kept, tuple(links), carried_by)


def _reached(start: set[int], links: Sequence[Link], of_year: set[int]) -> set[int]:
    """What the chain reaches through goals of the followed year only: past another year's goal it is broken."""
    reached = set(start)
    for link in links:  # nearest first
        if link.lower in reached and link.upper in of_year:
            reached.add(link.upper)
    return reached - start


def nodes_above(above: Above, spheres: Sequence[str], *, year: int) -> list[ThreadNode]:
    """A node per level from the top, and a gap for each of the wanted spheres that holds nothing."""
    nodes: list[ThreadNode] = []
    present = {goal.level.sphere for goal in above.goals}
    missing = [sphere for sphere in spheres if sphere not in present]
    ordered = sorted(above.goals, key=lambda goal: goal.level.rank)
    levels = [(rank, list(group)) for rank, group in groupby(ordered, key=lambda goal: goal.level.rank)]
    for sphere in (Sphere.VISION, Sphere.COUNCIL, Sphere.PROGRAMME, Sphere.BOARD, Sphere.LOCAL):
        nodes += [_level_node(group, above.guessed, year) for _rank, group in levels if group[0].level.sphere == sphere]
        if sphere == Sphere.BOARD and sphere in missing and above.carried_by:
            nodes.append(_level_node(list(above.carried_by), set(), year))
        elif sphere in missing:
            nodes.append(_gap_above(sphere, year))
    return nodes


def _level_node(goals: list[Goal], guessed: set[int], year: int) -> ThreadNode:
    items = [goal_item(goal, year, note=_("tolkning") if goal.pk in guessed else "") for goal in goals]
    label = goals[0].level.name
    if len(goals) == 1 and goals[0].number:
        label = f"{label} {goals[0].number}"
    return node(label, items)


def goal_item(goal: Goal, year: int, note: str = "") -> ThreadItem:
    return ThreadItem(goal.title, "goal", goal.slug, goal.year or year, note)


def document_item(document: SteeringDocument) -> ThreadItem:
    return ThreadItem(document.title, "document", document.slug)


def node(label: str, items: Sequence[ThreadItem], state: str = "link") -> ThreadNode:
    """A node that shows the first items and counts the rest."""
    return ThreadNode(label, tuple(items[:MOST_ITEMS]), state, max(len(items) - MOST_ITEMS, 0))


def gap(label: str, sentence: str) -> ThreadNode:
    """A missing link with its sentence."""
    return ThreadNode(label, (ThreadItem(sentence),), "gap")


def _gap_above(sphere: str, year: int) -> ThreadNode:
    if sphere == Sphere.VISION:
        return gap(_("Vision"), _("Ingen koppling till en vision är inlagd."))
    if sphere == Sphere.COUNCIL:
        sentence = _("Inget av fullmäktiges mål för %(year)d är kopplat hit.") % {"year": year}
        return gap(_("Fullmäktiges mål"), sentence)
    return gap(_("Nämndmål"), _("Inget nämndmål bär detta."))
