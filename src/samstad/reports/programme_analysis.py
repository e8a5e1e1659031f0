"""What a local programme builds on: its analysis in four parts, and what each goal starts from and is to reach."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from samstad.domain.history.as_known import NOW, AsKnown
from samstad.domain.history.rows_together import rows_together
from samstad.domain.programmes.choices import Sustainability
from samstad.domain.programmes.models import (
    AnalysisFigure,
    AnalysisPart,
    AnalysisParty,
    LocalQuality,
    NotChosen,
    SteeringDocument,
)
from samstad.domain.programmes.models.analysis import Kept
from samstad.domain.steering.choices import TargetKind
from samstad.domain.steering.models import GoalIndicator, Indicator, Value
from samstad.domain.steering.queries import Figure, Point, TargetLine, Wanted, read_figures, values_known

K = TypeVar("K", bound=Kept)


@dataclass(frozen=True, slots=True)
class PulledFigure:
    """A figure with the value that the analysis leaned on, and the one that is known now where it is another."""

    row: AnalysisFigure
    value: Value | None
    now: Value | None


@dataclass(frozen=True, slots=True)
class PartLine:
    """One of the four goals of sustainability; `text` is None where the analysis does not touch it."""

    part: str
    label: str
    text: AnalysisPart | None
    figures: tuple[PulledFigure, ...]

    @property
    def missing(self) -> bool:
        return self.text is None and not self.figures


@dataclass(frozen=True, slots=True)
class Analysis:
    parts: tuple[PartLine, ...]
    parties: tuple[AnalysisParty, ...]
    not_chosen: tuple[NotChosen, ...]
    qualities: tuple[LocalQuality, ...]

    @property
    def example(self) -> bool:
        values = (found.value for part in self.parts for found in part.figures)
        return any(value and value.pack and value.pack.example for value in values)


@dataclass(frozen=True, slots=True)
class Measured:
    """What one indicator says of a goal: where it starts and what it is to reach; None is missing."""

    indicator: Indicator
    baseline: Point | None
    target: TargetLine | None


@dataclass(frozen=True, slots=True)
class AnalysisRows:
    """The standing rows of an analysis, each table in its own order."""

    texts: Sequence[AnalysisPart]
    figures: Sequence[AnalysisFigure]
    parties: Sequence[AnalysisParty]
    not_chosen: Sequence[NotChosen]
    qualities: Sequence[LocalQuality]


def read_analysis(document: SteeringDocument, *, on: date, as_known: AsKnown = NOW) -> Analysis | None:
    """The analysis as it stood on the day, None for a document that is no local programme; two queries."""
    if not document.is_local:
        return None
    return analysis_of(analysis_rows(rows_together(*chosen_for_analysis(document, as_known))), on=on)


def chosen_for_analysis(document: SteeringDocument, as_known: AsKnown) -> tuple[QuerySet[Any], ...]:
    """What to ask for the rows of the analysis as it stood on the day, table by table."""
    return (
        _standing(AnalysisPart, document, as_known),
        _standing(AnalysisFigure, document, as_known).select_related("indicator", "area"),
        _standing(AnalysisParty, document, as_known).select_related("organisation"),
        _standing(NotChosen, document, as_known),
        _standing(LocalQuality, document, as_known),
    )


def analysis_rows(found: Sequence[list[Any]]) -> AnalysisRows:
    """The rows that were asked for, in the same order, by name."""
    return AnalysisRows(*found)


def analysis_of(rows: AnalysisRows, *, on: date) -> Analysis:
    """The analysis of the rows, with what its figures say now; one query where it has figures."""
    texts = {row.part: row for row in rows.texts}
    figures = _pulled(rows.figures, on)
    parts = (
        PartLine(
            part.value, str(part.label), texts.get(part.value), tuple(f for f in figures if f.row.part == part.value)
        )
        for part in Sustainability
    )
    return Analysis(tuple(parts), tuple(rows.parties), tuple(rows.not_chosen), tuple(rows.qualities))


def _standing(model: type[K], document: SteeringDocument, as_known: AsKnown) -> QuerySet[K]:
    rows = model._default_manager.filter(document=document)
    if as_known.on is None:
        return rows.filter(removed_on=None)
    entered = Q(entered_on=None) | Q(entered_on__lte=as_known.on)
    return rows.filter(entered, Q(removed_on=None) | Q(removed_on__gt=as_known.on))


def _pulled(rows: Sequence[AnalysisFigure], on: date) -> list[PulledFigure]:
    then = {row.pk: Wanted(row.indicator_id, row.area_id, row.period, row.known_on) for row in rows}
    now = {row.pk: Wanted(row.indicator_id, row.area_id, row.period, on) for row in rows}
    known = values_known({*then.values(), *now.values()}) if rows else {}
    found = []
    for row in rows:
        was, is_now = known.get(then[row.pk]), known.get(now[row.pk])
        differs = was is not None and is_now is not None and was.value != is_now.value
        found.append(PulledFigure(row, was, is_now if differs else None))
    return found


def read_measured(
    document: SteeringDocument, ties: Sequence[GoalIndicator], *, on: date, as_known: AsKnown = NOW
) -> dict[int, tuple[Measured, ...]]:
    """By goal what each indicator tied to it starts from and is to reach; three queries for any number of goals.

    It starts from the latest figure that was known when the programme was adopted; where no day is known, from the
    latest that there is. The figure is the programme's area's, else its board's.
    """
    if not ties:
        return {}
    figures = {
        figure.indicator.pk: figure
        for figure in read_figures({tie.indicator_id for tie in ties}, on=on, as_known=as_known)
    }
    found: dict[int, list[Measured]] = {}
    for tie in ties:
        if figure := figures.get(tie.indicator_id):
            line = Measured(figure.indicator, _baseline(figure, document), _target(figure, document, tie.goal_id))
            found.setdefault(tie.goal_id, []).append(line)
    return {goal: tuple(lines) for goal, lines in found.items()}


def _baseline(figure: Figure, document: SteeringDocument) -> Point | None:
    whole = [series for series in figure.series if series.group == ("", "") and not series.place.is_share_of_area]
    of_area = [s for s in whole if document.area_id and s.place.area == document.area_id]
    of_board = [s for s in whole if document.owner_id and s.place.body == document.owner_id]
    for series in (*of_area, *of_board):
        told = [point for point in series.points if point.value is not None]
        begun = [p for p in told if document.adopted_on is None or p.known_from <= document.adopted_on]
        if begun:
            return begun[-1]
    return None


def _target(figure: Figure, document: SteeringDocument, goal: int) -> TargetLine | None:
    """The programme's own target: of the goal, of the area or of the board; the furthest one."""
    own = [
        line
        for line in figure.targets
        if line.kind != TargetKind.GAP
        and line.goal in (None, goal)
        and (line.goal == goal or line.body == document.owner_id or (line.area and line.area == document.area_id))
    ]
    return max(own, key=lambda line: line.year, default=None)
