"""What a sheet of economy may say."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol

from django.utils.translation import gettext as _

from samstad.calculations.economy import deviation, needs_sentence
from samstad.domain.cycle.choices import (
    PLANNING,
    REQUESTS,
    AmountUnit,
    EconomyPart,
    RoundKind,
)
from samstad.domain.cycle.models import EconomySheet
from samstad.domain.steering.choices import MoneyKind
from samstad.refusals import Refusal, Stale

LONGEST_NAME, LONGEST_EXPLANATION = 200, 600


LARGEST_AMOUNT = Decimal("1e9")


class EconomySaid(Protocol):
    """What a row says of economy, whoever says it."""

    @property
    def part(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def budget(self) -> Decimal | None: ...
    @property
    def outcome(self) -> Decimal | None: ...
    @property
    def forecast(self) -> Decimal | None: ...
    @property
    def asked(self) -> Decimal | None: ...
    @property
    def explanation(self) -> str: ...


def check_same_sheet(sheet: EconomySheet, version: int) -> None:
    """Refuse to store a sheet over one that the person has not seen."""
    if sheet.version != version:
        sentence = _("%(name)s hann läsa in en annan fil. Se över den innan du läser in din.")
        raise Stale(sentence % {"name": sheet.changed_by}, {"version": sheet.version})


def check_economy_rows(rows: Sequence[EconomySaid]) -> None:
    """There are rows, all in one unit, and none twice."""
    if not rows:
        raise Refusal("no_rows", _("Det finns inga belopp att läsa in. Fyll i minst en rad."))
    if len({row.unit for row in rows}) > 1:
        raise Refusal("two_units", _("Beloppen står i både tkr och mnkr. Använd en av dem i hela filen."))
    named = [(row.part, row.kind, row.name.casefold()) for row in rows]
    twice = next((row.name for row, key in zip(rows, named, strict=True) if named.count(key) > 1), None)
    if twice is not None:
        raise Refusal("row_twice", _("”%(name)s” står två gånger. Slå ihop raderna.") % {"name": twice})


def check_economy_row(row: EconomySaid, *, round_kind: str, explain_over: int) -> None:
    """Every krona has a kind, the amounts that the round asks for are there, and what stands out is explained."""
    if row.part not in EconomyPart.values:
        raise Refusal("bad_part", _("Skriv i Del: %(words)s.") % {"words": _words(EconomyPart)})
    if row.kind not in MoneyKind.values:
        raise Refusal("no_kind", _("Skriv i Slag vad pengarna är: %(words)s.") % {"words": _words(MoneyKind)})
    if row.unit not in AmountUnit.values:
        raise Refusal("no_unit", _("Säg om beloppen står i tkr eller mnkr."))
    if not row.name.strip():
        raise Refusal("no_name", _("Skriv i Namn vad beloppen gäller."))
    if len(row.name) > LONGEST_NAME or len(row.explanation) > LONGEST_EXPLANATION:
        sentence = _("Korta texten: ett namn har högst %(name)d tecken och en förklaring högst %(text)d.")
        raise Refusal("long_text", sentence % {"name": LONGEST_NAME, "text": LONGEST_EXPLANATION})
    amounts = (row.budget, row.outcome, row.forecast, row.asked)
    if any(amount is not None and abs(amount) >= LARGEST_AMOUNT for amount in amounts):
        raise Refusal("too_much", _("Ett belopp är större än vad som kan stämma. Se över enheten."))
    if row.part in REQUESTS:
        _check_request(row)
    else:
        _check_amounts(row, round_kind)
        _check_explained(row, explain_over)


def _check_request(row: EconomySaid) -> None:
    if row.asked is None or any(amount is not None for amount in (row.budget, row.outcome, row.forecast)):
        raise Refusal("only_asked", _("En begäran har bara ett belopp: skriv det i Sökt belopp och töm de andra."))
    if not row.explanation.strip():
        raise Refusal("no_reason", _("Skriv i Förklaring varför ni begär det."))


def _check_amounts(row: EconomySaid, round_kind: str) -> None:
    if row.asked is not None:
        sentence = _("Sökt belopp hör till budgetjusteringar och omslutningsförändringar. Töm rutan, eller ändra Del.")
        raise Refusal("not_asked", sentence)
    if row.budget is None:
        raise Refusal("no_budget", _("Skriv budgeten. Finns ingen, skriv 0."))
    if round_kind not in PLANNING and row.outcome is None:
        raise Refusal("no_money_outcome", _("Skriv utfallet. Finns inget, skriv 0."))
    if round_kind in (RoundKind.T1, RoundKind.T2) and row.forecast is None:
        raise Refusal("no_forecast", _("Skriv prognosen för helåret."))
    if round_kind == RoundKind.VB and row.forecast is not None:
        raise Refusal("forecast_of_past", _("Året är slut: utfallet hålls mot budgeten. Töm Prognos."))


def _check_explained(row: EconomySaid, over: int) -> None:
    left = deviation(row.budget, row.forecast, row.outcome)
    if needs_sentence(row.budget, left, over=over) and not row.explanation.strip():
        sentence = _("Avvikelsen är större än %(over)d procent av budgeten. Skriv en mening i Förklaring.")
        raise Refusal("no_explanation", sentence % {"over": over})


def _words(choices: type[EconomyPart] | type[MoneyKind]) -> str:
    return ", ".join(str(label) for label in choices.labels)
