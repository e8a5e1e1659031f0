"""What a row's code or name stands for in the city's own registers: codes before names, of one kind of area."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from samstad.calculations.crosswalks import fold
from samstad.domain.places.choices import AreaKind
from samstad.domain.places.models import Area, AreaSuccession
from samstad.domain.steering.models import Indicator


@dataclass
class Register:
    """Areas and indicators read once per file, three queries. `kind` is the kind of areas that the file is about."""

    kind: str = ""
    areas: dict[int, Area] = field(default_factory=dict)
    indicators: dict[int, Indicator] = field(default_factory=dict)
    _by_code: dict[str, int] = field(default_factory=dict)
    _by_name: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _indicator: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _after: dict[int, str] = field(default_factory=dict)
    _found: dict[tuple[str, str, int], "int | str"] = field(default_factory=dict)

    @classmethod
    def read(cls, kind: str = "") -> "Register":
        made = cls(kind)
        for area in Area.objects.order_by("sort_key", "slug"):
            made.areas[area.pk] = area
            made._by_code[fold(area.slug)] = area.pk
            for name in {fold(area.name), fold(area.short_name)} - {""}:
                made._by_name[name].append(area.pk)
        for indicator in Indicator.objects.all():
            made.indicators[indicator.pk] = indicator
            for name in {fold(indicator.slug), fold(indicator.name)}:
                made._indicator[name].append(indicator.pk)
        for step in AreaSuccession.objects.select_related("after"):
            made._after[step.before_id] = step.after.name
        return made

    def indicator(self, text: str) -> int | None:
        """The key of the one indicator with the code or name."""
        found = self._indicator.get(fold(text), [])
        return found[0] if len(found) == 1 else None

    @property
    def indicator_names(self) -> frozenset[str]:
        """Folded codes and names."""
        return frozenset(self._indicator)

    def area(self, code: str, name: str, year: int) -> int | str:
        """The key of the area; else why it cannot be used, in words, and empty where there is no such area at all."""
        key = code, name, year
        if key not in self._found:
            self._found[key] = self._area(code, name, year)
        return self._found[key]

    def _area(self, code: str, name: str, year: int) -> int | str:
        coded = self._coded(code)
        named = self._named(name, year)
        if coded is None and not named:
            named = self._named(code, year)
        if coded is not None:
            if name and self._by_name.get(fold(name)) and coded not in self._by_name[fold(name)]:
                said = {"code": code, "area": self.areas[coded].name, "name": name}
                return _("koden %(code)s är %(area)s, men namnet är %(name)s") % said
            return self._usable(coded, year)
        if len(named) > 1:
            return _("flera områden heter %(name)s: ange koden") % {"name": name or code}
        return self._usable(named[0], year) if named else ""

    def _coded(self, code: str) -> int | None:
        return self._by_code.get(fold(code)) if code else None

    def _named(self, name: str, year: int) -> list[int]:
        """Areas with the name, of the file's kind before others, and those that were there that year before others."""
        found = self._by_name.get(fold(name), []) if name else []
        for better in (self._of_kind, lambda key: self._there(key, year)):
            chosen = [key for key in found if better(key)]
            found = chosen or found
        return found

    def _usable(self, key: int, year: int) -> int | str:
        area = self.areas[key]
        if not self._of_kind(key) and area.kind != AreaKind.CITY:
            said = {"area": area.name, "kind": area.get_kind_display(), "wanted": AreaKind(self.kind).label}
            return _("%(area)s är av slaget %(kind)s, men filen gäller %(wanted)s") % said
        if not self._there(key, year):
            if key in self._after:
                said = {"area": area.name, "year": str(year), "after": self._after[key]}
                return _("%(area)s fanns inte %(year)s, och har blivit %(after)s") % said
            return _("%(area)s fanns inte %(year)s") % {"area": area.name, "year": year}
        return key

    def _of_kind(self, key: int) -> bool:
        return not self.kind or self.areas[key].kind == self.kind

    def _there(self, key: int, year: int) -> bool:
        area = self.areas[key]
        begun = area.valid_from is None or area.valid_from.year <= year
        return begun and (area.valid_to is None or area.valid_to.year >= year)

    def is_city(self, key: int) -> bool:
        return bool(self.areas[key].kind == AreaKind.CITY) and self.kind != AreaKind.CITY

    def of_kind(self, year: int) -> list[Area]:
        """Areas of the file's kind that were there that year, in name order."""
        return [area for key, area in self.areas.items() if self._of_kind(key) and self._there(key, year)]

    def likely_kind(self, places: Iterable[str]) -> str:
        """The kind of areas that most of the codes and names are; empty when none is known."""
        hits: dict[str, int] = defaultdict(int)
        for place in places:
            code = self._by_code.get(fold(place))
            keys = [code] if code is not None else self._by_name.get(fold(place), [])
            for kind in {self.areas[key].kind for key in keys} - {AreaKind.CITY.value}:
                hits[kind] += 1
        order = AreaKind.values
        return max(hits, key=lambda kind: (hits[kind], -order.index(kind)), default="")
