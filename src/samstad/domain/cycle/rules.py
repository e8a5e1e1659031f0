"""What may happen to a report now, whatever the actor's role."""

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from samstad.domain.cycle.choices import DECIDED_STATES, Judgement, ReportState, RoundKind
from samstad.domain.cycle.models import Report
from samstad.domain.organisation.choices import MUST_PRIORITISE
from samstad.domain.programmes.choices import RequestKind
from samstad.domain.programmes.models import ProgrammeRequest
from samstad.domain.steering.choices import NEEDS_EXPLANATION, ActivityStatus
from samstad.domain.steering.models import Indicator
from samstad.refusals import Refusal

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
