"""Whether an Office file can be opened without harm: told before any of it is read as a document or a sheet."""

import re
import zlib
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_BLOCK = 1 << 20
_LOCKED = 0x1
_MOST_PARTS = 5000
_MAIN = (
    ("word/", "word"), ("xl/workbook.bin", "xlsb"), ("xl/", "excel"), ("ppt/", "slides"),
    ("content.xml", "open_document"), ("index/document.iwa", "numbers"),
)  # fmt: skip
BROKEN = (BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError, KeyError, zlib.error)
"""What reading a broken archive raises."""


class OfficeError(ValueError):
    """The file cannot be opened; `code` says why: broken, locked, too_much or entities."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def check_office(file: Path | IO[bytes], *, most: int) -> str:
    """What the archive is: word, excel, xlsb, slides, open_document, numbers, or empty for another archive.

    Raises `OfficeError` for one that is broken or locked, that unpacks to more than `most` bytes, or that declares
    entities: no office program writes such, and they can be made to grow without end.
    """
    try:
        with ZipFile(file) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & _LOCKED for part in parts):
                raise OfficeError("locked")
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > most:
                raise OfficeError("too_much")
            if any(_declares(archive, part) for part in parts if part.filename.lower().endswith((".xml", ".rels"))):
                raise OfficeError("entities")
    except OfficeError:
        raise
    except BROKEN:
        raise OfficeError("broken") from None
    names = [part.filename.lower() for part in parts]
    return next((kind for start, kind in _MAIN if any(name.startswith(start) for name in names)), "")


def _declares(archive: ZipFile, part: ZipInfo) -> bool:
    """True for a part that declares a document type, in any encoding that its reader would take it in."""
    tail = b""
    with archive.open(part) as opened:
        while block := opened.read(_BLOCK):
            plain = tail + block.replace(b"\0", b"")
            if _DECLARED.search(plain):
                return True
            tail = plain[-16:]
    return False
