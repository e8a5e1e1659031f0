"""How much a round asks: fields, and an estimate of the minutes they take."""

from collections.abc import Iterable
from dataclasses import dataclass

OUTCOME, SHARE, FORECAST, STATUS, JUDGEMENT, TEXT = "outcome", "share", "forecast", "status", "judgement", "text"

MINUTES = {OUTCOME: 10, SHARE: 3, FORECAST: 5, STATUS: 4, JUDGEMENT: 10, TEXT: 90}
"""AN ESTIMATE, not a measurement: minutes per field, for the person who answers.

Its ground is a reasoning that anybody may object to, since nobody has timed it: an outcome must be looked up in another
system (10) and split by sex at the same place (3 each); a forecast is a thought about a figure already at hand (5); a
status is known, with a sentence when it departs (4); a judgement is read up on and motivated (10); an analysis is
written (90). Time to gather colleagues and to agree is not in it.
"""


@dataclass(frozen=True, slots=True)
class Burden:
    fields: int = 0
    minutes: int = 0

    def __add__(self, other: "Burden") -> "Burden":
        return Burden(self.fields + other.fields, self.minutes + other.minutes)

    @property
    def hours(self) -> int:
        """Whole hours, at least one as soon as anything is asked: an estimate has no decimals."""
        return max(1, round(self.minutes / 60)) if self.fields else 0


def burden(counts: dict[str, int]) -> Burden:
    """The fields and minutes of so many fields of each kind."""
    return Burden(sum(counts.values()), sum(MINUTES[kind] * number for kind, number in counts.items()))


def together(parts: Iterable[Burden]) -> Burden:
    return sum(parts, Burden())
