"""What contradicts itself: target groups, dates, and things that stand twice."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from samstad.calculations.sorting import search_text
from samstad.reports.thread_check.findings import Finding, at_activity, at_goal, at_indicator, rule
from samstad.reports.thread_check.graph import ActivityNode, Group, Thread

OLDEST = 200
"""Stands for an age that is open upwards."""


@rule("target-group-differs", "check", _lazy("Målgruppen skiljer sig"))
def target_group_differs(thread: Thread) -> Iterator[Finding]:
    """A measure for one age group under a goal for another."""
    for key, activity in thread.activities.items():
        for goal in sorted(activity.goals & thread.goals.keys()):
            if groups_differ(thread.goals[goal].group, activity.group):
                yield at_activity(
                    thread,
                    "target-group-differs",
                    key,
                    _(
                        "Åtgärden gäller %(measure)s men målet ”%(title)s” gäller %(goal)s. "
                        "Det kan vara ett skrivfel, eller så nås inte alla."
                    )
                    % {
                        "measure": group_words(activity.group),
                        "title": thread.goals[goal].title,
                        "goal": group_words(thread.goals[goal].group),
                    },
                    _("Kontrollera åldrarna och rätta den som är fel."),
                    thread.goals[goal].programme,
                )


def groups_differ(goal: Group, measure: Group) -> bool:
    """True for other sexes, and for ages that share one end or cross.

    A measure for a group well inside the goal's (both ends inside) is a choice, not a slip. One shared end is
    how a slip looks: the source has 16-29 on the goal and 16-19 on the measure.
    """
    if goal.sex and measure.sex and goal.sex != measure.sex:
        return True
    if not (goal.has_ages and measure.has_ages):
        return False
    (low, high), (from_, to) = _ends(goal), _ends(measure)
    same = (low, high) == (from_, to)
    well_inside = low < from_ and to < high
    return not same and not well_inside


def _ends(group: Group) -> tuple[int, int]:
    return (group.age_from or 0, OLDEST if group.age_to is None else group.age_to)


def group_words(group: Group) -> str:
    """ "kvinnor 20–45 år", "16–29 år", "från 65 år"."""
    sex = {"K": _("kvinnor"), "M": _("män")}.get(group.sex, "")
    if group.age_from is not None and group.age_to is not None:
        ages = _("%(low)d–%(high)d år") % {"low": group.age_from, "high": group.age_to}
    elif group.age_from is not None:
        ages = _("från %(low)d år") % {"low": group.age_from}
    elif group.age_to is not None:
        ages = _("till %(high)d år") % {"high": group.age_to}
    else:
        ages = ""
    return " ".join(filter(None, (sex, ages)))


@rule("dates-outside", "check", _lazy("Datum utanför perioden"))
def dates_outside(thread: Thread) -> Iterator[Finding]:
    """An activity that begins or ends outside its year, its programme's period or its goal's validity."""
    mend = _("Rätta datumet, eller den period som det ska ligga i.")
    for key, activity in thread.activities.items():
        outside = next((what for what, first, last in _periods(thread, activity) if _leaves(activity, first, last)), "")
        if outside:
            text = _("Start- eller slutdatum ligger utanför %(period)s. Då kommer den inte med i uppföljningen.")
            yield at_activity(thread, "dates-outside", key, text % {"period": outside}, mend)
    for key, goal in thread.goals.items():
        programme = thread.programme(goal.programme)
        if programme and _beyond(goal.valid_from, goal.valid_to, programme.valid_from, programme.valid_to):
            text = _("Målet gäller utanför tiden för %(period)s.") % {"period": programme.title}
            yield at_goal(thread, "dates-outside", key, text, mend)


def _periods(thread: Thread, activity: ActivityNode) -> Iterator[tuple[str, date | None, date | None]]:
    if activity.year:
        yield str(activity.year), date(activity.year, 1, 1), None
        # A measure may last for years, but one that begins after its year does not belong in it.
        if activity.start and activity.start.year > activity.year:
            yield str(activity.year), None, date(activity.year, 12, 31)
    programme = thread.programme(activity.programme)
    if programme:
        yield programme.title, programme.valid_from, programme.valid_to
    for goal in sorted(activity.goals & thread.goals.keys()):
        yield thread.goals[goal].title, thread.goals[goal].valid_from, thread.goals[goal].valid_to


def _leaves(activity: ActivityNode, first: date | None, last: date | None) -> bool:
    ended_before = bool(first and activity.end and activity.end < first)
    begins_after = bool(last and activity.start and activity.start > last)
    return ended_before or begins_after or _beyond(None, activity.end, None, last)


def _beyond(start: date | None, end: date | None, first: date | None, last: date | None) -> bool:
    return bool((start and first and start < first) or (end and last and end > last))


@rule("duplicate", "check", _lazy("Står två gånger"))
def duplicate(thread: Thread) -> Iterator[Finding]:
    """The same goal, measure or indicator entered twice by the same body for the same thing."""
    mend = _("Ta bort den ena, eller skriv vad som skiljer dem åt.")
    seen: set[tuple[object, ...]] = set()
    for key, goal in thread.goals.items():
        if _again(seen, ("goal", goal.owner, goal.programme, goal.level, goal.year, _up(thread, key), goal.title)):
            yield at_goal(thread, "duplicate", key, _("Målet står två gånger. Då räknas det dubbelt."), mend)
    for key, activity in thread.activities.items():
        row = ("activity", activity.owner, activity.programme, activity.year, activity.goals, activity.areas)
        if _again(seen, (*row, activity.title)):
            yield at_activity(thread, "duplicate", key, _("Åtgärden står två gånger. Då räknas den dubbelt."), mend)
    for key, indicator in thread.indicators.items():
        if _again(seen, ("indicator", indicator.owner, indicator.name)):
            yield at_indicator(thread, "duplicate", key, _("Indikatorn finns två gånger. Då får den två värden."), mend)


def _up(thread: Thread, goal: int) -> frozenset[int]:
    return frozenset(thread.above.get(goal, []))


def _again(seen: set[tuple[object, ...]], row: tuple[object, ...]) -> bool:
    *rest, title = row
    key = (*rest, search_text(str(title)))
    found = key in seen
    seen.add(key)
    return found
