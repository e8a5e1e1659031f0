"""What a Swedish sentence says in numbers and directions, so that it can be held against the tables beside it."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

_GROUPED = r"[-\N{MINUS SIGN}]?\d{1,3}(?:[ \N{NO-BREAK SPACE}]\d{3})+(?:,\d+)?"
_POINTED = r"\d{3,}\.\d+(?![.\d-])|\d+\.\d+(?=\s*(?:%|procent))"
_NUMBER = re.compile(rf"(?<![\w,.§-])(?:{_GROUPED}|{_POINTED}|\d+(?:,\d+)?)")
_YEAR = re.compile(r"(19|20)\d\d")
_PARAGRAPH = re.compile(r"§\s*$")
MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
    "december",
)  # fmt: skip
_MONTH = "|".join(MONTHS)
_AFTER = re.compile(rf"\s*(?:{_MONTH})")
_MEASURE = re.compile(r"\s*(?:%|(?:procent(?:enhet\w*)?|kronor|kr|tkr|mnkr|mkr)\b)", re.IGNORECASE)
_UP = re.compile(r"(?<!inte )\b(öka[rdt]\w*|ökning\w*|stig[ei]\w*|högre|fler)\b", re.IGNORECASE)
_DOWN = re.compile(r"(?<!inte )\b(minska[rdt]\w*|minskning\w*|sjunk[ei]\w*|lägre|färre)\b", re.IGNORECASE)
SMALL = 12
"""Whole numbers up to this are mostly counts of things told in words, such as three meetings."""
ENOUGH = 3
FAR = Decimal("2.5")
"""How many robust standard deviations from the median are far: the limit of Leys et al. (2013)."""
ROBUST = Decimal("1.4826")
"""What the median absolute deviation is multiplied by to be a standard deviation where values are normal."""

_ONES = "noll ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton"
_TENS = "tjugo trettio fyrtio femtio sextio sjuttio åttio nittio"


def _number_words() -> dict[str, int]:
    """Every number up to 9 999 as Swedish writes it in one word."""
    below = dict(enumerate(_ONES.split()))
    for ten, word in enumerate(_TENS.split(), 2):
        below |= {ten * 10 + one: word + (below[one] if one else "") for one in range(10)}
    for hundred in range(1, 10):
        rest = {hundred * 100 + low: below[low] if low else "" for low in range(100)}
        below |= {number: f"{below[hundred]}hundra{word}" for number, word in rest.items()}
    for thousand in range(1, 10):
        rest = {thousand * 1000 + low: below[low] if low else "" for low in range(1000)}
        below |= {number: f"{below[thousand]}tusen{word}".replace("ettt", "ett") for number, word in rest.items()}
    words = {word: number for number, word in below.items()}
    short = {word[3:]: number for word, number in words.items() if word.startswith("etthundra")}
    short |= {word[2:]: number for word, number in words.items() if word.startswith("ettusen")}
    return words | short | {"en": 1}


_WORDS = _number_words()
_LETTERS = re.compile(r"[a-zåäö]+", re.IGNORECASE)


def numbers_in(text: str) -> list[tuple[str, Decimal]]:
    """Each number as it is written, in figures or in a word, and as it is.

    Not years, days of a month or paragraphs, and small whole counts only where a measure follows ("tolv procent").
    """
    found = []
    for match in _NUMBER.finditer(text):
        written = match.group()
        plain = "".join(written.split()).replace("\N{MINUS SIGN}", "-").replace(",", ".")
        number = Decimal(plain)
        whole = "." not in plain
        if (
            _PARAGRAPH.search(text, 0, match.start())
            or (_YEAR.fullmatch(plain) and not _MEASURE.match(text, match.end()))
            or _AFTER.match(text, match.end())
            or (whole and abs(number) <= SMALL and not _MEASURE.match(text, match.end()))
        ):
            continue
        found.append((match.start(), written, number))
    for match in _LETTERS.finditer(text):
        value = _WORDS.get(match.group().lower())
        if value is not None and (value > SMALL or _MEASURE.match(text, match.end())):
            found.append((match.start(), match.group(), Decimal(value)))
    return [(written, number) for _at, written, number in sorted(found, key=lambda one: one[0])]


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
    """True when the new value lies outside all earlier ones, and further from their median than `FAR` allows.

    Far is 2.5 times the median absolute deviation, scaled to a standard deviation; where the earlier values are
    equal it is half of them. Fewer than three earlier values say nothing.
    """
    if len(values) < ENOUGH or min(values) <= new <= max(values):
        return False
    middle = _median(values)
    spread = _median([abs(value - middle) for value in values])
    room = FAR * ROBUST * spread if spread else abs(middle) / 2
    return abs(new - middle) > room


def _median(values: Sequence[Decimal]) -> Decimal:
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2
