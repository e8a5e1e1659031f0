"""Which figures are due in which round, what a round's period is called, and what lies between two periods."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

T1, T2, VB = "t1", "t2", "vb"

_DUE: dict[str, frozenset[str]] = {
    "month": frozenset({T1, T2, VB}),
    "quarter": frozenset({T1, T2, VB}),
    "tertial": frozenset({T1, T2, VB}),
    "half_year": frozenset({T2, VB}),
    "year": frozenset({VB}),
    "even_years": frozenset({VB}),
    "odd_years": frozenset({VB}),
    "irregular": frozenset({VB}),
}
MONTHS_OF = {"T": 4, "K": 3, "H": 6}
_PARITY = {"even_years": 0, "odd_years": 1}


def is_due(periodicity: str, round_kind: str, year: int) -> bool:
    """True when a figure with that periodicity has a new outcome to give in the round.

    Half-years end in June and December and are thus known at T2 and VB; yearly figures are asked for at VB only.
    """
    if periodicity in _PARITY and year % 2 != _PARITY[periodicity]:
        return False
    return round_kind in _DUE.get(periodicity, frozenset())


def period_of(round_kind: str, year: int) -> str:
    """The period that a round's outcomes belong to: "2017-T1", "2017-T2"; the annual report gives the year."""
    return str(year) if round_kind in (VB, "vp") else f"{year}-{round_kind.upper()}"


def previous_period(period: str) -> str:
    """The same period one year before: "2017-T1" gives "2016-T1"; "2017" gives "2016"."""
    year, dash, rest = period.partition("-")
    return f"{int(year) - 1}{dash}{rest}" if year.isdecimal() else period


def in_time(period: str) -> tuple[str, str]:
    """What periods are sorted by; parts of a year come before the whole year, which is known last."""
    year, _dash, part = period.partition("-")
    return year, part or "~"


def breaks_between(before: str, now: str, breaks: Iterable[str]) -> list[str]:
    """The breaks that part the two periods. A break names the first period of the new kind, figures or not.

    A break of a whole year lies before every part of it.
    """
    return [one for one in breaks if in_time(before) < _start(one) <= in_time(now)]


def first_after(periods: Iterable[str], one: str) -> str:
    """The first of the periods that lies after the break; empty when it does not part them."""
    ordered = sorted(set(periods), key=in_time)
    return next((now for before, now in pairwise(ordered) if breaks_between(before, now, [one])), "")


def first_day(period: str) -> date:
    """The day on which a period begins: "2017-T2" on the first of May. A part that is unknown begins with its year."""
    year, _dash, part = period.partition("-")
    if part[:1] in MONTHS_OF and part[1:].isdecimal():
        return date(int(year), (int(part[1:]) - 1) * MONTHS_OF[part[0]] + 1, 1)
    month, _dash, day = part.partition("-")
    return date(int(year), int(month) if month.isdecimal() else 1, int(day) if day.isdecimal() else 1)


def _start(period: str) -> tuple[str, str]:
    year, _dash, part = period.partition("-")
    return year, part
