"""What the figures say of a goal: each indicator's line that concerns it, and the rule's suggestion with its ground."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from samstad.calculations.gaps import weighed
from samstad.calculations.judgement import IndicatorResult, Suggestion, weigh
from samstad.calculations.periods import breaks_between, first_after
from samstad.calculations.targets import Evidence, evaluate
from samstad.domain.history.as_known import NOW, AsKnown
from samstad.domain.steering.choices import Direction, TargetKind
from samstad.domain.steering.models import Indicator
from samstad.domain.steering.queries import BreakLine, Figure, Point, Series, TargetLine, read_figures
from samstad.reports.need.listed import Listed
from samstad.reports.need.year_gap import AreaFigure, YearGap, period_in, year_gap
from samstad.reports.target_evidence import Errors, evidence_in, read_share_errors

ALL = ("", "")


@dataclass(frozen=True, slots=True)
class Concern:
    """Whose figures matter: the first set of areas that has any, then bodies, then the whole city.

    `goal` finds its own targets; `proxies` holds, by indicator, what is said of one that measures something near.
    `gap` is true of a goal that a gap is to close, and `lists` may say between which areas. `district` is the one that
    the place lies in, which it is compared with besides the city.
    """

    goal: int | None = None
    areas: tuple[frozenset[int], ...] = ()
    bodies: frozenset[int] = frozenset()
    cities: frozenset[int] = frozenset()
    year: int = 0
    proxies: dict[int, str] = field(default_factory=dict)
    gap: bool = False
    lists: tuple[Listed, ...] = ()
    district: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """From one period to the next: `word` is better, worse, higher, lower or same, or broken: not comparable."""

    since: str
    amount: Decimal
    word: str


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One indicator as a page shows it: main line, what it is compared with, target and result.

    `gap` is the year's gap between the areas of a list and the rest, where a gap is what is to be reached; `counts`
    is the result that the goal is weighed by. `district` is the series of the district around the place.
    """

    indicator: Indicator
    main: Series | None
    compare: Series | None
    others: tuple[Series, ...]
    groups: tuple[Series, ...]
    target: TargetLine | None
    council_target: TargetLine | None
    change: Change | None
    result: IndicatorResult
    proxy: bool
    proxy_note: str
    example: bool
    breaks: tuple[BreakLine, ...]
    gap: YearGap | None
    counts: IndicatorResult
    district: Series | None = None

    @property
    def compared(self) -> tuple[Series, ...]:
        """What the main line is shown beside, nearest first."""
        return tuple(found for found in (self.district, self.compare) if found)

    @property
    def told(self) -> tuple[Series, ...]:
        """The main line and what it is shown beside."""
        return (self.main, *self.compared) if self.main else ()

    @property
    def asked(self) -> TargetLine | None:
        """The target in force: one's own, else the council's."""
        return self.target or self.council_target

    @property
    def latest(self) -> Point | None:
        return self.main.latest if self.main else None

    @property
    def softened(self) -> tuple[TargetLine, ...]:
        """The targets that ask for less than they did earlier in the year."""
        return tuple(one for one in (self.target, self.council_target) if one and one.softened_from is not None)

    @property
    def broken_at(self) -> frozenset[str]:
        """The first period with a figure after each break."""
        periods = [point.period for found in (self.main, *self.compared) if found for point in found.points]
        return frozenset(first_after(periods, one.period) for one in self.breaks) - {""}


@dataclass(frozen=True, slots=True)
class FiguresSay:
    lines: tuple[FigureLine, ...]
    suggestion: Suggestion

    @property
    def example(self) -> bool:
        return any(line.example for line in self.lines)


def figures_say(indicators: Iterable[int], concern: Concern, *, on: date, as_known: AsKnown = NOW) -> FiguresSay:
    """The lines in name order and what they add up to."""
    figures = read_figures(indicators, on=on, as_known=as_known)
    errors = read_share_errors((figure.indicator for figure in figures if figure.targets), on=on)
    lines = tuple(figure_line(figure, concern, errors) for figure in figures)
    return FiguresSay(lines, weigh([line.counts.judgement for line in lines]))


def figure_line(figure: Figure, concern: Concern, errors: Errors | None = None) -> FigureLine:
    """The indicator's series chosen for what it concerns; the city's is the comparison when it is not the main one.

    `errors` are those of shares, for what may be noise.
    """
    whole = [series for series in figure.series if series.group == ALL and not series.place.is_share_of_area]
    city = next((s for s in whole if s.place.body is None and _is_city(s, concern)), None)
    own = _own(whole, concern)
    main = own[0] if len(own) == 1 else city or (own[0] if own else None)
    others = tuple(s for s in (own if len(own) > 1 else _rest(whole, concern)) if s not in (main, city))
    around = next((s for s in whole if concern.district and s.place.area == concern.district and s is not main), None)
    target, council = _targets(figure, concern)
    used = target or council
    seen = evidence_in(figure, main, errors or {}) if main else Evidence(None, "")
    result = evaluate(used.aim if used else None, seen)
    proxy = figure.indicator.pk in concern.proxies
    gap = _gap(figure, concern)
    groups = tuple(s for s in figure.series if main and s.place == main.place and s.group != ALL)
    return FigureLine(
        figure.indicator,
        main,
        city if main and city is not main else None,
        others,
        groups,
        target,
        council,
        change_of(main, figure.indicator.direction, [one.period for one in figure.breaks]),
        result,
        proxy,
        concern.proxies.get(figure.indicator.pk, ""),
        _is_example(figure) or bool(gap and gap.example),
        figure.breaks,
        gap,
        weighed(result, gap.result if gap else None, about_gap=concern.gap or used is None),
        around,
    )


def change_of(series: Series | None, direction: str, breaks: Iterable[str] = ()) -> Change | None:
    """How the latest value differs from the one before; None without two values."""
    if series is None or series.latest.value is None or series.previous is None or series.previous.value is None:
        return None
    amount = series.latest.value - series.previous.value
    if breaks_between(series.previous.period, series.latest.period, breaks):
        return Change(series.previous.period, amount, "broken")
    if amount == 0:
        return Change(series.previous.period, amount, "same")
    up = amount > 0
    if direction == Direction.NEUTRAL:
        return Change(series.previous.period, amount, "higher" if up else "lower")
    return Change(series.previous.period, amount, "better" if up == (direction == Direction.HIGHER) else "worse")


def _own(whole: list[Series], concern: Concern) -> list[Series]:
    for areas in concern.areas:
        found = [series for series in whole if series.place.area in areas]
        if found:
            return found
    return [series for series in whole if series.place.body in concern.bodies]


def _is_city(series: Series, concern: Concern) -> bool:
    return series.place.area is None or series.place.area in concern.cities


def _rest(whole: list[Series], concern: Concern) -> list[Series]:
    """Every other place, when the goal itself names none: the city's goals are then shown by area and body."""
    return [] if any(concern.areas) or concern.bodies else whole


def _targets(figure: Figure, concern: Concern) -> tuple[TargetLine | None, TargetLine | None]:
    """The body's own target and the council's, of the year if there is one, else the latest before it."""
    return _latest([t for t in figure.targets if t.kind != TargetKind.GAP], concern)


def _latest(targets: list[TargetLine], concern: Concern) -> tuple[TargetLine | None, TargetLine | None]:
    known = [t for t in targets if t.year <= concern.year and t.goal in (None, concern.goal)]
    own = [t for t in known if t.body in concern.bodies and not t.council]
    council = [t for t in known if t.council and (t.area is None or any(t.area in areas for areas in concern.areas))]
    return (own[-1] if own else None), (council[-1] if council else None)


def _gap(figure: Figure, concern: Concern) -> YearGap | None:
    """The year's gap on the page of a goal about one, or of an indicator with a target for it; else None."""
    targets = [t for t in figure.targets if t.kind == TargetKind.GAP and t.year == concern.year]
    own, council = _latest(targets, concern)
    if concern.goal is None or not (concern.gap or own or council):
        return None
    rows = [
        AreaFigure(series.place.area, series.place.kind, point.period, point.value, point.example)
        for series in figure.series
        if series.group == ALL and series.place.area
        for point in series.points
        if point.value is not None
    ]
    return year_gap(
        figure.indicator,
        rows,
        concern.lists,
        figure.breaks,
        period=period_in(rows, concern.year),
        own=own.value if own else None,
        council=council.value if council else None,
    )


def _is_example(figure: Figure) -> bool:
    pack = figure.indicator.pack
    return bool(pack and pack.example) or any(p.example for s in figure.series for p in s.points)
