"""Indicators made comparable. Every function takes values already turned so that more is more risk."""

import numpy as np
from scipy.special import ndtri

from samstad.calculations.index.figures import Floats
from samstad.calculations.index.method import Normalisation
from samstad.calculations.index.ranks import from_above, from_below

EXPONENTIAL_SCALE = 23.0
"""The English indices of deprivation: X = -23 ln(1 - R (1 - exp(-100/23)))."""

Frame = dict[str, Floats]
"""min, max, mean, sd, median, mad, city per indicator: of these figures, or frozen from a base period."""


def frame_of(values: Floats, city: Floats) -> Frame:
    """The frame of the figures themselves; `city` is each indicator's value for the whole city."""
    median = np.nanmedian(values, axis=0)
    return {
        "min": np.nanmin(values, axis=0),
        "max": np.nanmax(values, axis=0),
        "mean": np.nanmean(values, axis=0),
        "sd": np.nanstd(values, axis=0, ddof=1),
        "median": median,
        "mad": np.nanmedian(np.abs(values - median), axis=0),
        "city": city,
    }


def normalise(values: Floats, choice: Normalisation, frame: Frame, goalposts: Floats | None = None) -> Floats:
    """The comparable matrix, (areas, indicators). `goalposts` is (2, indicators), turned as the values are."""
    if choice.method == "none":
        return values
    with np.errstate(divide="ignore", invalid="ignore"):  # what cannot be divided is refused by the caller, by name
        if choice.method in ("minmax", "distance_to_max"):
            return _between(values, choice, frame)
        if choice.method in ("z", "robust_z"):
            return _standardised(values, choice, frame)
        if choice.method == "relative":
            return 100 * values / frame["city"]
    if choice.method == "goalposts":
        assert goalposts is not None
        share = np.clip((values - goalposts[0]) / (goalposts[1] - goalposts[0]), 0, 1)
        placed: Floats = choice.low + (choice.high - choice.low) * share
        return placed
    return _from_ranks(values, choice)


def _between(values: Floats, choice: Normalisation, frame: Frame) -> Floats:
    wide = frame["max"] - frame["min"]
    if choice.method == "distance_to_max":
        return 1 - (frame["max"] - values) / wide
    return choice.low + (choice.high - choice.low) * (values - frame["min"]) / wide


def _standardised(values: Floats, choice: Normalisation, frame: Frame) -> Floats:
    if choice.method == "robust_z":
        return (values - frame["median"]) / (1.4826 * frame["mad"])
    return choice.mean + choice.sd * (values - frame["mean"]) / frame["sd"]


def _from_ranks(values: Floats, choice: Normalisation) -> Floats:
    """What stands on the order alone. r = 1 is the lowest risk; n counts the areas that have a figure."""
    rank = from_below(values, ties=choice.ties)
    count: Floats = np.isfinite(values).sum(axis=0).astype(float)
    if choice.method == "rank":
        return rank
    if choice.method == "borda":
        return rank - 1
    if choice.method == "percentile_0_1":
        return (rank - 1) / (count - 1)
    if choice.method == "percentile":
        return (rank - 0.5) / count
    if choice.method == "normal_score":
        scores: Floats = ndtri((rank - 0.5) / count)
        return scores
    share = (count - from_above(values) + 1) / count
    risen: Floats = -EXPONENTIAL_SCALE * np.log(1 - share * (1 - np.exp(-100 / EXPONENTIAL_SCALE)))
    return risen
