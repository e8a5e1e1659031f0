"""Word and PDF: seconds for 60 pages, and whether the time per page stays flat from 10 to 300."""

import time
from collections.abc import Callable
from io import BytesIO

import pypdf

from bench.lines import line, write
from samstad.documents import Block, Cell, Column, Document, Heading, Paragraph, Table, render_pdf, render_word

COLUMNS = (
    Column("name", "Indikator", width=3),
    Column("out", "Utfall", "number"),
    Column("target", "Årsmål", "number"),
)


def report(chapters: int) -> Document:
    """A report with a heading, some text and a table of ten rows per chapter."""
    blocks: list[Block] = []
    for number in range(chapters):
        rows = tuple((Cell(f"Andel i område {n}"), Cell(number=n + 0.5), Cell(number=60)) for n in range(10))
        blocks += [
            Heading(2, f"Mål {number}"),
            Paragraph("Nämnden bidrar till målet genom arbete i varje stadsdel. " * 6),
            Table("Indikatorer", COLUMNS, rows),
        ]
    return Document("Tertialrapport 1 2017", tuple(blocks), subtitle="Farsta stadsdelsnämnd")


def documents() -> None:
    """Chapters are chosen so that the PDF has 10, 60 and 300 pages; both formats take the same document."""
    per_page = _chapters_per_page()
    render_word(report(2))
    times: dict[str, dict[int, float]] = {"PDF": {}, "Word": {}}
    for pages in (10, 60, 300):
        document = report(round(pages * per_page))
        times["PDF"][pages] = _best(render_pdf, document)
        times["Word"][pages] = _best(render_word, document)
    for form, taken in times.items():
        write(line(f"seconds, {form} of a 60-page report", taken[60], "s"))
        write(
            line(
                f"{form}: time per page at 300 pages beside that at 10", (taken[300] / 300) / (taken[10] / 10), "x", 1.5
            )
        )


def _chapters_per_page() -> float:
    return 60 / len(pypdf.PdfReader(BytesIO(render_pdf(report(60)))).pages)


def _best(render: Callable[[Document], bytes], document: Document) -> float:
    """The shortest of three: what the work itself takes on a machine that others use too."""
    found = []
    for _ in range(3):
        start = time.perf_counter()
        render(document)
        found.append(time.perf_counter() - start)
    return min(found)
