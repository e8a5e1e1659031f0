"""Two people wrote in the same row: both texts beside each other, what differs, and one made of the two."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from samstad.calculations.texts import Merged, Piece, merge, word_differences
from samstad.reports.seen_rows import Fields
from samstad.web.desk import written
from samstad.web.desk.row_fields import CHOSEN, FIELDS, NUMBERS, PROSE


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """A field that stands otherwise than it was written; `merged` is empty where two words cannot be one."""

    name: str
    label: str
    mine: str
    theirs: str
    pieces: tuple[Piece, ...]
    merged: str
    clashes: int

    @property
    def my_pieces(self) -> list[Piece]:
        return [piece for piece in self.pieces if piece.where != "theirs"]

    @property
    def their_pieces(self) -> list[Piece]:
        return [piece for piece in self.pieces if piece.where != "mine"]


@dataclass(frozen=True, slots=True)
class RowConflict:
    """What has to be chosen in one row. `version` is what stands now, `by` who wrote it."""

    by: str
    version: int
    fields: tuple[FieldConflict, ...]

    @property
    def can_be_merged(self) -> bool:
        return any(field.merged for field in self.fields)


def row_conflict(
    mine: Mapping[str, str], theirs: Mapping[str, Any], seen: Fields | None, *, words: Mapping[str, str]
) -> RowConflict:
    """The conflict between what was sent and what stands; `seen` is what the writer had before her.

    `words` are what values that are chosen from a list are called.
    """
    fields = [
        _field(name, _in_words(name, mine[name], words), _in_words(name, theirs[name], words), seen)
        for name in FIELDS
        if name in mine and name in theirs and differs(name, mine[name], theirs[name])
    ]
    return RowConflict(str(theirs["changed_by"]), int(theirs["version"]), tuple(fields))


def untouched(mine: Mapping[str, str], seen: Fields | None) -> bool:
    """True when the writer sent the row as she saw it: then only the others have changed it."""
    return seen is not None and not any(
        differs(name, mine[name], seen[name]) for name in FIELDS if name in {*mine} & {*seen}
    )


def differs(name: str, sent: str, stands: Any) -> bool:
    """True when the field as it was sent says something else than what stands."""
    if name in NUMBERS:
        return written.number_or_none(sent) != written.number_or_none(shown(name, stands))
    return " ".join(sent.split()) != " ".join(shown(name, stands).split())


def shown(name: str, value: Any) -> str:
    """A value of a row as it is written in its field."""
    if value is None:
        return ""
    if name in NUMBERS:
        number = written.number_or_none(str(value))
        return str(value) if number is None else format(number.normalize(), "f").replace(".", ",")
    return str(getattr(value, "short_name", value))


def _in_words(name: str, value: Any, words: Mapping[str, str]) -> str:
    text = shown(name, value).replace("\r\n", "\n").strip()
    return words.get(text, text) if name in CHOSEN else text


def _field(name: str, mine: str, theirs: str, seen: Fields | None) -> FieldConflict:
    prose = name in PROSE
    base = None if seen is None else seen.get(name) or ""
    merged = merge(base, mine, theirs) if prose else Merged("", 0)
    return FieldConflict(
        name, str(FIELDS[name]), mine, theirs, tuple(word_differences(mine, theirs)), merged.text, merged.clashes
    )
