"""The strategist's index: what if, a saved proposal, and the list that a body adopts."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from samstad.calculations.index import parse_method
from samstad.calculations.index.words import NORMALISED
from samstad.domain.access import Permission
from samstad.domain.organisation.models import Organisation
from samstad.domain.places.models import Area
from samstad.domain.risk import actions
from samstad.domain.risk.models import Run, Selection
from samstad.refusals import NotAllowed, Refusal
from samstad.reports.need.index_page import find_run, read_indices
from samstad.reports.need.what_if import Change, Years, ask, changed, years_of
from samstad.sources.method_texts import mapping_of, read_method_text, text_of
from samstad.web.actor import acting, asking
from samstad.web.desk import written

OTHER_WAYS = {
    "minmax": _lazy("lägst till högst"),
    "z": _lazy("avstånd från medelvärdet"),
    "percentile": _lazy("plats i ordningen"),
}
AGGREGATES = {"arithmetic": _lazy("medelvärde"), "geometric": _lazy("geometriskt medelvärde")}
LARGEST_WEIGHT = 1000.0
MOST_LISTS = 50


@login_required
def need_page(request: HttpRequest) -> HttpResponse:
    """Every index, and the lists that are being made."""
    _require(request)
    made = Selection.objects.select_related("run__version__definition", "body").defer("run__input", "run__result")
    context = {"place": "need", "lines": read_indices(), "selections": list(made.order_by("-pk")[:MOST_LISTS])}
    return render(request, "desk/need.html", context)


@login_required
def what_if(request: HttpRequest, slug: str) -> HttpResponse:
    """GET answers a question and stores nothing; POST saves it as a proposal with its motivation."""
    _require(request)
    run = _full(slug)
    mapping, years = mapping_of(run.version.method), years_of(run)
    asked = request.POST if request.method == "POST" else request.GET
    context: dict[str, Any] = {
        "place": "need",
        "run": run,
        "definition": run.version.definition,
        "kept": {name: asked.get(name, "") for name in ("year", "k", "normalise", "aggregate", "motivation")},
        "years": years,
        "answer": None,
        "refusal": None,
    }
    status = 200
    try:
        change = _change(asked, mapping, years)
        new = changed(mapping, change)
        context["answer"] = ask(run, parse_method(new))
        if request.method == "POST":
            return _save(request, run, new, asked.get("motivation", "").strip())
    except Refusal as refusal:
        status = 400
        context["refusal"] = refusal
    return render(request, "desk/what_if.html", {**context, **_choices(mapping, asked, years)}, status=status)


def _save(request: HttpRequest, run: Run, new: dict[str, Any], motivation: str) -> HttpResponse:
    if not motivation:
        raise Refusal("no_motivation", _("Skriv varför förslaget är bättre, så att andra kan pröva det."))
    by, at = acting(request), timezone.now()
    version = actions.save_version(
        definition=run.version.definition, method=text_of(new), read=read_method_text, by=by, at=at
    )
    made = actions.compute_run(
        version=version,
        read=read_method_text,
        kind=_kind(run),
        known_on=run.known_on,
        note=motivation,
        by=by,
        at=at,
    )
    messages.success(request, _("Förslaget är sparat som version %(key)s.") % {"key": made.key})
    return redirect("desk:need")


@login_required
def propose(request: HttpRequest, slug: str) -> HttpResponse:
    """A list from the index's own rule, to be departed from and adopted."""
    _require(request)
    run = _full(slug)
    if request.method == "POST":
        made = actions.propose_selection(
            run=run,
            title=request.POST.get("title", ""),
            rule=run.result["rule"],
            by=acting(request),
            at=timezone.now(),
        )
        return redirect("desk:selection", made.pk)
    return redirect("desk:need")


@login_required
def selection(request: HttpRequest, pk: int) -> HttpResponse:
    """A list: the areas with their probability, a body's departures, and the decision."""
    _require(request)
    found = get_object_or_404(Selection.objects.select_related("run__version__definition", "body", "area_list"), pk=pk)
    status = 200
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            _decide(request, found)
            return redirect("desk:selection", pk)
        except Refusal as told:
            refusal, status = told, 400
    context = {
        "place": "need",
        "selection": found,
        "rows": list(found.rows.select_related("area").order_by("pk")),
        "bodies": list(Organisation.objects.exclude(kind__in=("external", "unit")).order_by("sort_key")),
        "refusal": refusal,
        "kept": {name: request.POST.get(name, "") for name in ("area", "motivation", "body", "on", "paragraph")},
    }
    return render(request, "desk/selection.html", context, status=status)


def _decide(request: HttpRequest, found: Selection) -> None:
    form, by, at = request.POST, acting(request), timezone.now()
    if form.get("step") == "adopt":
        actions.adopt_selection(
            selection=found,
            body=get_object_or_404(Organisation, slug=form.get("body", "")),
            on=written.past_day(form.get("on", ""), name=_("sammanträdesdagen")),
            paragraph=written.paragraph(form.get("paragraph", "")),
            by=by,
            at=at,
        )
        messages.success(request, _("Listan är antagen."))
        return
    actions.choose_area(
        selection=found,
        area=get_object_or_404(Area, slug=form.get("area", "")),
        chosen=form.get("chosen") == "1",
        motivation=form.get("motivation", ""),
        by=by,
        at=at,
    )
    messages.success(request, _("Valet är sparat."))


def _require(request: HttpRequest) -> None:
    if not asking(request).grants.allows(Permission.WEIGH_NEED):
        raise NotAllowed(_("Index och listor görs av stadens samordnare. Det som är klart finns under Behov."))


def _full(slug: str) -> Run:
    """The run with its figures."""
    found = find_run(slug)
    if found is None:
        raise Http404
    return Run.objects.select_related("version__definition").get(pk=found.pk)


def _kind(run: Run) -> str:
    """The kind of areas that the run is about."""
    return Area.objects.filter(slug__in=[row["slug"] for row in run.input["areas"][:1]]).values_list("kind", flat=True)[
        0
    ]


def _change(asked: Mapping[str, str], mapping: dict[str, Any], years: Years) -> Change:
    codes = [str(row["code"]) for row in (*mapping["indicators"], *mapping["nodes"])]
    weights = {}
    for number, code in enumerate(codes):
        given = asked.get(f"w{number}", "").strip()
        if given:
            value = written.number(given)
            if value is None or not 0 <= float(value) <= LARGEST_WEIGHT:
                raise Refusal("bad_weight", _("En vikt är ett tal från 0 till 1 000."))
            weights[code] = float(value)
    k = asked.get("k", "")
    if k and not (k.isdecimal() and 0 < int(k) < 10**6):
        raise Refusal("bad_k", _("Antalet områden är ett heltal över noll."))
    year = asked.get("year", "")
    if year and year not in years.told:
        raise Refusal("no_year", _("Det finns inga siffror för %(year)s.") % {"year": year})
    return Change(
        weights,
        frozenset(code for number, code in enumerate(codes) if asked.get(f"u{number}")),
        int(k) if k else None,
        asked.get("normalise", "") if asked.get("normalise", "") in NORMALISED else "",
        asked.get("aggregate", "") if asked.get("aggregate", "") in AGGREGATES else "",
        dict.fromkeys(years.told[year], year) if year else {},
    )


def _choices(mapping: dict[str, Any], asked: Mapping[str, str], years: Years) -> dict[str, Any]:
    """The form's rows: each part with its weight as written or as asked, and whether it lacks figures of the year."""
    rows = []
    told = years.told.get(asked.get("year", ""))
    for number, row in enumerate((*mapping["indicators"], *mapping["nodes"])):
        if not row.get("parent"):
            continue
        leaf = number < len(mapping["indicators"])
        rows.append(
            {
                "number": number,
                "name": row.get("name") or row["code"],
                "leaf": leaf,
                "weight": asked.get(f"w{number}") or str(row.get("weight", 1)).replace(".", ","),
                "left_out": bool(asked.get(f"u{number}")),
                "lacks_year": leaf and told is not None and str(row["code"]) not in told,
            }
        )
    lacking = ", ".join(row["name"] for row in rows if row["lacks_year"] and not row["left_out"])
    return {"parts": rows, "lacking": lacking, "ways": OTHER_WAYS.items(), "aggregates": AGGREGATES.items()}
