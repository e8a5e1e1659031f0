"""One goal with everything that concerns it: the thread, the three judgements, figures, measures, where and whence."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, QuerySet

from samstad.calculations.judgement import Suggestion
from samstad.domain.history.as_known import NOW, AsKnown
from samstad.domain.history.rows_together import rows_together
from samstad.domain.organisation.models import Organisation
from samstad.domain.places.models import Area, AreaListEntry
from samstad.domain.places.queries import AreaTree, area_tree
from samstad.domain.programmes.models import ProgrammeGoal, Question, SteeringDocument
from samstad.domain.programmes.queries import AskedLine, asked_lines
from samstad.domain.steering.choices import MUST_ANSWER, NEEDS_EXPLANATION, GoalKind, Sphere
from samstad.domain.steering.models import (
    Activity,
    Goal,
    GoalArea,
    GoalIndicator,
    GoalLink,
    GoalRole,
    Indicator,
)
from samstad.domain.steering.queries import ActivityLine, activity_lines, lineage_of, with_standing
from samstad.reports.figures_say import Concern, FiguresSay, figures_say
from samstad.reports.goal_money import GoalMoney, goal_money
from samstad.reports.goal_thread import OWN_SPHERES, GoalBelow, goal_thread
from samstad.reports.goal_why import WhyStep, asked_bodies, why
from samstad.reports.goal_years import GoalOfYear, ancestors_in, goal_years, steps_known
from samstad.reports.need.listed import Listed, listed, lists_known
from samstad.reports.public_judgements import NOBODY, GoalJudged, judged_goals
from samstad.reports.red_thread import ThreadNode, read_above


@dataclass(frozen=True, slots=True)
class GoalPage:
    goal: Goal
    year: int
    programme: SteeringDocument | None
    thread: tuple[ThreadNode, ...]
    areas: tuple[Area, ...]
    tiles: tuple[Area, ...]
    here: frozenset[int]
    roles: tuple[GoalRole, ...]
    judged: GoalJudged
    figures: FiguresSay
    activities: tuple[ActivityLine, ...]
    below: tuple[GoalBelow, ...]
    years: tuple[GoalOfYear, ...]
    asked: tuple[AskedLine, ...]
    deviations: tuple[ActivityLine, ...]
    why: WhyStep | None
    money: GoalMoney
    example: bool

    @property
    def suggestion(self) -> Suggestion:
        """What the figures say: as in the frozen reports; before there are any, from the figures as they are."""
        return self.judged.figures or self.figures.suggestion

    @property
    def citywide(self) -> bool:
        """True for a goal of the council or a city programme: many boards judge, the executive office proposes."""
        return self.goal.level.sphere not in OWN_SPHERES

    @property
    def answering(self) -> tuple[Organisation, ...]:
        """The bodies that must answer for the goal, in name order."""
        bodies = {role.organisation for role in self.roles if role.role in MUST_ANSWER}
        return tuple(sorted(bodies, key=lambda body: body.sort_key))

    @property
    def unheard(self) -> tuple[Organisation, ...]:
        """Those who should have judged the goal in the round that is shown, and have not."""
        heard = {row.report.organisation_id for row in self.judged.boards}
        everybody = asked_bodies(self.judged, self.answering, self.below)
        return tuple(body for body in everybody if body.pk not in heard)

    @property
    def silent(self) -> tuple[Organisation, ...]:
        """Those of them that have neither a goal nor an activity for it: coverage is asked before fulfilment."""
        saying = {below.goal.owner_id for below in self.below}
        slugs = {line.owner_slug for line in self.activities}
        return tuple(body for body in self.answering if body.pk not in saying and body.slug not in slugs)


def find_goal(slug: str) -> Goal | None:
    """The goal with what a page shows of it, or None."""
    chosen = Goal.objects.select_related("level", "owner__area", "reference_area", "pack")
    return chosen.filter(slug=slug).first()


def read_goal_page(goal: Goal, *, year: int, on: date, as_known: AsKnown = NOW) -> GoalPage:
    """The page as known on the day; twenty queries at most for a goal of the council as it is now."""
    as_known.reword([goal])
    tree = area_tree()
    around = _read_around(goal, as_known)
    areas = tuple(tree.areas[row.area_id] for row in around.areas)
    roles = tuple(around.roles)
    links = _links_below(goal, year, as_known)
    lower = [link.lower for link in links]
    above = read_above([goal], year=year, as_known=as_known)
    programmes = _programmes([goal, *lower], as_known) if goal.level.sphere != Sphere.COUNCIL else {}
    lineage = steps_known(lineage_of(goal), as_known)
    judged = judged_goals([goal, *lower], year=year, ancestors=ancestors_in(lineage), as_known=as_known)
    concern = replace(
        _concern(goal, year, areas, roles, tree),
        proxies={row.indicator_id: row.note for row in around.followed if row.proxy},
        gap=goal.kind == GoalKind.GAP,
        lists=around.lists,
    )
    figures = figures_say([row.indicator_id for row in around.followed], concern, on=on, as_known=as_known)
    told = activity_lines(_activities(goal, lower).filter(as_known.there(Activity)), as_known)
    citywide = goal.level.sphere not in OWN_SPHERES
    activities = tuple(line for line in told if not citywide or goal.slug in {one.slug for one in line.goals})
    deviations = tuple(line for line in told if line.standing.status in NEEDS_EXPLANATION)
    asked = tuple(asked_lines(Question.objects.filter(goal__in=[goal, *lower] if citywide else [goal]), as_known))
    below = tuple(
        GoalBelow(link.lower, link, judged.get(link.lower_id, NOBODY), programmes.get(link.lower_id)) for link in links
    )
    here = judged.get(goal.pk, NOBODY)
    page = GoalPage(
        goal, year, programmes.get(goal.pk),
        goal_thread(goal, year, above, programmes.get(goal.pk), below, activities, figures, asked),
        areas, tuple(tree.tiles), _districts(areas, goal, tree), roles, here, figures, activities, below,
        goal_years(goal, lineage, judged), asked, deviations, None,
        goal_money([goal.pk, *(one.goal.pk for one in below)], year=year, on=on) if citywide else GoalMoney(),
        _example(goal, here, figures, told, below),
    )  # fmt: skip
    return replace(page, why=why(here, page.answering, below, figures.lines)) if citywide else page


@dataclass(frozen=True, slots=True)
class _Around:
    """What is kept of the goal in small tables, and the lists that a gap may be taken by."""

    areas: list[GoalArea]
    roles: list[GoalRole]
    followed: list[GoalIndicator]
    entries: list[AreaListEntry]

    @property
    def lists(self) -> tuple[Listed, ...]:
        named = ((row.area_list, row.area_id) for row in self.entries)
        return listed((one.pk, one.slug, one.title, bool(one.pack and one.pack.example), area) for one, area in named)


def _read_around(goal: Goal, as_known: AsKnown) -> _Around:
    """One query."""
    return _Around(
        *rows_together(
            GoalArea.objects.filter(goal=goal),
            goal.roles.select_related("organisation").order_by("role", "organisation__sort_key"),
            GoalIndicator.objects.filter(as_known.there(Indicator, "indicator__slug"), goal=goal),
            AreaListEntry.objects.filter(lists_known(as_known)).select_related("area_list__pack"),
        )
    )


def _links_below(goal: Goal, year: int, as_known: AsKnown) -> list[GoalLink]:
    links = GoalLink.objects.filter(as_known.there(Goal, "lower__slug"), upper=goal)
    of_year = links.filter(Q(lower__year=None) | Q(lower__year=year))
    order = ("lower__level__rank", "lower__owner__sort_key", "lower__order", "lower__sort_key")
    found = list(of_year.select_related("lower__level", "lower__owner", "lower__pack").order_by(*order))
    as_known.reword(link.lower for link in found)
    return found


def _programmes(goals: Sequence[Goal], as_known: AsKnown) -> dict[int, SteeringDocument]:
    there = as_known.there(SteeringDocument, "document__slug")
    rows = list(ProgrammeGoal.objects.filter(there, goal__in=goals).select_related("document__owner"))
    as_known.reword(row.document for row in rows)
    return {row.goal_id: row.document for row in rows}


def _activities(goal: Goal, lower: Sequence[Goal]) -> QuerySet[Activity]:
    """What is done for it; of what boards do for their goals under a goal of the city only what deviates."""
    if goal.level.sphere in OWN_SPHERES:
        return Activity.objects.filter(activity_goals__goal__in=[goal, *lower]).distinct()
    under = Q(activity_goals__goal__in=lower, last_status__in=NEEDS_EXPLANATION)
    return with_standing(Activity.objects.all()).filter(Q(activity_goals__goal=goal) | under).distinct()


def _concern(goal: Goal, year: int, areas: Sequence[Area], roles: Sequence[GoalRole], tree: AreaTree) -> Concern:
    """The goal's own areas, else the districts they lie in with those of the boards that answer, else the owner's."""
    districts = {district.pk for area in areas if (district := tree.district_of(area.pk))}
    answering = {role.organisation.area_id for role in roles if role.role in MUST_ANSWER and role.organisation.area_id}
    owner: Organisation | None = goal.owner
    own_area = {owner.area_id} if owner and owner.area_id else set()
    bodies = {owner.pk} if owner and goal.level.sphere in OWN_SPHERES else set()
    candidates = ({area.pk for area in areas}, districts | answering, own_area)
    chosen = tuple(frozenset(found) for found in candidates if found)
    return Concern(goal.pk, chosen, frozenset(bodies), frozenset(tree.cities), year)


def _districts(areas: Sequence[Area], goal: Goal, tree: AreaTree) -> frozenset[int]:
    keys = [area.pk for area in areas]
    if not keys and goal.owner and goal.owner.area_id:
        keys = [goal.owner.area_id]
    return frozenset(district.pk for key in keys if (district := tree.district_of(key)))


def _example(
    goal: Goal,
    judged: GoalJudged,
    figures: FiguresSay,
    activities: Sequence[ActivityLine],
    below: Sequence[GoalBelow],
) -> bool:
    packs = [goal.pack, *(row.goal.pack for row in below)]
    return (
        any(pack and pack.example for pack in packs)
        or judged.example
        or figures.example
        or any(line.example for line in activities)
        or any(row.judged.example for row in below)
    )
