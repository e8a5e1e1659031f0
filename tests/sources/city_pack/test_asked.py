"""Requests, answers in plans and plans of action travel in a pack, and come out of the service as they went in."""

from pathlib import Path

import pytest
from tests.sources.city_pack import packs

from samstad.domain.cycle.models import PlanAnswer, PlanAnswerLink
from samstad.domain.programmes.models import ActionPlan, ProgrammeRequest

pytestmark = pytest.mark.django_db

ASKED = """\
requests:
  - slug: begaran
    programme: lup-norr
    goal: arbete
    kind: plan
    text: Vilka aktiviteter?
    order: 1
    bodies:
      - {organisation: norra, role: leads}
action_plans:
  - slug: handling
    programme: lup-norr
    board: norra
    analysis: Högt index.
    analysed_on: 2017-03-01
    decided_on: 2017-04-01
    paragraph: '4'
    companies: [hem]
    goals:
      - {goal: unga-i-arbete, measured: Enkät, decided_title: Unga i arbete, decided_activities: [Jobbcoach]}
organisations:
  - {slug: hem, name: Hembolaget, short_name: Hem, kind: company}
rounds:
  - {slug: 2017-vp, year: 2017, kind: vp, opened_on: 2016-11-01}
"""
REPORT = """\
reports:
  - round: 2017-vp
    organisation: norra
    state: draft
    plan_answers:
      - {programme: lup-norr, request: begaran, text: Så här.}
    plan_answer_links:
      - {programme: lup-norr, request: begaran, activity: jobbcoach}
      - {programme: lup-norr, request: begaran, goal: unga-i-arbete}
"""
FILES = {**packs.SMALL, "begaran.yaml": ASKED, "rapporter.yaml": REPORT}


def test_they_are_loaded_through_the_deeds_that_people_do(tmp_path: Path) -> None:
    packs.load(tmp_path, FILES)
    stored = PlanAnswer.objects.get()
    assert (stored.text, stored.version, stored.request) == ("Så här.", 1, ProgrammeRequest.objects.get())
    assert PlanAnswerLink.objects.filter(report=stored.report).count() == 2
    plan = ActionPlan.objects.get()
    assert [row.company.slug for row in plan.companies.all()] == ["hem"]
    assert plan.goals.get().decided_activities == ["Jobbcoach"]


def test_a_second_load_changes_nothing_and_a_new_word_is_one_change(tmp_path: Path) -> None:
    packs.load(tmp_path, FILES)
    assert packs.load(tmp_path).counts["changed"] == 0
    packs.load(tmp_path, {"rapporter.yaml": REPORT.replace("Så här.", "Så där.")})
    assert PlanAnswer.objects.get().text == "Så där."
    assert PlanAnswerLink.objects.count() == 2


def test_a_dump_brings_them_back(tmp_path: Path) -> None:
    packs.load(tmp_path / "in", FILES)
    first = packs.dump(tmp_path / "ut")
    packs.empty_the_database()
    packs.load(tmp_path / "ut")
    assert packs.dump(tmp_path / "igen") == first
    assert "plan_answer_links" in first["liten/reports.yaml"]
    assert "Högt index." in first["liten/action_plans.yaml"]


def test_an_answer_with_what_is_anothers_is_refused_at_its_line(tmp_path: Path) -> None:
    found = packs.problems(tmp_path, {**FILES, "rapporter.yaml": REPORT.replace("goal: unga-i-arbete", "goal: arbete")})
    assert len(found) == 1
    assert "ni själva svarar för" in found[0]
    assert not PlanAnswer.objects.exists()


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("activity: jobbcoach", "activity: jobbcoach, goal: unga-i-arbete", "varje post nämner ett av"),
        ("    paragraph: '4'\n", "", "en beslutad handlingsplan har en paragraf"),
    ],
)
def test_half_a_record_is_told(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    files = {name: text.replace(old, new) for name, text in FILES.items()}
    assert any(sentence in problem for problem in packs.problems(tmp_path, files))
