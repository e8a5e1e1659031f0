"""Figures as known on a day: later knowledge is left out, a missing value keeps its reason."""

from decimal import Decimal
from typing import Any

import pytest
from tests import builders as b

from samstad.domain.steering.models import Indicator, Target, Value
from samstad.domain.steering.queries import Figure, read_figures

pytestmark = pytest.mark.django_db


def value(indicator: Indicator, period: str, number: str | None, known: str = "2017-01-10", **fields: Any) -> Value:
    amount = None if number is None else Decimal(number)
    return Value.objects.create(
        indicator=indicator, period=period, value=amount, known_from=b.day(known), source="tabell", **fields
    )


def figure(indicator: Indicator, on: str = "2017-06-01") -> Figure:
    return read_figures([indicator.pk], on=b.day(on))[0]


def test_a_revised_value_takes_the_place_of_the_first() -> None:
    made = b.indicator()
    value(made, "2016", "2.5")
    value(made, "2016", "2.6", "2017-03-01", status="revised")
    assert figure(made).series[0].latest.value == Decimal("2.6")
    assert figure(made, "2017-02-01").series[0].latest.value == Decimal("2.5")


def test_a_value_not_known_yet_is_not_shown() -> None:
    made = b.indicator()
    value(made, "2017", "2.4", "2018-05-25")
    assert figure(made).series == ()


def test_the_whole_year_comes_after_its_tertials() -> None:
    made = b.indicator()
    for period in ("2017", "2017-T2", "2016", "2017-T1"):
        value(made, period, "1")
    assert [point.period for point in figure(made).series[0].points] == ["2016", "2017-T1", "2017-T2", "2017"]


def test_a_missing_value_keeps_its_reason_and_the_one_before_is_the_last_with_a_number() -> None:
    made = b.indicator()
    value(made, "2014", "60")
    value(made, "2015", None, status="missing", missing_reason="Ingen mätning")
    value(made, "2016", "61", status="preliminary")
    series = figure(made).series[0]
    assert series.points[1].missing_reason == "Ingen mätning"
    assert series.latest.preliminary
    assert series.previous is not None
    assert series.previous.period == "2014"


def test_places_bodies_and_groups_are_apart() -> None:
    made, area, board = b.indicator(), b.area(name="Farsta"), b.board(short_name="Trafik")
    value(made, "2016", "1", area=area)
    value(made, "2016", "2", organisation=board)
    value(made, "2016", "3")
    value(made, "2016", "4", sex="K")
    found = {(s.place.name, s.group): s.latest.value for s in figure(made).series}
    assert found == {
        ("Farsta", ("", "")): Decimal(1),
        ("Trafik", ("", "")): Decimal(2),
        ("", ("", "")): Decimal(3),
        ("", ("K", "")): Decimal(4),
    }


def test_the_latest_known_target_counts() -> None:
    made = b.indicator()
    for known, number in (("2017-01-01", 2), ("2017-04-01", 3), ("2017-12-01", 4)):
        Target.objects.create(indicator=made, year=2017, value=number, known_from=b.day(known))
    assert [target.value for target in figure(made).targets] == [Decimal(3)]


def test_what_comes_from_an_example_says_so() -> None:
    made = b.indicator()
    value(made, "2016", "1", pack=b.example_pack())
    assert figure(made).series[0].latest.example
