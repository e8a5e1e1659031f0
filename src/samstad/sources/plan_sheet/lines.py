"""The file as lines: each goal, indicator and activity once, and what it stands under."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstad.domain.organisation.models import Organisation
from samstad.domain.steering.models import GoalLevel
from samstad.sources.plan_sheet.boards import OtherBoards
from samstad.sources.plan_sheet.cells import unambiguous
from samstad.sources.plan_sheet.columns import PlanColumns, find_columns, heading_score
from samstad.sources.plan_sheet.forms import ByKind, ByLevel
from samstad.sources.plan_sheet.line import PlanLine
from samstad.sources.sheet import SMALL, Number, open_sheet


@dataclass(frozen=True)
class PlanFile:
    """The lines in the order of the file, and sentences for what of it is not read."""

    lines: tuple[PlanLine, ...]
    notes: tuple[str, ...]


def read_plan(file: Path, levels: Sequence[GoalLevel], *, board: Organisation | None = None, year: int = 0) -> PlanFile:
    """The file as lines. Raises `Refusal` for one that cannot be read or has no goals in it.

    Two forms are read: a column for each level, where a cell that is empty or repeats the one above goes on with it;
    and a row for each thing with its kind and its name, which stands under what the file says it stands under, else
    under the last goal of a higher level. Rows of other boards than `board`, and columns of other years, are left out.
    """
    with open_sheet(file, score=heading_score(levels), size=SMALL) as sheet:
        columns = find_columns(sheet.headings, levels, year=year)
        reader = ByLevel(columns) if columns.levels else ByKind(columns, levels)
        others = OtherBoards.read(board) if "board" in columns.at else None
        for row, cells in sheet.rows:
            texts = [_plain(cell, sheet.separator) for cell in cells]
            said = texts[columns.at["board"]] if others is not None else ""
            if others is None or others.is_ours(said):
                reader.take(row, texts)
            elif others.is_known(said):
                reader.pass_by(row, texts)
                others.passed.append(row)
            else:
                reader.fault(
                    row, said, _("”%(name)s” är ingen nämnd eller styrelse här. Rätta namnet.") % {"name": said}
                )
    lines = reader.finished()
    return PlanFile(lines, (*sheet.notes, *_unread(columns), *(_passed(others.passed) if others else ())))


def _plain(cell: str, separator: str) -> str:
    """The cell on one line; a number in it with a decimal sign that nobody takes for thousands."""
    plain = " ".join(cell.split())
    return unambiguous(plain) if isinstance(cell, Number) or (separator == ";" and "." not in plain) else plain


def _unread(columns: PlanColumns) -> list[str]:
    return [_("Läses inte: kolumnerna %(names)s.") % {"names": ", ".join(columns.unread)}] if columns.unread else []


def _passed(rows: list[int]) -> list[str]:
    if not rows:
        return []
    sentence = ngettext(
        "Rad %(first)d gäller en annan nämnd och läses inte.",
        "%(n)d rader gäller andra nämnder och läses inte, den första är rad %(first)d.",
        len(rows),
    )
    return [sentence % {"n": len(rows), "first": rows[0]}]
