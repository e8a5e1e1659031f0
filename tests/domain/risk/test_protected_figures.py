"""An index over figures of which some are protected: it is computed from what is told, and tells no more."""

import csv
import io
import json

import pytest
from django.test import Client
from tests import builders as b
from tests.domain.steering.test_protection import K, know, recovered, told

from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.risk import actions
from samstad.domain.risk.models import Definition, DefinitionVersion, Run
from samstad.domain.steering.actions import set_protection
from samstad.domain.steering.models import Indicator, Value
from samstad.sources.method_texts import read_method_text

pytestmark = pytest.mark.django_db
METHOD = """
index: prov
title: Provindex
version: 1
indicators:
- {code: antal/folk, parent: prov, name: Andel med bistånd}
- {code: inkomst, parent: prov, name: Inkomst, direction: -1}
- {code: trygghet, parent: prov, name: Otrygga}
nodes:
- {code: prov, name: Prov}
priority: {rule: top, k: 2}
uncertainty: {replicates: 200, sampling: true}
"""
COUNTS = {"a": 2, "b": 60, "c": 80, "d": 75, "e": 83}
PEOPLE = {"a": 900, "b": 1000, "c": 1100, "d": 1200, "e": 1300}
INCOME = {"a": 238, "b": 250, "c": 220, "d": 260, "e": 240}
UNITS = {"antal": "antal personer", "folk": "antal personer", "inkomst": "tkr", "trygghet": "procent"}
FEAR = {"a": 28, "b": 31, "c": 27, "d": 25, "e": 29}


@pytest.fixture
def run() -> Run:
    district = b.area("norr", "Norr", parent=b.area("staden", "Staden", "stad"))
    for slug in COUNTS:
        b.area(slug, f"Kvarter {slug.upper()}", "stadsdel", parent=district)
    made = {
        slug: b.indicator(slug.capitalize(), slug=slug, unit=unit)
        for slug, unit in {
            "antal": "antal personer",
            "folk": "antal personer",
            "inkomst": "tkr",
            "trygghet": "procent",
        }.items()
    }
    for slug, numbers in {"antal": COUNTS, "folk": PEOPLE, "inkomst": INCOME, "trygghet": FEAR}.items():
        for area, number in numbers.items():
            know(made[slug], area, number)
    know(made["antal"], "norr", sum(COUNTS.values()))
    set_protection(indicator=made["antal"], below=K, by=COMMAND_LINE, at=b.NOON)
    definition = Definition.objects.create(slug="prov", title="Provindex")
    version = DefinitionVersion.objects.create(definition=definition, number=1, method=METHOD)
    return actions.compute_run(
        version=version, read=read_method_text, kind="stadsdel", known_on=b.day("2018-01-01"), by=COMMAND_LINE,
        at=b.NOON,
    )  # fmt: skip


def test_a_hidden_count_goes_in_as_the_stretch_that_anybody_can_reckon(run: Run) -> None:
    hidden = {row["area"]: row for row in run.input["figures"] if row["status"] == "suppressed"}
    assert set(hidden) == {"a", "b"}
    for area, row in hidden.items():
        assert row["value"] is None
        assert row["floor"] <= COUNTS[area] <= row["ceiling"]
        assert row["ceiling"] - row["floor"] >= K
        assert row["denominator"] == PEOPLE[area]


def test_the_hidden_areas_have_a_score_with_a_span_and_say_so(run: Run) -> None:
    rows = {row["slug"]: row for row in run.result["areas"]}
    assert all(row["score"] is not None for row in rows.values())
    assert "suppressed" in rows["a"]["flags"]
    assert rows["a"]["rank_span"][0] < rows["a"]["rank_span"][2]


def test_the_index_would_be_the_same_had_the_hidden_counts_been_others(run: Run) -> None:
    """Whatever they are within what is told, nothing that the index gives depends on them."""
    counts = Indicator.objects.get(slug="antal")
    Value.every.filter(indicator=counts, area__slug="a").update(kept_value=4)
    Value.every.filter(indicator=counts, area__slug="b").update(kept_value=58)
    set_protection(indicator=counts, below=K, by=COMMAND_LINE, at=b.NOON)
    again = actions.compute_run(
        version=run.version, read=read_method_text, kind="stadsdel", known_on=b.day("2018-01-01"), by=COMMAND_LINE,
        at=b.NOON,
    )  # fmt: skip
    assert again == run


def test_an_attack_on_every_output_finds_no_small_count(run: Run, client: Client) -> None:
    """Pages, files, the map, contributions, and the figures that the index was computed from, all put together."""
    counts = Indicator.objects.get(slug="antal")
    assert recovered(counts)["a", "2016", "", ""].width >= K
    addresses = ["/behov/", "/behov/prov/", "/behov/prov/metod/", "/behov/fordelning/", "/omraden/"]
    addresses += [f"/behov/prov/omrade/{slug}/" for slug in COUNTS] + [f"/omraden/{slug}/" for slug in COUNTS]
    texts = [client.get(address).content.decode() for address in addresses]
    rows = list(csv.reader(io.StringIO(client.get("/behov/prov/index.csv").content.decode())))
    assert len(rows) == len(COUNTS) + 1
    exact = {f"{COUNTS[slug] / PEOPLE[slug]:.{digits}f}" for slug in "ab" for digits in (4, 5, 6)}
    exact |= {f"{100 * COUNTS[slug] / PEOPLE[slug]:.{digits}f}".replace(".", ",") for slug in "ab" for digits in (2, 3)}
    everything = " ".join(
        [*texts, *(cell for row in rows for cell in row), json.dumps(run.input), json.dumps(run.result)]
    )
    assert not {number for number in exact if number in everything}
    assert {key[0] for key in told(counts)} == {"c", "d", "e", "norr"}
