"""The pieces of WordprocessingML that a document is written with: texts in, XML texts out."""

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from samstad.documents.words import begins_right_to_left, clean

_OFFICE = "http://schemas.openxmlformats.org"
NAMESPACES = (
    f'xmlns:w="{_OFFICE}/wordprocessingml/2006/main" xmlns:r="{_OFFICE}/officeDocument/2006/relationships" '
    f'xmlns:wp="{_OFFICE}/drawingml/2006/wordprocessingDrawing" xmlns:a="{_OFFICE}/drawingml/2006/main" '
    f'xmlns:pic="{_OFFICE}/drawingml/2006/picture"'
)
TABLE_WIDTH = 9070  # twentieths of a point: the 160 mm between the margins
_TAG = re.compile(r"<[^>]*>")
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'


def esc(text: str) -> str:
    """The text as XML content, without characters that XML cannot hold."""
    return escape(clean(text))


def run(
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    colour: str = "",
    link: bool = False,
    small: bool = False,
) -> str:
    """A ``w:r`` with the text, its line breaks kept; nothing for an empty text."""
    if not text:
        return ""
    look = ('<w:rStyle w:val="Hyperlink"/>' if link else "") + ("<w:b/>" if bold else "")
    look += ("<w:i/>" if italic else "") + (f'<w:color w:val="{colour[1:]}"/>' if colour else "")
    look += '<w:sz w:val="17"/>' if small else ""
    props = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{props}<w:t xml:space="preserve">{esc(text).replace(chr(10), _BREAK)}</w:t></w:r>'


def paragraph(style: str, inner: str, props: str = "", side: str = "") -> str:
    """A ``w:p`` in the style (by its id); ``props`` are extra paragraph properties."""
    name = "" if style == "Normal" else f'<w:pStyle w:val="{style}"/>'
    # The direction stands between numbering and alignment: Word wants its properties in order.
    turn = "<w:bidi/>" if begins_right_to_left(_TAG.sub("", inner)) else ""
    align = f'<w:jc w:val="{side}"/>' if side else ""
    full = f"<w:pPr>{name}{props}{turn}{align}</w:pPr>" if name or props or turn or align else ""
    return f"<w:p>{full}{inner}</w:p>"


def field(code: str) -> str:
    """A field that Word fills in, such as PAGE or NUMPAGES."""
    return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def table_xml(
    widths: Sequence[float],
    rows: Sequence[Sequence[str]],
    *,
    head: Sequence[str] = (),
    empty: str = "",
    title: str = "",
) -> str:
    """A ``w:tbl`` of cells that are already paragraphs; the head is repeated on each page.

    Without rows the paragraph ``empty`` fills one row across all columns.
    """
    total = sum(widths)
    sizes = [round(TABLE_WIDTH * (width / total)) for width in widths]
    look = (
        '<w:tblLook w:val="0020" w:firstRow="1" w:noHBand="1" w:noVBand="1"/>' if head else '<w:tblLook w:val="0000"/>'
    )
    name = f"<w:tblCaption w:val={quoteattr(clean(title))}/>" if title else ""
    props = (
        f'<w:tblPr><w:tblStyle w:val="{"SamstadTable" if head else "SamstadFacts"}"/>'
        f'<w:tblW w:w="{TABLE_WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{look}{name}</w:tblPr>'
    )
    grid = "".join(f'<w:gridCol w:w="{size}"/>' for size in sizes)
    openings = [f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/></w:tcPr>' for size in sizes]
    lines = [_row(openings, cells, "<w:cantSplit/>") for cells in rows]
    if head:
        lines.insert(0, _row(openings, head, "<w:cantSplit/><w:tblHeader/>"))
    if not rows:
        span = f'<w:tcW w:w="{TABLE_WIDTH}" w:type="dxa"/><w:gridSpan w:val="{len(sizes)}"/>'
        lines.append(_row([f"<w:tc><w:tcPr>{span}</w:tcPr>"], [empty], ""))
    return f"<w:tbl>{props}<w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"


def _row(openings: Sequence[str], cells: Sequence[str], props: str) -> str:
    inner = "".join(f"{start}{cell}</w:tc>" for start, cell in zip(openings, cells, strict=True))
    return f"<w:tr>{f'<w:trPr>{props}</w:trPr>' if props else ''}{inner}</w:tr>"


def picture(relation: str, number: int, alt: str, width: int, height: int) -> str:
    """A run with the picture in line; ``alt`` is read aloud in its place. Sizes in EMU."""
    kind = f"{_OFFICE}/drawingml/2006/picture"
    size = f'cx="{width}" cy="{height}"'
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent {size}/><wp:docPr id="{number}" name="Chart {number}" '
        f'descr={quoteattr(alt)}/><a:graphic><a:graphicData uri="{kind}"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Chart {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
