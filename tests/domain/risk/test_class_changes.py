"""An area keeps the class it had in the run before until another is sure enough."""

from datetime import date
from typing import Any

import pytest
from tests import builders as b
from tests.reports import need_city
from tests.reports.need_city import NeedCity

from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.risk import actions
from samstad.domain.risk.models import DefinitionVersion, Run
from samstad.domain.risk.queries import run_before
from samstad.domain.steering.models import Indicator, Value
from samstad.sources.method_texts import read_method_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> NeedCity:
    return need_city.build()


def change(city: NeedCity, indicator: Indicator, **values: float) -> None:
    """New figures of areas by number: `o4=3.4` is of the fourth."""
    for area, value in values.items():
        Value.objects.create(
            indicator=indicator,
            area=city.areas[int(area[1:]) - 1],
            period="2017",
            value=value,
            known_from=date(2018, 5, 20),
        )


def next_version(city: NeedCity, *replaced: tuple[str, str]) -> DefinitionVersion:
    method = city.version.method
    for old, new in replaced:
        method = method.replace(old, new)
    return actions.save_version(
        definition=city.definition, method=method, read=read_method_text, by=COMMAND_LINE, at=b.NOON
    )


def run_of(version: DefinitionVersion, known_on: date = need_city.KNOWN, note: str = "") -> Run:
    return actions.compute_run(
        version=version,
        read=read_method_text,
        kind="stadsdelsomrade",
        known_on=known_on,
        note=note,
        by=COMMAND_LINE,
        at=b.NOON,
    )


def row(run: Run, number: int) -> dict[str, Any]:
    found: dict[str, Any] = next(row for row in run.result["areas"] if row["slug"] == f"omrade-{number}")
    return found


def test_the_first_run_has_nothing_to_be_held_against(city: NeedCity) -> None:
    run = need_city.compute(city)
    assert run.result["classes_before"] is None
    assert {area["class_before"] for area in run.result["areas"]} == {""}
    assert all(area["class"] == area["class_new"] for area in run.result["areas"])


def test_a_class_that_is_not_sure_enough_leaves_the_one_before(city: NeedCity) -> None:
    need_city.compute(city)
    change(city, city.bistand, o4=3.4, o5=3.2, o8=9)
    run = need_city.compute(city)
    assert run.result["classes_before"] == {"run": "1.1", "known_on": "2018-06-01"}
    assert run.result["change_at"] == 0.8
    fourth = row(run, 4)
    assert (fourth["class_before"], fourth["class_new"], fourth["class"]) == ("klass 1", "klass 2", "klass 1")
    assert fourth["p_class_new"] < 0.8
    assert fourth["p_class"] == pytest.approx(1 - fourth["p_class_new"])


def test_a_class_that_is_sure_enough_is_taken(city: NeedCity) -> None:
    need_city.compute(city)
    change(city, city.bistand, o4=1, o8=9)
    change(city, city.inkomst, o4=450, o8=150)
    run = need_city.compute(city)
    eighth, fourth = row(run, 8), row(run, 4)
    assert (eighth["class_before"], eighth["class"], eighth["p_class"]) == ("klass 2", "klass 1", 1.0)
    assert (fourth["class_before"], fourth["class"]) == ("klass 1", "klass 2")
    assert fourth["p_class_new"] >= 0.8


@pytest.mark.parametrize(("change_at", "stands"), [(0.8, "klass 1"), (0.6, "klass 2")])
def test_the_method_says_how_sure_is_sure_enough(city: NeedCity, change_at: float, stands: str) -> None:
    run_of(city.version)
    change(city, city.bistand, o4=2.8)
    change(city, city.inkomst, o4=310)
    run = run_of(next_version(city, ("klass 1, klass 2]}", f"klass 1, klass 2], change_at: {change_at}}}")))
    fourth = row(run, 4)
    assert (fourth["class_new"], fourth["class"]) == ("klass 2", stands)
    assert 0.6 < fourth["p_class_new"] < 0.8
    assert run.result["classes_before"]["run"] == "1.1", "an earlier version is the same index"


@pytest.mark.parametrize(
    "replaced",
    [
        ("[klass 1, klass 2]", "[klass 1, klass 2, klass 3]"),
        ("method: quantiles, names: [klass 1, klass 2]", "method: none"),
    ],
)
def test_other_classes_than_before_are_not_held_against_them(city: NeedCity, replaced: tuple[str, str]) -> None:
    run_of(city.version)
    assert run_of(next_version(city, replaced)).result["classes_before"] is None


def test_a_class_is_taken_at_once_where_nothing_is_known_of_how_sure_it_is(city: NeedCity) -> None:
    certain = next_version(
        city, ("  replicates: 200\n  weights: dirichlet\n  concentration: 5\n  leave_out: true\n", "  replicates: 0\n")
    )
    run_of(certain)
    change(city, city.bistand, o4=3.4, o5=3.2, o8=9)
    fourth = row(run_of(certain), 4)
    assert (fourth["class_before"], fourth["class"], fourth["p_class_new"]) == ("klass 1", "klass 2", None)


def test_what_stays_is_kept_from_run_to_run(city: NeedCity) -> None:
    need_city.compute(city)
    change(city, city.bistand, o4=3.4, o5=3.2, o8=9)
    need_city.compute(city)
    change(city, city.bistand, o1=6.9)
    third = need_city.compute(city)
    assert third.result["classes_before"]["run"] == "1.2"
    assert row(third, 4)["class_before"] == "klass 1"


def test_a_saved_proposal_is_not_what_stands(city: NeedCity) -> None:
    run_of(city.version)
    change(city, city.bistand, o4=3.4)
    run_of(city.version, note="Ett förslag.")
    before = run_before(city.version, kind="stadsdelsomrade", on=need_city.KNOWN)
    assert before is not None
    assert before.key == "1.1"


def test_neither_a_later_day_nor_another_kind_of_area_comes_before(city: NeedCity) -> None:
    run_of(city.version, known_on=date(2018, 7, 1))
    assert run_before(city.version, kind="stadsdelsomrade", on=need_city.KNOWN) is None
    assert run_before(city.version, kind="torg", on=date(2018, 8, 1)) is None
    assert run_before(city.version, kind="stadsdelsomrade", on=date(2018, 8, 1)) is not None


def test_the_same_figures_still_give_the_same_run_back(city: NeedCity) -> None:
    need_city.compute(city)
    change(city, city.bistand, o4=3.4)
    second = need_city.compute(city)
    assert need_city.compute(city).pk == second.pk
