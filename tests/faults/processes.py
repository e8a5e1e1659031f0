"""Deeds done in processes of their own: killed before one of their writes, as when the power goes, or at once."""

import os
import shutil
import signal
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection

from samstad.refusals import Refusal

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


def at_once(place: Place, *deeds: Callable[[], object]) -> list[str]:
    """What became of deeds that begin at the same moment, each in a process of its own: "done", or a refusal's code."""
    place.renew()
    waiting, go = os.pipe()
    children = []
    for deed in deeds:
        answer, tell = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(go)
            _do_when_told(place, deed, waiting, tell)
        os.close(tell)
        children.append((child, answer))
    os.close(waiting)
    os.close(go)
    told = []
    for child, answer in children:
        with os.fdopen(answer) as words:
            told.append(words.read())
        os.waitpid(child, 0)
    return told


def _do_when_told(place: Place, deed: Callable[[], object], waiting: int, tell: int) -> None:
    code = "failed"
    try:
        place.enter()
        connection.ensure_connection()
        os.read(waiting, 1)
        deed()
        code = "done"
    except Refusal as refusal:
        code = refusal.code
    finally:
        os.write(tell, code.encode())
        os._exit(0)


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
