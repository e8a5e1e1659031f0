"""A made-up city's programme document, written as text or Word in many ways."""

from __future__ import annotations

import io
import textwrap
from dataclasses import dataclass, field

import docx

COUNTS = ["noll", "ett", "två", "tre", "fyra", "fem"]


@dataclass
class Theme:
    """A theme with its goal and its measures."""

    name: str
    goal: str
    measures: list[str]
    printed: str | None = None  # the heading in the measures chapter, where it differs


@dataclass
class Board:
    """One board's content."""

    name: str
    areas: list[str]
    themes: list[Theme]
    partners: list[str]
    activities: dict[str, list[str]] = field(default_factory=dict)


def example() -> list[Board]:
    """Two boards of a city that does not exist."""
    return [
        Board(
            "Norrholm-Ekby",
            ["Ekby torg", "Strandvik"],
            [
                Theme(
                    "Trygga mötesplatser",
                    "Fler ska vistas ute på kvällarna. Torgen ska kännas öppna för alla åldrar.",
                    ["Nämnden ska rusta upp torget t.ex. med ny belysning.", "Öppna en fritidslokal i Strandvik."],
                ),
                Theme(
                    "Arbete och egen inkomst",
                    "Fler vuxna ska försörja sig själva genom arbete eller studier.",
                    ["Nämnden vill starta en jobbverkstad.", "Nämnden åtar sig att ta emot fyra praktikanter."],
                    "Arbete och inkomst",
                ),
            ],
            ["Polisen", "Bostads AB Linden", "Föreningen för barn och unga", "Biblioteket"],
            {"Trygga mötesplatser": ["Nattvandring varje fredag", "Starta en fritidslokal"]},
        ),
        Board(
            "Söderkulla",
            ["Kvarnbacken"],
            [
                Theme(
                    "Barns uppväxt",
                    "Alla barn ska klara skolan. Föräldrar ska få stöd tidigt.",
                    ["Planer finns för en familjecentral.", "Undersöka möjligheten att utöka läxhjälpen."],
                ),
            ],
            ["Skolan", "Kyrkan"],
            {"Barns uppväxt": ["Föräldrakurser i tre steg"]},
        ),
    ]


def chapters(boards: list[Board]) -> dict[str, list[tuple[str, list[str]]]]:
    """For each chapter its heading, and for each board its paragraphs; a heading begins with '#'."""
    return {
        "Områden och teman": [(b.name, _thematic(b)) for b in boards],
        "Åtgärder i programmen": [(b.name, _measures(b)) for b in boards],
        "Samverkansparter": [(b.name, _partners(b)) for b in boards],
        "Aktiviteter under året": [(b.name, _activities(b)) for b in boards if b.activities],
    }


def _thematic(board: Board) -> list[str]:
    areas = _listed(board.areas)
    found = [
        f"{areas} är prioriterade områden.",
        f"Nämnden arbetar utifrån {COUNTS[len(board.themes)]} prioriterade teman",
    ]
    for theme in board.themes:
        found += ["#" + theme.name, theme.goal]
    return found


def _measures(board: Board) -> list[str]:
    found: list[str] = []
    for theme in board.themes:
        found += ["#" + (theme.printed or theme.name), " ".join(theme.measures)]
    return found


def _partners(board: Board) -> list[str]:
    return ["I programmet avser nämnden att samverka med:", _listed(board.partners) + "."]


def _activities(board: Board) -> list[str]:
    return [row for theme, rows in board.activities.items() for row in ["#" + theme, *rows]]


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " och " + names[-1]


def as_text(
    boards: list[Board],
    *,
    width: int = 60,
    order: list[int] | None = None,
    double: bool = True,
    pages: int = 0,
    hyphens: bool = False,
    prioritised: list[str] | None = None,
) -> str:
    """The document as text: wrapped, with every line doubled or not, with page headers each so many lines."""
    rows = ["1 Bakgrund", "Staden har beslutat att varje nämnd ska ha ett program för sitt område."]
    if prioritised:
        rows += ["De prioriterade nämnderna är:", *("\uf0b7 " + name for name in prioritised)]
    every = list(chapters(boards).items())
    for number, index in enumerate(order if order is not None else range(len(every)), start=2):
        heading, parts = every[index]
        rows.append(f"{number} {heading}")
        for place, (board, paragraphs) in enumerate(parts, start=1):
            rows.append(f"{number}.{place} {board}")
            for paragraph in paragraphs:
                rows += _wrap(paragraph, width, hyphens=hyphens)
    rows = _with_pages(rows, pages) if pages else rows
    return ("\n\n" if double else "\n").join(rows) + "\n"


def _wrap(paragraph: str, width: int, *, hyphens: bool) -> list[str]:
    if paragraph.startswith("#"):
        return [paragraph[1:]]
    rows = textwrap.wrap(paragraph, width, break_on_hyphens=False)
    for place in range(len(rows) - 1) if hyphens else []:
        row, after = rows[place], rows[place + 1]
        word, _, rest = after.partition(" ")
        if len(word) > 7 and word.isalpha() and word.islower() and rest:
            rows[place], rows[place + 1] = f"{row} {word[:4]}-", f"{word[4:]} {rest}"
    return rows


def _with_pages(rows: list[str], every: int) -> list[str]:
    found: list[str] = []
    for number, row in enumerate(rows, start=1):
        found.append(row)
        if number % every == 0:
            found += [f"Sida {number // every} (99)", "Program för staden 2031"]
    return found


def as_word(boards: list[Board], *, themes_styled: bool = True, bullets: bool = False) -> bytes:
    """The document as a Word file with heading styles."""
    document = docx.Document()
    document.add_paragraph("Program för staden 2031", style="Title")
    document.add_paragraph("Bakgrund", style="Heading 1")
    document.add_paragraph("Staden har beslutat att varje nämnd ska ha ett program.")
    for heading, parts in chapters(boards).items():
        document.add_paragraph(heading, style="Heading 1")
        for board, paragraphs in parts:
            document.add_paragraph(board, style="Heading 2")
            for paragraph in paragraphs:
                if paragraph.startswith("#"):
                    document.add_paragraph(paragraph[1:], style="Heading 3" if themes_styled else "Normal")
                elif bullets and heading == "Åtgärder i programmen":
                    for row in paragraph.split(". "):
                        document.add_paragraph(row, style="List Bullet")
                else:
                    document.add_paragraph(paragraph)
                document.add_paragraph("")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
