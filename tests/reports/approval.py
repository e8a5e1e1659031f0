"""A whole document beside the text of it that somebody has read and approved; APPROVE=1 writes the new one."""

import os
import re
from html import unescape
from pathlib import Path

from samstad.documents import Document, render_html

FOLDER = Path(__file__).parent / "approved"


def as_text(document: Document) -> str:
    """The document as lines of text, a table's row on a line."""
    html = re.sub(r"<svg.*?</svg>", "", render_html(document), flags=re.DOTALL)
    html = re.sub(r"</t[hd]>\s*<t[hd][^>]*>|</dt><dd>", " | ", html)
    lines = (
        unescape(re.sub(r"<[^>]+>", "", line)).strip()
        for line in re.split(r"\n|</tr>|</p>|</li>|</div>|</h\d>|</caption>", html)
    )
    return "\n".join(line for line in lines if line) + "\n"


def approved(name: str, document: Document) -> bool:
    """Whether the document reads as it was approved; fails with both texts where it does not."""
    path, text = FOLDER / f"{name}.txt", as_text(document)
    if os.environ.get("APPROVE") == "1":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
    return True
