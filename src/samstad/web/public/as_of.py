"""`?datum=2017-05-01` on a public page: the page as it was known at the end of that day."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from samstad.domain.history.as_known import NOW, AsKnown, Unsure

P = ParamSpec("P")
FIELD = "datum"
MOST_NAMED = 30

_DATED = re.compile(
    r'(?<!data-today )href="('
    r"(?:/en)?/(?:|(?:mal|omraden|program|styrdokument|namnder|atgarder|behov|uppfoljning|sok)/[^\"?#]*)"
    r'|(?=\?))(\?[^"#]*)?(#[^"]*)?"'
)
"""Links to the pages that can be read as of a day, also those that only choose something on the page itself."""
_FORM = re.compile(r'<form (?:method="get"|class="search")[^>]*>')
"""Forms that choose what a page shows; the one that asks for a day is written another way."""


class NotKnownThenError(Exception):
    """Raised by a view whose row had not been entered by the day."""


@dataclass(frozen=True, slots=True)
class AskedDay:
    """The day that a page is asked for: `on` is today's where none is, or where `problem` says why it was refused.

    `kept` are the other questions of the address, for the form that asks for a day. `as_today`: the page cannot be
    read as of a day, so it is shown as it is and says so.
    """

    on: date
    today: date
    as_known: AsKnown
    problem: str
    written: str
    address: str
    kept: tuple[tuple[str, str], ...]
    as_today: bool = False

    @property
    def past(self) -> bool:
        return self.as_known.past

    @property
    def unsure(self) -> list[Unsure]:
        """The first of the rows whose wording that day is not on record; `unsure_count` tells of all."""
        return list(self.as_known.unsure.values())[:MOST_NAMED]

    @property
    def unsure_count(self) -> int:
        return len(self.as_known.unsure)

    @property
    def unsure_rest(self) -> int:
        return max(self.unsure_count - MOST_NAMED, 0)


View = Callable[Concatenate[HttpRequest, AskedDay, P], HttpResponse]


def dated(view: View[P]) -> Callable[..., HttpResponse]:
    """The view is told the day as its second argument; on a page of a past day every link keeps the day."""

    @wraps(view)
    def answer(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        asked = _asked(request)
        request.asked_day = asked  # type: ignore[attr-defined]  # read by the context of every page
        try:
            response = view(request, asked, *args, **kwargs)
        except NotKnownThenError:
            return render(request, "public/not_then.html", status=404)
        if asked.problem and response.status_code == 200:
            response.status_code = 400
        if asked.past and response.status_code == 302:
            response["Location"] = _with_day(response["Location"], asked.on)
        elif asked.past and response.headers.get("Content-Type", "").startswith("text/html"):
            response.content = keep_day(response.content.decode(), asked.on).encode()
        return response

    return answer


def as_today(view: Callable[Concatenate[HttpRequest, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """The page is shown as it is, and says so when a past day is asked for; its links keep the day."""

    def answer(request: HttpRequest, day: AskedDay, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        request.asked_day = replace(day, as_today=True)  # type: ignore[attr-defined]  # as above
        return view(request, *args, **kwargs)

    return wraps(view)(dated(answer))


def keep_day(html: str, on: date) -> str:
    """The page with the day in every link to a page that can be read as of a day, and in every choice on the page."""

    def dated_link(found: re.Match[str]) -> str:
        path, query, place = found.group(1), found.group(2) or "", found.group(3) or ""
        if f"{FIELD}=" in query:
            return found.group(0)
        joined = f"{query}&amp;" if query else "?"
        return f'href="{path}{joined}{FIELD}={on.isoformat()}{place}"'

    kept = f'<input type="hidden" name="{FIELD}" value="{on.isoformat()}">'
    return _FORM.sub(lambda found: found.group(0) + kept, _DATED.sub(dated_link, html))


def _with_day(address: str, on: date) -> str:
    return f"{address}{'&' if '?' in address else '?'}{FIELD}={on.isoformat()}"


def _asked(request: HttpRequest) -> AskedDay:
    today = timezone.localdate()
    written = request.GET.get(FIELD, "").strip()[:40]
    on, problem = _day(written, today)
    kept = tuple((name, str(value)) for name, value in request.GET.dict().items() if name not in (FIELD, "sida"))
    as_known = AsKnown(on) if on < today else NOW
    return AskedDay(on, today, as_known, problem, written, request.path, kept)


def _day(written: str, today: date) -> tuple[date, str]:
    """The day that is written, else today with why."""
    if not written:
        return today, ""
    try:
        day = date.fromisoformat(written)
    except ValueError:
        day = None
    if day is None or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
        sentence = _("”%(text)s” är inget datum. Skriv år-månad-dag, till exempel 2017-05-18. Sidan visas som i dag.")
        return today, sentence % {"text": written}
    if day > today:
        sentence = _("%(day)s har inte varit än. Välj en dag som har varit. Sidan visas som i dag.")
        return today, sentence % {"day": written}
    return day, ""
