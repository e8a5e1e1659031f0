"""When two printed names mean the same thing."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

SMALL = frozenset(
    """
    och samt i på av för med till en ett den det de om eller inom
    """.split()  # noqa: SIM905 - a list of words is read more easily as words
)
ALIKE = 0.75
"""How near two words are that mean the same: the share of their letters that stand in the same order."""
KIND = r"(?:\w*(?:nämnd|styrelse|förvaltning)|\w*delsområde|distrikt)(?:en|et|n)?s?"
BODY_AFTER = re.compile(rf"\s+{KIND}$", re.IGNORECASE)
BODY_BEFORE = re.compile(rf"^{KIND}\s+(?:(?:i|för|på|vid)\s+)?(?=\S)", re.IGNORECASE)


def name_key(text: str) -> str:
    """A name without case, spaces, hyphens and points, for exact comparison."""
    return "".join(sign for sign in unicodedata.normalize("NFC", text).casefold() if sign.isalnum())


def board_key(text: str) -> str:
    """As `name_key`, for a board with or without the word for board.

    >>> board_key("Farsta"), board_key("Farsta stadsdelsnämnd"), board_key("Kommundelsnämnden i Farsta")
    ('farsta', 'farsta', 'farsta')
    >>> board_key("Norrmalms stadsdelsnämnd") == board_key("Norrmalm")
    True
    """
    bare = BODY_AFTER.sub("", BODY_BEFORE.sub("", text.strip()))
    key = name_key(bare) or name_key(text)
    # "Norrmalms stadsdelsnämnd" and "Norrmalm" are one board.
    return key[:-1] if len(key) > 2 and key.endswith("s") else key


def words(text: str) -> list[str]:
    """The words of a name that carry meaning."""
    return [word for word in re.findall(r"\w+", text.casefold()) if word not in SMALL]


@lru_cache(maxsize=50_000)
def _alike(a: str, b: str) -> bool:
    if a == b:
        return True
    if min(len(a), len(b)) < 4:
        return False
    match = SequenceMatcher(None, a, b)
    # The quick ones are never less than the ratio, and most pairs of words end there.
    return all(ratio() >= ALIKE for ratio in (match.real_quick_ratio, match.quick_ratio, match.ratio))


def likeness(a: str, b: str) -> float:
    """How near two names are: 1 is the same, 0 is too far to be the same thing."""
    if name_key(a) == name_key(b):
        return 1.0
    first, second = words(a), words(b)
    if not first or not second:
        return 0.0
    if sorted(first) == sorted(second):
        return 0.98
    shorter, longer = sorted((first, second), key=len)
    shared = sum(any(_alike(word, other) for other in longer) for word in shorter)
    if shared == len(shorter) and len(shorter) >= 2 and len(longer) - len(shorter) <= 2:
        return 0.95 - 0.02 * (len(longer) - len(shorter))
    if shared < len(shorter) - 1:
        return 0.0
    ratio = SequenceMatcher(None, " ".join(first), " ".join(second)).ratio()
    return ratio if ratio >= 0.82 else 0.0


def best_match(name: str, among: list[str]) -> str | None:
    """The nearest of the given names, or nothing where none is near."""
    rated = sorted(((likeness(name, other), other) for other in among), key=lambda pair: -pair[0])
    return rated[0][1] if rated and rated[0][0] > 0 else None


def joined_names(heading: str, among: list[str]) -> list[str]:
    """The names that one heading joins ("A och B"), in the order it prints them; else nothing."""
    text = " ".join(words(heading))
    places = [(text.find(" ".join(words(name))), name) for name in among if words(name)]
    found = sorted((place, name) for place, name in places if place >= 0)
    # A name that is only a part of another found name was not printed on its own.
    found = [
        (place, name)
        for place, name in found
        if not any(name != other and " ".join(words(name)) in " ".join(words(other)) for _, other in found)
    ]
    covered = sum(len(words(name)) for _, name in found)
    if len(found) < 2 or covered < 0.8 * len(words(heading)):
        return []
    return [name for _, name in found]
