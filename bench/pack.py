"""Loading packs: seconds for Stockholm, and how the number of questions grows with the pack."""

import tempfile
import time
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.lines import line, write

STOCKHOLM = Path(__file__).parents[1] / "demo" / "stockholm"
SMALL, LARGE = 100, 1000


def pack() -> None:
    """Stockholm into an empty database; then two made packs, the second ten times the first."""
    start = time.perf_counter()
    asked = _load(STOCKHOLM)
    write(line("seconds, load the Stockholm pack", time.perf_counter() - start, "s"))
    write(line("SQL to load the Stockholm pack", asked, "queries"))
    with tempfile.TemporaryDirectory() as folder:
        few, many = (_load(_made(Path(folder), size)) for size in (SMALL, LARGE))
    write(line("growth of SQL beside growth of the pack", (many / few) / (LARGE / SMALL), "x", 1))


def _load(folder: Path) -> int:
    with CaptureQueriesContext(connection) as asked, Path("/dev/null").open("w") as nowhere:
        call_command("load", str(folder), stdout=nowhere)
    return len(asked)


def _made(folder: Path, size: int) -> Path:
    home = folder / f"pack-{size}"
    home.mkdir()
    (home / "pack.yaml").write_text(f"slug: pack-{size}\ntitle: Pack {size}\nexample: true\n", encoding="utf-8")
    rows = "".join(
        f"  - {{slug: p{size}-{n}, kind: measure, title: Åtgärd {n}, owner: farsta, goals: [farsta-trygghet]}}\n"
        for n in range(size)
    )
    (home / "activities.yaml").write_text(f"activities:\n{rows}", encoding="utf-8")
    return home
