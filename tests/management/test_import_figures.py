"""`samstad import-figures`: the same dry run, storing and taking back, from the command line."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from tests import builders as b
from tests.sources.figure_upload.files import city, figures, write

from samstad.domain.history.models import Event
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.steering.actions.uploads import save_mapping
from samstad.domain.steering.models import FigureUpload
from samstad.refusals import Refusal

pytestmark = pytest.mark.django_db
LONG = "kod;indikator;år;värde\n"


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMSTAD_HOME", str(tmp_path / "hem"))
    city()


def run(*arguments: Any) -> str:
    out = io.StringIO()
    call_command("import_figures", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_a_check_tells_and_changes_nothing(tmp_path: Path) -> None:
    path = write(tmp_path, LONG + "farsta;bistand;2016;7,1\nalvsjo;bistand;2016;sju\n")
    text = run(path, "--check")
    assert "1 nya, 0 ändrade, 0 oförändrade, 1 går inte att läsa in." in text
    assert "rad 3: ”sju” är inget tal" in text
    assert "filen har inget för" in text
    assert FigureUpload.objects.count() == 0


def test_a_file_is_stored_and_taken_back(tmp_path: Path) -> None:
    path = write(tmp_path, LONG + "farsta;bistand;2016;7,1\n")
    found = json.loads(run(path, "--source", "Tabell b1", "--known-from", "2017-04-01", "--json"))
    assert found["stored"] == 1
    assert Event.objects.get(action="store_upload").actor_name == "kommandorad"
    assert "1 värden är inlästa" not in run(path, "--check")
    undone = json.loads(run("--undo", found["upload"], "--reason", "Fel tabell", "--json"))
    assert undone == {"upload": found["upload"], "withdrawn": 1}
    assert figures() == {}


def test_what_the_command_says_goes_before_the_headings(tmp_path: Path) -> None:
    path = write(tmp_path, "namn;värde\nFarsta;0,071\nOkänt;0\n")
    text = run(
        path, "--source", "Tabell", "--indicator", "bistand", "--period", "2016", "--share", "parts", "--apart",
        "Okänt", "--kind", "stadsdelsomrade",
    )  # fmt: skip
    assert "1 värden är inlästa som fil" in text
    assert [f"{value:.1f}" for value in figures().values() if value] == ["7.1"]


def test_a_saved_reading_is_used_by_its_name(tmp_path: Path) -> None:
    columns = {
        "name": "Distrikt",
        "value": "Tal",
        "period_is": "2016",
        "indicator_is": "bistand",
        "kind": "stadsdelsomrade",
    }
    save_mapping(title="Tabell b1", columns=columns, by=COMMAND_LINE, at=b.NOON)
    path = write(tmp_path, "Distrikt;Tal\nFarsta;7,1\n")
    assert "1 nya" in run(path, "--mapping", "Tabell b1", "--check")
    with pytest.raises(Refusal, match="Ingen sparad läsning heter"):
        run(path, "--mapping", "Tabell b2", "--check")


def test_lost_people_are_refused_with_nothing_stored(tmp_path: Path) -> None:
    path = write(tmp_path, LONG + "farsta;folkmangd;2016;70\nNorrmalm;folkmangd;2016;30\n")
    with pytest.raises(Refusal, match=r"30 \(30,0 procent\) hör till områden som inte finns"):
        run(path, "--source", "Tabell", "--leave-out-refused")
    assert FigureUpload.objects.count() == 0


def test_a_call_without_file_or_with_an_unknown_number_is_refused() -> None:
    with pytest.raises(Refusal, match="Ange en fil"):
        run()
    with pytest.raises(Refusal, match="Ingen inläst fil har nummer 99"):
        run("--undo", 99)


def test_taking_back_says_how_many(tmp_path: Path) -> None:
    run(write(tmp_path, LONG + "farsta;bistand;2016;7,1\n"), "--source", "Tabell")
    assert "1 värden är återtagna." in run("--undo", FigureUpload.objects.get().pk, "--reason", "Fel")
