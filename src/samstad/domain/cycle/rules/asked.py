"""What a plan may answer to the programmes that ask."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from samstad.domain.cycle.choices import RoundKind
from samstad.domain.cycle.models import (
    Report,
)
from samstad.domain.organisation.choices import MUST_PRIORITISE
from samstad.domain.programmes.choices import RequestKind
from samstad.domain.programmes.models import ProgrammeRequest
from samstad.refusals import Refusal


def check_answers_in_plan(report: Report) -> None:
    if report.round.kind != RoundKind.VP:
        raise Refusal("not_in_plan", _("Programmens begäran besvaras i verksamhetsplanen."))


def check_request_answer(report: Report, request: ProgrammeRequest, asked: Collection[int], with_what: int) -> None:
    """A body answers what it is asked, with at least one thing of its plan; words alone can not be followed up."""
    if request.withdrawn_on:
        raise Refusal("withdrawn", _("Programmet har återtagit begäran. Ert svar står kvar som det är."))
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
