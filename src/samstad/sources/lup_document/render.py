"""The draft as JSON and as a summary to read."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from .draft import Measure, Programme, ProgrammeDraft, Theme


def draft_to_json(draft: ProgrammeDraft) -> dict[str, Any]:
    """The draft as plain lists and dictionaries, ready to be written as JSON."""
    return {
        "document": asdict(draft.document),
        "programmes": [_programme(programme) for programme in draft.programmes],
        "common": [_plain(asdict(section)) for section in draft.common],
        "chapters": [_plain(asdict(heading)) for heading in draft.chapters],
        "unplaced": [{"lines": list(note.lines), "text": note.text} for note in draft.unplaced],
        "placed_share": draft.placed_share,
    }


def _programme(programme: Programme) -> dict[str, Any]:
    return {
        **_plain(asdict(programme)),
        "themes": [_theme(theme) for theme in programme.themes],
    }


def _theme(theme: Theme) -> dict[str, Any]:
    return {
        "name": theme.name,
        "also": list(theme.also),
        "goal_text": theme.goal_text,
        "lines": list(theme.lines),
        "measures": [_measure(measure) for measure in theme.measures],
    }


def _measure(measure: Measure) -> dict[str, Any]:
    row: dict[str, Any] = {"text": measure.text, "lines": list(measure.lines), "modality": measure.modality}
    # Only where one heading joins several themes is there more to say than the theme it stands in.
    if measure.themes:
        row["themes"] = list(measure.themes)
    return row


def _plain(value: Any) -> Any:
    """The value with tuples as lists, as JSON has them."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list | tuple) else value


def summary(draft: ProgrammeDraft) -> str:
    """What was read, in plain Swedish."""
    document = draft.document
    rows = [f"{document.title or document.file} ({document.file}, {document.lines} rader)"]
    if document.year:
        rows.append(f"År: {document.year}")
    if document.committee:
        rows.append(f"Egen del: {document.committee}")
    if draft.programmes:
        rows.append(f"{len(draft.programmes)} program:")
    else:
        rows.append("Inga program hittades. Dokumentet behöver numrerade kapitel eller rubrikformat i Word.")
    rows += [_row(programme) for programme in draft.programmes]
    rows.append(f"Gemensamma avsnitt: {len(draft.common)}")
    # Rounded downwards: 100 procent is said only when no line is left.
    share = f"{int(draft.placed_share * 1000) / 10:.1f}".replace(".", ",")
    rows.append(f"Placerade rader: {share} procent")
    if draft.unplaced:
        rows.append(f"Inte placerade rader ({len(draft.unplaced)}):")
        rows += [f"  rad {note.lines[0]}: {note.text}" for note in draft.unplaced]
    return "\n".join(rows) + "\n"


def _row(programme: Programme) -> str:
    measures = sum(len(theme.measures) for theme in programme.themes)
    parts = [
        f"{len(programme.themes)} teman",
        f"{measures} åtgärder",
        f"{len(programme.focus_areas)} fokusområden",
        f"{len(programme.partners)} samverkansparter",
    ]
    if programme.outside_themes:
        parts.append(f"{len(programme.outside_themes)} utanför teman")
    if programme.planned_activities:
        parts.append(f"{len(programme.planned_activities)} planerade aktiviteter")
    mark = " (prioriterat)" if programme.prioritised else ""
    return f"  {programme.board}{mark}: {', '.join(parts)}"
