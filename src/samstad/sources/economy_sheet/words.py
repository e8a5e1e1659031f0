"""What a sheet of economy says in its cells: columns by their headings, parts, kinds of money, and amounts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from samstad.domain.cycle.choices import AmountUnit, EconomyPart
from samstad.domain.steering.choices import MoneyKind
from samstad.refusals import Refusal

PLACES = Decimal("0.000001")
MOST = Decimal("1e9")
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
NOTHING = frozenset({"", "-", "\N{EN DASH}", "\N{EM DASH}", "\N{MINUS SIGN}"})
SUM = re.compile(r"(?:summa|totalt|s:a)\b[:. ]*|total$", re.IGNORECASE)
_TWO_WAYS = re.compile(r"-?\d{1,3}\.\d{3}")
_NUMBER = re.compile(r"-?\d{1,15}(?:[.,]\d{1,30})?", re.ASCII)
_TINY = re.compile(r"-?\d(?:\.\d{1,15})?e-\d\d", re.ASCII)
"""How a spreadsheet keeps what is left of a sum that should be nothing, such as 5.55e-17."""
_UNIT = re.compile(r"[\s,(]+(tkr|mnkr|mkr|tusen kronor|miljoner kronor)\)?$")
_UNITS = {
    "tkr": AmountUnit.TKR, "tusen kronor": AmountUnit.TKR,
    "mnkr": AmountUnit.MNKR, "mkr": AmountUnit.MNKR, "miljoner kronor": AmountUnit.MNKR,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Headings:
    """Where each field stands, and the unit that the headings name; empty where they name none."""

    at: dict[str, int]
    unit: str


def read_headings(headings: tuple[str, ...]) -> Headings:
    """Which column is which. Raises `Refusal` for one that is lacking or there twice, or for two units."""
    at: dict[str, int] = {}
    units = set()
    known = {word: field for field, (_title, words) in COLUMNS.items() for word in words}
    for place, heading in enumerate(headings):
        plain = heading.casefold()
        unit = _UNIT.search(plain)
        field = known.get(_UNIT.sub("", plain).strip())
        if field is None:
            continue
        if field in at:
            sentence = _("Kolumnen %(name)s finns två gånger. Behåll en av dem.")
            raise Refusal("heading_twice", sentence % {"name": COLUMNS[field][0]})
        at[field] = place
        units |= {_UNITS[unit.group(1)]} if unit else set()
    lacking = [COLUMNS[field][0] for field in NEEDED if field not in at]
    if lacking:
        sentence = _("Kolumnen %(names)s saknas i första raden. Hämta mallen och fyll i den.")
        raise Refusal("no_column", sentence % {"names": ", ".join(lacking)})
    if len(units) > 1:
        raise Refusal("two_units", _("Beloppen står i både tkr och mnkr. Använd en av dem i hela filen."))
    return Headings(at, str(units.pop()) if units else "")


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


def amount_of(text: str, *, column: str, typed: bool = False) -> Decimal | None:
    """The amount with at most six decimals, None for an empty cell or a dash.

    Blanks of every kind may stand between thousands, and a minus may be a dash. What is no number is refused, and so
    is "1.234" where a person `typed` it: it could be one thousand or a little more than one.
    """
    plain = "".join(text.split())
    if plain in NOTHING:
        return None
    plain = re.sub("^[\N{MINUS SIGN}\N{EN DASH}]", "-", plain)
    if not _NUMBER.fullmatch(plain) and (typed or not _TINY.fullmatch(plain)):
        sentence = _("%(column)s: ”%(text)s” är inget belopp. Skriv bara tal, till exempel 1 234,5 eller -12.")
        raise Refusal("not_an_amount", sentence % {"column": column, "text": text.strip()[:40]})
    if typed and _TWO_WAYS.fullmatch(plain):
        sentence = _("%(column)s: ”%(text)s” kan läsas på två sätt. Skriv %(one)s eller %(other)s.")
        said = {"text": plain, "one": plain.replace(".", " "), "other": plain.replace(".", ",")}
        raise Refusal("two_ways", sentence % {"column": column, **said})
    value = Decimal(plain.replace(",", "."))
    if abs(value) >= MOST:
        sentence = _("%(column)s: beloppet är större än vad som kan stämma. Se över enheten.")
        raise Refusal("too_much", sentence % {"column": column})
    return value.quantize(PLACES).normalize() + 0


def told(value: Decimal) -> str:
    """The amount as a Swedish sheet has it, "1234,5"."""
    return format(value.normalize(), "f").replace(".", ",")
