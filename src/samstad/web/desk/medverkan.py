"""Medverkan at a body: everything asked of it, answered in place, and everything it gives."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from samstad.domain.access import Grants, Permission
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.programmes.actions import Reply, answer, ask, contribute, record_answer_for
from samstad.domain.programmes.choices import AnswerKind, DocumentKind, Standing
from samstad.domain.programmes.models import ProgrammeGoal, Question, SteeringDocument
from samstad.domain.steering.models import Activity
from samstad.refusals import NotAllowed, Refusal
from samstad.reports.followed_year import followed_year
from samstad.reports.medverkan import medverkan
from samstad.web.actor import acting, asking
from samstad.web.desk import written


@login_required
def medverkan_page(request: HttpRequest, board: str) -> HttpResponse:
    """GET shows both directions; POST answers, asks, records another's answer or adds a contribution."""
    body = get_object_or_404(Organisation, slug=board)
    granted = asking(request).grants
    if not granted.allows(Permission.SEE_DRAFT, body):
        sentence = _("Du har ingen roll i %(name)s. Medverkan går att läsa på nämndens egen sida.")
        raise NotAllowed(sentence % {"name": body.name})
    kept: dict[str, str] = {}
    if request.method == "POST":
        try:
            messages.success(request, _do(body, request.POST, acting(request)))
            return redirect("desk:medverkan", board)
        except Refusal as refusal:
            kept = {name: str(value) for name, value in request.POST.items()} | {"problem": refusal.sentence}
    context = _context(body, granted) | {"kept": {**_NOTHING_WRITTEN, **kept}}
    return render(request, "desk/medverkan.html", context, status=400 if kept else 200)


_WRITTEN = ("step", "question", "kind", "text", "new_activity", "answered_by", "answered_on", "asked", "problem")
_NOTHING_WRITTEN = dict.fromkeys(_WRITTEN, "")
"""What a refused form gives back, so that nothing has to be written again."""


def _context(body: Organisation, granted: Grants) -> dict[str, Any]:
    shown = medverkan(body, on=timezone.localdate())
    may_ask = granted.allows(Permission.ASK, body)
    own = list(SteeringDocument.objects.filter(owner=body, kind=DocumentKind.LOCAL_PROGRAMME))
    return {
        "place": "medverkan",
        "board": body,
        "shown": shown,
        "unanswered": [row for row in shown.asked_of_us if row.answer is None],
        "answered": [row for row in shown.asked_of_us if row.answer is not None],
        "may_answer": granted.allows(Permission.ANSWER, body),
        "may_ask": may_ask and bool(own),
        "own_programmes": own,
        "own_goals": [
            row.goal
            for row in ProgrammeGoal.objects.filter(document__in=own).select_related("goal").order_by("goal__order")
        ]
        if may_ask
        else [],
        "activities": list(Activity.objects.filter(owner=body).order_by("sort_key")),
        "parties": list(Organisation.objects.exclude(pk=body.pk).exclude(kind="unit")) if may_ask else [],
        "programmes": list(
            SteeringDocument.objects.filter(kind=DocumentKind.LOCAL_PROGRAMME).exclude(owner=body).order_by("sort_key")
        ),
        "kinds": AnswerKind.choices,
    }


def _do(body: Organisation, form: QueryDict, by: Actor) -> str:
    step = form.get("step", "")
    if step == "ask":
        return _ask(body, form, by)
    if step == "contribute":
        return _contribute(body, form, by)
    question = get_object_or_404(
        Question.objects.select_related("asked", "programme__owner", "goal"), slug=form.get("question", "")
    )
    if step == "record":
        record_answer_for(
            question=question,
            reply=Reply(kind=form.get("kind", ""), text=form.get("text", "")),
            answered_by=form.get("answered_by", ""),
            answered_on=written.day(form.get("answered_on", ""), name=_("svarsdagen")),
            by=by,
            at=timezone.now(),
        )
        return _("Svaret är infört.")
    answer(question=question, reply=_reply(body, form), by=by, at=timezone.now())
    return _("Svaret är sänt.")


def _reply(body: Organisation, form: QueryDict) -> Reply:
    decided = form.get("standing") == Standing.DECIDED
    return Reply(
        kind=form.get("kind", ""),
        text=form.get("text", ""),
        activity=_activity(body, form),
        new_activity=form.get("new_activity", ""),
        year=followed_year(),
        standing=Standing.DECIDED if decided else Standing.OFFICE,
        decided_by=body if decided else None,
        decided_on=written.past_day(form.get("decided_on", ""), name=_("beslutsdagen")) if decided else None,
        paragraph=written.paragraph(form.get("paragraph", "")),
        binds_money=form.get("binds_money") == "1",
    )


def _ask(body: Organisation, form: QueryDict, by: Actor) -> str:
    programme = get_object_or_404(SteeringDocument, slug=form.get("programme", ""), owner=body)
    asked = Organisation.objects.filter(slug=form.get("asked", "")).first()
    if asked is None:
        raise Refusal("no_party", _("Välj vem ni frågar."))
    found = ProgrammeGoal.objects.select_related("goal").filter(document=programme, goal__slug=form.get("goal", ""))
    row = found.first()
    ask(
        programme=programme,
        asked=asked,
        text=form.get("text", ""),
        goal=row.goal if row else None,
        by=by,
        at=timezone.now(),
    )
    return _("Frågan är ställd till %(name)s.") % {"name": asked.name}


def _contribute(body: Organisation, form: QueryDict, by: Actor) -> str:
    programme = get_object_or_404(SteeringDocument, slug=form.get("programme", ""))
    activity = _activity(body, form)
    if activity is None:
        raise Refusal("no_activity", _("Välj vilken av era aktiviteter som bidrar."))
    contribute(organisation=body, programme=programme, activity=activity, by=by, at=timezone.now())
    return _("Bidraget är inlagt.")


def _activity(body: Organisation, form: QueryDict) -> Activity | None:
    return Activity.objects.filter(owner=body, slug=form.get("activity", "")).first()
