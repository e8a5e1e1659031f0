"""Which unit a text of the report comes from, and whether it has been changed here or there since."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samstad.calculations.texts import holds
from samstad.documents import Block, Paragraph
from samstad.domain.cycle.models import PulledText, Report
from samstad.reports.board_report.lines import ReportLines


@dataclass(frozen=True)
class Origin:
    """A unit's text in a row of the board's report. `here`: no longer word for word; `there`: the unit wrote anew."""

    row: str
    text: int
    unit: str
    on: date
    here: bool
    there: bool

    def words(self) -> str:
        """ "hämtad från Solens förskola, ändrad här"."""
        said = _("hämtad från %(unit)s") % {"unit": self.unit}
        if self.here:
            said = _("%(said)s, ändrad här") % {"said": said}
        return _("%(said)s, ändrad i enheten sedan dess") % {"said": said} if self.there else said


def read_origins(report: Report, texts: Mapping[str, str]) -> list[Origin]:
    """Where the report's texts come from, row by row; `texts` is what stands in them now. One query."""
    return origins_of(pulled_into(report), texts)


def pulled_into(report: Report) -> QuerySet[PulledText]:
    """The units' texts that have been pulled up into the report, row by row, not read yet."""
    rows = PulledText.objects.filter(source__report=report).select_related("source__unit")
    return rows.order_by("source__row", "source__unit__sort_key", "pk")


def origins_of(rows: Iterable[PulledText], texts: Mapping[str, str]) -> list[Origin]:
    """The same as `read_origins`, of rows that have been read."""
    return [
        Origin(
            pulled.source.row,
            pulled.source_id,
            pulled.source.unit.name,
            localdate(pulled.at),
            here=not holds(texts.get(pulled.source.row, ""), pulled.text),
            there=pulled.source.version != pulled.version,
        )
        for pulled in rows
    ]


def row_texts(lines: ReportLines, sections: Mapping[str, str]) -> dict[str, str]:
    """The texts that a unit's text can be pulled into, by the key of their row."""
    texts = {f"s.{key}": text for key, text in sections.items()}
    texts |= {f"g.{line.slug}": line.motivation for line in lines.goals}
    return texts | {f"a.{line.slug}": line.comment for line in lines.activities}


def origin_facts(origins: Iterable[Origin]) -> list[dict[str, Any]]:
    """The origins as plain JSON, to be frozen with the report."""
    return [
        {
            "row": origin.row,
            "unit": origin.unit,
            "on": origin.on.isoformat(),
            "changed_here": origin.here,
            "changed_there": origin.there,
        }
        for origin in origins
    ]


def origin_notes(facts: Mapping[str, Any], row: str, *, title: str = "") -> list[Block]:
    """One note that names every unit the row's text comes from; none where the board wrote it itself."""
    said = "; ".join(_words(origin) for origin in facts.get("origins", []) if origin["row"] == row)
    if not said:
        return []
    named = _("Underlag till %(title)s") % {"title": title} if title else _("Underlag")
    return [Paragraph(f"{named}: {said}.", "note")]


def activity_notes(facts: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]) -> list[Block]:
    """The notes below a table of activities."""
    return [note for row in rows for note in origin_notes(facts, f"a.{row['slug']}", title=row["title"])]


def _words(origin: Mapping[str, Any]) -> str:
    on = date.fromisoformat(origin["on"])
    return Origin("", 0, origin["unit"], on, origin["changed_here"], origin["changed_there"]).words()
