"""The list of activities as one table: its columns are the same in CSV and spreadsheet as on the page."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from samstad.documents import Cell, Column, Table
from samstad.domain.steering.choices import ActivityKind, ActivityStatus
from samstad.domain.steering.queries import ActivityLine


def activity_table(lines: Sequence[ActivityLine]) -> Table:
    """A row per activity; the last column says which rows are example data."""
    columns = (
        Column("title", _("Åtgärd"), width=3),
        Column("kind", _("Slag")),
        Column("owner", _("Nämnd eller styrelse"), width=2),
        Column("parties", _("Andra parter"), width=2),
        Column("start", _("Start"), "date"),
        Column("end", _("Klart"), "date"),
        Column("status", _("Läge")),
        Column("deviation", _("Avvikelse"), width=3),
        Column("updated", _("Senast rapporterad"), "date"),
        Column("goals", _("Mål"), width=3),
        Column("areas", _("Områden"), width=2),
        Column("source", _("Källa"), width=2),
        Column("example", _("Exempeldata")),
    )
    return Table(_("Åtgärder"), columns, tuple(_row(line) for line in lines))


def _row(line: ActivityLine) -> tuple[Cell, ...]:
    told = line.standing
    texts = (
        line.title,
        str(ActivityKind(line.kind).label),
        line.owner,
        ", ".join(party.name for party in line.parties),
        _day(line.start),
        _("löpande") if line.continuous else _day(line.end),
        str(ActivityStatus(told.status).label) if told.status else _("ej rapporterat"),
        told.deviation,
        _day(told.on),
        "; ".join(goal.title for goal in line.goals),
        ", ".join(area.name for area in line.areas),
        line.source,
        _("ja") if line.example else "",
    )
    return tuple(Cell(text) for text in texts)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
