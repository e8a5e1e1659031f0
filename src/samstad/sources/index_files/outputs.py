"""What an index computed from files leaves behind: tables as CSV, the method in words, and how it was run."""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from samstad.calculations.index import LeftOut, Result, Sensitivity, Uncertainty
from samstad.calculations.index.coherence import influences
from samstad.calculations.index.weigh import effective
from samstad.sources.index_files.described import method_html

DIGITS = 12


@dataclass(frozen=True)
class Computed:
    """Everything that one computation gave."""

    result: Result
    uncertainty: Uncertainty | None
    sensitivity: Sensitivity | None
    left_out: Sequence[LeftOut]


def tables(computed: Computed) -> dict[str, str]:
    """The files by name, as texts: the same figures and method give the same bytes."""
    return {
        "scores.csv": _csv(
            ("area", "node", "score", "rank", "rank_p05", "rank_p50", "rank_p95", "p_priority", "class", "p_class"),
            _scores(computed),
        ),
        "contributions.csv": _csv(("area", "part", "contribution", "scale"), _contributions(computed.result)),
        "indicators.csv": _csv(INDICATOR_HEAD, _indicators(computed)),
        "sensitivity.csv": _csv(
            ("target", "area", "factor", "first", "first_p05", "first_p95", "total", "total_p05", "total_p95"),
            _sensitivity(computed),
        ),
        "method.html": method_html(computed.result, computed.uncertainty),
    }


def write(folder: Path, files: dict[str, str], run: dict[str, Any]) -> None:
    """Write the files into the folder; `run.json` last, with the hash of every other."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    hashes = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in sorted(files.items())}
    (folder / "run.json").write_text(json.dumps({**run, "files": hashes}, indent=2, ensure_ascii=False) + "\n")


def _scores(computed: Computed) -> Iterable[tuple[Any, ...]]:
    """The index of every area first, with its intervals; then every other node."""
    result, unsure = computed.result, computed.uncertainty
    names = result.plan.method.classes.names
    leaves = len(result.plan.method.indicators)
    columns = [len(result.plan.codes) - 1, *range(leaves, len(result.plan.codes) - 1)]
    for column in columns:
        index = column == columns[0]
        for at, area in enumerate(result.areas.codes):
            interval: tuple[Any, ...] = ("", "", "", "", "", "")
            if index:
                group = names[result.classes[at]] if result.classes[at] >= 0 else ""
                interval = ("", "", "", "", group, "")
                if unsure:
                    spans = (unsure.low[at], unsure.middle[at], unsure.high[at], unsure.p_priority[at])
                    interval = (*map(_number, spans), group, _number(unsure.p_class[at]))
            score, rank = result.scores[at, column], result.ranks[at, column]
            yield area, result.plan.codes[column], _number(score), _number(rank), *interval


def _contributions(result: Result) -> Iterable[tuple[Any, ...]]:
    for at, area in enumerate(result.areas.codes):
        for number, part in enumerate(result.parts):
            yield area, part, _number(result.contributions[at, number]), result.scale


INDICATOR_HEAD = (
    "indicator", "period", "direction", "weight", "influence", "flag", "known", "missing", "suppressed",
    "reliability", "winsorised", "logged", "shift_when_left_out", "mean", "sd", "skew", "min", "max",
)  # fmt: skip


def _indicators(computed: Computed) -> Iterable[tuple[Any, ...]]:
    result = computed.result
    heavy = effective(result.plan, result.weights)
    shifts = {row.code: row.shift for row in computed.left_out}
    for at, (indicator, influence) in enumerate(zip(result.plan.method.indicators, influences(result), strict=True)):
        column = result.base.values[:, at]
        known = column[np.isfinite(column)]
        skew = _skew(known)
        yield (
            indicator.code,
            result.plan.periods[at],
            indicator.direction,
            _number(heavy[at]),
            _number(influence.influence),
            influence.flag,
            len(known),
            len(column) - len(known),
            int((result.base.status[:, at] == 1).sum()),
            _number(result.base.reliabilities[at]),
            int(result.treated.winsorised[at]),
            int(result.treated.logged[at]),
            _number(shifts.get(indicator.code, np.nan)),
            *(_number(float(number)) for number in (known.mean(), known.std(ddof=1), skew, known.min(), known.max())),
        )


def _skew(known: Any) -> float:
    from scipy.stats import skew  # noqa: PLC0415 - slow to load, and only needed here

    return float(skew(known, bias=False)) if len(known) > 2 and known.std() else float("nan")


def _sensitivity(computed: Computed) -> Iterable[tuple[Any, ...]]:
    """Sobol' indices of the mean rank shift, then of each area's rank and membership; then each part left out."""
    found = computed.sensitivity
    if found:
        for at, factor in enumerate(found.shift.factors):
            i = found.shift
            spans = (i.first, i.first_low, i.first_high, i.total, i.total_low, i.total_high)
            yield "mean_rank_shift", "", factor, *(_number(row[at]) for row in spans)
        for target, per_area in (("rank", found.ranks), ("priority", found.inside)):
            for number, area in enumerate(computed.result.areas.codes):
                for at, factor in enumerate(per_area.factors):
                    yield (
                        target,
                        area,
                        factor,
                        _number(per_area.first[at, number]),
                        "",
                        "",
                        _number(per_area.total[at, number]),
                        "",
                        "",
                    )
    for row in computed.left_out:
        yield "left_out_mean_rank_shift", "", row.code, _number(row.shift), "", "", "", "", ""


def _number(value: float) -> str:
    """Twelve significant digits, decimal point; empty for what is not known. No figure ends in a stray last bit."""
    if not np.isfinite(value):
        return ""
    text = f"{value:.{DIGITS}g}"
    return "0" if text == "-0" else text


def _csv(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(head)
    out.writerows(rows)
    return text.getvalue()
