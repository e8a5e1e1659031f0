"""A board states its larger measures in its budget proposal: a list, and a form for one at a time."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from samstad.domain.cycle import actions
from samstad.domain.cycle.choices import RoundKind
from samstad.domain.cycle.models import ProposedMeasure, Report
from samstad.domain.cycle.queries import goals_of, measures_of
from samstad.domain.cycle.rules import Cell, years_of
from samstad.domain.places.choices import AreaKind
from samstad.domain.places.models import Area
from samstad.domain.steering.choices import MoneyKind
from samstad.domain.steering.models import Activity, Goal
from samstad.refusals import Refusal, Stale
from samstad.web.actor import acting, asking
from samstad.web.desk import written
from samstad.web.desk.measure_table import may_propose, proposal
from samstad.web.desk.report_found import report_or_404

Wrote = dict[str, Any]


@login_required
def measures_page(request: HttpRequest, board: str, year: int) -> HttpResponse:
    """GET shows the measures, with one in the form (`?atgard=`). POST proposes, changes or withdraws one."""
    report = report_or_404(request, board, year, RoundKind.BUDGET_PROPOSAL)
    wrote: Wrote = {}
    if request.method == "POST":
        try:
            messages.success(request, _do(report, request.POST, acting(request)))
            return redirect("desk:measures", board, year)
        except Refusal as refusal:
            wrote = _kept(request.POST, refusal)
    chosen = _chosen(report, request.GET.get("atgard", "")) if not wrote else None
    context = {
        "place": "report",
        "board": report.organisation,
        "report": report,
        "measures": proposal(report),
        "may_propose": may_propose(report, asking(request).grants),
        **_form(report, wrote or _standing(chosen)),
    }
    return render(request, "desk/measures.html", context, status=400 if wrote else 200)


def _do(report: Report, form: QueryDict, by: Any) -> str:
    at, version = timezone.now(), written.version(form.get("version", ""))
    slug = form.get("measure", "")
    if form.get("step") == "withdraw":
        actions.withdraw_measure(report=report, measure=_measure(report, slug), version=version, by=by, at=at)
        return _("Åtgärden är tillbakadragen.")
    plan = _plan(report, form)
    if slug:
        actions.change_measure(report=report, measure=_measure(report, slug), plan=plan, version=version, by=by, at=at)
        return _("Åtgärden är ändrad.")
    actions.propose_measure(report=report, plan=plan, by=by, at=at)
    return _("Åtgärden är inlagd.")


def _measure(report: Report, slug: str) -> ProposedMeasure:
    return get_object_or_404(measures_of(report), slug=slug)


def _plan(report: Report, form: QueryDict) -> actions.MeasurePlan:
    return actions.MeasurePlan(
        title=form.get("title", ""),
        text=form.get("text", ""),
        activity=Activity.objects.filter(slug=form.get("activity", "")).first(),
        goals=tuple(Goal.objects.select_related("level").filter(slug__in=form.getlist("goal"))),
        area=Area.objects.filter(slug=form.get("area", "")).first(),
        amounts=money(form, "", [(year, kind) for year in years_of(report.round) for kind in MoneyKind.values]),
    )


def money(form: QueryDict, prefix: str, cells: list[Cell]) -> dict[Cell, Decimal]:
    """What stands in the fields for money, named by year and kind; empty ones and zeros are nothing."""
    found = {}
    for year, kind in cells:
        amount = written.number(form.get(f"{prefix}{year}.{kind}", ""))
        if amount:
            found[year, kind] = round(amount, 3)
    return found


def _chosen(report: Report, slug: str) -> ProposedMeasure | None:
    return measures_of(report).filter(slug=slug).first() if slug else None


def _standing(measure: ProposedMeasure | None) -> Wrote:
    """The form's fields as the measure stands, or empty for a new one."""
    if measure is None:
        return {"version": 0}
    amounts = {f"{row.year}.{row.kind}": format(row.amount.normalize(), "f") for row in measure.amounts.all()}
    return {
        "measure": measure.slug,
        "version": measure.version,
        "title": measure.title,
        "text": measure.text,
        "activity": measure.activity.slug if measure.activity else "",
        "area": measure.area.slug if measure.area else "",
        "goals": set(measure.measure_goals.values_list("goal__slug", flat=True)),
        **{name: amount.replace(".", ",") for name, amount in amounts.items()},
    }


def _kept(form: QueryDict, refusal: Refusal) -> Wrote:
    """What was written, with the sentence; after somebody else's change the next press is against what stands now."""
    kept: Wrote = {name: str(value) for name, value in form.items()}
    kept |= {"goals": set(form.getlist("goal")), "problem": refusal.sentence}
    if isinstance(refusal, Stale):
        kept |= {"version": refusal.theirs["version"], "theirs": str(refusal.theirs.get("text", ""))}
    return kept


def _form(report: Report, wrote: Wrote) -> dict[str, Any]:
    board, year = report.organisation, report.round.year
    names = ("measure", "version", "title", "text", "activity", "area", "goals", "problem", "theirs")
    return {
        "wrote": {name: wrote.get(name, "") for name in names},
        "years": [
            (each, [(f"{each}.{kind}", label, wrote.get(f"{each}.{kind}", "")) for kind, label in MoneyKind.choices])
            for each in years_of(report.round)
        ],
        "kinds": MoneyKind.choices,
        "activities": list(
            Activity.objects.filter(Q(year__in=(year - 1, year)) | Q(year=None), owner=board).order_by("sort_key")
        ),
        "goals": _goals(report, set(wrote.get("goals", ()))),
        "areas": _areas(report),
    }


def _goals(report: Report, tied: set[str]) -> list[Goal]:
    """The board's goals of the year, before they are set those of the year before; and those it is tied to already."""
    board, year = report.organisation, report.round.year
    listed = list(goals_of(board, year))
    if not any(goal.year == year for goal in listed):
        listed = list(goals_of(board, year - 1))
    return listed + list(Goal.objects.filter(slug__in=tied - {goal.slug for goal in listed}))


def _areas(report: Report) -> list[Area]:
    """A district board's own area with its parts; the districts for a board of the whole city."""
    area = report.organisation.area_id
    near = Q(pk=area) | Q(parent=area) if area else Q(kind=AreaKind.DISTRICT, valid_to=None)
    return list(Area.objects.filter(near).order_by("sort_key"))
