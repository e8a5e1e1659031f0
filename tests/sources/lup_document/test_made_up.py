"""Other cities, other names, other order: the reader reads the structure."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from samstad.sources.lup_document import ProgrammeDraft, draft_to_json, summary

from .made_up import as_text, as_word, example
from .support import check_no_line_is_lost, non_blank, read, theme_names

NAMES = {"Norrholm-Ekby": ["Trygga mötesplatser", "Arbete och egen inkomst"], "Söderkulla": ["Barns uppväxt"]}


def check_example(draft: ProgrammeDraft) -> None:
    """The example's content, however it was printed."""
    assert theme_names(draft) == NAMES
    first, second = draft.programmes
    assert (first.focus_areas, second.focus_areas) == (("Ekby torg", "Strandvik"), ("Kvarnbacken",))
    assert first.themes[0].goal_text == "Fler ska vistas ute på kvällarna. Torgen ska kännas öppna för alla åldrar."
    assert [measure.text for measure in first.themes[0].measures] == [
        "Nämnden ska rusta upp torget t.ex. med ny belysning.",
        "Öppna en fritidslokal i Strandvik.",
    ]
    assert [measure.modality for measure in first.themes[1].measures] == ["vill", "åtar sig"]
    assert [measure.modality for measure in second.themes[0].measures] == ["planer finns", "undersöka"]
    assert first.themes[1].also == ("Arbete och inkomst",)
    assert first.partners == ("Polisen", "Bostads AB Linden", "Föreningen för barn och unga", "Biblioteket")
    assert [row.text for row in first.planned_activities] == ["Nattvandring varje fredag", "Starta en fritidslokal"]
    assert {row.theme for row in first.planned_activities} == {"Trygga mötesplatser"}
    assert not first.outside_themes


@pytest.mark.parametrize("double", [True, False])
@pytest.mark.parametrize("hyphens", [True, False])
@pytest.mark.parametrize("width", [50, 60, 75, 400])
def test_wrapped_in_any_width(tmp_path: Path, width: int, hyphens: bool, double: bool) -> None:
    text = as_text(example(), width=width, double=double, hyphens=hyphens)
    draft = read(tmp_path, text)
    check_example(draft)
    check_no_line_is_lost(draft, non_blank(text))
    assert draft.placed_share == 1


@pytest.mark.parametrize("order", [[0, 1, 2, 3], [1, 0, 3, 2], [3, 2, 1, 0], [2, 3, 0, 1]])
def test_chapters_in_any_order(tmp_path: Path, order: list[int]) -> None:
    check_example(read(tmp_path, as_text(example(), order=order)))


@pytest.mark.parametrize("every", [4, 5, 7, 11])
@pytest.mark.parametrize("double", [True, False])
def test_page_headers_between_the_lines(tmp_path: Path, every: int, double: bool) -> None:
    text = as_text(example(), pages=every, double=double)
    draft = read(tmp_path, text)
    check_example(draft)
    check_no_line_is_lost(draft, non_blank(text))
    assert {note.text.split()[0] for note in draft.unplaced} == {"Sida", "Program"}
    assert draft.document.title == "Program för staden 2031"


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("latin-1"),
        lambda text: unicodedata.normalize("NFD", text).encode(),
        lambda text: text.replace(" ", "\u00a0").encode(),
        lambda text: text.replace("\n2", "\n\f2").encode(),
    ],
    ids=["crlf", "cr", "bom", "utf-16", "latin-1", "nfd", "nbsp", "form feed"],
)
def test_any_encoding_and_line_end(tmp_path: Path, encode: object) -> None:
    assert callable(encode)
    check_example(read(tmp_path, encode(as_text(example()))))


def test_prioritised_boards_by_a_list_in_the_background(tmp_path: Path) -> None:
    draft = read(tmp_path, as_text(example(), prioritised=["Norrholm Ekby"]))
    assert [programme.prioritised for programme in draft.programmes] == [True, False]


@pytest.mark.parametrize("missing", range(4))
def test_without_one_of_the_chapters(tmp_path: Path, missing: int) -> None:
    text = as_text(example(), order=[index for index in range(4) if index != missing])
    draft = read(tmp_path, text)
    found = theme_names(draft)
    assert set(found) == set(NAMES)
    assert [len(themes) for themes in found.values()] == [2, 1]
    check_no_line_is_lost(draft, non_blank(text))


@pytest.mark.parametrize("styled", [True, False])
def test_word_with_heading_styles(tmp_path: Path, styled: bool) -> None:
    draft = read(tmp_path, as_word(example(), themes_styled=styled), "plan.docx")
    check_example(draft)
    assert draft.document.format == "docx"
    assert draft.document.title == "Program för staden 2031"
    assert draft.document.year == 2031


def test_word_bullets_are_one_measure_each(tmp_path: Path) -> None:
    draft = read(tmp_path, as_word(example(), bullets=True), "plan.docx")
    measures = draft.programmes[1].themes[0].measures
    assert [measure.text for measure in measures] == [
        "Planer finns för en familjecentral",
        "Undersöka möjligheten att utöka läxhjälpen.",
    ]
    assert measures[1].lines[0] == measures[0].lines[0] + 1


def test_word_lines_are_paragraph_numbers(tmp_path: Path) -> None:
    import docx  # noqa: PLC0415

    path = tmp_path / "plan.docx"
    path.write_bytes(as_word(example()))
    paragraphs = docx.Document(str(path)).paragraphs
    draft = read(tmp_path, path.read_bytes(), "plan.docx")
    for theme in draft.programmes[0].themes:
        assert paragraphs[theme.lines[0] - 1].text == theme.name
    check_no_line_is_lost(draft, {n for n, p in enumerate(paragraphs, start=1) if p.text.strip()})


SINGLE = """Lokalt utvecklingsprogram för Söderkulla 2031

1 Inledning
Programmet gäller hela stadsdelsområdet.
2 Prioriterade områden
Kvarnbacken och Strandvik är prioriterade områden.
3 Teman och mål
3.1 Trygghet
Alla ska kunna gå ute på kvällen.
3.2 Arbete och inkomst
Fler ska ha ett arbete.
4 Åtgärder
4.1 Trygghet
Nämnden ska rusta upp torget. Nämnden vill ha fler nattvandrare.
4.2 Arbete och egen inkomst
Starta en jobbverkstad.
5 Samverkan
Nämnden samverkar med polisen, Bostads AB Linden och kyrkan.
6 Uppföljning
Programmet följs upp varje år.
"""


@pytest.mark.parametrize("numbered", [True, False])
def test_a_document_of_one_board(tmp_path: Path, numbered: bool) -> None:
    text = SINGLE
    for number in [] if numbered else ["3.1 ", "3.2 ", "4.1 ", "4.2 "]:
        text = text.replace(number, "")
    draft = read(tmp_path, text)
    (programme,) = draft.programmes
    assert programme.board == "Söderkulla"
    assert programme.focus_areas == ("Kvarnbacken", "Strandvik")
    assert theme_names(draft) == {"Söderkulla": ["Trygghet", "Arbete och inkomst"]}
    assert [len(theme.measures) for theme in programme.themes] == [2, 1]
    assert programme.partners == ("polisen", "Bostads AB Linden", "kyrkan")
    assert draft.document.year == 2031
    assert draft.placed_share == 1


def test_boards_as_chapters_with_the_parts_under_them(tmp_path: Path) -> None:
    text = """1 Norrholm
1.1 Prioriterade teman
Nämnden arbetar utifrån två prioriterade teman
Trygghet
Alla ska kunna gå ute på kvällen.
Arbete
Fler ska ha ett arbete.
1.2 Åtgärder
Trygghet
Nämnden ska rusta upp torget.
Arbete
Starta en jobbverkstad.
1.3 Samverkan
Nämnden samverkar med polisen, kyrkan och skolan.
2 Söderkulla
2.1 Prioriterade teman
Kvarnbacken är prioriterat område.
Hälsa
Alla ska må bra.
2.2 Åtgärder
Hälsa
Öppna ett gym.
2.3 Samverkan
Idrottsföreningen, Simhallen.
"""
    draft = read(tmp_path, text)
    assert theme_names(draft) == {"Norrholm": ["Trygghet", "Arbete"], "Söderkulla": ["Hälsa"]}
    assert draft.programmes[1].partners == ("Idrottsföreningen", "Simhallen")
    check_no_line_is_lost(draft, non_blank(text))


def test_a_table_of_contents_is_no_chapter(tmp_path: Path) -> None:
    body = as_text(example(), double=False)
    rows = [row for row in body.splitlines() if row[:1].isdigit()]
    contents = "\n".join(["Program för staden 2031", "Innehåll", *(f"{row} {9}" for row in rows), ""])
    draft = read(tmp_path, contents + body)
    check_example(draft)
    assert {note.text for note in draft.unplaced} == {"Innehåll", *(f"{row} 9" for row in rows)}
    check_no_line_is_lost(draft, non_blank(contents + body))


def test_a_text_without_structure_places_nothing(tmp_path: Path) -> None:
    draft = read(tmp_path, "Hej\nDetta är bara en text.\n")
    assert draft.programmes == ()
    assert draft.placed_share == 0
    assert [note.lines for note in draft.unplaced] == [(1, 1), (2, 2)]
    assert "Inga program hittades" in summary(draft)


def test_json_has_the_promised_keys(tmp_path: Path) -> None:
    data = draft_to_json(read(tmp_path, as_text(example())))
    assert {"document", "programmes", "common", "unplaced", "placed_share"} <= set(data)
    programme = data["programmes"][0]
    promised = {"board", "focus_areas", "prioritised", "themes", "outside_themes", "partners", "planned_activities"}
    assert promised <= set(programme)
    theme = programme["themes"][0]
    assert {"name", "goal_text", "lines", "measures", "also"} <= set(theme)
    assert {"text", "lines"} <= set(theme["measures"][0])
    assert "themes" not in theme["measures"][0]
    assert {"theme", "text", "lines"} == set(programme["planned_activities"][0])
    assert {"heading", "text", "lines"} <= set(data["common"][0])
