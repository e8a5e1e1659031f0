"""The real document of 2017: what the reader finds in it, fact by fact."""

from __future__ import annotations

from pathlib import Path

import pytest

from samstad.sources.lup_document import ProgrammeDraft, draft_to_json, read_programme_document, summary
from samstad.sources.lup_document.draft import Programme, Theme

from .seed import SEED, require_seed
from .support import check_no_line_is_lost, non_blank

require_seed()

BOARDS = [
    "Rinkeby-Kista",
    "Spånga-Tensta",
    "Hässelby-Vällingby",
    "Bromma",
    "Kungsholmen",
    "Norrmalm",
    "Östermalm",
    "Södermalm",
    "Enskede-Årsta-Vantör",
    "Skarpnäck",
    "Farsta",
    "Älvsjö",
    "Hägersten-Liljeholmen",
    "Skärholmen",
]
PER_BOARD = {
    "themes": [3, 5, 3, 2, 3, 2, 4, 3, 3, 1, 4, 3, 3, 4],
    "partners": [16, 12, 27, 10, 5, 9, 16, 8, 11, 6, 5, 12, 3, 11],
    "planned_activities": [3, 1, 19, 0, 0, 0, 0, 0, 3, 8, 6, 0, 0, 3],
    "outside_themes": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0],
}
AREAS = {
    "Rinkeby-Kista": ["Husby", "Rinkeby", "Akalla", "Kista"],
    "Spånga-Tensta": ["Tensta", "Hjulsta torg", "centrala Bromsten", "Spånga stationsområde"],
    "Hässelby-Vällingby": ["Hässelby gård", "Hässelby Villastad/Smedshagen", "Grimsta"],
    "Bromma": ["Annedal i Mariehäll", "Blackeberg", "Beckomberga"],
    "Kungsholmen": ["Hornsberg", "Östra S:t Göran"],
    "Norrmalm": [],
    "Östermalm": [],
    "Södermalm": [],
    "Enskede-Årsta-Vantör": ["Rågsved", "Hagsätra", "Högdalen", "Östberga"],
    "Skarpnäck": ["Bagarmossen", "Skarpnäcks gård"],
    "Farsta": ["Fagersjö", "Hökarängen"],
    "Älvsjö": ["Solberga"],
    "Hägersten-Liljeholmen": ["Liljeholmen"],
    "Skärholmen": ["Vårberg"],
}
ALSO = {
    ("Bromma", "Demokrati och ökad insyn"): ("Demokrati och insyn",),
    ("Östermalm", "Barns och ungdomars inflytande"): ("Barn och ungdomars inflytande",),
    ("Farsta", "Arbete och egen försörjning"): ("Arbete och försörjning",),
    ("Hässelby-Vällingby", "Barn och unga"): ("Barn och Unga",),
    ("Hägersten-Liljeholmen", "Minskad narkotikaanvändning bland unga"): ("Minska narkotikaanvändandet bland unga",),
    ("Enskede-Årsta-Vantör", "Sysselsättning, arbete, studier och praktik"): (
        "Sysselsättning; arbete, studier och praktik",
    ),
    ("Kungsholmen", "Förbättra trygghet, ordning och säkerhet."): ("Förbättra trygghet, ordning och säkerhet",),
}


@pytest.fixture(scope="module")
def draft() -> ProgrammeDraft:
    """The seed as read."""
    return read_programme_document(SEED)


def _board(draft: ProgrammeDraft, name: str) -> Programme:
    return next(programme for programme in draft.programmes if programme.board == name)


def _theme(draft: ProgrammeDraft, board: str, name: str) -> Theme:
    return next(theme for theme in _board(draft, board).themes if theme.name == name)


def test_the_fourteen_boards_in_their_order(draft: ProgrammeDraft) -> None:
    assert [programme.board for programme in draft.programmes] == BOARDS


@pytest.mark.parametrize("part", PER_BOARD)
def test_how_much_each_board_has(draft: ProgrammeDraft, part: str) -> None:
    assert [len(getattr(programme, part)) for programme in draft.programmes] == PER_BOARD[part]


def test_forty_three_themes_all_with_goal_and_measures(draft: ProgrammeDraft) -> None:
    themes = [theme for programme in draft.programmes for theme in programme.themes]
    assert len(themes) == 43
    assert all(theme.goal_text for theme in themes)
    assert all(theme.measures for theme in themes)


@pytest.mark.parametrize("board", AREAS)
def test_focus_areas(draft: ProgrammeDraft, board: str) -> None:
    assert list(_board(draft, board).focus_areas) == AREAS[board]


def test_the_seven_prioritised_boards(draft: ProgrammeDraft) -> None:
    chosen = {programme.board for programme in draft.programmes if programme.prioritised}
    assert chosen == {
        "Hässelby-Vällingby",
        "Spånga-Tensta",
        "Rinkeby-Kista",
        "Enskede-Årsta-Vantör",
        "Skärholmen",
        "Farsta",
        "Skarpnäck",
    }


@pytest.mark.parametrize(("board", "name"), ALSO)
def test_a_theme_keeps_the_other_ways_it_is_printed(draft: ProgrammeDraft, board: str, name: str) -> None:
    assert _theme(draft, board, name).also == ALSO[board, name]


def test_a_heading_that_joins_two_themes_is_told_on_its_measures(draft: ProgrammeDraft) -> None:
    first, second = _board(draft, "Älvsjö").themes[1:]
    assert first.name == "Utökad möjlighet till studier, arbete och egenförsörjning med fokus unga vuxna 16-29 år"
    assert all(measure.themes == (first.name, "Trygghet samt trivsel") for measure in first.measures)
    assert not any(measure.themes for measure in second.measures)
    assert [measure.lines for measure in second.measures] == [(1842, 1844), (1846, 1848)]


def test_goal_and_measure_outside_every_theme(draft: ProgrammeDraft) -> None:
    goal, measure = _board(draft, "Älvsjö").outside_themes
    assert (goal.kind, goal.lines, goal.modality) == ("goal", (680, 686), "ska")
    assert goal.text.startswith("Utöver dessa tre prioriteringar")
    assert (measure.kind, measure.lines) == ("measure", (1791, 1793))


def test_lines_of_a_theme_run_from_its_heading_to_its_last_word(draft: ProgrammeDraft) -> None:
    theme = _theme(draft, "Rinkeby-Kista", "Barn och ungas livsförutsättningar")
    assert theme.lines == (183, 197)
    assert theme.goal_text.startswith("Tidiga insatser ger")
    assert theme.goal_text.endswith("formandet av mötesplatser.")


def test_a_goal_without_full_stop_ends_before_the_next_theme(draft: ProgrammeDraft) -> None:
    assert _theme(draft, "Spånga-Tensta", "Barn och ungas livsvillkor").goal_text.endswith("och en god hälsa")


def test_a_line_that_says_the_theme_over_again_is_text(draft: ProgrammeDraft) -> None:
    theme = _theme(draft, "Hägersten-Liljeholmen", "Minskad narkotikaanvändning bland unga")
    assert [measure.lines for measure in theme.measures] == [(1884, 1884), (1885, 1887)]


@pytest.mark.parametrize(
    ("board", "theme", "text"),
    [
        ("Norrmalm", "Förebyggande och främjande arbete mot diskriminering", "unga HBTQ-personer - fokus på"),
        ("Norrmalm", "Förebyggande och främjande arbete mot diskriminering", "beställar- och utförarenhet"),
        ("Norrmalm", "Barn och unga med psykisk ohälsa", "workshop m.m. och genomföra"),
        ("Bromma", "Demokrati och ökad insyn", "aktörer t.ex. föreningslivet"),
        ("Kungsholmen", "Förbättra trygghet, ordning och säkerhet.", "Hornsberg och Östra S:t Göran."),
        ("Östermalm", "Alkohol- och narkotikaanvändning bland ungdomar", "dig! Ett projekt mot cannabis” fortsätter"),
    ],
)
def test_a_measure_is_one_whole_sentence(draft: ProgrammeDraft, board: str, theme: str, text: str) -> None:
    assert any(text in measure.text for measure in _theme(draft, board, theme).measures)


def test_modality_follows_the_verb(draft: ProgrammeDraft) -> None:
    measures = _theme(draft, "Enskede-Årsta-Vantör", "Trivsel och trygghet").measures
    assert [measure.modality for measure in measures] == [
        "planer finns",
        None,
        "vill",
        None,
        None,
        "ska",
        "åtar sig",
        "vill",
    ]


def test_partners_as_printed(draft: ProgrammeDraft) -> None:
    partners = _board(draft, "Hässelby-Vällingby").partners
    assert {"AB Familjebostäder", "Landstinget", "Fritid Stockholm AB", "Stockholms stadsteater"} <= set(partners)
    assert "Myndigheten för ungdoms- och civilsamhällesfrågor" in partners
    assert _board(draft, "Bromma").partners[-2:] == ("polisen", "SL")
    assert _board(draft, "Södermalm").partners[-1] == "civilsamhället"


def test_planned_activities_join_wrapped_rows(draft: ProgrammeDraft) -> None:
    last = _board(draft, "Skärholmen").planned_activities[-1]
    assert (last.theme, last.lines) == ("Boende och stadsmiljö", (2362, 2366))
    assert last.text.endswith("Vårberg och är stadsdelsförvaltningens förlängda arm.")
    farsta = _board(draft, "Farsta").planned_activities
    assert [row.theme for row in farsta[:2]] == ["Arbete och egen försörjning"] * 2


def test_the_committees_own_part(draft: ProgrammeDraft) -> None:
    kinds = {section.heading: section.kind for section in draft.common}
    assert kinds["Facknämndernas uppgift och ansvar"] == "duties"
    assert kinds["Mål"] == "purpose"
    assert kinds["Arbetssätt"] == "working_methods"
    assert kinds["Uppföljning"] == "follow_up"
    assert kinds["Ansvarsfördelning"] == "responsibilities"
    assert draft.common[-1].heading == "Planerade aktiviteter för Socialförvaltningen"


def test_the_document(draft: ProgrammeDraft) -> None:
    document = draft.document
    assert (document.title, document.year, document.lines) == ("Lokala utvecklingsplaner 2017", 2017, 2386)
    assert document.committee == "Socialförvaltningen"
    assert read_programme_document(SEED, year=2018).document.year == 2018


def test_only_the_page_header_is_unplaced(draft: ProgrammeDraft) -> None:
    check_no_line_is_lost(draft, non_blank(SEED.read_text(encoding="utf-8")))
    assert [note.lines for note in draft.unplaced] == [(2101, 2101), (2115, 2115)]
    assert 0.99 < draft.placed_share < 1


def test_every_placed_line_is_shown_somewhere_in_the_json(draft: ProgrammeDraft) -> None:
    shown: set[int] = set()

    def gather(value: object) -> None:
        if isinstance(value, dict):
            lines = value.get("lines")
            if isinstance(lines, list):
                shown.update(range(lines[0], lines[1] + 1))
            for inner in value.values():
                gather(inner)
        elif isinstance(value, list):
            for inner in value:
                gather(inner)

    gather(draft_to_json(draft))
    assert draft.placed <= shown


def test_the_summary_names_boards_and_share(draft: ProgrammeDraft) -> None:
    text = summary(draft)
    assert "14 program:" in text
    assert "Farsta (prioriterat): 4 teman" in text
    assert "Placerade rader: 99,8 procent" in text
    assert "rad 2101: Sida 34 (37)" in text


@pytest.mark.parametrize("chapter", range(1, 7))
def test_a_missing_chapter_leaves_the_others_readable(tmp_path: Path, chapter: int) -> None:
    starts = {1: 0, 2: 111, 3: 171, 4: 762, 5: 1969, 6: 2191, 7: 2386}
    rows = SEED.read_text(encoding="utf-8").splitlines(keepends=True)
    text = "".join(rows[: starts[chapter]] + rows[starts[chapter + 1] :])
    path = tmp_path / "del.txt"
    path.write_text(text, encoding="utf-8")
    draft = read_programme_document(path)
    assert [programme.board for programme in draft.programmes] == BOARDS
    assert sum(len(programme.themes) for programme in draft.programmes) >= 41
    check_no_line_is_lost(draft, non_blank(text))


@pytest.mark.parametrize("every", [23, 37, 40])
def test_page_headers_in_the_text_change_nothing(tmp_path: Path, draft: ProgrammeDraft, every: int) -> None:
    rows: list[str] = []
    for number, row in enumerate(r for r in SEED.read_text(encoding="utf-8").split("\n") if r.strip()):
        rows += [row, ""]
        if number % every == every - 1:
            rows += ["", "Lokala utvecklingsplaner 2017", "", f"Sida {number // every} (37)", ""]
    path = tmp_path / "sidor.txt"
    path.write_text("\n".join(rows), encoding="utf-8")
    again = read_programme_document(path)
    for one, other in zip(draft.programmes, again.programmes, strict=True):
        assert [(t.name, t.goal_text, [m.text for m in t.measures]) for t in one.themes] == [
            (t.name, t.goal_text, [m.text for m in t.measures]) for t in other.themes
        ]
        assert one.partners == other.partners
