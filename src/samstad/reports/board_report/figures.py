"""The figures beside a report's rows: targets, the year before, and values that are fetched centrally."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Q

from samstad.calculations.periods import period_of
from samstad.calculations.targets import WITHOUT_VALUE, Aim
from samstad.calculations.values import latest_known
from samstad.domain.cycle.models import Report
from samstad.domain.cycle.queries import origin_of
from samstad.domain.organisation.models import Organisation
from samstad.domain.steering.choices import TargetKind
from samstad.domain.steering.models import Indicator, IndicatorBreak, Target, Value
from samstad.domain.steering.queries import BreakLine, aim_of, softened


@dataclass
class Figures:
    """What was known on the day `on`, keyed by the indicator's primary key.

    `central` holds outcomes by sex ("" for all); `own_aims` and `council_aims` the targets of every kind but the gap,
    which has its own; `own_before` and `council_before` sharper targets that stood earlier in the year.
    """

    on: date

    central: dict[int, dict[str, Decimal]] = field(default_factory=dict)
    missing: dict[int, str] = field(default_factory=dict)
    sources: dict[int, str] = field(default_factory=dict)
    previous: dict[int, tuple[Decimal | None, str]] = field(default_factory=dict)
    own_aims: dict[int, Aim] = field(default_factory=dict)
    council_aims: dict[int, Aim] = field(default_factory=dict)
    own_before: dict[int, Decimal] = field(default_factory=dict)
    council_before: dict[int, Decimal] = field(default_factory=dict)
    own_gaps: dict[int, Decimal] = field(default_factory=dict)
    council_gaps: dict[int, Decimal] = field(default_factory=dict)
    breaks: dict[int, list[BreakLine]] = field(default_factory=lambda: defaultdict(list))


def read_figures(report: Report, indicators: Iterable[Indicator], *, on: date) -> Figures:
    """What was known on the day; three queries."""
    keys = [indicator.pk for indicator in indicators]
    figures = Figures(on)
    _read_values(figures, report, keys, on)
    _read_targets(figures, report, keys, on)
    broken = IndicatorBreak.objects.filter(indicator__in=keys).order_by("period")
    for indicator, period, text in broken.values_list("indicator_id", "period", "text"):
        figures.breaks[indicator].append(BreakLine(period, text))
    return figures


def _read_values(figures: Figures, report: Report, keys: list[int], on: date) -> None:
    year, kind = report.round.year, report.round.kind
    now = period_of(kind, year)
    before = (period_of(kind, year - 1), str(year - 1))
    rows = Value.objects.filter(
        concerns(report.organisation), indicator__in=keys, age_group="", period__in=(now, *before)
    )
    known = latest_known(
        (
            ((row.indicator_id, row.period, row.sex, nearness(row)), row)
            for row in rows.exclude(origin=origin_of(report))
        ),
        on=on,
    )
    # The board's own value stands before its area's, and that before the whole city's.
    for row in sorted(known.values(), key=nearness, reverse=True):
        if row.period == now:
            _place_current(figures, row)
    for period in reversed(before):
        for row in sorted(known.values(), key=nearness, reverse=True):
            if row.period == period and row.sex == "" and row.value is not None:
                figures.previous[row.indicator_id] = (row.value, row.period)


def _place_current(figures: Figures, row: Value) -> None:
    if row.value is None:
        figures.missing[row.indicator_id] = row.missing_reason
        return
    figures.central.setdefault(row.indicator_id, {})[row.sex] = row.value
    if row.source:
        figures.sources[row.indicator_id] = row.source


def concerns(board: Organisation) -> Q:
    """Figures of the board itself, of its area and of the whole city."""
    own = Q(organisation=board)
    whole_city = Q(organisation=None, area=None)
    return own | whole_city | Q(organisation=None, area=board.area_id) if board.area_id else own | whole_city


def nearness(row: Value) -> int:
    """0 for the board's own, 1 for its area's, 2 for the city's."""
    if row.organisation_id:
        return 0
    return 1 if row.area_id else 2


def _read_targets(figures: Figures, report: Report, keys: list[int], on: date) -> None:
    chosen = Target.objects.filter(
        Q(organisation=report.organisation) | Q(organisation=None),
        Q(area=None) | Q(area=report.organisation.area_id),
        indicator__in=keys,
        year=report.round.year,
        sex="",
        age_group="",
    )
    rows = list(chosen.select_related("indicator"))
    sharper = softened(rows, on=on)
    known = latest_known(
        (((row.indicator_id, row.organisation_id, row.kind == TargetKind.GAP), row) for row in rows), on=on
    )
    for row in known.values():
        own = bool(row.organisation_id)
        if row.kind != TargetKind.GAP:
            if row.value is not None or row.kind in WITHOUT_VALUE:
                (figures.own_aims if own else figures.council_aims)[row.indicator_id] = aim_of(row)
        elif row.value is not None:
            (figures.own_gaps if own else figures.council_gaps)[row.indicator_id] = row.value
        if row.pk in sharper:
            (figures.own_before if own else figures.council_before)[row.indicator_id] = sharper[row.pk]


def used_aim(figures: Figures, indicator: int) -> Aim | None:
    """The board's own target, else the council's."""
    return figures.own_aims.get(indicator) or figures.council_aims.get(indicator)
