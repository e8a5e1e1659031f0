"""What a Swedish sentence says in numbers and directions, so that it can be held against the tables beside it."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

_GROUPED = r"[-\N{MINUS SIGN}]?\d{1,3}(?:[ \N{NO-BREAK SPACE}]\d{3})+(?:,\d+)?"
_NUMBER = re.compile(rf"(?<![\w,.§-])(?:{_GROUPED}|\d+(?:,\d+)?)")
_YEAR = re.compile(r"(19|20)\d\d")
_PARAGRAPH = re.compile(r"§\s*$")
_AFTER = re.compile(r"\s*(januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)")
_UP = re.compile(r"(?<!inte )\b(öka[rdt]\w*|ökning\w*|stig[ei]\w*|högre|fler)\b", re.IGNORECASE)
_DOWN = re.compile(r"(?<!inte )\b(minska[rdt]\w*|minskning\w*|sjunk[ei]\w*|lägre|färre)\b", re.IGNORECASE)
SMALL = 12
"""Whole numbers up to this are mostly counts of things told in words, such as three meetings."""
ENOUGH = 3


def numbers_in(text: str) -> list[tuple[str, Decimal]]:
    """Each number as it is written and as it is: not years, days of a month, paragraphs or small whole counts."""
    found = []
    for match in _NUMBER.finditer(text):
        written = match.group()
        plain = "".join(written.split()).replace("\N{MINUS SIGN}", "-").replace(",", ".")
        number = Decimal(plain)
        whole = number == number.to_integral_value() and "," not in written
        if (
            _PARAGRAPH.search(text, 0, match.start())
            or _YEAR.fullmatch(plain)
            or _AFTER.match(text, match.end())
            or (whole and abs(number) <= SMALL)
        ):
            continue
        found.append((written, number))
    return found


def not_among(text: str, known: Iterable[Decimal]) -> list[str]:
    """The numbers of the text that no known number is, rounded to as many decimals as the text writes."""
    held = list(known)
    lacking = []
    for written, number in numbers_in(text):
        decimals = -int(number.as_tuple().exponent)
        if not any(round(value, decimals) == number for value in held):
            lacking.append(written)
    return lacking


def direction_in(text: str) -> str:
    """ "up" or "down" when the text speaks of one of them only, else empty."""
    up, down = bool(_UP.search(text)), bool(_DOWN.search(text))
    return "" if up == down else "up" if up else "down"


def outside_history(values: Sequence[Decimal], new: Decimal) -> bool:
    """True when the new value lies further outside the earlier ones than they lie from each other.

    Fewer than three earlier values say nothing; equal ones are left by more than half of themselves.
    """
    if len(values) < ENOUGH:
        return False
    low, high = min(values), max(values)
    room = high - low or abs(high) / 2
    return not low - room <= new <= high + room
