"""What holds for any thread at all."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from tests.reports.thread_check import made as m

from samstad.reports.thread_check import RULES, SEVERITIES, Finding, Thread, find, grouped
from samstad.reports.thread_check.graph import ActivityNode, ContributionNode, GoalNode, Group, QuestionNode

KEYS = st.integers(1, 6)
SOMEBODY = st.sampled_from([None, m.FARSTA, m.SOCIAL, m.SKARPNACK, 99])
PLACES = st.sampled_from([None, m.LUP])
DAYS = st.none() | st.dates(date(2015, 1, 1), date(2019, 12, 31))
AGES = st.none() | st.integers(0, 90)
GROUPS = st.builds(Group, st.sampled_from(["", "K", "M"]), AGES, AGES)
SOME_KEYS = st.frozensets(KEYS, max_size=4)
SOME_AREAS = st.frozensets(st.sampled_from([100, 101, 102, 103]), max_size=2)
TITLES = st.sampled_from(["Tryggheten ökar", "Arbete med långvarigt försörjningsstöd", "Nattvandringar", ""])
GOALS = st.builds(
    m.goal,
    TITLES,
    sphere=st.sampled_from(["vision", "council", "programme", "board", "local", "unit"]),
    judged=st.booleans(),
    kind=st.sampled_from(["", "direction", "gap"]),
    year=st.sampled_from([None, 2017]),
    owner=SOMEBODY,
    programme=PLACES,
    group=GROUPS,
    valid_from=DAYS,
    valid_to=DAYS,
)
ACTIVITIES = st.builds(
    m.activity,
    TITLES,
    kind=st.sampled_from(["measure", "activity", "working_method"]),
    owner=st.sampled_from([m.FARSTA, m.SOCIAL, 99]),
    year=st.sampled_from([None, 2017]),
    programme=PLACES,
    group=GROUPS,
    start=DAYS,
    end=DAYS,
    goals=SOME_KEYS,
    areas=SOME_AREAS,
)
INDICATORS = st.builds(m.indicator, TITLES, KEYS, owner=SOMEBODY, first_year=st.sampled_from([None, 2016, 2018]))
QUESTIONS = st.builds(
    QuestionNode,
    st.just(m.LUP),
    st.sampled_from([m.FARSTA, m.SOCIAL, 99]),
    TITLES,
    st.dates(date(2017, 1, 1), date(2017, 5, 2)),
    st.booleans(),
    st.none() | KEYS,
)


def _tied(goals: dict[int, GoalNode]) -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(st.sampled_from(sorted(goals)), st.sampled_from(sorted(goals)))


def _given(activities: dict[int, ActivityNode]) -> st.SearchStrategy[ContributionNode]:
    somebody = st.sampled_from([m.SOCIAL, 99])
    return st.builds(
        ContributionNode, somebody, st.just(m.LUP), st.sampled_from(sorted(activities)), st.none() | KEYS, TITLES
    )


@st.composite
def threads(draw: st.DrawFn) -> Thread:
    """Any tangle: rings of goals, owners and programmes that are gone, dates and ages in any order."""
    goals = draw(st.dictionaries(KEYS, GOALS, max_size=6))
    activities = draw(st.dictionaries(KEYS, ACTIVITIES, max_size=6))
    return m.thread(
        goals=goals,
        activities=activities,
        indicators=draw(st.dictionaries(KEYS, INDICATORS, max_size=4)),
        links=frozenset(draw(st.lists(_tied(goals), max_size=8)) if goals else ()),
        questions=tuple(draw(st.lists(QUESTIONS, max_size=3))),
        contributions=tuple(draw(st.lists(_given(activities), max_size=3)) if activities else ()),
        must_answer=draw(st.frozensets(st.tuples(KEYS, st.sampled_from([m.FARSTA, 99])), max_size=3)),
        responsible=draw(SOME_KEYS),
        prioritised=draw(SOME_AREAS),
    )


@given(threads())
def test_every_finding_says_where_why_and_what_to_do(thread: Thread) -> None:
    for row in find(thread):
        assert row.code in RULES
        assert row.severity in SEVERITIES
        assert all((row.text, row.mend, row.url.startswith("/")))
        assert "%(" not in row.text + row.mend


@given(threads())
def test_the_order_of_entry_changes_nothing(thread: Thread) -> None:
    """But for which of two alike is called the second."""
    turned = replace(
        thread,
        goals=dict(reversed(list(thread.goals.items()))),
        questions=tuple(reversed(thread.questions)),
        contributions=tuple(reversed(thread.contributions)),
    )
    assert _but_twins(turned) == _but_twins(thread)


def _but_twins(thread: Thread) -> list[Finding]:
    return [row for row in find(thread) if row.code not in ("duplicate", "outside-plan")]


@given(threads())
def test_groups_hold_every_finding_once_worst_first(thread: Thread) -> None:
    found = find(thread)
    groups = grouped(found)
    assert [row for group in groups for row in group.findings] == found
    ranks = [list(SEVERITIES).index(group.kind.severity) for group in groups]
    assert ranks == sorted(ranks)


@given(threads())
def test_a_measure_for_every_goal_leaves_none_without(thread: Thread) -> None:
    more = {**thread.activities, 77: m.activity(goals=frozenset(thread.goals))}
    assert m.found("goal-without-measure", replace(thread, activities=more)) == []
