"""The text of one Word paragraph: its rows, the rows of its text boxes, and whether it is set in bold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

USUAL_SIZE = 22  # half points, where neither the run nor its style says otherwise
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
OFF = {"0", "false", "off", "none"}
BREAKS = (qn("w:br"), qn("w:cr"))


def rows_of(paragraph: Any) -> list[str]:
    """The paragraph's own text, a row for each line break set by hand."""
    # Read from the file itself, so that tracked insertions, links and fields come with it.
    rows = [""]
    for node in own_nodes(paragraph):
        if node.tag == qn("w:t"):
            rows[-1] += node.text or ""
        elif node.tag == qn("w:tab"):
            rows[-1] += " "
        elif node.tag == qn("w:noBreakHyphen"):
            rows[-1] += "-"
        elif node.tag in BREAKS:
            rows.append("")
    return rows


def own_nodes(paragraph: Any) -> Iterator[Any]:
    """Everything inside the paragraph except what stands in its text boxes."""
    for child in paragraph:
        yield child
        if child.tag not in {qn("w:drawing"), qn("w:pict"), qn("w:p"), qn("w:object")}:
            yield from own_nodes(child)


def boxed_paragraphs(paragraph: Any) -> list[Any]:
    """The paragraphs of the paragraph's text boxes; the copy that Word keeps for old programs is left out."""
    found = []
    for inner in paragraph.iter(qn("w:p")):
        above = [parent.tag for parent in inner.iterancestors()]
        if inner is not paragraph and FALLBACK not in above:
            found.append(inner)
    if found:
        return found
    return [inner for inner in paragraph.iter(qn("w:p")) if inner is not paragraph]


def weight(paragraph: Any, styles: dict[str, tuple[bool, int | None]]) -> int:
    """The size in half points of a paragraph that is bold throughout; 0 where it is not."""
    bold_style, size_style = styles.get(paragraph.style or "", (False, None))
    sizes: list[int] = []
    for run in (node for node in own_nodes(paragraph) if node.tag == qn("w:r")):
        if not any((text.text or "").strip() for text in run.iter(qn("w:t"))):
            continue
        bold, size = _set(run)
        if not (bold_style if bold is None else bold):
            return 0
        sizes.append(size or size_style or USUAL_SIZE)
    return max(sizes, default=0)


def _set(run: Any) -> tuple[bool | None, int | None]:
    """What the run itself says of bold and size; nothing where it leaves that to its style."""
    properties = run.find(qn("w:rPr"))
    return (None, None) if properties is None else read_font(properties)


def read_font(properties: Any) -> tuple[bool | None, int | None]:
    """Bold and size in half points as the properties give them; nothing where they are silent."""
    bold, size = properties.find(qn("w:b")), properties.find(qn("w:sz"))
    is_bold = None if bold is None else str(bold.get(qn("w:val"), "1")).casefold() not in OFF
    value = "" if size is None else str(size.get(qn("w:val"), ""))
    return is_bold, int(value) if value.isdigit() else None
