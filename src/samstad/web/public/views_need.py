"""Behov: the index, why an area stands where it stands, and what another choice would have given."""

import csv

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samstad.calculations.index.words import VARIED, method_sentences
from samstad.domain.risk.models import Run
from samstad.reports.need.comparison import Comparison, Pair, compare_runs
from samstad.reports.need.gap_page import read_gap_register
from samstad.reports.need.index_document import index_document
from samstad.reports.need.index_map import index_map_svg
from samstad.reports.need.index_page import find_run, read_index_page, read_indices, runs_to_compare
from samstad.reports.need.profile import read_profile
from samstad.reports.need.sureness import sureness
from samstad.sources.method_texts import read_method_text
from samstad.web.public.as_of import AskedDay, NotKnownThenError, dated
from samstad.web.public.files import as_file

LINES_ON_A_PAGE = 250
CSV_HEAD = (
    "area",
    "name",
    "score",
    "rank",
    "rank_p05",
    "rank_p50",
    "rank_p95",
    "p_priority",
    "class",
    "p_class",
    "class_before",
)


@dated
def indices(request: HttpRequest, day: AskedDay) -> HttpResponse:
    """Every index with its latest run."""
    shown = {"lines": read_indices(day.as_known), "gaps": read_gap_register(day.on, day.as_known)}
    return render(request, "public/need/indices.html", shown)


@dated
def index(request: HttpRequest, day: AskedDay, slug: str) -> HttpResponse:
    """The latest run, or the one that `?korning=2.1` names."""
    page = read_index_page(_run(request, day, slug), day.as_known)
    lines = Paginator(page.named, LINES_ON_A_PAGE).get_page(request.GET.get("sida"))
    # The drawing escapes every name in it, so it can stand in the page as it is.
    context = {"page": page, "lines": lines, "widest": len(page.lines.areas), "map": SafeString(index_map_svg(page))}
    return render(request, "public/need/index.html", context)


@dated
def index_csv(request: HttpRequest, day: AskedDay, slug: str) -> HttpResponse:
    """The same list as a file; areas below the floor have no name."""
    page = read_index_page(_run(request, day, slug), day.as_known)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{slug}.csv"'
    rows = csv.writer(answer)
    rows.writerow(CSV_HEAD)
    for line in page.named:
        span = (line.span.low, line.span.middle, line.span.high) if line.span else ("", "", "")
        shares = (line.probability, line.area_class, line.class_probability, line.class_before)
        rows.writerow([line.slug, line.name, line.score, line.rank, *span, *shares])
    return answer


@dated
def index_file(request: HttpRequest, day: AskedDay, slug: str, form: str) -> HttpResponse:
    """The same run as Word or PDF."""
    page = read_index_page(_run(request, day, slug), day.as_known)
    name = f"{slug}-{page.version.number}.{page.run.number}"
    return as_file(index_document(page, read_method_text(page.version.method)), form, name)


@dated
def profile(request: HttpRequest, day: AskedDay, slug: str, area: str) -> HttpResponse:
    """Why one area stands where it stands."""
    found = read_profile(_run(request, day, slug), area)
    if found is None or "below_floor" in found.line.flags:
        raise Http404
    return render(request, "public/need/profile.html", {"page": found, "definition": found.run.version.definition})


@dated
def method(request: HttpRequest, day: AskedDay, slug: str) -> HttpResponse:
    """How the index is made, in plain words and in full."""
    page = read_index_page(_run(request, day, slug), day.as_known)
    facts = page.lines.facts
    shifts = {row["code"]: row["shift"] for row in facts["left_out"]}
    context = {
        "page": page,
        "sentences": method_sentences(read_method_text(page.version.method), _),
        "sureness": sureness(facts),
        "drivers": [{**row, "word": _varied_word(row["factor"])} for row in facts["drivers"]],
        "indicators": [{**row, "shift": shifts.get(row["code"])} for row in facts["indicators"]],
    }
    return render(request, "public/need/method.html", context)


@dated
def compare(request: HttpRequest, day: AskedDay, slug: str) -> HttpResponse:
    """The run beside another one, chosen by `?med=index/2.1`."""
    run = _run(request, day, slug)
    other = _other(request.GET.get("med", ""), day)
    compared = compare_runs(other, run) if other else None
    context = {
        "definition": run.version.definition,
        "run": run,
        "choices": runs_to_compare(run, day.as_known),
        "chosen": request.GET.get("med", ""),
        "comparison": compared,
        "groups": _groups(compared) if compared else (),
    }
    return render(request, "public/need/compare.html", context)


def _varied_word(factor: str) -> str:
    word = VARIED[factor]
    return _(word)


def _groups(compared: Comparison) -> tuple[tuple[str, tuple[Pair, ...]], ...]:
    return (
        (_("Kommer till"), compared.entered),
        (_("Faller bort"), compared.left),
        (_("Byter klass"), compared.turned),
    )


def _run(request: HttpRequest, day: AskedDay, slug: str) -> Run:
    """The run of the address; not known of a day before the index had any."""
    run = find_run(slug, request.GET.get("korning", ""), day.as_known)
    if run is None and day.past and find_run(slug):
        raise NotKnownThenError
    if run is None:
        raise Http404
    return run


def _other(named: str, day: AskedDay) -> Run | None:
    slug, _slash, number = named.partition("/")
    return find_run(slug, number, day.as_known) if slug else None
