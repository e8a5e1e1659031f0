"""A report's economy is stored whole out of one sheet, and replaces what was there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from samstad.domain.cycle import rules
from samstad.domain.cycle.actions.rows import may_write
from samstad.domain.cycle.models import EconomyLine, EconomySheet, Report
from samstad.domain.cycle.queries import explain_over
from samstad.domain.history.record import record
from samstad.domain.people.actors import Actor


@dataclass(frozen=True)
class EconomyContent:
    """One row of a report's economy; amounts are in `unit`, None where nothing is said."""

    part: str
    name: str
    kind: str
    unit: str
    budget: Decimal | None = None
    outcome: Decimal | None = None
    forecast: Decimal | None = None
    asked: Decimal | None = None
    explanation: str = ""


@transaction.atomic
def store_economy(
    *,
    report: Report,
    rows: Sequence[EconomyContent],
    version: int,
    file_name: str = "",
    sha256: str = "",
    by: Actor,
    at: datetime,
) -> EconomySheet:
    """The sheet with its rows in place of those before. One row that cannot be stored refuses them all.

    `version` is the sheet that the person saw; another one stored meanwhile is not overwritten.
    """
    may_write(report, by=by, at=at)
    made, _new = EconomySheet.objects.get_or_create(report=report)
    sheet = EconomySheet.objects.select_for_update().get(pk=made.pk)
    rules.check_same_sheet(sheet, version)
    before = report.economy_lines.count()
    stored = write_economy(report, rows, file_name=file_name, sha256=sha256, by=by, at=at)
    record(
        "store_economy",
        subject="cycle.report",
        key=f"{report.round.slug}/{report.organisation.slug}/ekonomi",
        board=report.organisation.slug,
        by=by,
        at=at,
        change={"rows": [before, len(rows)], "file": [sheet.file_name or None, file_name], "sha256": [None, sha256]},
    )
    return stored


def write_economy(
    report: Report, rows: Sequence[EconomyContent], *, file_name: str, sha256: str, by: Actor, at: datetime
) -> EconomySheet:
    """The stored sheet, one version newer, after each row has been checked; who may is the caller's question."""
    over = explain_over(report)
    rules.check_economy_rows(rows)
    for row in rows:
        rules.check_economy_row(row, round_kind=report.round.kind, explain_over=over)
    sheet, _made = EconomySheet.objects.get_or_create(report=report)
    sheet.version += 1
    sheet.file_name, sheet.sha256, sheet.changed_by, sheet.changed_at = file_name[:200], sha256, by.name, at
    sheet.save()
    report.economy_lines.all().delete()
    EconomyLine.objects.bulk_create(
        EconomyLine(report=report, order=place, **vars(row)) for place, row in enumerate(rows)
    )
    return sheet
