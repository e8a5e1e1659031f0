"""An index as a document: what its page says, on paper, with the list, the method and what it stands on."""

from dataclasses import replace

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samstad.calculations.index import Method
from samstad.calculations.index.words import method_sentences
from samstad.documents import Block, Callout, Cell, Column, Document, Heading, KeyValues, Paragraph, Table
from samstad.documents.blocks import Status
from samstad.reports.need.amounts import percent
from samstad.reports.need.index_map import index_map
from samstad.reports.need.index_page import IndexPage
from samstad.reports.need.run_lines import AreaLine
from samstad.reports.need.standing import Belongs
from samstad.reports.source_words import source_words
from samstad.reports.wording import day, figure

LONGEST_LIST = 250
"""Areas up to which all are listed; of more only those that matter to the decision."""
SHAPES: dict[Belongs, Status] = {
    Belongs.CLEAR: "full",
    Belongs.BORDERLINE: "partly",
    Belongs.OUT: "unknown",
    Belongs.UNKNOWN: "unknown",
}


def index_document(page: IndexPage, method: Method) -> Document:
    """The run of the page. `method` is what the text of its version says."""
    run = _("version %(version)s, körning %(run)s") % {"version": page.version.number, "run": page.run.number}
    return Document(
        title=page.definition.title,
        subtitle=_("Index över risk och behov, område för område"),
        language="en" if get_language() == "en" else "sv",
        date=_("Siffror kända %(day)s") % {"day": day(page.run.known_on)},
        stamps=(_("exempeldata"),) if page.example else (),
        meta=((_("Beräkning"), run), (_("Metod"), _method_status(page))),
        blocks=(
            *_finding(page),
            *_map(page),
            *_areas(page),
            *_which_list(page),
            Heading(1, _("Så räknas det")),
            KeyValues(tuple(method_sentences(method, _))),
            *_figures(page),
        ),
    )


def _method_status(page: IndexPage) -> str:
    version = page.version
    if version.state != "adopted" or version.body is None:
        return _("Metoden är ett förslag. Inget organ har antagit den.")
    said = {"body": version.body.name, "day": day(version.adopted_on), "paragraph": version.paragraph}
    return _("Antagen av %(body)s %(day)s, § %(paragraph)s.") % said


def _finding(page: IndexPage) -> list[Block]:
    blocks: list[Block] = [Paragraph(page.finding, "lead")] if page.finding else []
    if page.definition.note:
        blocks.append(Callout("note", page.definition.note))
    return [*blocks, Paragraph(page.sureness, "note")]


def _map(page: IndexPage) -> list[Block]:
    """The map of the page. The list below is its table, and no second one is made."""
    chart = index_map(page)
    if chart is None:
        return []
    if _listed(page) == page.named:
        chart = replace(chart, note=_("Samma värden står i listan under."))
    else:
        chart = replace(chart, alt=chart.alt.removesuffix(_("Samma värden står i tabellen under.")).rstrip())
    return [Heading(1, _("Karta")), replace(chart, twin=False)]


def _listed(page: IndexPage) -> tuple[AreaLine, ...]:
    """All, or of very many those that are clear or borderline; where no chance is known those that the rule takes."""
    if len(page.named) <= LONGEST_LIST:
        return page.named
    if any(line.probability is not None for line in page.named):
        return tuple(line for line in page.named if line.belongs in (Belongs.CLEAR, Belongs.BORDERLINE))
    inside = set(page.lines.facts.get("inside", []))
    return tuple(line for line in page.named if line.slug in inside)


def _areas(page: IndexPage) -> list[Block]:
    columns = [
        Column("area", _("Område"), width=2.5),
        Column("span", _("Plats, med spann"), width=1.5),
        Column("score", _("Värde"), "number"),
        Column("belongs", _("Bland de prioriterade"), "status", width=2),
    ]
    classed = bool(page.lines.facts.get("cuts"))
    if classed:
        columns.append(Column("class", _("Klass"), width=1.5))
    listed = _listed(page)
    rows = tuple(_row(line, classed) for line in listed)
    blocks: list[Block] = [
        Heading(1, _("Områden")),
        Table(_("Områden efter värde, med spann och säkerhet"), tuple(columns), rows),
    ]
    left = len(page.named) - len(listed)
    if left:
        blocks.append(Paragraph(_left_out(page, left), "note"))
    if page.unnamed:
        told = ngettext(
            "%(n)s område med för få invånare räknas men namnges inte.",
            "%(n)s områden med för få invånare räknas men namnges inte.",
            page.unnamed,
        )
        blocks.append(Paragraph(told % {"n": page.unnamed}, "note"))
    return blocks


def _left_out(page: IndexPage, left: int) -> str:
    which = _("Listan visar de områden som indexets egen regel tar.")
    if any(line.probability is not None for line in page.named):
        which = _("Listan visar de områden som är klart bland de prioriterade och gränsfallen.")
    more = ngettext("%(n)s område till är utanför.", "%(n)s områden till är utanför.", left)
    return f"{which} {more % {'n': figure(left, 0)}}"


def _row(line: AreaLine, classed: bool) -> tuple[Cell, ...]:
    cells = [Cell(line.name), Cell(span_words(line)), _figure(line.score), _belongs(line)]
    if classed:
        sure = "" if line.class_probability is None else f" ({percent(line.class_probability)})"
        cells.append(Cell(f"{line.area_class}{sure}" if line.area_class else "–"))
    return tuple(cells)


def span_words(line: AreaLine) -> str:
    """Never the rank alone: where it lies in nine computations of ten."""
    if line.span is None:
        return _("spann saknas")
    if line.span.low == line.span.high:
        return _("plats %(low)s") % {"low": line.span.low}
    return _("plats %(low)s–%(high)s") % {"low": line.span.low, "high": line.span.high}


def _figure(value: float | None) -> Cell:
    return Cell(figure(value, 2), number=value)


def _belongs(line: AreaLine) -> Cell:
    words = {
        Belongs.CLEAR: _("klart"),
        Belongs.BORDERLINE: _("gränsfall"),
        Belongs.OUT: _("utanför"),
        Belongs.UNKNOWN: _("säkerheten kan inte beräknas"),
    }
    sure = "" if line.probability is None else f" ({percent(line.probability)})"
    return Cell(f"{words[line.belongs]}{sure}", status=SHAPES[line.belongs])


def _which_list(page: IndexPage) -> list[Block]:
    adopted = page.adopted
    if adopted is None:
        told = _(
            "Ingen lista är antagen efter detta index. ”Prioriterad” betyder här: det som indexets egen regel tar."
        )
    else:
        told = _("”%(title)s”, antagen av %(body)s %(day)s, § %(paragraph)s.") % {
            "title": adopted.title,
            "body": adopted.body.name if adopted.body else "–",
            "day": day(adopted.adopted_on),
            "paragraph": adopted.paragraph,
        }
    blocks: list[Block] = [Heading(1, _("Vilken lista?")), Paragraph(told)]
    wrong = page.lines.facts.get("expected_wrong")
    if wrong is not None:
        blocks.append(Paragraph(_("Väntat antal felaktigt valda: %(n)s.") % {"n": figure(wrong, 1)}, "note"))
    return blocks


def _figures(page: IndexPage) -> list[Block]:
    columns = (
        Column("name", _("Siffra"), width=3),
        Column("direction", _("Riktning"), width=1.5),
        Column("weight", _("Vikt"), "number"),
        Column("period", _("Period")),
        Column("source", _("Källa"), width=2.5),
    )
    rows = []
    for row in page.lines.facts["indicators"]:
        name = f"{row['name']} ({_('påhittad')})" if row.get("example") else row["name"]
        way = _("mer är mer risk") if row["direction"] == 1 else _("mindre är mer risk")
        source = source_words(row.get("source") or "", page.definition.pack) or "–"
        rows.append((Cell(name), Cell(way), _figure(row["weight"]), Cell(row["period"]), Cell(source)))
    return [Heading(1, _("Siffror och källor")), Table(_("Siffror och vikter"), columns, tuple(rows))]
