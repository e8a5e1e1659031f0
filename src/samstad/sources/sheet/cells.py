"""One cell as the text that a person sees in it: shares as percent, days as days, nothing that cannot be seen."""

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from typing import Any

_ESCAPED = re.compile(r"_x00([01][0-9A-Fa-f]|7[Ff])_")
"""How Excel keeps a control character, such as the first half of a line break."""
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Soft hyphens, blanks without width and marks of direction: they come along in copies, and change what is equal."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_QUOTED = re.compile(r'"([^"]*)"|\[\$([^\]-]*)[^\]]*\]')
_BRACKETS = re.compile(r"\[[^\]]*\]")
_THOUSANDS = re.compile(r"[0#?](,+)(?![0#?])")
_PADDED = re.compile(r"0{2,15}")
_MONEY = re.compile(r"(?:tkr|kkr|mnkr|mkr|mdkr|kr|sek)\.?", re.IGNORECASE)
_ERRORS = frozenset(("#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SAKNAS!", "#REFERENS!",
                     "#DIVISION/0!", "#VÄRDEFEL!", "#NAMN?", "#OGILTIGT!", "#SKÄRNING!"))  # fmt: skip


class Number(str):
    """A cell that the program keeps as a number: a point in it is a decimal point, whatever people write there."""

    __slots__ = ()


def is_error(text: str) -> bool:
    """True for what a spreadsheet shows where a formula failed."""
    return text.strip().upper() in _ERRORS


def clean(text: str) -> str:
    """The text without what nobody sees, in the one form of its letters; lines stay."""
    if text.isascii() and text.isprintable() and "_x" not in text:
        return text
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").replace("\u2028", "\n")
    return unicodedata.normalize("NFC", _CONTROL.sub("", _UNSEEN.sub("", text)))


def text_of(value: Any, form: str) -> str:
    """The value as a person would have typed it, by the number format `form` that it is shown in.

    A whole number has no decimals, a share shown as percent is told as percent, thousands that the format hides are
    told in thousands, a code keeps its leading zeros, and a day is year, month and day.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, int | float):
        return _number(value, form)
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return clean(str(value))


def _number(value: float, form: str) -> str:
    if form in ("General", "@", ""):
        return Number(f"{value:.15g}")
    first = form.partition(";")[0]
    words = [quoted or currency for quoted, currency in _QUOTED.findall(first)]
    bare = _QUOTED.sub("", _BRACKETS.sub("", _QUOTED.sub("", first)) if "[" in first else first)
    exact = Decimal(f"{value:.15g}")
    if "%" in bare.replace("\\%", ""):
        return f"{_plain(exact * 100)}%"
    hidden = _THOUSANDS.search(bare)
    exact = exact.scaleb(-3 * len(hidden[1])) if hidden else exact
    if _PADDED.fullmatch(bare) and exact == int(exact) >= 0:
        return Number(str(int(exact)).zfill(len(bare)))
    money = next((word.strip() for word in words if _MONEY.fullmatch(word.strip())), "")
    if money:
        return f"{_plain(exact)} {money}"
    return Number(_plain(exact))


def _plain(number: Decimal) -> str:
    return format(number.normalize() + 0, "f") if abs(number) < Decimal("1e16") else f"{number:.15g}"
