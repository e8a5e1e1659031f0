"""What another choice would give: the same figures, changed weights, rule or parts; nothing is stored."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from samstad.calculations.index import STATUSES, Method, MethodError, fit, uncertainty
from samstad.domain.risk.models import Run
from samstad.domain.risk.queries import figures_of
from samstad.domain.risk.rules import computed
from samstad.refusals import Refusal
from samstad.reports.need.run_lines import AreaLine, RunLines, read_run_lines, run_lines


@dataclass(frozen=True, slots=True)
class Change:
    """What a strategist asks: None or empty is as the method says.

    `weights` by code of indicator or node; `periods` by code of indicator, which other year its figures are to be of.
    """

    weights: dict[str, float]
    left_out: frozenset[str]
    k: int | None
    normalise: str
    aggregate: str
    periods: dict[str, str]


@dataclass(frozen=True, slots=True)
class Years:
    """Which other years the run has figures of, the latest first, and its own as they are written beside the choice.

    `told` holds the codes of the indicators that have figures, by year.
    """

    own: str
    others: tuple[str, ...]
    told: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The answer: every area after the change, who enters and who leaves the list, with their spans."""

    before: RunLines
    after: RunLines
    entered: tuple[AreaLine, ...]
    left: tuple[AreaLine, ...]


def years_of(run: Run) -> Years:
    """The years of a run that was read with its figures."""
    told: dict[str, set[str]] = {}
    for row in run.input["figures"]:
        if row["value"] is not None:
            told.setdefault(row["period"], set()).add(row["indicator"])
    own = {row["code"]: row["period"] for row in run.result["indicators"]}
    used = sorted(set(own.values()))
    others = [year for year in sorted(told, reverse=True) if any(own.get(code, year) != year for code in told[year])]
    return Years(
        used[0] if len(used) == 1 else f"{used[0]}–{used[-1]}",
        tuple(others),
        {year: frozenset(codes) for year, codes in told.items()},
    )


def changed(mapping: dict[str, Any], change: Change) -> dict[str, Any]:
    """The method's mapping with the change in it. Raises `Refusal` when everything is left out."""
    indicators = [row for row in mapping["indicators"] if str(row["code"]) not in change.left_out]
    if not indicators:
        raise Refusal("nothing_left", _("Minst en siffra måste vara kvar."))
    parents = {str(row["parent"]) for row in indicators}
    nodes = mapping["nodes"]
    while True:  # a node whose last part was left out goes as well
        used = parents | {str(row["parent"]) for row in nodes if row.get("parent")}
        kept = [row for row in nodes if str(row["code"]) in used]
        if len(kept) == len(nodes):
            break
        nodes = kept
    new = {
        **mapping,
        "indicators": [_with(row, change) for row in indicators],
        "nodes": [_with(row, change) for row in nodes],
    }
    if change.k:
        new["priority"] = {"rule": "top", "k": change.k}
    if change.normalise:
        low = {"low": 1, "high": 100} if change.normalise == "minmax" else {}
        new["normalise"] = {"method": change.normalise, **low}
    if change.aggregate:
        new["aggregate"] = change.aggregate
    return new


def _with(row: dict[str, Any], change: Change) -> dict[str, Any]:
    code = str(row["code"])
    new = {**row, "weight": change.weights[code]} if code in change.weights else row
    return {**new, "period": change.periods[code]} if code in change.periods else new


def ask(run: Run, method: Method) -> WhatIf:
    """The answer for a changed method on the run's own figures. Raises `Refusal` when it cannot be combined."""
    figures = figures_of(run.input, STATUSES)
    try:
        result = fit(figures, method)
        after = run_lines(computed.plain(result, uncertainty(result, figures), None, [], run.input))
    except MethodError as fault:
        raise Refusal("bad_method", fault.sentence) from None
    before = read_run_lines(run)
    old, new = set(before.facts["inside"]), set(after.facts["inside"])
    return WhatIf(
        before,
        after,
        tuple(line for line in after.areas if line.slug in new - old),
        tuple(line for line in after.areas if line.slug in old - new),
    )
