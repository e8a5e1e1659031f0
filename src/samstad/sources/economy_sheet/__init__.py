"""A report's economy from a sheet: the template to fill in, and what is read back, row by row with what is wrong."""

from samstad.sources.economy_sheet.form import form_table
from samstad.sources.economy_sheet.read import Reading, RowProblem, read_economy

__all__ = ["Reading", "RowProblem", "form_table", "read_economy"]
