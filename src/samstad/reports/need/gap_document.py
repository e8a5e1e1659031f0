"""A gap as a document: what can be concluded, between whom, period by period, and on what it stands."""

from dataclasses import replace
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samstad.calculations.gaps import Gap, PeriodGap
from samstad.documents import Block, Callout, Cell, Column, Document, Heading, Paragraph, Table
from samstad.reports.need.amounts import signed
from samstad.reports.need.gap_page import GapPage
from samstad.reports.source_words import source_words
from samstad.reports.wording import day, figure, period_words


def gap_document(page: GapPage, *, on: date) -> Document:
    """The figure of the page, with figures known on that day."""
    meta = [(_("Enhet"), page.indicator.unit), (_("Lista"), page.area_list.title)]
    if len(page.groups) > 1:
        meta.append((_("Ålder"), page.group or _("alla")))
    return Document(
        title=page.indicator.name,
        subtitle=_("Gapet mellan områdena i en lista och övriga"),
        language="en" if get_language() == "en" else "sv",
        date=_("Siffror kända %(day)s") % {"day": day(on)},
        stamps=(_("exempeldata"),) if page.example else (),
        meta=tuple(meta),
        blocks=(*_conclusion(page), *_periods(page), *_all_areas(page), *_list(page), *_source(page)),
    )


def _conclusion(page: GapPage) -> list[Block]:
    blocks: list[Block] = [Paragraph(page.sentence, "lead")]
    for one in page.breaks:
        source = source_words(one.source, page.indicator.pack)
        told = _("Brott %(period)s: %(text)s") % {"period": one.period, "text": one.text}
        blocks.append(Callout("note", f"{told} ({source})" if source else told))
    return blocks


def _periods(page: GapPage) -> list[Block]:
    """The chart with its figures below; the table of the gap holds them all, so no second one is made."""
    blocks: list[Block] = [Heading(1, _("Period för period"))]
    if page.chart:
        blocks.append(replace(page.chart, twin=False, note=_("Ovägt medelvärde av områdena.")))
    blocks.append(_table(page))
    return [*blocks, Paragraph(page.by_itself, "note")] if page.by_itself else blocks


def _table(page: GapPage) -> Table:
    columns = (
        Column("period", _("Period"), width=1.3),
        Column("inside", _("I listan"), "number"),
        Column("rest", _("Övriga"), "number"),
        Column("gap", _("Gap"), "number"),
        Column("interval", _("Osäkerhet"), width=2),
        Column("moving", _("Gap för de som ligger sämst just då"), "number", width=1.7),
    )
    rows = tuple(_row(row, row.fixed, page.decimals) for row in page.panel.periods if row.fixed)
    broken = any(row.break_before for row in page.panel.periods)
    note = _("Siffror före och efter ett brott går inte att jämföra.") if broken else ""
    return Table(_("Gapet per period"), columns, rows, note=note)


def _row(row: PeriodGap, gap: Gap, decimals: int) -> tuple[Cell, ...]:
    period = period_words(row.period)
    sure = _("kan inte beräknas: underlag saknas")
    if gap.interval:
        sure = " – ".join(signed(end, decimals) for end in gap.interval)
    return (
        Cell(f"{period} · {_('brott')}" if row.break_before else period),
        Cell(figure(gap.inside, decimals), number=gap.inside),
        Cell(figure(gap.rest, decimals), number=gap.rest),
        Cell(signed(gap.difference, decimals), number=gap.difference),
        Cell(sure),
        Cell(signed(row.moving.difference, decimals), number=row.moving.difference) if row.moving else Cell("–"),
    )


def _all_areas(page: GapPage) -> list[Block]:
    slope, measures = page.over_all
    if not slope:
        return []
    blocks: list[Block] = [Heading(1, _("Alla områden")), Paragraph(slope)]
    return [*blocks, Paragraph(measures, "note")] if measures else blocks


def _list(page: GapPage) -> list[Block]:
    """Which areas "prioritised" means here."""
    told = _("”Prioriterad” betyder här: står i listan ”%(list)s”.") % {"list": page.area_list.title}
    blocks: list[Block] = [
        Heading(1, _("Vilken lista?")),
        Paragraph(told),
        Paragraph(f"{', '.join(area.name for area in page.inside)}."),
    ]
    return [*blocks, Paragraph(page.area_list.note, "note")] if page.area_list.note else blocks


def _source(page: GapPage) -> list[Block]:
    source = source_words(page.source, page.indicator.pack)
    told = "\n".join(text for text in (source, page.indicator.method) if text)
    return [Heading(1, _("Källa")), Paragraph(told) if told else Callout("gap", _("Källan är inte inlagd."))]
