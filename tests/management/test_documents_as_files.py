"""Commands that write reports and read programme documents, with the exit codes they promise."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.db import connections
from tests import builders as b
from tests.reports import need_city
from tests.web.desk.test_drafts_page import TEXT

from samstad.__main__ import main
from samstad.domain.cycle import actions
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.programmes.models import DraftItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> None:
    farsta = b.board("farsta", "Farsta stadsdelsnämnd", area=b.area("farsta", "Farsta"))
    council = b.goal("En trygg stad", sphere="council", number="1.3")
    own = b.goal("Tryggt", under=council, owner=farsta)
    b.activity(farsta, "Vandringar", for_goal=own)
    document = b.programme(farsta, "lup-farsta", summary="Kort om programmet.")
    b.put_in_programme(document, b.goal("Tema", sphere="local", year=None, owner=farsta))
    actions.open_round(year=2017, kind="t1", cutoff=date(2017, 4, 30), due=None, by=COMMAND_LINE, at=b.NOON)


@pytest.fixture(autouse=True)
def _keep_the_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command closes its connections when it ends; here the test's own transaction is on one of them."""
    monkeypatch.setattr(connections, "close_all", lambda: None)


def run(*words: str) -> int:
    try:
        main(list(words))
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def test_the_goal_chapter_of_the_annual_report_is_a_file(city: None, tmp_path: Path) -> None:
    path = tmp_path / "mal.docx"
    assert run("report", "--annual", "2017", "--format", "docx", "--output", str(path)) == 1
    actions.open_round(year=2017, kind="vb", cutoff=None, due=None, by=COMMAND_LINE, at=b.NOON)
    assert run("report", "--annual", "2017", "--format", "docx", "--output", str(path)) == 0
    assert path.read_bytes().startswith(b"PK")


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
@pytest.mark.parametrize(
    "which",
    [
        ("--board", "farsta", "--year", "2017", "--round", "T1"),
        ("--city", "--year", "2017", "--round", "T1"),
        ("--programme", "lup-farsta"),
    ],
)
def test_a_report_is_written_as_a_file(city: None, tmp_path: Path, form: str, which: tuple[str, ...]) -> None:
    target = tmp_path / f"rapport.{form}"
    assert run("report", *which, "--format", form, "--output", str(target)) == 0
    starts = {"html": b"<!doctype html>", "docx": b"PK", "pdf": b"%PDF"}
    assert target.read_bytes().lower().startswith(starts[form].lower())


@pytest.mark.parametrize(
    ("which", "title"),
    [
        (("--index", "prov", "--run", "1.1"), "Provindex"),
        (("--gap", "bistand", "--list", "tva"), "Andel med bistånd"),
        (("--fordelning", "--year", "2017", "--need", "personer"), "Följer insatserna behoven?"),
    ],
)
def test_what_is_told_of_need_is_written_as_a_file(tmp_path: Path, which: tuple[str, ...], title: str) -> None:
    need_city.compute(need_city.build())
    for form, start in {"html": b"<!doctype html>", "docx": b"PK", "pdf": b"%PDF"}.items():
        target = tmp_path / f"behov.{form}"
        assert run("report", *which, "--format", form, "--output", str(target)) == 0
        assert target.read_bytes().startswith(start)
    assert f"<h1>{title}</h1>" in (tmp_path / "behov.html").read_text()


def test_a_draft_written_as_a_file_says_that_it_is_one(city: None, tmp_path: Path) -> None:
    target = tmp_path / "rapport.html"
    run("report", "--board", "farsta", "--year", "2017", "--round", "T1", "--output", str(target))
    assert "utkast" in target.read_text()


@pytest.mark.parametrize(
    ("which", "sentence"),
    [
        (("--board", "ingen", "--year", "2017", "--round", "T1"), "Det finns ingen rapport för ingen"),
        (("--city", "--year", "2016", "--round", "VB"), "inte öppnad"),
        (("--programme", "inget"), "inget program som heter inget"),
        (("--index", "inget", "--run", "1.2"), "ingen körning av inget 1.2"),
        (("--gap", "inget"), "inget gap för inget"),
    ],
)
def test_what_does_not_exist_is_refused_in_a_sentence(
    city: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], which: tuple[str, ...], sentence: str
) -> None:
    assert run("report", *which, "--output", str(tmp_path / "x")) == 1
    assert sentence in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_refused(city: None, tmp_path: Path) -> None:
    assert run("report", "--programme", "lup-farsta", "--output", str(tmp_path / "saknas" / "x.html")) == 1


def test_a_wrong_call_ends_with_two(city: None, tmp_path: Path) -> None:
    assert run("report", "--board", "farsta", "--output", str(tmp_path / "x")) == 2
    assert run("report", "--hej") == 2


def test_the_committees_own_plan_is_written_or_refused(city: None, tmp_path: Path) -> None:
    b.board("social", "Socialnämnden", kind="specialist_board")
    target = tmp_path / "plan.html"
    assert run("mirror-plan", "--board", "social", "--output", str(target)) == 0
    assert "Socialnämnden" in target.read_text()
    assert run("mirror-plan", "--board", "ingen", "--output", str(target)) == 1


def test_a_programme_document_gives_a_summary_json_or_drafts(
    city: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = tmp_path / "program.txt"
    document.write_text(TEXT, encoding="utf-8")
    assert run("import-lup", str(document)) == 0
    assert "Placerade rader" in capsys.readouterr().out
    assert run("import-lup", str(document), "--year", "2018", "--json") == 0
    read = json.loads(capsys.readouterr().out)
    assert [programme["board"] for programme in read["programmes"]] == ["Norrby", "Sörby"]
    assert not DraftItem.objects.exists()
    assert run("import-lup", str(document), "--save") == 0
    assert DraftItem.objects.filter(kind="measure").count() == 3
    assert run("import-lup", str(document), "--save") == 1
    assert "redan inläst" in capsys.readouterr().err
    assert run("import-lup", str(document), "--save", "--json") == 2


def test_an_empty_document_is_refused_and_changes_nothing(city: None, tmp_path: Path) -> None:
    document = tmp_path / "tom.txt"
    document.write_text("")
    assert run("import-lup", str(document), "--save") == 1
    assert not DraftItem.objects.exists()
