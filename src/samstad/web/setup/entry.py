"""Who may come in here, and what every setup page has."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from samstad.domain.access import Grants, Permission
from samstad.refusals import NotAllowed
from samstad.web.actor import asking


@dataclass(frozen=True, slots=True)
class SetupPart:
    place: str
    label: str
    about: str
    address: str


def enter(request: HttpRequest, place: str, permission: Permission) -> dict[str, Any]:
    """The frame of the page: `place`, and `parts` that the person may open. Refused without the permission."""
    granted = asking(request).grants
    if not may(granted, permission):
        raise NotAllowed(_("Sidan är för dem som sköter tjänsten. Be stadens administratör om hjälp."))
    return {"place": place, "parts": parts(granted), "board": None}


def parts(granted: Grants) -> list[SetupPart]:
    """The pages of setup that the person may open, in the order of the menu."""
    return [
        SetupPart(place, label, about, reverse(f"setup:{place}"))
        for place, label, about, permission in _all_parts()
        if may(granted, permission)
    ]


def may(granted: Grants, permission: Permission) -> bool:
    """History can be read by who has a role for it at one body; the rest is for the whole city."""
    if permission == Permission.SEE_HISTORY and granted.boards(permission):
        return True
    return granted.allows(permission)


def _all_parts() -> list[tuple[str, str, str, Permission]]:
    return [
        (
            "organisations",
            _("Organisationer"),
            _("Nämnder, bolag och parter: namn, tider och kontakter."),
            Permission.ADMINISTER,
        ),
        ("people", _("Personer"), _("Vilka som loggar in och vilka roller de har."), Permission.ADMINISTER),
        (
            "rounds",
            _("Omgångar"),
            _("Öppna årets rapporter och se hur långt de kommit."),
            Permission.OPEN_ROUND,
        ),
        ("places", _("Platser"), _("Områden med slag, tider och efterföljare."), Permission.ADMINISTER),
        ("word_template", _("Wordmall"), _("Stadens egen mall för rapporter i Word."), Permission.ADMINISTER),
        ("history", _("Historik"), _("Vem som gjort vad, och när."), Permission.SEE_HISTORY),
    ]
