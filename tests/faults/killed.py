"""A deed done in a process of its own, which is killed before one of its writes, as when the power goes."""

import os
import shutil
import signal
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection

WRITES = ("INSERT", "UPDATE", "DELETE")
_kept_open: list[Any] = []


class Place:
    """Where the killed process works: a copy of the SQLite database, made anew for each try, or PostgreSQL itself."""

    def __init__(self, folder: Path) -> None:
        self._start, self._copy = folder / "start.sqlite3", folder / "copy.sqlite3"
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute(f"VACUUM INTO '{self._start}'")

    def renew(self) -> None:
        if connection.vendor == "sqlite":
            for file in self._copy.parent.glob("copy.*"):
                file.unlink()
            shutil.copy(self._start, self._copy)

    def enter(self) -> None:
        """In the new process: a connection of its own. The inherited one is left as it is, for it is the parent's."""
        _kept_open.append(connection.connection)
        connection.connection = None
        if connection.vendor == "sqlite":
            connection.settings_dict["NAME"] = str(self._copy)

    def content(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table, as a process that starts afterwards finds it."""
        tables = sorted(model._meta.db_table for model in apps.get_models(include_auto_created=True))
        if connection.vendor == "sqlite":
            opened = sqlite3.connect(self._copy)
            try:
                return {table: sorted(opened.execute(f'SELECT * FROM "{table}"'), key=repr) for table in tables}
            finally:
                opened.close()
        found = {}
        with connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f'SELECT * FROM "{table}"')
                found[table] = sorted(cursor.fetchall(), key=repr)
        return found


def killed_before_each_write(place: Place, deed: Callable[[], object]) -> Iterator[int]:
    """Kills a new process before its first write, then before its second, and so on until one lives to the end.

    Yields the number of each write that was never made, while the place is as the killed process left it.
    """
    number = 1
    while _dies(place, deed, number):
        yield number
        number += 1


def _dies(place: Place, deed: Callable[[], object], number: int) -> bool:
    place.renew()
    child = os.fork()
    if child == 0:
        _live(place, deed, number)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "the deed failed by itself"
    return os.WIFSIGNALED(status)


def _live(place: Place, deed: Callable[[], object], number: int) -> None:
    place.enter()
    made = 0

    def kill(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal made
        made += sql.lstrip().upper().startswith(WRITES)
        if made == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    code = 1
    try:
        with connection.execute_wrapper(kill):
            deed()
        code = 0
    finally:
        os._exit(code)
