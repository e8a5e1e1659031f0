"""A budget in a pack: loaded where it stands, dumped and back with its decision and its frozen text."""

from decimal import Decimal
from pathlib import Path

import pytest
from tests.domain.cycle import budget_city
from tests.domain.cycle.budget_city import WHO, answer, assign, decide, propose
from tests.sources.city_pack import packs

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import AssignedBoard, CouncilDecision, MeasureAnswer, ProposedMeasure, Snapshot
from samstad.domain.cycle.queries import find_report
from samstad.domain.organisation.models import Organisation
from samstad.domain.steering.models import Target
from samstad.reports.council_budget import budget_document, collect_budget

pytestmark = pytest.mark.django_db
BUDGET = """\
rounds:
  - {slug: 2018-underlag, year: 2018, kind: underlag, opened_on: '2017-02-01'}
  - {slug: 2018-kf-budget, year: 2018, kind: kf-budget, opened_on: '2017-05-01'}
measures:
  - slug: unga-kvallar
    round: 2018-underlag
    organisation: norra
    activity: jobbcoach
    text: Fler unga söker sig till kvällarna.
    goals: [unga-i-arbete]
    amounts:
      - {year: 2018, kind: running, amount: 2.5}
measure_answers:
  - measure: unga-kvallar
    round: 2018-kf-budget
    kind: partly
    text: En början.
    amounts:
      - {year: 2018, kind: running, amount: 1}
council_assignments:
  - slug: oppna-garden
    round: 2018-kf-budget
    title: Öppna gården
    boards:
      - {organisation: norra}
reports:
  - round: 2018-underlag
    organisation: norra
    state: sent_out
    sent_out_on: '2017-04-20'
    sections: [{key: summary, text: Så.}]
"""


def test_a_pack_brings_a_proposal_with_its_measures_before_it_is_sent_out(tmp_path: Path) -> None:
    packs.load(tmp_path / "p", {**packs.SMALL, "budget.yaml": BUDGET})
    measure = ProposedMeasure.objects.get()
    assert [str(measure), measure.amounts.get().amount] == ["Jobbcoach", Decimal("2.5")]
    assert MeasureAnswer.objects.get().amounts.get().amount == 1
    report = find_report("norra", 2018, "underlag")
    assert report is not None
    assert report.state == "sent_out"
    again = packs.load(tmp_path / "p")
    assert (again.created, again.changed, again.lacking) == ({}, {}, [])


def test_what_is_no_measure_is_told_at_its_line(tmp_path: Path) -> None:
    wrong = BUDGET.replace("    activity: jobbcoach\n", "")
    assert any(
        "varken aktivitet eller rubrik" in text
        for text in packs.problems(tmp_path / "p", {**packs.SMALL, "b.yaml": wrong})
    )


def test_a_target_of_nothing_is_told(tmp_path: Path) -> None:
    wrong = "council_targets:\n  - {slug: x, round: 2018-kf-budget, value: 1}\n"
    found = packs.problems(tmp_path / "p", {**packs.SMALL, "b.yaml": BUDGET.replace("rounds:", f"{wrong}rounds:")})
    assert any("varken indikator eller namn" in text for text in found)


def test_a_decided_budget_comes_back_as_it_was(tmp_path: Path) -> None:
    city = budget_city.build()
    measure = propose(city.proposal, goals=(city.goal,))
    budget_city.send_out(city.proposal)
    answer(city, measure, "partly", text="En början.", granted={(2018, "running"): Decimal("1.25")})
    assign(city, city.farsta, city.bromma, goal=city.goal)
    of = actions.NewIndicator("Fritidsgårdar", "antal")
    actions.propose_target(of_round=city.budget, of=of, goal=city.goal, value=Decimal(40), **WHO)
    decide(city, registration_number="123/2017")
    actions.answer_assignment(
        part=AssignedBoard.objects.get(organisation=city.farsta), text="Vi tar det.", version=0, **WHO
    )
    text = budget_document(city.budget)
    first = packs.dump(tmp_path / "ett")
    packs.empty_the_database()
    packs.load(tmp_path / "ett")
    assert packs.dump(tmp_path / "tva") == first
    there = CouncilDecision.objects.get()
    assert budget_document(there.round) == text
    assert Snapshot.objects.filter(round=there.round).count() == 1
    assert Target.objects.count() == 1
    farsta = AssignedBoard.objects.select_related("activity").get(organisation=Organisation.objects.get(slug="farsta"))
    assert farsta.activity is not None
    assert (farsta.answer, farsta.activity.origin) == ("Vi tar det.", "council")


def test_a_decision_that_a_pack_brings_without_its_text_is_frozen_as_it_reads(tmp_path: Path) -> None:
    decision = "council_decisions:\n  - {round: 2018-kf-budget, meeting_date: '2017-11-20', paragraph: '21'}\n"
    packs.load(tmp_path / "p", {**packs.SMALL, "budget.yaml": BUDGET + decision})
    frozen = Snapshot.objects.get(round__slug="2018-kf-budget")
    assert (frozen.stage, frozen.on.isoformat()) == ("decided", "2017-11-20")
    assert collect_budget(CouncilDecision.objects.get().round)["decision"]["paragraph"] == "21"
