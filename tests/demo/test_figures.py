"""Invented figures: marked as such, the same every time, and with everything in them that makes real ones hard."""

import csv
import io
from pathlib import Path

import numpy as np
import pytest
from django.core.management import call_command
from tests.calculations.index import small

from samstad.calculations.crosswalks import carry, merged
from samstad.calculations.index import fit, uncertainty
from samstad.demo.figures import INDICATORS, Size, tables
from samstad.refusals import Refusal
from samstad.sources.index_files import read_areas, read_figures


def rows(name: str, size: Size | None = None) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(tables(size or Size())[name])))


def test_every_row_says_that_it_is_invented() -> None:
    assert {row["source"] for row in rows("figures.csv")} == {"exempel, påhittat"}
    assert {row["source"] for row in rows("areas.csv")} == {"exempel, påhittat"}
    assert all(row["area"].startswith("exempel-") for row in rows("figures.csv"))


def test_the_same_seed_gives_the_same_files_and_another_does_not() -> None:
    assert tables(Size()) == tables(Size())
    assert tables(Size())["figures.csv"] != tables(Size(seed=2))["figures.csv"]


def test_small_counts_are_hidden_and_no_hidden_count_stands_beside() -> None:
    hidden = [row for row in rows("figures.csv", Size(people=800)) if row["status"] == "suppressed"]
    assert hidden
    assert all(row["value"] == ".." and not row["numerator"] for row in hidden)
    shown = [int(row["numerator"]) for row in rows("figures.csv", Size(people=800)) if row["numerator"]]
    assert not [count for count in shown if 0 < count < 5]


def test_indicators_of_the_same_hidden_risk_go_together() -> None:
    values = {
        code: np.array(
            [float(row["value"]) for row in rows("figures.csv") if row["indicator"] == code and row["period"] == "2014"]
        )
        for code in ("lag-ekonomisk-standard", "arbetslosa")
    }
    assert np.corrcoef(values["arbetslosa"], values["lag-ekonomisk-standard"])[0, 1] > 0.7


def test_the_last_year_has_merged_areas_and_nobody_is_lost() -> None:
    links = {row["before"]: row["after"] for row in rows("successors.csv")}
    assert links
    people = {row["area"]: float(row["population"]) for row in rows("areas.csv") if "-och-" not in row["area"]}
    carried = carry(people, merged({code: links.get(code, code) for code in people}))
    stated = {row["area"]: float(row["population"]) for row in rows("areas.csv")}
    assert all(carried[after] == stated[after] for after in links.values())
    last = {row["area"] for row in rows("figures.csv") if row["period"] == "2018"}
    assert set(links.values()) <= last
    assert not set(links) & last


def test_the_definition_changes_where_the_break_says() -> None:
    (told,) = rows("breaks.csv")
    mean = {
        year: np.mean(
            [
                float(row["value"])
                for row in rows("figures.csv")
                if row["indicator"] == told["indicator"] and row["period"] == year and row["numerator"]
            ]
        )
        for year in ("2015", "2016")
    }
    assert told["period"] == "2016"
    assert mean["2016"] > 1.2 * mean["2015"]


def test_an_index_can_be_made_of_them(tmp_path: Path) -> None:
    call_command("synth_figures", str(tmp_path), "--areas", "40", "--years", "2")
    read = read_figures(tmp_path / "figures.csv", read_areas(tmp_path / "areas.csv"))
    indicators = [{"code": code, "parent": "prov"} for code, _share, _pull in INDICATORS[:4]]
    method = small.method(
        indicators=indicators, nodes=[{"code": "prov"}], period="2014", uncertainty={"replicates": 50}
    )
    result = fit(read.figures, method)
    unsure = uncertainty(result, read.figures)
    assert unsure is not None
    assert unsure.sampling
    assert np.isfinite(result.index).sum() == 40


def test_too_small_a_city_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="minst två områden"):
        call_command("synth_figures", str(tmp_path), "--areas", "1")
