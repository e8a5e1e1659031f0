"""`python -m bench`: every part in a process and a database of its own; exit 0 when every bar is reached."""

import json
import os
import subprocess
import sys
import tempfile

from tests.run import postgres

from bench.lines import Line, write

PARTS = (
    "full",
    "tenfold",
    "council",
    "council_goal",
    "council_goal_tenth",
    "freeze",
    "documents",
    "pack",
    "first_page",
    "index",
    "upload",
    "rollover",
    "changed",
    "reporters",
)
ON_POSTGRESQL = ("reporters",)
"""Parts that are also measured there: many who write at once meet locks of another kind."""
PAIRS = (("full", "tenfold"), ("tenth", "full"))
"""Which sizes are held against each other: N and ten times N."""


def main() -> int:
    """Each part's lines as they come; then what compares parts with each other."""
    lines: list[Line] = []
    for part in PARTS:
        lines += _told(run(part))
    with postgres() as address:
        for part in ON_POSTGRESQL:
            lines += _told(run(part, database=address))
    lines += [write(line) for line in compared(lines)]
    return 0 if all(line["ok"] for line in lines) else 1


def _told(lines: list[Line]) -> list[Line]:
    """The lines, printed but for those that are only for comparing parts with each other."""
    for line in lines:
        if not line["row"].startswith("_"):
            write(line)
    return lines


def run(part: str, *, database: str = "") -> list[Line]:
    """The part's lines, from a fresh process with an empty home, and an empty database where none is given."""
    with tempfile.TemporaryDirectory(prefix="samstad-bench-") as home:
        environment = {
            **os.environ,
            "OPENBLAS_NUM_THREADS": "1",
            "SAMSTAD_HOME": home,
            "DATABASE_URL": database or f"sqlite:///{home}/bench.sqlite3",
        }
        done = subprocess.run(
            [sys.executable, "-m", "bench.part", part], env=environment, stdout=subprocess.PIPE, text=True, check=False
        )
    if done.returncode:
        return [
            {"row": f"{part} could be measured", "value": done.returncode, "unit": "exit code", "bar": 0, "ok": False}
        ]
    return [json.loads(text) for text in done.stdout.splitlines() if text.startswith("{")]


def compared(lines: list[Line]) -> list[Line]:
    """SQL per page at N and 10 N must be equal: the difference is the value."""
    counts: dict[str, dict[str, float]] = {}
    for line in lines:
        if line["row"].startswith("_sql "):
            _mark, size, page = line["row"].split(" ", 2)
            counts.setdefault(page, {})[size] = float(line["value"])
    pairs = [(page, sizes, *pair) for page, sizes in counts.items() for pair in PAIRS if set(pair) <= sizes.keys()]
    return [
        {
            "row": f"SQL more at 10 N than at N, {page}",
            "value": sizes[large] - sizes[small],
            "unit": "queries",
            "bar": 0,
            "ok": sizes[large] == sizes[small],
        }
        for page, sizes, small, large in pairs
    ]


if __name__ == "__main__":
    sys.exit(main())
