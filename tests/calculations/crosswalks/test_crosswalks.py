"""Counts carried between divisions, and rows tied to areas: nobody is lost, and nobody counted twice."""

import csv
import json
import os
import unicodedata
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samstad.calculations.crosswalks import Crosswalk, LostPeople, carry, join, merged

REFERENCE = Path(os.environ.get("SAMSTAD_REFERENCE") or Path(__file__).parents[4] / "shared" / "reference")
needs_reference = pytest.mark.skipif(
    not (REFERENCE / "geo").is_dir(), reason="referensdata finns inte bredvid projektet"
)
AREAS = {"1": "Älvsjö", "2": "Hägersten", "3": "Skärholmen"}
PEOPLE = {"Älvsjö": 100.0, "hägersten": 250.0, "3": 400.0}


def test_a_merger_adds_what_the_parts_had() -> None:
    new = carry(
        {"alvsjo": 100, "hagersten": 250, "farsta": 50}, merged({"alvsjo": "ny", "hagersten": "ny", "farsta": "farsta"})
    )
    assert new == {"farsta": 50, "ny": 350}


def test_an_area_that_is_split_is_shared_out() -> None:
    walk = Crosswalk(("a", "b"), ("x", "y"), np.array([[0.25, 0.75], [0, 1]]))
    assert carry({"a": 400, "b": 10}, walk) == {"x": 100, "y": 310}


@given(st.lists(st.lists(st.integers(0, 50), min_size=3, max_size=3), min_size=1, max_size=8), st.integers(0, 10**6))
def test_nobody_is_lost_whatever_the_shares(rows: list[list[int]], count: int) -> None:
    weights = np.array(rows, dtype=float) + 1e-3
    codes = tuple(f"o{number}" for number in range(len(rows)))
    walk = Crosswalk(codes, ("x", "y", "z"), weights / weights.sum(axis=1, keepdims=True))
    counts = {code: count + number for number, code in enumerate(codes)}
    assert sum(carry(counts, walk).values()) == pytest.approx(sum(counts.values()), rel=1e-9)


@pytest.mark.parametrize("row", [[0.5, 0.4], [0.6, 0.6], [1.5, -0.5]])
def test_shares_that_lose_or_make_up_people_are_refused(row: list[float]) -> None:
    with pytest.raises(LostPeople, match="a: andelarna summerar till"):
        Crosswalk(("a",), ("x", "y"), np.array([row]))


def test_an_area_that_the_crosswalk_lacks_is_named_with_its_people() -> None:
    with pytest.raises(LostPeople, match=r"glomd \(12 000\) finns inte") as told:
        carry({"a": 5, "glomd": 12_000}, merged({"a": "x"}))
    assert told.value.lost == {"glomd": 12_000}


def test_rows_are_tied_by_code_and_then_by_folded_name() -> None:
    found = join(PEOPLE, AREAS)
    assert found.matched == {"Älvsjö": "1", "hägersten": "2", "3": "3"}
    assert found.by_name == ("Älvsjö", "hägersten")
    assert found.empty == ()


def test_a_name_in_either_unicode_form_is_the_same_name() -> None:
    apart = {unicodedata.normalize("NFD", name): count for name, count in PEOPLE.items()}
    assert set(join(apart, AREAS).matched.values()) == {"1", "2", "3"}


def test_a_name_that_no_area_has_fails_and_says_how_many_and_where() -> None:
    with pytest.raises(LostPeople, match=r"310 186 personer \(.*%\) hör till områden som inte finns: Klara") as told:
        join(PEOPLE | {"Klara": 310_186}, AREAS)
    assert told.value.lost == {"Klara": 310_186}


def test_rows_may_be_tied_by_hand_or_set_apart() -> None:
    people = PEOPLE | {"Solberga": 7.0, "Utan hemvist": 9.0}
    areas = AREAS | {"4": "Östberga"}
    found = join(people, areas, names={"Solberga": "4"}, apart=frozenset({"Utan hemvist"}))
    assert found.matched["Solberga"] == "4"
    assert "Utan hemvist" not in found.matched


def test_two_rows_about_the_same_area_fail() -> None:
    with pytest.raises(LostPeople, match="1 räknas två gånger"):
        join(PEOPLE | {"1": 33_605.0}, AREAS)


def test_a_name_that_two_areas_share_ties_nobody() -> None:
    with pytest.raises(LostPeople, match="Centrum"):
        join({"Centrum": 5.0}, {"1": "Centrum", "2": "Centrum"})


def test_what_is_tied_must_sum_to_the_total() -> None:
    assert join(PEOPLE, AREAS, total=750).empty == ()
    with pytest.raises(LostPeople, match="Områdena summerar inte till 1 000: 250 saknas"):
        join(PEOPLE, AREAS, total=1000)


def test_an_area_that_no_row_is_about_is_told() -> None:
    assert join({"1": 5.0}, AREAS).empty == ("2", "3")


@needs_reference
@pytest.mark.parametrize(
    ("edition", "file", "count"),
    [
        ("omr_2014", "stadsdelsomraden_2014_14.geojson", 14),
        ("omr_2020", "stadsdelsomraden_2020_13.geojson", 13),
        ("omr_2023", "stadsdelsomraden_2023_11.geojson", 11),
    ],
)
def test_the_neighbourhoods_of_the_city_fill_every_edition_of_its_districts(
    edition: str, file: str, count: int
) -> None:
    def features(name: str) -> list[dict[str, dict[str, str]]]:
        read = json.loads((REFERENCE / "geo" / name).read_text(encoding="utf-8"))
        found: list[dict[str, dict[str, str]]] = read["features"]
        return found

    rows = [row["properties"] for row in features("stadsdelar_117.geojson")]
    walk = merged({row["stadsdel"]: row[edition] for row in rows})
    people = {row["stadsdel"]: float(1000 + number) for number, row in enumerate(rows)}
    carried = carry(people, walk)
    assert len(carried) == count
    assert sum(carried.values()) == sum(people.values())
    assert len(features(file)) == count
    dropped = {row["stadsdel"]: row[edition] for row in rows[1:]}
    with pytest.raises(LostPeople, match="finns inte i övergångstabellen"):
        carry(people, merged(dropped))


@needs_reference
def test_neighbours_are_of_areas_that_exist() -> None:
    with (REFERENCE / "geo" / "neighbours_117.csv").open(encoding="utf-8") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 301
