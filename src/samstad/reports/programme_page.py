"""One programme (or other steering document) whole: what it is, what it wants, who does what, what is missing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from samstad.domain.history.as_known import NOW, AsKnown
from samstad.domain.places.models import Area
from samstad.domain.places.queries import AreaTree, area_tree
from samstad.domain.programmes.choices import DocumentStatus
from samstad.domain.programmes.models import (
    Contribution,
    DocumentSection,
    DocumentStep,
    DocumentSuccession,
    PartnerIntention,
    ProgrammeActivity,
    ProgrammeGoal,
    ProgrammeRequest,
    Question,
    SteeringDocument,
)
from samstad.domain.programmes.queries import (
    AskedLine,
    Missing,
    asked_and_given,
    contributions,
    documents,
    missing_from_one,
    stand_as_known,
)
from samstad.domain.steering.models import Activity, ActivityGoal, Goal, GoalIndicator, Indicator
from samstad.domain.steering.queries import ActivityLine, activity_lines
from samstad.reports.programme_analysis import Analysis, Measured, analysis_of, read_measured
from samstad.reports.programme_holds import read_holds
from samstad.reports.programme_thread import ProgrammeGoalLine, programme_thread
from samstad.reports.public_judgements import NOBODY, GoalJudged, judged_goals
from samstad.reports.red_thread import Above, ThreadNode, read_above


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
    requests: tuple[ProgrammeRequest, ...]
    steps: tuple[DocumentStep, ...]
    analysis: Analysis | None
    example: bool

    @property
    def ended(self) -> bool:
        """True when it has been replaced or repealed; what it led to is still there to read."""
        return self.document.status in (DocumentStatus.REPLACED, DocumentStatus.REPEALED)


def find_document(slug: str) -> SteeringDocument | None:
    return documents().filter(slug=slug).first()


def read_programme_page(document: SteeringDocument, *, year: int, on: date, as_known: AsKnown = NOW) -> ProgrammePage:
    """The page; at most twenty-five queries, however large the programme."""
    stand_as_known([document], as_known)
    goals, ties = _goals(document, as_known)
    above = read_above(goals, year=year, as_known=as_known, carried=document.is_local)
    activities = activity_lines(_activities(document, goals, as_known).filter(as_known.there(Activity)), as_known)
    judged = judged_goals(goals, year=year, as_known=as_known)
    measured = read_measured(document, ties if document.is_local else [], on=on, as_known=as_known)
    lines, outside = _tree(goals, above, Counter(tie.goal_id for tie in ties), activities, judged, measured)
    holds = read_holds(document, as_known)
    analysis = analysis_of(holds.analysis, on=on) if holds.analysis else None
    tree = area_tree()
    focus = tuple(tree.areas[row.area_id] for row in holds.focus)
    asked, given = asked_and_given(Question.objects.filter(programme=document), Q(programme=document), as_known)
    missing = tuple(line for line in missing_from_one(document, holds.expected, goals, focus) if line.lacking)
    nodes = programme_thread(document, above, lines, activities, asked, given, year)
    here = _here(document, focus, tree)
    return ProgrammePage(
        document, year, nodes, lines, outside, focus, tuple(tree.tiles), here, tuple(holds.partners),
        tuple(asked), tuple(given), missing,
        tuple(row for row in holds.linked if row.after_id == document.pk),
        tuple(row for row in holds.linked if row.before_id == document.pk),
        tuple(holds.parts),
        tuple(holds.sections),
        tuple(holds.requests),
        tuple(holds.steps),
        analysis,
        _example(document, goals, activities, judged, asked, given) or bool(analysis and analysis.example),
    )  # fmt: skip


def _activities(document: SteeringDocument, goals: Sequence[Goal], as_known: AsKnown) -> QuerySet[Activity]:
    """What the programme itself holds, and what others do for its goals."""
    own = ProgrammeActivity.objects.filter(document=document).values("activity")
    given = contributions(Q(programme=document), as_known).values("activity")
    tied = ActivityGoal.objects.filter(goal__in=goals).values("activity")
    return Activity.objects.filter(Q(pk__in=own) | Q(pk__in=given) | Q(pk__in=tied))


def _goals(document: SteeringDocument, as_known: AsKnown) -> tuple[list[Goal], list[GoalIndicator]]:
    """The programme's goals in order, and what ties indicators to them."""
    there = as_known.there(Goal, "goal__slug")
    rows = ProgrammeGoal.objects.filter(there, document=document)
    ordered = rows.order_by("goal__level__rank", "goal__order", "goal__number", "goal__sort_key")
    chosen = [row.goal for row in ordered.select_related("goal__level", "goal__owner", "goal__pack")]
    as_known.reword(chosen)
    known = as_known.there(Indicator, "indicator__slug")
    return chosen, list(GoalIndicator.objects.filter(known, goal__in=chosen).order_by("pk"))


def _tree(
    goals: Sequence[Goal],
    above: Above,
    followed: Counter[int],
    activities: Sequence[ActivityLine],
    judged: dict[int, GoalJudged],
    measured: dict[int, tuple[Measured, ...]],
) -> tuple[tuple[ProgrammeGoalLine, ...], tuple[ActivityLine, ...]]:
    """Goals under the goal they serve within the programme, each with its measures; and measures of no goal here."""
    keys = {goal.pk: goal for goal in goals}
    up = {link.lower: link.upper for link in above.links if link.lower in keys and link.upper in keys}
    below: dict[int, list[int]] = {}
    for lower in keys:
        if lower in up:
            below.setdefault(up[lower], []).append(lower)
    done, outside = _placed(goals, activities)

    def line_of(key: int) -> ProgrammeGoalLine:
        parts = tuple(line_of(lower) for lower in below.get(key, ()))
        return ProgrammeGoalLine(
            keys[key], judged.get(key, NOBODY), followed[key], tuple(done.get(key, ())), parts, measured.get(key, ())
        )

    return tuple(line_of(key) for key in keys if key not in up), tuple(outside)


def _placed(
    goals: Sequence[Goal], activities: Sequence[ActivityLine]
) -> tuple[dict[int, list[ActivityLine]], list[ActivityLine]]:
    """Measures by the goal they serve here, and those that serve none."""
    slugs = {goal.slug: goal.pk for goal in goals}
    done: dict[int, list[ActivityLine]] = {}
    outside = []
    for line in activities:
        homes = [slugs[ref.slug] for ref in line.goals if ref.slug in slugs]
        for home in homes:
            done.setdefault(home, []).append(line)
        if not homes:
            outside.append(line)
    return done, outside


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
