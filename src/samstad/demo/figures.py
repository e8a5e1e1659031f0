"""Invented figures that behave as real ones: areas differ by a hidden risk, small counts are hidden, things change.

Everything is marked `exempel` in its source. The same seed gives the same bytes.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

SOURCE = "exempel, påhittat"
FIRST_YEAR = 2014
HIDDEN_UNDER = 5
"""Counts from 1 to 4 are hidden, as official statistics hide them."""
MERGED_SHARE = 0.02
INDICATORS = (
    ("arbetslosa", 0.08, 0.9), ("lag-ekonomisk-standard", 0.15, 1.0), ("bistand", 0.03, 1.2),
    ("forgymnasial", 0.12, 0.8), ("ohalsa", 0.06, 0.5), ("valdsbrott", 0.008, 0.7), ("vrakning", 0.001, 0.6),
)  # fmt: skip
"""Code, share of people in an ordinary area, and how far the hidden risk moves it, in logits per standard deviation."""
REDEFINED = "ohalsa"


@dataclass(frozen=True)
class Size:
    areas: int = 117
    years: int = 5
    people: int = 6000
    seed: int = 1


def tables(size: Size) -> dict[str, str]:
    """The files by name: figures, areas, the merger of the last year, and where definitions changed."""
    generator = np.random.default_rng(size.seed)
    people = np.maximum(generator.lognormal(np.log(size.people), 0.4, size.areas).round(), 300)
    risk = generator.normal(size=size.areas)
    codes = [f"exempel-{number:04d}" for number in range(1, size.areas + 1)]
    years = [FIRST_YEAR + number for number in range(size.years)]
    becomes = _becomes(codes, generator)
    rows = list(_figures(generator, codes, people, risk, years, becomes))
    parents = [f"omrade-{number * 14 // size.areas + 1:02d}" for number in range(size.areas)]
    areas = [(code, f"Exempel {code[-4:]}", parent, parent, int(count), SOURCE)
             for code, parent, count in zip(codes, parents, people, strict=True)]  # fmt: skip
    merged = sorted(set(becomes.values()) - set(codes))
    new = [(code, f"Exempel {code[-4:]} (sammanslaget)", "", "", _people_of(code, becomes, codes, people), SOURCE)
           for code in merged]  # fmt: skip
    return {
        "figures.csv": _csv(
            ("area", "indicator", "period", "value", "numerator", "denominator", "status", "source"), rows
        ),
        "areas.csv": _csv(("area", "name", "parent", "group", "population", "source"), areas + new),
        "successors.csv": _csv(("before", "after", "on"), _successors(becomes, years[-1])),
        "breaks.csv": _csv(("indicator", "period", "kind", "text"), [_break(years)]),
    }


def _becomes(codes: Sequence[str], generator: np.random.Generator) -> dict[str, str]:
    """A few pairs of areas become one in the last year; every other area stays itself."""
    becomes = {code: code for code in codes}
    pairs = max(int(len(codes) * MERGED_SHARE), 1) if len(codes) > 3 else 0
    for first in sorted(generator.choice(len(codes) // 2, pairs, replace=False) * 2):
        both = codes[first], codes[first + 1]
        becomes |= dict.fromkeys(both, f"{both[0]}-och-{both[1][-4:]}")
    return becomes


def _figures(
    generator: np.random.Generator,
    codes: Sequence[str],
    people: NDArray[np.float64],
    risk: NDArray[np.float64],
    years: Sequence[int],
    becomes: dict[str, str],
) -> Iterable[tuple[Any, ...]]:
    own = {code: generator.normal(scale=0.3, size=len(codes)) for code, _share, _pull in INDICATORS}
    for year in years:
        drift = generator.normal(scale=0.05, size=len(codes))
        last = year == years[-1]
        for code, share, pull in INDICATORS:
            level = np.log(share / (1 - share)) + (0.4 if code == REDEFINED and year >= years[len(years) // 2] else 0.0)
            chance = 1 / (1 + np.exp(-(level + pull * (risk + drift) + own[code])))
            counts = generator.binomial(people.astype(np.int64), chance)
            yield from _rows(codes, code, year, counts, people, becomes if last else None)


def _rows(
    codes: Sequence[str],
    indicator: str,
    year: int,
    counts: NDArray[np.int64],
    people: NDArray[np.float64],
    becomes: dict[str, str] | None,
) -> Iterable[tuple[Any, ...]]:
    summed: dict[str, tuple[int, int]] = {}
    for code, count, of in zip(codes, counts, people, strict=True):
        area = becomes[code] if becomes else code
        before = summed.get(area, (0, 0))
        summed[area] = before[0] + int(count), before[1] + int(of)
    for area, (count, of) in summed.items():
        if 0 < count < HIDDEN_UNDER:
            yield area, indicator, year, "..", "", of, "suppressed", SOURCE
        else:
            yield area, indicator, year, f"{count / of:.6g}", count, of, "observed", SOURCE


def _people_of(code: str, becomes: dict[str, str], codes: Sequence[str], people: NDArray[np.float64]) -> int:
    return int(sum(count for area, count in zip(codes, people, strict=True) if becomes[area] == code))


def _successors(becomes: dict[str, str], year: int) -> list[tuple[str, str, str]]:
    return [(before, after, f"{year}-01-01") for before, after in becomes.items() if before != after]


def _break(years: Sequence[int]) -> tuple[str, int, str, str]:
    return REDEFINED, years[len(years) // 2], "definition", "Påhittad ny definition."


def _csv(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(head)
    out.writerows(rows)
    return text.getvalue()
