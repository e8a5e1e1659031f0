"""What every page has: menu, the same page in the other language, and where sign-in leads. Asks no database."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class MenuItem:
    label: str
    address: str
    current: bool


def base(request: HttpRequest) -> dict[str, Any]:
    """The frame around a page: `nav`, `other_language` (code, name, address) and `asked_day` (or None)."""
    path = request.path_info
    return {
        "nav": [MenuItem(label, address, path.startswith(address)) for label, address in _menu()],
        "other_language": _other_language(request),
        "language": get_language() or "sv",
        "asked_day": getattr(request, "asked_day", None),
    }


def _menu() -> list[tuple[str, str]]:
    return [
        (_("Mål"), reverse("public:goals")),
        (_("Områden"), reverse("public:areas")),
        (_("Program"), reverse("public:programmes")),
        (_("Nämnder"), reverse("public:boards")),
        (_("Åtgärder"), reverse("public:activities")),
        (_("Uppföljning"), reverse("public:followup")),
        (_("Behov"), reverse("public:need")),
        (_("Sök"), reverse("public:search")),
    ]


def _other_language(request: HttpRequest) -> dict[str, str]:
    """The two languages have the same addresses but for /en, so the switch needs no table."""
    path, query = request.path_info, request.META.get("QUERY_STRING", "")
    tail = f"?{query}" if query and request.method == "GET" else ""
    if path == "/en" or path.startswith("/en/"):
        return {"code": "sv", "name": "Svenska", "address": "/" + path[3:].lstrip("/") + tail}
    return {"code": "en", "name": "English", "address": f"/en{path}{tail}"}
