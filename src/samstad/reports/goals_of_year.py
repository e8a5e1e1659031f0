"""The council's goals of a year under what they serve, and the goals of the city's programmes beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from samstad.domain.history.as_known import NOW, AsKnown
from samstad.domain.programmes.models import ProgrammeGoal, SteeringDocument
from samstad.domain.programmes.queries import Missing, known_documents, missing_from, stand_as_known
from samstad.domain.steering.choices import Sphere
from samstad.domain.steering.models import Goal, GoalLink
from samstad.reports.city_glance import GoalGlance, read_goal_glances
from samstad.reports.followed_year import years
from samstad.reports.public_judgements import NOBODY, judged_goals


@dataclass(frozen=True, slots=True)
class GoalGroup:
    """Goals that serve the same goal above; `head` is None for those that serve none that is entered."""

    head: Goal | None
    goals: tuple[GoalGlance, ...]


@dataclass(frozen=True, slots=True)
class GoalsOfYear:
    year: int
    years: tuple[int, ...]
    groups: tuple[GoalGroup, ...]
    programmes: tuple[tuple[SteeringDocument, tuple[GoalGlance, ...]], ...]
    missing: tuple[Missing, ...]
    example: bool


def read_goals_of_year(year: int, as_known: AsKnown = NOW) -> GoalsOfYear:
    """The page; about ten queries, however many goals the year has."""
    glances = read_goal_glances(year, as_known)
    programmes = _programmes(year, as_known)
    every = [*glances, *(glance for _document, rows in programmes for glance in rows)]
    return GoalsOfYear(
        year,
        tuple(years(as_known)),
        _groups(glances, as_known),
        programmes,
        tuple(line for line in missing_from(as_known) if line.lacking and _concerns(line.document, year)),
        any((g.goal.pack and g.goal.pack.example) or g.judged.example for g in every),
    )


def _groups(glances: Sequence[GoalGlance], as_known: AsKnown) -> tuple[GoalGroup, ...]:
    links = GoalLink.objects.filter(
        as_known.there(Goal, "upper__slug"),
        lower__in=[g.goal for g in glances],
        upper__level__sphere=Sphere.COUNCIL,
    )
    head_of = {link.lower_id: link.upper for link in links.select_related("upper").order_by("-pk")}
    heads = sorted({head.pk: head for head in head_of.values()}.values(), key=lambda head: (head.order, head.number))
    as_known.reword(heads)
    groups = [GoalGroup(head, tuple(g for g in glances if head_of.get(g.goal.pk) == head)) for head in heads]
    loose = tuple(g for g in glances if g.goal.pk not in head_of)
    return tuple([*groups, GoalGroup(None, loose)] if loose else groups)


def _programmes(year: int, as_known: AsKnown) -> tuple[tuple[SteeringDocument, tuple[GoalGlance, ...]], ...]:
    alive = Q(goal__year=None) | Q(goal__year=year)
    begun = Q(goal__valid_from=None) | Q(goal__valid_from__year__lte=year)
    lasting = Q(goal__valid_to=None) | Q(goal__valid_to__year__gte=year)
    there = as_known.there(Goal, "goal__slug") & known_documents(as_known, "document__")
    rows = list(
        ProgrammeGoal.objects.filter(there, alive, begun, lasting, goal__level__sphere=Sphere.PROGRAMME)
        .select_related("document", "goal__level", "goal__pack")
        .order_by("document__sort_key", "goal__level__rank", "goal__order")
    )
    as_known.reword(row.goal for row in rows)
    stand_as_known([row.document for row in rows], as_known)
    judged = judged_goals([row.goal for row in rows], year=year, as_known=as_known)
    found: dict[int, tuple[SteeringDocument, list[GoalGlance]]] = {}
    for row in rows:
        glance = GoalGlance(row.goal, judged.get(row.goal_id, NOBODY), 0)
        found.setdefault(row.document_id, (row.document, []))[1].append(glance)
    return tuple((document, tuple(goals)) for document, goals in found.values())


def _concerns(document: SteeringDocument, year: int) -> bool:
    """True for a document of the year, and for one without dates."""
    begins = document.valid_from is None or document.valid_from.year <= year
    return begins and (document.valid_to is None or document.valid_to.year >= year)
