"""What may happen to a question, a request, a plan of action and a document now, whatever the actor's role."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from samstad.domain.organisation.choices import COMPANIES, BodyKind
from samstad.domain.organisation.models import Organisation
from samstad.domain.places.queries import AreaTree
from samstad.domain.programmes.choices import AnswerKind, DocumentStatus, RequestKind, Standing, Sustainability
from samstad.domain.programmes.models import ActionPlan, ProgrammeRequest, SteeringDocument
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


def check_request(*, kind: str, text: str, bodies: Collection[object], due: date | None) -> None:
    """A request has words and somebody to answer it; a plan of action has a last day as well."""
    if kind not in RequestKind.values:
        raise Refusal("bad_kind", _("Välj hur begäran besvaras."))
    if not text.strip():
        raise Refusal("empty", _("Skriv vad programmet begär."))
    if kind != RequestKind.FOLLOWED and not bodies:
        raise Refusal("asks_nobody", _("Välj minst en nämnd eller ett bolag som ska svara."))
    if kind == RequestKind.ACTION_PLAN and due is None:
        raise Refusal("no_due", _("Skriv vilken dag handlingsplanen senast ska vara beslutad."))


def check_stands(request: ProgrammeRequest) -> None:
    if request.withdrawn_on:
        raise Refusal("withdrawn", _("Begäran är återtagen. Lägg in en ny om programmet begär något igen."))


def check_planners_stay(removed: Iterable[Organisation], planned: Collection[int]) -> None:
    """A board that has begun a plan of action stays among those who are asked for it."""
    for board in removed:
        if board.pk in planned:
            raise Refusal(
                "has_planned",
                _("%(name)s har redan en handlingsplan. Låt nämnden stå kvar bland dem som ska svara.")
                % {"name": board.name},
            )


def lies_outside(tree: AreaTree, places: Collection[int], answered: Iterable[Collection[int]]) -> bool:
    """True when everything that is answered with names areas, and none of them meets the programme's.

    What names no area is for the whole of the body's field, and so for the programme's areas as well.
    """
    named = list(answered)
    if not places or not named or not all(named):
        return False
    reach: set[int] = set()
    for place in places:
        reach |= tree.within(place) | {area.pk for area in tree.above(place)}
    return not any(reach.intersection(areas) for areas in named)


def check_companies(companies: Sequence[Organisation]) -> None:
    """The plan is made with companies; other parties take part in its activities."""
    if any(company.kind not in COMPANIES for company in companies):
        raise Refusal("not_a_company", _("Välj bostadsbolag ur listan. Andra parter läggs in på aktiviteten."))


def check_called(board: Organisation, called: Collection[int]) -> None:
    """Only a board that the programme asks for a plan of action makes one."""
    if board.kind != BodyKind.DISTRICT_BOARD or board.pk not in called:
        raise Refusal("not_called", _("Programmet begär ingen handlingsplan av %(name)s.") % {"name": board.name})


def check_open(plan: ActionPlan) -> None:
    if plan.decided_on:
        raise Refusal("decided", _("Handlingsplanen är beslutad. Börja en ny version för att ändra den."))


def check_whole(plan: ActionPlan, *, companies: int, unmeasured: Sequence[str], undone: Sequence[str]) -> None:
    """A plan is decided with its analysis, the company it was made with, and goals that are measured and acted on."""
    if not plan.analysis.strip() or not plan.analysed_on:
        raise Refusal("no_analysis", _("Skriv analysen av indexet och vilken dag den gjordes."))
    if not companies:
        raise Refusal("no_company", _("Välj det bostadsbolag som analysen är gjord tillsammans med."))
    if unmeasured:
        raise Refusal("not_measured", _("Skriv hur målet ska mätas: %(title)s") % {"title": unmeasured[0]})
    if undone:
        raise Refusal("no_activity", _("Knyt minst en aktivitet till målet i planen: %(title)s") % {"title": undone[0]})


NEXT_STEPS: dict[str, tuple[DocumentStatus, ...]] = {
    DocumentStatus.UNKNOWN: (
        DocumentStatus.PROPOSAL,
        DocumentStatus.ON_REFERRAL,
        DocumentStatus.ADOPTED,
        DocumentStatus.REPLACED,
        DocumentStatus.REPEALED,
    ),
    DocumentStatus.PROPOSAL: (DocumentStatus.ON_REFERRAL, DocumentStatus.ADOPTED, DocumentStatus.REPLACED),
    DocumentStatus.ON_REFERRAL: (DocumentStatus.PROPOSAL, DocumentStatus.ADOPTED, DocumentStatus.REPLACED),
    DocumentStatus.ADOPTED: (DocumentStatus.REPLACED, DocumentStatus.REPEALED),
    DocumentStatus.REPLACED: (),
    DocumentStatus.REPEALED: (),
}
"""Which step may follow which. A proposal that another proposal takes the place of is replaced, not repealed."""
DECIDED_STEPS = (DocumentStatus.ADOPTED, DocumentStatus.REPEALED)


def check_step(*, standing: str, since: date | None, status: str, on: date, today: date) -> None:
    """A step follows where the document stands, not before the step before it and not ahead of time."""
    if status not in DocumentStatus.values or status not in NEXT_STEPS[standing]:
        now = DocumentStatus(standing).label
        raise Refusal("wrong_step", _("Dokumentet är %(now)s. Välj ett av de steg som kan följa.") % {"now": now})
    if on > today:
        raise Refusal("not_yet", _("Steget kan inte tas en dag som inte har varit."))
    if since and on < since:
        raise Refusal("before_last", _("Steget ligger före det förra, som togs %(day)s.") % {"day": since.isoformat()})


def check_decided(*, status: str, body: Organisation | None, paragraph: str) -> None:
    """What a body decides has the body and the paragraph of its minutes."""
    if status in DECIDED_STEPS and not (body and paragraph.strip()):
        raise Refusal("undecided", _("Ange vem som beslutade och paragrafen i protokollet."))


def check_analysed(document: SteeringDocument) -> None:
    """Only a local programme that has not ended is analysed."""
    if not document.is_local:
        raise Refusal("not_local", _("Bara lokala utvecklingsprogram har en analys här."))
    if document.status in (DocumentStatus.REPLACED, DocumentStatus.REPEALED):
        raise Refusal("ended", _("Programmet gäller inte längre. Skriv i det som har ersatt det."))


def check_part(part: str) -> None:
    if part not in Sustainability.values:
        raise Refusal("bad_part", _("Välj ett av de fyra hållbarhetsmålen."))


def check_words(text: str, *, longest: int, empty: bool = False) -> str:
    """The text without blanks around it; refused when it is too long, and when it is empty unless that is allowed."""
    plain = text.strip()
    if not plain and not empty:
        raise Refusal("empty", _("Skriv något i fältet."))
    if len(plain) > longest:
        raise Refusal("too_long", _("Korta texten till högst %(n)d tecken.") % {"n": longest})
    return plain
