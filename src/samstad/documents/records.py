"""A table as records for programs: the same rows as on the page, numbers as numbers."""

from typing import Any

from samstad.documents.blocks import Table
from samstad.documents.words import cell_text


def records(table: Table) -> dict[str, Any]:
    """The table as plain JSON: `title`, `columns` with key and title, and a record for each row by column key.

    A cell is the text that the page shows, in Swedish; a number is that number.
    """
    keys = [column.key for column in table.columns]
    return {
        "title": table.caption,
        "columns": [{"key": column.key, "title": column.title} for column in table.columns],
        "rows": [
            {
                key: cell.number if cell.number is not None and cell.status is None else cell_text(cell, "sv")
                for key, cell in zip(keys, row, strict=True)
            }
            for row in table.rows
        ],
    }
