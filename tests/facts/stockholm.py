"""The real pack in the test's database, for as long as a block lasts: loaded once for many questions."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import transaction

DEMO = Path(__file__).parents[2] / "demo"


@contextmanager
def stockholm(blocker: Any) -> Iterator[None]:
    """Stockholm 2017 as the sources have it, and afterwards nothing of it."""
    with blocker.unblock(), transaction.atomic():
        call_command("load", str(DEMO / "stockholm"), verbosity=0)
        yield
        transaction.set_rollback(True)
