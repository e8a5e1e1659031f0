"""On a board's plan: what it is asked to adjust, with its answer, and the changes that it asks the city for."""

from typing import Any

from django.db.models import Q
from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from samstad.domain.cycle import actions
from samstad.domain.cycle.choices import ChangeKind
from samstad.domain.cycle.models import AdjustmentRequest
from samstad.domain.cycle.queries import reporting_bodies
from samstad.domain.organisation.choices import BodyKind
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.steering.models import Indicator
from samstad.reports.adjustments import asked_of, read_adjustments, read_changes
from samstad.reports.board_plan import BoardPlan
from samstad.web.desk import written

STEPS = ("answer", "weigh", "forward", "ask_change")


def asked_context(body: Organisation, year: int, plan: BoardPlan) -> dict[str, Any]:
    """What the plan's page shows of it; four queries. A holding company sees its companies' requests with its own."""
    today = timezone.localdate()
    followed = {one.indicator.pk: one.indicator for row in plan.goals for one in row.indicators}
    return {
        "adjustments": read_adjustments(asked_of(body, year), today=today),
        "holding": body.kind == BodyKind.HOLDING_COMPANY,
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
    raw = form.get("begaran", "")
    rows = AdjustmentRequest.objects.filter(asked_of(body, year)).select_related(
        "organisation__parent", "indicator", "goal", "round"
    )
    row = get_object_or_404(rows, pk=written.key(raw))
    if step == "answer":
        actions.answer_adjustment(request=row, text=text, by=by, at=at)
        return _("Svaret är lämnat.")
    if step == "weigh":
        actions.weigh_in(request=row, text=text, by=by, at=at)
        return _("Bolaget får kommentaren.")
    actions.forward_adjustment(request=row, text=text, by=by, at=at)
    return _("Svaret är lämnat till staden.")


def _ask_change(body: Organisation, year: int, form: QueryDict, by: Actor) -> str:
    actions.ask_change(
        organisation=body,
        year=year,
        kind=form.get("kind", ""),
        indicator=get_object_or_404(Indicator.objects.select_related("owner"), slug=form.get("indicator", "")),
        new_value=written.number(form.get("new_value", "")),
        new_name=form.get("new_name", ""),
        new_body=Organisation.objects.filter(slug=form.get("new_body", "")).first(),
        reason=form.get("reason", ""),
        by=by,
        at=timezone.now(),
    )
    return _("Ändringen är begärd. Du får veta när den är beslutad.")
