"""A report's gaps: which list they are taken by, what they are held against, and that they are frozen."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import builders as b

from samstad.documents import render_html, render_word
from samstad.domain.cycle import actions
from samstad.domain.cycle.models import Report
from samstad.domain.cycle.queries import find_report
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.places.models import AreaList, AreaListEntry
from samstad.domain.steering.models import Goal, Indicator, IndicatorBreak, Target, Value
from samstad.reports.board_report import collect_report, compose, read_report
from samstad.reports.board_report.lines import GapLine

pytestmark = pytest.mark.django_db
KNOWN = date(2017, 5, 1)


@pytest.fixture
def farsta() -> Organisation:
    return b.board("farsta", "Farsta stadsdelsnämnd", area=b.area("farsta", "Farsta"))


@pytest.fixture
def goal(farsta: Organisation) -> Goal:
    return b.goal("Lika villkor", owner=farsta, kind="gap", slug="lika")


@pytest.fixture
def areas(farsta: Organisation) -> list[int]:
    """Farsta first, and four more; the first two are in the list."""
    made = [farsta.area_id or 0, *(b.area(name=f"Område {number}").pk for number in range(4))]
    chosen = AreaList.objects.create(slug="tva", title="De två")
    for key in made[:2]:
        AreaListEntry.objects.create(area_list=chosen, area_id=key)
    return made


def share(goal: Goal, direction: str = "lower") -> Indicator:
    return b.indicator(
        "Andel med bistånd",
        for_goal=goal,
        slug="bistand",
        unit="procent",
        direction=direction,
        supplier="central",
        periodicity="tertial",
    )


def values(indicator: Indicator, areas: list[int], numbers: tuple[float, ...], period: str = "2017-T1") -> None:
    for area, number in zip(areas, numbers, strict=False):
        Value.objects.create(
            indicator=indicator, area_id=area, period=period, value=Decimal(str(number)), known_from=KNOWN
        )


def target(indicator: Indicator, value: int, kind: str = "gap", **fields: object) -> None:
    Target.objects.create(
        indicator=indicator, year=2017, kind=kind, value=value, known_from=date(2016, 12, 1), **fields
    )


def opened(kind: str = "t1") -> Report:
    if not (report := find_report("farsta", 2017, kind)):
        actions.open_round(
            year=2017, kind=kind, cutoff=date(2017, 4, 30), due=date(2017, 5, 20), by=COMMAND_LINE, at=b.NOON
        )
        report = find_report("farsta", 2017, kind)
    assert report is not None
    return report


def only_gap(kind: str = "t1") -> GapLine:
    (line,) = read_report(opened(kind)).gaps
    return line


def test_the_gap_is_the_lists_areas_against_the_rest(goal: Goal, areas: list[int]) -> None:
    made = share(goal)
    values(made, areas, (9, 7, 4, 3, 2))
    values(made, areas, (10, 8, 4, 3, 2), "2016-T1")
    line = only_gap()
    assert (line.list_title, line.previous_period) == ("De två", "2016-T1")
    assert [line.inside, line.rest, line.difference, line.previous] == [8, 3, 5, 6]
    assert (line.low, line.high) == (None, None)
    assert (line.result.judgement, line.result.reason) == ("unknown", "no_gap_target")


@pytest.mark.parametrize(("most", "judgement"), [(5, "full"), (4, "not")])
def test_the_result_counts_for_the_goal(goal: Goal, areas: list[int], most: int, judgement: str) -> None:
    made = share(goal)
    values(made, areas, (9, 7, 4, 3, 2))
    target(made, most)
    lines = read_report(opened())
    assert lines.gaps[0].result.judgement == judgement
    assert lines.goals[0].suggestion.judgement == judgement


def test_ones_own_target_is_used_before_the_councils_and_levels_stand_beside(
    goal: Goal, areas: list[int], farsta: Organisation
) -> None:
    made = share(goal)
    values(made, areas, (9, 7, 4, 3, 2))
    target(made, 4)
    target(made, 5, organisation=farsta)
    target(made, 12, kind="level")
    lines = read_report(opened())
    assert [lines.gaps[0].own_target, lines.gaps[0].council_target] == [5, 4]
    assert lines.gaps[0].result.judgement == "full"
    assert lines.indicators[0].council_target == 12
    assert lines.indicators[0].own_target is None


def test_a_level_is_weighed_where_the_goal_is_about_a_level(goal: Goal, areas: list[int], farsta: Organisation) -> None:
    goal.kind = "direction"
    goal.save()
    made = share(goal)
    values(made, areas, (9, 7, 4, 3, 2))
    target(made, 1)
    target(made, 12, kind="level")
    lines = read_report(opened())
    assert lines.gaps[0].result.judgement == "not"
    assert lines.goals[0].suggestion.judgement == "full"


@pytest.mark.parametrize("count", [0, 3])
def test_too_few_areas_give_no_gap_and_say_so(goal: Goal, areas: list[int], count: int) -> None:
    made = share(goal)
    values(made, areas[:count], (9, 7, 4))
    target(made, 5)
    line = only_gap()
    assert (line.difference, line.result.reason) == (None, "no_gap")
    assert "siffror saknas för områdena" in text()


def test_no_list_gives_no_gap_and_says_so(goal: Goal, areas: list[int]) -> None:
    AreaListEntry.objects.all().delete()
    values(share(goal), areas, (9, 7, 4, 3, 2))
    assert only_gap().result.reason == "no_gap_list"
    assert "ingen områdeslista delar områdena" in text()


def test_an_ordinary_goal_has_no_gap(goal: Goal, areas: list[int]) -> None:
    goal.kind = "direction"
    goal.save()
    values(share(goal), areas, (9, 7, 4, 3, 2))
    assert read_report(opened()).gaps == ()


def test_a_figure_published_later_is_not_known(goal: Goal, areas: list[int]) -> None:
    values(share(goal), areas, (9, 7, 4, 3, 2))
    Value.objects.filter(area=areas[0]).update(known_from=date(2018, 1, 1))
    assert only_gap().inside == 7


def test_invented_figures_mark_the_report(goal: Goal, areas: list[int]) -> None:
    values(share(goal), areas, (9, 7, 4, 3, 2))
    assert not read_report(opened()).example
    Value.objects.filter(area=areas[3]).update(pack=b.example_pack())
    assert read_report(opened()).example


def text(kind: str = "t1") -> str:
    return render_html(compose(collect_report(opened(kind)), draft=True))


def test_the_document_names_the_list_the_target_and_what_is_not_known(goal: Goal, areas: list[int]) -> None:
    made = share(goal)
    values(made, areas, (9, 7, 4, 3, 2))
    values(made, areas, (10, 8, 4, 3, 2), "2016-T1")
    target(made, 4)
    found = text()
    assert "Andel med bistånd (procentenheter): områdena i ”De två” jämförda med övriga" in found
    assert "Osäkerheten kan inte beräknas: nämnare saknas." in found
    assert "Når inte målet för gapet" in found
    assert "Mål saknas" not in found
    assert "brott" not in found
    assert render_word(compose(collect_report(opened()), draft=True))


def test_a_break_between_the_compared_years_is_marked(goal: Goal, areas: list[int]) -> None:
    made = share(goal, "higher")
    values(made, areas, (2, 3, 4, 7, 9))
    values(made, areas, (2, 3, 4, 8, 9), "2016")
    IndicatorBreak.objects.create(indicator=made, period="2017", kind="definition", text="Ny definition.")
    IndicatorBreak.objects.create(indicator=made, period="2015", kind="definition", text="Gammalt.")
    assert only_gap().breaks == (("2017", "Ny definition."),)
    found = text()
    assert "Brott 2017: Ny definition. Gapen 2016 och T1 2017 går inte att jämföra." in found
    assert "(före brott)" in found
    assert "−4,2" in found
    assert "Gammalt" not in found


def test_an_interval_is_told_where_a_frozen_report_has_one(goal: Goal, areas: list[int]) -> None:
    values(share(goal), areas, (9, 7, 4, 3, 2))
    facts = collect_report(opened())
    facts["gaps"][0] |= {"low": "3.9", "high": "6.1"}
    assert "Osäkerhet (90 %): 3,9 till 6,1." in render_html(compose(facts, draft=True))


def test_a_plan_shows_the_target_and_judges_nothing(goal: Goal, areas: list[int]) -> None:
    target(share(goal), -4)
    found = text("vp")
    assert "Årsmål, högst" in found
    assert "−4" not in found
    assert "Resultat" not in found


def test_a_gap_of_no_goal_in_the_report_is_shown_all_the_same(goal: Goal, areas: list[int]) -> None:
    target(share(goal), 4)
    facts = collect_report(opened())
    facts["gaps"][0]["goals"] = facts["indicators"][0]["goals"] = []
    assert "De två" not in (found := render_html(compose(facts, draft=True)))
    assert "mål för gapet" in found or "siffror saknas" in found


def test_what_was_frozen_stays_when_figures_come_later_and_older_texts_have_no_gaps(
    goal: Goal, areas: list[int]
) -> None:
    made = share(goal)
    values(made, areas, (9, 7, 4, 3, 2))
    target(made, 5)
    facts = collect_report(opened())
    values(made, areas, (90, 70, 4, 3, 2))
    assert facts["gaps"][0]["difference"] == "5"
    assert facts["gaps"][0]["list"] == {"slug": "tva", "title": "De två"}
    assert facts["gaps"][0]["result"] == "full"
    older = {key: value for key, value in facts.items() if key != "gaps"}
    assert "De två" not in render_html(compose(older, draft=False))


def test_gaps_ask_as_few_questions_whatever_their_number(goal: Goal, areas: list[int], farsta: Organisation) -> None:
    def grow(count: int) -> None:
        for _ in range(count):
            made = b.indicator(for_goal=goal, owner=farsta, periodicity="tertial")
            values(made, areas, (9, 7, 4, 3, 2))
            target(made, 5)

    grow(2)
    report = opened()
    with CaptureQueriesContext(connection) as few:
        collect_report(report)
    grow(20)
    with CaptureQueriesContext(connection) as many:
        collect_report(report)
    assert len(few) == len(many) <= 30
