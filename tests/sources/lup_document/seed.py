"""The real document of 2017: where it lies, and what a reader of it would call its content."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from samstad.sources.lup_document import ProgrammeDraft

SEEDS = Path(os.environ.get("SAMSTAD_SEEDS") or Path(__file__).resolve().parents[4] / "shared" / "seeds")
SEED = SEEDS / "004_eebd016562cb5afe.txt"


def require_seed() -> None:
    """Skips the module that asks, in one line, where the document is not; a folder named in vain is a fault."""
    if SEED.is_file():
        return
    if os.environ.get("SAMSTAD_SEEDS"):
        raise FileNotFoundError(f"SAMSTAD_SEEDS names {SEEDS}, which has no {SEED.name}")
    pytest.skip(f"{SEED.name} is not here: SAMSTAD_SEEDS names its folder", allow_module_level=True)


@dataclass(frozen=True)
class Printed:
    """A line of the document: its chapter, its section in it, and what it is (1, 2 or 3: a heading; 0: text)."""

    chapter: int
    section: int
    level: int
    text: str


def numbered(row: Printed) -> str:
    """The row with the number of its chapter or section before it."""
    return (
        f"{row.chapter} {row.text}"
        if row.level == 1
        else (f"{row.chapter}.{row.section} {row.text}" if row.level == 2 else row.text)
    )


def printed(draft: ProgrammeDraft) -> list[Printed]:
    """The document's lines in order, marked with the headings that the draft has found."""
    themes = {h.lines for p in draft.programmes for h in p.headings if h.kind == "theme"}
    heights = dict(themes)
    heights |= {t.lines[0]: _last_of_name(t.name, t.lines[0]) for p in draft.programmes for t in p.themes}
    skipped = {note.lines[0] for note in draft.unplaced}
    found: list[Printed] = []
    chapter = section = 0
    last = 0
    for number, row in enumerate(SEED.read_text(encoding="utf-8").split("\n"), start=1):
        text = " ".join(row.split())
        if not text or number in skipped:
            continue
        match = re.match(r"^(\d)(?:\.(\d{1,2}))? ([A-ZÅÄÖ].*)$", text)
        level = 0
        if match:
            chapter, section = int(match[1]), int(match[2] or 0)
            level, text = (2 if match[2] else 1), match[3]
        elif number <= last or number in heights:
            level, last = 3, heights.get(number, last)
        if text == "prioriteringar":
            found[-1] = Printed(chapter, section, 1, f"{found[-1].text} {text}")
            continue
        if level == 3 and number not in heights:
            found[-1] = Printed(chapter, section, 3, f"{found[-1].text} {text}")
            continue
        found.append(Printed(chapter, section, level, text))
    return found


def _last_of_name(name: str, first: int) -> int:
    """The last line of a heading that begins on the line and reads so."""
    rows = SEED.read_text(encoding="utf-8").split("\n")[first - 1 : first + 4]
    found = ""
    for number, row in enumerate(rows, start=first):
        found = " ".join(f"{found} {row}".split())
        if found == name:
            return number
    return first


Essence = dict[str, tuple[Any, ...]]


def essence(draft: ProgrammeDraft) -> Essence:
    """For each board everything that its programme says, wherever it stood."""
    return {
        p.board: (
            p.focus_areas,
            p.prioritised,
            tuple((t.name, t.goal_text, t.also, tuple((m.text, m.themes) for m in t.measures)) for t in p.themes),
            tuple((o.text, o.kind) for o in p.outside_themes),
            p.partners,
            tuple((a.theme, a.text) for a in p.planned_activities),
        )
        for p in draft.programmes
    }
