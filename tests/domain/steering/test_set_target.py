"""A board sets a target of any kind: it says everything it will be judged by, or is refused with what to do."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests import builders as b

from samstad.domain.history.models import Event
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.steering import actions
from samstad.domain.steering.models import Indicator, Target, Value
from samstad.refusals import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def farsta() -> Organisation:
    return b.board("farsta", "Farsta stadsdelsnämnd", area=b.area("farsta", "Farsta"))


@pytest.fixture
def by(farsta: Organisation) -> Actor:
    return b.actor("coordinator", farsta)


@pytest.fixture
def safe(farsta: Organisation) -> Indicator:
    return b.indicator("Andel trygga", slug="trygga", owner=farsta, direction="higher")


def known(indicator: Indicator, value: str, **fields: Any) -> None:
    row = {"period": "2015", "known_from": date(2016, 2, 1)} | fields
    Value.objects.create(indicator=indicator, value=Decimal(value), **row)


def set_one(indicator: Indicator, owner: Organisation, by: Actor, **fields: Any) -> Target:
    filled: dict[str, Any] = {"year": 2017, "value": Decimal(5)} | fields
    return actions.set_target(indicator=indicator, owner=owner, **filled, by=by, at=b.NOON)


def test_the_baseline_is_fixed_the_day_the_target_is_set(farsta: Organisation, by: Actor, safe: Indicator) -> None:
    known(safe, "50")
    known(safe, "60", area=farsta.area)
    known(safe, "99", area=farsta.area, known_from=date(2017, 9, 1))
    made = set_one(safe, farsta, by, kind="change", baseline_period=" 2015 ")
    assert (made.baseline, made.baseline_period) == (Decimal(60), "2015")
    known(safe, "61", organisation=farsta)
    assert set_one(safe, farsta, by, kind="change", baseline_period="2015").baseline == Decimal(61)
    assert set_one(safe, farsta, by, kind="change", baseline_period="2015", baseline=Decimal(58)).baseline == Decimal(
        58
    )
    made.refresh_from_db()
    assert made.baseline == Decimal(60)


def test_history_tells_what_the_target_is_judged_by(farsta: Organisation, by: Actor, safe: Indicator) -> None:
    set_one(safe, farsta, by)
    assert Event.objects.latest("pk").change == {"value": [None, "5"]}
    set_one(safe, farsta, by, kind="trajectory", value=Decimal(70), baseline=Decimal(50), baseline_period="2015",
            end_year=2020)  # fmt: skip
    assert Event.objects.latest("pk").change == {
        "value": ["5.0000", "70"], "kind": ["level", "trajectory"], "baseline": [None, "50"],
        "baseline_period": [None, "2015"], "end_year": [None, "2020"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"kind": "wish"}, "not_a_choice"),
        ({"value": None}, "no_value"),
        ({"kind": "change"}, "no_baseline_period"),
        ({"kind": "change", "baseline_period": "våren"}, "no_baseline_period"),
        ({"kind": "change", "baseline_period": "2017"}, "late_baseline"),
        ({"kind": "change", "baseline_period": "2014"}, "no_baseline"),
        ({"kind": "change", "baseline_period": "2015", "value": Decimal(0)}, "no_change"),
        ({"kind": "trajectory", "baseline_period": "2015"}, "no_end_year"),
        ({"kind": "trajectory", "baseline_period": "2015", "end_year": 2016}, "ends_early"),
        ({"kind": "trajectory", "baseline_period": "2015", "end_year": 2020, "value": Decimal(50)}, "flat_line"),
        ({"kind": "rank", "value": Decimal("1.5")}, "not_a_place"),
        ({"kind": "rank", "value": Decimal(0)}, "not_a_place"),
        ({"kind": "output", "value": Decimal(0)}, "nothing_asked"),
        ({"kind": "yes_no", "value": Decimal(2)}, "not_yes_or_no"),
        ({"kind": "trend_break", "value": None}, "no_baseline_period"),
    ],
)
def test_a_target_that_could_be_judged_in_several_ways_is_refused(
    farsta: Organisation, by: Actor, safe: Indicator, fields: dict[str, Any], code: str
) -> None:
    known(safe, "50", area=farsta.area)
    with pytest.raises(Refusal) as refused:
        set_one(safe, farsta, by, **fields)
    assert refused.value.code == code
    assert refused.value.sentence.endswith(".")
    assert not Target.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "rank", "value": Decimal(3)},
        {"kind": "output"},
        {"kind": "gap"},
        {"kind": "yes_no", "value": None},
        {"kind": "trend_break", "value": None, "baseline_period": "2015"},
        {"kind": "end_state", "value": Decimal(100), "end_year": 2018},
        {"kind": "trajectory", "value": Decimal(70), "baseline_period": "2015", "end_year": 2020},
    ],
)
def test_a_target_that_says_it_all_is_set(
    farsta: Organisation, by: Actor, safe: Indicator, fields: dict[str, Any]
) -> None:
    known(safe, "50", area=farsta.area)
    made = set_one(safe, farsta, by, **fields)
    assert {name: getattr(made, name) for name in fields} == fields


@pytest.mark.parametrize("kind", ["rank", "trend_break", "gap", "end_state"])
def test_without_a_direction_nothing_is_better(farsta: Organisation, by: Actor, kind: str) -> None:
    neutral = b.indicator(owner=farsta, direction="neutral")
    with pytest.raises(Refusal) as refused:
        set_one(neutral, farsta, by, kind=kind, baseline_period="2015")
    assert refused.value.code == "no_direction"


def test_a_board_without_an_area_has_no_place_in_the_order() -> None:
    board = b.board("trafik", kind="specialist_board")
    own = b.indicator(owner=board, direction="higher")
    with pytest.raises(Refusal) as refused:
        set_one(own, board, b.actor("coordinator", board), kind="rank", value=Decimal(1))
    assert refused.value.code == "no_area"
