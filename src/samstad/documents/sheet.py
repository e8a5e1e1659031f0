"""Tables as spreadsheets and CSV: the same rows as on the page, with numbers that can be calculated with."""

import csv
import re
from collections.abc import Sequence
from datetime import date
from io import BytesIO, StringIO
from typing import Any

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from samstad.documents.blocks import Cell, Column, Language, Table
from samstad.documents.packing import LONG_AGO, repack
from samstad.documents.words import cell_text, clean, format_number, safe_href

BYTE_ORDER_MARK = "\ufeff"  # without it the usual spreadsheet program reads å, ä and ö wrongly
LARGEST_INTEGER = 10**15
_FORMULA = re.compile(r"[=+\-@\t\r].", re.DOTALL)
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\n\t']+")
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)


def render_sheet(tables: Table | Sequence[Table], *, language: Language = "sv") -> bytes:
    """The tables as the bytes of an .xlsx file, one sheet each: a frozen header row, then the rows.

    Numbers and ISO dates are stored as such; everything else is text, never a formula. ValueError if there is
    no table.
    """
    chosen = [tables] if isinstance(tables, Table) else list(tables)
    if not chosen:
        raise ValueError("a workbook needs at least one table")
    book = Workbook()
    book.remove(book.worksheets[0])
    names: set[str] = set()
    for table in chosen:
        _fill(book.create_sheet(_name(table.caption, names, language)), table, language)
    book.properties = DocumentProperties(creator="Samstad", created=LONG_AGO, modified=LONG_AGO)
    raw = BytesIO()
    book.save(raw)
    return repack(raw, overwrite=_still)


def csv_text(table: Table, *, language: Language = "sv") -> str:
    """The table as CSV that opens rightly in a Swedish spreadsheet program: byte order mark, semicolons,
    decimal comma (a point in English). Text that would be read as a formula gets an apostrophe before it."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([_guarded(clean(column.title)) for column in table.columns])
    writer.writerows([_csv_value(cell, language) for cell in row] for row in table.rows)
    return BYTE_ORDER_MARK + out.getvalue()


def _csv_value(cell: Cell, language: Language) -> str:
    if cell.number is not None and cell.status is None:
        return format_number(cell.number, language, grouped=False)
    return _guarded(cell_text(cell, language))


def _guarded(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


def _name(caption: str, taken: set[str], language: Language) -> str:
    """A sheet name that the format allows and no other sheet has, in any case of letters."""
    base = _NOT_IN_NAMES.sub(" ", clean(caption)).strip()[:31].strip() or {"sv": "Tabell", "en": "Table"}[language]
    name, number = base, 1
    while name.casefold() in taken:
        number += 1
        name = f"{base[: 30 - len(str(number))].strip()} {number}"
    taken.add(name.casefold())
    return name


def _fill(sheet: Worksheet, table: Table, language: Language) -> None:
    for at, column in enumerate(table.columns, 1):
        head = sheet.cell(1, at)
        _put_text(head, clean(column.title))
        head.font = Font(bold=True)
        head.alignment = Alignment(wrap_text=True, vertical="bottom")
        longest = max((len(cell_text(row[at - 1], language)) for row in table.rows), default=0)
        sheet.column_dimensions[get_column_letter(at)].width = min(60, max(10, len(column.title), longest) + 2)
    top = Alignment(wrap_text=True, vertical="top")
    for line, row in enumerate(table.rows, 2):
        for at, (cell, column) in enumerate(zip(row, table.columns, strict=True), 1):
            target = sheet.cell(line, at)
            _put(target, cell, column, language)
            target.alignment = top
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"


def _put(target: Any, cell: Cell, column: Column, language: Language) -> None:
    if cell.number is not None and cell.status is None:
        whole = cell.number == int(cell.number) and abs(cell.number) < LARGEST_INTEGER
        target.value = int(cell.number) if whole else cell.number
        target.number_format = "#,##0" if whole else "General"
        return
    text = cell_text(cell, language)
    day = _day(text) if column.kind == "date" else None
    if day:
        target.value, target.number_format = day, "yyyy-mm-dd"
    elif text:
        _put_text(target, text)
    href = safe_href(cell.href, relative=False)
    if href and text:  # a link on an empty cell would be written out in it
        target.hyperlink = clean(href)
        target.font = Font(color="0A4B86", underline="single")


def _put_text(target: Any, text: str) -> None:
    """Text as text: neither "=1+1" nor "#N/A" may become anything else, now or when it is edited."""
    target.value = text
    target.data_type = "s"
    if _FORMULA.match(text):
        target.quotePrefix = True


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _ISO_DATE.match(text) else None
    except ValueError:
        return None


def _still(name: str, content: bytes) -> bytes:
    """The library writes the time of saving over the properties given; put the fixed one back."""
    if name != "docProps/core.xml":
        return content
    fixed = f"{LONG_AGO.isoformat()}Z".encode()
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + fixed, content)
