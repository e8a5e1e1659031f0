"""What a signed address opens without sign-in: one's own dates in a calendar program, and the end of mails."""

from django.conf import settings
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from samstad.documents import render_calendar
from samstad.domain.access import grants
from samstad.domain.notices.actions import stop_mail
from samstad.domain.notices.queries import wishes_of
from samstad.domain.notices.tokens import CALENDAR, STOP, read_token
from samstad.domain.people.actors import Actor
from samstad.domain.people.models import User
from samstad.refusals import Refusal
from samstad.reports.desk import read_days


def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The person's days as a feed; not found for an old address, a closed account, or an address nobody gave out."""
    person, number = _read(CALENDAR, token)
    if wishes_of(person.pk).calendar != number:
        raise Http404
    now = timezone.now()
    today = timezone.localdate(now)
    days = read_days(person.pk, grants(Actor.of(person), today), today=today, site=settings.SITE)
    answer = HttpResponse(render_calendar(days, title="Samstad", at=now), content_type="text/calendar; charset=utf-8")
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@csrf_exempt  # RFC 8058: the mail program presses, with no cookie; the signed word says whose mail it is
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows a button, POST stops the mails: a program that looks at the links in a mail stops nothing."""
    if request.method == "POST":
        stop_mail(token=token, by=None, at=timezone.now())
        return render(request, "account/mail_stopped.html", {"done": True})
    try:
        read_token(STOP, token)
    except BadSignature:
        raise Refusal("bad_token", _("Länken är inte hel. Kopiera hela länken ur brevet, eller logga in.")) from None
    return render(request, "account/mail_stopped.html", {"done": False})


def _read(purpose: str, token: str) -> tuple[User, int]:
    try:
        pk, number = read_token(purpose, token)
    except BadSignature:
        raise Http404 from None
    person = User.objects.filter(pk=pk, is_active=True).first()
    if person is None:
        raise Http404
    return person, number
