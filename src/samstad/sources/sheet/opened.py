"""A file opened as one heading and its rows, with a sentence for everything in it that is not read."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from openpyxl.utils import get_column_letter

from samstad.refusals import Refusal
from samstad.sources.sheet.csv_pages import csv_pages
from samstad.sources.sheet.excel_pages import excel_pages
from samstad.sources.sheet.headings import LOOKED_AT, SURE, Heading, Score, find_heading
from samstad.sources.sheet.kinds import is_excel
from samstad.sources.sheet.pages import Line, Page

MB = 1024 * 1024
NAMED = 5


@dataclass(frozen=True)
class Size:
    """The most that a file may be, and that it may be unpacked to, with what to do about one that is more."""

    most: int
    unpacked: int


LARGE = Size(200 * MB, 1000 * MB)
"""Figures of many years."""
SMALL = Size(20 * MB, 60 * MB)
"""A table that people fill in."""


@dataclass(frozen=True)
class Sheet:
    """`rows` gives each row once: its number in the file, and one text per heading (a `Number` where it is one).

    `above` are the texts over the headings, which may say what holds for all of them. `separator` stands between the
    cells in a file of text. `notes` is complete when the rows have been read.
    """

    headings: tuple[str, ...]
    rows: Iterator[Line]
    above: tuple[str, ...]
    separator: str
    notes: list[str]


@contextmanager
def open_sheet(file: Path, *, score: Score = lambda names: 0, size: Size = LARGE) -> Iterator[Sheet]:
    """The file while it is open. Raises `Refusal` naming row and column for what cannot be read, also on the way.

    `score` says how many of some headings the reader knows: by it the right sheet and row are found.
    """
    _check(file, size)
    excel = is_excel(file, most=size.unpacked)
    with excel_pages(file) if excel else nullcontext(csv_pages(file)) as pages:
        page, heading, others = _choose(file, pages, score)
        _check_names(heading, file)
        notes = [_others(others)] if others else []
        above = _above(page, heading)
        if above:
            said = {"first": above[0][0], "last": above[-1][0]}
            sentence = ngettext(
                "Rad %(first)d står ovanför rubrikerna och läses inte.",
                "Raderna %(first)d–%(last)d står ovanför rubrikerna och läses inte.",
                said["last"] - said["first"] + 1,
            )
            notes.append(sentence % said)
        rows = _even(page, heading, file, notes)
        texts = tuple(cell.strip() for _line, cells in above for cell in cells if cell.strip())
        yield Sheet(heading.names, rows, texts, page.separator, notes)


def _check(file: Path, size: Size) -> None:
    if not file.is_file():
        raise Refusal("no_file", _("%(file)s finns inte. Se över sökvägen.") % {"file": file.name})
    if file.stat().st_size > size.most:
        sentence = _("%(file)s är större än %(most)d MB. Dela filen, eller ta bort det som inte ska läsas in.")
        raise Refusal("too_large", sentence % {"file": file.name, "most": size.most // MB})
    if not file.stat().st_size:
        raise Refusal("empty_file", _("%(file)s är tom.") % {"file": file.name})


def _choose(file: Path, pages: list[Page], score: Score) -> tuple[Page, Heading, list[Page]]:
    """The page that the reader knows most headings of, its heading, and the other pages that hold something."""
    shown = [page for page in pages if not page.concealed] or pages
    found = [(page, heading) for page in shown if (heading := find_heading(_start(page), score))]
    if not found:
        raise Refusal("empty_file", _("%(file)s är tom.") % {"file": file.name})
    if found[0][0].separator:
        page, heading = max(found, key=lambda one: (one[1].score, len(one[1].names)))
        return page, heading, []
    page, heading = max(found, key=lambda one: one[1].score)
    alike = [one.name for one, its in found if its.score == heading.score >= SURE and _has_rows(one, its)]
    if len(alike) > 1:
        sentence = _("Bladen %(names)s har samma rubriker. Låt filen ha bara det blad som ska läsas in.")
        raise Refusal("two_sheets", sentence % {"names": _told(alike)})
    if len(alike) == 1:
        page, heading = next(pair for pair in found if pair[0].name == alike[0])
    concealed = [one for one in pages if one.concealed and one is not page and list(islice(one.lines(), 1))]
    return page, heading, [*(one for one, _its in found if one is not page), *concealed]


def _start(page: Page) -> list[Line]:
    return list(islice(page.lines(), LOOKED_AT))


def _has_rows(page: Page, heading: Heading) -> bool:
    return any(line > heading.last for line, _cells in _start(page))


def _others(others: list[Page]) -> str:
    names = _told([page.name for page in others])
    return ngettext("Bladet %(names)s läses inte.", "Bladen %(names)s läses inte.", len(others)) % {"names": names}


def _told(names: list[str]) -> str:
    shown = ", ".join(f"”{name}”" for name in names[:NAMED])
    more = len(names) - NAMED
    return shown if more <= 0 else _("%(names)s och %(n)d till") % {"names": shown, "n": more}


def _above(page: Page, heading: Heading) -> list[Line]:
    return [(line, cells) for line, cells in _start(page) if line < heading.first and any(map(str.strip, cells))]


def _check_names(heading: Heading, file: Path) -> None:
    names = [name for name in heading.names if name]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        sentence = _("%(file)s: kolumnen ”%(name)s” finns två gånger. Behåll en av dem.")
        raise Refusal("heading_twice", sentence % {"file": file.name, "name": twice[0]})


def _even(page: Page, heading: Heading, file: Path, notes: list[str]) -> Iterator[Line]:
    """Rows with as many cells as there are headings. Empty rows, and the heading when it comes again, are passed by."""
    width = len(heading.names)
    unnamed = [at for at, name in enumerate(heading.names) if not name]
    for line, cells in page.lines():
        if line <= heading.last or not any(cell.strip() for cell in cells):
            continue
        if tuple(" ".join(cell.split()) for cell in cells) == heading.names:
            continue
        beyond = next((at for at in range(width, len(cells)) if cells[at].strip()), None)
        if beyond is not None and page.separator:
            sentence = _(
                "%(file)s, rad %(line)d: raden har %(cells)d celler men rubriken %(width)d. "
                "Se över skiljetecken och citattecken."
            )
            said = {"file": file.name, "line": line, "cells": len(cells), "width": width}
            raise Refusal("uneven_row", sentence % said)
        lost = next((at for at in unnamed if at < len(cells) and cells[at].strip()), beyond)
        if lost is not None:
            sentence = _(
                "%(file)s, rad %(line)d: kolumn %(column)s har innehåll men ingen rubrik. "
                "Ge kolumnen ett namn, eller töm den."
            )
            said = {"file": file.name, "line": line, "column": get_column_letter(lost + 1)}
            raise Refusal("no_heading", sentence % said)
        yield line, (cells + [""] * (width - len(cells)))[:width]
    if page.hidden:
        rows = [line for line in page.hidden if line > heading.last]
        if rows:
            sentence = ngettext(
                "Rad %(first)d är dold i Excel och läses ändå.",
                "%(n)d rader är dolda i Excel och läses ändå, den första är rad %(first)d.",
                len(rows),
            )
            notes.append(sentence % {"n": len(rows), "first": rows[0]})
