"""The roll-up as plain facts, read from the boards' frozen texts in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from samstad.calculations.judgement import weigh
from samstad.calculations.tally import tally
from samstad.domain.cycle.choices import DECIDED_STATES, PUBLIC_STATES, DecisionKind, ReportState, RoundKind
from samstad.domain.cycle.models import Decision, OfficeAssessment, Report, Round
from samstad.domain.history.as_known import NOW, AsKnown
from samstad.domain.steering.choices import MUST_ANSWER, Sphere
from samstad.domain.steering.models import Goal, GoalLink, GoalRole
from samstad.reports.council_budget import collect_budget
from samstad.reports.council_report.coverage import Serving, goal_coverage
from samstad.reports.council_report.economy import round_economy
from samstad.reports.council_report.extracts import read_extracts
from samstad.reports.judgements_then import assessments_then
from samstad.reports.reports_then import round_then

Facts = dict[str, Any]
CITY_SPHERES = (Sphere.COUNCIL, Sphere.PROGRAMME)


def collect_round(of_round: Round, *, proposals: bool = True, as_known: AsKnown = NOW) -> Facts:
    """The round's facts as plain JSON (schema 1). Only texts that have been sent out count.

    Without `proposals` the executive office's assessments that are not decided are left out, as they are on a past day
    when nothing was published. The council's budget has facts of its own.
    """
    if of_round.kind == RoundKind.COUNCIL_BUDGET:
        return collect_budget(of_round, proposals=proposals)
    reports = _reports(of_round, as_known)
    texts = read_extracts(reports, as_known)
    goals = _goals(of_round, as_known)
    assessments = _assessments(of_round, proposals=proposals, as_known=as_known)
    expected = _expected(goals, of_round.year, as_known)
    coverage = _coverage(reports, of_round, as_known)
    return {
        "schema": 1,
        "kind": "round_report",
        "round": {
            "slug": of_round.slug,
            "year": of_round.year,
            "kind": of_round.kind,
            "cutoff": _day(of_round.cutoff),
            "due": _day(of_round.due),
        },
        "example": bool(of_round.pack and of_round.pack.example) or any(text["example"] for text in texts.values()),
        "coverage": coverage,
        "economy": round_economy(coverage, texts.values()),
        "goals": [_goal(goal, texts, assessments.get(goal.pk), expected[goal.pk]) for goal in goals],
        "deviations": _deviations(texts.values()),
        "missing": _missing(texts.values()),
    }


def _reports(of_round: Round, as_known: AsKnown) -> list[Report]:
    if as_known.past:
        return round_then(of_round, as_known)
    rows = Report.objects.filter(round=of_round).select_related("organisation", "pack")
    return list(rows.order_by("organisation__sort_key"))


def _goals(of_round: Round, as_known: AsKnown) -> list[Goal]:
    in_year = Goal.objects.filter(
        as_known.there(Goal),
        Q(year=of_round.year) | Q(year=None),
        level__sphere__in=CITY_SPHERES,
        level__judged=True,
        ended=False,
    ).select_related("level", "pack")
    goals = list(in_year.order_by("level__rank", "order", "number", "sort_key", "slug"))
    as_known.reword(goals)
    return goals


def _assessments(of_round: Round, *, proposals: bool, as_known: AsKnown) -> dict[int, OfficeAssessment]:
    rows: Iterable[OfficeAssessment]
    if as_known.past:
        rows = assessments_then(of_round.assessments.select_related("round", "goal"), as_known)
    else:
        rows = of_round.assessments.all() if proposals else of_round.assessments.filter(state="decided")
    return {row.goal_id: row for row in rows}


def _expected(goals: list[Goal], year: int, as_known: AsKnown) -> dict[int, dict[str, Serving]]:
    """Per goal the bodies that serve it, by slug: by a role, or by a goal of their own that is linked to it."""
    keys = [goal.pk for goal in goals]
    found: dict[int, dict[str, Serving]] = defaultdict(dict)
    roles = GoalRole.objects.filter(goal__in=keys)
    for pk, slug, name, role in roles.values_list("goal_id", "organisation__slug", "organisation__short_name", "role"):
        before = found[pk].get(slug, Serving(name))
        found[pk][slug] = before._replace(answers=before.answers or role in MUST_ANSWER)
    there = as_known.there(Goal, "lower__slug")
    links = GoalLink.objects.filter(there, upper__in=keys, lower__level__sphere=Sphere.BOARD, lower__year=year)
    lower = ("lower__owner__slug", "lower__owner__short_name", "lower__ended")
    for pk, owner, name, ended in links.values_list("upper_id", *lower):
        if owner:
            before = found[pk].get(owner, Serving(name))
            found[pk][owner] = before._replace(own_goal=before.own_goal or not ended)
    return found


def _coverage(reports: list[Report], of_round: Round, as_known: AsKnown) -> list[Facts]:
    rows = Decision.objects.filter(as_known.by("meeting_date"), report__round=of_round, kind=DecisionKind.DECIDED)
    decided = {row.report_id: row for row in rows.order_by("pk")}
    today = as_known.on or timezone.localdate()
    return [_body(report, decided.get(report.pk), of_round, today) for report in reports]


def _body(report: Report, decision: Decision | None, of_round: Round, today: date) -> Facts:
    handed_in = report.state not in (ReportState.DRAFT, ReportState.READY)
    return {
        "slug": report.organisation.slug,
        "name": report.organisation.name,
        "short_name": report.organisation.short_name,
        "kind": report.organisation.kind,
        "state": report.state,
        "submitted_on": _day(report.submitted_on),
        "sent_out_on": _day(report.sent_out_on),
        "decided_on": _day(report.decided_on),
        "paragraph": decision.paragraph if decision else "",
        "late": bool(of_round.due and of_round.due < today and not handed_in),
    }


def _goal(
    goal: Goal, texts: dict[int, Facts], assessment: OfficeAssessment | None, expected: dict[str, Serving]
) -> Facts:
    boards = [
        {
            "slug": text["board"]["slug"],
            "name": text["board"]["short_name"],
            "judgement": row["judgement"],
            "motivation": row["motivation"],
            "figures": row["figures"],
        }
        for text in texts.values()
        if (row := text["goals"].get(goal.slug))
    ]
    indicators = _indicators(goal, texts.values())
    silent = sorted(expected.keys() - {board["slug"] for board in boards})
    counted = tally((board["judgement"] for board in boards), expected=len(boards) + len(silent))
    suggestion = weigh([board["figures"] for board in boards])
    return {
        "slug": goal.slug,
        "year": goal.year,
        "number": goal.number,
        "title": goal.title,
        "level": goal.level.name,
        "sphere": goal.level.sphere,
        "coverage": goal_coverage(expected),
        "tally": {
            "full": counted.full,
            "partly": counted.partly,
            "not": counted.not_met,
            "unknown": counted.unknown,
            "silent": counted.silent,
        },
        "boards": boards,
        "silent": silent,
        "silent_names": [expected[slug].name for slug in silent],
        "suggestion": {
            "judgement": suggestion.judgement,
            "known": suggestion.known,
            "asked": suggestion.asked,
            "rule": suggestion.rule,
        },
        "indicators": indicators,
        "assessment": assessment
        and {
            "judgement": assessment.judgement,
            "text": assessment.text,
            "state": assessment.state,
            "decided_on": _day(assessment.decided_on),
            "paragraph": assessment.paragraph,
        },
    }


def _indicators(goal: Goal, texts: Iterable[Facts]) -> list[Facts]:
    """Per indicator of the goal how it went at the boards; a missing outcome keeps its reason."""
    found: dict[str, Facts] = {}
    for text in texts:
        for row in text["indicators"]:
            if goal.slug not in row["goals"]:
                continue
            entry = found.setdefault(
                row["slug"], {"slug": row["slug"], "name": row["name"], "results": [], "missing": []}
            )
            entry["results"].append(row["result"])
            if row["outcome"] is None:
                entry["missing"].append({"board": text["board"]["short_name"], "reason": row["missing_reason"]})
    return [found[slug] for slug in sorted(found)]


def _deviations(texts: Iterable[Facts]) -> list[Facts]:
    return [
        {"board": text["board"]["short_name"], "board_slug": text["board"]["slug"], **row}
        for text in texts
        for row in text["deviations"]
    ]


def _missing(texts: Iterable[Facts]) -> list[Facts]:
    return [
        {"board": text["board"]["short_name"], "indicator": row["name"], "reason": row["reason"]}
        for text in texts
        for row in text["missing"]
    ]


def count_states(coverage: list[Facts]) -> dict[str, int]:
    """How many bodies have handed in, sent out and decided, and how many there are."""
    handed_in = [row for row in coverage if row["state"] not in (ReportState.DRAFT, ReportState.READY)]
    return {
        "bodies": len(coverage),
        "handed_in": len(handed_in),
        "sent_out": sum(row["state"] in PUBLIC_STATES for row in coverage),
        "decided": sum(row["state"] in DECIDED_STATES for row in coverage),
        "late": sum(row["late"] for row in coverage),
    }


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
