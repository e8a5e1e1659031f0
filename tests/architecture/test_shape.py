"""The shape of the code that no import shows: see ARCHITECTURE.md for the reasons."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "samstad"
LONGEST_FILE = 400
DRAWERS = {"utils", "util", "common", "helpers", "helper", "misc", "core", "shared"}
HTTP = {"urllib.request", "http.client", "requests", "httpx", "aiohttp", "urllib3"}


def files(*folders: str) -> list[Path]:
    return [
        path
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "migrations" not in path.parts and "__pycache__" not in path.parts
    ]


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)


@pytest.mark.parametrize("path", files("src", "tests", "bench"), ids=named)
def test_a_file_can_be_read_in_one_go(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < LONGEST_FILE


def test_there_is_no_drawer_for_odds_and_ends() -> None:
    """What many need has a subject that has not been named yet."""
    inside = {path: {path.stem, *path.relative_to(PACKAGE).parent.parts} for path in files("src")}
    # The committee's own part of a programme document is called its common part: a word of the source.
    allowed = {PACKAGE / "sources" / "lup_document" / "common.py"}
    assert [named(path) for path, names in inside.items() if names & DRAWERS and path not in allowed] == []


def test_nothing_happens_behind_the_back_of_an_action() -> None:
    """A signal on a model would write where no action says so."""
    found = {named(path): set(imports(ast.parse(path.read_text(encoding="utf-8")))) for path in files("src")}
    assert [
        path
        for path, names in found.items()
        if any(n.startswith(("django.db.models.signals", "django.dispatch")) for n in names)
    ] == []


def test_only_sources_asks_other_machines() -> None:
    found = {path: set(imports(ast.parse(path.read_text(encoding="utf-8")))) for path in files("src")}
    assert [named(path) for path, names in found.items() if names & HTTP and "sources" not in path.parts] == []


def test_every_dependency_says_why() -> None:
    """Each line of pyproject.toml that names a package has a reason after it."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    wanted = tomllib.loads(text)
    names = wanted["project"]["dependencies"] + wanted["project"]["optional-dependencies"]["dev"]
    names += wanted["dependency-groups"]["build"]
    silent = [
        name
        for name in names
        if not any(f'"{name}"' in line and re.search(r"#\s+\w+", line) for line in text.splitlines())
    ]
    assert silent == []


@pytest.mark.parametrize("mark", [r"type:\s*ignore", r"pragma:\s*no cover"])
def test_an_exception_to_a_rule_says_why(mark: str) -> None:
    """`# type: ignore[code]  # reason`."""
    with_reason = re.compile(rf"#\s*{mark}(\[[\w-]+(,\s*[\w-]+)*\])?\s+(#|-)\s*\w{{2,}}")
    bare = [
        f"{named(path)}:{number}"
        for path in files("src", "tests", "bench")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(rf"#\s*{mark}", line) and not with_reason.search(line)
    ]
    assert bare == []
