"""What a person wrote in a field, read strictly: a number, a date, or a sentence that says what is wrong."""

from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils import timezone
from django.utils.translation import gettext as _

from samstad.refusals import Refusal

LARGEST = Decimal("1e11")


def number(text: str) -> Decimal | None:
    """ "2,8", "2.8" and "1 234" as numbers; empty is None; anything else is refused."""
    plain = "".join(text.split()).replace("\N{MINUS SIGN}", "-").replace(",", ".")
    if not plain:
        return None
    try:
        value = Decimal(plain)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or abs(value) > LARGEST:
        raise Refusal(
            "not_a_number", _("”%(text)s” är inget tal. Skriv till exempel 2,8.") % {"text": text.strip()[:40]}
        )
    return round(value, 4)


def number_or_none(text: str) -> Decimal | None:
    """The number, or None for what is none: for comparing, never for saving."""
    try:
        return number(text)
    except Refusal:
        return None


def day(text: str, *, name: str) -> date:
    """A date as the browser sends it; a missing or odd one is refused by name."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Refusal(
            "not_a_date", _("Ange %(name)s som år-månad-dag, till exempel 2017-05-18.") % {"name": name}
        ) from None


def past_day(text: str, *, name: str) -> date:
    """A date that has been: a slip of the keyboard would make what is decided known in a year that lies ahead."""
    found = day(text, name=name)
    if found > timezone.localdate():
        raise Refusal("not_yet", _("%(name)s kan inte ligga framåt i tiden.") % {"name": name[:1].upper() + name[1:]})
    return found


def paragraph(text: str) -> str:
    """The paragraph without its sign, which pages write themselves."""
    return text.replace("§", " ").strip()


def version(text: str) -> int:
    """The version of a row as the form carries it; anything else is one that no row has."""
    return int(text) if text.isdecimal() and len(text) < 9 else -1


def key(text: str) -> int:
    """The number of a row as a form or an address carries it; anything else is one that no row has."""
    return int(text) if text.isdecimal() and len(text) < 18 else -1
