"""The areas that are known, found by code before name; nothing is guessed where two could be meant."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from samstad.calculations.sorting import slug
from samstad.domain.places.choices import AreaKind
from samstad.domain.places.models import Area
from samstad.refusals import Refusal

LONGEST_SLUG = 80
_RANKS = {AreaKind.CITY: 0, AreaKind.DISTRICT: 1, AreaKind.NEIGHBOURHOOD: 2}
_LOWEST = 3


class Register:
    """Areas by code, which is their address, and by exact name in one Unicode form."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self.areas: list[Area] = []
        self.made: set[int] = set()
        self._by_code: dict[str, Area] = {}
        self._by_name: dict[str, list[Area]] = defaultdict(list)
        for area in areas:
            self._keep(area)

    def add(self, area: Area) -> None:
        """One more area, that is not stored yet."""
        self.made.add(id(area))
        self._keep(area)

    def _keep(self, area: Area) -> None:
        self.areas.append(area)
        self._by_code[code_of(area.slug)] = area
        self._by_name[plain(area.name)].append(area)

    def free_slug(self, text: str) -> str:
        """The text as an address that no area has, with a number after it where it must."""
        stem = slug(text, longest=LONGEST_SLUG - 6) or "plats"
        free, number = stem, 2
        while free in self._by_code:
            free, number = f"{stem}-{number}", number + 1
        return free

    def same(self, code: str, name: str, kind: str, on: date) -> Area | None:
        """The area that the file means, None for one that is new.

        Raises `Refusal` for a code that an area of another kind has, a name that several have, and an area that had
        ceased by then. A new area of this same file is only known by its code: two places may share a name.
        """
        found = self._by_code.get(code_of(code)) if code else None
        if found is not None and found.kind != kind:
            raise Refusal(
                "other_kind",
                _("Koden %(code)s hör till %(name)s, som är %(kind)s. Se över koden eller slaget.")
                % {"code": code, "name": found.name, "kind": found.get_kind_display()},
            )
        if found is None:
            known = [area for area in self._by_name[plain(name)] if not code or id(area) not in self.made]
            found = self._only([area for area in known if area.kind == kind], name, on)
        if found is not None and id(found) not in self.made and found.valid_to and found.valid_to < on:
            raise Refusal(
                "ceased",
                _("%(name)s fanns till %(day)s och kan inte få en gräns från %(on)s. Ange en annan kod eller dag.")
                % {"name": found.name, "day": found.valid_to.isoformat(), "on": on.isoformat()},
            )
        return found

    def one(self, text: str, kind: str, on: date) -> Area:
        """The area of the kind with that code or name. Raises `Refusal` for none and for several."""
        found = self._by_code.get(code_of(text))
        if found is None or found.kind != kind:
            found = self._only([area for area in self._by_name[plain(text)] if area.kind == kind], text, on)
        if found is None:
            raise Refusal("no_area", _("Det finns inget område %(name)s av det slaget.") % {"name": text})
        return found

    def above(self, text: str, kind: str, on: date) -> Area:
        """The area of a larger kind with that code or name, the nearest kind first. Raises `Refusal` for none."""
        own = _RANKS.get(AreaKind(kind), _LOWEST)
        found = self._by_code.get(code_of(text))
        if found is not None and rank(found) < own:
            return found
        larger = [area for area in self._by_name[plain(text)] if rank(area) < own]
        nearest = max(map(rank, larger), default=0)
        held = self._only([area for area in larger if rank(area) == nearest], text, on)
        if held is None:
            raise Refusal(
                "no_parent", _("%(name)s, som området ska ligga i, finns inte. Läs in det först.") % {"name": text}
            )
        return held

    def _only(self, found: list[Area], name: str, on: date) -> Area | None:
        """The one of them, or of several the one that exists on the day."""
        there = [area for area in found if holds(area, on)] if len(found) > 1 else found
        if len(there) > 1 or (found and not there):
            raise Refusal("several", _("Flera områden heter %(name)s. Ange kod.") % {"name": name})
        return there[0] if there else None


def code_of(text: str) -> str:
    """A code as addresses have it."""
    return slug(text, longest=LONGEST_SLUG)


def plain(name: str) -> str:
    """The name in one Unicode form, as it is written else."""
    return unicodedata.normalize("NFC", name).strip()


def holds(area: Area, on: date) -> bool:
    """True when the area exists on the day, as far as is known."""
    return (area.valid_from is None or area.valid_from <= on) and (area.valid_to is None or area.valid_to >= on)


def rank(area: Area) -> int:
    """How large its kind is; 0 is the city."""
    return _RANKS.get(AreaKind(area.kind), _LOWEST)
