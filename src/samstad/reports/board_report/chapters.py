"""A report's chapters as its template sets them: heading, text, and the tables that the chapter takes."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from samstad.documents import Block, Callout, Cell, Column, Heading, Paragraph, Table, text_blocks
from samstad.domain.cycle.choices import SectionKey, TableKind
from samstad.domain.cycle.queries import SUMMARY_TITLE, chapter_title
from samstad.reports.board_report.origins import origin_notes
from samstad.reports.wording import number

Facts = dict[str, Any]
Tables = Mapping[TableKind, tuple[str, list[Block]]]
"""For each table the heading it has where no chapter takes it, and its blocks; none where there is nothing to show."""

ASKED_OF_US = (TableKind.ASSIGNMENTS, TableKind.ASKED, TableKind.PRIORITIES)


def arranged(facts: Facts, tables: Tables) -> list[Block]:
    """Every chapter in the template's order; tables that no chapter takes come last, so that nothing is lost."""
    blocks: list[Block] = []
    left = {kind: table for kind, table in tables.items() if table[1]}
    for chapter in chapters(facts):
        kinds = [kind for name in chapter["tables"] if (kind := TableKind(name)) in left]
        own = [(kind, *left.pop(kind)) for kind in kinds]
        blocks += [Heading(1, chapter_title(chapter["title"])), *_said(chapter, facts, kinds)]
        blocks += _after_text(own)
    for title, content in left.values():
        blocks += [Heading(1, title), *content]
    return blocks


def chapters(facts: Facts) -> Sequence[Facts]:
    """The chapters of the text; one frozen before there were templates has the summary."""
    summary = {"slug": SectionKey.SUMMARY, "title": SUMMARY_TITLE, "tables": [TableKind.OVERVIEW], "required": True}
    return facts.get("chapters") or [summary]


def by_sex(rows: Sequence[Facts]) -> list[Block]:
    """The indicators that tell women and men apart."""
    told = [row for row in rows if row["women"] is not None and row["men"] is not None]
    columns = (
        Column("name", _("Indikator"), width=3),
        Column("women", _("Kvinnor"), "number"),
        Column("men", _("Män"), "number"),
    )
    cells = [
        (Cell(f"{row['name']} ({row['unit']})"), *(_figure(row[sex], row["decimals"]) for sex in ("women", "men")))
        for row in told
    ]
    return [Table(_("Utfall för kvinnor och män"), columns, tuple(cells))] if cells else []


def _figure(value: str, decimals: int) -> Cell:
    return Cell(number(value, decimals), number=float(value))


def _said(chapter: Facts, facts: Facts, tables: Sequence[TableKind]) -> list[Block]:
    """The text; what nobody has written says so, louder where it is asked for. A sheet of economy is an answer."""
    summary = chapter["slug"] == SectionKey.SUMMARY
    text = facts["summary"] if summary else chapter["text"]
    if text:
        caption = _("Tabell ur %(chapter)s") % {"chapter": chapter_title(chapter["title"])}
        return [*text_blocks(text, caption=caption), *origin_notes(facts, f"s.{chapter['slug']}")]
    if chapter["required"] and TableKind.ECONOMY not in tables:
        return [Callout("gap", _("Sammanfattningen är inte skriven.") if summary else _("Kapitlet är inte skrivet."))]
    return [] if tables else [Paragraph(_("Kapitlet är inte skrivet."), "note")]


def _after_text(own: Sequence[tuple[TableKind, str, list[Block]]]) -> list[Block]:
    """The first table stands under the chapter's own heading, the others under theirs, and what others ask always."""
    blocks: list[Block] = []
    for place, (kind, title, content) in enumerate(own):
        blocks += [*([Heading(1, title)] if place or kind in ASKED_OF_US else []), *content]
    return blocks
