"""Cells of a plan read strictly: a target, a day, how often something is measured, what it is counted in."""

import re
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from samstad.calculations.sorting import search_text
from samstad.calculations.units import is_percent
from samstad.domain.steering.choices import Periodicity
from samstad.refusals import Refusal

_PERIODS = {
    "ar": Periodicity.YEAR, "arligen": Periodicity.YEAR, "helar": Periodicity.YEAR,
    "halvar": Periodicity.HALF_YEAR, "tertial": Periodicity.TERTIAL, "kvartal": Periodicity.QUARTER,
    "manad": Periodicity.MONTH, "jamna ar": Periodicity.EVEN_YEARS, "udda ar": Periodicity.ODD_YEARS,
}  # fmt: skip
_UNITS = (("andel", "%"), ("antal", "antal"))
_NUMBER = re.compile(r"([-\u2212\u2013]?(?:\d{1,3}(?:\s\d{3})+|\d{1,11})(?:[.,]\d{1,15})?)\s*(.*)", re.DOTALL)
_TWO_WAYS = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")
_COUNTED = ("st", "st.", "stycken")
_PERCENT = ("%", "procent", "procentenheter")
_DAYS = ("%Y-%m-%d", "%Y%m%d", "%d/%m %Y", "%d/%m/%Y", "%d.%m.%Y")
_CLOCK = re.compile(r"[T ]00:00(?::00(?:\.0+)?)?$")
_EITHER = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.]\d{4}")


def unambiguous(text: str) -> str:
    """A number whose comma or point is known to be a decimal sign, written so that nobody takes it for thousands."""
    return f"{text.replace('.', ',')}0" if _TWO_WAYS.fullmatch(text) else text.replace(".", ",")


def read_target(text: str, unit: str) -> Decimal | None:
    """ "3,5 %" and "1 200 st" as numbers; None for an empty cell.

    Raises `Refusal` for a target in words, in another unit, or that may be a thousand times another.
    """
    if not text:
        return None
    found = _NUMBER.fullmatch(text)
    after = search_text(found[2]) if found else ""
    if found is None or not _fits(after, unit):
        sentence = _("årsmålet ”%(text)s” är inget tal och läses inte in")
        raise Refusal("not_a_number", sentence % {"text": text[:40]})
    plain = re.sub("[\u2212\u2013]", "-", "".join(found[1].split()))
    if _TWO_WAYS.fullmatch(plain):
        sentence = _("årsmålet ”%(text)s” kan läsas på två sätt och läses inte in: skriv tusental med mellanrum")
        raise Refusal("two_ways", sentence % {"text": text[:40]})
    return round(Decimal(plain.replace(",", ".")), 4)


def _fits(after: str, unit: str) -> bool:
    """True where what stands after the number says nothing else than the unit does."""
    if after in _PERCENT:
        return bool(is_percent(unit))
    return after in ("", *_COUNTED) or search_text(unit) in (after, after.rstrip("."))


def read_day(text: str) -> date | None:
    """ISO and the other ways that spreadsheets write a day; None for an empty cell."""
    if not text:
        return None
    plain = _CLOCK.sub("", text)
    either = _EITHER.fullmatch(plain)
    if either and int(either[1]) <= 12 and int(either[2]) <= 12 and either[1] != either[2]:
        sentence = _("”%(text)s” kan läsas på två sätt. Skriv till exempel 2017-05-18.")
        raise Refusal("two_ways", sentence % {"text": text[:40]})
    for form in _DAYS:
        try:
            return datetime.strptime(plain, form).date()  # noqa: DTZ007 - a day has no clock
        except ValueError:
            continue
    raise Refusal("not_a_date", _("”%(text)s” är inget datum. Skriv till exempel 2017-05-18.") % {"text": text[:40]})


def read_periodicity(text: str) -> Periodicity:
    """The word for how often; an empty cell is every year."""
    if not text:
        return Periodicity.YEAR
    known = _PERIODS | {search_text(str(one.label)): one for one in Periodicity}
    found = known.get(search_text(text))
    if found is None:
        said = {"text": text[:40], "words": ", ".join(str(one.label) for one in Periodicity)}
        raise Refusal("bad_periodicity", _("”%(text)s” är ingen periodicitet. Skriv: %(words)s.") % said)
    return found


def read_unit(text: str, name: str, target: str = "") -> str:
    """What the file says, else what its target or name says ("85 %", "Andel …"). Raises `Refusal` when none does."""
    if text:
        return text
    if target.rstrip().endswith("%"):
        return "%"
    first = search_text(name).partition(" ")[0]
    for word, unit in _UNITS:
        if first.startswith(word):
            return unit
    raise Refusal("no_unit", _("Filen säger inte vad indikatorn räknas i. Lägg till kolumnen Måttenhet."))
