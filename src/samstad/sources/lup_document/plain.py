"""Lines of a plain text file, whatever its encoding and line ends."""

from __future__ import annotations

import re
import unicodedata

from samstad.refusals import Refusal

from .lines import Line

BULLET = re.compile(r"^[•\uf0b7\uf0a7\uf0d8·◦▪■●‣∙*]\s*")
DASH_BULLET = re.compile(r"^[-–—]\s+(?=\S)")
PAGE_NUMBER = re.compile(r"^[-–—]\s*\d{1,4}\s*[-–—]$")
ODD_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
SOFT_HYPHEN = re.compile("\u00ad(?!$)")


def decode(data: bytes, name: str) -> str:
    """The text of the bytes; UTF-8, UTF-16 with its mark, or else Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
    else:
        try:
            text = data.decode(_unmarked(data))
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
    if len(ODD_CONTROLS.findall(text)) > len(text) // 500:
        raise Refusal("file_binary", f"{name} är ingen textfil. Spara dokumentet som Word (.docx) eller text (.txt).")
    return unicodedata.normalize("NFC", text)


def _unmarked(data: bytes) -> str:
    """The encoding of bytes without a mark: in UTF-16 every other byte of a western text is nought."""
    first, second = data[:2000:2].count(0), data[1:2000:2].count(0)
    most = min(len(data), 2000) // 2
    if most and max(first, second) > 0.8 * most and min(first, second) < 0.1 * most:
        return "utf-16-be" if first > second else "utf-16-le"
    return "utf-8-sig"


def clean(text: str) -> str:
    """Text with plain spaces and hyphens and nothing at its ends."""
    text = ODD_CONTROLS.sub("", text).replace("\u200b", "").replace("\ufeff", "")
    text = " ".join(text.replace("\u2010", "-").replace("\u2011", "-").split())
    return SOFT_HYPHEN.sub("", text)


def read_plain(data: bytes, name: str) -> tuple[list[Line], int]:
    """The non-blank lines with their numbers, and how many lines the file has."""
    raw = re.split(r"\r\n|\n|\r", decode(data, name))
    if raw and not raw[-1]:
        raw.pop()
    found: list[Line] = []
    for number, row in enumerate(raw, start=1):
        # A form feed starts a page but no line: what stands after it has the same number.
        for place, piece in enumerate(row.split("\f")):
            text = clean(piece)
            if text:
                found.append(_line(number, text, found, new_page=place > 0))
    return found, len(raw)


def _line(number: int, text: str, before: list[Line], *, new_page: bool) -> Line:
    last = before[-1] if before else None
    rest = BULLET.sub("", text)
    if rest == text and _dash_is_bullet(text, last):
        rest = DASH_BULLET.sub("", text)
    gap = number - last.number if last else 1
    return Line(number, rest or text, gap, bullet=bool(rest) and rest != text, new_page=new_page)


def _dash_is_bullet(text: str, last: Line | None) -> bool:
    # A dash may also open a line in the middle of a sentence ("personer - fokus på").
    match = DASH_BULLET.match(text)
    if not match or PAGE_NUMBER.match(text):
        return False
    if last is None or last.bullet or last.text.endswith((":", ";", ".")):
        return True
    return text[match.end()].isupper()
