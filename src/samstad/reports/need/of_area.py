"""What the indices say of one area, for the page of the area."""

from dataclasses import dataclass

from samstad.domain.history.as_known import NOW, AsKnown
from samstad.domain.risk.models import Run
from samstad.reports.need.index_page import FLOOR_FLAG, latest_runs
from samstad.reports.need.run_lines import AreaLine, read_run_lines


@dataclass(frozen=True, slots=True)
class AreaInIndex:
    run: Run
    line: AreaLine
    areas: int


def read_area_in_indices(slugs: tuple[str, ...], as_known: AsKnown = NOW) -> tuple[AreaInIndex, ...]:
    """The first of the areas (nearest first) that each index names; one query, and one per run not read before."""
    found = []
    for run in latest_runs(as_known):
        lines = read_run_lines(run)
        line = next((line for slug in slugs if (line := lines.of(slug))), None)
        if line is not None and FLOOR_FLAG not in line.flags:
            found.append(AreaInIndex(run, line, len(lines.areas)))
    return tuple(found)
