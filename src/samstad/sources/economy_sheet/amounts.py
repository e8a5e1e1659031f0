"""Amounts as economists and their systems write them, and the units that stand about them."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from samstad.domain.cycle.choices import AmountUnit
from samstad.refusals import Refusal
from samstad.sources.sheet import Number

PLACES = Decimal("0.000001")
MOST = {AmountUnit.TKR.value: Decimal("1e9"), AmountUnit.MNKR.value: Decimal("1e6")}
NOTHING = frozenset({"", "-", "\N{EN DASH}", "\N{EM DASH}", "\N{MINUS SIGN}"})
KRONOR, MILLIARDS = "kr", "mdkr"
"""Units that are met but not kept."""
_UNITS = {
    AmountUnit.TKR.value: r"t\.?\s?kr|kkr|tsek|ksek|1000\s?kr|tusen(?:tals?)? kr(?:onor)?",
    AmountUnit.MNKR.value: r"mn\s?kr|mkr|msek|milj(?:\.|oner)? kr(?:onor)?|mn kr",
    MILLIARDS: r"mdr?\s?kr|miljarder kr(?:onor)?",
    KRONOR: r"kr|kronor|sek",
}
_ANY_UNIT = "|".join(f"(?P<{name}>{words})" for name, words in _UNITS.items())
_LAST = re.compile(rf"(?:^|(?<=[\s,;:/(\[])|(?<=\d))(?:i\s+)?(?:{_ANY_UNIT})\.?[)\]]?$", re.IGNORECASE)
_SAID = re.compile(rf"(?:\bi\s+|[(\[]|\benhet:?\s+|^)(?:{_ANY_UNIT})\b\.?(?=$|[\s,.;)\]])", re.IGNORECASE)
_NUMBER = re.compile(r"-?(?:\d{1,15}|\d{1,3}(?: \d{3})+)(?:[.,]\d{1,30})?", re.ASCII)
_BY_POINT = re.compile(r"-?\d{1,3}(?:(?:\.\d{3})+,\d{1,30}|(?:\.\d{3}){2,})", re.ASCII)
_TWO_WAYS = re.compile(r"-?[1-9]\d{0,2}(?P<sign>[.,])\d{3}", re.ASCII)
_TINY = re.compile(r"-?\d(?:\.\d{1,15})?e-\d\d", re.ASCII)
"""How a spreadsheet keeps what is left of a sum that should be nothing, such as 5.55e-17."""


def split_unit(text: str) -> tuple[str, str]:
    """The text without the unit that it ends with, and the unit as tkr, mnkr, kr or mdkr; empty for none."""
    found = _LAST.search(text)
    if not found:
        return text, ""
    return text[: found.start()].rstrip(" ,;:/(["), str(found.lastgroup)


def units_said(text: str) -> set[str]:
    """The units that a text over the headings says, as "Belopp i tkr" and "(mnkr)" do."""
    return {str(found.lastgroup) for found in _SAID.finditer(" ".join(text.split()))}


def choose_unit(*, headings: set[str], above: set[str], said: str) -> str:
    """The one unit of the file. Raises `Refusal` where there are several, none, or one that is not kept."""
    told = headings | above
    if len(told) > 1:
        sentence = _("Filen säger att beloppen står i %(units)s. Använd tkr eller mnkr i hela filen.")
        raise Refusal("two_units", sentence % {"units": _(" och ").join(sorted(told))})
    unit = next(iter(told), "")
    if unit in (KRONOR, MILLIARDS):
        sentence = _("Filen säger att beloppen står i %(unit)s. Räkna om dem till tkr eller mnkr.")
        raise Refusal("other_unit", sentence % {"unit": unit})
    if unit and said and unit != said:
        sentence = _("Rubrikerna säger %(file)s men du har valt %(said)s. Välj det som stämmer.")
        raise Refusal("two_units", sentence % {"file": unit, "said": said})
    if (unit or said) not in AmountUnit.values:
        raise Refusal("no_unit", _("Säg om beloppen står i tkr eller mnkr."))
    return unit or said


def amount_of(text: str, *, column: str, unit: str, separator: str = "") -> Decimal | None:
    """The amount with at most six decimals, None for an empty cell or a dash.

    Blanks of every kind may stand between thousands, and a minus may be a dash, stand last or be brackets. What is no
    number is refused, and so is "1.234" where a person typed it: it could be one thousand or a little more than one.
    So is "1,234", unless `separator` shows that the comma is a decimal sign. A unit in the cell must be the file's.
    """
    typed = not isinstance(text, Number)
    plain = " ".join(text.split())
    if plain in NOTHING:
        return None
    bare, in_cell = split_unit(plain)
    if in_cell and in_cell != unit:
        sentence = _("%(column)s: ”%(text)s” står i %(cell)s men filen i %(unit)s. Räkna om beloppet.")
        said = {"column": column, "text": plain[:40], "cell": in_cell, "unit": unit}
        raise Refusal("two_units", sentence % said)
    digits = _signed(bare)
    if _BY_POINT.fullmatch(digits):
        digits = digits.replace(".", "")
    if not _NUMBER.fullmatch(digits) and (typed or not _TINY.fullmatch(digits)):
        sentence = _("%(column)s: ”%(text)s” är inget belopp. Skriv bara tal, till exempel 1 234,5 eller -12.")
        raise Refusal("not_an_amount", sentence % {"column": column, "text": plain[:40]})
    two_ways = _TWO_WAYS.fullmatch(digits) if typed else None
    if two_ways and not (two_ways["sign"] == "," and separator == ";"):
        sentence = _("%(column)s: ”%(text)s” kan läsas på två sätt. Skriv %(one)s eller %(other)s.")
        whole, _sign, rest = digits.partition(two_ways["sign"])
        said = {"text": digits, "one": f"{whole} {rest}", "other": f"{whole},{rest}0"}
        raise Refusal("two_ways", sentence % {"column": column, **said})
    value = Decimal(digits.replace(" ", "").replace(",", "."))
    if abs(value) >= MOST[unit]:
        sentence = _("%(column)s: beloppet är större än vad som kan stämma. Se över enheten.")
        raise Refusal("too_much", sentence % {"column": column})
    return value.quantize(PLACES).normalize() + 0


def _signed(text: str) -> str:
    """The digits with the minus first, however it was written."""
    plain = text.strip()
    if plain.startswith("(") and plain.endswith(")"):
        plain = f"-{plain[1:-1].strip()}"
    plain = re.sub("^[\N{MINUS SIGN}\N{EN DASH}\N{HYPHEN}\N{NON-BREAKING HYPHEN}-]\\s?", "-", plain)
    if re.fullmatch(r"\d[\d ]*(?:[.,]\d+)?[-\N{MINUS SIGN}\N{EN DASH}]", plain):
        plain = f"-{plain[:-1]}"
    return plain


def told(value: Decimal) -> str:
    """The amount as a Swedish sheet has it, "1234,5"."""
    return format(value.normalize(), "f").replace(".", ",")
