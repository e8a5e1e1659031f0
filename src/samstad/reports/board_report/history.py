"""What a report's targets are held against besides the outcome: earlier figures, errors, other areas and breaks."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Q

from samstad.calculations.periods import in_time, period_of
from samstad.calculations.targets import Evidence
from samstad.calculations.values import latest_known
from samstad.domain.cycle.models import Report
from samstad.domain.cycle.queries import origin_of
from samstad.domain.steering.choices import NUMBER_TARGETS
from samstad.domain.steering.models import Indicator, Value
from samstad.reports.board_report.figures import Figures, concerns, nearness, used_aim
from samstad.reports.target_evidence import Errors, read_share_errors

Place = tuple[int | None, int | None]
Placed = tuple[Decimal, float | None]


@dataclass
class History:
    """By the indicator's primary key, as known on the report's day."""

    points: dict[int, tuple[tuple[str, Decimal], ...]] = field(default_factory=dict)
    errors: dict[int, dict[str, float]] = field(default_factory=dict)
    others: dict[int, tuple[Placed, ...]] = field(default_factory=dict)
    breaks: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def evidence(
        self, indicator: int, outcome: Decimal | None, period: str, previous: Decimal | None, previous_period: str
    ) -> Evidence:
        """What the outcome, or the forecast for the year, is judged with."""
        return Evidence(
            outcome,
            period,
            self.points.get(indicator, ()),
            previous,
            previous_period,
            self.errors.get(indicator, {}),
            self.others.get(indicator, ()),
            self.breaks.get(indicator, ()),
        )


def read_history(report: Report, indicators: Iterable[Indicator], figures: Figures) -> History:
    """For indicators with a target; two queries at most."""
    aimed = [one for one in indicators if used_aim(figures, one.pk)]
    history = History()
    if not aimed:
        return history
    errors = read_share_errors(aimed, on=figures.on)
    rows = _rows(report, aimed, figures)
    area, body = report.organisation.area_id, report.organisation_id
    now = period_of(report.round.kind, report.round.year)
    places: tuple[Place, ...] = ((None, body), (area, None), (None, None))
    for one in aimed:
        nearest = min((nearness(row) for row in rows[one.pk] if _is_ours(row, places)), default=0)
        place = places[nearest]
        own = [row for row in rows[one.pk] if (row.area_id, row.organisation_id) == place]
        history.points[one.pk] = tuple(
            (row.period, row.value) for row in sorted(own, key=lambda row: in_time(row.period)) if row.value is not None
        )
        history.errors[one.pk] = errors.get((one.pk, place), {})
        history.breaks[one.pk] = tuple(line.period for line in figures.breaks[one.pk])
        history.others[one.pk] = _others(rows[one.pk], area, now, errors)
    return history


def _rows(report: Report, aimed: list[Indicator], figures: Figures) -> dict[int, list[Value]]:
    """Every period of the board, its area and the city, and the period of the areas of the same kind."""
    ours = concerns(report.organisation)
    area, now = report.organisation.area, period_of(report.round.kind, report.round.year)
    if area:
        ours |= Q(organisation=None, area__kind=area.kind, period=now)
    wanted = [one.pk for one in aimed if one.numerator_id or _asks_for_more(figures, one.pk)]
    rows = Value.objects.filter(ours, indicator__in=wanted, sex="", age_group="").exclude(origin=origin_of(report))
    known = latest_known(
        (((row.indicator_id, row.area_id, row.organisation_id, row.period), row) for row in rows), on=figures.on
    )
    found: dict[int, list[Value]] = defaultdict(list)
    for row in known.values():
        found[row.indicator_id].append(row)
    return found


def _asks_for_more(figures: Figures, indicator: int) -> bool:
    """True for a target that is held against more than the outcome and the year before."""
    aim = used_aim(figures, indicator)
    return aim is not None and aim.kind not in NUMBER_TARGETS


def _is_ours(row: Value, places: tuple[Place, ...]) -> bool:
    return row.value is not None and (row.area_id, row.organisation_id) in places


def _others(rows: list[Value], area: int | None, now: str, errors: Errors) -> tuple[Placed, ...]:
    """The figures of the other areas in the report's period."""
    found = [row for row in rows if row.area_id not in (None, area) and not row.organisation_id and row.period == now]
    return tuple(
        (row.value, errors.get((row.indicator_id, (row.area_id, None)), {}).get(now))
        for row in found
        if row.value is not None
    )
