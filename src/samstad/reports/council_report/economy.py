"""The economy of a round out of the boards' frozen texts: each body and each kind of money for itself.

Every krona has a kind, so nothing here is summed across kinds. Result units keep their surplus or deficit, and stand
beside the rest of what the body does.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from samstad.domain.cycle.choices import REQUESTS, AmountUnit, EconomyPart, TableKind
from samstad.domain.steering.choices import MoneyKind
from samstad.reports.board_report.economy import AMOUNTS, plain, sums

Facts = dict[str, Any]
PARTS = (EconomyPart.OPERATIONS, EconomyPart.RESULT_UNIT)
KINDS = (MoneyKind.RUNNING, MoneyKind.PROJECT, MoneyKind.INVESTMENT)


def extract_economy(text: Facts) -> Facts:
    """Of one frozen text: whether its template asks for economy, a sum per part and kind of money, and its requests."""
    rows = text.get("economy", [])
    chosen = {
        (part, kind): [row for row in rows if (row["part"], row["kind"]) == (part, kind)]
        for part in PARTS
        for kind in KINDS
    }
    return {
        "asked": any(TableKind.ECONOMY in chapter["tables"] for chapter in text.get("chapters", [])),
        "sums": [_summed(part, kind, found) for (part, kind), found in chosen.items() if found],
        "requests": [
            {name: row[name] for name in ("part", "kind", "unit", "title", "asked", "explanation")}
            for row in rows
            if row["part"] in REQUESTS
        ],
    }


def _summed(part: str, kind: str, rows: list[Facts]) -> Facts:
    added = sums(rows)
    return {"part": part, "kind": kind, "unit": rows[0]["unit"], **{name: plain(added[name]) for name in AMOUNTS}}


def round_economy(coverage: list[Facts], texts: Iterable[Facts]) -> Facts:
    """The bodies' sums and requests in the order of the coverage, and who has said nothing; empty if nobody is asked.

    A silent body has either not sent out its report, or sent it out without a word of economy.
    """
    told = {text["board"]["slug"]: {**text["economy"], "example": text["example"]} for text in texts}
    if not any(one["asked"] or _says(one) for one in told.values()):
        return {}
    saying = [row for row in coverage if _says(told.get(row["slug"]))]
    return {
        "bodies": len(coverage),
        "sums": _rows(saying, told, "sums"),
        "requests": _rows(saying, told, "requests"),
        "silent": [
            {"slug": row["slug"], "name": row["short_name"], "sent_out": row["slug"] in told}
            for row in coverage
            if row not in saying
        ],
    }


def _says(economy: Facts | None) -> bool:
    return bool(economy and (economy["sums"] or economy["requests"]))


def _rows(bodies: list[Facts], told: dict[str, Facts], name: str) -> list[Facts]:
    return [
        {"board": body["short_name"], "board_slug": body["slug"], "example": said["example"], **row}
        for body in bodies
        for said in [told[body["slug"]]]
        for row in said[name]
    ]


def shared_unit(rows: list[Facts]) -> AmountUnit:
    """The unit that all rows use, else the larger one, in which they can be told together."""
    return AmountUnit(rows[0]["unit"]) if len({row["unit"] for row in rows}) == 1 else AmountUnit.MNKR


def amount_in(row: Facts, name: str, unit: str) -> Decimal | None:
    """One of a row's amounts, in the unit that `shared_unit` gave."""
    if row[name] is None:
        return None
    return Decimal(row[name]) if row["unit"] == unit else Decimal(row[name]) / 1000


def total_of(rows: list[Facts], name: str) -> Decimal | None:
    """The sum in the shared unit; None when one of the rows lacks the amount, so that no part passes for the whole."""
    amounts = [amount_in(row, name, shared_unit(rows)) for row in rows]
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal()) if len(known) == len(rows) else None
