"""The real document printed in other ways: the programmes read from it are the same."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.slow_examples import one_in

from samstad.sources.lup_document import ProgrammeDraft, read_programme_document

from . import word_print
from .seed import SEED, Essence, Printed, essence, numbered, printed, require_seed
from .support import check_no_line_is_lost, non_blank, read
from .word_print import as_docx, whole_paragraphs

require_seed()

Prints = list[Printed]
FEW = settings(
    one_in(8),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
PARTS = ("focus_areas", "prioritised", "themes", "outside", "partners", "activities")
NEW_NAMES = [
    "Lundmark", "Ekensta", "Norra", "Västra Sjön", "Ankdammen", "Söder om ån", "Centrum",
    "Gläntan", "Träsket-Myren", "Höjden", "Berga", "Åby", "Ön", "Stora Kvarn",
]  # fmt: skip
HEADERS = [
    ["Sida {n} (37)", "Lokala utvecklingsplaner 2017"],
    ["{n}"],
    ["Stockholms stad", "Dnr 1.2-345/2016", "Sid {n}"],
    ["Lokala utvecklingsplaner 2017 | {n}"],
    ["- {n} -"],
    ["Lokala utvecklingsplaner 2017"],
    ["Tjänsteutlåtande", "Dnr 3.1-77/2016", "Sida {n} av 37"],
]


@pytest.fixture(scope="module")
def draft() -> ProgrammeDraft:
    """The document as it lies there."""
    return read_programme_document(SEED)


@pytest.fixture(scope="module")
def whole(draft: ProgrammeDraft) -> Essence:
    """What its programmes say."""
    return essence(draft)


@pytest.fixture(scope="module")
def rows(draft: ProgrammeDraft) -> Prints:
    """Its lines, marked as headings and text."""
    return printed(draft)


def as_rows(prints: Prints) -> list[str]:
    """The lines with chapters and boards numbered."""
    return [numbered(row) for row in prints]


def check_same(folder: Path, content: str | bytes, whole: Essence, name: str = "plan.txt") -> ProgrammeDraft:
    """The draft, after every part of every programme has been compared."""
    again = read(folder, content, name)
    found = essence(again)
    assert list(found) == list(whole)
    for board, parts in whole.items():
        for part, one, other in zip(PARTS, parts, found[board], strict=True):
            assert one == other, (board, part)
    if isinstance(content, str):
        check_no_line_is_lost(again, non_blank(content))
    return again


def test_the_marked_lines_are_the_document(rows: Prints) -> None:
    assert [sum(row.level == level for row in rows) for level in (1, 2)] == [6, 54]
    assert sum(row.level == 3 and row.chapter == 3 for row in rows) == 43


@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n", "\n \n \n"], ids=["single", "double", "crlf", "triple"])
def test_any_room_between_the_lines(tmp_path: Path, rows: Prints, whole: Essence, between: str) -> None:
    assert check_same(tmp_path, between.join(as_rows(rows)), whole).placed_share == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_any_encoding(tmp_path: Path, rows: Prints, whole: Essence, encoding: str) -> None:
    check_same(tmp_path, "\n".join(as_rows(rows)).encode(encoding), whole)


def test_windows_encoding_without_the_marks_it_lacks(tmp_path: Path, rows: Prints, whole: Essence) -> None:
    text = "\n".join(as_rows(rows)).replace("\uf0b7", "\u2022")
    check_same(tmp_path, text.encode("cp1252"), whole)


@pytest.mark.parametrize("every", [23, 31, 37])
@pytest.mark.parametrize("header", HEADERS, ids=lambda header: header[0])
def test_page_headers_change_no_programme(
    tmp_path: Path, rows: Prints, whole: Essence, header: list[str], every: int
) -> None:
    text: list[str] = []
    for number, row in enumerate(as_rows(rows)):
        text.append(row)
        if number % every == every - 1:
            text += [line.format(n=number // every + 1) for line in header]
    again = check_same(tmp_path, "\n".join(text), whole)
    pages = len(rows) // every
    assert len(again.unplaced) == pages * len(header)


@pytest.mark.parametrize("row", ["{r} {n}", "{r} ........ {n}", "{r}", "{r}\t{n}", "{r} . . . . . {n}"])
@pytest.mark.parametrize("after", ["\n", "\n\f"])
def test_a_table_of_contents_changes_no_programme(
    tmp_path: Path, rows: Prints, whole: Essence, row: str, after: str
) -> None:
    heads = [numbered(one) for one in rows if one.level in (1, 2)]
    contents = [row.format(r=head, n=place // 3 + 1) for place, head in enumerate(heads)]
    front = "\n".join(["Lokala utvecklingsplaner 2017", "", "Innehåll", "", *contents])
    again = check_same(tmp_path, front + after + "\n".join(as_rows(rows)), whole)
    assert again.document.title == "Lokala utvecklingsplaner 2017"
    assert len(again.unplaced) == len(heads) + 1


def in_order(rows: Prints, chapters: list[int], boards: Callable[[list[int]], list[int]] = list) -> Prints:
    """The chapters in that order, and the boards in theirs, numbered anew."""
    found: Prints = []
    for number, chapter in enumerate(chapters, start=1):
        own = [row for row in rows if row.chapter == chapter]
        found += [Printed(number, 0, row.level, row.text) for row in own if row.section == 0]
        sections = sorted({row.section for row in own if row.section})
        for place, section in enumerate(boards(sections) if chapter >= 3 else sections, start=1):
            found += [Printed(number, place, row.level, row.text) for row in own if row.section == section]
    return found


@FEW
@given(order=st.permutations([1, 2, 3, 4, 5, 6]))
def test_chapters_in_any_order_give_the_same_programmes(
    tmp_path_factory: pytest.TempPathFactory, rows: Prints, whole: Essence, order: list[int]
) -> None:
    again = read(tmp_path_factory.mktemp("order"), "\n".join(as_rows(in_order(rows, order))))
    assert essence(again) == whole


@FEW
@given(order=st.permutations(range(1, 15)))
def test_boards_in_any_order_give_the_same_programmes(
    tmp_path_factory: pytest.TempPathFactory, rows: Prints, whole: Essence, order: list[int]
) -> None:
    mixed = in_order(rows, [1, 2, 3, 4, 5, 6], lambda sections: [n for n in order if n in sections])
    assert essence(read(tmp_path_factory.mktemp("boards"), "\n".join(as_rows(mixed)))) == whole


@pytest.mark.parametrize(
    ("missing", "lost"), [(2, set()), (5, {"partners"}), (6, {"activities", "themes"}), (1, {"prioritised"})]
)
def test_a_missing_chapter_costs_only_what_it_said(
    tmp_path: Path, rows: Prints, whole: Essence, missing: int, lost: set[str]
) -> None:
    text = "\n".join(as_rows([row for row in rows if row.chapter != missing]))
    found = essence(read(tmp_path, text))
    assert list(found) == list(whole)
    for board, parts in whole.items():
        for part, one, other in zip(PARTS, parts, found[board], strict=True):
            assert one == other or part in lost, (board, part)
    names = [[theme[0] for theme in parts[2]] for parts in whole.values()]
    assert [[theme[0] for theme in parts[2]] for parts in found.values()] == names


@pytest.mark.parametrize(
    "form",
    [
        "{}", "{} stadsdelsnämnd", "Stadsdelsnämnden {}", "Kommundelsnämnden i {}", "Områdesnämnden för {}",
        "{}s distriktsnämnd", "Styrelsen för {}",
    ],
)  # fmt: skip
@pytest.mark.parametrize("everywhere", [True, False])
def test_other_names_of_boards_rename_and_nothing_else(
    tmp_path: Path, rows: Prints, whole: Essence, form: str, everywhere: bool
) -> None:
    new = dict(zip(whole, NEW_NAMES, strict=True))
    renamed: Prints = []
    for row in rows:
        bare = row.text.removeprefix("\uf0b7").strip().replace("Hässelby V", "Hässelby-V")
        text = row.text
        if row.level == 2 and bare in new:
            # The full name may stand only where the board is first printed.
            text = form.format(new[bare]) if everywhere or row.chapter == 3 else new[bare]
        elif row.text.startswith("\uf0b7") and bare in new:
            text = f"\uf0b7 {new[bare]}"
        renamed.append(Printed(row.chapter, row.section, row.level, text))
    check_same(tmp_path, "\n".join(as_rows(renamed)), {form.format(new[b]): parts for b, parts in whole.items()})


DEPTHS: dict[str, Callable[[Printed], str]] = {
    "Kapitel 3 Titel": lambda row: f"Kapitel {numbered(row)}" if row.level == 1 else numbered(row),
    "Kapitel 3: Titel": lambda row: f"Kapitel {row.chapter}: {row.text}" if row.level == 1 else numbered(row),
    "Kapitel 3, titel på nästa rad": lambda row: (
        f"Kapitel {row.chapter}\n{row.text}" if row.level == 1 else numbered(row)
    ),
    "nämnder utan nummer": lambda row: f"Kapitel {row.chapter}: {row.text}" if row.level == 1 else row.text,
    "3. och 3.1.": lambda row: numbered(row).replace(" ", ". ", 1) if row.level in (1, 2) else row.text,
    "3 - Titel": lambda row: numbered(row).replace(" ", " – ", 1) if row.level in (1, 2) else row.text,
    "1.3 och 1.3.1": lambda row: f"1.{numbered(row)}" if row.level in (1, 2) else row.text,
    "2.1.3 och 2.1.3.1": lambda row: f"2.1.{numbered(row)}" if row.level in (1, 2) else row.text,
    "inga nummer": lambda row: row.text,
    "inga nummer, luft": lambda row: f"\n{row.text}\n" if row.level else row.text,
    "stora bokstäver": lambda row: numbered(row).upper() if row.level == 1 else numbered(row),
}


@pytest.mark.parametrize("depth", DEPTHS)
def test_any_way_to_number_the_headings(tmp_path: Path, rows: Prints, whole: Essence, depth: str) -> None:
    front = {"1.3 och 1.3.1": ["1 Planen"], "2.1.3 och 2.1.3.1": ["2 Planen", "2.1 Programmen"]}.get(depth, [])
    check_same(tmp_path, "\n".join([*front, *map(DEPTHS[depth], rows)]), whole)


def test_numbered_themes(tmp_path: Path, rows: Prints, whole: Essence) -> None:
    text, number = [], 0
    for row in rows:
        number = 0 if row.level in (1, 2) else number + (row.level == 3)
        text.append(f"{row.chapter}.{row.section}.{number} {row.text}" if row.level == 3 else numbered(row))
    check_same(tmp_path, "\n".join(text), whole)


@pytest.mark.parametrize("width", [50, 66, 80, 100, 1000])
@pytest.mark.parametrize("hyphens", [True, False])
def test_wrapped_anew(tmp_path: Path, rows: Prints, whole: Essence, width: int, hyphens: bool) -> None:
    text: list[str] = []
    for row in whole_paragraphs(rows):
        lines = [numbered(row)] if row.level else textwrap.wrap(row.text, width, break_on_hyphens=False)
        for place in range(len(lines) - 1) if hyphens else []:
            word, _, rest = lines[place + 1].partition(" ")
            if len(word) > 7 and word.isalpha() and word.islower() and rest:
                lines[place : place + 2] = [f"{lines[place]} {word[:4]}-", f"{word[4:]} {rest}"]
        text += lines
    found = essence(read(tmp_path, "\n".join(text)))
    for board, parts in whole.items():
        own = found[board]
        # Where a full stop is missing the width alone tells whether a sentence ends: names, goals and words hold.
        assert [theme[:3] for theme in own[2]] == [theme[:3] for theme in parts[2]]
        assert (own[0], own[1], own[4]) == (parts[0], parts[1], parts[4])
        words = [" ".join(m[0] for t in one[2] for m in t[3]) for one in (own, parts)]
        assert words[0] == words[1]


SETTERS = [
    word_print.styled,
    word_print.swedish,
    word_print.bold_themes,
    word_print.all_bold,
    word_print.bold_numbered,
    word_print.bold_one_size,
    word_print.plain_numbered,
    word_print.in_boxes,
    word_print.in_tables,
]


@pytest.mark.parametrize("setter", SETTERS, ids=lambda setter: setter.__name__)
def test_set_in_word_in_any_way(tmp_path: Path, rows: Prints, whole: Essence, setter: word_print.Setter) -> None:
    content = as_docx(whole_paragraphs(rows), setter, header="Lokala utvecklingsplaner 2017")
    again = check_same(tmp_path, content, whole, "plan.docx")
    assert again.placed_share == 1


@pytest.mark.parametrize("setter", [word_print.styled, word_print.plain_numbered], ids=lambda setter: setter.__name__)
def test_word_with_a_paragraph_for_every_line(
    tmp_path: Path, rows: Prints, whole: Essence, setter: word_print.Setter
) -> None:
    check_same(tmp_path, as_docx(rows, setter), whole, "plan.docx")


@pytest.mark.parametrize("setter", [word_print.styled, word_print.plain_numbered], ids=lambda setter: setter.__name__)
def test_word_with_empty_paragraphs(tmp_path: Path, rows: Prints, whole: Essence, setter: word_print.Setter) -> None:
    check_same(tmp_path, as_docx(whole_paragraphs(rows), setter, empty=True), whole, "plan.docx")


@pytest.mark.parametrize("change", ["themes as text", "one level down", "a part above", "two parts above"])
def test_word_with_other_heading_levels(tmp_path: Path, rows: Prints, whole: Essence, change: str) -> None:
    deeper = {"themes as text": 0, "one level down": 1, "a part above": 1, "two parts above": 1}[change]
    parts = {"a part above": ["Planen"], "two parts above": ["Läsanvisning", "Planen"]}.get(change, [])
    content = [Printed(0, 0, 1, part) for part in parts]
    for row in whole_paragraphs(rows):
        level = 0 if change == "themes as text" and row.level == 3 else row.level
        content.append(Printed(row.chapter, row.section, level + deeper if level else 0, row.text))
    check_same(tmp_path, as_docx(content, word_print.styled), whole, "plan.docx")
