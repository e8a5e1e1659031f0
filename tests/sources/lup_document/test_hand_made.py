"""Small documents written by hand, each with one thing that the reader must not stumble on."""

from __future__ import annotations

from pathlib import Path

import pytest

from samstad.sources.lup_document import draft_to_json, summary
from samstad.sources.lup_document.chapters import Section, chapters_of
from samstad.sources.lup_document.common import kind_of, prioritised_boards, year_of
from samstad.sources.lup_document.headings import find_headings
from samstad.sources.lup_document.layout import layout_of
from samstad.sources.lup_document.lines import Line
from samstad.sources.lup_document.measures import themes_meant
from samstad.sources.lup_document.names import board_key
from samstad.sources.lup_document.plain import decode, read_plain

from .support import check_no_line_is_lost, non_blank, read, theme_names

TWO_BOARDS = """Lokala program 2031

1 Bakgrund
De två prioriterade nämnderna är Norra stadsdelsnämnden och Södra stadsdelsnämnden.
2 Mål och områden
2.1 Norra stadsdelsnämnden
Ekby är prioriterat område.
Nämnden arbetar utifrån två prioriterade teman
Trygghet
Alla ska våga gå ut.
Arbete
Fler ska ha jobb.
2.2 Södra stadsdelsnämnden
Viken är prioriterat område.
Hälsa
Alla ska må bra.
2.3 Östra stadsdelsnämnden
Kullen är prioriterat område.
Kultur
Fler ska dansa.
3 Åtgärder
3.1 Norra stadsdelsnämnden
Trygghet och arbete
Nämnden ska rusta upp torget.
3.2 Södra
Hälsa
Nämnden ska öppna ett gym.
3.3 Östra stadsdelsnämnden
Nämnden ska lyssna på alla.
Kultur
Öppna en dansbana.
4 Samverkan
4.1 Norra stadsdelsnämnden
Nämnden avser att samverka med: polisen, skolan och kyrkan.
4.2 Södra stadsdelsnämnden
Nämnden avser att samverka med: polisen och idrotten.
4.3 Östra stadsdelsnämnden
Nämnden avser att samverka med: dansarna, musikerna.
5 Kulturnämndens arbete
5.1 Uppföljning
Arbetet följs upp varje år.
"""


def test_boards_of_points_of_the_compass(tmp_path: Path) -> None:
    draft = read(tmp_path, TWO_BOARDS)
    assert theme_names(draft) == {
        "Norra stadsdelsnämnden": ["Trygghet", "Arbete"],
        "Södra stadsdelsnämnden": ["Hälsa"],
        "Östra stadsdelsnämnden": ["Kultur"],
    }
    assert [programme.prioritised for programme in draft.programmes] == [True, True, False]
    assert draft.programmes[1].themes[0].measures[0].text == "Nämnden ska öppna ett gym."
    check_no_line_is_lost(draft, non_blank(TWO_BOARDS))


def test_a_joined_heading_gives_its_measures_both_themes(tmp_path: Path) -> None:
    data = draft_to_json(read(tmp_path, TWO_BOARDS))
    first, second = data["programmes"][0]["themes"]
    assert first["measures"] == [
        {
            "text": "Nämnden ska rusta upp torget.",
            "lines": [24, 24],
            "modality": "ska",
            "themes": ["Trygghet", "Arbete"],
        }
    ]
    assert (first["also"], second["also"], second["measures"]) == (["Trygghet och arbete"], ["Trygghet och arbete"], [])


def test_a_measure_before_the_first_theme_stands_outside(tmp_path: Path) -> None:
    east = read(tmp_path, TWO_BOARDS).programmes[2]
    assert [(one.text, one.kind, one.lines) for one in east.outside_themes] == [
        ("Nämnden ska lyssna på alla.", "measure", (29, 29))
    ]


def test_the_committees_own_part_is_named(tmp_path: Path) -> None:
    draft = read(tmp_path, TWO_BOARDS)
    assert draft.document.committee == "Kulturnämnden"
    assert {one.heading: one.kind for one in draft.common}["Uppföljning"] == "follow_up"


def test_the_summary_tells_what_a_person_asks_first(tmp_path: Path) -> None:
    told = summary(read(tmp_path, TWO_BOARDS)).splitlines()
    assert told[0] == "Lokala program 2031 (plan.txt, 41 rader)"
    assert told[1:4] == ["År: 2031", "Egen del: Kulturnämnden", "3 program:"]
    assert told[4] == (
        "  Norra stadsdelsnämnden (prioriterat): 2 teman, 1 åtgärder, 1 fokusområden, 3 samverkansparter"
    )
    assert told[6].endswith("1 utanför teman")
    assert told[-1] == "Placerade rader: 100,0 procent"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Farsta", "Farsta stadsdelsnämnd"),
        ("Farsta", "FARSTA"),
        ("Norrmalm", "Norrmalms stadsdelsnämnd"),
        ("Norrmalm", "Norrmalms stadsdelsförvaltning"),
        ("Hägersten-Liljeholmen", "Hägersten Liljeholmens stadsdelsområde"),
        ("Norra", "Norra stadsdelsnämnden"),
        ("Ekby", "Kommundelsnämnden i Ekby"),
        ("Ekby", "Områdesnämnden för Ekby"),
        ("Ekby", "Stadsdelsnämnden Ekby"),
        ("Ekby", "Styrelsen för Ekby"),
        ("Öns nämnd", "Ön"),
    ],
)
def test_one_board_under_two_names(a: str, b: str) -> None:
    assert board_key(a) == board_key(b)


@pytest.mark.parametrize(
    ("a", "b"),
    [("Norra nämnden", "Södra nämnden"), ("Farsta", "Farsta strand"), ("Socialnämnden", "Kulturnämnden"), ("Ek", "Ås")],
)
def test_two_boards_stay_two(a: str, b: str) -> None:
    assert board_key(a) != board_key(b)


def chosen(text: str, names: list[str]) -> set[str]:
    """The boards that a common text points out."""
    lines = read_plain(text.encode(), "x.txt")[0]
    return prioritised_boards([Section(None, list(lines))], layout_of(lines), names)


@pytest.mark.parametrize(
    "text",
    [
        "De prioriterade områdena är:\n• Ekby\n• Viken",
        "Särskilt prioriterade är Ekby och Viken.",
        "Följande nämnder är utpekade.\nEkby stadsdelsnämnd, Viken stadsdelsnämnd.",
    ],
)
def test_prioritised_boards_in_a_list_or_a_sentence(text: str) -> None:
    assert chosen(text, ["Ekby", "Viken", "Kullen"]) == {"ekby", "viken"}


@pytest.mark.parametrize(
    "text",
    ["Staden växer i Ekby och Viken.", "Prioriterat är att alla ska må bra.", "Prioriteringen gäller hela Ekby."],
)
def test_no_board_is_prioritised_by_being_mentioned(text: str) -> None:
    assert chosen(text, ["Ekby", "Viken", "Kullen"]) == set()


@pytest.mark.parametrize(
    ("title", "text", "year"),
    [
        ("Program 2031", "Budget 2030", 2031),
        ("Program", "Enligt verksamhetsplan 2030. Budget för 2030. Program 2029.", 2030),
        ("Program", "Född 1985 och 2012.", None),
    ],
)
def test_the_year_is_of_the_title_or_of_the_plan(title: str, text: str, year: int | None) -> None:
    assert year_of(title, text) == year


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Arbetssätt", "working_methods"),
        ("Uppföljning och utvärdering", "follow_up"),
        ("Roller", "responsibilities"),
        ("Nämndens uppdrag", "duties"),
        ("Syfte", "purpose"),
        ("Bilagor", None),
    ],
)
def test_kinds_of_common_text(heading: str, kind: str | None) -> None:
    assert kind_of(heading) == kind


def test_a_heading_inside_a_common_text_is_kept_in_it(tmp_path: Path) -> None:
    text = TWO_BOARDS.replace("Arbetet följs upp varje år.", "Arbetet följs upp.\n5.1.1 Hur ofta\nVarje år.")
    follow = next(one for one in read(tmp_path, text).common if one.heading == "Uppföljning")
    assert follow.text.split("\n") == ["Arbetet följs upp.", "Hur ofta", "Varje år."]
    assert follow.lines == (40, 43)


def titles(text: str) -> list[tuple[int, str]]:
    """The headings of a text with their levels."""
    items = find_headings(read_plain(text.encode(), "x.txt")[0])
    return [(item.level, item.title) for item in items if not isinstance(item, Line)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kapitel 1\nBakgrund\nText här.\nKapitel 2\nMål\nMer text.", [(1, "Bakgrund"), (1, "Mål")]),
        ("Kapitel 1: Bakgrund\nText här.\nKapitel 2: Mål\nMer text.", [(1, "Bakgrund"), (1, "Mål")]),
        ("Del 1 – Bakgrund\nText här.\n1.1 – Mål\nMer text.", [(1, "Bakgrund"), (2, "Mål")]),
        ("1) Bakgrund\nText här.\n2) Mål\nMer text.", [(1, "Bakgrund"), (1, "Mål")]),
        (
            "1 A\n1.1 B\n1.1.1 C\n1.1.1.1 D\nText här.",
            [(1, "A"), (2, "B"), (3, "C"), (4, "D")],
        ),
        (
            "1 Bakgrund\nText här.\n1.1.1 Ordning och säkerhet.\nMer text.",
            [(1, "Bakgrund"), (3, "Ordning och säkerhet.")],
        ),
        ("Bara text utan nummer.\nOch mer text.", []),
        ("Kapitel 1\nsom börjar med liten bokstav.", []),
    ],
)
def test_numbering_in_many_forms(text: str, found: list[tuple[int, str]]) -> None:
    assert titles(text) == found


def test_a_section_whose_chapter_is_missing_gets_one_without_a_name() -> None:
    items = find_headings(read_plain(b"1 Bakgrund\nText.\n2.1 Ekby\nMer.\n2.2 Viken\nSist.", "x.txt")[0])
    front, chapters = chapters_of(items)
    assert front == []
    assert [(chapter.title, [part.title for part in chapter.sections]) for chapter in chapters] == [
        ("Bakgrund", []),
        ("", ["Ekby", "Viken"]),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"])
def test_swedish_letters_in_any_encoding(encoding: str) -> None:
    text = "Åtgärder för ökad trygghet på Östermalm"
    assert decode(text.encode(encoding), "x.txt") == text


def test_noughts_without_order_are_no_text() -> None:
    from samstad.refusals import Refusal  # noqa: PLC0415

    with pytest.raises(Refusal, match=r"bild\.txt är ingen textfil"):
        decode(b"\x00\x01\x02\x00\x00abc" * 50, "bild.txt")


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("Trygghet", ("Trygghet",)),
        ("Trygghet och arbete", ("Trygghet", "Arbete")),
        ("Ökad trygghet", ()),
        ("Bostäder", ()),
    ],
)
def test_which_themes_a_heading_means(heading: str, meant: tuple[str, ...]) -> None:
    assert themes_meant(heading, ["Trygghet", "Arbete"]) == meant


NO_NUMBERS = """Handlingsplan för staden

Mål och teman

Ekby
Trygghet
Alla ska våga gå ut på kvällen i hela området.
Arbete
Fler ska ha ett jobb att gå till om dagarna.

Viken
Hälsa
Alla ska må bra och kunna röra på sig gratis.

Åtgärder

Ekby
Trygghet
Nämnden ska rusta upp torget med bättre lampor.
Arbete
Nämnden ska starta en verkstad för unga vuxna.

Viken
Hälsa
Nämnden ska öppna ett gym utan avgift.
"""


def test_no_numbers_no_styles_and_no_partners(tmp_path: Path) -> None:
    draft = read(tmp_path, NO_NUMBERS)
    assert theme_names(draft) == {"Ekby": ["Trygghet", "Arbete"], "Viken": ["Hälsa"]}
    assert [len(theme.measures) for programme in draft.programmes for theme in programme.themes] == [1, 1, 1]
    check_no_line_is_lost(draft, non_blank(NO_NUMBERS))


def test_a_single_board_without_numbers_is_not_guessed_at(tmp_path: Path) -> None:
    text = "Mål\nTrygghet\nAlla ska våga gå ut.\nÅtgärder\nTrygghet\nNämnden ska rusta upp torget.\n"
    draft = read(tmp_path, text)
    assert draft.programmes == ()
    check_no_line_is_lost(draft, non_blank(text))


def test_a_planned_activity_under_a_heading_that_is_no_theme(tmp_path: Path) -> None:
    text = TWO_BOARDS + (
        "6 Planerade aktiviteter\n6.1 Norra stadsdelsnämnden\nSkuldrådgivning\n- Öppet hus\n- Kurser för unga\n"
        "6.2 Södra stadsdelsnämnden\nHälsa\nSimskola\nVandringar\n"
    )
    north, south, _ = read(tmp_path, text).programmes
    assert [(one.theme, one.text) for one in north.planned_activities] == [
        ("Skuldrådgivning", "Öppet hus"),
        ("Skuldrådgivning", "Kurser för unga"),
    ]
    assert [(one.theme, one.text) for one in south.planned_activities] == [
        ("Hälsa", "Simskola"),
        ("Hälsa", "Vandringar"),
    ]


def test_the_same_theme_announced_twice_is_one(tmp_path: Path) -> None:
    text = TWO_BOARDS.replace(
        "3 Åtgärder", "2.4 Södra stadsdelsnämnden\nViken är prioriterat område.\nHälsa\nFler ska cykla.\n3 Åtgärder"
    )
    south = read(tmp_path, text).programmes[1]
    assert [(theme.name, theme.goal_text) for theme in south.themes] == [("Hälsa", "Alla ska må bra. Fler ska cykla.")]
