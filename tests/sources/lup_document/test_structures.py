"""Documents built in other ways: by board, by theme, for one board, with lists and with bold words."""

from __future__ import annotations

from pathlib import Path

import pytest

from samstad.sources.lup_document.lines import Line
from samstad.sources.lup_document.weight import may_be_heading, with_bold

from .support import check_no_line_is_lost, non_blank, read, theme_names
from .test_hand_made import TWO_BOARDS

BY_BOARD = """1 Norrholm
Kvarnen är prioriterat område.
1.1 Prioriterade teman
Trygghet
Alla ska kunna gå ute på kvällen.
1.2 Åtgärder
Trygghet
Nämnden ska rusta upp torget.
1.3 Läsanvisning
Så läser du programmet.
2 Söderkulla
2.1 Prioriterade teman
Hälsa
Alla ska må bra.
2.2 Åtgärder
Hälsa
Öppna ett gym.
3 Slutord
Tack till alla.
"""


def test_boards_as_chapters_keep_what_is_no_part_of_a_programme_as_common(tmp_path: Path) -> None:
    draft = read(tmp_path, BY_BOARD)
    assert theme_names(draft) == {"Norrholm": ["Trygghet"], "Söderkulla": ["Hälsa"]}
    assert [one.heading for one in draft.common] == ["Läsanvisning", "Slutord"]
    assert draft.programmes[0].intro[0].text == "Kvarnen är prioriterat område."
    check_no_line_is_lost(draft, non_blank(BY_BOARD))


def test_an_introduction_among_the_boards_is_no_board(tmp_path: Path) -> None:
    text = TWO_BOARDS.replace("2.1 Norra", "2.0 Inledning\nSå här valdes temana.\n2.1 Norra")
    draft = read(tmp_path, text)
    assert len(draft.programmes) == 3
    assert ("Inledning", "Så här valdes temana.") in [(one.heading, one.text) for one in draft.common]
    check_no_line_is_lost(draft, non_blank(text))


def test_a_goal_among_the_first_words_of_a_board_stands_outside(tmp_path: Path) -> None:
    text = TWO_BOARDS.replace(
        "Viken är prioriterat område.", "Viken är prioriterat område. Nämnden ska lyssna på barn."
    )
    south = read(tmp_path, text).programmes[1]
    assert [(one.text, one.kind) for one in south.outside_themes] == [("Nämnden ska lyssna på barn.", "goal")]


@pytest.mark.parametrize(
    ("title", "board"),
    [
        ("Lokalt utvecklingsprogram för Söderkulla 2031", "Söderkulla"),
        ("Program för Norra Ekby stadsdelsområde", "Norra Ekby"),
        ("lokalt program", "Kvarnby"),
    ],
)
def test_a_document_of_one_board_is_named_by_its_title_or_else_by_its_text(
    tmp_path: Path, title: str, board: str
) -> None:
    text = (
        f"{title}\n\n1 Prioriterade områden\nTorget är prioriterat område i Kvarnby stadsdelsområde.\n2 Tema och mål\n"
        "2.1 Trygghet\nAlla ska våga gå ut.\n3 Åtgärder\n3.1 Trygghet\nRusta upp torget i Kvarnby stadsdelsområde.\n"
    )
    assert list(theme_names(read(tmp_path, text))) == [board]


def test_a_document_of_one_board_without_goals_or_measures_is_common_text(tmp_path: Path) -> None:
    text = "Plan för Söderkulla\n\n1 Samverkan\nNämnden samverkar med polisen, kyrkan och skolan.\n2 Slutord\nTack.\n"
    draft = read(tmp_path, text)
    assert draft.programmes == ()
    assert [one.heading for one in draft.common] == ["Samverkan", "Slutord"]


def test_a_heading_that_shares_a_word_with_a_theme_means_it(tmp_path: Path) -> None:
    text = TWO_BOARDS.replace("3.2 Södra\nHälsa\n", "3.2 Södra\n\nFolkhälsa och idrott\n\n").replace(
        "Hälsa\nAlla ska må bra.", "Folkhälsan i området\nAlla ska må bra."
    )
    south = read(tmp_path, text).programmes[1]
    assert [(theme.name, theme.also) for theme in south.themes] == [("Folkhälsan i området", ("Folkhälsa och idrott",))]


def test_bold_everywhere_makes_no_headings() -> None:
    lines = [Line(n, f"Rad {n}", weight=22) for n in range(1, 9)]
    assert with_bold(lines, {}) == {}
    assert with_bold([Line(1, "Rubrik", weight=30), *lines[1:2], Line(3, "Text."), Line(4, "Text.")], {}) == {
        0: 1,
        1: 2,
    }


def test_the_largest_bold_line_alone_at_the_top_is_the_title() -> None:
    texts = [("Plan", 48), ("Mål", 36), ("Ekby", 28), ("Text här.", 0), ("Åtgärder", 36), ("Ekby", 28)]
    lines = [Line(n, text, weight=size) for n, (text, size) in enumerate(texts, start=1)]
    lines += [Line(n, "Mer text.") for n in range(7, 12)]
    assert with_bold(lines, {}) == {1: 1, 2: 2, 4: 1, 5: 2}


@pytest.mark.parametrize("text", ["fet mitt i,", "Fet inledning:", "x" * 131, "liten bokstav"])
def test_a_bold_line_that_reads_as_text_is_text(text: str) -> None:
    assert not may_be_heading(Line(1, text, weight=22))
    assert may_be_heading(Line(1, "Trygghet", weight=22))
    assert not may_be_heading(Line(1, "Trygghet"))


THEMED = """Program 2031

1 Bakgrund
Staden växer.
2 Ekby
Torget är prioriterat område.
2.1 Trygghet
Så här ser det ut.
2.1.1 Mål
Alla ska våga gå ut.
2.1.2 Åtgärder
Nämnden ska rusta upp torget. Öppna en lokal.
2.2 Arbete
2.2.1 Mål
Fler ska ha jobb.
2.2.2 Åtgärder
Nämnden ska starta en verkstad.
2.3 Samverkan
Nämnden samverkar med polisen, kyrkan och skolan.
3 Viken
3.1 Hälsa
3.1.1 Mål
Alla ska må bra.
3.1.2 Åtgärder
Nämnden vill öppna ett gym.
"""


def test_goals_and_measures_under_each_theme_of_each_board(tmp_path: Path) -> None:
    draft = read(tmp_path, THEMED)
    assert theme_names(draft) == {"Ekby": ["Trygghet", "Arbete"], "Viken": ["Hälsa"]}
    first, second = draft.programmes
    assert [theme.goal_text for theme in first.themes] == [
        "Så här ser det ut. Alla ska våga gå ut.",
        "Fler ska ha jobb.",
    ]
    assert [[m.text for m in theme.measures] for theme in first.themes] == [
        ["Nämnden ska rusta upp torget.", "Öppna en lokal."],
        ["Nämnden ska starta en verkstad."],
    ]
    assert (first.focus_areas, first.partners) == (("Torget",), ("polisen", "kyrkan", "skolan"))
    assert [(m.text, m.modality) for m in second.themes[0].measures] == [("Nämnden vill öppna ett gym.", "vill")]
    assert not first.outside_themes
    assert "Bakgrund" in [one.heading for one in draft.common]
    check_no_line_is_lost(draft, non_blank(THEMED))
    assert draft.placed_share == 1


def test_one_theme_alone_with_goals_and_measures_proves_no_structure(tmp_path: Path) -> None:
    text = "1 Ekby\n1.1 Trygghet\n1.1.1 Mål\nAlla ska våga gå ut.\n1.1.2 Åtgärder\nRusta upp torget.\n"
    check_no_line_is_lost(read(tmp_path, text), non_blank(text))


LISTED = """Program 2031

1 Områden, teman och mål
1.1 Ekby
Ekby centrum och Lunden är prioriterade områden.
Nämnden arbetar utifrån två prioriterade teman:
• Trygghet
• Arbete
1.2 Viken
Nämnden har inget geografiskt område.
Nämnden arbetar utifrån ett prioriterat tema
• Hälsa
2 Åtgärder
2.1 Ekby
Trygghet
• Rusta upp torget
• Öppna en lokal
Arbete
• Starta en verkstad
2.2 Viken
Hälsa
• Öppna ett gym
"""


def test_themes_in_a_list_after_the_words_that_announce_them(tmp_path: Path) -> None:
    draft = read(tmp_path, LISTED)
    assert theme_names(draft) == {"Ekby": ["Trygghet", "Arbete"], "Viken": ["Hälsa"]}
    assert [[m.text for m in theme.measures] for theme in draft.programmes[0].themes] == [
        ["Rusta upp torget", "Öppna en lokal"],
        ["Starta en verkstad"],
    ]
    assert [programme.focus_areas for programme in draft.programmes] == [("Ekby centrum", "Lunden"), ()]
    check_no_line_is_lost(draft, non_blank(LISTED))


def test_a_list_of_sentences_after_the_announcement_is_no_list_of_themes(tmp_path: Path) -> None:
    long = "Ett mycket långt stycke om allt som nämnden vill att alla ska göra tillsammans med alla andra i hela staden"
    draft = read(tmp_path, LISTED.replace("• Hälsa\n2 Åtgärder", f"• {long}\n2 Åtgärder"))
    assert long not in theme_names(draft)["Viken"]


@pytest.mark.parametrize("text", ["Sida 2 (9)\nSida 2 (9)\n", "12\n13\n14\n", "Innehåll\n1 Mål ....... 3\n"])
def test_a_document_of_page_marks_alone_is_read_as_nothing(tmp_path: Path, text: str) -> None:
    draft = read(tmp_path, text)
    assert (draft.programmes, draft.placed_share) == ((), 0)
    check_no_line_is_lost(draft, non_blank(text))


def test_a_heading_that_no_theme_matches_is_a_theme_of_its_own(tmp_path: Path) -> None:
    text = TWO_BOARDS.replace(
        "Trygghet och arbete\nNämnden ska rusta upp torget.\n",
        "Trygghet\nNämnden ska rusta upp torget.\n\nOdling i parken\n\nAlla ska odla mer. Den nya parken öppnar.\n",
    )
    north = read(tmp_path, text).programmes[0]
    assert [(theme.name, [m.text for m in theme.measures]) for theme in north.themes] == [
        ("Trygghet", ["Nämnden ska rusta upp torget."]),
        ("Arbete", []),
        ("Odling i parken", ["Alla ska odla mer.", "Den nya parken öppnar."]),
    ]


def test_a_theme_printed_twice_takes_no_other_themes_place(tmp_path: Path) -> None:
    text = TWO_BOARDS.replace(
        "Trygghet och arbete\nNämnden ska rusta upp torget.\n",
        "Trygghet\nNämnden ska rusta upp torget.\n\nTrygghet\n\nNämnden ska laga lampor.\n",
    )
    first, second = read(tmp_path, text).programmes[0].themes
    assert (first.name, second.name, second.measures) == ("Trygghet", "Arbete", ())
