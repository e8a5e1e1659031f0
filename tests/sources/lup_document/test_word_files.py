"""Word files as offices write them: tables, boxes, bold words, breaks, tracked changes, tables of contents."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from samstad.sources.lup_document import ProgrammeDraft, source_lines

from .seed import Printed
from .support import read, theme_names
from .word_print import in_boxes

THEMES = {
    "Ekby": {"Trygghet": "Alla ska våga gå ut.", "Arbete": "Fler ska ha jobb."},
    "Viken": {"Hälsa": "Alla ska må bra."},
}
DEEDS = {
    "Ekby": {"Trygghet": ["Nämnden ska rusta upp torget.", "Öppna en lokal."], "Arbete": ["Starta en verkstad."]},
    "Viken": {"Hälsa": ["Öppna ett gym."]},
}
PARTNERS = ["Polisen", "Kyrkan"]
Write = Callable[[Any, str, str, list[str]], None]


def bytes_of(document: Any) -> bytes:
    """The document as a file."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_paragraphs(document: Any, board: str, column: str, rows: list[str]) -> None:
    """A heading of the third level for each theme, a paragraph for each text."""
    for row in rows:
        theme, *texts = row.split("|")
        document.add_heading(theme, 3)
        for text in texts:
            document.add_paragraph(text)


def as_table(document: Any, board: str, column: str, rows: list[str]) -> None:
    """A table with a row of column headings, then theme and texts side by side."""
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Tema", column
    for row in rows:
        theme, *texts = row.split("|")
        cells = table.add_row().cells
        cells[0].text = theme
        cells[1].text = texts[0]
        for text in texts[1:]:
            cells[1].add_paragraph(text)


def plan(write: Write) -> Any:
    """A city's plan with each chapter's text written in that way."""
    document = docx.Document()
    document.add_heading("Plan för staden 2031", 0)
    document.add_heading("Prioriterade teman", 1)
    for board, themes in THEMES.items():
        document.add_heading(board, 2)
        write(document, board, "Mål", [f"{theme}|{goal}" for theme, goal in themes.items()])
    document.add_heading("Åtgärder", 1)
    for board, deeds in DEEDS.items():
        document.add_heading(board, 2)
        write(document, board, "Åtgärd", ["|".join([theme, *texts]) for theme, texts in deeds.items()])
    document.add_heading("Samverkan", 1)
    for board in THEMES:
        document.add_heading(board, 2)
        document.add_paragraph("Nämnden samverkar med:")
        for partner in PARTNERS:
            document.add_paragraph(partner, style="List Bullet")
    return document


def check_plan(draft: ProgrammeDraft) -> None:
    """The city's plan, however it was written."""
    assert theme_names(draft) == {board: list(themes) for board, themes in THEMES.items()}
    for programme in draft.programmes:
        assert {t.name: t.goal_text for t in programme.themes} == THEMES[programme.board]
        assert {t.name: [m.text for m in t.measures] for t in programme.themes} == DEEDS[programme.board]
        assert list(programme.partners) == PARTNERS
        assert not programme.outside_themes


@pytest.mark.parametrize("write", [as_paragraphs, as_table], ids=lambda write: write.__name__)
def test_themes_as_headings_or_in_tables(tmp_path: Path, write: Write) -> None:
    check_plan(read(tmp_path, bytes_of(plan(write)), "plan.docx"))


def test_headings_of_columns_are_listed_as_unplaced(tmp_path: Path) -> None:
    draft = read(tmp_path, bytes_of(plan(as_table)), "plan.docx")
    assert [note.text for note in draft.unplaced] == ["Tema", "Mål"] * 2 + ["Tema", "Åtgärd"] * 2


def test_a_single_table_shows_its_headings_by_their_mark(tmp_path: Path) -> None:
    document = docx.Document()
    for chapter, column in (("Prioriterade teman", "Mål"), ("Åtgärder", "Åtgärd")):
        document.add_heading(chapter, 1)
        document.add_heading("Ekby", 2)
        texts = [f"{t}|{x}" for t, x in THEMES["Ekby"].items()]
        as_table(document, "Ekby", column, texts)
        document.add_heading("Viken", 2)
        document.add_heading("Hälsa", 3)
        document.add_paragraph("Alla ska må bra.")
    for table in document.tables:
        properties = table.rows[0]._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:tblHeader"))
    draft = read(tmp_path, bytes_of(document), "plan.docx")
    assert theme_names(draft) == {board: list(themes) for board, themes in THEMES.items()}


def test_a_table_without_column_headings_loses_no_row(tmp_path: Path) -> None:
    document = docx.Document()
    for chapter in ("Prioriterade teman", "Åtgärder"):
        document.add_heading(chapter, 1)
        for board, themes in THEMES.items():
            document.add_heading(board, 2)
            table = document.add_table(rows=0, cols=2)
            for theme, goal in themes.items():
                cells = table.add_row().cells
                cells[0].text, cells[1].text = theme, goal
    draft = read(tmp_path, bytes_of(document), "plan.docx")
    assert draft.placed_share == 1
    assert {p.board: {t.name: t.goal_text for t in p.themes} for p in draft.programmes} == THEMES


def test_line_breaks_part_rows_and_keep_the_paragraphs_number(tmp_path: Path) -> None:
    document = docx.Document()
    for chapter in ("Prioriterade teman", "Åtgärder"):
        document.add_heading(chapter, 1)
        for board in THEMES:
            document.add_heading(board, 2)
            document.add_heading("Trygghet", 3)
            run = document.add_paragraph().add_run("Rusta upp torget")
            run.add_break()
            run.add_text("Öppna en lokal")
    draft = read(tmp_path, bytes_of(document), "plan.docx")
    measures = draft.programmes[0].themes[0].measures
    assert [(m.text, m.lines) for m in measures] == [("Rusta upp torget", (11, 11)), ("Öppna en lokal", (11, 11))]


def test_a_break_inside_a_heading_is_a_space(tmp_path: Path) -> None:
    document = plan(as_paragraphs)
    heading = next(p for p in document.paragraphs if p.text == "Åtgärder")
    heading.clear()
    heading.add_run("Prioriterade").add_break()
    heading.add_run("åtgärder").add_break(WD_BREAK.PAGE)
    draft = read(tmp_path, bytes_of(document), "plan.docx")
    check_plan(draft)
    assert "Prioriterade åtgärder" in [chapter.text for chapter in draft.chapters]


def test_text_boxes_are_read_once_with_their_paragraph(tmp_path: Path) -> None:
    document = docx.Document()
    for chapter in ("Prioriterade teman", "Åtgärder"):
        document.add_heading(chapter, 1)
        for board in THEMES:
            document.add_heading(board, 2)
            document.add_heading("Trygghet", 3)
            in_boxes(document, Printed(0, 0, 0, f"I {board} ska alla våga gå ut & vara ute."))
    draft = read(tmp_path, bytes_of(document), "plan.docx")
    assert [p.themes[0].goal_text for p in draft.programmes] == [
        "I Ekby ska alla våga gå ut & vara ute.",
        "I Viken ska alla våga gå ut & vara ute.",
    ]
    assert draft.programmes[0].themes[0].lines == (3, 4)


def test_a_box_that_only_old_programs_know_is_read_too(tmp_path: Path) -> None:
    document = plan(as_paragraphs)
    inner = "<w:txbxContent><w:p><w:r><w:t>Nämnden ska lyssna.</w:t></w:r></w:p></w:txbxContent>"
    names = f'{nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"'
    box = f"<w:r {names}><w:pict><v:textbox>{inner}</v:textbox></w:pict></w:r>"
    next(p for p in document.paragraphs if p.text == "Öppna ett gym.")._p.append(parse_xml(box))
    draft = read(tmp_path, bytes_of(document), "plan.docx")
    assert [m.text for m in draft.programmes[1].themes[0].measures] == ["Öppna ett gym.", "Nämnden ska lyssna."]


def test_what_is_struck_out_is_gone_and_what_is_put_in_is_there(tmp_path: Path) -> None:
    document = plan(as_paragraphs)
    paragraph = next(p for p in document.paragraphs if p.text == "Öppna ett gym.")
    marks = 'w:id="1" w:author="A" w:date="2031-01-01T00:00:00Z"'
    paragraph._p.clear()
    for part in (
        f'<w:r {nsdecls("w")}><w:t xml:space="preserve">Öppna </w:t></w:r>',
        f"<w:del {nsdecls('w')} {marks}><w:r><w:delText>ett gym.</w:delText></w:r></w:del>",
        f"<w:ins {nsdecls('w')} {marks}><w:r><w:t>en bad</w:t><w:noBreakHyphen/><w:t>hall</w:t></w:r></w:ins>",
        f"<w:r {nsdecls('w')}><w:tab/><w:t>nu.</w:t></w:r>",
    ):
        paragraph._p.append(parse_xml(part))
    draft = read(tmp_path, bytes_of(document), "plan.docx")
    assert [m.text for m in draft.programmes[1].themes[0].measures] == ["Öppna en bad-hall nu."]


def test_headers_footers_and_notes_are_no_text(tmp_path: Path) -> None:
    document = plan(as_paragraphs)
    document.sections[0].header.paragraphs[0].text = "Plan för staden"
    document.sections[0].footer.paragraphs[0].text = "Sida 1 (9)"
    draft = read(tmp_path, bytes_of(document), "plan.docx")
    check_plan(draft)
    assert draft.placed_share == 1


def test_a_table_of_contents_by_its_style_is_unplaced(tmp_path: Path) -> None:
    document = plan(as_paragraphs)
    first = next(p for p in document.paragraphs if p.text == "Prioriterade teman")
    document.styles.add_style("toc 1", 1)
    for text in ("Prioriterade teman 2", "Åtgärder 5"):
        first.insert_paragraph_before(text, style="toc 1")
    draft = read(tmp_path, bytes_of(document), "plan.docx")
    check_plan(draft)
    assert [note.text for note in draft.unplaced] == ["Prioriterade teman 2", "Åtgärder 5"]


def test_a_citys_own_style_is_a_heading_by_what_it_builds_on(tmp_path: Path) -> None:
    document = plan(as_paragraphs)
    own = document.styles.add_style("Kapitelrubrik", 1)
    own.base_style = document.styles["Heading 1"]
    for paragraph in document.paragraphs:
        if paragraph.text in {"Prioriterade teman", "Åtgärder", "Samverkan"}:
            paragraph.style = own
    check_plan(read(tmp_path, bytes_of(document), "plan.docx"))


def test_an_outline_level_makes_a_heading_and_level_nine_none(tmp_path: Path) -> None:
    document = plan(as_paragraphs)
    levels = {"Heading 1": "0", "Heading 2": "1", "Heading 3": "2"}
    for paragraph in document.paragraphs:
        value = levels.get(paragraph.style.name, "9")
        if paragraph.style.name != "List Bullet":
            paragraph.style = document.styles["Normal"]
        outline = OxmlElement("w:outlineLvl")
        outline.set(qn("w:val"), value)
        paragraph._p.get_or_add_pPr().append(outline)
    check_plan(read(tmp_path, bytes_of(document), "plan.docx"))


def bold_only(document: Any, *, sizes: bool, by_style: bool = False) -> None:
    """Takes the heading styles away and leaves bold."""
    if by_style:
        strong = document.styles.add_style("Stark", 1)
        strong.font.bold = True
        strong.font.size = Pt(15)
    for paragraph in document.paragraphs:
        name = paragraph.style.name
        if not name.startswith("Heading") and name != "Title":
            continue
        paragraph.style = document.styles["Stark" if by_style and name == "Heading 2" else "Normal"]
        size = {"Title": 24, "Heading 1": 18, "Heading 2": 15, "Heading 3": 11}[name]
        for run in paragraph.runs:
            if not (by_style and name == "Heading 2"):
                run.bold = True
                run.font.size = Pt(size) if sizes else None


@pytest.mark.parametrize("by_style", [True, False])
def test_bold_headings_by_their_size(tmp_path: Path, by_style: bool) -> None:
    document = plan(as_paragraphs)
    bold_only(document, sizes=True, by_style=by_style)
    check_plan(read(tmp_path, bytes_of(document), "plan.docx"))


def test_bold_headings_of_one_size(tmp_path: Path) -> None:
    document = plan(as_paragraphs)
    bold_only(document, sizes=False)
    check_plan(read(tmp_path, bytes_of(document), "plan.docx"))


def test_a_bold_word_in_a_text_is_no_heading(tmp_path: Path) -> None:
    document = plan(as_paragraphs)
    for text in ("Öppna ett gym.", "Starta en verkstad."):
        paragraph = next(p for p in document.paragraphs if p.text == text)
        paragraph.runs[0].bold = True
    first = next(p for p in document.paragraphs if p.text == "Nämnden ska rusta upp torget.")
    first.clear()
    first.add_run("Nämnden").bold = True
    first.add_run(" ska rusta upp torget.")
    check_plan(read(tmp_path, bytes_of(document), "plan.docx"))


def test_a_style_that_says_bold_and_a_run_that_says_not(tmp_path: Path) -> None:
    document = plan(as_paragraphs)
    strong = document.styles.add_style("Stark", 1)
    strong.font.bold = True
    paragraph = next(p for p in document.paragraphs if p.text == "Öppna en lokal.")
    paragraph.style = strong
    paragraph.runs[0].bold = False
    check_plan(read(tmp_path, bytes_of(document), "plan.docx"))


def test_numbered_lists_of_word_are_one_measure_each(tmp_path: Path) -> None:
    document = plan(as_paragraphs)
    paragraph = next(p for p in document.paragraphs if p.text == "Öppna ett gym.")
    paragraph.style = document.styles["List Number"]
    paragraph.insert_paragraph_before("Rusta badet. Fråga dem som badar", style="List Number")
    draft = read(tmp_path, bytes_of(document), "plan.docx")
    assert [m.text for m in draft.programmes[1].themes[0].measures] == [
        "Rusta badet. Fråga dem som badar",
        "Öppna ett gym.",
    ]


def test_the_source_beside_the_drafts_has_a_row_for_every_paragraph(tmp_path: Path) -> None:
    document = plan(as_table)
    draft = read(tmp_path, bytes_of(document), "plan.docx")
    rows = source_lines(tmp_path / "plan.docx")
    assert len(rows) == draft.document.lines
    for programme in draft.programmes:
        for theme in programme.themes:
            assert rows[theme.lines[0] - 1] == theme.name
            for measure in theme.measures:
                assert measure.text in rows[measure.lines[0] - 1]
