"""A file of text as pages, one for each sign that may stand between its cells; the caller takes the one that fits."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from django.utils.translation import gettext as _

from samstad.refusals import Refusal
from samstad.sources.sheet.cells import clean
from samstad.sources.sheet.pages import Line, Page

SEPARATORS = (";", "\t", ",", "|")
ENCODINGS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_TOLD = "sep="
"""How a first line tells Excel the sign between the cells."""
_LOOKED_AT = 100


def csv_pages(file: Path) -> list[Page]:
    """A page for each sign that stands in the first lines, else one page with a single column."""
    encoding = _encoding(file)
    start = _start(file, encoding)
    told = start[0].strip().strip('"').lower() if start else ""
    if told.startswith(_TOLD) and len(told) == len(_TOLD) + 1:
        return [_page(file, encoding, told[-1])]
    found = [sign for sign in SEPARATORS if any(sign in line for line in start)]
    return [_page(file, encoding, sign) for sign in found or SEPARATORS[:1]]


def _page(file: Path, encoding: str, sign: str) -> Page:
    return Page("", lambda: _lines(file, encoding, sign), separator=sign)


def _lines(file: Path, encoding: str, sign: str) -> Iterator[Line]:
    with file.open(encoding=encoding, newline="") as text:
        reader: Any = csv.reader(text, delimiter=sign, strict=True)
        begins = 1
        while True:
            try:
                cells = next(reader, None)
            except csv.Error:
                sentence = _("%(file)s, rad %(line)d: raden går inte att tyda. Se över citattecknen.")
                raise Refusal("bad_csv", sentence % {"file": file.name, "line": begins}) from None
            except UnicodeError:
                raise _unreadable(file) from None
            if cells is None:
                return
            if not (begins == 1 and len(cells) <= 2 and cells[:1] and cells[0].lower().startswith(_TOLD)):
                yield begins, [clean(cell) for cell in cells]
            begins = reader.line_num + 1


def _start(file: Path, encoding: str) -> list[str]:
    def first(text: TextIO) -> list[str]:
        return [text.readline(100_000) for _at in range(_LOOKED_AT)]

    try:
        with file.open(encoding=encoding, newline="") as text:
            return first(text)
    except UnicodeError:
        raise _unreadable(file) from None


def _unreadable(file: Path) -> Refusal:
    sentence = _("%(file)s har tecken som inte går att läsa. Spara den som CSV UTF-8 eller som Excel (.xlsx).")
    return Refusal("bad_letters", sentence % {"file": file.name})


def _encoding(file: Path) -> str:
    """By the mark at the beginning; else UTF-8, or what Windows writes where the file is not UTF-8."""
    with file.open("rb") as raw:
        start = raw.read(1000)
        for mark, name in ENCODINGS:
            if start.startswith(mark):
                return name
        if start.count(0) * 20 > len(start):
            return _without_mark(file, start)
        raw.seek(0)
        while block := raw.readline(1024**2):
            try:
                block.decode("utf-8")
            except UnicodeDecodeError:
                return "cp1252"
    return "utf-8"


def _without_mark(file: Path, start: bytes) -> str:
    """UTF-16 without its mark: every other byte is nothing in a table with Swedish headings."""
    odd, even = start[1::2].count(0), start[::2].count(0)
    if max(odd, even) * 3 < len(start) or min(odd, even) * 10 > len(start):
        raise _unreadable(file)
    return "utf-16-le" if odd > even else "utf-16-be"
