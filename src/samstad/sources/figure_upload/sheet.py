"""A file as a heading and rows of texts, read row by row: CSV as Swedish and English programs write it, and Excel."""

import csv
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from samstad.refusals import Refusal

LARGEST = 200 * 1024 * 1024
SEPARATORS = (";", "\t", ",")
ENCODINGS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
FIRST = 2
"""Row 1 is the heading."""


@dataclass(frozen=True)
class Sheet:
    """`rows` gives each row once: the line it begins on in the file, and one text per heading."""

    headings: tuple[str, ...]
    rows: Iterator[tuple[int, list[str]]]


@contextmanager
def open_sheet(file: Path) -> Iterator[Sheet]:
    """The file while it is open. Raises `Refusal` naming row and column for what cannot be read, also on the way."""
    if not file.is_file():
        raise Refusal("no_file", _("%(file)s finns inte. Se över sökvägen.") % {"file": file.name})
    if file.stat().st_size > LARGEST:
        raise Refusal(
            "too_large",
            _("%(file)s är större än %(most)d MB. Dela filen per år.")
            % {"file": file.name, "most": LARGEST // 1024**2},
        )
    if not file.stat().st_size:
        raise Refusal("empty_file", _("%(file)s är tom.") % {"file": file.name})
    reading = _excel(file) if file.suffix.lower() in (".xlsx", ".xlsm") else _csv(file)
    with reading as lines:
        _line, first = next(lines, (1, []))
        headings = _headings(first, file)
        yield Sheet(headings, _even(lines, len(headings), file))


@contextmanager
def _csv(file: Path) -> Iterator[Iterator[tuple[int, list[str]]]]:
    encoding = _encoding(file)
    with file.open(encoding=encoding, newline="") as text:
        heading = text.readline()
        text.seek(0)
        separator = max(SEPARATORS, key=heading.count)
        yield _csv_lines(csv.reader(text, delimiter=separator, strict=True), file)


def _csv_lines(reader: Any, file: Path) -> Iterator[tuple[int, list[str]]]:
    begins = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as fault:
            sentence = _("%(file)s, rad %(line)d: raden går inte att tyda (%(fault)s). Se över citattecknen.")
            raise Refusal("bad_csv", sentence % {"file": file.name, "line": begins, "fault": fault}) from None
        if cells is None:
            return
        yield begins, cells
        begins = reader.line_num + 1


def _encoding(file: Path) -> str:
    """By the mark at the beginning; else UTF-8, or what Windows writes where the file is not UTF-8."""
    with file.open("rb") as raw:
        start = raw.read(4)
        for mark, name in ENCODINGS:
            if start.startswith(mark):
                return name
        raw.seek(0)
        while block := raw.readline(1024**2):
            try:
                block.decode("utf-8")
            except UnicodeDecodeError:
                return "cp1252"
    return "utf-8"


@contextmanager
def _excel(file: Path) -> Iterator[Iterator[tuple[int, list[str]]]]:
    try:
        with ZipFile(file) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
        if unpacked > LARGEST:
            sentence = _("%(file)s är större än %(most)d MB uppackad. Dela filen per år.")
            raise Refusal("too_large", sentence % {"file": file.name, "most": LARGEST // 1024**2})
        book = load_workbook(file, read_only=True, data_only=True)
    except (BadZipFile, KeyError, ValueError, OSError):
        sentence = _("%(file)s går inte att läsa som Excel. Spara om den som .xlsx.") % {"file": file.name}
        raise Refusal("bad_excel", sentence) from None
    try:
        sheet = book.worksheets[0]
        yield ((at, [_text(cell) for cell in row]) for at, row in enumerate(sheet.iter_rows(values_only=True), start=1))
    finally:
        book.close()


def _text(cell: Any) -> str:
    """A cell as a person would have typed it: a whole number without decimals, a date as year, month and day."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return f"{cell:.15g}"
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    return str(cell)


def _headings(cells: list[str], file: Path) -> tuple[str, ...]:
    names = [unicodedata.normalize("NFC", " ".join(cell.split())) for cell in cells]
    while names and not names[-1]:
        names.pop()
    if not names:
        raise Refusal(
            "no_headings", _("%(file)s: första raden är tom. Där ska kolumnernas namn stå.") % {"file": file.name}
        )
    for at, name in enumerate(names, start=1):
        if not name:
            sentence = _("%(file)s: kolumn %(at)d saknar rubrik. Ge den ett namn, eller ta bort den.")
            raise Refusal("no_heading", sentence % {"file": file.name, "at": at})
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        sentence = _("%(file)s: kolumnen ”%(name)s” finns två gånger. Behåll en av dem.")
        raise Refusal("heading_twice", sentence % {"file": file.name, "name": twice[0]})
    return tuple(names)


def _even(lines: Iterator[tuple[int, list[str]]], width: int, file: Path) -> Iterator[tuple[int, list[str]]]:
    """Rows with as many cells as there are headings; rows with nothing in them are passed over."""
    for line, cells in lines:
        if not any(cells):
            continue
        if len(cells) > width and any(cell.strip() for cell in cells[width:]):
            sentence = _(
                "%(file)s, rad %(line)d: raden har %(cells)d celler men rubriken %(width)d. "
                "Se över skiljetecken och citattecken."
            )
            said = {"file": file.name, "line": line, "cells": len(cells), "width": width}
            raise Refusal("uneven_row", sentence % said)
        yield line, (cells + [""] * (width - len(cells)))[:width]
