"""What makes a file unreadable, said before anything is read from it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from samstad.refusals import Refusal

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 100 * 1024 * 1024
MAX_DOCUMENT_XML = 40 * 1024 * 1024
OLE = bytes.fromhex("D0CF11E0A1B11AE1")
OTHER_KINDS = {".pdf", ".doc", ".odt", ".rtf", ".xlsx", ".xls", ".html", ".htm"}


def load(path: Path) -> bytes:
    """The bytes of a file that is there, is not empty and is not too large."""
    if not path.is_file():
        raise Refusal("file_missing", f"Filen {path.name} finns inte. Kontrollera sökvägen.")
    try:
        # The size is asked first, so that a huge file is never taken into memory.
        if path.stat().st_size > MAX_BYTES:
            raise Refusal(
                "file_too_large",
                f"Filen {path.name} är större än 20 MB. Spara enbart texten, utan bilder, och försök igen.",
            )
        data = path.read_bytes()
    except OSError as error:
        raise Refusal("file_unreadable", f"Filen {path.name} gick inte att läsa: {error.strerror}.") from error
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\f\x00"):
        raise Refusal("file_empty", f"Filen {path.name} är tom. Välj en fil med text.")
    return data


def kind_of(path: Path, data: bytes) -> str:
    """`docx` or `txt`, by the content first; every other kind is refused with what to do."""
    suffix = path.suffix.casefold()
    if data.startswith(OLE):
        _refuse_ole(path, data)
    if data.startswith(b"%PDF") or suffix == ".pdf":
        raise Refusal("file_pdf", f"{path.name} är en PDF. Spara dokumentet som Word (.docx) eller text (.txt) först.")
    if data.startswith(b"PK\x03\x04"):
        _check_zip(path, data)
        return "docx"
    if suffix == ".docx":
        raise Refusal("file_not_word", f"{path.name} är ingen Word-fil. Öppna den i Word och spara om som .docx.")
    if suffix in OTHER_KINDS or data.startswith(b"{\\rtf"):
        raise Refusal(
            "file_kind", f"{path.name} har ett format som inte läses. Spara som Word (.docx) eller text (.txt)."
        )
    return "txt"


def _refuse_ole(path: Path, data: bytes) -> None:
    if "EncryptedPackage".encode("utf-16-le") in data or path.suffix.casefold() == ".docx":
        raise Refusal(
            "file_password", f"{path.name} är skyddad med lösenord. Ta bort lösenordet i Word och spara igen."
        )
    raise Refusal("file_old_word", f"{path.name} är en äldre Word-fil. Öppna den i Word och spara som .docx.")


def _check_zip(path: Path, data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            infos = packed.infolist()
            document = packed.getinfo("word/document.xml")
    except (zipfile.BadZipFile, KeyError) as error:
        raise Refusal(
            "file_not_word", f"{path.name} är skadad eller ingen Word-fil. Öppna den i Word och spara om som .docx."
        ) from error
    # A small packed file may unpack to gigabytes; the announced sizes say so before anything is unpacked.
    if document.file_size > MAX_DOCUMENT_XML or sum(info.file_size for info in infos) > MAX_UNPACKED:
        raise Refusal(
            "file_too_large", f"{path.name} blir för stor när den packas upp. Spara enbart texten och försök igen."
        )
    if any(info.flag_bits & 1 for info in infos):
        raise Refusal(
            "file_password", f"{path.name} är skyddad med lösenord. Ta bort lösenordet i Word och spara igen."
        )
