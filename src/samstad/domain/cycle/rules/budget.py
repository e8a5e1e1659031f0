"""What a budget proposal and the council's budget may hold."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from samstad.domain.cycle.choices import HANDED_IN_STATES, MeasureAnswerKind, ReportState, RoundKind
from samstad.domain.cycle.models import (
    CouncilDecision,
    ProposedMeasure,
    Report,
    Round,
)
from samstad.domain.cycle.rules.reports import must_be
from samstad.domain.organisation.models import Organisation
from samstad.domain.steering.choices import MoneyKind
from samstad.domain.steering.models import Activity
from samstad.refusals import Refusal

Cell = tuple[int, str]
"""A year and a kind of money."""


YEARS_AHEAD = 3


MOST = Decimal(100_000)
"""Millions of kronor: more than the whole city spends in a year, so a slip of the keyboard."""


def years_of(of_round: Round) -> range:
    """The years that a budget is about: its own and two to plan for."""
    return range(of_round.year, of_round.year + YEARS_AHEAD)


def check_proposal(report: Report, measure: ProposedMeasure | None = None) -> None:
    """Measures are stated in a budget proposal, while it is a draft; one that is changed is one of its own."""
    if measure and (measure.round_id, measure.organisation_id) != (report.round_id, report.organisation_id):
        raise Refusal("not_in_proposal", _("Åtgärden står i ett annat underlag. Ladda om sidan."))
    if report.round.kind != RoundKind.BUDGET_PROPOSAL:
        raise Refusal("not_a_proposal", _("Större åtgärder hör till underlaget för budget. Öppna det under Rapporter."))
    must_be(report, ReportState.DRAFT)


def check_measure(
    *,
    of_round: Round,
    board: Organisation,
    activity: Activity | None,
    title: str,
    text: str,
    amounts: Mapping[Cell, Decimal],
) -> None:
    """A measure has a name, a reason and money; the activity it is about is the board's own."""
    if activity is None and not title:
        raise Refusal("no_title", _("Välj vilken aktivitet det gäller, eller skriv en rubrik."))
    if activity is not None and activity.owner_id != board.pk:
        raise Refusal("not_ours", _("Aktiviteten är en annan nämnds. Välj en egen, eller skriv en rubrik."))
    if not text.strip():
        raise Refusal("no_reason", _("Skriv varför åtgärden behövs."))
    check_money(of_round, amounts)


def check_money(of_round: Round, amounts: Mapping[Cell, Decimal]) -> None:
    """Money for at least one of the years, every krona with its kind."""
    if not amounts:
        raise Refusal("no_money", _("Ange vad det kostar i mnkr under minst ett av åren."))
    for (year, kind), amount in amounts.items():
        if year not in years_of(of_round) or kind not in MoneyKind.values:
            raise Refusal("bad_cell", _("Ange beloppet för ett av de tre åren: investering, projekt eller drift."))
        if not 0 < amount <= MOST:
            raise Refusal("bad_amount", _("Ange beloppet i mnkr, mer än noll. Lämna rutan tom där inget behövs."))


def check_budget(of_round: Round) -> None:
    """The council's budget is worked on until the council has decided it."""
    if of_round.kind != RoundKind.COUNCIL_BUDGET:
        raise Refusal("not_a_budget", _("Det här görs i omgången kommunfullmäktiges budget."))
    if CouncilDecision.objects.filter(round=of_round).exists():
        raise Refusal("decided", _("Fullmäktige har beslutat budgeten. Den kan inte ändras här."))


def check_answer(
    *,
    of_round: Round,
    measure: ProposedMeasure,
    report: Report,
    kind: str,
    text: str,
    asked: Decimal,
    granted: Mapping[Cell, Decimal],
) -> None:
    """An answer is to a measure that has been handed in for the same year; part of the money is less than all of it."""
    if measure.round.year != of_round.year or measure.withdrawn:
        raise Refusal("other_year", _("Åtgärden står inte i underlaget för det här årets budget."))
    if report.state not in HANDED_IN_STATES:
        raise Refusal("not_handed_in", _("Nämndens underlag är inte inlämnat. Svara när det har kommit."))
    if kind not in MeasureAnswerKind.values:
        raise Refusal("bad_answer", _("Välj ett svar ur listan."))
    if not text.strip():
        raise Refusal("no_sentence", _("Skriv en mening som nämnden kan gå efter."))
    if kind != MeasureAnswerKind.PARTLY:
        return
    if not granted:
        raise Refusal("no_money", _("Ange hur mycket av pengarna som beviljas, eller välj ett annat svar."))
    check_money(of_round, granted)
    if sum(granted.values()) >= asked:
        raise Refusal("not_partly", _("Det är minst så mycket som nämnden begärde. Välj beviljas i stället."))


def check_assigned(boards: Iterable[Organisation]) -> None:
    named = list(boards)
    if not named:
        raise Refusal("no_board", _("Välj vilka nämnder och styrelser som får uppdraget."))
    if not all(body.reports for body in named):
        raise Refusal("not_a_board", _("Uppdrag ges till nämnder och styrelser som har en egen plan."))
