"""What may happen to a report now, whatever the actor's role."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from samstad.calculations.registration_numbers import registration_numbers
from samstad.domain.cycle.choices import DECIDED_STATES, ChangeKind, Judgement, ReportState, RoundKind
from samstad.domain.cycle.models import AdjustmentRequest, ChangeRequest, Report, Round
from samstad.domain.organisation.choices import BodyKind
from samstad.domain.organisation.models import Organisation
from samstad.domain.steering.choices import NEEDS_EXPLANATION, ActivityStatus
from samstad.domain.steering.models import Goal, Indicator
from samstad.refusals import Refusal

LONGEST_NUMBER = 60

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
