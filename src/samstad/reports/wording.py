"""Words that pages and documents share: judgements as outcome or forecast, why a figure says what it says."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from samstad.domain.cycle.choices import PLANNING, Judgement, RoundKind

DAYS_OF_A_YEAR = 366
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

OUTCOME = {
    Judgement.FULL: _("Uppfylls helt"),
    Judgement.PARTLY: _("Uppfylls delvis"),
    Judgement.NOT: _("Uppfylls inte"),
    Judgement.UNKNOWN: _("Kan inte bedömas"),
}
FORECAST = {
    Judgement.FULL: _("Bedöms uppfyllas helt"),
    Judgement.PARTLY: _("Bedöms uppfyllas delvis"),
    Judgement.NOT: _("Bedöms inte uppfyllas"),
    Judgement.UNKNOWN: _("Kan inte bedömas"),
}
FORECAST_ROUNDS = (*PLANNING, RoundKind.T1, RoundKind.T2)

REASONS = {
    "no_outcome": _("Utfall saknas"),
    "no_target": _("Mål saknas"),
    "reaches_target": _("Når målet"),
    "better_than_before": _("Under målet men bättre än året före"),
    "below_target": _("Når inte målet"),
}
RULES = {
    "nothing_known": _("Ingen indikator har ett utfall att väga."),
    "too_few_known": _("Färre än hälften av indikatorerna har ett utfall, så siffrorna räcker inte."),
    "all_full": _("Alla indikatorer med utfall når sina mål."),
    "all_not": _("Ingen indikator med utfall når sitt mål."),
    "mixed": _("Indikatorerna pekar åt olika håll."),
}
CITY_RULES = {
    "nothing_known": _("Ingen nämnds siffror räcker för att säga något."),
    "too_few_known": _("Färre än hälften av nämnderna har siffror att väga, så de räcker inte."),
    "all_full": _("Hos alla med siffror nås målen."),
    "all_not": _("Hos ingen med siffror nås målen."),
    "mixed": _("Siffrorna pekar åt olika håll."),
}
NO_INDICATOR = _("Målet har ingen indikator.")


def judgement_word(judgement: str, round_kind: str) -> str:
    """At VP, T1 and T2 a judgement is a forecast, at VB an outcome; an empty one is "Inte bedömt"."""
    words = FORECAST if round_kind in FORECAST_ROUNDS else OUTCOME
    return str(words[Judgement(judgement)]) if judgement else str(_("Inte bedömt"))


def ground(*, rule: str, known: int, asked: int) -> str:
    """Why the figures say what they say, in a sentence: the rule and how many indicators had a result."""
    if not asked:
        return str(NO_INDICATOR)
    return str(_("%(known)d av %(asked)d indikatorer har utfall. %(rule)s")) % {
        "known": known,
        "asked": asked,
        "rule": RULES[rule],
    }


def city_ground(*, rule: str, known: int, asked: int) -> str:
    """The same for a goal that many boards serve: how many of those who judged it had figures to weigh."""
    if not asked:
        return str(_("Ingen nämnd har redovisat siffror för målet."))
    return str(_("%(known)d av %(asked)d nämnder har siffror. %(rule)s")) % {
        "known": known,
        "asked": asked,
        "rule": CITY_RULES[rule],
    }


def number(value: str | Decimal | None, decimals: int = 1) -> str:
    """A figure without zeros at its end, "2,8" or "1 234" (in English "1,234"); an en dash when it is not known."""
    if value is None or value == "":
        return "–"
    rounded = round(Decimal(value), decimals)
    whole, _dot, fraction = f"{rounded:,.{decimals}f}".partition(".")
    fraction = fraction.rstrip("0")
    return _separated(f"{whole}.{fraction}" if fraction else whole)


def figure(value: Any, decimals: int | None = None) -> str:
    """1234.5 as "1 234,5" (in English "1,234.5") with all its decimals; nothing as an en dash, as missing is not 0."""
    if value is None or value == "":
        return "–"
    amount = Decimal(str(value))
    places = decimals if decimals is not None else max(0, -int(amount.normalize().as_tuple().exponent))
    return _separated(f"{amount:,.{places}f}".replace("-", "\N{MINUS SIGN}"))


def _separated(text: str) -> str:
    """ "1,234.5" as the reader's language writes it."""
    if get_language() == "en":
        return text
    return text.replace(",", "\N{NO-BREAK SPACE}").replace(".", ",")


def day(value: date | str | None) -> str:
    """A date as people write it, "2 maj 2017"; an en dash when it is not known."""
    if not value:
        return "–"
    return date_format(date.fromisoformat(value) if isinstance(value, str) else value, "j F Y")


def period_words(text: str) -> str:
    """ "2017-T1" as "T1 2017", "2011-12-31" as "31 december 2011"; a year as it is."""
    if _DAY.fullmatch(text):
        return date_format(date.fromisoformat(text), "j F Y")
    year, dash, part = text.partition("-")
    return f"{part} {year}" if dash and part[:1].isalpha() else text


def sentence(text: str) -> str:
    """The text with a capital first letter: words of choices are stored in lower case."""
    return text[:1].upper() + text[1:]


def waited(days: int) -> str:
    """How long something has waited, "34 dagar"; beyond a year the exact day says nothing more: "mer än 2 år"."""
    years = days // DAYS_OF_A_YEAR
    if years:
        return ngettext("mer än %(n)d år", "mer än %(n)d år", years) % {"n": years}
    return ngettext("%(n)d dag", "%(n)d dagar", days) % {"n": days}
