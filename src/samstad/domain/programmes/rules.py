"""What may happen to a question and its answer now, whatever the actor's role."""

from datetime import date

from django.utils.translation import gettext as _

from samstad.domain.organisation.models import Organisation
from samstad.domain.programmes.choices import AnswerKind, Standing
from samstad.domain.programmes.models import SteeringDocument
from samstad.domain.steering.models import Activity
from samstad.refusals import Refusal


def check_question(programme: SteeringDocument, asked: Organisation, text: str) -> None:
    """A question has words, and is put to somebody else than the one who asks."""
    if not text.strip():
        raise Refusal("empty", _("Skriv vad ni frågar efter."))
    if programme.owner_id == asked.pk:
        raise Refusal("asks_itself", _("Frågan är ställd till er själva. Välj en annan part."))


def check_answer(*, kind: str, text: str, activity: Activity | None, answering: Organisation) -> None:
    """Yes names an own activity, no gives its reason, a counter-proposal says what is offered instead."""
    if kind not in AnswerKind.values:
        raise Refusal("bad_answer", _("Välj ja, nej eller motförslag."))
    if kind == AnswerKind.YES and not answering.is_external and activity is None:
        raise Refusal(
            "yes_without_activity", _("Ett ja behöver en egen aktivitet. Välj den ur er plan eller lägg till den.")
        )
    if activity is not None and activity.owner_id != answering.pk:
        raise Refusal("not_own_activity", _("Aktiviteten är inte er. Välj en som ni själva svarar för."))
    if kind == AnswerKind.NO and not text.strip():
        raise Refusal(
            "no_without_reason", _("Skriv varför svaret är nej, så att den som frågat kan söka en annan väg.")
        )
    if kind == AnswerKind.COUNTER and not text.strip():
        raise Refusal("counter_without_text", _("Skriv vad ni föreslår i stället."))


def check_standing(*, standing: str, decided_by: Organisation | None, decided_on: date | None, paragraph: str) -> None:
    """An office's word is a besked; it is decided only when body, day and paragraph stand behind it."""
    if standing not in Standing.values:
        raise Refusal("bad_standing", _("Välj om svaret är ett besked eller beslutat."))
    if standing == Standing.DECIDED and not (decided_by and decided_on and paragraph.strip()):
        raise Refusal("undecided", _("Ett beslutat svar behöver beslutande organ, datum och paragraf."))
