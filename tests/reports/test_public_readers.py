"""Readers of the public pages: what the public may see, and how rows are put together."""

from datetime import timedelta

import pytest
from tests import builders as b
from tests.reports import small_city

from samstad.domain.cycle.models import GoalJudgement, Report, Round
from samstad.domain.programmes.models import Contribution
from samstad.domain.steering.models import ActivityUpdate, GoalArea, GoalLink
from samstad.reports.area_page import read_area_page
from samstad.reports.city_glance import read_city_glance
from samstad.reports.followed_year import followed_year
from samstad.reports.goals_of_year import read_goals_of_year
from samstad.reports.programme_page import read_programme_page
from samstad.reports.public_judgements import judged_goals
from samstad.reports.search import MOST, search

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("state", "seen"),
    [("draft", 0), ("ready", 0), ("approved", 0), ("sent_out", 1), ("decided", 1), ("verified", 1)],
)
def test_the_public_sees_nothing_earlier_than_sent_out(state: str, seen: int) -> None:
    made = small_city.build(times=0)
    Report.objects.update(state=state)
    found = judged_goals([made.local_goal], year=2017).get(made.local_goal.pk)
    assert (len(found.boards) if found else 0) == seen


def test_the_latest_round_speaks_and_the_year_end_is_no_forecast() -> None:
    made = small_city.build(times=0)
    last = Round.objects.create(slug="2017-vb", year=2017, kind="vb", opened_on=b.day("2017-12-01"))
    report = Report.objects.create(round=last, organisation=made.board, state="decided")
    GoalJudgement.objects.create(report=report, goal=made.council_goal, judgement="not")
    found = judged_goals([made.council_goal], year=2017)[made.council_goal.pk]
    assert [row.judgement.judgement for row in found.boards] == ["not"]
    assert not found.forecast
    assert not found.boards[0].forecast
    assert found.office is None


def test_the_tally_counts_each_board_once() -> None:
    made = small_city.build(times=3)
    found = judged_goals([made.council_goal], year=2017)[made.council_goal.pk]
    assert (found.tally.full, found.tally.partly, found.tally.judged) == (3, 1, 4)
    assert found.forecast


def test_late_is_whoever_has_not_handed_in_after_the_day() -> None:
    made = small_city.build(times=0)
    handed_in = b.board()
    for board, state in ((made.partner, "draft"), (handed_in, "approved")):
        Report.objects.create(round=made.round, organisation=board, state=state)
    after = read_city_glance(year=2017, on=b.day("2017-05-16")).coverage
    assert after is not None
    assert after.late == (made.partner,)
    on_the_day = read_city_glance(year=2017, on=b.day("2017-05-15")).coverage
    assert on_the_day is not None
    assert on_the_day.late == ()
    assert (on_the_day.decided, on_the_day.sent_out, len(on_the_day.bodies)) == (1, 1, 3)


def test_a_plan_is_shown_until_a_report_is_sent_out() -> None:
    board = b.board()
    plan = Round.objects.create(slug="2017-vp", year=2017, kind="vp", opened_on=b.day("2016-11-01"))
    newer = Round.objects.create(slug="2017-t1", year=2017, kind="t1", opened_on=b.day("2017-03-01"))
    assert _round() == newer
    Report.objects.create(round=plan, organisation=board, state="decided")
    assert _round() == plan
    Report.objects.create(round=newer, organisation=board, state="sent_out")
    assert _round() == newer


def _round() -> Round:
    coverage = read_city_glance(year=2017, on=small_city.TODAY).coverage
    assert coverage is not None
    return coverage.round


def test_deviations_are_those_of_the_round() -> None:
    made = small_city.build(times=1)
    ActivityUpdate.objects.create(activity=made.activity, status="broken_off", deviation="Då.", origin="2016-t1/x")
    glance = read_city_glance(year=2017, on=small_city.TODAY)
    assert (glance.told, glance.deviating) == (2, 1)
    assert [row.deviation for row in glance.deviations] == ["Startar i höst."]


def test_what_is_not_entered_is_counted_by_document() -> None:
    small_city.build(times=0)
    missing = read_city_glance(year=2017, on=small_city.TODAY).missing
    assert [(line.label, line.lacking, line.expected) for line in missing] == [("Teman", 3, 4)]


def test_goals_stand_under_what_they_serve() -> None:
    head = b.goal("Håller samman", "council", 2017, level=b.level("council", "inriktningsmal", rank=1))
    type(head.level).objects.filter(pk=head.level_id).update(judged=False)
    under = b.goal("Trygg", "council", 2017, under=head)
    loose = b.goal("Fri", "council", 2017)
    programme = b.programme(b.board(), kind="programme")
    part = b.goal("Delmål", "programme", None)
    ended = b.goal("Förra", "programme", None, valid_to=b.day("2014-12-31"))
    b.put_in_programme(programme, part, ended)
    page = read_goals_of_year(2017)
    assert [(group.head, [g.goal for g in group.goals]) for group in page.groups] == [(head, [under]), (None, [loose])]
    assert [(document, [g.goal for g in rows]) for document, rows in page.programmes] == [(programme, [part])]


@pytest.mark.parametrize(
    ("goal_year", "round_year", "followed"), [(None, None, 2017), (2019, None, 2019), (2019, 2018, 2018)]
)
def test_the_year_followed(goal_year: int | None, round_year: int | None, followed: int) -> None:
    if goal_year:
        b.goal(year=goal_year)
    if round_year:
        Round.objects.create(slug="r", year=round_year, kind="t1", opened_on=b.day("2018-03-01"))
    assert followed_year() == followed


def test_goals_within_a_programme_keep_all_their_levels() -> None:
    document = b.programme(b.board())
    top = b.goal("Överst", "programme", None)
    middle = b.goal("Mellan", "programme", None, under=top)
    low = b.goal("Underst", "programme", None, under=middle)
    b.put_in_programme(document, top, middle, low)
    line = read_programme_page(document, year=2017, on=small_city.TODAY).goals
    assert [one.goal for one in line] == [top]
    assert line[0].parts[0].parts[0].goal == low


def test_a_contribution_to_no_goal_here_stands_outside() -> None:
    made = small_city.build(times=0)
    other = b.activity(made.partner, "Bygger väg")
    Contribution.objects.create(slug="vag", organisation=made.partner, programme=made.programme, activity=other)
    assert [line.title for line in read_programme_page(made.programme, year=2017, on=small_city.TODAY).outside] == [
        "Bygger väg"
    ]


def test_a_place_shows_the_larger_places_figures_when_it_has_none() -> None:
    made = small_city.build(times=0)
    page = read_area_page("fagersjo", year=2017, on=small_city.TODAY)
    assert page is not None
    assert page.figures_of == made.district
    assert page.figures[0].compare is not None


def test_a_districts_page_holds_what_is_done_in_its_parts() -> None:
    made = small_city.build(times=0)
    page = read_area_page("farsta", year=2017, on=small_city.TODAY)
    assert page is not None
    assert [line.title for group in page.owners for line in group.lines] == [made.activity.title]
    assert page.goals == (made.local_goal,)
    assert GoalArea.objects.count() == 1


def test_search_ignores_case_and_accents_and_wants_every_word() -> None:
    b.area("hokarangen", "Hökarängen")
    b.goal("Tryggheten i Hökarängen ökar")
    hits = search("HOKARANGEN trygg")
    assert [hit.title for group in hits for hit in group.hits] == ["Tryggheten i Hökarängen ökar"]
    assert [group.label for group in search("hökarängen")] == ["Platser", "Mål"]
    assert search("  ") == ()
    assert search("%") == ()


def test_search_shows_the_first_and_says_that_there_are_more() -> None:
    for number in range(MOST + 1):
        b.area(name=f"Torget {number}")
    (group,) = search("torget")
    assert len(group.hits) == MOST
    assert group.more


def test_an_ended_link_to_another_year_is_not_counted() -> None:
    goal = b.goal("Målet", "council", 2017)
    now, before = b.goal("Nu", year=2017), b.goal("Då", year=2016)
    for lower in (now, before):
        GoalLink.objects.create(lower=lower, upper=goal, meaning="contributes")
    (glance,) = read_city_glance(year=2017, on=small_city.TODAY + timedelta(days=1)).goals
    assert glance.serving == 1
