"""Which text of a report is shown: the frozen one where there is one, else the draft for those who may see it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from samstad.calculations.difference import Change, changes
from samstad.documents import Document
from samstad.domain.cycle.choices import Stage
from samstad.domain.cycle.models import Report, Snapshot
from samstad.reports.board_report.collect import COMPARED, collect_report
from samstad.reports.board_report.compose import compose


@dataclass(frozen=True)
class Standing:
    """`facts` is what is shown; `snapshot` is None for a draft. `amended` lists what the board changed at its meeting.

    `frozen` holds every frozen text, oldest first, so that each can still be read.
    """

    facts: dict[str, Any]
    snapshot: Snapshot | None
    frozen: tuple[Snapshot, ...]
    amended: tuple[Change, ...]

    def document(self) -> Document:
        """The report as a document; what is not decided is stamped "utkast"."""
        stage = self.snapshot.stage if self.snapshot else None
        return compose(
            self.facts,
            draft=stage not in (Stage.DECIDED, Stage.CORRECTION),
            correction=self.snapshot.number if self.snapshot and stage == Stage.CORRECTION else 0,
        )


def standing(report: Report, *, may_see_draft: bool, pk: int | None = None, on: date | None = None) -> Standing | None:
    """What the reader may see: the latest frozen text (or the one named by `pk`), else the draft, else nothing.

    On a past day the latest of the texts that were frozen by then, and no draft: nobody kept what it said.
    """
    frozen = tuple(row for row in report.snapshots.all() if on is None or row.on <= on)
    chosen = next((s for s in frozen if s.pk == pk), None) if pk else (frozen[-1] if frozen else None)
    if chosen:
        return Standing(chosen.document, chosen, frozen, amended_at_meeting(frozen))
    if not may_see_draft or pk or on:
        return None
    return Standing(collect_report(report), None, (), ())


def amended_at_meeting(frozen: tuple[Snapshot, ...]) -> tuple[Change, ...]:
    """What differs between the text that was sent out last and the text that was decided."""
    decided = next((s for s in frozen if s.stage == Stage.DECIDED), None)
    if decided is None:
        return ()
    sent = [s for s in frozen if s.stage == Stage.SENT_OUT and s.pk < decided.pk]
    return tuple(changes(sent[-1].document, decided.document, fields=COMPARED)) if sent else ()
