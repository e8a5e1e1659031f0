"""The lines of a stored run, typed. A run never changes, so what has been read once is kept."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from samstad.domain.risk.models import Run
from samstad.reports.need.standing import Belongs, belongs

KEPT = 8
"""How many runs are kept: a few megabytes each for a whole city of small areas."""


@dataclass(frozen=True, slots=True)
class Span:
    """Ranks at 5, 50 and 95 per cent of the replicates; 1 is the highest score."""

    low: int
    middle: int
    high: int


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One area of a run. `span` and `probability` are None where the run had nothing to vary.

    `area_class` is the class that stands, `class_new` the one that the score gives, `class_before` that of the run
    before; the last is empty where there was none.
    """

    slug: str
    name: str
    parent: str
    population: float | None
    score: float | None
    rank: int | None
    span: Span | None
    probability: float | None
    belongs: Belongs
    area_class: str
    class_probability: float | None
    class_before: str
    class_new: str
    parts: dict[str, float | None]
    contributions: dict[str, float]
    flags: tuple[str, ...]

    @property
    def turns(self) -> bool:
        """The class is another than in the run before."""
        return bool(self.class_before and self.area_class and self.area_class != self.class_before)

    @property
    def stays(self) -> bool:
        """The score gives another class than in the run before, and it is not sure enough."""
        return bool(self.class_before and self.area_class == self.class_before and self.class_new != self.area_class)


@dataclass(frozen=True, slots=True)
class RunLines:
    """Every area of a run, highest rank first, then those without a score in name order; and the run's own facts."""

    areas: tuple[AreaLine, ...]
    facts: dict[str, Any]

    def of(self, slug: str) -> AreaLine | None:
        return next((line for line in self.areas if line.slug == slug), None)

    def counted(self, kind: Belongs) -> int:
        return sum(line.belongs == kind for line in self.areas)


def read_run_lines(run: Run) -> RunLines:
    """The run's lines. Give a run read with `defer("result", "input")`: the result is read only the first time."""
    return _kept(run.result_sha256, run.pk)


@lru_cache(maxsize=KEPT)
def _kept(_sha256: str, pk: int) -> RunLines:
    """As objects and not as packed bytes: unpacking six thousand areas takes longer than the rest of the page."""
    return run_lines(Run.objects.values_list("result", flat=True).get(pk=pk))


def run_lines(result: dict[str, Any]) -> RunLines:
    """The lines of a result as `domain.risk.actions.compute_run` stores it."""
    lines = [_line(row) for row in result["areas"]]
    lines.sort(key=lambda line: (line.rank is None, line.rank or 0, line.name))
    return RunLines(tuple(lines), {name: value for name, value in result.items() if name != "areas"})


def _line(row: dict[str, Any]) -> AreaLine:
    span = row.get("rank_span")
    return AreaLine(
        slug=row["slug"],
        name=row["name"],
        parent=row.get("parent", ""),
        population=row.get("population"),
        score=row["score"],
        rank=row["rank"],
        span=Span(*span) if span else None,
        probability=row["p_priority"],
        belongs=belongs(row["p_priority"]),
        area_class=row.get("class", ""),
        class_probability=row.get("p_class"),
        class_before=row.get("class_before", ""),
        class_new=row.get("class_new", ""),
        parts=row.get("nodes", {}),
        contributions=row.get("contributions", {}),
        flags=tuple(row.get("flags", ())),
    )
