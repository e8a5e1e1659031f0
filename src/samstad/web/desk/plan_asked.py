"""On a board's plan: what it is asked to adjust, with its answer, and the changes that it asks the city for."""

from typing import Any

from django.db.models import Q
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstad.domain.cycle import actions
from samstad.domain.cycle.choices import ChangeKind
from samstad.domain.cycle.models import AdjustmentRequest
from samstad.domain.cycle.queries import reporting_bodies
from samstad.domain.organisation.choices import BodyKind
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.steering.models import Goal, Indicator
from samstad.reports.adjustments import asked_of, read_adjustments, read_changes
from samstad.reports.board_plan import BoardPlan
from samstad.reports.joint_answers import read_joint
from samstad.web.desk import written

STEPS = ("answer", "weigh", "forward", "ask_change")


def asked_context(body: Organisation, year: int, plan: BoardPlan) -> dict[str, Any]:
    """What the plan's page shows of it; four queries. A holding company sees its companies' plans and requests too."""
    today = timezone.localdate()
    lines, holding = read_adjustments(asked_of(body, year), today=today), body.kind == BodyKind.HOLDING_COMPANY
    followed = {one.indicator.pk: one.indicator for row in plan.goals for one in row.indicators}
    return {
        "adjustments": [line for line in lines if line.request.organisation_id == body.pk],
        "holding": holding,
        "joint": read_joint(body, lines, on=today) if holding else (),
        "changes": read_changes(Q(organisation=body, year=year)),
        "change_kinds": ChangeKind.choices,
        "followed": list(followed.values()),
        "bodies": list(reporting_bodies(today)),
    }


def do_asked(body: Organisation, year: int, form: QueryDict, by: Actor) -> str:
    """The sentence of what was done: an answer, a word to one's company, an answer for it, or a change asked for."""
    step, at, text = form.get("step", ""), timezone.now(), form.get("text", "")
    if step == "ask_change":
        return _ask_change(body, year, form, by)
    chosen = {written.key(raw) for raw in form.getlist("begaran")}
    rows = AdjustmentRequest.objects.filter(asked_of(body, year), pk__in=chosen).select_related(
        "organisation__parent", "indicator", "goal", "round"
    )
    if step == "answer":
        actions.answer_adjustment(request=get_object_or_404(rows), text=text, by=by, at=at)
        return _("Svaret är lämnat.")
    together = list(rows.order_by("organisation__sort_key", "pk"))
    if len(together) != len(chosen):
        raise Http404
    if step == "weigh":
        actions.weigh_in_together(requests=together, text=text, by=by, at=at)
        return ngettext("Bolaget får kommentaren.", "Bolagen får kommentaren.", len(together))
    actions.forward_together(requests=together, text=text, by=by, at=at)
    said = ngettext("Svaret för %(n)d bolag är lämnat.", "Svaret för %(n)d bolag är lämnat.", len(together))
    return said % {"n": len(together)}


def _ask_change(body: Organisation, year: int, form: QueryDict, by: Actor) -> str:
    actions.ask_change(
        organisation=body,
        year=year,
        kind=form.get("kind", ""),
        indicator=get_object_or_404(Indicator.objects.select_related("owner"), slug=form.get("indicator", "")),
        new_value=written.number(form.get("new_value", "")),
        new_name=form.get("new_name", ""),
        goal=Goal.objects.select_related("level").filter(slug=form.get("goal", ""), year=year).first(),
        new_body=Organisation.objects.filter(slug=form.get("new_body", "")).first(),
        reason=form.get("reason", ""),
        by=by,
        at=timezone.now(),
    )
    return _("Ändringen är begärd. Du får veta när den är beslutad.")
