"""What a report says of figures and activities becomes known to all when it is sent out."""

from datetime import date, datetime
from decimal import Decimal

from samstad.calculations.periods import period_of
from samstad.domain.cycle.models import ActivityRow, IndicatorRow, Report
from samstad.domain.cycle.queries import origin_of
from samstad.domain.people.actors import Actor
from samstad.domain.steering.actions import protect_figures
from samstad.domain.steering.choices import Sex, ValueStatus
from samstad.domain.steering.models import ActivityUpdate, Value

Said = dict[tuple[int, str], tuple[Decimal | None, str]]
"""What a report has said of an indicator and a sex: the number, or why it is missing."""
TAKEN_OUT = "Uppgiften är borttagen ur rapporten."


def publish_rows(report: Report, *, known_from: date, by: Actor, at: datetime) -> None:
    """Write the report's outcomes and statuses as new rows; what was already said the same way is not said twice."""
    published = _publish_values(report, known_from)
    _publish_updates(report, known_from)
    if published:
        protect_figures({value.indicator_id for value in published}, by=by, at=at)


def _publish_values(report: Report, known_from: date) -> list[Value]:
    origin = origin_of(report)
    said = {
        (value.indicator_id, value.sex): _said(value)
        for value in Value.objects.filter(origin=origin).order_by("known_from", "pk")
    }
    rows = report.indicator_rows.filter(version__gt=0, locked=False)
    fresh = [value for row in rows for value in _values_of(row, report, origin, known_from, said)]
    return Value.objects.bulk_create(
        [value for value in fresh if said.get((value.indicator_id, value.sex)) != (value.value, value.missing_reason)]
    )


def _said(value: Value) -> tuple[Decimal | None, str]:
    """What the report said, also where it has been protected since."""
    return (value.value, value.missing_reason) if value.kept_value is None else (value.kept_value, "")


def _values_of(row: IndicatorRow, report: Report, origin: str, known_from: date, said: Said) -> list[Value]:
    """What the row says; a number that the report said before and does not say any more is missing from now on."""
    by_sex = {"": row.outcome, Sex.WOMEN: row.outcome_women, Sex.MEN: row.outcome_men}
    return [
        Value(
            indicator_id=row.indicator_id,
            organisation=report.organisation,
            period=period_of(report.round.kind, report.round.year),
            sex=sex,
            value=outcome,
            status=ValueStatus.MISSING if outcome is None else ValueStatus.FINAL,
            missing_reason=(row.missing_reason or TAKEN_OUT) if outcome is None else "",
            known_from=known_from,
            source=f"{report.organisation.name}, {report.round}",
            origin=origin,
            pack=report.pack,
        )
        for sex, outcome in by_sex.items()
        if outcome is not None
        or (sex == "" and row.missing_reason)
        or said.get((row.indicator_id, sex), (None, ""))[0] is not None
    ]


def _publish_updates(report: Report, known_from: date) -> None:
    origin = origin_of(report)
    said = {
        update.activity_id: (update.status, update.deviation, update.comment, update.waiting_for_id)
        for update in ActivityUpdate.objects.filter(origin=origin).order_by("pk")
    }
    rows = report.activity_rows.filter(version__gt=0).exclude(status="")
    ActivityUpdate.objects.bulk_create(
        _update_of(row, report, origin, known_from)
        for row in rows
        if said.get(row.activity_id) != (row.status, row.deviation, row.comment, row.waiting_for_id)
    )


def _update_of(row: ActivityRow, report: Report, origin: str, known_from: date) -> ActivityUpdate:
    return ActivityUpdate(
        activity_id=row.activity_id,
        on=report.round.cutoff or known_from,
        known_from=known_from,
        status=row.status,
        deviation=row.deviation,
        comment=row.comment,
        waiting_for_id=row.waiting_for_id,
        source=f"{report.organisation.name}, {report.round}",
        origin=origin,
        pack=report.pack,
    )
