"""A goal through five years: what it was called, how it was judged, and how one year's goal became the next's."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from samstad.domain.cycle.choices import AssessmentState
from samstad.domain.history.as_known import AsKnown
from samstad.domain.steering.models import Goal
from samstad.domain.steering.queries import AncestorGoal, LineageStep
from samstad.domain.steering.queries.lineage import YEARS_BACK
from samstad.reports.public_judgements import NOBODY, GoalJudged


@dataclass(frozen=True, slots=True)
class GoalOfYear:
    """One goal of one year. `became` are the steps to the next year's goals, in the order they were entered."""

    goal: AncestorGoal
    judged: GoalJudged
    became: tuple[LineageStep, ...]
    present: bool

    @property
    def decided(self) -> bool:
        """True when the executive board has decided how the city judges it."""
        return bool(self.judged.office and self.judged.office.state == AssessmentState.DECIDED)


def steps_known(steps: Sequence[LineageStep], as_known: AsKnown) -> list[LineageStep]:
    """The steps between goals that were there on the day, worded as they were then; two questions on a past day."""
    if not as_known.past:
        return list(steps)
    ends = {end.slug: end for step in steps for end in (step.before, step.after)}
    there = set(Goal.objects.filter(as_known.there(Goal), slug__in=ends).values_list("slug", flat=True))
    known = {
        slug: replace(end, **as_known.worded(Goal, slug, {"number": end.number, "title": end.title}))
        for slug, end in ends.items()
        if slug in there
    }
    return [
        replace(step, before=known[step.before.slug], after=known[step.after.slug])
        for step in steps
        if step.before.slug in known and step.after.slug in known
    ]


def ancestors_in(steps: Sequence[LineageStep]) -> list[int]:
    """The goals of other years that the steps lead to (primary keys)."""
    return list(dict.fromkeys(end.pk for step in steps for end in (step.before, step.after)))


def goal_years(goal: Goal, steps: Sequence[LineageStep], judged: Mapping[int, GoalJudged]) -> tuple[GoalOfYear, ...]:
    """The newest year first, at most five and what it became; empty where nothing is known of other years."""
    if not steps or goal.year is None:
        return ()
    ends = {end.pk: end for step in steps for end in (step.before, step.after)}
    became: dict[int, list[LineageStep]] = defaultdict(list)
    for step in steps:
        became[step.before.pk].append(step)
    rows = [
        GoalOfYear(end, judged.get(end.pk, NOBODY), tuple(became[end.pk]), end.pk == goal.pk)
        for end in ends.values()
        if end.year is not None and end.year >= goal.year - YEARS_BACK
    ]
    return tuple(sorted(rows, key=lambda row: (-(row.goal.year or 0), row.goal.number, row.goal.title)))
