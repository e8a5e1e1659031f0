"""A document as a file to read or keep."""

from django.http import Http404, HttpResponse

from samstad.documents import Document
from samstad.documents.formats import FORMATS


def as_file(document: Document, form: str, name: str) -> HttpResponse:
    """The document in one of `FORMATS`, shown in the browser where it can be; an unknown format is not found."""
    if form not in FORMATS:
        raise Http404
    chosen = FORMATS[form]
    response = HttpResponse(chosen.render(document), content_type=chosen.media_type)
    response["Content-Disposition"] = f'inline; filename="{name}.{chosen.ending}"'
    return response
