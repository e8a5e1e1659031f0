"""A database built step by step, as a city's is, is the one that all other tests have from the models at once."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import dj_database_url
import psycopg
import pytest
from django.apps import apps
from django.db import connection
from django.db.utils import ConnectionHandler

pytestmark = pytest.mark.django_db


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[str]:
    """The address of a database without tables, of the kind that the tests run on."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'ny.sqlite3'}"
        return
    server, name = os.environ["DATABASE_URL"], f"steg_for_steg_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as asked:
        asked.execute(f'CREATE DATABASE "{name}"')
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        asked.execute(f'DROP DATABASE "{name}"')


def ours() -> list[str]:
    """The names of our own tables: a library's may well have been built in another way long ago."""
    models = apps.get_models(include_auto_created=True)
    return [model._meta.db_table for model in models if model.__module__.startswith("samstad.")]


def tables(asked: Any) -> dict[str, tuple[object, ...]]:
    """Each of our tables with its columns (name, type, may be empty) and what they must hold."""
    found: dict[str, tuple[object, ...]] = {}
    with asked.cursor() as cursor:
        for table in ours():
            columns = asked.introspection.get_table_description(cursor, table)
            rules = asked.introspection.get_constraints(cursor, table).values()
            found[table] = (
                {(each.name, each.type_code, each.null_ok) for each in columns},
                {(tuple(sorted(rule["columns"] or ())), rule["unique"], rule["check"]) for rule in rules},
                {str(rule["foreign_key"]) for rule in rules},
            )
    return found


def test_every_table_has_its_columns_and_rules(empty: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "samstad", "migrate", "--verbosity=0"],
        env={**os.environ, "DATABASE_URL": empty},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    built = ConnectionHandler({"default": dj_database_url.parse(empty)})["default"]
    try:
        step_by_step = tables(built)
    finally:
        built.close()
    assert step_by_step == tables(connection)
