"""The web server: it answers, says what is in its way, and ends without fuss."""

import gc
import os
import signal
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from tests.visitor import Visitor

from samstad import serving
from samstad.refusals import Refusal


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number = int(probe.getsockname()[1])
    monkeypatch.setenv("PORT", str(number))
    return number


@pytest.fixture
def taken(port: int) -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        yield port


@pytest.fixture(autouse=True)
def _signals() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")  # a visitor may still hang on when it ends
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_it_answers_until_it_is_asked_to_end(
    port: int, ending: signal.Signals, capsys: pytest.CaptureFixture[str]
) -> None:
    with Visitor(port, ending) as visitor:
        serving.serve()
    gc.collect()
    assert visitor.answers == [200]
    assert f"Samstad körs på http://localhost:{port}" in capsys.readouterr().out


@pytest.mark.parametrize("start", [serving.require_free_port, serving.serve])
def test_a_taken_port_is_told_and_another_suggested(taken: int, start: object) -> None:
    assert callable(start)
    with pytest.raises(Refusal, match=f"Port {taken} är upptagen.*PORT={taken + 1}"):
        start()


def test_after_the_last_port_the_usual_one_is_suggested(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "65535")
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", 65535))
        other.listen()
        with pytest.raises(Refusal, match="PORT=8000"):
            serving.require_free_port()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may use every port")
def test_a_port_of_the_system_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "80")
    with pytest.raises(Refusal, match="över 1023"):
        serving.require_free_port()


def test_an_address_of_another_machine_is_told(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMSTAD_ADDRESS", "192.0.2.1")
    with pytest.raises(Refusal, match="SAMSTAD_ADDRESS"):
        serving.require_free_port()


@pytest.fixture
def steps(transactional_db: None, settings: Any) -> Iterator[MigrationRecorder]:
    """The steps that have built the tables, which in tests are built at once and keep no book of it."""
    settings.MIGRATION_MODULES = {}
    book = MigrationRecorder(connection)
    book.ensure_schema()
    for app, name in MigrationLoader(connection).graph.nodes:
        book.record_applied(app, name)
    yield book
    with connection.schema_editor() as editor:
        editor.delete_model(MigrationRecorder.Migration)


def test_a_database_that_is_behind_is_told_and_one_in_step_is_served(steps: MigrationRecorder) -> None:
    serving.require_current_database()
    steps.record_unapplied("cycle", "0001_initial")
    with pytest.raises(Refusal, match="kör samstad migrate") as refusal:
        serving.require_current_database(DatabaseError("no such table"))
    assert refusal.value.code == "unmigrated"
