"""Drafts beside the text they were read from."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q

from samstad.domain.organisation.models import Organisation
from samstad.domain.programmes.choices import DraftState
from samstad.domain.programmes.models import DraftItem, ProgrammeImport

CONTEXT = 1
"""Lines shown before and after a draft's own, so that a cut in the wrong place is seen."""


@dataclass(frozen=True)
class SourceLine:
    number: int
    text: str
    own: bool


@dataclass(frozen=True)
class Draft:
    item: DraftItem
    lines: tuple[SourceLine, ...]


@dataclass(frozen=True)
class BoardProgress:
    """How far the review of one board's drafts has come."""

    board: Organisation | None
    printed: str
    left: int
    total: int


@dataclass(frozen=True)
class ImportProgress:
    source: ProgrammeImport
    boards: tuple[BoardProgress, ...]


def imports() -> list[ImportProgress]:
    """Every import with its boards, newest first; two queries."""
    counted = (
        DraftItem.objects.values("source_id", "board_id", "board_printed")
        .annotate(total=Count("pk"), left=Count("pk", filter=Q(state=DraftState.PENDING)))
        .order_by("source_id", "board_printed")
    )
    boards = {body.pk: body for body in Organisation.objects.filter(pk__in={row["board_id"] for row in counted})}
    found: dict[int, list[BoardProgress]] = defaultdict(list)
    for row in counted:
        found[row["source_id"]].append(
            BoardProgress(boards.get(row["board_id"]), row["board_printed"], row["left"], row["total"])
        )
    return [ImportProgress(source, tuple(found[source.pk])) for source in ProgrammeImport.objects.all()]


def drafts_of(source: ProgrammeImport, board: Organisation) -> list[Draft]:
    """A board's drafts in the order of the document, each with its lines of the source."""
    items = DraftItem.objects.filter(source=source, board=board).order_by("order")
    return [Draft(item, _lines(source.lines, item.line_from, item.line_to)) for item in items]


def _lines(lines: list[str], first: int, last: int) -> tuple[SourceLine, ...]:
    """The lines, one before and one after; blank ones are left out but for numbering."""
    before = [n for n in range(first - 1, 0, -1) if lines[n - 1]][:CONTEXT]
    after = [n for n in range(last + 1, len(lines) + 1) if lines[n - 1]][:CONTEXT]
    own = [n for n in range(first, min(last, len(lines)) + 1) if lines[n - 1]]
    return tuple(SourceLine(n, lines[n - 1], first <= n <= last) for n in [*reversed(before), *own, *after])
