"""`samstad demo` from an empty database to a city that answers."""

import gc
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from tests.visitor import Visitor

from samstad.demo import packs
from samstad.domain.organisation.models import Organisation
from samstad.refusals import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def _small_city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pack of one board where the project's own packs would lie."""
    folder = tmp_path / "demo" / "stockholm"
    folder.mkdir(parents=True)
    (folder / "pack.yaml").write_text("slug: liten\ntitle: Liten stad\n", encoding="utf-8")
    (folder / "organisations.yaml").write_text(
        "organisations:\n"
        "  - slug: skarholmen\n    name: Skärholmens stadsdelsnämnd\n    short_name: Skärholmen\n"
        "    kind: district_board\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(packs, "FOLDER", tmp_path / "demo")
    monkeypatch.setattr(packs, "NAMES", ("stockholm",))
    monkeypatch.setenv("SAMSTAD_HOME", str(tmp_path))


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number = int(probe.getsockname()[1])
    monkeypatch.setenv("PORT", str(number))
    yield number
    for ending, handler in before.items():
        signal.signal(ending, handler)


def start(port: int, command: str = "demo") -> list[int]:
    """What a visitor was answered, after the command has been ended as with Ctrl-C."""
    with Visitor(port) as visitor:
        call_command(command)
    gc.collect()
    return visitor.answers


@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")  # a visitor may still hang on when it ends
@pytest.mark.usefixtures("_small_city")
def test_the_example_city_is_built_once_and_served(port: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert start(port) == [200]
    first = capsys.readouterr().out
    assert Organisation.objects.get().name == "Skärholmens stadsdelsnämnd"
    assert "Läser in stockholm" in first
    assert f"http://localhost:{port}" in first
    assert start(port) == [200]
    assert "Läser in" not in capsys.readouterr().out


@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")  # as above
def test_what_is_there_is_served_without_building_anything(port: int) -> None:
    assert start(port, "serve") == [200]
    assert not Organisation.objects.exists()


@pytest.mark.usefixtures("_small_city")
def test_a_taken_port_is_told_before_anything_is_built(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        monkeypatch.setenv("PORT", str(other.getsockname()[1]))
        with pytest.raises(Refusal, match="upptagen"):
            call_command("demo")
    assert not Organisation.objects.exists()
