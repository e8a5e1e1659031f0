"""The bodies with which a board says it means to work."""

from __future__ import annotations

import re

from .lines import Line
from .sentences import join, split_sentences

LEAD_COLON = re.compile(r"^[^:,]{0,160}:\s*(?=\S)")
LEAD_VERB = re.compile(
    r"^[^,:]{0,160}?\b(?:samverka\w*|samarbet\w*)\b(?:[^,:]{0,60}?)\bmed\b:?\s+|^[^,:]{0,80}?\bpart\w*\s+(?:är|blir)\s+",
    re.IGNORECASE,
)
TELLS = re.compile(r"\b(?:ska|skall|är|har|kommer|sker|finns|bidrar|deltar)\b", re.IGNORECASE)
KEEP_TOGETHER = re.compile(r"\bför\b|\bmellan\b|\binom\b")


def partners(lines: list[Line]) -> list[str]:
    """The partners as printed, in order, each once."""
    found: list[str] = []
    if any(line.bullet for line in lines):
        found = _bulleted(lines)
    else:
        for place, sentence in enumerate(split_sentences(join(lines))):
            found += _of_sentence(sentence.text, first=place == 0)
    return list(dict.fromkeys(found))


def _bulleted(lines: list[Line]) -> list[str]:
    found: list[list[Line]] = []
    for line in lines:
        if line.bullet:
            found.append([line])
        elif found and not line.hard:
            found[-1].append(line)
    return [join(group).text.rstrip(" .,;") for group in found]


def _of_sentence(text: str, *, first: bool) -> list[str]:
    for lead in (LEAD_COLON, LEAD_VERB):
        match = lead.match(text)
        if match:
            return split_list(text[match.end() :])
    if text.rstrip().endswith(":") or TELLS.search(text):
        return []
    # Without any lead-in a list is still a list; a name after a full stop continues it.
    return split_list(text) if first or len(text) < 80 else []


def split_list(text: str) -> list[str]:
    """The members of "A, B och C"; commas in brackets and the "och" inside a name stay."""
    pieces = [piece.strip() for piece in re.split(r"[,;](?![^(]*\))", text.strip().rstrip(".")) if piece.strip()]
    if not pieces:
        return []
    last = _split_last(pieces[-1])
    parts = [part for piece in pieces[:-1] for part in re.split(r"\s+samt\s+", piece)] + last
    cleaned = (re.sub(r"^(?:och|samt|även)\s+", "", part.strip()).strip(" .") for part in parts)
    return [part for part in cleaned if part]


def _split_last(piece: str) -> list[str]:
    before, samt, after = piece.partition(" samt ")
    if samt:
        return [before, after]
    left, och, right = piece.rpartition(" och ")
    # "Föreningen för barn och unga" is one name, unless another "och" follows inside it.
    whole = left.endswith("-") or (KEEP_TOGETHER.search(left) and " och " not in left)
    if och and left and not whole:
        return [left, right]
    return [piece]
