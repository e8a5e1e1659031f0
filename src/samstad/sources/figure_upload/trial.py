"""The dry run: what a file would change, and what stands in its way. Nothing is stored by it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from samstad.sources.figure_upload.columns import Columns, heading_score
from samstad.sources.figure_upload.hindrances import hindrances, remarks
from samstad.sources.figure_upload.judge import Judged, Outcome, judged
from samstad.sources.figure_upload.register import Register
from samstad.sources.figure_upload.rows import Reader
from samstad.sources.figure_upload.tally import Tally
from samstad.sources.sheet import open_sheet


@dataclass(frozen=True)
class Trial:
    """`hindrances` are sentences that stop the file, `remarks` those that do not; `refused` is reason, rows, lines.

    `samples` is by outcome: line, indicator, area, period, before and after, as texts. `fingerprint` tells whether
    storing would still do what was shown.
    """

    counts: dict[str, int]
    hindrances: list[str]
    remarks: list[str]
    refused: list[dict[str, Any]]
    samples: dict[str, list[dict[str, str]]]
    fingerprint: str

    def plain(self) -> dict[str, Any]:
        return dict(vars(self))


def try_file(file: Path, columns: Columns, *, known_from: date) -> Trial:
    """What the file would do. Raises `Refusal` where it cannot be read at all."""
    register = Register.read(columns.kind)
    tally = Tally(register)
    for _row in over(file, columns, register, tally, known_from=known_from):
        pass
    return Trial(
        counts={outcome.value: tally.counts[outcome] for outcome in Outcome},
        hindrances=hindrances(tally, columns),
        remarks=remarks(tally),
        refused=[
            {"reason": reason, "rows": rows, "lines": tally.reasons[reason]}
            for reason, rows in tally.reason_counts.most_common(50)
        ],
        samples={
            outcome.value: [_shown(one, register) for one in rows] for outcome, rows in sorted(tally.samples.items())
        },
        fingerprint=tally.fingerprint,
    )


def over(file: Path, columns: Columns, register: Register, tally: Tally, *, known_from: date) -> Iterator[Judged]:
    """Each row of the file judged, and told to the tally."""
    with open_sheet(file, score=heading_score) as sheet:
        reader = Reader.of(columns, register, sheet)
        for one in judged(reader.rows(sheet), known_from=known_from):
            tally.add(one)
            yield one
        tally.unread = [*sheet.notes, *reader.unread()]


def _shown(one: Judged, register: Register) -> dict[str, str]:
    row = one.row
    indicator, period, sex, age, body = row.group
    return {
        "line": str(row.line),
        "indicator": register.indicators[indicator].name if indicator else "",
        "area": register.areas[row.area].name if row.area else row.place,
        "period": period,
        "group": " ".join(part for part in (register.body_name(body), sex, age) if part),
        "before": _number(one.known.value) if one.known else "",
        "after": _number(row.cell.number),
        "reason": one.reason,
    }


def _number(value: Any) -> str:
    return _("saknas") if value is None else f"{value.normalize():f}".replace(".", ",")
