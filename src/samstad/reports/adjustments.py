"""What the executive board has asked bodies to adjust, with what was said since, and changes asked for in the year."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from samstad.calculations.targets import softer
from samstad.domain.cycle.choices import AdjustmentState, ChangeKind, ChangeState
from samstad.domain.cycle.models import AdjustmentRequest, AdjustmentWord, ChangeRequest
from samstad.domain.history.as_known import NOW, AsKnown
from samstad.domain.organisation.models import Organisation
from samstad.reports.adjustments_then import adjustments_then
from samstad.reports.wording import day, figure

_TURN = (AdjustmentState.ANSWERED, AdjustmentState.ASKED, AdjustmentState.AT_HOLDING, AdjustmentState.PROPOSED)
"""What the city has to act on stands first, what is ended last."""


@dataclass(frozen=True, slots=True)
class AdjustmentLine:
    """A request with its words in order. `late` when the last day has passed without an answer to the city."""

    request: AdjustmentRequest
    words: tuple[AdjustmentWord, ...]
    late: bool
    example: bool

    @property
    def state_word(self) -> str:
        """How it stands, with how it is said of one that is late."""
        word = self.request.get_state_display()
        return _("%(state)s, försenad") % {"state": word} if self.late else word

    @property
    def waits_for_body(self) -> bool:
        return self.request.state == AdjustmentState.ASKED

    @property
    def at_holding(self) -> bool:
        return self.request.state == AdjustmentState.AT_HOLDING

    @property
    def answered(self) -> bool:
        return self.request.state == AdjustmentState.ANSWERED

    @property
    def proposed(self) -> bool:
        return self.request.state == AdjustmentState.PROPOSED

    @property
    def open(self) -> bool:
        return self.waits_for_body or self.at_holding or self.answered or self.proposed


def read_adjustments(chosen: Q, *, today: date, as_known: AsKnown = NOW) -> tuple[AdjustmentLine, ...]:
    """The requests, those whose answer waits for the city first; two queries, however many there are.

    On a past day they stand as they stood: `today` is then that day.
    """
    rows = (
        AdjustmentRequest.objects.filter(chosen)
        .select_related("round", "organisation__parent", "indicator", "goal", "pack")
        .prefetch_related("words")
        .order_by("organisation__sort_key", "pk")
    )
    told = [(row, tuple(row.words.all())) for row in rows]
    if as_known.past:
        told = adjustments_then(told, as_known)
    told.sort(key=lambda one: (_turn(one[0].state), one[0].due or date.max))
    return tuple(
        AdjustmentLine(row, words, row.is_late(today), bool(row.pack and row.pack.example)) for row, words in told
    )


def _turn(state: str) -> int:
    return next((place for place, known in enumerate(_TURN) if known == state), len(_TURN))


def asked_of(body: Organisation, year: int) -> Q:
    """What has been asked of the body in the year, and of the companies that it owns."""
    theirs = Q(organisation=body) | Q(organisation__parent=body, organisation__kind="company")
    return theirs & Q(round__year=year, asked_on__isnull=False)


_TARGETS = (ChangeKind.TARGET, ChangeKind.COUNCIL_TARGET)


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change asked for, with what stood and what is asked in words; `decision` says who decided it, and where."""

    change: ChangeRequest
    old: str
    new: str
    decision: str
    example: bool

    @property
    def waiting(self) -> bool:
        return self.change.state == ChangeState.ASKED

    @property
    def softer(self) -> bool:
        """True for a target that asks for less than the one it is to take the place of."""
        row = self.change
        return softer(row.old_value, row.new_value, row.indicator.direction) if row.kind in _TARGETS else False


def read_changes(chosen: Q, as_known: AsKnown = NOW) -> tuple[ChangeLine, ...]:
    """The changes, waiting ones first; one query. On a past day the indicator has the name that it had."""
    tied = ("organisation", "indicator", "goal", "old_body", "new_body", "body", "pack")
    rows = list(ChangeRequest.objects.filter(chosen).select_related(*tied))
    as_known.reword(row.indicator for row in rows)
    lines = [_change(row) for row in rows]
    return tuple(sorted(lines, key=lambda line: not line.waiting))


def _change(row: ChangeRequest) -> ChangeLine:
    old, new = figure(row.old_value), figure(row.new_value)
    if row.kind in (ChangeKind.INDICATOR, ChangeKind.DEFINITION):
        old, new = row.old_name or "–", row.new_name
    elif row.kind == ChangeKind.FOLLOW:
        old, new = "", row.goal.title if row.goal else "–"
    elif row.kind == ChangeKind.END:
        old, new = "", row.indicator.name
    elif row.kind == ChangeKind.RESPONSIBLE:
        old = row.old_body.name if row.old_body else "–"
        new = row.new_body.name if row.new_body else "–"
    return ChangeLine(row, old, new, _decision(row), bool(row.pack and row.pack.example))


def _decision(row: ChangeRequest) -> str:
    if row.body is None or row.meeting_date is None:
        return ""
    said = _("%(body)s %(day)s § %(paragraph)s") % {
        "body": row.body.name,
        "day": day(row.meeting_date),
        "paragraph": row.paragraph or "–",
    }
    return f"{said}, dnr {row.registration_number}" if row.registration_number else said
