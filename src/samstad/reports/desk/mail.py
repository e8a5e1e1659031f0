"""The mail that tells a person what is new: the same sentences as on the first page, and one way to stop it."""

from collections.abc import Callable

from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstad.domain.notices.models import Notice
from samstad.domain.notices.tokens import STOP, make_token
from samstad.domain.people.models import User

LONGEST_SUBJECT = 120


def mail_writer(site: str) -> Callable[[User, list[Notice]], EmailMessage]:
    """Writes the mail to one person, with links to the service at `site`."""

    def write(person: User, notices: list[Notice]) -> EmailMessage:
        stop = site + reverse("desk:stop_mail", args=[make_token(STOP, person.pk)])
        return EmailMessage(
            subject=_subject(notices),
            body=_body(person, notices, site, stop),
            to=[person.email],
            headers={"List-Unsubscribe": f"<{stop}>", **_one_click(stop), "Auto-Submitted": "auto-generated"},
        )

    return write


def _one_click(stop: str) -> dict[str, str]:
    """RFC 8058: the mail program may press by itself, which it is offered over https only."""
    return {"List-Unsubscribe-Post": "List-Unsubscribe=One-Click"} if stop.startswith("https://") else {}


def _subject(notices: list[Notice]) -> str:
    first = " ".join(notices[0].text.split())
    if len(notices) == 1:
        return first if len(first) <= LONGEST_SUBJECT else f"{first[: LONGEST_SUBJECT - 1]}…"
    return ngettext("%(n)d nyhet i Samstad", "%(n)d nyheter i Samstad", len(notices)) % {"n": len(notices)}


def _body(person: User, notices: list[Notice], site: str, stop: str) -> str:
    told = "\n\n".join(f"{notice.text}\n{_address(site, notice.link)}" for notice in notices)
    own = site + reverse("desk:mine")
    return "\n\n".join(
        (
            _("Hej %(name)s,") % {"name": person.name},
            told,
            _("Allt som väntar på dig: %(address)s") % {"address": own},
            _("Vill du inte ha brev? Sluta få dem här, utan att logga in: %(address)s") % {"address": stop},
        )
    )


def _address(site: str, link: str) -> str:
    return site + link if link.startswith("/") else link
