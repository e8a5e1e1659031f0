"""Small counts are told nowhere, nor what they could be reckoned from; what is known stays and comes back."""

from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import builders as b

from samstad.calculations.disclosure import Bounds, Key, attack, table_of
from samstad.domain.history.models import Event
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.places.models import Area
from samstad.domain.places.queries import area_tree
from samstad.domain.steering.actions import protect_figures, set_protection
from samstad.domain.steering.choices import PROTECTED
from samstad.domain.steering.models import Indicator, Value
from samstad.domain.steering.queries import read_figures
from samstad.domain.steering.queries.counts import places_of
from samstad.refusals import NotAllowed, Refusal

pytestmark = pytest.mark.django_db
K = 5
COUNTS = {"norr": 40, "soder": 60, "a": 3, "b": 17, "c": 20, "d": 25, "e": 35, "staden": 100}


@pytest.fixture
def count() -> Indicator:
    """Persons in five neighbourhoods, two districts and the city, by sex in one of them."""
    staden = b.area("staden", "Staden", "stad")
    norr, soder = (b.area(slug, slug.capitalize(), parent=staden) for slug in ("norr", "soder"))
    for slug in "abc":
        b.area(slug, slug.upper(), "stadsdel", parent=norr)
    for slug in "de":
        b.area(slug, slug.upper(), "stadsdel", parent=soder)
    made = b.indicator("Antal med bistånd", slug="antal", unit="antal personer")
    for slug, number in COUNTS.items():
        know(made, slug, number)
    know(made, "norr", 12, sex="K")
    know(made, "norr", 28, sex="M")
    return made


def know(
    indicator: Indicator, area: str, number: float, *, period: str = "2016", known: str = "2017-01-01", sex: str = ""
) -> Value:
    return Value.objects.create(
        indicator=indicator, area=Area.objects.get(slug=area), period=period, sex=sex, value=number,
        known_from=b.day(known), status="preliminary",
    )  # fmt: skip


def protect(indicator: Indicator, below: int = K) -> None:
    set_protection(indicator=indicator, below=below, by=COMMAND_LINE, at=b.NOON)


def told(indicator: Indicator, on: date = date(2018, 1, 1)) -> dict[Key, int]:
    """What anybody can read of the indicator, as the pages do."""
    [figure] = read_figures([indicator.pk], on=on)
    return {
        (series.place.slug, point.period, *series.group): int(point.value)
        for series in figure.series
        for point in series.points
        if point.value is not None
    }


def recovered(indicator: Indicator) -> dict[Key, Bounds]:
    """What an attacker finds of each hidden cell from all that is told, knowing which area lies in which."""
    truth: dict[Key, int] = {
        (row.area.slug if row.area else "", row.period, row.sex, row.age_group): int(row.kept_value or row.value or 0)
        for row in Value.objects.filter(indicator=indicator).select_related("area")
    }
    structure, _left_out = table_of(truth, [places_of(area_tree()), {}, {"": ("K", "M")}, {}])
    return attack(structure, told(indicator))


def test_a_small_count_and_what_it_follows_from_are_told_nowhere(count: Indicator) -> None:
    protect(count)
    hidden = {key[0] for key in recovered(count)}
    assert "a" in hidden
    assert hidden & {"b", "c"}
    assert "staden" not in hidden
    [series] = [s for f in read_figures([count.pk], on=date(2018, 1, 1)) for s in f.series if s.place.slug == "a"]
    assert series.latest.missing_reason == PROTECTED


def test_an_attack_on_all_that_is_told_finds_no_small_count(count: Indicator) -> None:
    for year, number in (("2014", 0), ("2015", 4), ("2017", 1)):
        for slug, before in COUNTS.items():
            know(count, slug, before - 3 + number if slug in ("a", "norr", "staden") else before, period=year)
    protect(count)
    bounds = recovered(count)
    small = [key for key in bounds if key[0] == "a"]
    assert len(small) == 4
    assert all(bounds[key].width >= K for key in small)


def test_the_past_is_protected_too(count: Indicator) -> None:
    know(count, "a", 9, known="2017-03-01")
    protect(count)
    assert ("a", "2016", "", "") in told(count)
    assert ("a", "2016", "", "") not in told(count, on=date(2017, 2, 1))


def test_a_share_of_a_hidden_count_is_hidden_with_it(count: Indicator) -> None:
    share = b.indicator("Andel med bistånd", slug="andel", unit="procent")
    Indicator.objects.filter(pk=share.pk).update(numerator=count)
    know(share, "a", 2.5)
    know(share, "e", 7.5)
    protect(count)
    assert {key[0] for key in told(share)} == {"e"}


def test_what_is_known_stays_and_comes_back_when_protection_ends(count: Indicator) -> None:
    before = list(Value.objects.order_by("pk").values_list("value", "status", "missing_reason"))
    protect(count)
    protect(count, 0)
    assert list(Value.objects.order_by("pk").values_list("value", "status", "missing_reason")) == before


def test_a_later_figure_protects_anew(count: Indicator) -> None:
    protect(count)
    know(count, "a", 9, known="2017-04-01")
    know(count, "norr", 46, known="2017-04-01")
    know(count, "staden", 106, known="2017-04-01")
    protect_figures([count.pk], by=COMMAND_LINE, at=b.NOON)
    assert {"a", "b", "c"} <= {key[0] for key in told(count)}
    know(count, "d", 1, known="2017-05-01")
    protect_figures([count.pk], by=COMMAND_LINE, at=b.NOON)
    assert "d" not in {key[0] for key in told(count)}


def test_why_each_cell_is_hidden_is_logged_once(count: Indicator) -> None:
    protect(count)
    event = Event.objects.get(action="protect_figures")
    cells = {row["cell"][0]: row for row in event.change["cells"][1]}
    assert cells["a"]["cause"] == "small"
    [other] = [row for row in cells.values() if row["cause"] == "complement"]
    assert other["protects"][0] == "a"
    protect_figures(None, by=COMMAND_LINE, at=b.NOON)
    assert Event.objects.filter(action="protect_figures").count() == 1


def test_a_total_smaller_than_its_parts_is_logged_as_no_sum(count: Indicator) -> None:
    Value.objects.filter(indicator=count, area__slug="soder").update(value=50)
    Value.objects.filter(indicator=count, area__slug="staden").update(value=90)
    protect(count)
    assert Event.objects.get(action="protect_figures").change["not_sums"][1] == [["soder", "2016", "", ""]]


def test_only_who_loads_figures_sets_a_limit_and_within_reason(count: Indicator) -> None:
    with pytest.raises(NotAllowed):
        set_protection(indicator=count, below=5, by=b.actor("coordinator", b.board()), at=b.NOON)
    with pytest.raises(Refusal, match="mellan 2 och 100"):
        protect(count, 1)


def test_a_share_is_protected_by_its_count_and_not_by_itself() -> None:
    share = b.indicator("Andel", slug="andel", unit="procent")
    b.area("a", "A", "stadsdel")
    know(share, "a", 2.5)
    with pytest.raises(Refusal, match=r"2\.5 är inget antal. Skydda antalet"):
        protect(share)


def test_a_total_that_is_its_only_part_is_hidden_with_it() -> None:
    b.area("a", "A", "stadsdel", parent=b.area("x", "X"))
    made = b.indicator("Antal", slug="antal", unit="antal")
    know(made, "a", 3)
    know(made, "x", 3)
    protect(made)
    assert told(made) == {}


def test_unprotected_indicators_cost_one_question() -> None:
    other = b.indicator("Annat", slug="annat", unit="antal")
    with CaptureQueriesContext(connection) as asked:
        assert protect_figures([other.pk], by=COMMAND_LINE, at=b.NOON) == 0
    assert len(asked) == 1


def test_nothing_but_protection_itself_reads_what_is_kept() -> None:
    """Every page, file, map, index and report reads `value`; a new reader of `kept_value` has to be argued for here."""
    source = Path("src/samstad")
    readers = {
        str(path.relative_to(source))
        for path in source.rglob("*.py")
        if "kept_value" in path.read_text(encoding="utf-8") and "migrations" not in path.parts
    }
    assert readers == {
        "domain/steering/models/indicators.py",
        "domain/steering/actions/protection.py",
        "web/desk/protection.py",  # counts how many are hidden
        "domain/cycle/actions/publish.py",  # compares what a report says with what it said
        "sources/figure_upload/known.py",  # the dry run of who may load figures
    }


@pytest.fixture
def family(count: Indicator) -> tuple[Indicator, Indicator, Indicator]:
    """The count, how many people there are, small in another area, and the share of one in the other."""
    people = b.indicator("Folk", slug="folk", unit="antal personer")
    for slug, number in {"a": 90, "b": 80, "c": 70, "d": 4, "e": 60}.items():
        know(people, slug, number)
    share = b.indicator("Andel", slug="andel", unit="procent")
    Indicator.objects.filter(pk=share.pk).update(numerator=count, denominator=people)
    for slug in "abcde":
        know(share, slug, 7.5)
    return count, people, share


def test_a_share_hidden_by_one_count_stays_hidden_when_the_other_is_protected(
    family: tuple[Indicator, Indicator, Indicator],
) -> None:
    count, people, share = family
    protect(count)
    protect(people)
    assert {"a", "d"}.isdisjoint(key[0] for key in told(share))
    protect(count)
    assert {"a", "d"}.isdisjoint(key[0] for key in told(share))


def test_a_share_stays_hidden_when_only_it_is_written_or_the_other_count_is_let_go(
    family: tuple[Indicator, Indicator, Indicator],
) -> None:
    count, people, share = family
    protect(count)
    protect(people)
    know(share, "e", 9, known="2017-04-01")
    protect_figures([share.pk], by=COMMAND_LINE, at=b.NOON)
    assert {"a", "d"}.isdisjoint(key[0] for key in told(share))
    protect(people, 0)
    assert "a" not in {key[0] for key in told(share)}
    assert "d" in {key[0] for key in told(share)}
