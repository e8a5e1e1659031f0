"""Whether an area belongs to a list: clearly, on the border, or not; never by its bare rank."""

from enum import StrEnum

CLEAR_FROM, OUT_BELOW = 0.9, 0.1
"""Limits of the probability of belonging to the list; in the method's documentation as "klar" and "gränsfall"."""


class Belongs(StrEnum):
    CLEAR = "clear"
    BORDERLINE = "borderline"
    OUT = "out"
    UNKNOWN = "unknown"


def belongs(probability: float | None) -> Belongs:
    """Where a probability puts an area; unknown when it could not be computed."""
    if probability is None:
        return Belongs.UNKNOWN
    if probability >= CLEAR_FROM:
        return Belongs.CLEAR
    return Belongs.OUT if probability < OUT_BELOW else Belongs.BORDERLINE
