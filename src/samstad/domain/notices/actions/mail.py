"""What people have been told goes out by mail: one mail a person and run, each notice once."""

import smtplib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from samstad.domain.notices.models import Notice
from samstad.domain.notices.queries import waiting_for_mail
from samstad.domain.people.actors import Actor
from samstad.domain.people.models import User

WriteMail = Callable[[User, list[Notice]], EmailMessage]
THIS_MAIL_ONLY = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, ValueError)
"""Faults of one mail or its address; every other fault is the server's, and the next mail would meet it too."""


@dataclass
class Sent:
    """How many mails went out, per person whose mail did not why, and why the server takes none, if so."""

    mails: int = 0
    problems: dict[str, str] = field(default_factory=dict)
    closed: str = ""


def send_mail(*, write: WriteMail, by: Actor, at: datetime) -> Sent:
    """Send what waits. What could not be sent stays to be sent and says why; another run going on sends nothing twice.

    Not one transaction: a mail that has left cannot be called back, so each person's notices are stored by themselves.
    """
    del by  # whoever runs it, what is sent is what was told
    sent, connection = Sent(), get_connection()
    for person, notices in groupby(list(waiting_for_mail(at)), key=lambda notice: notice.user):
        if sent.closed:
            _stays([notice.pk for notice in notices], sent.closed)
            sent.problems[person.name] = sent.closed
        elif mine := [notice for notice in notices if _claim(notice, at)]:
            _send(connection, person, mine, write, sent)
    connection.close()
    return sent


def _claim(notice: Notice, at: datetime) -> bool:
    """True for the one run that may send it."""
    return bool(Notice.objects.filter(pk=notice.pk, mailed_at=None).update(mailed_at=at, mail_problem=""))


def _stays(keys: list[int], why: str) -> None:
    Notice.objects.filter(pk__in=keys).update(mailed_at=None, mail_problem=why[:300])


def _send(connection: BaseEmailBackend, person: User, notices: list[Notice], write: WriteMail, sent: Sent) -> None:
    try:
        mail = write(person, notices)
        mail.connection = connection
        mail.send()
    except BaseException as fault:
        # Also when the run itself is broken off: what is not known to have left is sent next time.
        why = " ".join(str(fault).split()) or type(fault).__name__
        _stays([notice.pk for notice in notices], why)
        if not isinstance(fault, (OSError, ValueError)):  # what smtplib raises is OSError
            raise
        sent.problems[person.name] = why
        sent.closed = "" if isinstance(fault, THIS_MAIL_ONLY) else why
    else:
        sent.mails += 1
