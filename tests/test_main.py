"""`samstad …` as a person at the keyboard meets it: exit codes, and sentences instead of tracebacks."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from samstad.__main__ import main, needs_home


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "hem"
    monkeypatch.setenv("SAMSTAD_HOME", str(folder))
    return folder


def exit_code(*words: str) -> int | str | None:
    with pytest.raises(SystemExit) as end:
        main(list(words))
    return end.value.code


def test_an_unknown_command_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code("bygg-staden") == 2
    assert "Det finns inget kommando som heter bygg_staden" in capsys.readouterr().err


def test_an_unknown_option_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code("serve", "--fort") == 2
    assert "--fort" in capsys.readouterr().err


def test_a_refusal_is_one_sentence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("PORT", "dörren")
    assert exit_code("serve") == 1
    assert capsys.readouterr().err == "PORT=dörren är inget portnummer. Välj ett tal mellan 1 och 65535.\n"


def test_a_folder_that_cannot_be_written_is_one_sentence(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home.write_text("i vägen", encoding="utf-8")
    assert exit_code("serve") == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_help_lists_our_commands(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["help"])
    shown = capsys.readouterr().out
    assert "serve" in shown
    assert "demo" in shown
    assert not home.exists(), "asking for help leaves nothing behind"


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        ([], False),
        (["--version"], False),
        (["serve", "--help"], False),
        (["import_lup", "plan.txt"], False),
        (["import_lup", "plan.txt", "--save"], True),
        (["load", "demo/stockholm"], True),
        (["migrate"], True),
    ],
)
def test_a_folder_is_made_only_for_commands_that_keep_something(words: list[str], needed: bool) -> None:
    assert needs_home(words) is needed


def run(*words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """A process of its own, on a database of its own."""
    variables = {**os.environ, "DATABASE_URL": "", **environment}
    return subprocess.run(
        [sys.executable, "-m", "samstad", *words], env=variables, capture_output=True, text=True, check=False
    )


def test_a_database_that_lacks_tables_is_told_in_a_sentence() -> None:
    told = run("clearsessions")
    assert told.returncode == 1
    assert told.stderr == "Databasen är inte i takt med programmet: kör samstad migrate och försök igen.\n"


def test_a_database_that_does_not_answer_is_told_in_a_sentence() -> None:
    told = run("clearsessions", DATABASE_URL="postgresql://nobody@127.0.0.1:1/nowhere")
    assert told.returncode == 1
    assert told.stderr.startswith("Databasen svarar inte: ")
    assert told.stderr.count("\n") == 1
