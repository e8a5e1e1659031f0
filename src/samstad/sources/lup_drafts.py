"""From what was read in a programme document to drafts that a person reviews."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from samstad.domain.people.actors import Actor
from samstad.domain.programmes.actions.drafts import DraftLine, DraftSource, save_draft
from samstad.domain.programmes.choices import DraftKind
from samstad.domain.programmes.models import ProgrammeImport
from samstad.sources.lup_document import ProgrammeDraft, source_lines
from samstad.sources.lup_document.draft import Programme, Span

_MODALITIES = {
    "ska": "ska",
    "åtar sig": "atar_sig",
    "vill": "vill",
    "planer finns": "planer_finns",
    "undersöka": "undersoka",
}


def keep_for_review(draft: ProgrammeDraft, path: Path, *, by: Actor, at: datetime) -> ProgrammeImport:
    """The stored import: every focus area, theme, goal, measure, partner and planned activity as an item of its own."""
    document = draft.document
    source = DraftSource(
        title=document.title or document.file,
        file_name=document.file,
        sha256=document.sha256,
        year=document.year,
        committee=document.committee or "",
        lines=tuple(source_lines(path)),
        unplaced=tuple(note.lines for note in draft.unplaced),
        placed_share=draft.placed_share,
    )
    items = [item for programme in draft.programmes for item in _items(programme)]
    return save_draft(source=source, items=items, by=by, at=at)


def _items(programme: Programme) -> Iterator[DraftLine]:
    board = programme.board
    intro = _span([note.lines for note in programme.intro], programme)
    for name in programme.focus_areas:
        yield DraftLine(board, DraftKind.FOCUS_AREA, name, intro)
    for theme in programme.themes:
        text = f"{theme.name}: {theme.goal_text}" if theme.goal_text else theme.name
        yield DraftLine(board, DraftKind.THEME, text, theme.lines, theme.name)
        for measure in theme.measures:
            modality = _MODALITIES.get(measure.modality or "", "")
            yield DraftLine(board, DraftKind.MEASURE, measure.text, measure.lines, theme.name, modality)
    for outside in programme.outside_themes:
        kind = DraftKind.GOAL if outside.kind == "goal" else DraftKind.MEASURE
        yield DraftLine(board, kind, outside.text, outside.lines, "", _MODALITIES.get(outside.modality or "", ""))
    partners = _span([note.lines for note in programme.partner_text], programme)
    for name in programme.partners:
        yield DraftLine(board, DraftKind.PARTNER, name, partners)
    for activity in programme.planned_activities:
        yield DraftLine(board, DraftKind.CONTRIBUTION, activity.text, activity.lines, activity.theme or "")


def _span(spans: list[Span], programme: Programme) -> Span:
    """From the first line to the last; where nothing was kept, the board's own heading."""
    found = spans or [heading.lines for heading in programme.headings] or [(1, 1)]
    return min(first for first, _last in found), max(last for _first, last in found)
