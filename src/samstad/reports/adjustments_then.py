"""How requests for adjustment stood on a past day: by what had been said and done by then."""

from collections.abc import Iterable, Sequence
from copy import copy
from datetime import date, datetime
from typing import Any

from samstad.domain.cycle.choices import AdjustmentState, Voice
from samstad.domain.cycle.models import AdjustmentRequest, AdjustmentWord
from samstad.domain.history.as_known import AsKnown
from samstad.domain.history.models import Event

SUBJECT = "cycle.adjustment"
_LED_TO = {
    "ask_adjustment": AdjustmentState.ASKED,
    "ask_adjustment_again": AdjustmentState.ASKED,
    "answer_adjustment": AdjustmentState.ANSWERED,
    "forward_adjustment": AdjustmentState.ANSWERED,
    "accept_adjustment": AdjustmentState.ACCEPTED,
    "end_adjustment": AdjustmentState.ENDED,
}

Told = tuple[AdjustmentRequest, tuple[AdjustmentWord, ...]]
Deed = tuple[str, datetime, dict[str, Any]]


def adjustments_then(told: Iterable[Told], as_known: AsKnown) -> list[Told]:
    """The requests with state, last day and words as they were; one question to the log, and one a kind of row."""
    rows = list(told)
    deeds = _deeds([row for row, _words in rows])
    as_known.reword(row.indicator for row, _words in rows)
    as_known.reword(row.goal for row, _words in rows)
    return [_then(row, words, deeds.get(row.pk, []), as_known) for row, words in rows]


def _deeds(rows: Sequence[AdjustmentRequest]) -> dict[int, list[Deed]]:
    keys = {f"{row.round.slug}/{row.organisation.slug}/{row.pk}": row.pk for row in rows}
    log = Event.objects.filter(subject=SUBJECT, subject_key__in=keys, action__in=_LED_TO).order_by("at", "pk")
    found: dict[int, list[Deed]] = {}
    for key, action, at, change in log.values_list("subject_key", "action", "at", "change"):
        found.setdefault(keys[key], []).append((action, at, change))
    return found


def _then(row: AdjustmentRequest, words: Sequence[AdjustmentWord], deeds: list[Deed], as_known: AsKnown) -> Told:
    assert as_known.on is not None
    on = as_known.on
    said = tuple(word for word in words if word.on <= on)
    later = [deed for deed in deeds if deed[1] >= as_known.after]
    if not later and len(said) == len(words):
        return row, said
    was = copy(row)
    done = [action for action, at, _change in deeds if at < as_known.after]
    was.state = _state(row, done[-1] if done else _last_said(said))
    moved = next((change["due"] for _action, _at, change in later if "due" in change), None)
    if moved:
        was.due = date.fromisoformat(moved[0]) if moved[0] else None
    return was, said


def _last_said(said: Sequence[AdjustmentWord]) -> str:
    """What a pack's row had come to, which nobody here has done."""
    answered = bool(said) and said[-1].voice == Voice.BODY
    return "answer_adjustment" if answered else "ask_adjustment"


def _state(row: AdjustmentRequest, action: str) -> AdjustmentState:
    if action == "answer_adjustment" and row.organisation.holding:
        return AdjustmentState.AT_HOLDING
    return _LED_TO[action]
