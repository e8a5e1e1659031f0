"""The economy of a round on its page, and the same rows as Excel, CSV, Word, PDF and for programs."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samstad.documents import Document, csv_text, records, render_blocks
from samstad.documents.blocks import Language
from samstad.reports.council_report import collect_round
from samstad.reports.council_report.economy_tables import economy_blocks, economy_tables, in_one_table
from samstad.web.public.as_of import AskedDay, dated
from samstad.web.public.files import as_file
from samstad.web.public.opened import opened_round
from samstad.web.sheets import as_sheet

FORMS = (("xlsx", "Excel"), ("csv", "CSV"), ("docx", "Word"), ("pdf", "PDF"), ("json", "JSON"))


def economy_context(facts: dict[str, Any]) -> dict[str, Any]:
    """What the round's page needs of its economy: the tables as HTML, nothing where nobody is asked for any."""
    economy = facts.get("economy")
    blocks = economy_blocks(economy) if economy else []
    shown = mark_safe(render_blocks(blocks, language=_language())) if blocks else ""
    return {"economy": shown, "economy_forms": FORMS}


@dated
def file(request: HttpRequest, asked: AskedDay, year: int, kind: str, form: str) -> HttpResponse:
    """The tables of the page as a file; not found where the page has none."""
    of_round = opened_round(asked, year, kind)
    facts = collect_round(of_round, as_known=asked.as_known)
    economy = facts.get("economy")
    if not economy:
        raise Http404
    tables, name = economy_tables(economy), f"samstad-{of_round.slug}-ekonomi"
    title = _("Ekonomi: %(round)s") % {"round": of_round}
    if form == "xlsx" and tables:
        return as_sheet(tables, name)
    if form == "csv":
        return _csv(csv_text(in_one_table(tables, title), language=_language()), name)
    if form == "json":
        told = records(in_one_table(tables, title)) | {"silent": economy["silent"]}
        return JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    stamps = (_("exempeldata"),) if facts["example"] else ()
    blocks = tuple(economy_blocks(economy))
    return as_file(Document(title=title, language=_language(), stamps=stamps, blocks=blocks), form, name)


def _language() -> Language:
    return "en" if get_language() == "en" else "sv"


def _csv(text: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return HttpResponse(text.encode(), content_type="text/csv; charset=utf-8", headers=headers)
