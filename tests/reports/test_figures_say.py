"""What the figures say of a goal: whose line is the main one, what it is compared with, and the suggestion."""

from decimal import Decimal

import pytest
from tests import builders as b

from samstad.domain.steering.models import Indicator, Target, Value
from samstad.reports.figures_say import Concern, FigureLine, figures_say

pytestmark = pytest.mark.django_db
TODAY = b.day("2017-06-01")


def add(indicator: Indicator, number: object, period: str = "2017", **place: object) -> None:
    Value.objects.create(
        indicator=indicator, period=period, value=Decimal(str(number)), known_from=b.day("2017-03-01"), **place
    )


def line(indicator: Indicator, concern: Concern) -> FigureLine:
    return figures_say([indicator.pk], concern, on=TODAY).lines[0]


def test_the_goals_own_place_comes_first_and_the_city_beside_it() -> None:
    made, city, district = b.indicator(), b.area(kind="stad"), b.area("farsta", "Farsta")
    add(made, 1, area=city)
    add(made, 2, area=district)
    found = line(made, Concern(areas=(frozenset({district.pk}),), cities=frozenset({city.pk}), year=2017))
    assert found.main is not None
    assert found.main.place.name == "Farsta"
    assert found.compare is not None
    assert found.compare.latest.value == 1


def test_a_place_without_figures_leads_to_the_next_larger() -> None:
    made, place, district = b.indicator(), b.area(), b.area("farsta", "Farsta")
    add(made, 2, area=district)
    found = line(made, Concern(areas=(frozenset({place.pk}), frozenset({district.pk})), year=2017))
    assert found.main is not None
    assert found.main.place.slug == "farsta"


def test_several_places_stand_under_the_citys_figure() -> None:
    made, one, other, elsewhere = b.indicator(), b.area(), b.area(), b.area()
    add(made, 9)
    for area in (one, other, elsewhere):
        add(made, 1, area=area)
    found = line(made, Concern(areas=(frozenset({one.pk, other.pk}),), year=2017))
    assert found.main is not None
    assert found.main.latest.value == 9
    assert {series.place.area for series in found.others} == {one.pk, other.pk}


def test_a_goal_of_the_whole_city_shows_every_place() -> None:
    made = b.indicator()
    add(made, 1, area=b.area())
    add(made, 2, organisation=b.board())
    found = line(made, Concern(year=2017))
    assert found.main is None
    assert found.latest is None
    assert len(found.others) == 2


@pytest.mark.parametrize(
    ("direction", "before", "now", "word"),
    [
        ("higher", 1, 2, "better"), ("higher", 2, 1, "worse"), ("lower", 2, 1, "better"),
        ("neutral", 1, 2, "higher"), ("neutral", 2, 1, "lower"), ("higher", 1, 1, "same"),
    ],
)  # fmt: skip
def test_a_change_is_a_word(direction: str, before: int, now: int, word: str) -> None:
    made = b.indicator(direction=direction)
    add(made, before, "2016")
    add(made, now, "2017")
    change = line(made, Concern(year=2017)).change
    assert change is not None
    assert (change.word, change.since) == (word, "2016")


def test_ones_own_target_counts_before_the_councils() -> None:
    made, board = b.indicator(direction="higher"), b.board()
    add(made, 5, organisation=board)
    Target.objects.create(indicator=made, year=2017, value=9, known_from=b.day("2017-01-01"))
    Target.objects.create(indicator=made, organisation=board, year=2017, value=4, known_from=b.day("2017-01-01"))
    said = figures_say([made.pk], Concern(bodies=frozenset({board.pk}), year=2017), on=TODAY)
    assert said.suggestion.judgement == "full"
    assert said.lines[0].council_target is not None
    assert said.lines[0].council_target.value == 9


def test_a_target_for_a_change_is_not_weighed_as_a_level() -> None:
    made = b.indicator(direction="higher")
    add(made, 5)
    Target.objects.create(indicator=made, year=2017, kind="change", value=1, known_from=b.day("2017-01-01"))
    assert figures_say([made.pk], Concern(year=2017), on=TODAY).suggestion.judgement == "unknown"


def test_nothing_says_nothing() -> None:
    said = figures_say([], Concern(), on=TODAY)
    assert said.lines == ()
    assert said.suggestion.judgement == "unknown"
    assert not said.example
