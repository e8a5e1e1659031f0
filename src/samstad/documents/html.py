"""Documents as semantic HTML: fragments for our own pages, and whole pages that stand alone.

Everything a user wrote is escaped; class names begin with ``doc-`` and are styled by the page around.
"""

from collections.abc import Iterable, Sequence
from html import escape as html_escape
from importlib.resources import files

from samstad.documents import blocks as b
from samstad.documents.charts import chart_svg, chart_twin
from samstad.documents.words import (
    LOCALES,
    WORDS,
    cell_text,
    clean,
    node_label,
    placed,
    right_to_left,
    safe_href,
    shown_title,
)


def render_html(document: b.Document, *, base_level: int = 1) -> str:
    """The document as one ``<article>``; its title is a heading of ``base_level``, the rest follow below."""
    lang = LOCALES[document.language]
    body = render_blocks(document.blocks, language=document.language, base_level=base_level + 1)
    return f'<article class="doc" lang="{lang}">\n{_front(document, base_level)}{body}</article>\n'


def render_blocks(blocks: Iterable[b.Block], *, language: b.Language = "sv", base_level: int = 2) -> str:
    """The blocks as HTML; a heading of level 1 becomes ``<h{base_level}>``."""
    parts = [
        _heading(block, base_level + level - 1) if isinstance(block, b.Heading) else _block(block, language)
        for block, level in placed(blocks)
    ]
    return "".join(f"{part}\n" for part in parts if part)


def standalone_html(document: b.Document) -> str:
    """A complete page that needs nothing else: style for light, dark and print is inside it."""
    title = esc(shown_title(document))
    css = files(__package__).joinpath("document.css").read_text(encoding="utf-8")
    return (
        f'<!doctype html>\n<html lang="{LOCALES[document.language]}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{title}</title>\n<style>\n{css}</style>\n</head>\n"
        f"<body>\n<main>\n{render_html(document)}</main>\n</body>\n</html>\n"
    )


def esc(text: str) -> str:
    """The text with markup characters escaped and unprintable control characters gone."""
    return html_escape(clean(text))


def _front(document: b.Document, level: int) -> str:
    title = esc(shown_title(document))
    parts = [f"<h{level}{_dir(document.title)}>{title}</h{level}>"]
    if document.subtitle:
        parts.append(f'<p class="doc-subtitle"{_dir(document.subtitle)}>{esc(document.subtitle)}</p>')
    stamps = [f"<li>{esc(stamp)}</li>" for stamp in document.stamps]
    if stamps:
        parts.insert(0, f'<ul class="doc-stamps">{"".join(stamps)}</ul>')
    if document.date:
        parts.append(f'<p class="doc-date">{esc(document.date)}</p>')
    if document.meta:
        parts.append(_pairs(document.meta, "facts"))
    return '<header class="doc-front">\n' + "\n".join(parts) + "\n</header>\n"


def _dir(text: str) -> str:
    return ' dir="auto"' if right_to_left(text) else ""


def _heading(block: b.Heading, level: int) -> str:
    anchor = f' id="{esc(block.anchor)}"' if block.anchor else ""
    # HTML stops at six; below that the level is told to assistive technology in words of its own.
    tag, aria = (f"h{level}", "") if level <= 6 else ("div", f' role="heading" aria-level="{level}"')
    return f"<{tag}{anchor}{aria}{_dir(block.text)}>{esc(block.text)}</{tag}>"


def _block(block: b.Block, language: b.Language) -> str:  # noqa: PLR0911 - one return per kind of block
    words = WORDS[language]
    match block:
        case b.Paragraph():
            return _paragraph(block)
        case b.BulletList():
            tag = "ol" if block.ordered else "ul"
            items = "".join(f"<li{_dir(item)}>{esc(item)}</li>" for item in block.items)
            return f'<{tag} class="doc-list">{items}</{tag}>' if items else ""
        case b.Table():
            return _table(block, language)
        case b.KeyValues():
            return _pairs(block.pairs, block.style)
        case b.Callout():
            label = f"<strong>{words[block.kind]}.</strong>"
            opening = f'<p class="doc-callout doc-callout-{block.kind}"{_dir(block.text)}>'
            return f"{opening}{label} {esc(block.text)}</p>"
        case b.ThreadLine():
            return _thread(block, language)
        case b.LineChart() | b.MapChart():
            return _chart(block, language)
        case b.PageBreak():
            return '<div class="doc-page-break"></div>'
        case b.Heading():
            raise ValueError("a heading is placed by render_blocks, which knows its level")


def _paragraph(block: b.Paragraph) -> str:
    inner = "".join(_run(run) for run in block.parts)
    direction = _dir("".join(run.text for run in block.parts))
    if block.style == "quote":
        return f'<blockquote class="doc-quote"{direction}><p>{inner}</p></blockquote>'
    return f'<p class="doc-{block.style}"{direction}>{inner}</p>'


def _run(run: b.Run) -> str:
    text = _link(esc(run.text), run.href)
    text = f"<em>{text}</em>" if run.italic else text
    return f"<strong>{text}</strong>" if run.bold else text


def _link(inner: str, href: str | None) -> str:
    safe = safe_href(href)
    return f'<a href="{esc(safe)}">{inner}</a>' if safe and inner else inner


def _pairs(pairs: Sequence[tuple[str, str]], style: b.KeyValueStyle) -> str:
    rows = (f"<div><dt>{esc(key)}</dt><dd{_dir(text)}>{esc(text)}</dd></div>" for key, text in pairs)
    return f'<dl class="doc-{style}">{"".join(rows)}</dl>' if pairs else ""


def _table(table: b.Table, language: b.Language) -> str:
    head = "".join(f'<th scope="col" class="doc-col-{c.kind}">{esc(c.title)}</th>' for c in table.columns)
    openings = [f'<td class="doc-col-{c.kind}" data-label="{esc(c.title)}"' for c in table.columns]
    rows = "".join(f"<tr>{_cells(row, openings, language)}</tr>\n" for row in table.rows)
    if not table.rows:
        text = esc(table.empty or WORDS[language]["no_rows"])
        rows = f'<tr><td class="doc-empty" colspan="{len(table.columns)}">{text}</td></tr>\n'
    note = f'\n<p class="doc-note">{esc(table.note)}</p>' if table.note else ""
    caption = f"<caption>{esc(table.caption)}</caption>\n" if table.caption else ""
    return (
        f'<div class="doc-table" tabindex="0"><table>\n{caption}<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{rows}</tbody>\n</table></div>{note}"
    )


def _cells(row: Sequence[b.Cell], openings: Sequence[str], language: b.Language) -> str:
    return "".join(f"{start}{_cell(cell, language)}" for start, cell in zip(openings, row, strict=True))


def _cell(cell: b.Cell, language: b.Language) -> str:
    """What follows ``<td class=… data-label=…``; a status mark is for the eye, its word for everyone."""
    text = cell_text(cell, language)
    if cell.status is None:
        return f"{_dir(text)}>{_link(html_escape(text), cell.href)}</td>"
    mark, _, word = text.partition(" ")
    inner = _link(html_escape(word), cell.href)
    state = f'class="doc-status doc-is-{cell.status}"'
    return f'{_dir(text)}><span {state}><span aria-hidden="true">{mark} </span>{inner}</span></td>'


def _thread(thread: b.ThreadLine, language: b.Language) -> str:
    nodes = "".join(_node(node, language) for node in thread.nodes)
    label = WORDS[language]["thread"]
    return f'<ol class="doc-thread" aria-label="{label}">\n{nodes}</ol>' if nodes else ""


def _node(node: b.ThreadNode, language: b.Language) -> str:
    state = (" doc-present" if node.present else "") + (" doc-missing" if node.missing else "")
    here = ' aria-current="true"' if node.present else ""
    label = f'<span class="doc-label">{esc(node_label(node, language))}</span>'
    inner = _link(esc(node.text), node.href)
    return f'<li class="doc-node{state}"{here}>{label} <span class="doc-text">{inner}</span></li>\n'


def _chart(chart: b.Chart, language: b.Language) -> str:
    twin = ""
    if chart.twin:
        inner = _table(chart_twin(chart, language), language)
        twin = f"<details><summary>{WORDS[language]['as_table']}</summary>\n{inner}\n</details>\n"
    note = f'<p class="doc-note">{esc(chart.note)}</p>\n' if chart.note else ""
    unit = f'<span class="doc-unit">{esc(chart.unit)}</span>' if chart.unit else ""
    return (
        f'<figure class="doc-chart">\n<figcaption>{esc(chart.title)} {unit}</figcaption>\n'
        f"{chart_svg(chart, language=language)}\n{note}{twin}</figure>"
    )
