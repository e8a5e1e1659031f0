"""One area in a run: why it stands where it stands, and how much the places inside it differ."""

from dataclasses import dataclass

from samstad.domain.places.models import Area
from samstad.domain.risk.models import Run
from samstad.reports.need.run_lines import AreaLine, RunLines, read_run_lines


@dataclass(frozen=True, slots=True)
class Part:
    """What one indicator or pillar adds to the area's distance from the city, in points of the index.

    `width` and `start` place its bar, in per cent of the widest one on each side of the middle.
    """

    code: str
    name: str
    points: float
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Spread:
    """The places inside the area: the lowest, the middle and the highest score, and how many they are."""

    count: int
    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Profile:
    run: Run
    lines: RunLines
    line: AreaLine
    area: Area | None
    parts: tuple[Part, ...]
    distance: float | None
    spread: Spread | None


def read_profile(run: Run, slug: str) -> Profile | None:
    """The profile of an area of the run, or None when the run has no such area; one query and the run's own."""
    lines = read_run_lines(run)
    line = lines.of(slug)
    if line is None:
        return None
    area = Area.objects.select_related("pack", "parent").filter(slug=slug).first()
    distance = sum(line.contributions.values()) if line.contributions else None
    return Profile(run, lines, line, area, _parts(line, lines), distance, _spread(slug, lines))


def _parts(line: AreaLine, lines: RunLines) -> tuple[Part, ...]:
    """The contributions, the largest first."""
    names = {row["code"]: row["name"] for row in lines.facts["indicators"]}
    widest = max((abs(points) for other in lines.areas for points in other.contributions.values()), default=0.0)
    rows = sorted(line.contributions.items(), key=lambda item: -item[1])
    return tuple(_part(code, names.get(code, code), points, widest) for code, points in rows)


def _part(code: str, name: str, points: float, widest: float) -> Part:
    half = 50 * abs(points) / widest if widest else 0.0
    return Part(code, name, points, 50 - half if points < 0 else 50.0, half)


def _spread(slug: str, lines: RunLines) -> Spread | None:
    scores = sorted(line.score for line in lines.areas if line.parent == slug and line.score is not None)
    if not scores:
        return None
    return Spread(len(scores), scores[0], scores[len(scores) // 2], scores[-1])
