"""The method of an index as one versioned file: what is measured, how it is made comparable, weighed and summed.

The file is YAML; `parse_method` takes the mapping it holds. Its published schema is `method.schema.json`.
"""

import hashlib
import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

NORMALISATIONS = (
    "none", "minmax", "z", "robust_z", "percentile", "percentile_0_1", "rank", "borda", "normal_score",
    "exponential", "relative", "goalposts", "distance_to_max",
)  # fmt: skip
AGGREGATIONS = ("arithmetic", "geometric", "harmonic", "power", "sum", "copeland", "borda", "alkire_foster")
POWERS = {"arithmetic": 1.0, "geometric": 0.0, "harmonic": -1.0}
"""The exponent of each mean that is a power mean: M_p = (sum w x^p)^(1/p), p = 0 the limit exp(sum w ln x)."""


class MethodError(ValueError):
    """The method cannot be used. `sentence` is what a person reads; `where` is the path in the file."""

    def __init__(self, sentence: str, where: tuple[str | int, ...] = ()) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.where = where


@dataclass(frozen=True)
class Indicator:
    """A leaf. `direction` 1: more of it is more risk; -1: less. `denominator` is a column of the areas table."""

    code: str
    parent: str
    name: str = ""
    direction: int = 1
    weight: float = 1.0
    denominator: str = ""
    per: float = 1.0
    period: str = ""
    unit: str = ""
    shrink: bool = False
    deprived_over: float | None = None
    goalposts: tuple[float, float] | None = None
    frame: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Node:
    """An inner node or the index itself (no parent). `divide_by` scales its score by a fixed reference."""

    code: str
    parent: str = ""
    name: str = ""
    weight: float = 1.0
    weights: str = "given"
    experts: tuple[dict[str, float], ...] = ()
    aggregate: str = ""
    power: float = 1.0
    cutoff: float = 0.0
    divide_by: float | None = None


@dataclass(frozen=True)
class Normalisation:
    """How indicators are made comparable. `low`/`high` serve min-max, `mean`/`sd` serve z."""

    method: str = "minmax"
    low: float = 0.0
    high: float = 100.0
    mean: float = 0.0
    sd: float = 1.0
    ties: str = "min"


@dataclass(frozen=True)
class Treatment:
    """Outliers: `winsorise_or_log` pulls in at most `most` values, else takes the logarithm of the untreated."""

    method: str = "none"
    most: int = 5
    skew: float = 2.0
    kurtosis: float = 3.5


@dataclass(frozen=True)
class Missing:
    """What is done where a figure lacks, and the least share that must be there for a score."""

    impute: str = "none"
    group: str = "group"
    least_share: float = 2 / 3


@dataclass(frozen=True)
class Shrinkage:
    """Empirical-Bayes shrinkage of small rates towards a target: city, group or parent."""

    target: str = "none"
    refuse_reliability: float = 0.4
    warn_reliability: float = 0.7


@dataclass(frozen=True)
class Priority:
    """Which areas the index's own rule takes."""

    rule: str = "top"
    k: int = 0
    share: float = 0.0
    over: float | None = None


@dataclass(frozen=True)
class Classes:
    """Classes by `quantiles`, `sd` bands, `fixed` cuts or `natural` breaks; the first name is the highest risk."""

    method: str = "none"
    names: tuple[str, ...] = ()
    cuts: tuple[float, ...] = ()
    change_at: float = 0.8


@dataclass(frozen=True)
class Uncertainty:
    """What is varied. Each list holds the alternatives; the nominal choice is always one of them."""

    replicates: int = 10_000
    seed: int = 1
    sampling: bool = True
    normalise: tuple[Normalisation, ...] = ()
    treat: tuple[Treatment, ...] = ()
    impute: tuple[str, ...] = ()
    aggregate: tuple[str, ...] = ()
    weights: str = "none"
    spread: float = 0.25
    concentration: float = 50.0
    leave_out: bool = False


@dataclass(frozen=True)
class Method:
    """A parsed method file. `sha256` is of its canonical content and stands on every output."""

    index: str
    title: str
    version: str
    indicators: tuple[Indicator, ...]
    nodes: tuple[Node, ...]
    note: str = ""
    period: str = ""
    missing: Missing = Missing()
    shrinkage: Shrinkage = Shrinkage()
    treat: Treatment = Treatment()
    normalise: Normalisation = Normalisation()
    aggregate: str = "arithmetic"
    priority: Priority = Priority()
    classes: Classes = Classes()
    uncertainty: Uncertainty = Uncertainty()
    population_floor: float = 0.0
    sha256: str = ""

    @property
    def root(self) -> Node:
        """The index itself."""
        return next(node for node in self.nodes if not node.parent)

    def node(self, code: str) -> Node:
        return next(node for node in self.nodes if node.code == code)

    def aggregate_of(self, node: Node) -> str:
        return node.aggregate or self.aggregate


@cache
def schema() -> dict[str, Any]:
    """The published JSON Schema of a method file."""
    loaded: dict[str, Any] = json.loads(Path(__file__).with_name("method.schema.json").read_text())
    return loaded


def parse_method(raw: Any) -> Method:
    """The method that a mapping holds. Raises `MethodError` naming the path of the first fault."""
    faults = sorted(Draft202012Validator(schema()).iter_errors(raw), key=lambda fault: list(map(str, fault.path)))
    if faults:
        raise MethodError(_sentence(faults[0]), tuple(faults[0].absolute_path))
    return Method(
        index=raw["index"],
        title=raw["title"],
        version=str(raw["version"]),
        note=raw.get("note", ""),
        period=str(raw.get("period", "")),
        indicators=tuple(_indicator(row) for row in raw["indicators"]),
        nodes=tuple(_node(row) for row in raw["nodes"]),
        missing=Missing(**raw.get("missing", {})),
        shrinkage=Shrinkage(**raw.get("shrinkage", {})),
        treat=Treatment(**raw.get("treat", {})),
        normalise=Normalisation(**raw.get("normalise", {})),
        aggregate=raw.get("aggregate", "arithmetic"),
        priority=Priority(**raw.get("priority", {})),
        classes=_classes(raw.get("classes", {})),
        uncertainty=_uncertainty(raw.get("uncertainty", {})),
        population_floor=float(raw.get("population_floor", 0)),
        sha256=hashlib.sha256(canonical(raw).encode()).hexdigest(),
    )


def canonical(raw: Any) -> str:
    """The same text for the same content, whatever the order of keys and the layout of the file."""
    return json.dumps(raw, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)


def _indicator(row: dict[str, Any]) -> Indicator:
    fields = {**row, "code": str(row["code"]), "period": str(row.get("period", ""))}
    if "goalposts" in row:
        fields["goalposts"] = (float(row["goalposts"][0]), float(row["goalposts"][1]))
    return Indicator(**fields)


def _node(row: dict[str, Any]) -> Node:
    return Node(**{**row, "experts": tuple(row.get("experts", ()))})


def _classes(row: dict[str, Any]) -> Classes:
    return Classes(**{**row, "names": tuple(row.get("names", ())), "cuts": tuple(row.get("cuts", ()))})


def _uncertainty(row: dict[str, Any]) -> Uncertainty:
    return Uncertainty(
        **{
            **row,
            "normalise": tuple(Normalisation(**choice) for choice in row.get("normalise", ())),
            "treat": tuple(Treatment(**choice) for choice in row.get("treat", ())),
            "impute": tuple(row.get("impute", ())),
            "aggregate": tuple(row.get("aggregate", ())),
        }
    )


def _sentence(fault: Any) -> str:
    place = ".".join(map(str, fault.absolute_path)) or "filen"
    if fault.validator == "required":
        lacking = [name for name in fault.validator_value if name not in fault.instance]
        return f"{place}: {', '.join(lacking)} saknas."
    if fault.validator == "additionalProperties":
        known = ", ".join(fault.schema["properties"])
        return f"{place}: ett ord är okänt. Tillåtna är {known}."
    if fault.validator == "enum":
        return f"{place}: {fault.instance!r} är inte tillåtet. Välj {', '.join(map(str, fault.validator_value))}."
    return f"{place}: {fault.instance!r} har fel form ({fault.validator} {fault.validator_value!r})."
