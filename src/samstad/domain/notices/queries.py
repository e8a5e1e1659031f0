"""How people want to be told, and what waits to be mailed."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from samstad.domain.notices.models import Notice, Wishes

STALE = timedelta(days=7)
"""A notice that nobody tried to mail for so long is read on the page instead: nobody gets a heap of old mails."""


def wishes_of(user_pk: int) -> Wishes:
    """The person's wishes, as stored or by default."""
    return Wishes.objects.filter(user=user_pk).first() or Wishes(user_id=user_pk)


def rhythms(users: Iterable[int]) -> dict[int, str]:
    """The rhythm of each person; one query."""
    chosen: dict[int, str] = defaultdict(lambda: str(Wishes._meta.get_field("rhythm").default))
    chosen.update(Wishes.objects.filter(user__in=list(users)).values_list("user_id", "rhythm"))
    return chosen


def waiting_for_mail(at: datetime) -> QuerySet[Notice]:
    """Notices that go out by mail: not seen, not sent, to open accounts that have not said no."""
    stopped = _stopped()
    fresh = Q(at__gte=at - STALE) | ~Q(mail_problem="")
    return (
        Notice.objects.filter(fresh, mailed_at=None, seen=False, user__is_active=True, at__lte=at)
        .exclude(stopped)
        .select_related("user")
        .order_by("user_id", "at", "pk")
    )


def failed_mails(person: int | None = None) -> dict[int, str]:
    """Why the last mail to a person did not leave, for each to whom that is so; one query."""
    chosen = Q() if person is None else Q(user=person)
    left_since = Exists(Notice.objects.filter(user=OuterRef("user"), mailed_at__gt=OuterRef("at")))
    rows = Notice.objects.filter(chosen, mailed_at=None, user__is_active=True).exclude(mail_problem="")
    rows = rows.exclude(left_since).exclude(_stopped())
    return dict(rows.order_by("at", "pk").values_list("user_id", "mail_problem"))


def _stopped() -> Exists:
    """True of a notice to somebody who wants no mail."""
    return Exists(Wishes.objects.filter(user=OuterRef("user"), by_mail=False))
