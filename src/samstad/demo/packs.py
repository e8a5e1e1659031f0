"""Which of the packs that come with the project have been loaded, so that the second start is quick."""

import hashlib
import json
from pathlib import Path

from samstad.domain.history.models import Pack
from samstad.refusals import Refusal

FOLDER = Path(__file__).parents[3] / "demo"
NAMES = ("stockholm", "stockholm-example-year")
"""In the order they are loaded: facts first, then the invented year that leans on them."""


def not_loaded(note: Path) -> list[Path]:
    """The pack folders whose content is not the one that `note` says was loaded into this database."""
    loaded = _read(note) if Pack.objects.exists() else {}
    folders = [FOLDER / name for name in NAMES]
    for folder in folders:
        if not folder.is_dir():
            raise Refusal("no_demo", f"Mappen {folder} saknas: kör samstad demo i en fullständig kopia av projektet.")
    return [folder for folder in folders if loaded.get(folder.name) != fingerprint(folder)]


def remember(folder: Path, note: Path) -> None:
    """Write down that the pack, as it is now, has been loaded."""
    note.write_text(json.dumps(_read(note) | {folder.name: fingerprint(folder)}, indent=1), encoding="utf-8")


def fingerprint(folder: Path) -> str:
    """One hash of every file's name and content."""
    digest = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = file.read_bytes()
        digest.update(f"{file.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _read(note: Path) -> dict[str, str]:
    try:
        kept = json.loads(note.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return dict(kept) if isinstance(kept, dict) else {}
