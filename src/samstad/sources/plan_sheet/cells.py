"""Cells of a plan read strictly: a target, a day, how often something is measured, what it is counted in."""

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from samstad.calculations.sorting import search_text
from samstad.domain.steering.choices import Periodicity
from samstad.refusals import Refusal

_PERIODS = {
    "ar": Periodicity.YEAR, "arligen": Periodicity.YEAR, "helar": Periodicity.YEAR,
    "halvar": Periodicity.HALF_YEAR, "tertial": Periodicity.TERTIAL, "kvartal": Periodicity.QUARTER,
    "manad": Periodicity.MONTH, "jamna ar": Periodicity.EVEN_YEARS, "udda ar": Periodicity.ODD_YEARS,
}  # fmt: skip
_UNITS = (("andel", "%"), ("antal", "antal"))
_NUMBER = re.compile(r"[-\u2212]?\d[\d\s]*(?:[.,]\d+)?")
_DAYS = ("%Y-%m-%d", "%Y%m%d", "%d/%m/%Y", "%d.%m.%Y")


def read_target(text: str) -> Decimal | None:
    """ "3,5 %" and "1 200 st" as numbers; None for an empty cell. Raises `Refusal` for a target in words."""
    if not text:
        return None
    found = _NUMBER.match(text)
    try:
        return round(Decimal("".join((found[0] if found else "").split()).replace(",", ".").replace("−", "-")), 4)
    except InvalidOperation:
        sentence = _("årsmålet ”%(text)s” är inget tal och läses inte in")
        raise Refusal("not_a_number", sentence % {"text": text[:40]}) from None


def read_day(text: str) -> date | None:
    """ISO and the other ways that spreadsheets write a day; None for an empty cell."""
    if not text:
        return None
    for form in _DAYS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no clock
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


def read_unit(text: str, name: str) -> str:
    """What the file says, else what the name says ("Andel …", "Antal …"). Raises `Refusal` when neither does."""
    if text:
        return text
    first = search_text(name).partition(" ")[0]
    for word, unit in _UNITS:
        if first.startswith(word):
            return unit
    raise Refusal("no_unit", _("Filen säger inte vad indikatorn räknas i. Lägg till kolumnen Måttenhet."))
