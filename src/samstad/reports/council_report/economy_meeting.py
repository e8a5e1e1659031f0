"""The economy of a round for a meeting: the largest deviations of each kind of money, and what is asked of the city."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from samstad.domain.cycle.choices import AmountUnit, EconomyPart
from samstad.domain.steering.choices import MoneyKind
from samstad.reports.council_report.economy import KINDS, PARTS, amount_in
from samstad.reports.wording import figure

Facts = dict[str, Any]
LARGEST = 3
"""Deviations told of each part and kind of money; the rest are counted."""


@dataclass(frozen=True, slots=True)
class EconomyTalk:
    """`deviations` and `requests` are sentences; `more` counts the deviations that are left out."""

    deviations: tuple[str, ...] = ()
    more: int = 0
    requests: tuple[str, ...] = ()
    silent: int = 0
    bodies: int = 0


def economy_talk(economy: Facts | None) -> EconomyTalk:
    """Empty where the round asks nobody for economy, or was published before the roll-up told of it."""
    if not economy:
        return EconomyTalk()
    deviating = [row for row in economy["sums"] if _size(row)]
    shown = [
        row
        for part in PARTS
        for kind in KINDS
        for row in _largest([row for row in deviating if (row["part"], row["kind"]) == (part, kind)])
    ]
    return EconomyTalk(
        tuple(_deviation(row) for row in shown),
        len(deviating) - len(shown),
        tuple(_request(row) for row in economy["requests"]),
        len(economy["silent"]),
        economy["bodies"],
    )


def _largest(rows: list[Facts]) -> list[Facts]:
    return sorted(rows, key=_size, reverse=True)[:LARGEST]


def _size(row: Facts) -> Decimal:
    """In one unit, so that thousands are not taken for millions."""
    return abs(amount_in(row, "deviation", AmountUnit.MNKR) or Decimal())


def _deviation(row: Facts) -> str:
    sentence = _("%(board)s, %(what)s: avvikelse %(deviation)s %(unit)s, budget %(budget)s %(unit)s.")
    what = str(MoneyKind(row["kind"]).label)
    if row["part"] == EconomyPart.RESULT_UNIT:
        what = _("resultatenheter, %(kind)s") % {"kind": what}
    told = {name: figure(row[name]) for name in ("deviation", "budget")}
    return sentence % {"board": row["board"], "what": what, "unit": AmountUnit(row["unit"]).label, **told}


def _request(row: Facts) -> str:
    sentence = _("%(board)s begär %(asked)s %(unit)s (%(part)s, %(kind)s): %(title)s. %(explanation)s")
    return sentence % {
        "board": row["board"],
        "asked": figure(row["asked"]),
        "unit": AmountUnit(row["unit"]).label,
        "part": str(EconomyPart(row["part"]).label).lower(),
        "kind": MoneyKind(row["kind"]).label,
        "title": row["title"],
        "explanation": row["explanation"],
    }
