"""Answers in plans, read for one board or for all of them with the same number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from samstad.domain.cycle.models import PlanAnswer, PlanAnswerLink, Report
from samstad.domain.history.models import FromPack
from samstad.domain.places.queries import area_tree
from samstad.domain.programmes.models import ProgrammeRequest
from samstad.domain.programmes.queries import earlier_wordings, places_of, wording_when
from samstad.domain.programmes.rules import lies_outside
from samstad.domain.steering.choices import ActivityKind
from samstad.domain.steering.models import (
    Activity,
    ActivityArea,
    ActivityGoal,
    Goal,
    GoalArea,
    GoalIndicator,
    GoalLink,
    Indicator,
)
from samstad.reports.wording import day, sentence

Key = tuple[int, int, int | None]
"""Of an answer: its report, its programme, and its request or None."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that an answer consists of. `kind` is goal, indicator or activity.

    `word` is the level of a goal, as the city names it, and the kind of an activity.
    """

    kind: str
    word: str
    slug: str
    title: str
    year: int | None = None
    areas: tuple[str, ...] = ()
    example: bool = False

    def __str__(self) -> str:
        return thing_words(self.kind, self.word, self.title, self.areas)


def thing_words(kind: str, word: str, title: str, areas: Iterable[str]) -> str:
    """ "Aktivitet: Öppna skolor (Fagersjö)", in the reader's language."""
    label = word
    if kind != "goal":
        label = str(ActivityKind(word).label) if kind == "activity" else _("indikator")
    where = ", ".join(areas)
    return f"{sentence(label)}: {title}" + (f" ({where})" if where else "")


def outside_sentence(entered: int, expected: int) -> str:
    """That an answer lies outside the areas that are known; when some are not entered it may still lie inside."""
    if entered < expected:
        return _(
            "Svaret ligger utanför de områden i programmet som är inlagda (%(entered)d av %(expected)d). Det kan "
            "ligga i ett av dem som fattas."
        ) % {"entered": entered, "expected": expected}
    return _("Svaret ligger utanför programmets områden.")


def withdrawn_sentence(on: date, reason: str) -> str:
    return _("Återtagen %(day)s: %(reason)s") % {"day": day(on), "reason": reason}


def withdrawn_words(request: ProgrammeRequest) -> str:
    """When and why the request was withdrawn; nothing for one that stands."""
    return withdrawn_sentence(request.withdrawn_on, request.withdrawn_reason) if request.withdrawn_on else ""


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """`outside`: all of it lies outside the areas of the programme, `entered` of which are known to be `expected`.

    `asked_as` is what the request said when it was answered, where it has been reworded since.
    """

    text: str
    things: tuple[Thing, ...]
    version: int
    by: str
    outside: bool = False
    entered: int = 0
    expected: int = 0
    asked_as: str = ""

    @property
    def followable(self) -> bool:
        """True when a goal or an activity stands behind the words."""
        return any(thing.kind in ("goal", "activity") for thing in self.things)


def read_answers(reports: Iterable[Report]) -> dict[Key, GivenAnswer]:
    """Every answer of the reports; nine queries."""
    keys = [report.pk for report in reports]
    rows = list(PlanAnswer.objects.filter(report__in=keys, version__gt=0).select_related("programme", "request"))
    chosen = PlanAnswerLink.objects.filter(report__in=keys)
    links = list(chosen.select_related("goal__level", "goal__pack", "indicator__pack", "activity__pack"))
    by_answer: dict[Key, list[PlanAnswerLink]] = defaultdict(list)
    for link in links:
        by_answer[link.report_id, link.programme_id, link.request_id].append(link)
    areas, tree = _areas(links), area_tree()
    places = places_of({row.programme for row in rows})
    earlier = earlier_wordings(row.request for row in rows if row.request)
    found = {}
    for row in rows:
        key = (row.report_id, row.programme_id, row.request_id)
        own, where = by_answer[key], places[row.programme_id]
        found[key] = GivenAnswer(
            row.text,
            tuple(_thing(link, tuple(sorted(tree.areas[area].name for area in areas[link.pk]))) for link in own),
            row.version,
            row.changed_by,
            lies_outside(tree, where.areas, [areas[link.pk] for link in own]),
            where.entered,
            where.expected,
            wording_when(row.request, earlier, row.changed_at) if row.request else "",
        )
    return found


def tied_to(goals: Sequence[int], year: int | None = None) -> dict[tuple[int, int], list[tuple[int | None, Thing]]]:
    """Per goal and body what the body has tied to the goal in its plan, with its year; three queries."""
    found: dict[tuple[int, int], list[tuple[int | None, Thing]]] = defaultdict(list)
    of_goal, of_activity = (Q(), Q()) if year is None else (_in(year, "lower__"), _in(year, "activity__"))
    lower = GoalLink.objects.filter(of_goal, upper__in=goals, lower__owner__isnull=False, lower__ended=False)
    for link in lower.exclude(lower__in=goals).select_related("lower__level", "lower__pack").order_by("pk"):
        assert link.lower.owner_id is not None
        found[link.upper_id, link.lower.owner_id].append((link.lower.year, goal_thing(link.lower)))
    done = ActivityGoal.objects.filter(of_activity, goal__in=goals).select_related("activity__pack").order_by("pk")
    for row in done:
        found[row.goal_id, row.activity.owner_id].append((row.activity.year, activity_thing(row.activity)))
    own = GoalIndicator.objects.filter(goal__in=goals, indicator__owner__isnull=False)
    for followed in own.select_related("indicator__pack").order_by("pk"):
        assert followed.indicator.owner_id is not None
        found[followed.goal_id, followed.indicator.owner_id].append((None, indicator_thing(followed.indicator)))
    return found


def goal_thing(goal: Goal, areas: tuple[str, ...] = ()) -> Thing:
    return Thing("goal", goal.level.name.lower(), goal.slug, str(goal), goal.year, areas, _invented(goal))


def indicator_thing(indicator: Indicator) -> Thing:
    return Thing("indicator", "", indicator.slug, indicator.name, example=_invented(indicator))


def activity_thing(activity: Activity, areas: tuple[str, ...] = ()) -> Thing:
    return Thing("activity", activity.kind, activity.slug, activity.title, activity.year, areas, _invented(activity))


def _invented(row: FromPack) -> bool:
    return bool(row.pack and row.pack.example)


def _in(year: int, before: str) -> Q:
    return Q(**{f"{before}year": year}) | Q(**{f"{before}year": None})


def _thing(link: PlanAnswerLink, areas: tuple[str, ...]) -> Thing:
    if link.goal:
        return goal_thing(link.goal, areas)
    if link.activity:
        return activity_thing(link.activity, areas)
    assert link.indicator is not None  # the table holds no link to nothing
    return indicator_thing(link.indicator)


def _areas(links: Iterable[PlanAnswerLink]) -> dict[int, set[int]]:
    """Per link the areas that its goal or activity names."""
    rows = list(links)
    of_goal: dict[int | None, set[int]] = defaultdict(set)
    of_activity: dict[int | None, set[int]] = defaultdict(set)
    for goal, area in GoalArea.objects.filter(goal__in=[row.goal_id for row in rows]).values_list("goal_id", "area_id"):
        of_goal[goal].add(area)
    done = ActivityArea.objects.filter(activity__in=[row.activity_id for row in rows])
    for activity, area in done.values_list("activity_id", "area_id"):
        of_activity[activity].add(area)
    return {row.pk: of_goal[row.goal_id] if row.goal_id else of_activity[row.activity_id] for row in rows}
