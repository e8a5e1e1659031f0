"""Counts carried from one edition of areas to another by shares that sum to one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
NEAR = 1e-9


class LostPeople(ValueError):  # noqa: N818 - an answer about a table, not a fault in the program
    """People would be lost or made up. `lost` is how many per area, `sentence` what a person reads."""

    def __init__(self, sentence: str, lost: Mapping[str, float]) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.lost = dict(lost)


@dataclass(frozen=True)
class Crosswalk:
    """`shares` is (sources, targets): how much of each source goes to each target. Every row sums to one.

    Raises `LostPeople` when a row does not: some of the area would disappear, or be counted twice.
    """

    sources: tuple[str, ...]
    targets: tuple[str, ...]
    shares: Floats

    def __post_init__(self) -> None:
        off = {
            code: float(1 - whole)
            for code, whole in zip(self.sources, self.shares.sum(axis=1), strict=True)
            if abs(whole - 1) > NEAR
        }
        if off or (self.shares < 0).any():
            code, lacking = next(iter(off.items()), (self.sources[0], 0.0))
            raise LostPeople(f"{code}: andelarna summerar till {1 - lacking:.4g} och inte till 1. Rätta tabellen.", off)


def carry(counts: Mapping[str, float], crosswalk: Crosswalk) -> dict[str, float]:
    """The counts per target area. Raises `LostPeople` for an area that the crosswalk lacks, naming how many.

    Only counts can be carried: a rate is carried as its numerator and its denominator, each by itself.
    """
    place = {code: at for at, code in enumerate(crosswalk.sources)}
    lost = {code: count for code, count in counts.items() if code not in place and count}
    if lost:
        raise LostPeople(f"{told(lost)} finns inte i övergångstabellen.", lost)
    column = np.zeros(len(crosswalk.sources))
    for code, count in counts.items():
        if code in place:
            column[place[code]] = count
    carried = column @ crosswalk.shares
    gone = float(column.sum() - carried.sum())
    if abs(gone) > NEAR * max(abs(column.sum()), 1):
        raise LostPeople(f"{gone:.6g} försvann på vägen.", {"": gone})
    return dict(zip(crosswalk.targets, carried.tolist(), strict=True))


def merged(becomes: Mapping[str, str]) -> Crosswalk:
    """A crosswalk in which every area goes whole into one other: mergers and renaming."""
    sources = tuple(sorted(becomes))
    targets: Sequence[str] = tuple(sorted(set(becomes.values())))
    shares = np.zeros((len(sources), len(targets)))
    for row, code in enumerate(sources):
        shares[row, targets.index(becomes[code])] = 1
    return Crosswalk(sources, tuple(targets), shares)


def told(lost: Mapping[str, float], *, most: int = 5) -> str:
    """The lost areas with how many, the largest first."""
    ordered = sorted(lost.items(), key=lambda item: -abs(item[1]))
    shown = ", ".join(f"{code} ({count:,.0f})".replace(",", " ") for code, count in ordered[:most])
    return shown + (f" och {len(ordered) - most} till" if len(ordered) > most else "")
