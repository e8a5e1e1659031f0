"""Whatever the document holds, no line is lost; and what is built as a programme is read as one."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st
from tests.slow_examples import one_in

from samstad.refusals import Refusal
from samstad.sources.lup_document import draft_to_json, read_programme_document, summary
from samstad.sources.lup_document.names import likeness

from .made_up import Board, Theme, as_text, as_word
from .support import check_no_line_is_lost, non_blank, theme_names

# A whole document is large: shrinking one takes longer than reading the failure does.
QUIET = settings(
    one_in(4),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)

FIRST = ["Norr", "Söder", "Ek", "Björk", "Å", "Sjö", "Kvarn", "Lind"]
LAST = ["holm", "kulla", "by", "vik", "torp", "dal", "berg", "lunda"]
THEMES = [
    "Trygga torg",
    "Barns uppväxtvillkor",
    "Arbete och försörjning",
    "Kultur och idrott",
    "Boende och stadsmiljö",
    "Inflytande och delaktighet",
    "Psykisk hälsa bland unga",
    "Meningsfull fritid/mötesplatser",
    "Äldres gemenskap",
]
GOALS = [
    "Fler ska känna sig trygga på vägen hem från skola och arbete.",
    "Skillnaderna mellan områdena ska minska. Alla ska ha samma möjligheter oavsett bakgrund.",
    "Nämnden vill att fler invånare deltar i det lokala arbetet, t.ex. genom nätverk och föreningar.",
    "Andelen som klarar skolan ska öka under perioden 2030-2034 i hela stadsdelsområdet.",
]
DEEDS = [
    "Nämnden ska rusta upp parken tillsammans med boende och föreningar.",
    "Utveckla samverkan med skolan m.m. under hela året.",
    "Nämnden åtar sig att öppna en lokal för ungdomar på kvällarna.",
    "Det finns planer på en familjecentral i området.",
    "Kartlägga behovet av läxhjälp och språkträning bland vuxna.",
]
PARTNERS = [
    "Polisen",
    "Bostads AB Linden",
    "Kyrkan",
    "Idrottsföreningen Kamraterna",
    "Biblioteket",
    "Räddningstjänsten",
]


@st.composite
def boards(draw: st.DrawFn) -> list[Board]:
    """Two to five boards of a city, with one to four themes each."""
    pairs = draw(
        st.lists(st.tuples(st.sampled_from(FIRST), st.sampled_from(LAST)), min_size=2, max_size=5, unique=True)
    )
    found = []
    for pair in pairs:
        names = draw(st.lists(st.sampled_from(THEMES), min_size=1, max_size=4, unique=True))
        themes = [
            Theme(name, draw(st.sampled_from(GOALS)), draw(st.lists(st.sampled_from(DEEDS), min_size=1, max_size=4)))
            for name in names
        ]
        partners = draw(st.lists(st.sampled_from(PARTNERS), min_size=2, max_size=5, unique=True))
        areas = draw(st.lists(st.sampled_from(["Ekby", "Strandvik", "Kulle torg"]), min_size=1, unique=True))
        found.append(Board("".join(pair), areas, themes, partners, {names[0]: ["Starta en kurs", "Öppna en lokal"]}))
    return found


# The same documents every time: a theme may by chance stand by both of two page headers, and nobody can tell then.
@settings(parent=QUIET, derandomize=True)
@given(
    content=boards(),
    width=st.integers(45, 120),
    order=st.permutations(range(4)),
    pages=st.sampled_from([0, 0, 6, 9, 17]),
    hyphens=st.booleans(),
    double=st.booleans(),
)
def test_what_is_built_is_read(
    content: list[Board], width: int, order: list[int], pages: int, hyphens: bool, double: bool
) -> None:
    text = as_text(content, width=width, order=order, pages=pages, hyphens=hyphens, double=double)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.txt"
        path.write_text(text, encoding="utf-8")
        draft = read_programme_document(path)
    check_no_line_is_lost(draft, non_blank(text))
    by_name = {programme.board: programme for programme in draft.programmes}
    assert set(by_name) == {board.name for board in content}
    for board in content:
        programme = by_name[board.name]
        assert [theme.name for theme in programme.themes] == [theme.name for theme in board.themes]
        assert list(programme.focus_areas) == board.areas
        assert list(programme.partners) == board.partners
        assert [theme.goal_text for theme in programme.themes] == [theme.goal for theme in board.themes]
        for theme, built in zip(programme.themes, board.themes, strict=True):
            assert [measure.text for measure in theme.measures] == built.measures


@QUIET
@given(content=boards(), styled=st.booleans())
def test_what_is_built_in_word_is_read(content: list[Board], styled: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.docx"
        path.write_bytes(as_word(content, themes_styled=styled))
        draft = read_programme_document(path)
    assert theme_names(draft) == {board.name: [theme.name for theme in board.themes] for board in content}
    assert draft.placed_share == 1


ROW = st.one_of(
    st.sampled_from(
        ["", "1 Bakgrund", "2 Teman", "2.1 Ekby", "3 Åtgärder", "3.1 Ekby", "Sida 2 (9)", "Trygghet", "12"]
    ),
    st.sampled_from(
        ["4 Samverkan", "4.1 Ekby", "• Polisen", "- Kyrkan", "Utöver dessa teman ska mer göras.", "\f2.2 Strand"]
    ),
    st.sampled_from(
        ["arbetar utifrån två prioriterade teman", "Ekby är prioriterat område.", "Nämnden ska samver-", "ka."]
    ),
    st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), max_size=40),
)


@settings(parent=QUIET, max_examples=100)
@given(rows=st.lists(ROW, max_size=40), end=st.sampled_from(["\n", "\r\n"]))
def test_no_line_is_lost_in_any_text(rows: list[str], end: str) -> None:
    text = end.join(rows)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.txt"
        path.write_bytes(text.encode("utf-8"))
        try:
            draft = read_programme_document(path)
        except Refusal:
            return
    shown = draft.placed | {note.lines[0] for note in draft.unplaced}
    wordy = {n for n, row in enumerate(text.split(end), start=1) if any(sign.isalnum() for sign in row)}
    assert wordy <= shown
    assert not draft.placed & {note.lines[0] for note in draft.unplaced}
    assert 0 <= draft.placed_share <= 1
    assert summary(draft)
    assert draft_to_json(draft)["placed_share"] == draft.placed_share


@QUIET
@given(a=st.sampled_from(THEMES), b=st.sampled_from(THEMES))
def test_likeness_is_the_same_both_ways(a: str, b: str) -> None:
    assume(a != b)
    assert likeness(a, b) == likeness(b, a) == 0
    assert likeness(a, a.upper()) == 1
