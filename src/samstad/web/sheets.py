"""Tables as a spreadsheet to download."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.utils.translation import get_language

from samstad.documents import Table, render_sheet

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_sheet(tables: Table | Sequence[Table], name: str) -> HttpResponse:
    """The tables as one workbook in the reader's language, saved under the name."""
    language = get_language()
    content = render_sheet(tables, language="en" if language == "en" else "sv")
    return HttpResponse(
        content, content_type=SHEET, headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    )
