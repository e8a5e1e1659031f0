"""The thread of one programme: what it serves, what it holds, and the links that are missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstad.domain.programmes.models import Contribution, SteeringDocument
from samstad.domain.programmes.queries import AskedLine
from samstad.domain.steering.choices import Sphere
from samstad.domain.steering.models import Goal
from samstad.domain.steering.queries import ActivityLine
from samstad.reports.programme_analysis import Measured
from samstad.reports.public_judgements import GoalJudged
from samstad.reports.red_thread import Above, ThreadItem, ThreadNode, document_item, gap, goal_item, node, nodes_above


@dataclass(frozen=True, slots=True)
class ProgrammeGoalLine:
    """A goal of the programme with its measures and the goals that are part of it."""

    goal: Goal
    judged: GoalJudged
    indicators: int
    activities: tuple[ActivityLine, ...]
    parts: tuple["ProgrammeGoalLine", ...]
    measured: tuple[Measured, ...] = ()


def programme_thread(
    document: SteeringDocument,
    above: Above,
    lines: Sequence[ProgrammeGoalLine],
    activities: Sequence[ActivityLine],
    asked: Sequence[AskedLine],
    given: Sequence[Contribution],
    year: int,
) -> tuple[ThreadNode, ...]:
    """The nodes from the council's goals down to medverkan."""
    wanted = (Sphere.COUNCIL, Sphere.BOARD) if document.is_local else (Sphere.COUNCIL,)
    nodes = nodes_above(above, wanted if lines else (), year=year)
    if document.under:
        nodes.append(node(_("Under"), [document_item(document.under)]))
    nodes.append(node(_kind(document), [ThreadItem(document.title)], "present"))
    if not lines:
        return tuple(nodes)
    top = [goal_item(line.goal, year) for line in lines]
    level = lines[0].goal.level
    label = level.name if len(top) == 1 else f"{len(top)} {level.plural.lower()}"
    nodes.append(node(label, top))
    nodes.append(_measures_node(activities))
    followed = sum(1 for line in _flat(lines) if line.indicators)
    if not followed:
        nodes.append(gap(_("Indikator"), _("Inget av målen har en indikator. Det går inte att se om de nås.")))
    else:
        words = ngettext("%(n)d mål följs med indikator", "%(n)d mål följs med indikator", followed) % {"n": followed}
        nodes.append(node(_("Indikator"), [ThreadItem(words)]))
    unanswered = sum(1 for line in asked if not line.answer)
    if unanswered:
        words = ngettext("%(n)d fråga är obesvarad", "%(n)d frågor är obesvarade", unanswered) % {"n": unanswered}
        nodes.append(ThreadNode(_("Medverkan"), (ThreadItem(words, "anchor", "medverkan"),), "gap"))
    elif given:
        words = ngettext("%(n)d bidrag från andra", "%(n)d bidrag från andra", len(given)) % {"n": len(given)}
        nodes.append(node(_("Medverkan"), [ThreadItem(words, "anchor", "medverkan")]))
    return tuple(nodes)


def _measures_node(activities: Sequence[ActivityLine]) -> ThreadNode:
    if not activities:
        return gap(_("Åtgärd"), _("Ingen åtgärd är inlagd."))
    words = ngettext("%(n)d åtgärd", "%(n)d åtgärder", len(activities)) % {"n": len(activities)}
    return node(_("Åtgärder"), [ThreadItem(words, "anchor", "mal")])


def _kind(document: SteeringDocument) -> str:
    words = document.get_kind_display()
    return words[:1].upper() + words[1:]


def _flat(lines: Sequence[ProgrammeGoalLine]) -> list[ProgrammeGoalLine]:
    return [found for line in lines for found in (line, *_flat(line.parts))]
