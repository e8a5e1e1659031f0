"""A report of three hundred pages is written whole, as Word and as PDF, from the page's own facts."""

import io

import docx
import pypdf
import pytest
from tests.reports.small_city import build

from samstad.documents import render_pdf, render_word
from samstad.reports.board_report import collect_report
from samstad.reports.board_report.compose import compose

pytestmark = pytest.mark.django_db
GOALS = 420
TEXT = ("Nämnden har arbetat med trygghet på torget och i parken. " * 40).strip()


def long_facts() -> dict[str, object]:
    facts = collect_report(build().report)
    goal = next(row for row in facts["goals"] if row["sphere"] == "council")
    activity = facts["activities"][0]
    facts["goals"] = [{**goal, "slug": f"m{n}", "number": str(n), "motivation": TEXT} for n in range(1, GOALS + 1)]
    facts["activities"] = [{**activity, "slug": f"a{n}", "goals": [f"m{n}"]} for n in range(1, GOALS + 1)]
    facts["indicators"], facts["themes"] = [], []
    return facts


def test_nothing_is_lost_on_the_way_to_three_hundred_pages() -> None:
    document = compose(long_facts(), draft=False)
    pages = pypdf.PdfReader(io.BytesIO(render_pdf(document))).pages
    assert len(pages) >= 300
    assert str(GOALS) in pages[-1].extract_text() + pages[-2].extract_text()
    word = docx.Document(io.BytesIO(render_word(document)))
    written = [paragraph.text for paragraph in word.paragraphs]
    assert sum(text == TEXT.strip() for text in written) == GOALS
    assert len(word.tables) >= GOALS
