"""The English texts in the form that Django reads; compiled here since `msgfmt` is not on every machine."""

import tempfile
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent / "web" / "locale"


def compile_catalogues(folder: Path = FOLDER) -> list[Path]:
    """The catalogues that were compiled: those whose texts are newer than what was compiled last."""
    return [compile_one(source) for source in sorted(folder.glob("*/LC_MESSAGES/*.po")) if _is_newer(source)]


def compile_one(source: Path) -> Path:
    """The compiled file beside its source, put in place whole so that nobody reads half of it."""
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parts[-3])
    target = source.with_suffix(".mo")
    with tempfile.NamedTemporaryFile(dir=target.parent, suffix=".part", delete=False) as part:
        write_mo(part, catalogue)
    Path(part.name).chmod(0o644)
    Path(part.name).replace(target)
    return target


def _is_newer(source: Path) -> bool:
    target = source.with_suffix(".mo")
    return not target.exists() or target.stat().st_mtime < source.stat().st_mtime
