"""A fetch as a job, against a service of our own: what came is a file that has been tried, and faults are told."""

from pathlib import Path
from typing import Any

import pytest
from tests import builders as b
from tests.sources.figure_upload.files import city, figures
from tests.sources.figures_api.service import running
from tests.sources.figures_api.test_clients import quick

from samstad.domain.history.models import Event
from samstad.domain.people.actors import COMMAND_LINE, Actor
from samstad.domain.steering.actions.fetches import note_fetch, request_again, request_fetch
from samstad.domain.steering.actions.uploads import save_mapping
from samstad.domain.steering.models import FigureFetch, FigureUpload
from samstad.refusals import Refusal
from samstad.sources.figures_api.jobs import run, run_fetch, start
from samstad.sources.figures_api.lines import in_words

pytestmark = pytest.mark.django_db
KOLADA = {"kpi": ["bistand"], "municipality": ["0180"], "years": [2017], "names": {"0180": "farsta"}}
SCB = {
    "table": "T1",
    "selection": [["Region", ["0180A", "0180B"]], ["Kon", ["1"]], ["Tid", ["2024"]]],
    "area": "Region",
    "period": "Tid",
    "names": {"0180A": "farsta", "0180B": "alvsjo", "T1/1": "folkmangd"},
}


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMSTAD_HOME", str(tmp_path))
    city()


def asked(service: str = "kolada", query: dict[str, Any] | None = None, **more: Any) -> FigureFetch:
    by = Actor.of(b.person("Anna", ("city_coordinator", None)))
    query = query or (KOLADA if service == "kolada" else SCB)
    return request_fetch(service=service, query=query, by=by, at=b.NOON, **more)


def fetched(
    monkeypatch: pytest.MonkeyPatch, *faults: Any, fetch: FigureFetch | None = None, folder: Path | None = None
) -> FigureFetch:
    """The fetch when it has ended, with the service answering so."""
    with running(*faults) as service:
        monkeypatch.setenv("SAMSTAD_KOLADA", service.base)
        monkeypatch.setenv("SAMSTAD_SCB", service.base)
        return run_fetch(fetch or asked(), quick(folder)[0])


def told(fetch: FigureFetch) -> list[str]:
    return [in_words(line["text"], line["said"]) for line in fetch.log]


def test_what_was_fetched_is_a_file_that_has_been_tried_and_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = fetched(monkeypatch)
    assert ended.state == "done"
    assert ended.upload is not None
    assert ended.upload.source.startswith("Källa: Kolada. Hämtad ")
    assert ended.upload.by_name == "Anna"
    assert ended.upload.trial["counts"]["new"] == 2
    assert {row["group"] for row in ended.upload.trial["samples"]["new"]} == {"", "K"}
    assert "bistand, kommun 0180, år 2017. Värden: 2." in told(ended)
    assert figures() == {}
    assert {event.action for event in Event.objects.all()} == {"request_fetch", "finish_fetch"}


def test_a_table_of_scb_is_read_with_the_names_that_the_city_uses(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = fetched(monkeypatch, fetch=asked("scb"))
    assert ended.upload is not None
    assert ended.upload.source.startswith("Källa: SCB, T1. Hämtad ")
    assert {row["area"] for row in ended.upload.trial["samples"]["new"]} == {"Farsta", "Älvsjö"}
    assert any("T1, Region 0180A, 0180B; Kon 1; Tid 2024. Värden: 2." in line for line in told(ended))


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (500, "svarade 500. Nytt försök, 2 av 5."),
        (429, "svarade 429. Nytt försök, 2 av 5."),
        ("cut", "svarade med något annat än JSON. Nytt försök, 2 av 5."),
        ("short", "bröt av sitt svar. Nytt försök, 2 av 5."),
        ("html", "svarade med något annat än JSON. Nytt försök, 2 av 5."),
    ],
)
def test_a_passing_fault_is_told_and_the_fetch_ends_well(
    monkeypatch: pytest.MonkeyPatch, fault: Any, says: str
) -> None:
    ended = fetched(monkeypatch, fault)
    assert ended.state == "done"
    assert any(line.endswith(says) for line in told(ended))


@pytest.mark.parametrize(
    ("faults", "says"),
    [
        ([500] * 5, "svarade 500, 5 gånger"),
        ([429] * 5, "svarade 429, 5 gånger"),
        (["cut"] * 5, "något annat än JSON, 5 gånger"),
        (["html"] * 5, "något annat än JSON, 5 gånger"),
        ([404], "svarade 404 på frågan. Se över koderna"),
        (["new form"], "Kolada svarar i en ny form"),
        ([{"values": []}], "inga värden för det som söks"),
    ],
)
def test_a_fault_that_stays_ends_the_fetch_with_its_sentence(
    monkeypatch: pytest.MonkeyPatch, faults: list[Any], says: str
) -> None:
    ended = fetched(monkeypatch, *faults)
    assert ended.state == "failed"
    assert says in told(ended)[-1]
    assert FigureUpload.objects.count() == 0
    assert Event.objects.filter(action="fail_fetch").count() == 1


def test_a_fault_of_our_own_ends_the_fetch_too(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = fetched(monkeypatch, fetch=asked(query={"kpi": ["N1"]}))
    assert ended.state == "failed"
    assert "ett fel i programmet (KeyError)" in told(ended)[-1]


def test_a_fetch_started_again_goes_on_from_what_it_has(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    query = {**KOLADA, "municipality": [f"{number:04d}" for number in range(30)]}
    with running(*[None] * 3, *[500] * 5) as service:
        monkeypatch.setenv("SAMSTAD_KOLADA", service.base)
        failed = run_fetch(asked(query=query), quick(tmp_path / "svar")[0])
        assert failed.state == "failed"
        again = request_again(fetch=failed, by=COMMAND_LINE, at=b.NOON)
        ended = run_fetch(again, quick(tmp_path / "svar")[0])
    assert ended.state == "done"
    assert "kommandorad bad om ett nytt försök." in told(ended)
    assert any("sparade sedan förra gången" in line for line in told(ended))


def test_answers_are_kept_until_the_fetch_is_done_and_not_longer(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with running(404) as service:
        monkeypatch.setenv("SAMSTAD_KOLADA", service.base)
        failed = run(asked())
        assert run(request_again(fetch=failed, by=COMMAND_LINE, at=b.NOON)).state == "done"
    assert list((tmp_path / "fetched").iterdir()) == []


def test_only_one_fetches_and_one_that_was_overtaken_writes_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = fetched(monkeypatch)
    with pytest.raises(Refusal, match="läget ”hämtad”"):
        run_fetch(ended, quick()[0])
    with pytest.raises(Refusal, match="läget ”hämtad”"):
        note_fetch(fetch=ended, text="Sent.", said={}, by=COMMAND_LINE, at=b.NOON)
    with pytest.raises(Refusal, match="läget ”hämtad”"):
        request_again(fetch=ended, by=COMMAND_LINE, at=b.NOON)


def test_a_saved_reading_is_used_and_one_that_is_gone_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    columns = {"area": "area", "value": "value", "period": "period", "indicator_is": "folkmangd"}
    save_mapping(title="Som folkmängd", columns=columns, by=COMMAND_LINE, at=b.NOON)
    ended = fetched(monkeypatch, fetch=asked(mapping="Som folkmängd"))
    assert ended.upload is not None
    assert ended.upload.columns["indicator_is"] == "folkmangd"
    gone = fetched(monkeypatch, fetch=asked(mapping="Borta"))
    assert "Ingen sparad läsning heter ”Borta”" in told(gone)[-1]


def test_whoever_has_lost_the_role_gets_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    by = b.person("Kim", ("coordinator", b.board()))
    with pytest.raises(Refusal, match="ingen roll"):
        request_fetch(service="kolada", query=KOLADA, by=Actor.of(by), at=b.NOON)
    fetch = asked()
    FigureFetch.objects.filter(pk=fetch.pk).update(by_user=by)
    fetch.refresh_from_db()
    assert "ingen roll" in told(fetched(monkeypatch, fetch=fetch))[-1]


def test_a_service_that_we_do_not_know_is_refused() -> None:
    with pytest.raises(Refusal, match="vilken tjänst"):
        asked("eurostat", KOLADA)


def test_a_long_log_keeps_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    query = {**KOLADA, "municipality": [f"{number:04d}" for number in range(25)], "years": list(range(1985, 2018))}
    ended = fetched(monkeypatch, fetch=asked(query=query))
    assert len(ended.log) == 200
    assert "provad" in told(ended)[-1]


def test_the_command_line_is_left_to_fetch_where_it_is_said(settings: Any) -> None:
    settings.FETCH_FIGURES = "cron"
    fetch = asked()
    start(fetch)
    fetch.refresh_from_db()
    assert fetch.state == "waiting"
