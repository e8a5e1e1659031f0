"""What a file is, told by its content and never by its name."""

import zipfile
from io import BytesIO

from samstad.documents.office_file import BROKEN, OfficeError, check_office

KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "csv": "text/csv; charset=utf-8",
}
"""The kinds that can be told, with what each is called on the wire."""
LARGEST_UNPACKED = 200_000_000
PICTURES = ("png", "jpg")
_PNG, _JPG, _ZIP, _PDF = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"PK\x03\x04", b"%PDF-"
_MAIN_PART = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
_ACTIVE = ("vbaproject.bin", "/activex/", "macrosheets/")


def kind_of(content: bytes) -> str:
    """The kind, a key of `KINDS`; "macros" for an Office file that carries programs, empty for anything else."""
    if content.startswith(_PNG):
        return "png"
    if content.startswith(_JPG):
        return "jpg"
    if content.startswith(_PDF):
        return "pdf"
    return _office(content) if content.startswith(_ZIP) else _text(content)


def _office(content: bytes) -> str:
    try:
        check_office(BytesIO(content), most=LARGEST_UNPACKED)
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
            types = (
                archive.read("[Content_Types].xml")
                if archive.getinfo("[Content_Types].xml").file_size < 1_000_000
                else b""
            )
    except (OfficeError, *BROKEN):
        return ""
    lowered = [name.lower() for name in names]
    if b"macroEnabled" in types or any(mark in f"/{name}" for name in lowered for mark in _ACTIVE):
        return "macros"
    return next((kind for part, kind in _MAIN_PART.items() if part in lowered), "")


def _text(content: bytes) -> str:
    """A table as text: at least two rows with the same sign between the cells, and no control characters."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) < 2 or any(ord(char) < 32 and char not in "\t\r\n" for char in text) or "\ufffd" in text:
        return ""
    looks_like_page = text.lstrip()[:1] == "<"
    return "csv" if not looks_like_page and any(all(mark in line for line in lines) for mark in ";,\t") else ""
