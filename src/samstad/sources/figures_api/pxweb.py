"""SCB's statistical database, PxWebApi version 2: tables as JSON-stat, asked for in parts that are small enough.

Traps: without a selection the service gives its default one, with dimensions summed away, so every variable is always
selected; at most 150,000 cells in an answer; an area code outside the validity of its version gives zero and not a
missing value, so zeros outside `valid` are masked; status marks are kept.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import product
from math import prod
from typing import Any

from django.utils.translation import gettext_noop

from samstad.sources.figures_api.client import Client, NoAnswer
from samstad.sources.figures_api.lines import some
from samstad.sources.figures_api.rows import Row

BASE = "https://statistikdatabasen.scb.se/api/v2"
MOST_CELLS = 150_000
SOURCE = "SCB"
HIDDEN_MARKS = ("..", "*")
Valid = Mapping[str, tuple[str, str]]
"""Per area code the first and last period in which the code is in use."""


def fetch_pxweb(
    table: str,
    selection: Mapping[str, Sequence[str]],
    client: Client,
    *,
    area: str,
    period: str,
    valid: Valid | None = None,
    base: str = BASE,
) -> list[Row]:
    """The cells of the selection. `area` and `period` name the variables; the others together name the indicator.

    Raises `NoAnswer` when a variable of the table is not selected, or a code does not exist: nothing is summed unseen.
    """
    variables = _variables(table, client, base)
    _check(table, selection, variables)
    for name in (area, period):
        if name not in variables:
            text = gettext_noop("%(table)s: variabeln %(name)s finns inte: välj bland %(names)s.")
            raise NoAnswer(text, table=table, name=name, names=", ".join(variables))
    rows: list[Row] = []
    for part in parts(selection):
        body = {"selection": [{"variableCode": name, "valueCodes": list(codes)} for name, codes in part.items()]}
        read = partial(_cells, table, part, area, period, valid or {})
        found = client.json(f"{base}/tables/{table}/data?outputFormat=json-stat2", read, body)
        rows += found
        chosen = "; ".join(f"{name} {some(codes)}" for name, codes in part.items())
        if client.was_kept:
            text = gettext_noop("%(table)s, %(part)s. Värden, sparade sedan förra gången: %(n)d.")
        else:
            text = gettext_noop("%(table)s, %(part)s. Värden: %(n)d.")
        client.tell(text, {"table": table, "part": chosen, "n": len(found)})
    return rows


def parts(selection: Mapping[str, Sequence[str]], *, most: int = MOST_CELLS) -> Iterator[dict[str, Sequence[str]]]:
    """The selection in parts of at most so many cells, the longest variable cut first."""
    if prod(len(codes) for codes in selection.values()) <= most:
        yield dict(selection)
        return
    longest = max(selection, key=lambda name: len(selection[name]))
    half = len(selection[longest]) // 2
    for codes in (selection[longest][:half], selection[longest][half:]):
        yield from parts({**selection, longest: codes}, most=most)


def _variables(table: str, client: Client, base: str) -> dict[str, set[str]]:
    """The table's variables with their codes."""
    return client.json(f"{base}/tables/{table}/metadata?outputFormat=json-stat2", _codes)


def _codes(answer: Any) -> dict[str, set[str]]:
    try:
        return {name: set(answer["dimension"][name]["category"]["index"]) for name in answer["id"]}
    except (KeyError, TypeError):
        raise _new_form() from None


def _check(table: str, selection: Mapping[str, Sequence[str]], variables: dict[str, set[str]]) -> None:
    lacking = [name for name in variables if not selection.get(name)]
    if lacking:
        text = gettext_noop(
            "%(table)s: välj värden för %(names)s. Annars summerar tjänsten bort dem utan att säga det."
        )
        raise NoAnswer(text, table=table, names=", ".join(lacking))
    for name, codes in selection.items():
        unknown = [code for code in codes if code not in variables.get(name, set())]
        if unknown:
            text = gettext_noop("%(table)s: %(name)s har inget värde %(code)s.")
            raise NoAnswer(text, table=table, name=name, code=unknown[0])


def _cells(
    table: str, part: Mapping[str, Sequence[str]], area: str, period: str, valid: Valid, answer: Any
) -> list[Row]:
    try:
        orders = {name: _in_order(answer["dimension"][name]["category"]["index"]) for name in answer["id"]}
        if {name: set(order) for name, order in orders.items()} == {name: set(part[name]) for name in part}:
            return list(_rows(table, orders, area, period, valid, answer))
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        raise _new_form() from None
    text = gettext_noop(
        "%(table)s: tjänsten svarade med ett annat urval än det begärda. Försök igen eller använd en fil."
    )
    raise NoAnswer(text, table=table)


def _rows(
    table: str, orders: Mapping[str, Sequence[str]], area: str, period: str, valid: Valid, answer: dict[str, Any]
) -> Iterator[Row]:
    values, marks = answer["value"], answer.get("status") or {}
    for at, codes in enumerate(product(*orders.values())):
        chosen = dict(zip(orders, codes, strict=True))
        value = values.get(str(at)) if isinstance(values, dict) else values[at]
        mark = marks.get(str(at), "") if isinstance(marks, dict) else marks[at]
        rest = "/".join(chosen[name] for name in orders if name not in (area, period))
        amount, status = _told(value, mark, chosen[area], chosen[period], valid)
        yield Row(
            chosen[area], f"{table}/{rest}" if rest else table, chosen[period], amount, status, f"{SOURCE}, {table}"
        )


def _told(value: float | None, mark: str, area: str, period: str, valid: Valid) -> tuple[float | None, str]:
    first, last = valid.get(area, ("", "~"))
    if not first <= period <= last:
        return None, "not_applicable"
    if mark in HIDDEN_MARKS:
        return None, "suppressed"
    return (None, "not_collected") if value is None else (float(value), "observed")


def _in_order(index: Any) -> list[str]:
    return sorted(index, key=lambda code: int(index[code])) if isinstance(index, dict) else list(index)


def _new_form() -> NoAnswer:
    return NoAnswer(gettext_noop("SCB svarar i en ny form. Uppdatera Samstad, eller läs in siffrorna från en fil."))
