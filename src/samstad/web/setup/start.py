"""The first page of setup."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samstad.refusals import NotAllowed
from samstad.web.actor import asking
from samstad.web.setup.entry import parts


@login_required
def first_page(request: HttpRequest) -> HttpResponse:
    """What the person may set up; refused to those who may set up nothing."""
    found = parts(asking(request).grants)
    if not found:
        raise NotAllowed(_("Inställningarna är för dem som sköter tjänsten. Be stadens administratör om hjälp."))
    return render(request, "setup/start.html", {"place": "start", "parts": found, "board": None})
