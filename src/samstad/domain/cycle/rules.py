"""What may happen to a report now, whatever the actor's role."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol

from django.utils.text import slugify
from django.utils.translation import gettext as _

from samstad.calculations.economy import deviation, needs_sentence
from samstad.domain.cycle.choices import (
    DECIDED_STATES,
    PLANNING,
    REQUESTS,
    AmountUnit,
    EconomyPart,
    Judgement,
    MoneyKind,
    ReportState,
    RoundKind,
    SectionKey,
    TableKind,
)
from samstad.domain.cycle.models import EconomySheet, Report
from samstad.domain.steering.choices import NEEDS_EXPLANATION, ActivityStatus
from samstad.domain.steering.models import Indicator
from samstad.refusals import Refusal, Stale

_NEXT_STEP = {
    ReportState.DRAFT: "Rapporten är ett utkast och behöver först lämnas till godkännande.",
    ReportState.READY: "Rapporten väntar på godkännande. Återlämna den om något ska ändras.",
    ReportState.APPROVED: "Rapporten är inlämnad. Återlämna den om något ska ändras.",
    ReportState.SENT_OUT: "Rapporten är utsänd till nämnden och väntar på beslut.",
    ReportState.DECIDED: "Rapporten är beslutad. Ett fel rättas med ett utbytesblad.",
    ReportState.VERIFIED: "Rapporten är beslutad och justerad. Ett fel rättas med ett utbytesblad.",
}


def must_be(report: Report, *states: ReportState) -> None:
    """Refuse unless the report is in one of the states; the sentence says where it is and what to do."""
    if report.state not in states:
        raise Refusal("wrong_state", _NEXT_STEP[ReportState(report.state)])


def must_not_be_decided(report: Report) -> None:
    if report.state in DECIDED_STATES:
        raise Refusal("decided", _NEXT_STEP[ReportState(report.state)])


def check_outcome(*, outcome: object | None, missing_reason: str, locked: bool) -> None:
    """An outcome or a reason why it is missing, never both; a central value is not the board's to change."""
    if locked:
        raise Refusal("locked", _("Värdet hämtas centralt och kan inte ändras här. Skriv i kommentaren om det är fel."))
    if outcome is not None and missing_reason:
        raise Refusal("both", _("Ange antingen ett utfall eller varför det saknas, inte båda."))


def check_told(indicator: Indicator, *outcomes: Decimal | None) -> None:
    """A report tells no count under the limit of a protected indicator; what is frozen in it stays public."""
    below = indicator.protect_below
    if any(outcome is not None and 0 <= outcome < below for outcome in outcomes):
        sentence = _(
            "Antal under %(n)d visas inte för den här indikatorn. Lämna utfallet tomt och skriv att det är skyddat."
        )
        raise Refusal("protected", sentence % {"n": below})


def check_activity(*, status: str, deviation: str) -> None:
    """A status that departs from the plan needs a sentence that says how."""
    if status not in ActivityStatus.values:
        raise Refusal("bad_status", _("Välj ett läge ur listan."))
    if status in NEEDS_EXPLANATION and not deviation.strip():
        raise Refusal("no_deviation", _("Skriv en mening om vad som avviker eller vem som inväntas."))


def check_judgement(*, judgement: str, suggested: str, motivation: str) -> None:
    """A judgement that departs from what the figures say needs a motivation; so does "kan inte bedömas"."""
    if judgement not in Judgement.values:
        raise Refusal("bad_judgement", _("Välj en bedömning ur listan."))
    departs = suggested not in ("", Judgement.UNKNOWN) and judgement != suggested
    if departs and not motivation.strip():
        raise Refusal("no_motivation", _("Bedömningen avviker från vad siffrorna säger. Skriv varför."))


def check_meeting(report: Report, *, meeting_date: date, paragraph: str) -> None:
    """A decision has a paragraph and is not made before the report was sent out."""
    if not paragraph.strip():
        raise Refusal("no_paragraph", _("Ange paragrafen i protokollet."))
    if report.sent_out_on and meeting_date < report.sent_out_on:
        raise Refusal("before_sent_out", _("Sammanträdet kan inte vara före utskicket. Kontrollera datumet."))


LONGEST_TITLE, LONGEST_KEY, LONGEST_NAME, LONGEST_EXPLANATION = 120, 40, 200, 600
LARGEST_AMOUNT = Decimal("1e9")


class ChapterSaid(Protocol):
    """What is said of a chapter, whoever says it."""

    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def tables(self) -> Sequence[str]: ...
    @property
    def explain_over(self) -> int: ...


def check_template(chapters: Sequence[ChapterSaid]) -> None:
    """A template has the summary, every heading and every table once."""
    for chapter in chapters:
        check_chapter(chapter)
    keys, titles = [c.key for c in chapters], [c.title.strip().casefold() for c in chapters]
    tables = [table for chapter in chapters for table in chapter.tables]
    if SectionKey.SUMMARY not in keys:
        raise Refusal("no_summary", _("Sammanfattningen behövs i varje rapport. Ta inte bort den."))
    if len(set(keys)) < len(keys) or len(set(titles)) < len(titles):
        raise Refusal("chapter_twice", _("Två kapitel har samma rubrik. Ändra den ena."))
    for table in TableKind:
        if tables.count(table) > 1:
            sentence = _("”%(table)s” är vald i två kapitel. Välj det ena.")
            raise Refusal("table_twice", sentence % {"table": table.label})


def check_chapter(chapter: ChapterSaid) -> None:
    """A chapter has a heading, and only tables that there are."""
    if not chapter.title.strip():
        raise Refusal("no_title", _("Skriv kapitlets rubrik."))
    if len(chapter.title) > LONGEST_TITLE:
        raise Refusal("long_title", _("Korta rubriken till högst %(n)d tecken.") % {"n": LONGEST_TITLE})
    if not chapter.key or slugify(chapter.key) != chapter.key or len(chapter.key) > LONGEST_KEY:
        raise Refusal("bad_key", _("Kapitlets namn i adresser får bara ha små bokstäver, siffror och bindestreck."))
    if not set(chapter.tables) <= set(TableKind.values):
        raise Refusal("bad_table", _("Välj kapitlets tabeller ur listan."))
    if not 0 <= chapter.explain_over <= 100:
        raise Refusal("bad_share", _("Ange gränsen för en större avvikelse som 0 till 100 procent av budgeten."))


def check_same_sheet(sheet: EconomySheet, version: int) -> None:
    """Refuse to store a sheet over one that the person has not seen."""
    if sheet.version != version:
        sentence = _("%(name)s hann läsa in en annan fil. Se över den innan du läser in din.")
        raise Stale(sentence % {"name": sheet.changed_by}, {"version": sheet.version})


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
