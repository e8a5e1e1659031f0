"""What a Swedish text speaks of: days that it promises something for, and groups of people."""

import re
from calendar import monthrange
from datetime import date

from samstad.calculations.prose import MONTHS

_DATE = re.compile(
    rf"(?P<iso>\b(?:19|20)\d\d-\d\d-\d\d\b)|(?:(?P<day>\b\d{{1,2}})\s+)?\b(?P<month>{'|'.join(MONTHS)})\s+"
    r"(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(ska|skall|kommer att|planeras|planerad\w*|väntas|beräknas|startar|börjar|påbörjas|inleds|öppnar|blir klar\w*|"
    r"senast)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
GROUPS = {
    "flickor": r"flick\w*|tjej\w*",
    "pojkar": r"pojk\w*|kill(?:e|en|ar|arna|ars)",
    "kvinnor": r"kvinn\w*",
    "män": r"män|männen|mäns|männens",
    "barn": r"barn(?!bidrag)\w*|elev\w*",
    "unga": r"unga|ungas|ungdom\w*",
    "äldre": r"äldre|äldres|senior\w*|pensionär\w*",
    "nyanlända": r"nyanländ\w*",
    "föräldrar": r"föräld\w*",
    "personer med funktionsnedsättning": r"funktionsned\w*|funktionshind\w*",
}
_PAIRS = ({"flickor", "pojkar"}, {"kvinnor", "män"})


def sentences(text: str) -> list[str]:
    """The text's sentences, by full stops and line ends."""
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]


def promised_before(text: str, on: date) -> list[str]:
    """Days, as they are written, that had passed on the day, in sentences that speak of them as yet to come."""
    return [
        match.group()
        for sentence in sentences(text)
        if _TO_COME.search(sentence)
        for match in _DATE.finditer(sentence)
        if (day := _last_day(match)) and day < on
    ]


def groups_in(text: str) -> set[str]:
    """The groups of people the text speaks of. Both sexes told together are no group."""
    found = {name for name, words in GROUPS.items() if re.search(rf"\b(?:{words})\b", text, re.IGNORECASE)}
    for pair in _PAIRS:
        if pair <= found:
            found -= pair
    return found


def _last_day(match: re.Match[str]) -> date | None:
    """The day, or the last day of the month where only the month is written."""
    if match["iso"]:
        try:
            return date.fromisoformat(match["iso"])
        except ValueError:
            return None
    year, month = int(match["year"]), MONTHS.index(match["month"].lower()) + 1
    last = monthrange(year, month)[1]
    return date(year, month, min(int(match["day"]) or 1, last) if match["day"] else last)
