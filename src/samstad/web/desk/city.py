"""The executive office weighs the boards' reports together, goal by goal."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samstad.domain.access import Permission
from samstad.domain.cycle import actions
from samstad.domain.cycle.choices import AssessmentState, Judgement
from samstad.domain.cycle.models import OfficeAssessment, Report, Round
from samstad.domain.people.actors import Actor
from samstad.domain.steering.models import Goal
from samstad.refusals import NotAllowed, Refusal
from samstad.reports.asked import read_silence
from samstad.reports.council_report import collect_round
from samstad.reports.council_report.collect import count_states
from samstad.reports.council_report.compose import tally_sentence
from samstad.reports.progress import read_progress
from samstad.reports.wording import day, judgement_word
from samstad.web.actor import acting, asking
from samstad.web.desk import written


@login_required
def city_page(request: HttpRequest, year: int, kind: str) -> HttpResponse:
    """GET shows the goals side by side; POST saves proposals, records the executive board's decision, or publishes."""
    of_round = get_object_or_404(Round.objects.select_related("pack"), year=year, kind=kind)
    if not asking(request).grants.allows(Permission.ASSESS):
        raise NotAllowed(_("Sammanvägningen görs av stadens samordnare. Den publicerade finns under Uppföljning."))
    problems: dict[str, str] = {}
    if request.method == "POST":
        try:
            problems = _do(of_round, request, acting(request))
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
        if not problems:
            return redirect("desk:city", year, kind)
    return render(request, "desk/city.html", _context(of_round, problems), status=400 if problems else 200)


def _do(of_round: Round, request: HttpRequest, by: Actor) -> dict[str, str]:
    form, at = request.POST, timezone.now()
    step = form.get("step", "propose")
    if step == "decide":
        on = written.past_day(form.get("decided_on", ""), name=_("sammanträdesdagen"))
        paragraph = written.paragraph(form.get("paragraph", ""))
        actions.decide_assessment(of_round=of_round, decided_on=on, paragraph=paragraph, by=by, at=at)
        messages.success(request, _("Kommunstyrelsens beslut är infört."))
        return {}
    if step == "publish":
        actions.publish_roll_up(of_round=of_round, collect=collect_round, on=localdate(at), by=by, at=at)
        messages.success(request, _("Sammanställningen är publicerad."))
        return {}
    return save_proposals(of_round, form, by)


def save_proposals(of_round: Round, form: QueryDict, by: Actor) -> dict[str, str]:
    """Save each proposal that differs; a refused one is named and the others are saved."""
    standing = {row.goal.slug: row for row in of_round.assessments.select_related("goal")}
    problems = {}
    slugs = [name.removesuffix(".version") for name in form if name.endswith(".version")]
    for goal in Goal.objects.filter(slug__in=slugs).select_related("level"):
        judgement, text = form.get(f"{goal.slug}.judgement", ""), form.get(f"{goal.slug}.text", "").strip()
        row = standing.get(goal.slug)
        if (judgement, text) == ((row.judgement, row.text) if row else ("", "")):
            continue
        raw = form.get(f"{goal.slug}.version", "")
        try:
            actions.propose_assessment(
                of_round=of_round,
                goal=goal,
                judgement=judgement,
                text=text,
                version=written.version(raw),
                by=by,
                at=timezone.now(),
            )
        except Refusal as refusal:
            problems[goal.slug] = refusal.sentence
    return problems


def _context(of_round: Round, problems: dict[str, str]) -> dict[str, Any]:
    facts = collect_round(of_round)
    standing = {row.goal.slug: row for row in of_round.assessments.select_related("goal")}
    return {
        "place": "city",
        "board": None,
        "of_round": of_round,
        "facts": facts,
        "counts": count_states(facts["coverage"]),
        "sent_out": [row for row in facts["coverage"] if row["sent_out_on"]],
        "silent": _silent(of_round, facts["coverage"]),
        "silence": read_silence(of_round.year, on=timezone.localdate()),
        "choices": [(choice.value, judgement_word(choice.value, of_round.kind)) for choice in Judgement],
        "goals": [_goal(goal, standing.get(goal["slug"]), of_round.kind, problems) for goal in facts["goals"]],
    }


def _silent(of_round: Round, coverage: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The boards that have not handed in, and how far each has come."""
    reports = list(
        Report.objects.filter(round=of_round, state__in=("draft", "ready")).select_related("round", "organisation")
    )
    found = read_progress(reports)
    progress = {report.organisation.slug: found[report.pk] for report in reports}
    return [row | {"progress": progress[row["slug"]]} for row in coverage if row["slug"] in progress]


def _goal(goal: dict[str, Any], row: OfficeAssessment | None, kind: str, problems: dict[str, str]) -> dict[str, Any]:
    decided = ""
    if row and row.state == AssessmentState.DECIDED:
        decided = f"{judgement_word(row.judgement, kind)}, KS {day(row.decided_on)} § {row.paragraph}"
    return {
        "slug": goal["slug"],
        "number": goal["number"],
        "title": goal["title"],
        "suggested": goal["suggestion"]["judgement"],
        "figures": judgement_word(goal["suggestion"]["judgement"], kind),
        "tally": tally_sentence(goal["tally"]),
        "judgement": row.judgement if row else "",
        "text": row.text if row else "",
        "version": row.version if row else 0,
        "decided": decided,
        "problem": problems.get(goal["slug"], ""),
    }
