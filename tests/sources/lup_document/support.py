"""What several tests of the programme reader share."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from samstad.sources.lup_document import ProgrammeDraft, read_programme_document

Reader = Callable[[str | bytes, str], ProgrammeDraft]


def read(folder: Path, content: str | bytes, name: str = "plan.txt") -> ProgrammeDraft:
    """The draft of a file with the content."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return read_programme_document(path)


def non_blank(text: str) -> set[int]:
    """The numbers of the lines that hold anything, as an editor counts them."""
    return {n for n, row in enumerate(re.split(r"\r\n|\n|\r", text), start=1) if row.strip()}


def check_no_line_is_lost(draft: ProgrammeDraft, expected: set[int]) -> None:
    """Every non-blank line is placed or unplaced, and none is both."""
    unplaced = {number for note in draft.unplaced for number in range(note.lines[0], note.lines[1] + 1)}
    assert draft.placed | unplaced == expected
    assert not draft.placed & unplaced


def theme_names(draft: ProgrammeDraft) -> dict[str, list[str]]:
    """For each board the names of its themes."""
    return {programme.board: [theme.name for theme in programme.themes] for programme in draft.programmes}
