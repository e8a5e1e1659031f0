"""Plans of action for local social sustainability: which districts have one by the day, and what they say."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from samstad.domain.history.as_known import NOW, AsKnown
from samstad.domain.history.models import Event
from samstad.domain.organisation.models import Organisation
from samstad.domain.programmes.choices import RequestKind
from samstad.domain.programmes.models import (
    ActionPlan,
    ActionPlanCompany,
    ActionPlanGoal,
    ProgrammeRequest,
    RequestBody,
    SteeringDocument,
)
from samstad.domain.programmes.queries import measures_of
from samstad.reports.need.housing_stock import StockPart, read_stock


@dataclass(frozen=True, slots=True)
class PlannedGoal:
    title: str
    measured: str
    indicators: tuple[str, ...]
    activities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition of a plan; a decided one says what was decided, whatever has been changed since."""

    plan: ActionPlan
    companies: tuple[Organisation, ...]
    goals: tuple[PlannedGoal, ...]


@dataclass(frozen=True, slots=True)
class DistrictPlan:
    """One board that is asked for a plan. `largest` is the company with most homes in its district."""

    board: Organisation
    request: ProgrammeRequest
    decided: Edition | None
    draft: Edition | None
    largest: StockPart | None
    late: bool

    @property
    def example(self) -> bool:
        rows = [edition.plan.pack for edition in (self.decided, self.draft) if edition]
        return any(pack and pack.example for pack in rows)

    @property
    def with_largest(self) -> bool:
        """False when the decided plan is made without the company that has most homes."""
        return not (self.decided and self.largest) or self.largest.company in self.decided.companies


@dataclass(frozen=True, slots=True)
class ActionPlans:
    programme: SteeringDocument
    requests: tuple[ProgrammeRequest, ...]
    lines: tuple[DistrictPlan, ...]

    @property
    def missing(self) -> tuple[DistrictPlan, ...]:
        """Those that are asked for one and have decided none."""
        return tuple(line for line in self.lines if line.decided is None and line.request.withdrawn_on is None)

    @property
    def example(self) -> bool:
        return any(line.example for line in self.lines)


def read_action_plans(programme: SteeringDocument, *, on: date, as_known: AsKnown = NOW) -> ActionPlans:
    """Every board that the programme asks for a plan, in name order; eight queries, and two more of a past day."""
    called = RequestBody.objects.filter(
        as_known.there(ProgrammeRequest, "request__slug"),
        request__programme=programme,
        request__kind=RequestKind.ACTION_PLAN,
    )
    rows = list(called.select_related("request__pack", "organisation").order_by("organisation__sort_key"))
    as_known.reword(row.request for row in rows)
    editions = _editions(programme, as_known)
    stock = read_stock(as_known) if rows else None
    largest = {line.area.pk: line.largest for line in stock.lines} if stock else {}
    lines = []
    for row in rows:
        own = editions[row.organisation_id]
        if row.request.withdrawn_on and not own:
            continue
        decided = [one for one in own if one.plan.decided_on]
        last = decided[-1] if decided else None
        lines.append(
            DistrictPlan(
                row.organisation,
                row.request,
                last,
                own[-1] if own and not own[-1].plan.decided_on else None,
                largest.get(row.organisation.area_id or 0),
                last is None and not row.request.withdrawn_on and row.request.due is not None and row.request.due < on,
            )
        )
    requests = {row.request_id: row.request for row in rows}
    return ActionPlans(programme, tuple(requests.values()), tuple(lines))


def calls_for_plans(board: Organisation) -> list[ProgrammeRequest]:
    """The requests that ask the board for a plan of action, in order; one withdrawn while the board has a plan."""
    planned = ActionPlan.objects.filter(board=board).values("programme")
    rows = ProgrammeRequest.objects.filter(
        Q(withdrawn_on=None) | Q(programme__in=planned), kind=RequestKind.ACTION_PLAN, bodies__organisation=board
    )
    return list(rows.select_related("programme").order_by("programme__sort_key", "order"))


def _plans(programme: SteeringDocument, as_known: AsKnown) -> list[ActionPlan]:
    """The editions that somebody had begun by the day, decided if they were then."""
    rows = ActionPlan.objects.filter(programme=programme).select_related("pack").order_by("board_id", "number")
    if as_known.on is None:
        return list(rows)
    written = Event.objects.filter(subject="programmes.action_plan", action="save_action_plan")
    first = dict(written.order_by("-at", "-pk").values_list("subject_key", "at"))
    begun = [row for row in rows if row.slug not in first or first[row.slug] < as_known.after]
    for row in begun:
        if row.decided_on and row.decided_on > as_known.on:
            row.decided_on, row.paragraph = None, ""
    return begun


def _editions(programme: SteeringDocument, as_known: AsKnown) -> dict[int, list[Edition]]:
    """Per board its editions, oldest first. What a draft said on a past day is on no record, and no page shows it."""
    plans = _plans(programme, as_known)
    companies: dict[int, list[Organisation]] = defaultdict(list)
    for row in ActionPlanCompany.objects.filter(plan__in=plans).select_related("company"):
        companies[row.plan_id].append(row.company)
    goals: dict[int, list[ActionPlanGoal]] = defaultdict(list)
    rows = list(ActionPlanGoal.objects.filter(plan__in=plans).select_related("goal").order_by("plan_id", "order"))
    for goal in rows:
        goals[goal.plan_id].append(goal)
    indicators, activities = measures_of(rows)
    found: dict[int, list[Edition]] = defaultdict(list)
    for plan in plans:
        own = tuple(
            PlannedGoal(row.decided_title, row.measured, tuple(row.decided_indicators), tuple(row.decided_activities))
            if plan.decided_on
            else PlannedGoal(
                row.goal.title, row.measured, tuple(indicators[row.goal_id]), tuple(activities[row.goal_id])
            )
            for row in goals[plan.pk]
        )
        found[plan.board_id].append(Edition(plan, tuple(companies[plan.pk]), own))
    return found
