"""The small questions, one by one: names, sentences, lists, areas, page headers."""

from __future__ import annotations

from pathlib import Path

import pytest

from samstad.sources.lup_document.chapters import role_by_words
from samstad.sources.lup_document.focus import focus_areas
from samstad.sources.lup_document.furniture import split_furniture
from samstad.sources.lup_document.headings import find_headings
from samstad.sources.lup_document.lines import Head, Line
from samstad.sources.lup_document.measures import modality
from samstad.sources.lup_document.names import best_match, joined_names, likeness
from samstad.sources.lup_document.partners import partners, split_list
from samstad.sources.lup_document.plain import read_plain
from samstad.sources.lup_document.sentences import glue, join, split_sentences
from samstad.sources.lup_document.themes import announced_count


def lines_of(text: str) -> list[Line]:
    """The lines of a text."""
    return read_plain(text.encode(), "x.txt")[0]


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("sam-", "verkan med", "samverkan med"),
        ("sam\u00ad", "verkan", "samverkan"),
        ("unga HBTQ-", "personer", "unga HBTQ-personer"),
        ("Rinkeby-", "Kista", "Rinkeby-Kista"),
        ("köns-", "och ålder", "köns- och ålder"),
        ("idrotts-, ", "kultur", "idrotts-,  kultur"),
        ("under 2010-", "talet", "under 2010-talet"),
        ("tryggt -", "eller inte", "tryggt - eller inte"),
        ("vanlig", "rad", "vanlig rad"),
    ],
)
def test_line_ends_are_glued(before: str, after: str, joined: str) -> None:
    assert glue(before, after) == joined


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Rusta torget. Öppna en lokal.", 2),
        ("Rusta t.ex. Torget och bl.a. Parken.", 1),
        ("Vid S:t Göran ska det byggas. Klart.", 2),
        ("Kurser m.m. Nämnden ska samverka.", 2),
        ("Kurser m.m. och annat.", 1),
        ("Vilket stöd behövs? – Främst tillsammans med skolan.", 1),
        ("Projektet ”Se mig! En kurs” fortsätter. Nästa.", 2),
        ("Fler jobb.  Färre brott.", 2),
        ("Det växer (se kap. 3). Bra.", 2),
        ("Vi möter förvaltningen. skolan deltar.", 2),
        ("Rum för ungdomar Nämnden ska öppna en lokal.", 2),
        ("Rapporten visar att Nämnden ska öppna en lokal.", 1),
        ("Utan punkt", 1),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(split_sentences(join(lines_of(text)))) == count


def test_sentences_know_their_lines() -> None:
    found = split_sentences(join(lines_of("Rusta upp tor-\nget. Öppna\nen lokal. Klart.")))
    assert [(one.text, one.lines) for one in found] == [
        ("Rusta upp torget.", (1, 2)),
        ("Öppna en lokal.", (2, 3)),
        ("Klart.", (3, 3)),
    ]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Demokrati och ökad insyn", "Demokrati och insyn"),
        ("Barn och unga", "Barn och Unga"),
        ("Trygghet samt trivsel", "Trivsel och trygghet"),
        ("Minskad narkotikaanvändning bland unga", "Minska narkotikaanvändandet bland unga"),
        ("Arbete, studier", "Arbete; studier"),
    ],
)
def test_near_names_are_the_same(a: str, b: str) -> None:
    assert likeness(a, b) > 0
    assert best_match(a, [b, "Något helt annat"]) == b


@pytest.mark.parametrize(
    ("a", "b"), [("Trygghet", "Hälsa"), ("Barn och unga", "Äldre och vuxna"), ("Arbete", "Bostäder"), ("", "Hälsa")]
)
def test_other_names_are_not(a: str, b: str) -> None:
    assert likeness(a, b) == 0


def test_joined_names_come_in_the_order_printed() -> None:
    names = ["Trygghet", "Arbete och studier", "Hälsa"]
    assert joined_names("Arbete och studier samt hälsa", names) == ["Arbete och studier", "Hälsa"]
    assert joined_names("Trygghet", names) == []
    assert joined_names("Trygghet och hälsa i hela det stora området kring sjön", names) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A, B och C", ["A", "B", "C"]),
        ("A samt ett flertal föreningar", ["A", "ett flertal föreningar"]),
        ("Myndigheten för ungdoms- och civilfrågor", ["Myndigheten för ungdoms- och civilfrågor"]),
        ("A, föreningen för barn och unga", ["A", "föreningen för barn och unga"]),
        ("A (polis, räddning), B.", ["A (polis, räddning)", "B"]),
        ("A; B; och C", ["A", "B", "C"]),
        ("", []),
    ],
)
def test_lists_of_partners(text: str, names: list[str]) -> None:
    assert split_list(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Nämnden avser att samverka med:\nPolisen, AB\nLinden och kyrkan.",
        "Nämnden samverkar med Polisen, AB Linden och kyrkan.",
        "Polisen, AB Linden, kyrkan",
        "Nämnden samarbetar med:\n• Polisen\n• AB\nLinden\n• kyrkan",
        "Polisen, AB Linden. Kyrkan bidrar med lokaler. Nämnden samverkar också med kyrkan.",
    ],
)
def test_partners_with_any_lead_in(text: str) -> None:
    assert partners(lines_of(text)) == ["Polisen", "AB Linden", "kyrkan"]


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("Ekby och Strand är prioriterade områden.", ["Ekby", "Strand"]),
        ("Ekby är prioriterat området.", ["Ekby"]),
        ("Samtliga tre stadsdelar; Ekby/Strand/Kulle, är prioriterade områden.", ["Ekby", "Strand", "Kulle"]),
        ("Ekby gård/Lunden och Strand är prioriterade områden.", ["Ekby gård/Lunden", "Strand"]),
        ("Prioriterade områden: Ekby, Strand.", ["Ekby", "Strand"]),
        ("Nämnden har pekat ut Ekby och Strand som fokusområden.", ["Ekby", "Strand"]),
        ("Nämnden prioriterar områdena Ekby och Strand.", ["Ekby", "Strand"]),
        ("Nämnden pekar inte ut något geografiskt område som prioriterat.", []),
        ("Prioriterade områden är:\n• Ekby\n• Strand", ["Ekby", "Strand"]),
        ("", []),
    ],
)
def test_focus_areas(text: str, areas: list[str]) -> None:
    assert focus_areas(lines_of(text)) == areas


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Stadsdelarnas geografiska och tematiska prioriteringar", "thematic"),
        ("Lokala mål", "thematic"),
        ("Prioriterade åtgärder", "measures"),
        ("Insatser", "measures"),
        ("Genomförande", "partners"),
        ("Samverkansparter", "partners"),
        ("Planerade aktiviteter för Kulturförvaltningen", "activities"),
        ("Bakgrund", None),
        ("Ansvarsfördelning", None),
    ],
)
def test_roles_by_words(title: str, role: str | None) -> None:
    assert role_by_words(title) == role


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("Nämnden ska bygga.", "ska"),
        ("Nämnden skall bygga.", "ska"),
        ("Nämnden vill bygga.", "vill"),
        ("Nämnden åtar sig att bygga.", "åtar sig"),
        ("Det finns planer på en park.", "planer finns"),
        ("Nämnden ska undersöka möjligheten.", "undersöka"),
        ("Bygg en park.", None),
    ],
)
def test_modality(text: str, how: str | None) -> None:
    assert modality(text) == how


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Nämnden arbetar utifrån tre prioriterade teman", 3),
        ("Programmet har 4 fokusområden.", 4),
        ("Nämnden har ett prioriterat tema", 1),
        ("Utöver dessa tre prioriteringar ska mer göras.", None),
        ("Inget sägs.", None),
    ],
)
def test_announced_count(text: str, count: int | None) -> None:
    assert announced_count(lines_of(text)) == count


def heads(text: str) -> list[str]:
    """The titles of the headings in a text."""
    return [item.title for item in find_headings(lines_of(text)) if isinstance(item, Head)]


def test_a_numbered_list_is_no_chapter() -> None:
    text = "1 Bakgrund\nVi ska göra tre saker.\n1. Rusta torget.\n2. Öppna en lokal.\n2 Åtgärder\n2.1 Ekby\nText här."
    assert heads(text) == ["Bakgrund", "Åtgärder", "Ekby"]


def test_a_heading_over_two_lines_is_one() -> None:
    text = "1 Stadsdelarnas geografiska och tematiska\nprioriteringar\n1.1 Hägersten-\nLiljeholmen\nText här."
    assert heads(text) == ["Stadsdelarnas geografiska och tematiska prioriteringar", "Hägersten-Liljeholmen"]


def test_a_number_inside_a_sentence_is_no_heading() -> None:
    assert heads("1 Bakgrund\nDet gäller fler än\n12 Stockholmare i området\noch deras familjer.") == ["Bakgrund"]


@pytest.mark.parametrize("mark", ["Sida 3 (12)", "3 (12)", "Sida 3 av 12", "Sid 3", "- 3 -", "3/12"])
def test_a_header_printed_once_in_a_sentence_is_taken_away(mark: str) -> None:
    text = f"Nämnden ska stärka samarbetet mellan skolan och\nProgram för Ekby\n{mark}\nföreningarna i hela området.\n"
    kept, taken = split_furniture(lines_of(text))
    assert [line.number for line in kept] == [1, 4]
    assert [line.number for line in taken] == [2, 3]


def test_headers_without_page_numbers_that_cut_sentences_are_taken_away() -> None:
    text = "\n".join(
        f"Nämnden ska stärka arbetet med\nEkby stad\nområde nummer {word} under året." for word in ("ett", "två", "tre")
    )
    kept, taken = split_furniture(lines_of(text))
    assert [line.text for line in taken] == ["Ekby stad"] * 3
    assert len(kept) == 6


def test_a_lead_in_that_returns_is_no_header() -> None:
    text = "\n".join(
        f"5.{n} {name}\nI programmet har nämnden\nintentioner att samverka med:\nPolisen, {name}s kyrka"
        for n, name in enumerate(["Ekby", "Strand", "Kulle"], start=1)
    )
    assert split_furniture(lines_of(text))[1] == []


def test_the_readme_example_of_glue_holds() -> None:
    import doctest  # noqa: PLC0415

    from samstad.sources.lup_document import sentences  # noqa: PLC0415

    assert doctest.testmod(sentences).failed == 0
    assert Path(sentences.__file__).name == "sentences.py"
