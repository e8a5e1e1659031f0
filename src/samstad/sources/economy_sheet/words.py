"""What a sheet of economy says in its cells: columns by their headings, parts, and kinds of money."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from samstad.calculations.sorting import search_text
from samstad.domain.cycle.choices import EconomyPart
from samstad.domain.steering.choices import MoneyKind
from samstad.refusals import Refusal
from samstad.sources.economy_sheet.amounts import split_unit

COLUMNS = {
    "part": ("Del", ("del",)),
    "name": ("Namn", ("namn", "benämning", "verksamhet", "vad")),
    "kind": ("Slag", ("slag",)),
    "budget": ("Budget", ("budget",)),
    "outcome": ("Utfall", ("utfall",)),
    "forecast": ("Prognos", ("prognos", "prognos helår", "helårsprognos")),
    "deviation": ("Avvikelse", ("avvikelse",)),
    "asked": ("Sökt belopp", ("sökt belopp", "begärt belopp")),
    "explanation": ("Förklaring", ("förklaring", "kommentar", "förklaring till avvikelsen")),
}
"""Per field the heading that the template has, and the headings that are understood. A sheet is Swedish."""
AMOUNTS = ("budget", "outcome", "forecast", "deviation", "asked")
NEEDED = ("part", "name", "kind", "budget")
PARTS = {
    EconomyPart.OPERATIONS: ("Verksamhet", ("verksamhet", "verksamheter", "verksamhetsområde")),
    EconomyPart.RESULT_UNIT: ("Resultatenhet", ("resultatenhet", "resultatenheter")),
    EconomyPart.ADJUSTMENT: ("Budgetjustering", ("budgetjustering", "budgetjusteringar")),
    EconomyPart.GROSS_CHANGE: ("Omslutningsförändring", ("omslutningsförändring", "omslutningsförändringar")),
}
KINDS = {
    MoneyKind.RUNNING: ("drift", ("drift", "driftverksamhet", "driften")),
    MoneyKind.PROJECT: ("projekt", ("projekt", "projektmedel")),
    MoneyKind.INVESTMENT: ("investering", ("investering", "investeringar")),
}
SUM = re.compile(r"(?:summa|totalt|s:a|delsumma|totalsumma)\b[:. ]*|total$", re.IGNORECASE)
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_NOTE = re.compile(r"\s*(?:[*¹²³⁴]+|\b\d\))$")


@dataclass(frozen=True, slots=True)
class Headings:
    """Where each field stands, the units that the headings name, and the headings that are not read."""

    at: dict[str, int]
    units: set[str]
    unread: tuple[str, ...]


def heading_score(names: Sequence[str]) -> int:
    """Twice the number of headings that are known, and one more where they name a unit."""
    read = [_field(name) for name in names]
    return 2 * sum(field != "" for field, _unit, _year in read) + any(unit for _field, unit, _year in read)


def read_headings(headings: tuple[str, ...], *, year: int) -> Headings:
    """Which column is which. Raises `Refusal` for one that is lacking or there twice. Other years are not read."""
    at: dict[str, int] = {}
    units, unread = set(), []
    for place, heading in enumerate(headings):
        field, unit, of_year = _field(heading)
        if not field or of_year not in (0, year):
            unread += [heading] if heading else []
            continue
        if field in at:
            sentence = _("Kolumnen %(name)s finns två gånger. Behåll en av dem.")
            raise Refusal("heading_twice", sentence % {"name": COLUMNS[field][0]})
        at[field] = place
        units |= {unit} if unit else set()
    lacking = [COLUMNS[field][0] for field in NEEDED if field not in at]
    if lacking:
        sentence = _("Kolumnen %(names)s saknas. Hämta mallen och fyll i den.")
        raise Refusal("no_column", sentence % {"names": ", ".join(lacking)})
    return Headings(at, units, tuple(unread))


def _field(heading: str) -> tuple[str, str, int]:
    """The field that the heading names, with the unit and the year that stand in it; empty and 0 for none."""
    bare, unit = split_unit(_NOTE.sub("", heading))
    year = _YEAR.search(bare)
    plain = search_text(_YEAR.sub("", bare)).strip(" .:,-")
    return _KNOWN.get(plain, ""), unit, int(year[1]) if year else 0


_KNOWN = {search_text(word): field for field, (_title, words) in COLUMNS.items() for word in words}


def part_of(text: str) -> str:
    """The part by its word, in one or many; a word that is unknown comes back as it is, for the rule to refuse."""
    return _word(text, {part: words for part, (_title, words) in PARTS.items()})


def kind_of(text: str) -> str:
    """The kind of money by its word, as `part_of`."""
    return _word(text, {kind: words for kind, (_title, words) in KINDS.items()})


def _word(text: str, known: Mapping[Any, tuple[str, ...]]) -> str:
    """A refusal names the words in the reader's language: they are understood too."""
    plain = " ".join(text.split()).casefold()
    return next((str(one) for one, words in known.items() if plain in (*words, str(one.label).casefold())), plain)
