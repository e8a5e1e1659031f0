"""Effort against need as a document: a table for each kind of effort, and the companies' homes."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samstad.calculations.proportionality import AreaShare, Serving
from samstad.documents import Block, Callout, Cell, Column, Document, Heading, Paragraph, Table
from samstad.documents.blocks import Status
from samstad.reports.need.amounts import percent
from samstad.reports.need.housing_stock import HousingStock, StockPart
from samstad.reports.need.proportion_page import EffortLine, EffortTable, ProportionPage
from samstad.reports.need.proportion_words import serving_word
from samstad.reports.source_words import source_words
from samstad.reports.wording import figure, period_words

SHAPES: dict[Serving, Status] = {
    Serving.UNDER: "not",
    Serving.OVER: "full",
    Serving.IN_LINE: "unknown",
    Serving.UNKNOWN: "unknown",
}


def proportion_document(page: ProportionPage) -> Document:
    """The year of the page."""
    meta = [(_("År"), str(page.year))]
    if page.need:
        meta.append((_("Behov mätt med"), f"{page.need.name}, {period_words(page.period)}"))
    invented = page.example or bool(page.stock and page.stock.example)
    return Document(
        title=_("Följer insatserna behoven?"),
        subtitle=_("Åtgärder och medel mot behov, område för område"),
        language="en" if get_language() == "en" else "sv",
        stamps=(_("exempeldata"),) if invented else (),
        meta=tuple(meta),
        blocks=(
            Paragraph(page.told, "lead") if page.need else Callout("gap", page.told),
            *(block for table in page.tables for block in _effort(table)),
            *_stock(page.stock),
            *_source(page),
        ),
    )


def _effort(table: EffortTable) -> list[Block]:
    if not table.lines:
        return [Heading(1, table.word), Callout("gap", _("Inget är inlagt för året."))]
    columns = (
        Column("area", _("Område"), width=2),
        Column("need", _("Andel av behovet"), "number"),
        Column("effort", table.word, "number", width=1.3),
        Column("share", _("Andel"), "number"),
        Column("ratio", _("Mot behovet, med spann"), "status", width=3.6),
    )
    rows = tuple(_effort_row(line) for line in table.lines)
    return [Heading(1, table.word), Paragraph(table.told), Table(_("Lägst mot behovet först"), columns, rows)]


def _effort_row(line: EffortLine) -> tuple[Cell, ...]:
    return (
        Cell(line.area.name),
        Cell(percent(line.share.need), number=line.share.need),
        Cell(figure(line.effort, 0), number=line.effort),
        Cell(percent(line.share.effort), number=line.share.effort),
        _ratio(line.share),
    )


def _ratio(share: AreaShare) -> Cell:
    told = f"{serving_word(share.serving)} {figure(share.ratio, 2)}"
    if share.low is not None and share.high is not None:
        told = f"{told} ({figure(share.low, 2)}–{figure(share.high, 2)})"
    return Cell(told, status=SHAPES[share.serving])


def _stock(stock: HousingStock | None) -> list[Block]:
    if stock is None:
        return []
    told = _("Ett bolag med större bestånd i ett område har ett större ansvar där.")
    of = f"{stock.indicator.name}, {period_words(stock.period)}."
    columns = (
        Column("area", _("Område"), width=2),
        Column("largest", _("Störst bestånd"), width=2),
        Column("others", _("Övriga"), width=3),
    )
    rows = tuple(
        (Cell(line.area.name), Cell(_homes(line.largest)), Cell(", ".join(map(_homes, line.others)) or "–"))
        for line in stock.lines
    )
    source = source_words(stock.source, stock.indicator.pack)
    note = _("Källa: %(source)s") % {"source": source} if source else ""
    if stock.example:
        of = f"{of} {_('Påhittade siffror.')}"
    table = Table(_("Bostäder per bolag, och andel av alla bolagens"), columns, rows, note=note)
    return [Heading(1, _("Bolagens bostäder")), Paragraph(f"{told} {of}"), table]


def _homes(part: StockPart) -> str:
    return f"{part.company.short_name} {figure(part.homes, 0)} ({percent(part.share)})"


def _source(page: ProportionPage) -> list[Block]:
    source = source_words(page.source, page.need.pack if page.need else None)
    return [Heading(1, _("Källa")), Paragraph(source)] if source else []
