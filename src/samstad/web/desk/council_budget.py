"""The council's budget as the city's coordinator enters it: answers, targets, assignments, and the decision."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstad.domain.access import Permission
from samstad.domain.cycle import actions
from samstad.domain.cycle.choices import MeasureAnswerKind, RoundKind
from samstad.domain.cycle.models import CouncilAssignment, CouncilTarget, Round
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.steering.choices import Direction, Periodicity
from samstad.domain.steering.models import Goal, Indicator
from samstad.refusals import NotAllowed, Refusal
from samstad.reports.council_budget import collect_budget
from samstad.reports.council_budget.desk import BudgetDesk, read_desk
from samstad.web.actor import acting, asking
from samstad.web.desk import written
from samstad.web.desk.budget_answers import Problems, rows_of, save_answers


@login_required
def budget_page(request: HttpRequest, year: int) -> HttpResponse:
    """GET shows what boards propose and what the budget says. POST does one thing, or saves one board's answers."""
    of_round = get_object_or_404(Round.objects.select_related("pack"), year=year, kind=RoundKind.COUNCIL_BUDGET)
    if not asking(request).grants.allows(Permission.ISSUE_BUDGET):
        raise NotAllowed(_("Budgeten förs in av stadens samordnare. Den beslutade finns under Uppföljning."))
    problems: Problems = {}
    kept: dict[str, Any] = {}
    if request.method == "POST":
        try:
            said, problems = _do(of_round, request.POST, acting(request))
            if not problems:
                messages.success(request, said)
                return redirect(f"{reverse('desk:council_budget', args=[year])}{_place(request.POST)}")
        except Refusal as refusal:
            kept = {name: str(value) for name, value in request.POST.items()}
            kept |= {"problem": refusal.sentence, "boards": set(request.POST.getlist("board"))}
    desk = read_desk(of_round)
    context = {**_context(desk), "groups": rows_of(desk, request.POST, problems), "kept": {**_EMPTY, **kept}}
    return render(request, "desk/council_budget.html", context, status=400 if kept or problems else 200)


_FIELDS = (
    "step", "problem", "indicator", "name", "unit", "direction", "periodicity", "goal", "value", "title", "text",
    "start", "end", "slug", "decided_on", "paragraph", "registration_number", "boards",
)  # fmt: skip
_EMPTY = dict.fromkeys(_FIELDS, "")
"""What a refused form gives back, so that nothing has to be written again."""


def _context(desk: BudgetDesk) -> dict[str, Any]:
    return {
        "place": "city",
        "board": None,
        "desk": desk,
        "of_round": desk.round,
        "answers": MeasureAnswerKind.choices,
        "directions": Direction.choices,
        "periodicities": Periodicity.choices,
    }


def _place(form: QueryDict) -> str:
    """Where on the page the person was."""
    anchors = {"answers": form.get("group", ""), "decide": ""}
    anchor = anchors.get(form.get("step", ""), "uppdrag" if "assign" in form.get("step", "") else "arsmal")
    return f"#{anchor}" if anchor else ""


def _do(of_round: Round, form: QueryDict, by: Actor) -> tuple[str, Problems]:
    step = form.get("step", "")
    if step == "answers":
        saved, problems = save_answers(of_round, form, by=by, at=timezone.now())
        return ngettext("%(n)d svar är sparat.", "%(n)d svar är sparade.", saved) % {"n": saved}, problems
    if step not in STEPS:
        raise Http404
    return STEPS[step](of_round, form, {"by": by, "at": timezone.now()}), {}


Who = dict[str, Any]


def _target(of_round: Round, form: QueryDict, who: Who) -> str:
    of: Indicator | actions.NewIndicator | None = Indicator.objects.filter(slug=form.get("indicator", "")).first()
    if of is None:
        of = actions.NewIndicator(
            name=form.get("name", ""),
            unit=form.get("unit", ""),
            direction=form.get("direction", ""),
            periodicity=form.get("periodicity", ""),
            by_sex=form.get("by_sex") == "1",
        )
    actions.propose_target(of_round=of_round, of=of, goal=_goal(form), value=_value(form), **who)
    return _("Årsmålet är inlagt.")


def _change_target(of_round: Round, form: QueryDict, who: Who) -> str:
    target = _found(CouncilTarget, of_round, form)
    actions.change_target(target=target, value=_value(form), version=_version(form), **who)
    return _("Årsmålet är ändrat.")


def _withdraw_target(of_round: Round, form: QueryDict, who: Who) -> str:
    actions.withdraw_target(target=_found(CouncilTarget, of_round, form), version=_version(form), **who)
    return _("Årsmålet är borttaget ur budgeten.")


def _assign(of_round: Round, form: QueryDict, who: Who) -> str:
    actions.propose_assignment(of_round=of_round, plan=_assignment(form), boards=_boards(form), **who)
    return _("Uppdraget är inlagt.")


def _change_assignment(of_round: Round, form: QueryDict, who: Who) -> str:
    assignment = _found(CouncilAssignment, of_round, form)
    actions.change_assignment(
        assignment=assignment, plan=_assignment(form), boards=_boards(form), version=_version(form), **who
    )
    return _("Uppdraget är ändrat.")


def _withdraw_assignment(of_round: Round, form: QueryDict, who: Who) -> str:
    actions.withdraw_assignment(assignment=_found(CouncilAssignment, of_round, form), version=_version(form), **who)
    return _("Uppdraget är borttaget ur budgeten.")


def _decide(of_round: Round, form: QueryDict, who: Who) -> str:
    actions.decide_budget(
        of_round=of_round,
        collect=collect_budget,
        meeting_date=written.past_day(form.get("decided_on", ""), name=_("sammanträdesdagen")),
        paragraph=written.paragraph(form.get("paragraph", "")),
        registration_number=form.get("registration_number", ""),
        **who,
    )
    return _("Fullmäktiges beslut är infört. Nämnderna har fått veta det.")


STEPS: dict[str, Callable[[Round, QueryDict, Who], str]] = {
    "target": _target,
    "change_target": _change_target,
    "withdraw_target": _withdraw_target,
    "assign": _assign,
    "change_assign": _change_assignment,
    "withdraw_assign": _withdraw_assignment,
    "decide": _decide,
}


def _found(model: Any, of_round: Round, form: QueryDict) -> Any:
    return get_object_or_404(model.objects.select_related("round"), round=of_round, slug=form.get("slug", ""))


def _version(form: QueryDict) -> int:
    return written.version(form.get("version", ""))


def _goal(form: QueryDict) -> Goal | None:
    return Goal.objects.select_related("level").filter(slug=form.get("goal", "")).first()


def _value(form: QueryDict) -> Any:
    value = written.number(form.get("value", ""))
    if value is None:
        raise Refusal("no_value", _("Skriv årsmålet som ett tal."))
    return value


def _assignment(form: QueryDict) -> actions.AssignmentPlan:
    return actions.AssignmentPlan(
        title=form.get("title", ""),
        text=form.get("text", ""),
        goal=_goal(form),
        start=_day(form, "start", _("startdagen")),
        end=_day(form, "end", _("slutdagen")),
    )


def _boards(form: QueryDict) -> list[Organisation]:
    return list(Organisation.objects.filter(slug__in=form.getlist("board")))


def _day(form: QueryDict, field: str, name: str) -> date | None:
    text = form.get(field, "")
    return written.day(text, name=name) if text.strip() else None
