"""The council's budget as plain facts: what was proposed and answered, targets and assignments. Frozen when decided."""

from collections import defaultdict
from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from samstad.domain.cycle.choices import PUBLIC_STATES, RoundKind
from samstad.domain.cycle.models import (
    AssignedBoard,
    CouncilAssignment,
    CouncilDecision,
    CouncilTarget,
    ProposedMeasure,
    Report,
    Round,
)
from samstad.domain.cycle.rules import years_of
from samstad.domain.steering.models import Target
from samstad.reports.council_budget.lines import MeasureLine, amount_facts, measure_facts, measure_lines

Facts = dict[str, Any]


def collect_budget(of_round: Round, *, proposals: bool = True) -> Facts:
    """The budget's facts as plain JSON (schema 1), in a fixed number of queries.

    Without `proposals` only what boards have sent out is told: the council's own part is not decided yet.
    """
    decision = CouncilDecision.objects.filter(round=of_round).first()
    reports = Report.objects.filter(round__year=of_round.year, round__kind=RoundKind.BUDGET_PROPOSAL)
    states = list(
        reports.order_by("organisation__sort_key").values_list("organisation_id", "organisation__name", "state")
    )
    measures = measure_lines(told_measures(of_round.year, answered=proposals), answers=proposals)
    targets = _targets(of_round) if proposals else []
    assignments = _assignments(of_round) if proposals else []
    return {
        "schema": 1,
        "kind": "council_budget",
        "round": {"slug": of_round.slug, "year": of_round.year, "kind": of_round.kind},
        "years": list(years_of(of_round)),
        "example": bool(of_round.pack and of_round.pack.example) or any(line.example for line in measures),
        "decision": decision
        and {
            "meeting_date": decision.meeting_date.isoformat(),
            "paragraph": decision.paragraph,
            "registration_number": decision.registration_number,
        },
        "boards": _boards(measures),
        "silent": [name for _key, name, state in states if state not in PUBLIC_STATES],
        "targets": targets,
        "assignments": assignments,
    }


def measures_of_year(year: int, states: Collection[str]) -> QuerySet[ProposedMeasure]:
    """The measures of the year's proposals that have come as far as one of the states, board by board."""
    return _proposed(year).filter(_reached(states))


def told_measures(year: int, *, answered: bool = True) -> QuerySet[ProposedMeasure]:
    """What everybody may read: measures that have been sent out, and with `answered` those that have an answer."""
    told = _reached(PUBLIC_STATES)
    return _proposed(year).filter(told | Q(answer__isnull=False) if answered else told)


def _proposed(year: int) -> QuerySet[ProposedMeasure]:
    measures = ProposedMeasure.objects.filter(round__year=year, round__kind=RoundKind.BUDGET_PROPOSAL, withdrawn=False)
    return measures.order_by("organisation__sort_key", "order", "pk")


def _reached(states: Collection[str]) -> Q:
    report = Report.objects.filter(round=OuterRef("round"), organisation=OuterRef("organisation"), state__in=states)
    return Q(Exists(report))


def _boards(measures: tuple[MeasureLine, ...]) -> list[Facts]:
    found: dict[str, Facts] = {}
    for line in measures:
        board = found.setdefault(line.board_slug, {"slug": line.board_slug, "name": line.board, "measures": []})
        board["measures"].append(measure_facts(line) | {"answer": _answer(line)})
    return list(found.values())


def _answer(line: MeasureLine) -> Facts | None:
    if line.answer is None:
        return None
    return {
        "kind": line.answer.kind,
        "text": line.answer.text,
        "granted": [amount_facts(amount) for amount in line.answer.granted],
        "outdated": line.answer.outdated,
    }


def _targets(of_round: Round) -> list[Facts]:
    rows = list(CouncilTarget.objects.filter(round=of_round).select_related("indicator", "goal"))
    before = target_before(of_round, [row.indicator_id for row in rows if row.indicator_id])
    return [
        {
            "slug": row.indicator.slug if row.indicator else "",
            "name": row.indicator.name if row.indicator else row.name,
            "unit": row.indicator.unit if row.indicator else row.unit,
            "decimals": row.indicator.decimals if row.indicator else 1,
            "goal": str(row.goal) if row.goal else "",
            "value": format(row.value.normalize(), "f"),
            "before": before.get(row.indicator_id or 0),
        }
        for row in rows
    ]


def target_before(of_round: Round, indicators: list[int]) -> dict[int, str]:
    """The council's target of the year before, per indicator, as text with a decimal point; one query."""
    rows = Target.objects.filter(
        indicator__in=indicators, organisation=None, area=None, year=of_round.year - 1, sex="", age_group="",
        value__isnull=False,
    )  # fmt: skip
    found: dict[int, str] = {}
    for key, value in rows.order_by("known_from", "pk").values_list("indicator_id", "value"):
        found[key] = format((value or Decimal(0)).normalize(), "f")
    return found


def _assignments(of_round: Round) -> list[Facts]:
    parts: dict[int, list[Facts]] = defaultdict(list)
    rows = AssignedBoard.objects.filter(assignment__round=of_round).order_by("organisation__sort_key")
    for key, slug, name, activity in rows.values_list(
        "assignment_id", "organisation__slug", "organisation__name", "activity__slug"
    ):
        parts[key].append({"slug": slug, "name": name, "activity": activity or ""})
    return [
        {
            "slug": row.slug,
            "title": row.title,
            "text": row.text,
            "goal": str(row.goal) if row.goal else "",
            "start": row.start and row.start.isoformat(),
            "end": row.end and row.end.isoformat(),
            "boards": parts[row.pk],
        }
        for row in CouncilAssignment.objects.filter(round=of_round).select_related("goal")
    ]
