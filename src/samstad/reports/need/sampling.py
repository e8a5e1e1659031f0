"""The error of a share in each area and period, where the counts that it is made of are known."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from samstad.calculations.gaps import rate_errors
from samstad.calculations.gaps.gap import Floats
from samstad.calculations.values import latest_known
from samstad.domain.history.as_known import NOW, AsKnown
from samstad.domain.places.models import Area
from samstad.domain.steering.models import Indicator, Value
from samstad.domain.steering.queries import protect_withdrawn, standing_values

PER_THOUSAND = "per 1 000"


def read_errors(
    indicator: Indicator,
    areas: Sequence[Area],
    periods: Sequence[str],
    *,
    group: str = "",
    on: date,
    as_known: AsKnown = NOW,
) -> Floats | None:
    """(periods, areas) in the unit of the indicator, NaN where a count is not known; one query.

    None for an indicator that does not name its numerator and denominator: then nothing can be said of its error.
    """
    if indicator.numerator_id is None or indicator.denominator_id is None:
        return None
    counted = standing_values(as_known).filter(
        indicator__in=(indicator.numerator_id, indicator.denominator_id), area__in=areas, period__in=periods,
        organisation=None, sex="", age_group=group,
    )  # fmt: skip
    rows = list(counted.order_by("known_from", "pk"))
    protect_withdrawn(rows)
    known = latest_known((((row.indicator_id, row.area_id, row.period), row) for row in rows), on=on)

    def counts(of: int) -> Floats:
        return np.array(
            [[_number(known.get((of, area.pk, period))) for area in areas] for period in periods], dtype=np.float64
        )

    per = 1000.0 if indicator.unit.startswith(PER_THOUSAND) else 100.0
    return rate_errors(counts(indicator.numerator_id), counts(indicator.denominator_id), per=per)


def _number(row: Value | None) -> float:
    return float("nan") if row is None or row.value is None else float(row.value)
