"""What a file is by its first bytes, whatever it is called, and the sentence for each kind that is not read."""

from pathlib import Path

from django.utils.translation import gettext as _

from samstad.documents.office_file import OfficeError, check_office
from samstad.refusals import Refusal

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PAGE = (b"<!doctype html", b"<html", b"<table", b"<?xml", b"<meta", b"<head", b"<body", b"{\\rtf")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_START = 4096


def refuse_ending(name: str) -> None:
    """Refuse, by the name alone, what has to be saved as another kind before it is sent."""
    if Path(name).suffix.lower() in (".xls", ".xlsb", ".ods", ".fods", ".numbers", ".xlt", ".xltx"):
        raise _save_as(name)


def is_excel(file: Path, *, most: int) -> bool:
    """True for Excel, False for text. Raises `Refusal` for anything else, saying what to do about it."""
    with file.open("rb") as raw:
        start = raw.read(_START)
    if start.startswith(b"PK"):
        _check_archive(file, most)
        return True
    if start.startswith(_OLD_OFFICE):
        if _holds(file, _ENCRYPTED):
            raise _locked(file.name)
        raise _save_as(file.name)
    plain = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if plain.startswith(_PAGE):
        sentence = _("%(file)s är en webbsida och ingen tabell. Öppna den i Excel och spara den som .xlsx.")
        raise Refusal("not_a_sheet", sentence % {"file": file.name})
    if start.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
        raise _not_a_sheet(file.name)
    if file.suffix.lower() in (".xlsx", ".xlsm"):
        sentence = _("%(file)s går inte att läsa som Excel. Spara om den som .xlsx.")
        raise Refusal("bad_excel", sentence % {"file": file.name})
    refuse_ending(file.name)
    return False


def _check_archive(file: Path, most: int) -> None:
    said = {"file": file.name, "most": most // 1024**2}
    try:
        kind = check_office(file, most=most)
    except OfficeError as fault:
        sentences = {
            "too_much": _(
                "%(file)s blir större än %(most)d MB när den packas upp. "
                "Ta bort tomma rader och kolumner och annat som inte ska läsas in, och spara den igen."
            ),
            "entities": _("%(file)s går inte att läsa som Excel. Öppna den i Excel och spara den som .xlsx igen."),
            "broken": _("%(file)s går inte att läsa som Excel. Spara om den som .xlsx."),
        }
        if fault.code == "locked":
            raise _locked(file.name) from None
        raise Refusal(f"excel_{fault.code}", sentences[fault.code] % said) from None
    if kind in ("xlsb", "open_document", "numbers"):
        raise _save_as(file.name)
    if kind != "excel":
        raise _not_a_sheet(file.name)


def _holds(file: Path, mark: bytes) -> bool:
    """True where the mark stands in the file; its name stands in the folder of an old Office file, at either end."""
    tail = b""
    with file.open("rb") as raw:
        while block := raw.read(1 << 20):
            if mark in tail + block:
                return True
            tail = block[-len(mark) :]
    return False


def _save_as(name: str) -> Refusal:
    sentence = _("%(file)s är sparad i ett format som inte läses här. Öppna den och spara den som Excel (.xlsx).")
    return Refusal("save_as", sentence % {"file": name})


def _not_a_sheet(name: str) -> Refusal:
    return Refusal(
        "not_a_sheet", _("%(file)s är ingen tabell. Välj en Excel-fil (.xlsx) eller en CSV-fil.") % {"file": name}
    )


def _locked(name: str) -> Refusal:
    return Refusal(
        "locked", _("%(file)s är låst med lösenord. Ta bort lösenordet i Excel och spara den igen.") % {"file": name}
    )
