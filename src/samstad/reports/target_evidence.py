"""What targets are held against: a place's own figures, their errors where counts are known, and its neighbours."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

import numpy as np

from samstad.calculations.gaps import rate_errors
from samstad.calculations.targets import Evidence
from samstad.calculations.values import latest_known
from samstad.domain.steering.models import Indicator, Value
from samstad.domain.steering.queries import Figure, Series

PER_THOUSAND = "per 1 000"
ALL = ("", "")
PlaceKey = tuple[int | None, int | None]
Errors = dict[tuple[int, PlaceKey], dict[str, float]]
"""Per indicator and place (area, body) the standard error of each period."""


def read_share_errors(indicators: Iterable[Indicator], *, on: date) -> Errors:
    """For indicators that name their numerator and denominator; one query, none where there is no such indicator."""
    shares = [one for one in indicators if one.numerator_id and one.denominator_id]
    if not shares:
        return {}
    wanted = {key for one in shares for key in (one.numerator_id, one.denominator_id)}
    rows = Value.objects.filter(indicator__in=wanted, sex="", age_group="", value__isnull=False)
    known = latest_known(
        (((row.indicator_id, row.area_id, row.organisation_id, row.period), row) for row in rows), on=on
    )
    counts: dict[int | None, dict[tuple[PlaceKey, str], float]] = defaultdict(dict)
    for row in known.values():
        counts[row.indicator_id][(row.area_id, row.organisation_id), row.period] = float(row.value or 0)
    found: Errors = defaultdict(dict)
    for one in shares:
        for (place, period), people in counts[one.denominator_id].items():
            error = _error(counts[one.numerator_id].get((place, period)), people, one.unit)
            if error is not None:
                found[one.pk, place][period] = error
    return found


def evidence_in(figure: Figure, main: Series, errors: Errors) -> Evidence:
    """The latest figure of a series with everything that a target of any kind may be held against."""
    here, previous = (main.place.area, main.place.body), main.previous
    others = [
        (point.value, errors.get((figure.indicator.pk, (series.place.area, None)), {}).get(point.period))
        for series in figure.series
        if _stands_beside(series, main)
        for point in series.points
        if point.period == main.latest.period and point.value is not None
    ]
    return Evidence(
        outcome=main.latest.value,
        period=main.latest.period,
        points=tuple((point.period, point.value) for point in main.points if point.value is not None),
        previous=previous.value if previous else None,
        previous_period=previous.period if previous else "",
        errors=errors.get((figure.indicator.pk, here), {}),
        others=tuple(others),
        breaks=tuple(one.period for one in figure.breaks),
    )


def _stands_beside(series: Series, main: Series) -> bool:
    """Another place of the same kind, for everyone."""
    same_kind = bool(main.place.kind) and series.place.kind == main.place.kind
    return same_kind and series.group == ALL and series.place.area != main.place.area


def _error(counted: float | None, people: float, unit: str) -> float | None:
    if counted is None:
        return None
    per = 1000.0 if unit.startswith(PER_THOUSAND) else 100.0
    error = float(rate_errors(np.array([counted]), np.array([people]), per=per)[0])
    return error if np.isfinite(error) else None
