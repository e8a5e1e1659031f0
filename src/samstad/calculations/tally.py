"""How many boards judged a goal how."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Tally:
    """Counts per judgement; `silent` is the number of bodies that should have judged and have not."""

    full: int
    partly: int
    not_met: int
    unknown: int
    silent: int

    @property
    def judged(self) -> int:
        return self.full + self.partly + self.not_met + self.unknown


def tally(judgements: Iterable[str], *, expected: int) -> Tally:
    """Count judgements ("full", "partly", "not", "unknown"); what is expected but not there is silent, never zero."""
    counts = Counter(judgements)
    judged = counts["full"] + counts["partly"] + counts["not"] + counts["unknown"]
    return Tally(
        full=counts["full"],
        partly=counts["partly"],
        not_met=counts["not"],
        unknown=counts["unknown"],
        silent=max(expected - judged, 0),
    )
