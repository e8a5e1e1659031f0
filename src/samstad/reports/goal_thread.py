"""The thread of one goal: what it serves above, what serves it below, and the links that are missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstad.domain.programmes.models import SteeringDocument
from samstad.domain.programmes.queries import AskedLine
from samstad.domain.steering.choices import Sphere
from samstad.domain.steering.models import Goal, GoalLink
from samstad.domain.steering.queries import ActivityLine
from samstad.reports.figures_say import FiguresSay
from samstad.reports.public_judgements import GoalJudged
from samstad.reports.red_thread import Above, ThreadItem, ThreadNode, document_item, gap, goal_item, node, nodes_above

OWN_SPHERES = (Sphere.BOARD, Sphere.LOCAL, Sphere.UNIT)


@dataclass(frozen=True, slots=True)
class GoalBelow:
    """A goal that serves this one."""

    goal: Goal
    link: GoalLink
    judged: GoalJudged
    programme: SteeringDocument | None


def goal_thread(
    goal: Goal,
    year: int,
    above: Above,
    programme: SteeringDocument | None,
    below: Sequence[GoalBelow],
    activities: Sequence[ActivityLine],
    figures: FiguresSay,
    asked: Sequence[AskedLine],
) -> tuple[ThreadNode, ...]:
    """The nodes from the vision down to what partners were asked."""
    nodes = nodes_above(above, _wanted_above(goal), year=year)
    if programme:
        nodes.insert(_place_of_programme(goal, nodes, above), node(_("Program"), [document_item(programme)]))
    nodes.append(node(goal.level.name, [ThreadItem(goal.title)], "present"))
    carried_by = {made.pk for made in above.carried_by}
    nodes += _goals_below([row for row in below if row.goal.pk not in carried_by], year)
    nodes.append(_measures(goal, activities, bool(below)))
    nodes.append(_indicators(goal, figures))
    nodes += _asked(asked)
    return tuple(made for made in nodes if made.items)


def _wanted_above(goal: Goal) -> tuple[str, ...]:
    """The spheres that ought to be above a goal of its sphere."""
    if goal.level.sphere == Sphere.COUNCIL:
        return (Sphere.VISION,)
    if goal.level.sphere == Sphere.LOCAL:
        return (Sphere.COUNCIL, Sphere.BOARD)
    return () if goal.level.sphere == Sphere.VISION else (Sphere.COUNCIL,)


def _place_of_programme(goal: Goal, nodes: Sequence[ThreadNode], above: Above) -> int:
    """A programme stands above its own goals and below everything they serve."""
    own = {upper.level.rank for upper in above.goals if upper.level.sphere == goal.level.sphere}
    return len(nodes) - (len(own) if goal.level.sphere in (Sphere.PROGRAMME, Sphere.LOCAL) else 0)


def _goals_below(below: Sequence[GoalBelow], year: int) -> list[ThreadNode]:
    levels: dict[int, list[GoalBelow]] = {}
    for row in below:
        levels.setdefault(row.goal.level.rank, []).append(row)
    made = []
    for rank in sorted(levels):
        rows = levels[rank]
        label = rows[0].goal.level.name if len(rows) == 1 else f"{len(rows)} {rows[0].goal.level.plural.lower()}"
        items = [goal_item(r.goal, year, _("tolkning") if r.link.interpretation else "") for r in rows]
        made.append(node(label, items))
    return made


def _measures(goal: Goal, activities: Sequence[ActivityLine], has_goals_below: bool) -> ThreadNode:
    if activities:
        label = ngettext("%(n)d åtgärd", "%(n)d åtgärder", len(activities)) % {"n": len(activities)}
        return node(label, [ThreadItem(line.title, "activity", line.slug) for line in activities])
    if has_goals_below and goal.level.sphere not in OWN_SPHERES:
        return node("", [])
    if goal.level.sphere in OWN_SPHERES:
        return gap(_("Åtgärd"), _("Ingen åtgärd är knuten till målet."))
    return gap(_("Nämndernas svar"), _("Ingen nämnd har ännu svarat på målet med egna mål eller åtgärder."))


def _indicators(goal: Goal, figures: FiguresSay) -> ThreadNode:
    if figures.lines:
        label = ngettext("Indikator", "%(n)d indikatorer", len(figures.lines)) % {"n": len(figures.lines)}
        return node(label, [ThreadItem(line.indicator.name, "anchor", "siffror") for line in figures.lines])
    if goal.level.sphere == Sphere.VISION:
        return node("", [])
    return gap(_("Indikator"), _("Målet har ingen indikator. Det går inte att se om det nås."))


def _asked(asked: Sequence[AskedLine]) -> list[ThreadNode]:
    answered = [ThreadItem(line.question.asked.name, "anchor", "medverkan") for line in asked if line.answer]
    nodes = [node(_("Medverkan"), answered)] if answered else []
    for line in asked:
        if not line.answer:
            words = _("%(body)s har inte svarat på frågan.") % {"body": line.question.asked.name}
            nodes.append(ThreadNode(_("Medverkan"), (ThreadItem(words, "anchor", "medverkan"),), "gap"))
    return nodes
