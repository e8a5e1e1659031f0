"""A record in the form that packs have, and what can be wrong with one."""

from dataclasses import dataclass
from typing import Any

from samstad.refusals import Refusal
from samstad.sources.city_pack.declare import Kind

Key = tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """Where something stands: a file inside the pack folder and a line, counted from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass
class Record:
    """One record in the form that packs have. Absent means the column's default, so equal rows are equal here.

    A reference is the slug it names, a date a `date`, a number a `Decimal` without trailing zeros.
    """

    kind: Kind
    pack: str
    key: Key
    values: dict[str, Any]
    children: dict[str, list[dict[str, Any]]]
    place: Place | None = None
    pk: int | None = None
    child_pks: dict[str, list[int]] | None = None

    @property
    def title(self) -> str:
        """How a message names the record."""
        return f"{self.kind.name} {' · '.join(part for part in self.key if part)}"


@dataclass(frozen=True)
class Problem:
    """Something wrong in a pack: where, what, and what would be right."""

    place: Place
    sentence: str

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}"


class PackRefused(Refusal):
    """The pack was not loaded and nothing is stored; `problems` says everything that must be mended."""

    SHOWN = 50

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems, key=lambda p: (p.place.file, p.place.line))
        lines = [str(problem) for problem in self.problems[: self.SHOWN]]
        left = len(self.problems) - self.SHOWN
        if left > 0:
            lines.append(f"… och {left} fel till.")
        lines.append(f"Paketet är inte inläst: {len(self.problems)} fel. Rätta dem och läs in på nytt.")
        super().__init__("bad_pack", "\n".join(lines))
