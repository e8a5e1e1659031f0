"""A document as a file to read or keep."""

from django.http import Http404, HttpResponse

from samstad.documents import Document
from samstad.documents.formats import FORMATS
from samstad.domain.cycle.queries import word_template


def as_file(document: Document, form: str, name: str) -> HttpResponse:
    """The document in one of `FORMATS`, shown in the browser where it can be; an unknown format is not found.

    A Word file takes its look from the city's own template, where there is one.
    """
    if form not in FORMATS:
        raise Http404
    chosen = FORMATS[form]
    template = word_template() if chosen.templated else None
    response = HttpResponse(chosen.file(document, template=template), content_type=chosen.media_type)
    response["Content-Disposition"] = f'inline; filename="{name}.{chosen.ending}"'
    return response
