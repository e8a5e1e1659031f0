"""A file as a heading and rows of texts: CSV and Excel as programs and people write them, opened in one way."""

from samstad.sources.sheet.cells import Number, is_error
from samstad.sources.sheet.kinds import refuse_ending
from samstad.sources.sheet.opened import LARGE, SMALL, Sheet, Size, open_sheet

__all__ = ["LARGE", "SMALL", "Number", "Sheet", "Size", "is_error", "open_sheet", "refuse_ending"]
