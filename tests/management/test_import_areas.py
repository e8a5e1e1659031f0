"""`samstad import-areas` as it is called, with the exit codes it promises."""

import json
from pathlib import Path

import pytest
from django.db import connections
from tests import builders as b
from tests.sources.area_files import files

from samstad.__main__ import main
from samstad.domain.places.models import Area, AreaBorder

pytestmark = pytest.mark.django_db
USUAL = ("--kind", "stadsdel", "--valid-from", "2020-07-01")


@pytest.fixture(autouse=True)
def _keep_the_connection(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A command closes its connections when it ends; here the test's own transaction is on one of them."""
    monkeypatch.setattr(connections, "close_all", lambda: None)
    monkeypatch.setenv("SAMSTAD_HOME", str(tmp_path / "hem"))


@pytest.fixture
def file(tmp_path: Path) -> str:
    return str(files.geojson(tmp_path, files.feature("Älvsjö"), files.feature("Solberga", files.NEXT)))


def run(*words: str) -> int:
    try:
        main(["import-areas", *words])
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def test_a_check_first_and_then_the_import_and_once_more(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    b.area("orby", "Örby", kind="stadsdel")
    assert run(file, *USUAL, "--check") == 0
    said = capsys.readouterr().out
    assert said.startswith("2 områden i WGS 84, 127.")
    assert "Nya:\n  Älvsjö (alvsjo)\n  Solberga (solberga)\n" in said
    assert "(inget tas bort):\n  Örby (orby)\n" in said
    assert said.endswith("Prövat, ingenting sparat: stadsdel-2020-07-01. 2 nya, 0 ändrade, 0 oförändrade.\n")
    assert not AreaBorder.objects.exists()
    assert run(file, *USUAL) == 0
    assert "Inläst: stadsdel-2020-07-01. 2 nya" in capsys.readouterr().out
    assert run(file, *USUAL) == 0
    assert "0 nya, 0 ändrade, 2 oförändrade." in capsys.readouterr().out
    assert run(file, *USUAL, "-v0") == 0
    assert capsys.readouterr().out == ""


def test_with_json_only_json_is_written(file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    b.area("gamla", "Gamla", kind="stadsdel")
    became = tmp_path / "blev.csv"
    became.write_text("from,to,date\nGamla,Solberga,2020-07-01\n", encoding="utf-8")
    assert run(file, *USUAL, "--set", "delar", "--successors", str(became), "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["edition"], said["created"], said["checked_only"]) == ("delar", ["alvsjo", "solberga"], False)
    assert (said["changed"], said["unchanged"], said["refused"], said["lacking"]) == ([], [], [], [])
    assert said["successions"] == {"created": 1, "changed": 0, "unchanged": 0}
    assert said["fields"] == {"name": "namn"}
    assert run(file, *USUAL, "--set", "delar", "--successors", str(became)) == 0
    assert "Efterföljare: 0 nya, 0 ändrade, 1 oförändrade." in capsys.readouterr().out


def test_a_refused_area_is_told_and_nothing_is_kept(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    b.area("solberga", "Solberga", kind="stadsdel", valid_to=b.day("2019-12-31"))
    for option in ("--check", "-v1"):
        assert run(file, *USUAL, option) == 1
        assert "Solberga fanns till 2019-12-31" in capsys.readouterr().err
    assert run(file, *USUAL, "--check", "--json") == 1
    said = json.loads(capsys.readouterr().out)
    assert (said["created"], [row["name"] for row in said["refused"]]) == (["alvsjo"], ["Solberga"])
    assert run(file, *USUAL, "--json") == 1
    (problem,) = json.loads(capsys.readouterr().out)["errors"]
    assert problem["name"] == "Solberga"
    assert Area.objects.count() == 1


def test_a_file_that_is_none_is_refused_and_a_bad_day_is_a_wrong_call(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(str(tmp_path / "nix.gpkg"), *USUAL, "--json") == 1
    assert json.loads(capsys.readouterr().out) == {"errors": [{"text": "Filen nix.gpkg finns inte. Se över namnet."}]}
    assert run("x.geojson", "--kind", "stadsdel", "--valid-from", "i fjol") == 2
    assert "i fjol är inget datum" in capsys.readouterr().err
    assert run("x.geojson", "--valid-from", "2020-01-01") == 2


def test_many_names_are_cut_short(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = files.geojson(tmp_path, *[files.feature(f"Del {number}") for number in range(60)])
    assert run(str(file), *USUAL, "--check") == 0
    assert "  … och 10 till\n" in capsys.readouterr().out
