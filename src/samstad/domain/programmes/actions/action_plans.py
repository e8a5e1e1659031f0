"""A district board makes its plan for local social sustainability with its housing company, and decides it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samstad.domain.access import Permission, require
from samstad.domain.history.record import record
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.programmes import rules
from samstad.domain.programmes.choices import RequestKind
from samstad.domain.programmes.models import (
    ActionPlan,
    ActionPlanCompany,
    ActionPlanGoal,
    RequestBody,
    SteeringDocument,
)
from samstad.domain.programmes.queries import measures_of
from samstad.domain.steering.models import Goal
from samstad.domain.steering.rules import check_paragraph
from samstad.refusals import Refusal, Stale


@dataclass(frozen=True)
class PlanContent:
    """What a plan says. `goals` are (goal, how it is measured), in order."""

    analysis: str = ""
    analysed_on: date | None = None
    companies: Sequence[Organisation] = ()
    goals: Sequence[tuple[Goal, str]] = ()


@transaction.atomic
def save_action_plan(
    *, programme: SteeringDocument, board: Organisation, content: PlanContent, version: int, by: Actor, at: datetime
) -> ActionPlan:
    """The stored plan: the open edition, else the first one, else (after a decision) the next number."""
    require(by, Permission.PLAN, on=localdate(at), board=board)
    called = RequestBody.objects.filter(request__programme=programme, request__kind=RequestKind.ACTION_PLAN)
    called = called.filter(request__withdrawn_on=None)
    rules.check_called(board, set(called.values_list("organisation_id", flat=True)))
    rules.check_companies(content.companies)
    if any(goal.owner_id != board.pk for goal, _measured in content.goals):
        raise Refusal("not_own_goal", _("Välj bland nämndens egna mål. Nya mål läggs in i planen."))
    plan = _open_edition(programme, board)
    if plan.version != version:
        raise Stale(
            _("%(name)s hann ändra handlingsplanen före dig. Läs den igen och spara på nytt.")
            % {"name": plan.changed_by},
            {"version": plan.version, "changed_by": plan.changed_by},
        )
    plan.analysis, plan.analysed_on = content.analysis.strip(), content.analysed_on
    plan.version, plan.changed_by = version + 1, by.name
    plan.save()
    _write(plan, content)
    _remember("save_action_plan", plan, {"goals": [None, len(content.goals)]}, by, at)
    return plan


@transaction.atomic
def decide_action_plan(*, plan: ActionPlan, decided_on: date, paragraph: str, by: Actor, at: datetime) -> ActionPlan:
    """The plan as decided; its goals keep the words, indicators and activities that stood there then."""
    require(by, Permission.DECIDE, on=localdate(at), board=plan.board)
    rules.check_open(plan)
    paragraph = check_paragraph(paragraph)
    if not paragraph:
        raise Refusal("no_paragraph", _("Ange paragrafen i protokollet."))
    if decided_on > localdate(at):
        raise Refusal("in_future", _("Beslutet kan inte vara senare än i dag. Kontrollera datumet."))
    rows = list(plan.goals.select_related("goal"))
    if not rows:
        raise Refusal("no_goals", _("Välj minst ett mål som handlingsplanen ska nå."))
    indicators, activities = measures_of(rows)
    rules.check_whole(
        plan,
        companies=plan.companies.count(),
        unmeasured=[row.goal.title for row in rows if not row.measured and not indicators[row.goal_id]],
        undone=[row.goal.title for row in rows if not activities[row.goal_id]],
    )
    for row in rows:
        row.decided_title = row.goal.title
        row.decided_indicators, row.decided_activities = indicators[row.goal_id], activities[row.goal_id]
    ActionPlanGoal.objects.bulk_update(rows, ["decided_title", "decided_indicators", "decided_activities"])
    plan.decided_on, plan.paragraph = decided_on, paragraph
    plan.version += 1
    plan.save(update_fields=["decided_on", "paragraph", "version"])
    _remember("decide_action_plan", plan, {"decided_on": [None, decided_on.isoformat()]}, by, at)
    return plan


def _open_edition(programme: SteeringDocument, board: Organisation) -> ActionPlan:
    """The edition that is being written. After a decision it is the next, which stands at its predecessor's version."""
    last = ActionPlan.objects.filter(Q(programme=programme), board=board).select_for_update().last()
    if last is not None and not last.decided_on:
        return last
    number = last.number + 1 if last else 1
    return ActionPlan(
        slug=f"{programme.slug}-{board.slug}-{number}"[:140],
        programme=programme,
        board=board,
        number=number,
        version=last.version if last else 0,
        changed_by=last.changed_by if last else "",
    )


def _write(plan: ActionPlan, content: PlanContent) -> None:
    plan.companies.all().delete()
    ActionPlanCompany.objects.bulk_create(ActionPlanCompany(plan=plan, company=one) for one in content.companies)
    plan.goals.all().delete()
    ActionPlanGoal.objects.bulk_create(
        ActionPlanGoal(plan=plan, goal=goal, order=order, measured=measured.strip()[:300])
        for order, (goal, measured) in enumerate(content.goals)
    )


def _remember(action: str, plan: ActionPlan, change: dict[str, list[object]], by: Actor, at: datetime) -> None:
    record(action, subject="programmes.action_plan", key=plan.slug, board=plan.board.slug, by=by, at=at, change=change)
