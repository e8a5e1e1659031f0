"""Running text from lines, and sentences from running text, each with the lines it came from."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from .layout import Layout, paragraphs
from .lines import Line, hangs, span

ABBREVIATIONS = frozenset(
    """
    t.ex bl.a m.m m.fl d.v.s dvs osv o.s.v o.d t.o.m fr.o.m s.k sk ca c:a kap nr resp inkl exkl ev jfr
    mfl mm tex bla tom from obs kl tfn st mkr tkr f.d f.n p.g.a pga u.å e.d i.e dr prof avd enl gm max
    min
    """.split()  # noqa: SIM905 - a list of words is read more easily as words
)
BOUNDARY = re.compile(
    r"[.!?][\"”’')\]]*\s+(?=[\"”“»(]?[A-ZÅÄÖÉ0-9])|(?<=[a-zåäö]{5})\.\s+(?=[a-zåäö])"
    # A full stop may have been forgotten before "Nämnden ska".
    r"|(?<=[a-zåäö)])\s+(?=[A-ZÅÄÖ]\w*(?:ämnden|förvaltningen)\s+(?:ska|vill|åtar)\b)"
)
MAX_QUOTED = 200  # a quotation mark that is never closed must not hold the whole text together


@dataclass(frozen=True)
class Passage:
    """A text with the first and last line it stands on."""

    text: str
    lines: tuple[int, int]


@dataclass(frozen=True)
class Joined:
    """Running text that remembers where each line begins in it."""

    text: str
    starts: tuple[int, ...]
    numbers: tuple[int, ...]

    def passage(self, start: int, end: int) -> Passage:
        """The text between two places, with its lines."""
        raw = self.text[start:end]
        start += len(raw) - len(raw.lstrip())
        last = start + max(len(raw.strip()) - 1, 0)
        return Passage(raw.strip(), (self._line(start), self._line(last)))

    def _line(self, place: int) -> int:
        return self.numbers[max(bisect_right(self.starts, place) - 1, 0)]


def glue(text: str, following: str) -> str:
    """What stands between two lines when joined, after a hyphen that only divides is gone.

    >>> glue("sam-", "verkan"), glue("HBTQ-", "personer"), glue("stads-", "och bostäder")
    ('samverkan', 'HBTQ-personer', 'stads- och bostäder')
    """
    if text.endswith("\u00ad"):
        return text[:-1] + following
    if not text.endswith("-") or text.endswith((" -", "--")):
        return f"{text} {following}"
    part = re.split(r"[\s/(]", text[:-1])[-1].rsplit("-", 1)[-1]
    word = following.split(maxsplit=1)[0].casefold().rstrip(",")
    if word in {"och", "eller", "samt", "respektive"}:
        return f"{text} {following}"
    if not following[:1].islower() or part.isupper() or any(sign.isdigit() for sign in part):
        return text + following
    return text[:-1] + following


def join(lines: list[Line]) -> Joined:
    """The lines as running text."""
    text, starts, numbers = "", [], []
    for line in lines:
        text = glue(text, line.text) if text else line.text
        starts.append(len(text) - len(line.text))
        numbers.append(line.number)
    return Joined(text, tuple(starts), tuple(numbers))


def is_abbreviation(text: str) -> bool:
    """Whether the text ends in an abbreviation, whose full stop closes no sentence."""
    if not text.endswith("."):
        return False
    word = text[:-1].split()[-1:] or [""]
    word = [word[0].lstrip('("”“').casefold()]
    return word[0] in ABBREVIATIONS or (len(word[0]) == 1 and word[0].isalpha())


def split_sentences(joined: Joined) -> list[Passage]:
    """The sentences of a running text."""
    found: list[Passage] = []
    start = 0
    for match in BOUNDARY.finditer(joined.text):
        head = joined.text[start : match.start() + 1]
        forgotten = joined.text[match.start()].isspace() and hangs(joined.text[start : match.start()])
        if forgotten or _inside(joined.text[start : match.end()].rstrip()):
            continue
        if is_abbreviation(head) and joined.text[match.end()] not in '"”“(':
            # "m.m. Nämnden" may end a sentence as well; only closing abbreviations are trusted to.
            closing = head.split()[-1].casefold() in {"m.m.", "osv.", "m.fl.", "o.s.v.", "mm.", "o.d."}
            if not closing:
                continue
        found.append(joined.passage(start, match.end()))
        start = match.end()
    if joined.text[start:].strip():
        found.append(joined.passage(start, len(joined.text)))
    return found


def _inside(text: str) -> bool:
    """Whether a quotation or bracket is still open at the end of the text."""
    last = max(text.rfind("”"), text.rfind("("))
    if len(text) - last > MAX_QUOTED:
        return False
    return ("“" not in text and text.count("”") % 2 == 1) or text.count("(") > text.count(")")


def statements(lines: list[Line], layout: Layout) -> list[Passage]:
    """One passage per sentence, and one per bullet."""
    found: list[Passage] = []
    for group in paragraphs(lines, layout):
        if group[0].bullet:
            found.append(Passage(join(group).text, span(group)))
        else:
            found += split_sentences(join(group))
    return found


def running_text(lines: list[Line], layout: Layout) -> str:
    """The lines as text, one paragraph a line."""
    return "\n".join(join(group).text for group in paragraphs(lines, layout))
