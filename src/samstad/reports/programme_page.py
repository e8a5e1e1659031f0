"""One programme (or other steering document) whole: what it is, what it wants, who does what, what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstad.domain.places.models import Area
from samstad.domain.places.queries import AreaTree, area_tree
from samstad.domain.programmes.models import (
    Contribution,
    DocumentSection,
    DocumentSuccession,
    FocusArea,
    PartnerIntention,
    ProgrammeActivity,
    ProgrammeGoal,
    Question,
    SteeringDocument,
)
from samstad.domain.programmes.queries import (
    AskedLine,
    Missing,
    asked_lines,
    contributions,
    documents,
    missing_from,
    successions,
)
from samstad.domain.steering.choices import Sphere
from samstad.domain.steering.models import Activity, Goal, GoalIndicator, GoalLink
from samstad.domain.steering.queries import ActivityLine, activity_lines
from samstad.reports.public_judgements import NOBODY, GoalJudged, judged_goals
from samstad.reports.red_thread import (
    ThreadItem,
    ThreadNode,
    document_item,
    gap,
    goal_item,
    node,
    nodes_above,
    read_above,
)


@dataclass(frozen=True, slots=True)
class ProgrammeGoalLine:
    """A goal of the programme with its measures and the goals that are part of it."""

    goal: Goal
    judged: GoalJudged
    indicators: int
    activities: tuple[ActivityLine, ...]
    parts: tuple["ProgrammeGoalLine", ...]


@dataclass(frozen=True, slots=True)
class ProgrammePage:
    document: SteeringDocument
    year: int
    thread: tuple[ThreadNode, ...]
    goals: tuple[ProgrammeGoalLine, ...]
    outside: tuple[ActivityLine, ...]
    focus_areas: tuple[Area, ...]
    tiles: tuple[Area, ...]
    here: frozenset[int]
    partners: tuple[PartnerIntention, ...]
    asked: tuple[AskedLine, ...]
    given: tuple[Contribution, ...]
    missing: tuple[Missing, ...]
    before: tuple[DocumentSuccession, ...]
    after: tuple[DocumentSuccession, ...]
    parts: tuple[SteeringDocument, ...]
    sections: tuple[DocumentSection, ...]
    example: bool


def find_document(slug: str) -> SteeringDocument | None:
    return documents().filter(slug=slug).first()


def read_programme_page(document: SteeringDocument, *, year: int) -> ProgrammePage:
    """The page; about twenty queries, however large the programme."""
    rows = ProgrammeGoal.objects.filter(document=document).select_related("goal__level", "goal__owner", "goal__pack")
    goals = [row.goal for row in rows.order_by("goal__level__rank", "goal__order", "goal__number", "goal__sort_key")]
    activities = activity_lines(_activities(document, goals))
    judged = judged_goals(goals, year=year)
    lines, outside = _tree(goals, activities, judged)
    tree = area_tree()
    focus = tuple(tree.areas[row.area_id] for row in FocusArea.objects.filter(document=document))
    partners = tuple(PartnerIntention.objects.filter(document=document).select_related("organisation"))
    asked = tuple(asked_lines(Question.objects.filter(programme=document)))
    given = tuple(contributions(Q(programme=document)))
    linked = successions(document)
    missing = tuple(line for line in missing_from([document]) if line.lacking)
    nodes = _thread(document, goals, lines, activities, asked, given, year)
    here = _here(document, focus, tree)
    return ProgrammePage(
        document, year, nodes, lines, outside, focus, tuple(tree.tiles), here, partners, asked, given, missing,
        tuple(row for row in linked if row.after_id == document.pk),
        tuple(row for row in linked if row.before_id == document.pk),
        tuple(documents().filter(under=document)),
        tuple(document.sections.all()),
        _example(document, goals, activities, judged, asked, given),
    )  # fmt: skip


def _activities(document: SteeringDocument, goals: Sequence[Goal]) -> QuerySet[Activity]:
    """What the programme itself holds, and what others do for its goals."""
    own = ProgrammeActivity.objects.filter(document=document).values("activity")
    given = Contribution.objects.filter(programme=document).values("activity")
    tied = Q(activity_goals__goal__in=goals)
    return Activity.objects.filter(Q(pk__in=own) | Q(pk__in=given) | tied).distinct()


def _tree(
    goals: Sequence[Goal], activities: Sequence[ActivityLine], judged: dict[int, GoalJudged]
) -> tuple[tuple[ProgrammeGoalLine, ...], tuple[ActivityLine, ...]]:
    """Goals under the goal they serve within the programme, each with its measures; and measures of no goal here."""
    keys = {goal.pk: goal for goal in goals}
    links = GoalLink.objects.filter(lower__in=goals, upper__in=goals)
    up = dict(links.values_list("lower_id", "upper_id"))
    followed: dict[int, int] = {}
    for goal in GoalIndicator.objects.filter(goal__in=goals).values_list("goal_id", flat=True):
        followed[goal] = followed.get(goal, 0) + 1
    slugs = {goal.slug: goal.pk for goal in goals}
    done: dict[int, list[ActivityLine]] = {}
    outside = []
    for line in activities:
        homes = [slugs[ref.slug] for ref in line.goals if ref.slug in slugs]
        for home in homes:
            done.setdefault(home, []).append(line)
        if not homes:
            outside.append(line)

    def line_of(key: int) -> ProgrammeGoalLine:
        parts = tuple(line_of(lower) for lower in keys if up.get(lower) == key)
        return ProgrammeGoalLine(
            keys[key], judged.get(key, NOBODY), followed.get(key, 0), tuple(done.get(key, ())), parts
        )

    return tuple(line_of(key) for key in keys if key not in up), tuple(outside)


def _here(document: SteeringDocument, focus: Sequence[Area], tree: AreaTree) -> frozenset[int]:
    keys = [area.pk for area in focus] or ([document.area_id] if document.area_id else [])
    return frozenset(district.pk for key in keys if (district := tree.district_of(key)))


def _example(
    document: SteeringDocument,
    goals: Sequence[Goal],
    activities: Sequence[ActivityLine],
    judged: dict[int, GoalJudged],
    asked: Sequence[AskedLine],
    given: Sequence[Contribution],
) -> bool:
    packs = [document.pack, *(goal.pack for goal in goals), *(line.question.pack for line in asked)]
    packs += [row.pack for row in given]
    return (
        any(pack and pack.example for pack in packs)
        or any(line.example for line in activities)
        or any(row.example for row in judged.values())
    )


def _thread(
    document: SteeringDocument,
    goals: Sequence[Goal],
    lines: Sequence[ProgrammeGoalLine],
    activities: Sequence[ActivityLine],
    asked: Sequence[AskedLine],
    given: Sequence[Contribution],
    year: int,
) -> tuple[ThreadNode, ...]:
    above = read_above(goals, year=year)
    wanted = (Sphere.COUNCIL, Sphere.BOARD) if document.is_local else (Sphere.COUNCIL,)
    nodes = nodes_above(above, wanted if goals else (), year=year)
    if document.under:
        nodes.append(node(_("Under"), [document_item(document.under)]))
    nodes.append(node(_kind(document), [ThreadItem(document.title)], "present"))
    if not goals:
        return tuple(nodes)
    top = [goal_item(line.goal, year) for line in lines]
    level = lines[0].goal.level if lines else goals[0].level
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
