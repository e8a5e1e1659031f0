"""`samstad index compute`: plain files in, the contract's files out, no database asked."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from samstad.refusals import Refusal

ROOT = Path(__file__).parents[2]
METHOD = """index: prov
title: Prov på index
version: 3
indicators:
  - {code: x, name: Första, parent: prov}
  - {code: y, name: Andra, parent: prov, direction: -1}
nodes:
  - {code: prov, name: Prov}
classes: {method: quantiles, names: [hög, låg]}
priority: {rule: top, k: 2}
uncertainty:
  replicates: 50
  weights: dirichlet
  leave_out: true
"""


@pytest.fixture
def files(tmp_path: Path) -> Path:
    rows = [f"{area},{code},2017,{value}" for code, values in {"x": (1, 5, 3, 2), "y": (9, 1, 4, 6)}.items()
            for area, value in zip("abcd", values, strict=True)]  # fmt: skip
    (tmp_path / "data.csv").write_text("area,indicator,period,value\n" + "\n".join(rows) + "\n")
    (tmp_path / "areas.csv").write_text("area,name,population\na,Alfa,10\nb,Beta,10\nc,Gamma,10\nd,Delta,10\n")
    (tmp_path / "metod.yaml").write_text(METHOD)
    return tmp_path


def compute(folder: Path, output: str = "ut", **options: Any) -> Path:
    out = folder / output
    call_command(
        "index", "compute", str(folder / "data.csv"), str(folder / "metod.yaml"), "--output", str(out), **options
    )
    return out


def table(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8") as text:
        return list(csv.DictReader(text))


def test_the_files_of_the_contract_are_written(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = compute(files)
    assert {file.name for file in out.iterdir()} == {
        "scores.csv", "contributions.csv", "indicators.csv", "sensitivity.csv", "method.html", "run.json"
    }  # fmt: skip
    scores = table(out / "scores.csv")
    assert list(scores[0]) == [
        "area", "node", "score", "rank", "rank_p05", "rank_p50", "rank_p95", "p_priority", "class", "p_class"
    ]  # fmt: skip
    assert [row["area"] for row in sorted(scores, key=lambda row: float(row["rank"]))] == ["b", "c", "d", "a"]
    assert scores[1]["class"] == "hög"
    parts = [float(row["contribution"]) for row in table(out / "contributions.csv") if row["area"] == "b"]
    assert sum(parts) == pytest.approx(100 - sum(float(row["score"]) for row in scores) / 4)
    said = capsys.readouterr()
    assert said.out == ""
    assert "Osäkerhet: 50 av 50" in said.err


def test_two_runs_leave_the_same_bytes(files: Path) -> None:
    first, second = compute(files, "ett"), compute(files, "tva")
    for file in first.iterdir():
        if file.name != "run.json":
            assert file.read_bytes() == (second / file.name).read_bytes(), file.name


def test_the_run_says_what_it_stood_on(files: Path) -> None:
    run = json.loads((compute(files, areas=files / "areas.csv") / "run.json").read_text())
    assert run["method"]["version"] == "3"
    assert set(run["inputs"]) == {"data", "method", "areas"}
    assert run["seed"] == 1
    assert run["seconds"] > 0
    assert run["peak_memory_mb"] > 0
    assert set(run["files"]) == {"scores.csv", "contributions.csv", "indicators.csv", "sensitivity.csv", "method.html"}


def test_the_method_page_is_in_plain_words(files: Path) -> None:
    page = (compute(files) / "method.html").read_text(encoding="utf-8")
    assert "<h1>Prov på index</h1>" in page
    assert "Andra (mindre betyder högre risk)" in page
    assert "Regeln tar de 2 områden" in page
    assert "Osäkerheten i siffrorna kan inte beräknas: underlag saknas." in page


def test_an_index_that_cannot_be_combined_is_refused_and_writes_nothing(files: Path) -> None:
    (files / "metod.yaml").write_text(METHOD + "aggregate: geometric\n")
    with pytest.raises(Refusal, match="geometric kräver tal över noll"):
        compute(files)
    assert not (files / "ut").exists()


def test_without_alternatives_the_page_says_that_no_span_can_be_computed(files: Path) -> None:
    (files / "metod.yaml").write_text(METHOD.split("uncertainty:", maxsplit=1)[0])
    out = compute(files)
    assert table(out / "scores.csv")[0]["rank_p05"] == ""
    assert "Spann kan inte beräknas" in (out / "method.html").read_text(encoding="utf-8")


def test_the_ready_care_need_index_gives_the_published_rows(tmp_path: Path) -> None:
    codes = ("under-5", "fodda-utanfor", "ensamboende-over-65", "ensamstaende-foralder", "inflyttade", "arbetslosa",
             "lagutbildade")  # fmt: skip
    counts = {"a": (595, 1391, 484, 167, 385, 981, 632), "b": (293, 330, 215, 80, 240, 300, 210)}
    rows = [
        f"{area},{code},2013,{count}" for area, row in counts.items() for code, count in zip(codes, row, strict=True)
    ]
    (tmp_path / "data.csv").write_text("area,indicator,period,value\n" + "\n".join(rows) + "\n")
    (tmp_path / "areas.csv").write_text("area,population\na,5912\nb,2407\n")
    method, out = ROOT / "methods" / "cni.yaml", tmp_path / "ut"
    call_command(
        "index", "compute", str(tmp_path / "data.csv"), str(method), "--areas", str(tmp_path / "areas.csv"),
        "--output", str(out),
    )  # fmt: skip
    scores = {row["area"]: float(row["score"]) for row in table(out / "scores.csv")}
    assert scores == {"a": pytest.approx(1.5513, abs=1e-4), "b": pytest.approx(1.3204, abs=1e-4)}


def test_the_ready_national_index_is_the_mean_of_its_three_shares(tmp_path: Path) -> None:
    rows = [f"{area},V{at + 1},2020,{value}" for area, row in {"a": (10, 20, 30), "b": (1, 2, 6)}.items()
            for at, value in enumerate(row)]  # fmt: skip
    (tmp_path / "data.csv").write_text("area,indicator,period,value\n" + "\n".join(rows) + "\n")
    method, out = ROOT / "methods" / "nationellt-index.yaml", tmp_path / "ut"
    call_command("index", "compute", str(tmp_path / "data.csv"), str(method), "--output", str(out))
    scores = {row["area"]: row["score"] for row in table(out / "scores.csv")}
    assert scores == {"a": "20", "b": "3"}
