"""Figures from other services: pages, batches, faults and traps, against a service of our own."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from tests.sources.figures_api.service import REGIONS, SEXES, YEARS, json_stat, running

from samstad.refusals import Refusal
from samstad.sources.figures_api import Client, as_csv, fetch_kolada, fetch_pxweb
from samstad.sources.figures_api.client import NoAnswer
from samstad.sources.figures_api.pxweb import parts

ALL = {"Region": list(REGIONS), "Kon": list(SEXES), "Tid": list(YEARS)}


def quick(folder: Path | None = None) -> tuple[Client, list[float]]:
    """A client that does not sleep but writes down how long it would have."""
    slept: list[float] = []
    return Client(folder=folder, pause=0, sleep=slept.append), slept


def test_every_page_is_followed_and_women_stand_apart() -> None:
    with running() as service:
        rows = fetch_kolada(["N1"], ["0180", "0181"], [2015, 2016, 2017], quick()[0], base=service.base)
        assert len(service.asked) == 2
    assert len(rows) == 12
    assert {row.indicator for row in rows} == {"N1", "N1|K"}
    assert {row.source for row in rows} == {"Kolada"}


def test_a_missing_value_is_missing_and_never_zero() -> None:
    with running() as service:
        rows = fetch_kolada(["N1"], ["0180"], [2016], quick()[0], base=service.base)
    (missing,) = [row for row in rows if row.indicator == "N1"]
    assert (missing.value, missing.status) == (None, "not_collected")
    assert "0180,N1,2016,,not_collected,Kolada" in as_csv(rows)


def test_a_question_holds_at_most_twenty_five_places() -> None:
    places = [f"{number:04d}" for number in range(60)]
    with running() as service:
        rows = fetch_kolada(["N1"], places, [2017], quick()[0], base=service.base)
        longest = max(len(path.split("/")[5].split(",")) for path in service.asked)
    assert longest == 25
    assert len({row.area for row in rows}) == 60


@pytest.mark.parametrize("fault", [500, 503, "html", "cut", "short"])
def test_a_passing_fault_is_waited_out(fault: Any) -> None:
    client, slept = quick()
    with running(fault, fault) as service:
        assert len(fetch_kolada(["N1"], ["0180"], [2017], client, base=service.base)) == 2
    assert client.asked == 3
    assert any(seconds >= 2 for seconds in slept)


def test_the_service_says_how_long_to_wait() -> None:
    client, slept = quick()
    with running(429) as service:
        fetch_kolada(["N1"], ["0180"], [2017], client, base=service.base)
    assert 3.0 in slept


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (500, "svarade 500, 5 gånger"),
        ("html", "något annat än JSON, 5 gånger"),
        ("cut", "något annat än JSON"),
        ("short", "bröt av sitt svar, 5 gånger"),
    ],
)
def test_a_fault_that_stays_is_told_and_not_taken_for_figures(fault: Any, says: str) -> None:
    with running(*[fault] * 5) as service, pytest.raises(NoAnswer, match=says):
        fetch_kolada(["N1"], ["0180"], [2017], quick()[0], base=service.base)


def test_a_wrong_code_is_not_asked_for_again() -> None:
    client, _slept = quick()
    with running(404) as service, pytest.raises(NoAnswer, match="svarade 404 på frågan"):
        fetch_kolada(["fel"], ["0180"], [2017], client, base=service.base)
    assert client.asked == 1


def test_nobody_at_home_is_told() -> None:
    with running() as service:
        base = service.base
    with pytest.raises(NoAnswer, match="svarade inte"):
        fetch_kolada(["N1"], ["0180"], [2017], quick()[0], base=base)


def test_an_answer_in_a_new_form_is_refused() -> None:
    with running("new form") as service, pytest.raises(NoAnswer, match="Kolada svarar i en ny form"):
        fetch_kolada(["N1"], ["0180"], [2017], quick()[0], base=service.base)
    with running("new form") as service, pytest.raises(NoAnswer, match="SCB svarar i en ny form"):
        fetch_pxweb("T1", ALL, quick()[0], area="Region", period="Tid", base=service.base)


def test_a_run_that_was_broken_off_goes_on_where_it_stopped(tmp_path: Path) -> None:
    first, _slept = quick(tmp_path)
    places = [f"{number:04d}" for number in range(30)]
    with running() as service:
        service.faults.extend([None] * 7 + [500] * 5)
        with pytest.raises(NoAnswer, match="det hämtade är sparat"):
            fetch_kolada(["N1"], places, [2017], first, base=service.base)
        second, _again = quick(tmp_path)
        rows = fetch_kolada(["N1"], places, [2017], second, base=service.base)
    assert len(rows) == 60
    assert second.asked < 9
    assert not list(tmp_path.glob("*.half"))


@pytest.mark.parametrize(
    "wrong",
    [
        "new form",
        {"values": [{"kpi": "N1"}]},
        {
            "values": [
                {"kpi": "N1", "municipality": "0180", "period": 2017, "values": [{"gender": "T", "value": "tal"}]}
            ]
        },
        {"values": {}},
        {"values": [], "next_url": 2},
    ],
)
def test_an_answer_in_a_wrong_form_from_kolada_is_not_kept(tmp_path: Path, wrong: Any) -> None:
    with running(wrong) as service:
        with pytest.raises(NoAnswer, match="Kolada svarar i en ny form"):
            fetch_kolada(["N1"], ["0180"], [2017], quick(tmp_path)[0], base=service.base)
        assert len(fetch_kolada(["N1"], ["0180"], [2017], quick(tmp_path)[0], base=service.base)) == 2
        assert len(service.asked) == 2


FORM = {"Region": REGIONS, "Kon": SEXES, "Tid": YEARS}


@pytest.mark.parametrize(
    ("faults", "says"),
    [
        (["new form"], "SCB svarar i en ny form"),
        ([None, "new form"], "SCB svarar i en ny form"),
        ([None, json_stat(FORM, [1.0, 2.0])], "SCB svarar i en ny form"),
        ([None, {**json_stat(FORM, None), "value": ["tal"] * 18}], "SCB svarar i en ny form"),
        ([None, {**json_stat(FORM, None), "value": 7}], "SCB svarar i en ny form"),
        ([None, json_stat({**FORM, "Tid": ["2022"]}, [1.0] * 6)], "ett annat urval"),
    ],
)
def test_an_answer_in_a_wrong_form_from_scb_is_not_kept(tmp_path: Path, faults: list[Any], says: str) -> None:
    with running(*faults) as service:
        with pytest.raises(NoAnswer, match=says):
            fetch_pxweb("T1", ALL, quick(tmp_path)[0], area="Region", period="Tid", base=service.base)
        rows = fetch_pxweb("T1", ALL, quick(tmp_path)[0], area="Region", period="Tid", base=service.base)
        assert len(rows) == 18
        assert len(service.asked) == 3


@pytest.mark.parametrize("text", ['{"data": []}', '{"values": ['])
def test_what_was_kept_in_a_wrong_form_is_asked_for_again(tmp_path: Path, text: str) -> None:
    with running() as service:
        for asked in (1, 2, 2):
            rows = fetch_kolada(["N1"], ["0180"], [2017], quick(tmp_path)[0], base=service.base)
            assert (len(rows), len(service.asked)) == (2, asked)
            if asked == 1:
                (kept,) = tmp_path.iterdir()
                kept.write_text(text, encoding="utf-8")


def test_the_client_does_not_ask_too_often() -> None:
    now = [0.0]
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    client = Client(pause=0.5, sleep=sleep, clock=lambda: now[0])
    with running() as service:
        fetch_kolada(["N1"], ["0180", "0181"], [2015, 2016, 2017], client, base=service.base)
    assert slept == [0.5]


def test_a_table_is_read_cell_by_cell_with_its_marks() -> None:
    with running() as service:
        rows = fetch_pxweb("T1", ALL, quick()[0], area="Region", period="Tid", base=service.base)
    assert len(rows) == 18
    by_key = {(row.area, row.indicator, row.period): row for row in rows}
    assert by_key["0180B", "T1/2", "2024"].value == 124
    assert by_key["0180A", "T1/1", "2023"].status == "suppressed"
    assert by_key["0180A", "T1/1", "2023"].value is None


def test_a_zero_before_a_code_was_in_use_is_no_figure() -> None:
    with running() as service:
        rows = fetch_pxweb(
            "T1", ALL, quick()[0], area="Region", period="Tid", valid={"0180C": ("2023", "2024")}, base=service.base
        )
    before = [row for row in rows if row.area == "0180C" and row.period == "2022"]
    assert {(row.value, row.status) for row in before} == {(None, "not_applicable")}


@pytest.mark.parametrize(
    ("selection", "says"),
    [
        ({"Region": ["0180A"], "Tid": ["2022"]}, "välj värden för Kon"),
        ({**ALL, "Kon": ["9"]}, "Kon har inget värde 9"),
        ({**ALL, "Annat": ["1"]}, "Annat har inget värde 1"),
    ],
)
def test_nothing_is_summed_away_unseen(selection: dict[str, list[str]], says: str) -> None:
    with running() as service, pytest.raises(NoAnswer, match=says):
        fetch_pxweb("T1", selection, quick()[0], area="Region", period="Tid", base=service.base)
    assert not service.selections


def test_a_variable_of_areas_that_the_table_lacks_is_told() -> None:
    with (
        running() as service,
        pytest.raises(NoAnswer, match="variabeln Kommun finns inte: välj bland Region, Kon, Tid"),
    ):
        fetch_pxweb("T1", ALL, quick()[0], area="Kommun", period="Tid", base=service.base)


def test_a_large_selection_is_asked_for_in_parts_that_make_the_whole() -> None:
    selection = {"Region": [f"r{number}" for number in range(10)], "Tid": ["2022", "2023", "2024"]}
    found = list(parts(selection, most=7))
    assert all(len(part["Region"]) * len(part["Tid"]) <= 7 for part in found)
    cells = [(region, year) for part in found for region in part["Region"] for year in part["Tid"]]
    assert len(cells) == len(set(cells)) == 30


def test_the_command_writes_the_table_that_an_index_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAMSTAD_HOME", str(tmp_path))
    out = tmp_path / "ut.csv"
    with running() as service:
        call_command(
            "fetch_figures", "kolada", "--kpi", "N1", "--municipality", "0180", "--year", "2017", "--output", str(out),
            "--base", service.base,
        )  # fmt: skip
        assert out.read_text(encoding="utf-8").startswith(
            "area,indicator,period,value,status,source\n0180,N1,2017,20.17"
        )
        call_command(
            "fetch_figures", "scb", "T1", "--select", "Region=0180A,0180B", "--select", "Kon=1", "--select", "Tid=2024",
            "--output", str(out), "--base", service.base,
        )  # fmt: skip
    assert "2 värden" in capsys.readouterr().err
    with pytest.raises(Refusal, match="är inget urval"):
        call_command("fetch_figures", "scb", "T1", "--select", "Region", "--output", str(out))
