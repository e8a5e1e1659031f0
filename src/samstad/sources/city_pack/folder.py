"""Reads the files of a pack folder into raw records and the frozen texts that lie beside them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from samstad.refusals import Refusal
from samstad.sources.city_pack.csv_file import read_csv
from samstad.sources.city_pack.kinds import BY_NAME
from samstad.sources.city_pack.nodes import Node, RawRecord, Unreadable
from samstad.sources.city_pack.records import Place, Problem
from samstad.sources.city_pack.yaml_file import read_yaml

HEAD = "pack.yaml"
SNAPSHOTS = "snapshots"
LARGEST = 20 * 1024 * 1024


@dataclass
class RawPack:
    """One pack as it lies in its folder."""

    slug: str
    head: Node
    file: str
    records: list[RawRecord] = field(default_factory=list)
    snapshots: dict[str, Any] = field(default_factory=dict)

    def problem(self, name: str, sentence: str) -> Problem:
        """Something wrong with a field of pack.yaml."""
        return Problem(Place(self.file, self.head.key_lines.get(name, 1)), sentence)


def pack_folders(path: Path) -> list[Path]:
    """The folder itself when it is a pack, else the packs in it. Refused when there is none."""
    if not path.exists():
        raise Refusal("no_pack", f"{path} finns inte. Ange mappen där paketet ligger.")
    if not path.is_dir():
        raise Refusal("no_pack", f"{path} är en fil. Ange mappen där paketet ligger, den som har {HEAD}.")
    if (path / HEAD).is_file():
        return [path]
    found = sorted(inner for inner in path.iterdir() if (inner / HEAD).is_file())
    if not found:
        raise Refusal(
            "no_pack", f"{path} har ingen {HEAD}. Ange mappen där paketet ligger, eller en mapp med flera paket."
        )
    return found


def read_pack(folder: Path, shown_from: Path, problems: list[Problem]) -> RawPack | None:
    """The pack in a folder; file names in messages are counted from `shown_from`. Problems are added to the list."""
    head_file = folder / HEAD
    head = _guarded(
        lambda: read_yaml(_text(head_file, _shown(head_file, shown_from)), _shown(head_file, shown_from)), problems
    )
    if head is None:
        return None
    slug = RawRecord(BY_NAME["areas"], "", "", head).text("slug")
    pack = RawPack(slug, head, _shown(head_file, shown_from))
    for file in sorted(inner for inner in folder.rglob("*") if inner.is_file() and inner != head_file):
        shown = _shown(file, shown_from)
        if file.relative_to(folder).parts[0] == SNAPSHOTS:
            _guarded(lambda file=file, shown=shown: _read_snapshot(file, shown, pack), problems)
        else:
            _guarded(lambda file=file, shown=shown: _read_file(file, shown, pack, problems), problems)
    return pack


def _guarded(read: Any, problems: list[Problem]) -> Any:
    try:
        return read()
    except Unreadable as stopped:
        problems.append(stopped.problem)
        return None


def _shown(file: Path, start: Path) -> str:
    return file.relative_to(start).as_posix()


def _text(file: Path, shown: str) -> str:
    if file.stat().st_size > LARGEST:
        raise Unreadable(shown, 1, f"filen är större än {LARGEST // 1024 // 1024} MB. Dela den i flera.")
    raw = file.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Unreadable(shown, line, "filen är inte skriven i UTF-8. Spara den som UTF-8.") from None


def _read_file(file: Path, shown: str, pack: RawPack, problems: list[Problem]) -> None:
    if file.suffix == ".yml":
        raise Unreadable(shown, 1, f"paketets filer slutar på .yaml. Byt namn till {file.stem}.yaml.")
    if file.suffix == ".csv":
        if not file.name.startswith("values"):
            raise Unreadable(shown, 1, f"CSV-filer har värden och heter values*.csv. Byt namn till values-{file.name}.")
        kind = BY_NAME["values"]
        rows = read_csv(_text(file, shown), shown, kind.names())
        pack.records.extend(RawRecord(kind, pack.slug, shown, row) for row in rows)
    elif file.suffix == ".yaml":
        pack.records.extend(_records(read_yaml(_text(file, shown), shown), shown, pack.slug, problems))


def _records(root: Node, shown: str, slug: str, problems: list[Problem]) -> Iterator[RawRecord]:
    if root.content is None:
        return
    if not isinstance(root.content, dict):
        raise Unreadable(shown, root.line, "filen ska börja med en postsort, till exempel goals: och sedan en lista.")
    for name, listed in root.content.items():
        line = root.key_lines[name]
        kind = BY_NAME.get(name)
        if kind is None:
            problems.append(Problem(Place(shown, line), f"okänd postsort ”{name}”. {_kind_hint(name)}"))
        elif isinstance(listed.content, list):
            yield from (RawRecord(kind, slug, shown, node) for node in listed.content)
        elif listed.content is not None:
            problems.append(Problem(Place(shown, line), f"{name} ska vara en lista. Börja varje post med ett streck."))


def _kind_hint(name: str) -> str:
    near = get_close_matches(name, BY_NAME, n=1)
    return f"Menade du ”{near[0]}”?" if near else f"Sorterna är {', '.join(BY_NAME)}."


def _read_snapshot(file: Path, shown: str, pack: RawPack) -> None:
    try:
        frozen = json.loads(_text(file, shown))
        date.fromisoformat(frozen["on"])
        if not isinstance(frozen["document"], dict) or not isinstance(frozen["schema_version"], int):
            raise TypeError
    except json.JSONDecodeError as error:
        sentence = "den frysta texten är inte JSON. Hämta filen på nytt ur dumpen."
        raise Unreadable(shown, error.lineno, sentence) from None
    except (KeyError, TypeError, ValueError, RecursionError):
        sentence = "den frysta texten saknar on, schema_version eller document. Hämta filen på nytt ur dumpen."
        raise Unreadable(shown, 1, sentence) from None
    pack.snapshots[file.stem] = frozen
