"""Which column of a file says what: chosen by a person, guessed from the headings, saved under a name."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from django.utils.translation import gettext as _

from samstad.calculations.crosswalks import fold
from samstad.refusals import Refusal

PERIOD = re.compile(r"(19|20)\d\d(-(T[1-3]|K[1-4]|H[12]|(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?))?")
"""A year, a tertial, quarter, half year or month of it, or a day."""

KNOWN_HEADINGS: dict[str, tuple[str, ...]] = {
    "area": ("area", "områdeskod", "kod", "code", "region", "areakod"),
    "name": ("name", "namn", "område", "stadsdelsområde", "stadsdel", "stadsdelsnämnd", "områdesnamn"),
    "indicator": ("indicator", "indikator", "mått", "nyckeltal"),
    "period": ("period", "år", "year", "tid"),
    "sex": ("sex", "kön"),
    "age": ("age", "age_group", "ålder", "åldersgrupp", "ålder"),
    "value": ("value", "värde", "antal", "andel"),
    "status": ("status",),
    "body": ("organisation", "bolag"),
    "edition": ("edition", "indelning", "indelningens dag"),
    "people": ("people", "population", "befolkning", "folkmängd", "invånare"),
}


@dataclass(frozen=True)
class Columns:
    """Headings by what they hold; empty where the file has no such column.

    `indicator_is` and `period_is` stand for the whole file where there is no column. Without `value` the file is wide:
    every column in `wide` holds values, and its heading is a period or an indicator. `edition` is a day, where figures
    are told in the areas of that day and not of the period. `kind` is the kind of areas, and
    `share` says that percentages are written as parts of one. `apart` are rows that belong to no area, and
    `parts_differ` says that the source does not let the areas add up to the whole.
    """

    area: str = ""
    name: str = ""
    indicator: str = ""
    period: str = ""
    sex: str = ""
    age: str = ""
    value: str = ""
    status: str = ""
    body: str = ""
    edition: str = ""
    people: str = ""
    wide: tuple[str, ...] = ()
    indicator_is: str = ""
    period_is: str = ""
    kind: str = ""
    share: str = ""
    apart: tuple[str, ...] = ()
    parts_differ: bool = False

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "Columns":
        """From plain JSON; what it lacks is as by default, what is unknown is left out."""
        known = {field.name: stored[field.name] for field in fields(cls) if field.name in stored}
        for name in ("wide", "apart"):
            known[name] = tuple(known.get(name, ()))
        return cls(**known)

    def plain(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {**asdict(self), "wide": list(self.wide), "apart": list(self.apart)}

    def named(self) -> tuple[str, ...]:
        """Every heading that is used."""
        chosen = (getattr(self, role) for role in KNOWN_HEADINGS)
        return tuple(name for name in (*chosen, *self.wide) if name)

    def check(self, headings: tuple[str, ...]) -> None:
        """Refuse what cannot be read by: a heading that the file lacks, or nothing that says area, period or value."""
        for name in self.named():
            if name not in headings:
                sentence = _("Filen har ingen kolumn ”%(name)s”. Den har %(headings)s.")
                raise Refusal("no_column", sentence % {"name": name, "headings": ", ".join(headings)})
        if not (self.area or self.name):
            raise Refusal("no_area_column", _("Välj vilken kolumn som säger område, med kod eller namn."))
        if not (self.value or self.wide):
            raise Refusal("no_value_column", _("Välj vilken kolumn som har värdena."))
        over_periods = bool(self.wide) and all(PERIOD.fullmatch(name) for name in self.wide)
        if not (self.period or self.period_is or over_periods):
            raise Refusal("no_period", _("Välj vilken kolumn som säger period, eller skriv perioden för hela filen."))
        if not (self.indicator or self.indicator_is or (self.wide and not over_periods)):
            raise Refusal("no_indicator", _("Välj vilken kolumn som säger indikator, eller välj en för hela filen."))
        if self.period_is and not PERIOD.fullmatch(self.period_is):
            sentence = _("”%(period)s” är ingen period. Skriv till exempel 2017 eller 2017-T1.")
            raise Refusal("bad_period", sentence % {"period": self.period_is})


def heading_score(names: Sequence[str]) -> int:
    """How many of the headings are known: words for roles, and beside such a word also periods."""
    words = {word for known in KNOWN_HEADINGS.values() for word in known}
    known = sum(fold(name) in words for name in names)
    return known + sum(bool(PERIOD.fullmatch(name)) for name in names) if known else 0


def guess_columns(headings: tuple[str, ...], indicators: frozenset[str] = frozenset()) -> Columns:
    """The columns by what they are called. `indicators` are folded codes and names; a table with a column for each
    period, or for each indicator, is wide. What cannot be guessed is left empty for a person to choose."""
    free = {fold(name): name for name in headings}
    found: dict[str, Any] = {
        role: next((free[word] for word in words if word in free), "") for role, words in KNOWN_HEADINGS.items()
    }
    left = [name for name in headings if name not in found.values()]
    periods = tuple(name for name in left if PERIOD.fullmatch(name))
    measured = tuple(name for name in left if fold(name) in indicators)
    wide = periods or (() if found["indicator"] else measured)
    if wide:
        found["value"] = ""
    return Columns(**found, wide=wide)
