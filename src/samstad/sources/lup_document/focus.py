"""The focus areas that the introduction of a board's part names."""

from __future__ import annotations

import re

from .lines import Line
from .sentences import join, split_sentences

NONE = re.compile(r"\b(?:pekar|pekat|har)\s+inte\b.*\bområde|\binget\s+(?:geografiskt|särskilt)\b", re.IGNORECASE)
AREAS = r"(?:geografisk\w*\s+)?(?:prioritera\w+\s+)?(?:\w*områden?a?t?|\w*områdena|stadsdelar(?:na)?|fokusområden)"
PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^(?P<list>.+?)\s+(?:är|utgör|blir)\s+(?:nämndens\s+|de\s+)*(?:geografiskt\s+)?(?:prioritera|utpeka|fokusområd)\w*",
        rf"^(?:de\s+|våra\s+)?{AREAS}\s*(?:är|utgörs av|omfattar)?\s*[:;]\s*(?P<list>.+)$",
        r"^(?:de\s+)?(?:geografiskt?\s+)?(?:prioriterade|geografiska|utpekade)\s+\w+\s+(?:är|omfattar)\s+(?P<list>.+)$",
        r"\bpeka[rt]\s+ut\s+(?P<list>.+?)\s+som\b",
        r"\bprioritera[rt]\s+(?:områdena\s+|området\s+|stadsdelarna\s+)(?P<list>.+)$",
        r"\bfokus(?:erar)?\s+(?:ligger\s+)?på\s+(?:områdena\s+|området\s+)(?P<list>.+)$",
    )
)
LEAD = re.compile(
    r"^(?:samtliga|alla|båda|de|våra)?\s*(?:\w+\s+)?(?:stadsdelar(?:na)?|områden(?:a)?|området)\b[;:,]?\s*", re.I
)
ABOUT_THEMES = re.compile(r"\b(?:tema|teman|temaområden)\b", re.IGNORECASE)


def focus_areas(lines: list[Line]) -> list[str]:
    """The names of the focus areas, as printed; none where the text says that there are none."""
    plain = [line for line in lines if not line.bullet]
    for sentence in split_sentences(join(plain)):
        text = re.split(r"\b(?:Stadsdelsn|N)ämnden arbetar utifrån", sentence.text)[0].strip()
        if NONE.search(text):
            return []
        if ABOUT_THEMES.search(text):
            continue
        for pattern in PATTERNS:
            match = pattern.search(text.rstrip(". "))
            if match and match.group("list")[:1].isupper():
                return split_names(match.group("list").rstrip(" ,;:"))
    return [line.text.rstrip(".,;") for line in lines if line.bullet]


def split_names(text: str) -> list[str]:
    """The names in a list that is printed in a sentence."""
    # "Samtliga fyra stadsdelar; Husby/Rinkeby": the names come after the mark.
    slashes = text.count("/") >= 2 or bool(re.match(r"(?:samtliga|alla|båda)\b", text, re.IGNORECASE))
    text = re.split(r"[;:]", text, maxsplit=1)[1] if re.search(r"[;:]", re.sub(r"S:t", "", text)) else text
    text = LEAD.sub("", text.strip())
    parts = [part for piece in text.split(",") for part in re.split(r"\s+(?:och|samt)\s+", piece)]
    if len(parts) == 1 and slashes:
        parts = parts[0].split("/")
    cleaned = (re.sub(r"^(?:och|samt)\s+", "", part.strip()).strip(" .") for part in parts)
    return [part for part in cleaned if part]
