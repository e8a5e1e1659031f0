"""The sheets of a workbook as pages, read row by row with what a person sees in each cell."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser

from samstad.refusals import Refusal
from samstad.sources.sheet.cells import text_of
from samstad.sources.sheet.pages import Line, Page

MOST_LINES, MOST_COLUMNS = 1_048_576, 16_384
"""What Excel itself can hold."""
FAULTS = (
    BadZipFile, InvalidFileException, KeyError, ValueError, OSError, TypeError, IndexError, AttributeError, SyntaxError,
    EOFError, RuntimeError, ArithmeticError, AssertionError, MemoryError,
)  # fmt: skip
"""What the library raises on its way through a file that is not as it should be."""


@contextmanager
def excel_pages(file: Path) -> Iterator[list[Page]]:
    """The sheets that hold cells, in their order. Raises `Refusal` for a file that is no workbook."""
    with file.open("rb") as raw:  # by its name alone the library would refuse what is called something else
        try:
            book = load_workbook(raw, read_only=True, data_only=True)
            pages = [_page(file, book, sheet) for sheet in book.worksheets if isinstance(sheet, ReadOnlyWorksheet)]
        except FAULTS:
            raise _bad(file) from None
        yield pages


def _page(file: Path, book: Any, sheet: Any) -> Page:
    hidden: list[int] = []
    concealed = sheet.sheet_state != "visible"
    return Page(sheet.title, lambda: _lines(file, book, sheet, hidden), concealed=concealed, hidden=hidden)


def _lines(file: Path, book: Any, sheet: Any, hidden: list[int]) -> Iterator[Line]:
    """Rows with something in them. The size that the file says it has is not believed: it is often wrong."""
    hidden.clear()
    formats = [style.numFmtId for style in book._cell_styles]
    try:
        with sheet._get_source() as source:
            parser = _Parser(book, source, sheet._shared_strings, hidden)
            for line, cells in parser.parse():
                if line > MOST_LINES:
                    raise _bad(file)
                texts = _texts(book, formats, cells)
                if any(texts):
                    yield line, texts
    except Refusal:
        raise
    except FAULTS:
        raise _bad(file) from None


def _texts(book: Any, formats: list[int], cells: list[dict[str, Any]]) -> list[str]:
    texts: list[str] = []
    for cell in cells:
        value = cell["value"]
        if value is None:
            continue
        place = cell["column"]
        if place > MOST_COLUMNS:
            raise IndexError(place)
        if place > len(texts):
            texts += [""] * (place - len(texts))
        texts[place - 1] = text_of(value, _form(book, formats, cell["style_id"]))
    return texts


def _form(book: Any, formats: list[int], style: int) -> str:
    """The number format of a style, in the words of the file."""
    if not style:
        return "General"
    number = formats[style]
    if number < 164:  # the formats that every workbook has without saying so
        return {9: "0%", 10: "0.00%"}.get(number, "General")
    form: str = book._number_formats[number - 164]
    return form


class _Parser(WorkSheetParser):
    """Notes rows that are not shown, and refuses a formula whose answer the file does not hold."""

    def __init__(self, book: Any, source: Any, shared: Any, hidden: list[int]) -> None:
        super().__init__(
            source, shared, data_only=True, epoch=book.epoch, date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )  # fmt: skip
        self.hidden = hidden

    def parse_row(self, row: Any) -> Any:
        concealed = row.attrib.pop("hidden", "") in ("1", "true")
        row.attrib = {name: row.attrib[name] for name in ("r",) if name in row.attrib}
        line, cells = super().parse_row(row)
        if concealed and any(cell["value"] is not None for cell in cells):
            self.hidden.append(line)
        return line, cells

    def parse_cell(self, element: Any) -> Any:
        cell = super().parse_cell(element)
        if cell["value"] is None and len(element) and element.get("t") != "str":
            formula = element.find(FORMULA_TAG)
            if formula is not None:
                place = f"{get_column_letter(cell['column'])}{cell['row']}"
                sentence = _(
                    "Cell %(place)s har en formel utan uträknat värde. Öppna filen i Excel, spara den och prova igen."
                )
                raise Refusal("not_computed", sentence % {"place": place})
        return cell


def _bad(file: Path) -> Refusal:
    sentence = _("%(file)s går inte att läsa som Excel. Spara om den som .xlsx.")
    return Refusal("bad_excel", sentence % {"file": file.name})
