"""What every request passes: the language of its address, the content policy, what no text holds, and refusals."""

import re
from collections.abc import Callable
from typing import Any

from django.db import DataError, IntegrityError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from samstad.refusals import NotAllowed, Refusal, Stale

Answer = Callable[[HttpRequest], HttpResponse]
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)


class AddressLanguageMiddleware:
    """English under /en/, else Swedish: the same address gives the same page to everyone, whatever the browser."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = "en" if f"{request.path_info}/".startswith("/en/") else "sv"
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class ContentPolicyMiddleware:
    """Pages take nothing from any other host, and run no script that stands in the page itself."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response


class ControlCharactersMiddleware:
    """What is sent comes without control characters: they are pasted unseen, and no database takes them all."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        for name in ("GET", "POST"):
            sent: QueryDict = getattr(request, name)
            if any(CONTROL.search(value) for values in sent.lists() for value in values[1]):
                setattr(request, name, _without_control(sent))


def _without_control(sent: QueryDict) -> QueryDict:
    left = QueryDict(mutable=True)
    for name, values in sent.lists():
        left.setlist(name, [CONTROL.sub("", str(value)) for value in values])
    left._mutable = False
    return left


class RefusalMiddleware:
    """A refusal becomes a page with its sentence; a part of a page gets the sentence alone."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, DataError):
            exception = Refusal(
                "does_not_fit", _("En text är för lång, ett tal för stort eller ett tecken för ovanligt.")
            )
        if _somebody_was_first(exception):
            exception = Refusal("moved_on", _("Någon annan hann före. Ladda om sidan och se hur det står nu."))
        if not isinstance(exception, Refusal):
            return None
        part = request.headers.get("HX-Request") == "true"
        template = "parts/refusal.html" if part else "refusal.html"
        return render(request, template, {"refusal": exception}, status=_status(exception))


def _somebody_was_first(exception: Exception) -> bool:
    """Two people made the same thing at once: each looked, none was there, and the table takes only one of them."""
    if not isinstance(exception, IntegrityError):
        return False
    return getattr(exception.__cause__, "sqlstate", "") == "23505" or "UNIQUE constraint" in str(exception)


def _status(refusal: Refusal) -> int:
    if isinstance(refusal, NotAllowed):
        return 403
    return 409 if isinstance(refusal, Stale) else 400
