"""Goals that lack something, and measures and goals that hang loose."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from samstad.domain.steering.choices import ActivityKind, Sphere
from samstad.reports.thread_check.findings import Finding, at_activity, at_goal, rule
from samstad.reports.thread_check.graph import LOCAL, GoalNode, Thread

FOLLOWED = (Sphere.COUNCIL, Sphere.PROGRAMME, Sphere.BOARD, Sphere.LOCAL)
"""Whose goals must be possible to follow; a vision is not measured, and a unit's goals are the unit's own matter."""


def followed(thread: Thread) -> Iterator[tuple[int, GoalNode]]:
    """The goals that somebody judges, with their keys."""
    return ((key, goal) for key, goal in thread.goals.items() if goal.judged and goal.sphere in FOLLOWED)


@rule("goal-without-indicator", "gap", _lazy("Mål utan indikator"))
def goal_without_indicator(thread: Thread) -> Iterator[Finding]:
    """A goal that nothing measures."""
    for key, _goal in followed(thread):
        if not thread.followed_with.get(key):
            yield at_goal(
                thread,
                "goal-without-indicator",
                key,
                _("Målet har ingen indikator. Det går inte att se om det nås."),
                _("Koppla en indikator som finns, eller en som mäter något nära och säger det."),
            )


@rule("goal-without-owner", "gap", _lazy("Mål utan ansvarig"))
def goal_without_owner(thread: Thread) -> Iterator[Finding]:
    """A goal that no existing body owns, leads or follows up."""
    for key, goal in followed(thread):
        if goal.owner not in thread.bodies and key not in thread.responsible:
            yield at_goal(
                thread,
                "goal-without-owner",
                key,
                _("Ingen nämnd eller styrelse ansvarar för målet. Då rapporterar ingen om det."),
                _("Ange vem som äger målet eller är uppföljningsansvarig."),
            )


@rule("goal-without-measure", "gap", _lazy("Mål utan åtgärd"))
def goal_without_measure(thread: Thread) -> Iterator[Finding]:
    """A goal for which nothing is done: not at the goal, not below it, and not at the theme that holds it."""
    for key, goal in thread.goals.items():
        if goal.sphere not in FOLLOWED or (not goal.judged and goal.sphere != Sphere.LOCAL):
            continue
        if not any(thread.done_for.get(place) for place in _where_it_may_be_done(thread, key)):
            yield at_goal(
                thread,
                "goal-without-measure",
                key,
                _("Ingen åtgärd leder till målet. Det är en önskan tills någon gör något."),
                _("Lägg till en åtgärd eller aktivitet, eller koppla en som redan görs."),
            )


def _where_it_may_be_done(thread: Thread, key: int) -> set[int]:
    """The goal and what serves it; a local goal's theme; and the local themes that a board's goal answers."""
    places = thread.all_below(key)
    if thread.goals[key].sphere == Sphere.LOCAL:
        places.add(thread.theme_of(key))
    if thread.goals[key].sphere == Sphere.BOARD:
        answered = (up for up in thread.above.get(key, []) if thread.goals[up].sphere == Sphere.LOCAL)
        places = places.union(*(thread.all_below(up) for up in answered))
    return places


@rule("measure-without-goal", "gap", _lazy("Åtgärd utan mål"))
def measure_without_goal(thread: Thread) -> Iterator[Finding]:
    """A measure that leads to no goal; a working method serves the whole and needs none."""
    for key, activity in thread.activities.items():
        if activity.kind != ActivityKind.WORKING_METHOD and not activity.goals:
            yield at_activity(
                thread,
                "measure-without-goal",
                key,
                _("Åtgärden hör inte till något mål. Det syns inte vad den ska leda till."),
                _("Koppla åtgärden till målet eller temat som den tjänar, eller lägg den åt sidan."),
            )


@rule("outside-plan", "gap", _lazy("Står inte i någon verksamhetsplan"))
def outside_plan(thread: Thread) -> Iterator[Finding]:
    """A local goal or measure that no board's plan of the year carries, told once for a whole theme."""
    told: set[int] = set()
    for key, goal in thread.goals.items():
        if goal.sphere == Sphere.LOCAL and thread.theme_of(key) == key and not _carried_below(thread, key):
            told |= thread.all_below(key)
            yield _goal_outside(thread, key)
    for key, goal in thread.goals.items():
        if goal.sphere == Sphere.LOCAL and goal.judged and key not in told and not _carried(thread, key):
            told.add(key)
            yield _goal_outside(thread, key)
    yield from _measures_outside(thread, told)


def _goal_outside(thread: Thread, key: int) -> Finding:
    count = sum(1 for lower in thread.all_below(key) - {key} if thread.goals[lower].judged)
    held = ngettext("Det gäller också %(n)d mål under det.", "Det gäller också %(n)d mål under det.", count)
    return at_goal(
        thread,
        "outside-plan",
        key,
        _("Står inte i någon nämnds verksamhetsplan %(year)d, och följs därför inte upp i tertialrapporterna.")
        % {"year": thread.year}
        + (" " + held % {"n": count} if count else ""),
        _("Koppla ett nämndmål till det, eller lägg in årets aktivitet i planen."),
    )


def _measures_outside(thread: Thread, told: set[int]) -> Iterator[Finding]:
    for key, activity in thread.activities.items():
        programme = thread.programme(activity.programme)
        if not programme or programme.kind != LOCAL or activity.year == thread.year or activity.goals & told:
            continue
        if any(_carried(thread, goal) for goal in activity.goals & thread.goals.keys()):
            continue
        yield at_activity(
            thread,
            "outside-plan",
            key,
            _(
                "Åtgärden står inte i någon nämnds verksamhetsplan %(year)d, och följs därför inte upp i "
                "tertialrapporterna."
            )
            % {"year": thread.year},
            _("Lägg in åtgärden i årets plan, eller koppla den till ett mål som står där."),
        )


def _carried(thread: Thread, key: int) -> bool:
    """True when a plan carries the goal itself or the theme that holds it."""
    return _in_a_plan(thread, key) or _in_a_plan(thread, thread.theme_of(key))


def _carried_below(thread: Thread, key: int) -> bool:
    return any(_in_a_plan(thread, place) for place in thread.all_below(key))


def _in_a_plan(thread: Thread, key: int) -> bool:
    """True when a board's goal or activity of the year is tied to the goal."""
    near = [*thread.above.get(key, []), *thread.below.get(key, [])]
    by_goal = any(thread.goals[other].sphere == Sphere.BOARD for other in near)
    return by_goal or any(thread.activities[row].year == thread.year for row in thread.done_for.get(key, []))
