"""A list as a rule proposes it, from the result of a run: pure, so that the what-if may ask it as well."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from samstad.domain.risk.choices import Rule
from samstad.refusals import Refusal


@dataclass(frozen=True, slots=True)
class ProposedRow:
    """`probability` is the share of replicates in which the area belongs; None where it cannot be computed."""

    area: str
    probability: float | None
    proposed: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """`expected_wrong` is the expected number of wrongly chosen: the sum of 1 - P over those proposed."""

    rows: tuple[ProposedRow, ...]
    expected_wrong: float | None


def propose(result: dict[str, Any], rule: dict[str, Any]) -> Proposal:
    """The result's areas, highest rank first, with what the rule says of each."""
    areas = [row for row in result["areas"] if row["rank"] is not None]
    inside = _inside(rule)
    # The probability of a run belongs to the rule it was run with; another rule's is not known from it.
    known = rule == result.get("rule")
    rows = tuple(
        ProposedRow(row["slug"], row["p_priority"] if known else None, inside(row))
        for row in sorted(areas, key=lambda row: row["rank"])
    )
    sure = [row.probability for row in rows if row.proposed and row.probability is not None]
    count = sum(row.proposed for row in rows)
    return Proposal(rows, sum(1 - p for p in sure) if len(sure) == count and count else None)


def _inside(rule: dict[str, Any]) -> Any:
    kind = rule.get("kind")
    if kind == Rule.TOP and isinstance(rule.get("k"), int) and rule["k"] > 0:
        return lambda row: row["rank"] <= rule["k"]
    if kind == Rule.THRESHOLD and isinstance(rule.get("over"), int | float):
        return lambda row: row["score"] > rule["over"]
    if kind == Rule.CLASS and rule.get("classes"):
        return lambda row: row["class"] in rule["classes"]
    if kind == Rule.CONJUNCTIVE and rule.get("conditions"):
        return lambda row: all(_holds(row, condition) for condition in rule["conditions"])
    raise Refusal("bad_rule", _("Välj en regel: de högst rankade, en gräns, en klass eller villkor på siffror."))


def _holds(row: dict[str, Any], condition: dict[str, Any]) -> bool:
    """One condition, `{"indicator", "is": "over" | "under", "value"}`; a missing figure never fulfils it."""
    value = row["values"].get(condition["indicator"])
    if value is None:
        return False
    return bool(value > condition["value"] if condition["is"] == "over" else value < condition["value"])
