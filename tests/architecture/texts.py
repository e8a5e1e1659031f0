"""Every Swedish text a person meets has an English one. `check` says which lack it, `update` adds them empty.

The Swedish text is the msgid. Django itself turns a template into lines of Python with its texts as calls, as its own
`makemessages` does, so that they are found exactly as they are looked up; Babel then reads the Python.
"""

import ast
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "src" / "samstad"
ENGLISH = SOURCES / "web" / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS: Any = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
SHOWN = 30


def used(folder: Path = SOURCES) -> Catalog:
    """Every text in the code, with the files it stands in."""
    catalogue = Catalog(domain="django", project="Samstad", fuzzy=False)
    for path in sorted(folder.rglob("*")):
        if "migrations" in path.parts or path.suffix not in (".py", ".html", ".txt"):
            continue
        place = path.relative_to(folder).as_posix()
        for text, context in _texts_of(path):
            catalogue.add(text, locations=[(place, 0)], context=context)
    return catalogue


def missing(in_code: Catalog, english: Catalog) -> list[Message]:
    """Texts without an English one, or with one that is only guessed or half a plural."""
    return [message for message in in_code if message.id and not _is_done(english.get(message.id, message.context))]


def read_english(path: Path = ENGLISH) -> Catalog:
    """The English catalogue, empty when there is none yet."""
    if not path.is_file():
        return Catalog(locale="en", domain="django", project="Samstad", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale="en", domain="django")


def update(path: Path = ENGLISH) -> int:
    """How many texts still lack an English one, after the catalogue got those it lacked and lost those unused."""
    english = read_english(path)
    in_code = used()
    english.update(in_code, no_fuzzy_matching=True)
    english.obsolete.clear()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, english, omit_header=False, include_lineno=False, sort_output=True, width=100)
    return len(missing(in_code, english))


def _texts_of(path: Path) -> Iterator[tuple[Any, str | None]]:
    content = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        as_python = templatize(content, origin=path.name)
        content = "\n".join(line.strip() for line in as_python.splitlines())  # indents mean something in Python
    else:
        content = "\n".join([content, *_inside_texts(content)])
    for _line, text, _comments, context in extract("python", BytesIO(content.encode()), keywords=KEYWORDS):
        yield text, context


def _inside_texts(content: str) -> list[str]:
    """What f-strings hold within braces, as lines of their own: before Python 3.12 it is no code to Babel."""
    joined = [node for node in ast.walk(ast.parse(content)) if isinstance(node, ast.JoinedStr)]
    return [ast.unparse(part.value) for node in joined for part in node.values if isinstance(part, ast.FormattedValue)]


def _is_done(message: Message | None) -> bool:
    if message is None or message.fuzzy:
        return False
    return all(message.string) if isinstance(message.string, (list, tuple)) else bool(message.string)


def main(task: str) -> int:
    """Exit code 0 when nothing is missing."""
    if task == "update":
        print(f"{update()} texter saknar engelsk översättning i {ENGLISH.relative_to(ROOT)}.")
        return 0
    lacking = missing(used(), read_english())
    for message in lacking[:SHOWN]:
        print(f"{message.locations[0][0]}: saknar engelsk text: {message.id!r}")
    if lacking:
        print(f"{len(lacking)} texter saknar engelsk översättning: kör make messages och fyll i dem.")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
