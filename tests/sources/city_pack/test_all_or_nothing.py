"""A pack goes in whole or not at all; a check keeps nothing; and the order of its rows and files means nothing."""

import contextlib
import tempfile
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st
from tests.slow_examples import one_in
from tests.sources.city_pack import packs
from tests.sources.city_pack.test_round_trip import Rolled, city, count

from samstad.domain.history.models import Event, Pack
from samstad.domain.places.models import Area
from samstad.domain.steering.models import Goal
from samstad.refusals import Refusal

pytestmark = pytest.mark.django_db

LINES = [
    (name, number)
    for name, text in packs.SMALL.items()
    for number, row in enumerate(text.splitlines(), start=1)
    if row.strip()
]


@contextlib.contextmanager
def place_apart() -> Any:
    """A folder, and a database that is as before afterwards."""
    with tempfile.TemporaryDirectory() as place, contextlib.suppress(Rolled), transaction.atomic():
        yield Path(place)
        raise Rolled


@one_in(4)
@given(st.data())
def test_a_check_tells_what_the_load_then_does_and_keeps_nothing(data: st.DataObject) -> None:
    with place_apart() as place:
        city(data.draw)
        packs.dump(place)
        packs.empty_the_database()
        tried = packs.load(place, check_only=True)
        assert set(count().values()) == {0}
        assert not Pack.objects.exists()
        assert not Event.objects.filter(action="load_pack").exists()
        done = packs.load(place)
        assert (tried.created, tried.changed, tried.unchanged) == (done.created, done.changed, done.unchanged)
        assert tried.packs == done.packs


@one_in(4)
@given(st.data())
def test_loading_twice_is_loading_once(data: st.DataObject) -> None:
    with place_apart() as place:
        city(data.draw)
        packs.dump(place)
        packs.empty_the_database()
        first = packs.load(place)
        rows = count()
        again = packs.load(place)
        assert again.counts == {"created": 0, "changed": 0, "unchanged": first.counts["created"]}
        assert count() == rows
        assert again.lacking == []


@one_in(1)
@given(at=st.sampled_from(LINES), mend=st.sampled_from(["{", "\t", "]: x", "- - -", "a: b: c", "'", "zzz"]))
def test_a_broken_line_stores_nothing_or_everything(at: tuple[str, int], mend: str) -> None:
    name, number = at
    rows = packs.SMALL[name].splitlines()
    rows[number - 1] = rows[number - 1] + mend
    with place_apart() as place:
        found = packs.problems(place, {**packs.SMALL, name: "\n".join(rows) + "\n"})
        assert not found or any(one.startswith(f"{name}:") for one in found), found
        stored = [table.objects.exists() for table in (Area, Goal, Pack)]
        assert stored == [not found] * 3


@pytest.mark.parametrize("name", ["stad.yaml", "mal.yaml"])
def test_rows_in_another_order_are_the_same_city(tmp_path: Path, name: str) -> None:
    packs.load(tmp_path / "a", packs.SMALL)
    first = packs.dump(tmp_path / "ett")
    packs.empty_the_database()
    sections: list[list[str]] = []
    for row in packs.SMALL[name].splitlines():
        if row[:1].isalpha():
            sections.append([row])
        else:
            sections[-1].append(row)
    turned = "\n".join("\n".join(section) for section in reversed(sections)) + "\n"
    packs.load(tmp_path / "b", {**packs.SMALL, name: turned})
    assert packs.dump(tmp_path / "tva") == first


def test_one_file_or_many_are_the_same_city(tmp_path: Path) -> None:
    packs.load(tmp_path / "a", packs.SMALL)
    first = packs.dump(tmp_path / "ett")
    packs.empty_the_database()
    whole = packs.SMALL["mal.yaml"] + packs.SMALL["stad.yaml"]
    many = {"pack.yaml": packs.HEAD, "djupt/ner/allt.yaml": whole, "values-2016.csv": packs.VALUES}
    packs.load(tmp_path / "b", many)
    assert packs.dump(tmp_path / "tva") == first


@pytest.mark.parametrize(
    ("text", "same"),
    [
        (packs.VALUES.replace(",", ";"), True),
        (packs.VALUES.replace("\n", "\r\n"), True),
        ("\ufeff" + packs.VALUES, True),
        (packs.VALUES + "\n\n", True),
        (packs.VALUES.replace("71.50", '"71.5"'), True),
        (packs.VALUES.replace("71.50", "71.6"), False),
    ],
    ids=["semicolons", "crlf", "mark", "blank rows", "quoted", "another number"],
)
def test_how_the_values_are_written_means_nothing(tmp_path: Path, text: str, same: bool) -> None:
    packs.load(tmp_path, packs.SMALL)
    again = packs.load(tmp_path, {"values.csv": text})
    assert (again.counts["created"] + again.counts["changed"] == 0) is same


def test_what_a_pack_lacks_is_listed_and_stays(tmp_path: Path) -> None:
    packs.load(tmp_path, packs.SMALL)
    before = count()
    (tmp_path / "mal.yaml").write_text("goals: []\n", encoding="utf-8")
    (tmp_path / "values.csv").unlink()
    loaded = packs.load(tmp_path)
    assert loaded.counts == {"created": 0, "changed": 0, "unchanged": 6}
    assert set(loaded.lacking) >= {"goals arbete", "goals unga-i-arbete", "activities jobbcoach", "documents lup-norr"}
    assert count() == before


def test_a_fault_in_the_second_pack_keeps_the_first_out_too(tmp_path: Path) -> None:
    packs.write(tmp_path / "ett", packs.SMALL)
    packs.write(tmp_path / "tva", {"pack.yaml": "slug: tva\ntitle: Två\n", "a.yaml": "areas: [{slug: a}]\n"})
    assert {one.split(":")[0] for one in packs.problems(tmp_path, {})} == {"tva/a.yaml"}
    assert not Pack.objects.exists()


def test_the_sentence_of_a_refusal_ends_with_what_to_do(tmp_path: Path) -> None:
    packs.write(tmp_path, {**packs.SMALL, "stad.yaml": packs.CITY.replace("kind: stad}", "kind: stadd}")})
    with pytest.raises(Refusal) as refused:
        packs.load(tmp_path)
    first, last = refused.value.sentence.split("\n")[0], refused.value.sentence.split("\n")[-1]
    assert first.startswith("stad.yaml:2: kind: ”stadd” är inget av orden för kind. Menade du ”stad”?")
    assert last == "Paketet är inte inläst: 1 fel. Rätta dem och läs in på nytt."
