"""What may be asked for when plans are reconciled with the budget, and what may be changed during the year."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from samstad.domain.cycle.choices import ChangeKind, RoundKind
from samstad.domain.cycle.models import (
    AdjustmentRequest,
    ChangeRequest,
    Round,
)
from samstad.domain.organisation.choices import BodyKind
from samstad.domain.organisation.models import Organisation
from samstad.domain.steering.models import Goal, GoalIndicator, Indicator
from samstad.domain.steering.rules import check_held
from samstad.refusals import Refusal


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
    *,
    kind: str,
    new_value: Decimal | None,
    new_name: str,
    new_body: Organisation | None,
    goal: Goal | None,
    reason: str,
) -> None:
    """What is asked for is said, of the kind it is, with a reason."""
    if kind not in ChangeKind.values:
        raise Refusal("bad_kind", _("Välj vad som ska ändras."))
    if kind in (ChangeKind.TARGET, ChangeKind.COUNCIL_TARGET) and new_value is None:
        raise Refusal("no_value", _("Skriv det nya årsmålet som ett tal."))
    if kind == ChangeKind.INDICATOR and not new_name.strip():
        raise Refusal("no_name", _("Skriv indikatorns nya namn."))
    if kind == ChangeKind.DEFINITION and not new_name.strip():
        raise Refusal("no_definition", _("Skriv indikatorns nya definition."))
    if kind == ChangeKind.FOLLOW and goal is None:
        raise Refusal("no_goal", _("Välj det mål som också ska följas med indikatorn."))
    if kind == ChangeKind.RESPONSIBLE and not (new_body and new_body.reports):
        raise Refusal("no_body", _("Välj den nämnd eller styrelse som ska ansvara."))
    if not reason.strip():
        raise Refusal("no_reason", _("Skriv varför ändringen behövs."))


def check_differs(change: ChangeRequest) -> None:
    """A change that changes nothing is not asked for."""
    if change.kind == ChangeKind.END:
        same = change.indicator.retired_on is not None
    elif change.kind == ChangeKind.FOLLOW:
        same = GoalIndicator.objects.filter(goal=change.goal, indicator=change.indicator).exists()
    else:
        old = (change.old_value, change.old_name, change.old_body_id)
        same = old == (change.new_value, change.new_name, change.new_body_id)
    if same:
        raise Refusal("no_change", _("Det är redan så. Skriv det som ska gälla i stället."))


def check_deciding(body: Organisation, *, meeting_date: date, paragraph: str, today: date) -> None:
    """The council or the executive board decides, at a meeting that has been held, with a paragraph."""
    if body.kind not in (BodyKind.COUNCIL, BodyKind.EXECUTIVE_BOARD):
        raise Refusal("wrong_body", _("Kommunfullmäktige eller kommunstyrelsen beslutar om ändringen. Välj en av dem."))
    if not paragraph:
        raise Refusal("no_paragraph", _("Ange paragrafen i protokollet."))
    check_held(meeting_date, today=today)
