"""A sentence in two parts, so that it is kept once and read in either language: the Swedish text, and what it says."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext

FEW = 3


def in_words(text: str, said: Mapping[str, Any]) -> str:
    """The sentence in the language of whoever reads. A pair of text and what it says is a sentence inside it."""
    if not said:
        return gettext(text)
    return gettext(text) % {
        name: in_words(*part) if isinstance(part, (list, tuple)) else part for name, part in said.items()
    }


def some(codes: Sequence[str]) -> str:
    """The codes, or the first and the last of many with how many they are."""
    if len(codes) <= FEW:
        return ", ".join(codes)
    return f"{codes[0]} … {codes[-1]} ({len(codes)})"
