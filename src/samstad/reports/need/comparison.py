"""Two runs side by side: who enters and who leaves, whose class turns and how surely, how alike the orders are."""

from dataclasses import dataclass

from samstad.domain.risk.models import Run
from samstad.reports.need.run_lines import AreaLine, RunLines, read_run_lines


@dataclass(frozen=True, slots=True)
class Pair:
    """The same area in both runs."""

    before: AreaLine
    after: AreaLine

    @property
    def steps(self) -> int | None:
        """How many ranks it has moved; a positive number is towards higher risk."""
        if self.before.rank is None or self.after.rank is None:
            return None
        return self.before.rank - self.after.rank

    @property
    def class_turned(self) -> bool:
        """Only between runs that both have classes."""
        both = self.before.area_class and self.after.area_class
        return bool(both and self.before.area_class != self.after.area_class)


@dataclass(frozen=True, slots=True)
class Comparison:
    before: Run
    after: Run
    pairs: tuple[Pair, ...]
    only_before: tuple[AreaLine, ...]
    only_after: tuple[AreaLine, ...]
    entered: tuple[Pair, ...]
    left: tuple[Pair, ...]
    turned: tuple[Pair, ...]
    mean_steps: float | None


def compare_runs(before: Run, after: Run) -> Comparison:
    """What differs from one run to another, over the areas that both hold."""
    old, new = read_run_lines(before), read_run_lines(after)
    by_slug = {line.slug: line for line in old.areas}
    pairs = tuple(Pair(by_slug[line.slug], line) for line in new.areas if line.slug in by_slug)
    both = {pair.after.slug for pair in pairs}
    inside_old, inside_new = _inside(old), _inside(new)
    steps = [abs(pair.steps) for pair in pairs if pair.steps is not None]
    return Comparison(
        before,
        after,
        pairs,
        tuple(line for line in old.areas if line.slug not in both),
        tuple(line for line in new.areas if line.slug not in both),
        tuple(pair for pair in pairs if pair.after.slug in inside_new and pair.after.slug not in inside_old),
        tuple(pair for pair in pairs if pair.after.slug in inside_old and pair.after.slug not in inside_new),
        tuple(pair for pair in pairs if pair.class_turned),
        sum(steps) / len(steps) if steps else None,
    )


def _inside(lines: RunLines) -> set[str]:
    """The areas that the run's own rule takes."""
    return set(lines.facts.get("inside", []))
