"""The page of a council goal: why it has its status, down to a name and a value, and five years of what it was."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise

import pytest
from tests import builders as b

from samstad.calculations.judgement import weigh
from samstad.domain.cycle.models import GoalJudgement, OfficeAssessment, Report, Round
from samstad.domain.organisation.models import Organisation
from samstad.domain.steering.models import ActivityUpdate, Goal, GoalLineage, GoalRole, Target, Value
from samstad.domain.steering.queries import lineage_of
from samstad.reports.goal_page import GoalPage, find_goal, read_goal_page
from samstad.reports.goal_why import WhyStep

pytestmark = pytest.mark.django_db
WRITTEN = datetime(2018, 1, 15, 9, 0, tzinfo=UTC)


@pytest.fixture
def council_goal() -> Goal:
    return b.goal("En trygg stad", sphere="council", slug="kf-13", number="1.3")


@pytest.fixture
def vb() -> Round:
    return Round.objects.create(slug="2017-vb", year=2017, kind="vb", opened_on=date(2018, 1, 2))


def judges(of_round: Round, board: Organisation, goal: Goal, said: str, state: str = "decided") -> None:
    report, _made = Report.objects.get_or_create(
        round=of_round, organisation=board, defaults={"state": state, "decided_on": date(2018, 2, 6)}
    )
    GoalJudgement.objects.create(
        report=report, goal=goal, judgement=said, motivation=f"{board.short_name} om målet.", version=1,
        changed_by="Ada Lind", changed_at=WRITTEN,
    )  # fmt: skip


def measured(goal: Goal, outcome: str | None, target: int = 60) -> None:
    made = b.indicator("Andel trygga", for_goal=goal, direction="higher")
    Target.objects.create(indicator=made, year=2017, value=target, known_from=date(2017, 1, 1))
    told = (
        {"value": Decimal(outcome), "source": "Trygghetsmätningen"}
        if outcome
        else {"status": "missing", "missing_reason": "Mätningen ställdes in"}
    )
    Value.objects.create(indicator=made, period="2017", known_from=date(2018, 1, 20), **told)


def page(slug: str = "kf-13", year: int = 2017) -> GoalPage:
    found = find_goal(slug)
    assert found
    return read_goal_page(found, year=year, on=date(2018, 3, 1))


def steps(step: WhyStep) -> Iterator[WhyStep]:
    yield step
    for child in step.children:
        yield from steps(child)


def answer() -> WhyStep:
    told = page().why
    assert told
    return told


def named(title: str) -> WhyStep:
    return next(step for step in steps(answer()) if step.told.title == title)


def test_a_goal_that_nobody_answers_for_has_nothing_to_explain(council_goal: Goal) -> None:
    assert page().why is None


def test_the_answer_goes_down_to_who_wrote_it_and_when(council_goal: Goal, vb: Round) -> None:
    norr = b.board("norr", "Norra nämnden")
    own = b.goal("Tryggt i norr", under=council_goal, owner=norr)
    judges(vb, norr, council_goal, "partly")
    judges(vb, norr, own, "not")
    told = answer()
    assert (told.status, told.question) == ("partly", "Varför gult: uppfylls delvis?")
    board = named("Norra nämnden")
    assert (board.word, board.told.text) == ("Uppfylls delvis", "Norra nämnden om målet.")
    assert board.told.ground == "skrivet av Ada Lind, beslutat av nämnden 6 februari 2018"
    assert [(step.told.title, step.word) for step in board.children] == [("Tryggt i norr", "Uppfylls inte")]


def test_a_measure_is_told_with_its_value_its_source_and_its_day(council_goal: Goal) -> None:
    measured(council_goal, "55.5")
    leaf = named("Andel trygga")
    assert leaf.told.text == "55,5 procent, 2017. Når inte målet."
    assert leaf.told.ground == "Trygghetsmätningen, känd från 20 januari 2018"
    assert answer().status == "not"


def test_a_missing_outcome_keeps_its_reason_and_is_never_met(council_goal: Goal, vb: Round) -> None:
    measured(council_goal, None)
    judges(vb, b.board("norr"), council_goal, "full")
    leaf = named("Andel trygga")
    assert leaf.status == "unknown"
    assert "Mätningen ställdes in" in leaf.told.text
    assert "1 av 2 går att väga." in answer().coverage


def test_those_who_are_silent_lower_the_coverage_and_are_named(council_goal: Goal, vb: Round) -> None:
    norr, soder, vast, ost = (b.board(slug, slug.capitalize()) for slug in ("norr", "soder", "vast", "ost"))
    judges(vb, norr, council_goal, "full")
    b.goal("Tryggt i söder", under=council_goal, owner=soder)
    GoalRole.objects.create(goal=council_goal, organisation=vast, role="concerned")
    GoalRole.objects.create(goal=council_goal, organisation=ost, role="contributes")
    assert [body.slug for body in page().unheard] == ["soder", "vast"]
    boards = named("Nämnder och styrelser")
    assert (boards.status, boards.coverage) == ("unknown", "1 av 3 går att väga.")
    assert "Mindre än hälften" in boards.rule
    assert named("Soder").word == "Inte bedömt"
    judges(vb, vast, council_goal, "not", state="draft")
    assert named("Vast").word == "Inte bedömt"
    judges(vb, soder, council_goal, "not")
    assert named("Nämnder och styrelser").worst == "Lägst: Soder."


def test_the_shown_steps_give_the_shown_status_again(council_goal: Goal, vb: Round) -> None:
    for slug, said in (("norr", "full"), ("soder", "partly"), ("vast", "unknown")):
        board = b.board(slug)
        judges(vb, board, council_goal, said)
        judges(vb, board, b.goal(under=council_goal, owner=board), "not")
    measured(council_goal, "61")
    for step in steps(answer()):
        if step.coverage:
            weighed = weigh([child.status for child in step.children]).judgement
            assert weighed == step.below
            assert step.judged or step.status == weighed


def test_people_may_judge_otherwise_and_it_is_said(council_goal: Goal, vb: Round) -> None:
    judges(vb, b.board("norr"), council_goal, "full")
    row = OfficeAssessment.objects.create(
        round=vb, goal=council_goal, judgement="partly", state="decided", decided_on=date(2018, 4, 1), paragraph="3",
        changed_by="Kim Lund",
    )  # fmt: skip
    told = answer()
    assert (told.question, told.below, told.departs) == ("Varför gult: uppfylls delvis?", "full", True)
    assert told.told.ground == "beslutat av kommunstyrelsen 1 april 2018, § 3, skrivet av Kim Lund"
    OfficeAssessment.objects.filter(pk=row.pk).update(judgement="full")
    assert not answer().departs


def test_what_deviates_under_the_goal_stands_on_its_page_and_the_rest_does_not(council_goal: Goal) -> None:
    norr = b.board("norr", "Norra nämnden")
    own = b.goal("Tryggt i norr", under=council_goal, owner=norr)
    for title, status in (("Belysning", "deviates"), ("Vandringar", "ongoing"), ("Torget", "waiting")):
        made = b.activity(norr, title, own)
        ActivityUpdate.objects.create(activity=made, on=date(2017, 4, 30), status=status, deviation="Dröjer.")
    direct = b.activity(norr, "Råd i staden", council_goal)
    found = page()
    assert [line.title for line in found.deviations] == ["Belysning", "Torget"]
    assert [line.slug for line in found.activities] == [direct.slug]


class TestFiveYears:
    def generations(self, council_goal: Goal, count: int) -> list[Goal]:
        goals = [council_goal]
        for year in range(2016, 2016 - count, -1):
            goals.append(b.goal(f"Målet {year}", "council", year, slug=f"kf-{year}"))
        for after, before in pairwise(goals):
            GoalLineage.objects.create(before=before, after=after, kind="reworded")
        return goals

    def test_five_years_stand_side_by_side_and_no_more(self, council_goal: Goal) -> None:
        self.generations(council_goal, 6)
        assert [row.goal.year for row in page().years] == [2017, 2016, 2015, 2014, 2013]

    def test_a_split_and_a_merger_show_each_goal_with_its_own_judgements(self, council_goal: Goal) -> None:
        old = b.goal("Trygg och ren stad", "council", 2016, slug="kf-2016")
        clean = b.goal("En ren stad", "council", 2017)
        first, second = b.goal("Trygg", "council", 2015, number="1"), b.goal("Ren", "council", 2015, number="2")
        GoalLineage.objects.create(before=old, after=council_goal, kind="split")
        GoalLineage.objects.create(before=old, after=clean, kind="split")
        for before in (first, second):
            GoalLineage.objects.create(before=before, after=old, kind="merged")
        for year, goal, said in ((2015, first, "full"), (2015, second, "not"), (2016, old, "partly")):
            of_round = Round.objects.get_or_create(
                slug=f"{year}-vb", year=year, kind="vb", defaults={"opened_on": date(year + 1, 1, 2)}
            )[0]
            OfficeAssessment.objects.create(
                round=of_round, goal=goal, judgement=said, state="decided", decided_on=date(year + 1, 4, 1),
                paragraph="1",
            )  # fmt: skip
            judges(of_round, b.board(f"norr-{goal.pk}"), goal, said)
        rows = {row.goal.title: row for row in page().years}
        told = {title: row.judged.office and row.judged.office.judgement for title, row in rows.items()}
        assert told == {"En trygg stad": None, "Trygg och ren stad": "partly", "Trygg": "full", "Ren": "not"}
        assert rows["Trygg"].decided
        assert [step.word for step in rows["Ren"].became] == ["sammanslaget"]
        assert [step.after.pk for step in rows["Trygg och ren stad"].became] == [council_goal.pk]
        assert rows["Ren"].judged.tally.not_met == 1
        assert rows["En trygg stad"].present

    def test_what_it_became_is_shown_too(self, council_goal: Goal) -> None:
        after = b.goal("En ännu tryggare stad", "council", 2018)
        GoalLineage.objects.create(before=council_goal, after=after, kind="reworded")
        assert [row.goal.year for row in page().years] == [2018, 2017]

    def test_lineage_that_goes_in_a_ring_ends(self, council_goal: Goal) -> None:
        old = b.goal("Förr", "council", 2016)
        GoalLineage.objects.create(before=old, after=council_goal, kind="same")
        GoalLineage.objects.create(before=council_goal, after=old, kind="same")
        assert len(lineage_of(council_goal)) == 2

    def test_a_draft_of_an_earlier_year_is_not_told(self, council_goal: Goal) -> None:
        [_now, old] = self.generations(council_goal, 1)
        of_round = Round.objects.create(slug="2016-vb", year=2016, kind="vb", opened_on=date(2017, 1, 2))
        judges(of_round, b.board("norr"), old, "not", state="draft")
        OfficeAssessment.objects.create(round=of_round, goal=old, judgement="not", text="Utkast.")
        [_present, row] = page().years
        assert (row.judged.boards, row.judged.office) == ((), None)
