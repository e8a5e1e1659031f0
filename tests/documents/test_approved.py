"""One whole report as HTML and as text, as it was last approved by someone who looked at it.

After a wanted change: run with APPROVE=1, look at the difference, commit it.
"""

import os
import re
from html import unescape
from pathlib import Path

import pytest

from samstad.documents import csv_text, render_html

from .sample import INDICATORS, REPORT

APPROVED = Path(__file__).parent / "approved"


def without_pictures(html: str) -> str:
    """The drawing itself may change with the drawing library; what it says may not."""
    return re.sub(r"(<svg[^>]*?aria-label=\"[^\"]*\").*?</svg>", r"\1/>", html, flags=re.DOTALL)


def as_text(html: str) -> str:
    """The words alone, a line per element."""
    lines = re.sub(r"<[^>]+>", "\n", without_pictures(html)).split("\n")
    return "\n".join(unescape(line.strip()) for line in lines if line.strip()) + "\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("report.html", without_pictures(render_html(REPORT))),
        ("report.txt", as_text(render_html(REPORT))),
        ("indicators.csv", csv_text(INDICATORS).replace("\r\n", "\n")),
    ],
)
def test_as_approved(name: str, content: str) -> None:
    path = APPROVED / name
    if os.environ.get("APPROVE"):
        path.write_text(content, encoding="utf-8", newline="\n")
    assert content == path.read_text(encoding="utf-8")
