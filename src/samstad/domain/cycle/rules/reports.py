"""What may happen to a report now, whatever the actor's role."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from samstad.calculations.registration_numbers import registration_numbers
from samstad.domain.cycle.choices import DECIDED_STATES, Judgement, ReportState
from samstad.domain.cycle.models import Report
from samstad.domain.steering.choices import NEEDS_EXPLANATION, ActivityStatus
from samstad.domain.steering.models import Indicator
from samstad.refusals import Refusal

LONGEST_NUMBER, LONGEST_REASON, LONGEST_DEVIATION = 60, 300, 600
_NEXT_STEP = {
    ReportState.DRAFT: gettext_noop("Rapporten är ett utkast och behöver först lämnas till godkännande."),
    ReportState.READY: gettext_noop("Rapporten väntar på godkännande. Återlämna den om något ska ändras."),
    ReportState.APPROVED: gettext_noop("Rapporten är inlämnad. Återlämna den om något ska ändras."),
    ReportState.SENT_OUT: gettext_noop("Rapporten är utsänd till nämnden och väntar på beslut."),
    ReportState.DECIDED: gettext_noop("Rapporten är beslutad. Ett fel rättas med ett utbytesblad."),
    ReportState.VERIFIED: gettext_noop("Rapporten är beslutad och justerad. Ett fel rättas med ett utbytesblad."),
}


def must_be(report: Report, *states: ReportState) -> None:
    """Refuse unless the report is in one of the states; the sentence says where it is and what to do."""
    if report.state not in states:
        raise Refusal("wrong_state", _(_NEXT_STEP[ReportState(report.state)]))


def must_not_be_decided(report: Report) -> None:
    if report.state in DECIDED_STATES:
        raise Refusal("decided", _(_NEXT_STEP[ReportState(report.state)]))


def check_outcome(*, outcome: object | None, missing_reason: str, locked: bool) -> None:
    """An outcome or a reason why it is missing, never both; a central value is not the board's to change."""
    if locked:
        raise Refusal("locked", _("Värdet hämtas centralt och kan inte ändras här. Skriv i kommentaren om det är fel."))
    if outcome is not None and missing_reason:
        raise Refusal("both", _("Ange antingen ett utfall eller varför det saknas, inte båda."))
    _check_length(missing_reason, LONGEST_REASON)


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
    _check_length(deviation, LONGEST_DEVIATION)


def _check_length(text: str, longest: int) -> None:
    """What does not fit is refused and not cut: a longer text belongs in the comment."""
    if len(text.strip()) > longest:
        sentence = _("Korta texten till högst %(n)d tecken, och skriv resten i kommentaren.")
        raise Refusal("long_text", sentence % {"n": longest})


def check_judgement(*, judgement: str, suggested: str, motivation: str) -> None:
    """A judgement that departs from what the figures say needs a motivation, "kan inte bedömas" as any other."""
    if judgement not in Judgement.values:
        raise Refusal("bad_judgement", _("Välj en bedömning ur listan."))
    departs = suggested not in ("", Judgement.UNKNOWN) and judgement != suggested
    if departs and not motivation.strip():
        raise Refusal("no_motivation", _("Bedömningen avviker från vad siffrorna säger. Skriv varför."))


def check_meeting(report: Report, *, meeting_date: date) -> None:
    """No meeting treats a report before it was sent out."""
    if report.sent_out_on and meeting_date < report.sent_out_on:
        raise Refusal("before_sent_out", _("Sammanträdet kan inte vara före utskicket. Kontrollera datumet."))


def check_correction(report: Report, *, on: date) -> None:
    """A correction comes after what it corrects: else the figures that it puts right would go on standing."""
    if report.decided_on and on < report.decided_on:
        raise Refusal("before_decided", _("Utbytesbladet kan inte vara före beslutet. Kontrollera datumet."))


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
