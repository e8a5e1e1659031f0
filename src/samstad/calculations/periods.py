"""Which figures are due in which round, and what a round's period is called."""

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
    return f"{int(year) - 1}{dash}{rest}" if year.isdigit() else period
