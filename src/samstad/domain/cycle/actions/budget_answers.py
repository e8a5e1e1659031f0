"""The council's budget answers what boards proposed; a board answers what the council assigned it."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samstad.domain.access import Permission, require
from samstad.domain.cycle import rules
from samstad.domain.cycle.actions.versions import difference, store
from samstad.domain.cycle.choices import MeasureAnswerKind
from samstad.domain.cycle.models import AssignedBoard, GrantedAmount, MeasureAnswer, ProposedMeasure, Report, Round
from samstad.domain.history.record import record
from samstad.domain.people.actors import Actor
from samstad.refusals import Refusal


@transaction.atomic
def answer_measure(
    *,
    of_round: Round,
    measure: ProposedMeasure,
    kind: str,
    text: str,
    granted: Mapping[rules.Cell, Decimal],
    version: int,
    by: Actor,
    at: datetime,
) -> MeasureAnswer:
    """The answer that the budget proposes. `granted` counts only when the answer is that part of it is granted."""
    require(by, Permission.ISSUE_BUDGET, on=localdate(at))
    rules.check_budget(of_round)
    report = Report.objects.get(round=measure.round_id, organisation=measure.organisation_id)
    asked = sum((row.amount for row in measure.amounts.all()), Decimal(0))
    rules.check_answer(
        of_round=of_round, measure=measure, report=report, kind=kind, text=text, asked=asked, granted=granted
    )
    row, made = MeasureAnswer.objects.get_or_create(
        measure=measure, defaults={"round": of_round, "kind": kind, "text": "", "pack": of_round.pack}
    )
    fields = {"kind": kind, "text": text.strip(), "of_version": measure.version}
    before = ("", "") if made else (row.kind, row.text)
    stored = store(row, version=version, fields=fields, by=by, at=at)
    row.amounts.all().delete()
    GrantedAmount.objects.bulk_create(
        GrantedAmount(answer=stored, year=year, kind=money, amount=amount)
        for (year, money), amount in granted.items()
        if kind == MeasureAnswerKind.PARTLY
    )
    record(
        "answer_measure",
        subject="cycle.measure",
        key=measure.slug,
        board=measure.organisation.slug,
        by=by,
        at=at,
        change={"answer": [before[0] or None, kind], "text": [before[1] or None, text.strip()]},
    )
    return stored


@transaction.atomic
def answer_assignment(*, part: AssignedBoard, text: str, version: int, by: Actor, at: datetime) -> AssignedBoard:
    """How the board takes the assignment on, in its plan for the year."""
    require(by, Permission.PLAN, on=localdate(at), board=part.organisation)
    if part.activity_id is None:
        raise Refusal("not_decided", _("Fullmäktige har inte beslutat uppdraget än. Svara när det är beslutat."))
    if not text.strip():
        raise Refusal("no_sentence", _("Skriv hur nämnden tar sig an uppdraget."))
    fields = {"answer": text.strip()}
    change = difference(part, fields)
    stored = store(part, version=version, fields=fields, by=by, at=at)
    record(
        "answer_assignment",
        subject="cycle.assignment",
        key=part.assignment.slug,
        board=part.organisation.slug,
        by=by,
        at=at,
        change=change,
    )
    return stored
