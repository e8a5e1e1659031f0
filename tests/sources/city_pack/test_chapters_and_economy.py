"""A round's chapters, a board's own and its economy lie in a pack, and come back as they were."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests import builders
from tests.sources.city_pack import packs
from tests.sources.city_pack.test_dump import there_and_back

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import Chapter, EconomyLine, EconomySheet, Report, Round
from samstad.domain.cycle.queries import chapters_with_texts
from samstad.domain.people.actors import COMMAND_LINE
from samstad.sources.city_pack import PackRefused

pytestmark = pytest.mark.django_db
WHO: dict[str, Any] = {"by": COMMAND_LINE, "at": builders.NOON}
ROUND = """\
rounds:
  - slug: 2017-vp
    year: 2017
    kind: vp
    opened_on: 2016-11-01
    chapters:
      - {key: summary, title: Sammanfattande analys, tables: [overview], required: true}
      - {key: ekonomi, title: Ekonomi, instruction: Budgeten., tables: [economy], explain_over: 8}
"""
PLAN = """\
reports:
  - round: 2017-vp
    organisation: norra
    state: draft
    sections:
      - {key: summary, text: Kort.}
      - {key: eget-skog, text: Vi planterar.}
    own_chapters:
      - {key: eget-skog, title: Skog}
    economy:
      - {part: operations, name: Park, kind: running, unit: mnkr, budget: 12.5}
      - {part: adjustment, name: Hyra, kind: running, unit: mnkr, asked: 0.4, explanation: Högre hyra.}
"""


def load(folder: Path, rounds: str = ROUND, report: str = PLAN) -> Any:
    return packs.load(folder, {**packs.SMALL, "ar.yaml": rounds + report})


def test_a_round_has_the_chapters_that_the_pack_says_and_the_report_its_own(tmp_path: Path) -> None:
    load(tmp_path)
    report = Report.objects.select_related("round").get(organisation__slug="norra")
    assert [(line.chapter.title, line.text) for line in chapters_with_texts(report)] == [
        ("Sammanfattande analys", "Kort."),
        ("Ekonomi", ""),
        ("Skog", "Vi planterar."),
    ]
    assert Round.objects.get().chapters.get(key="ekonomi").explain_over == 8
    assert list(report.economy_lines.values_list("name", "budget", "asked")) == [
        ("Park", Decimal("12.5"), None),
        ("Hyra", None, Decimal("0.4")),
    ]
    assert EconomySheet.objects.get(report=report).version == 1


def test_a_pack_that_names_no_chapters_has_the_summary_alone(tmp_path: Path) -> None:
    load(tmp_path, ROUND.partition("    chapters:")[0], "")
    assert not Chapter.objects.exists()


def test_everything_comes_back_from_a_dump(tmp_path: Path) -> None:
    load(tmp_path / "in")
    files = there_and_back(tmp_path)
    assert "name: Park" in files["liten/reports.yaml"]
    assert "title: Skog" in files["liten/reports.yaml"]
    assert "explain_over: 8" in files["liten/rounds.yaml"]


def test_what_people_did_in_the_service_comes_back_too(tmp_path: Path) -> None:
    packs.load(tmp_path / "in", packs.SMALL)
    actions.open_round(year=2017, kind="t1", cutoff=None, due=None, **WHO)
    report = Report.objects.select_related("round", "organisation").get(organisation__slug="norra")
    made = actions.add_chapter(report=report, title="Skog", instruction="Om träd.", **WHO)
    actions.save_section_text(report=report, key=made.key, version=0, text="Vi planterar.", **WHO)
    amounts = (Decimal("1234.567891"), Decimal(1), Decimal("1234.5"))
    row = actions.EconomyContent("result_unit", "Teatern", "project", "tkr", *amounts, explanation="Så.")
    actions.store_economy(report=report, rows=[row], version=0, file_name="a.xlsx", **WHO)
    there_and_back(tmp_path)
    assert EconomyLine.objects.get().budget == Decimal("1234.567891")
    assert Chapter.objects.filter(round__isnull=False).count() == 7


def test_loading_again_changes_what_the_pack_changed_and_keeps_what_it_does_not_name(tmp_path: Path) -> None:
    load(tmp_path)
    load(tmp_path, ROUND.replace("explain_over: 8", "explain_over: 9"), PLAN.replace("12.5", "13"))
    found = Round.objects.get()
    actions.set_template(
        of_round=found,
        chapters=[
            *(actions.ChapterContent(row.key, row.title, tables=row.tables) for row in found.chapters.all()),
            actions.ChapterContent("klimat", "Klimat"),
        ],
        **WHO,
    )
    load(tmp_path, ROUND.replace("Budgeten.", "Hela budgeten."), PLAN)
    assert list(found.chapters.values_list("key", flat=True)) == ["summary", "ekonomi", "klimat"]
    assert found.chapters.get(key="ekonomi").instruction == "Hela budgeten."
    assert list(EconomyLine.objects.values_list("budget", flat=True)) == [Decimal("12.5"), None]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kind: running", "kind: pengar", "pengar"),
        ("budget: 12.5", "forecast: 12.5", "Skriv budgeten"),
        ("explanation: Högre hyra.", "explanation: ''", "varför ni begär"),
        ("key: eget-skog, text", "key: eget-hav, text", "inget kapitel ”eget-hav”"),
    ],
)
def test_what_people_could_not_have_entered_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(PackRefused) as refused:
        load(tmp_path, ROUND, PLAN.replace(old, new, 1))
    assert said in str([problem.sentence for problem in refused.value.problems])
    assert not Report.objects.exists()
