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
from samstad.domain.history.as_known import NOW, AsKnown
from samstad.domain.organisation.models import Organisation
from samstad.domain.steering.models import Target
from samstad.reports.council_budget.lines import MeasureLine, amount_facts, measure_facts, measure_lines
from samstad.reports.council_budget.measures_then import measures_then, public_boards
from samstad.reports.reports_then import public_known

Facts = dict[str, Any]


def collect_budget(of_round: Round, *, proposals: bool = True, as_known: AsKnown = NOW) -> Facts:
    """The budget's facts as plain JSON (schema 1), in a fixed number of queries.

    Without `proposals` only what boards have sent out is told: the council's own part is not decided yet. Of a past day
    nothing else is known, since nobody kept how the proposal read.
    """
    decision = CouncilDecision.objects.filter(as_known.by("meeting_date"), round=of_round).first()
    measures = told_lines(of_round.year, answered=proposals, as_known=as_known)
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
        "silent": _silent(of_round.year, as_known),
        "targets": targets,
        "assignments": assignments,
    }


def _silent(year: int, as_known: AsKnown) -> list[str]:
    """The names of the bodies whose proposal is not public."""
    opened = as_known.by("round__opened_on")
    reports = Report.objects.filter(opened, round__year=year, round__kind=RoundKind.BUDGET_PROPOSAL)
    public = {"state__in": PUBLIC_STATES} if as_known.on is None else {"pk__in": public_known(as_known)}
    waiting = reports.exclude(**public).order_by("organisation__sort_key")
    return list(waiting.values_list("organisation__name", flat=True))


def told_lines(
    year: int, *, answered: bool, as_known: AsKnown = NOW, board: Organisation | None = None
) -> tuple[MeasureLine, ...]:
    """`told_measures` as lines, of one board or of all, with their answers where `answered`; as known on the day."""
    of_board = Q() if board is None else Q(organisation=board)
    if not as_known.past:
        return measure_lines(told_measures(year, answered=answered).filter(of_board), answers=answered)
    every = _of_year(year).filter(of_board)
    lines = measure_lines(every, answers=answered)
    gone = every.filter(withdrawn=True).values_list("slug", flat=True)
    public = public_boards(year, as_known)
    then = measures_then(lines, gone, as_known)
    return tuple(line for line in then if line.board_slug in public or line.answer)


def measures_of_year(year: int, states: Collection[str]) -> QuerySet[ProposedMeasure]:
    """The measures of the year's proposals that have come as far as one of the states, board by board."""
    return _proposed(year).filter(_reached(states))


def told_measures(year: int, *, answered: bool = True) -> QuerySet[ProposedMeasure]:
    """What everybody may read: measures that have been sent out, and with `answered` those that have an answer."""
    told = _reached(PUBLIC_STATES)
    return _proposed(year).filter(told | Q(answer__isnull=False) if answered else told)


def _proposed(year: int) -> QuerySet[ProposedMeasure]:
    return _of_year(year).filter(withdrawn=False)


def _of_year(year: int) -> QuerySet[ProposedMeasure]:
    measures = ProposedMeasure.objects.filter(round__year=year, round__kind=RoundKind.BUDGET_PROPOSAL)
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
