"""What may happen to a report now, whatever the actor's role."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from samstad.calculations.registration_numbers import registration_numbers
from samstad.domain.cycle.choices import (
    DECIDED_STATES,
    HANDED_IN_STATES,
    ChangeKind,
    Judgement,
    MeasureAnswerKind,
    ReportState,
    RoundKind,
)
from samstad.domain.cycle.models import (
    AdjustmentRequest,
    ChangeRequest,
    CouncilDecision,
    ProposedMeasure,
    Report,
    Round,
)
from samstad.domain.organisation.choices import MUST_PRIORITISE, BodyKind
from samstad.domain.organisation.models import Organisation
from samstad.domain.programmes.choices import RequestKind
from samstad.domain.programmes.models import ProgrammeRequest
from samstad.domain.steering.choices import NEEDS_EXPLANATION, ActivityStatus, MoneyKind
from samstad.domain.steering.models import Activity, Goal, Indicator
from samstad.refusals import Refusal

LONGEST_NUMBER = 60
Cell = tuple[int, str]
"""A year and a kind of money."""
YEARS_AHEAD = 3
MOST = Decimal(100_000)
"""Millions of kronor: more than the whole city spends in a year, so a slip of the keyboard."""

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


def must_reconcile(of_round: Round) -> None:
    """Plans are read together in the round that reconciles them with the council's budget."""
    if of_round.kind != RoundKind.RECONCILIATION:
        raise Refusal(
            "not_reconciling", _("Planerna stäms av i omgången avstämning av mål och budget. Öppna den först.")
        )


def check_adjustment(body: Organisation, *, indicator: Indicator | None, goal: Goal | None, text: str) -> None:
    """A body that plans is asked about one indicator or one goal, in words that say what to adjust."""
    if not body.reports:
        raise Refusal("not_reporting", _("Välj en nämnd eller styrelse som lämnar rapporter."))
    if indicator is None and goal is None:
        raise Refusal("about_nothing", _("Välj vilken indikator eller vilket mål det gäller."))
    if not text.strip():
        raise Refusal("no_text", _("Skriv vad som ska justeras."))


def check_due(proposals: Iterable[AdjustmentRequest], *, asked_on: date) -> None:
    """Nobody is asked to have answered before the meeting that asks."""
    for row in proposals:
        if row.due and row.due < asked_on:
            raise Refusal(
                "due_before_asked",
                _("Sista dagen för %(body)s ligger före sammanträdet. Avsluta förslaget och skriv ett nytt.")
                % {"body": row.organisation.name},
            )


def check_change(
    *, kind: str, new_value: Decimal | None, new_name: str, new_body: Organisation | None, reason: str
) -> None:
    """What is asked for is said, of the kind it is, with a reason."""
    if kind not in ChangeKind.values:
        raise Refusal("bad_kind", _("Välj vad som ska ändras."))
    if kind in (ChangeKind.TARGET, ChangeKind.COUNCIL_TARGET) and new_value is None:
        raise Refusal("no_value", _("Skriv det nya årsmålet som ett tal."))
    if kind == ChangeKind.INDICATOR and not new_name.strip():
        raise Refusal("no_name", _("Skriv indikatorns nya namn."))
    if kind == ChangeKind.RESPONSIBLE and not (new_body and new_body.reports):
        raise Refusal("no_body", _("Välj den nämnd eller styrelse som ska ansvara."))
    if not reason.strip():
        raise Refusal("no_reason", _("Skriv varför ändringen behövs."))


def check_differs(change: ChangeRequest) -> None:
    """A change that changes nothing is not asked for."""
    old = (change.old_value, change.old_name, change.old_body_id)
    if old == (change.new_value, change.new_name, change.new_body_id):
        raise Refusal("no_change", _("Det är redan så. Skriv det som ska gälla i stället."))


def check_deciding(body: Organisation, *, meeting_date: date, paragraph: str, today: date) -> None:
    """The council or the executive board decides, at a meeting that has been held, with a paragraph."""
    if body.kind not in (BodyKind.COUNCIL, BodyKind.EXECUTIVE_BOARD):
        raise Refusal("wrong_body", _("Kommunfullmäktige eller kommunstyrelsen beslutar om ändringen. Välj en av dem."))
    if not paragraph.strip():
        raise Refusal("no_paragraph", _("Ange paragrafen i protokollet."))
    if meeting_date > today:
        raise Refusal("meeting_ahead", _("Sammanträdet har inte varit än. För in beslutet när det är fattat."))


def check_registration_number(text: str) -> str:
    """The number or numbers as they are kept, empty when none is given; refused when no body writes one so."""
    found = registration_numbers(text)
    if found is None or len(", ".join(found)) > LONGEST_NUMBER:
        raise Refusal(
            "bad_registration_number",
            _("”%(text)s” är inget diarienummer. Skriv det som i diariet, som 1.2.4-81/2017 eller KS 2017/911.")
            % {"text": text.strip()[:LONGEST_NUMBER]},
        )
    return ", ".join(found)


def years_of(of_round: Round) -> range:
    """The years that a budget is about: its own and two to plan for."""
    return range(of_round.year, of_round.year + YEARS_AHEAD)


def check_proposal(report: Report) -> None:
    """Measures are stated in a budget proposal, while it is a draft."""
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


def check_answers_in_plan(report: Report) -> None:
    if report.round.kind != RoundKind.VP:
        raise Refusal("not_in_plan", _("Programmens begäran besvaras i verksamhetsplanen."))


def check_request_answer(report: Report, request: ProgrammeRequest, asked: Collection[int], with_what: int) -> None:
    """A body answers what it is asked, with at least one thing of its plan; words alone can not be followed up."""
    if request.kind != RequestKind.PLAN or report.organisation_id not in asked:
        raise Refusal("not_asked", _("Programmet begär inget svar på detta av er."))
    if not with_what:
        raise Refusal(
            "empty_answer",
            _(
                "Svara med minst ett nämndmål, en indikator, en aktivitet, ett arbetssätt eller ett åtagande. "
                "Finns inget: lägg först in det i planen."
            ),
        )


def check_priority(report: Report, text: str) -> None:
    """Committees and companies say what they put first; that they put nothing first is said in words as well."""
    if report.organisation.kind not in MUST_PRIORITISE:
        raise Refusal("no_duty", _("Prioriteringar redovisas av facknämnder och bolag."))
    if not text.strip():
        raise Refusal("no_priority", _("Skriv vad ni prioriterar för programmet, eller varför ni inte gör det."))


def check_own(owners: Iterable[int | None], body: int) -> None:
    """Every goal and activity of an answer is the body's own."""
    if any(owner != body for owner in owners):
        raise Refusal("not_own", _("Svara med mål, indikatorer och aktiviteter som ni själva svarar för."))


def check_inside(*, outside: bool, whole: bool, programme: str) -> None:
    """An answer is broken down by the programme's areas. While they are not all entered it is only remarked on."""
    if outside and whole:
        raise Refusal(
            "outside_area",
            _(
                "Svaret ligger helt utanför områdena i %(programme)s. Välj något som rör programmets områden, "
                "eller lägg till området på aktiviteten."
            )
            % {"programme": programme},
        )
