"""A result as plain JSON: what a run stores, and what the what-if shows without storing."""

import math
from typing import Any

import numpy as np

from samstad.calculations.index import (
    Figures,
    LeftOut,
    Method,
    Result,
    Sensitivity,
    Uncertainty,
    fit,
    leave_each_out,
    sensitivity,
    uncertainty,
)
from samstad.calculations.index.fit import priority_count
from samstad.calculations.index.weigh import effective
from samstad.domain.risk.rules.classes import Classed, ClassesBefore, classed

SCHEMA = 1
SOBOL_POWER = 9


def result_of(
    method: Method, figures: Figures, content: dict[str, Any], before: ClassesBefore | None = None
) -> dict[str, Any]:
    """Everything that pages and files show of one computation. Raises `MethodError`."""
    result = fit(figures, method)
    unsure = uncertainty(result, figures)
    drivers = sensitivity(result, figures, power=SOBOL_POWER)
    return plain(result, unsure, drivers, leave_each_out(result, figures), content, before)


def plain(
    result: Result,
    unsure: Uncertainty | None,
    drivers: Sensitivity | None,
    left_out: list[LeftOut],
    content: dict[str, Any],
    before: ClassesBefore | None = None,
) -> dict[str, Any]:
    """Numbers to twelve digits, None for what is not known: the same result gives the same text."""
    method = result.plan.method
    classes = classed(result, unsure, before)
    return {
        "schema": SCHEMA,
        "method": {"index": method.index, "version": method.version, "sha256": method.sha256},
        "rule": rule_of(result),
        "replicates": unsure.replicates if unsure else 0,
        "varied": list(unsure.varied) if unsure else [],
        "sampling": bool(unsure and unsure.sampling),
        "expected_wrong": _number(unsure.expected_wrong) if unsure else None,
        "inside": [code for code, inside in zip(result.areas.codes, result.inside, strict=True) if inside],
        "scale": result.scale,
        "cuts": [_number(cut) for cut in result.cuts],
        "classes_before": {"run": before.run, "known_on": before.known_on} if before else None,
        "change_at": method.classes.change_at,
        "indicators": _indicators(result, content),
        "nodes": [
            {"code": level.node.code, "name": level.node.name or level.node.code} for level in result.plan.levels
        ],
        "left_out": [
            {"code": row.code, "shift": _number(row.shift), "entered": len(row.entered), "left": len(row.left)}
            for row in left_out
        ],
        "drivers": _drivers(drivers),
        "areas": [_area(result, unsure, classes, at) for at in range(len(result.areas.codes))],
    }


def rule_of(result: Result) -> dict[str, Any]:
    """The index's own rule as a selection understands it."""
    priority = result.plan.method.priority
    if priority.rule == "over" and priority.over is not None:
        return {"kind": "threshold", "over": priority.over}
    return {"kind": "top", "k": priority_count(result.plan.method, len(result.index))}


def _area(result: Result, unsure: Uncertainty | None, classes: Classed, at: int) -> dict[str, Any]:
    leaves = len(result.plan.method.indicators)
    people = result.areas.population
    row: dict[str, Any] = {
        "slug": result.areas.codes[at],
        "name": result.areas.names[at],
        "parent": result.areas.parents[at],
        "population": None if people is None else _number(people[at]),
        "score": _number(result.index[at]),
        "rank": _whole(result.rank[at]),
        "rank_span": None,
        "p_priority": None,
        "class": _name(result, classes.now[at]),
        "p_class": _number(classes.p_now[at]),
        "class_before": _name(result, classes.before[at]),
        "class_new": _name(result, classes.new[at]),
        "p_class_new": _number(classes.p_new[at]),
        "nodes": {
            code: _number(result.scores[at, number])
            for number, code in enumerate(result.plan.codes)
            if leaves <= number < len(result.plan.codes) - 1
        },
        "values": {
            indicator.code: _number(result.base.values[at, number])
            for number, indicator in enumerate(result.plan.method.indicators)
        },
        "contributions": {
            part: _number(result.contributions[at, number])
            for number, part in enumerate(result.parts)
            if math.isfinite(result.contributions[at, number])
        },
        "flags": list(result.flags[at]),
    }
    if unsure and math.isfinite(unsure.low[at]):
        row["rank_span"] = [math.floor(unsure.low[at]), round(unsure.middle[at]), math.ceil(unsure.high[at])]
        row["p_priority"] = _number(unsure.p_priority[at])
    return row


def _name(result: Result, number: np.int64) -> str:
    return result.plan.method.classes.names[number] if number >= 0 else ""


def _indicators(result: Result, content: dict[str, Any]) -> list[dict[str, Any]]:
    heavy = effective(result.plan, result.weights)
    invented = {row["indicator"] for row in content["figures"] if row.get("example")}
    sources: dict[str, str] = {}
    for row in content["figures"]:
        sources.setdefault(row["indicator"], row.get("source", ""))
    rows = []
    for at, indicator in enumerate(result.plan.method.indicators):
        known = int(np.isfinite(result.base.values[:, at]).sum())
        rows.append(
            {
                "code": indicator.code,
                "name": indicator.name or indicator.code,
                "direction": indicator.direction,
                "unit": indicator.unit,
                "weight": _number(heavy[at]),
                "period": result.plan.periods[at],
                "known": known,
                "missing": len(result.areas.codes) - known,
                "basis": bool(np.isfinite(result.base.errors[:, at]).any()),
                "reliability": _number(result.base.reliabilities[at]),
                "example": indicator.code in invented,
                "source": sources.get(indicator.code, ""),
            }
        )
    return rows


def _drivers(found: Sensitivity | None) -> list[dict[str, Any]]:
    """What matters most for the order as a whole, the total index with its interval, largest first."""
    if found is None:
        return []
    indices = found.shift
    rows = [
        {
            "factor": factor,
            "total": _number(indices.total[at]),
            "low": _number(indices.total_low[at]),
            "high": _number(indices.total_high[at]),
            "areas": int((found.ranks.total.argmax(axis=0) == at).sum()),
        }
        for at, factor in enumerate(indices.factors)
    ]
    return sorted(rows, key=lambda row: -(row["total"] or 0))


def _number(value: float) -> float | None:
    return float(f"{float(value):.12g}") if math.isfinite(value) else None


def _whole(value: float) -> int | None:
    return int(value) if math.isfinite(value) else None
