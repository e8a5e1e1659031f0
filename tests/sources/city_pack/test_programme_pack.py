"""A pack carries a document's steps and a local programme's analysis, and gives them back."""

from pathlib import Path

import pytest
from tests.sources.city_pack import packs

from samstad.domain.history.models import Event
from samstad.domain.programmes.models import AnalysisFigure, AnalysisPart, DocumentStep, NotChosen
from samstad.domain.steering.models import Goal
from samstad.sources.city_pack import PackRefused

pytestmark = pytest.mark.django_db

DOCUMENT = """\
documents:
  - slug: lup-norr
    title: Program för Norr
    kind: local_programme
    status: adopted
    owner: norra
    vision_of_place: En plats för alla.
    steps:
      - {status: proposal, on: 2016-05-01, source: bok}
      - {status: adopted, on: 2016-12-15, body: norra, paragraph: "9"}
    analysis:
      - {part: economic, text: Få arbetar., source: bok, entered_on: 2016-10-01}
    analysis_figures:
      - {part: economic, indicator: andel, area: norr, period: "2016", known_on: 2017-02-01}
    analysis_parties:
      - {name: Socialnämnden, organisation: sociala, contribution: siffror}
    not_chosen:
      - {title: Ny simhall, reason: Byggs av andra.}
    qualities:
      - {text: Skogen}
"""


def files(document: str = DOCUMENT) -> dict[str, str]:
    goals = packs.GOALS[: packs.GOALS.index("documents:")]
    return {**packs.SMALL, "mal.yaml": goals, "program.yaml": document}


def test_what_is_loaded_is_what_is_dumped(tmp_path: Path) -> None:
    packs.load(packs.write(tmp_path / "a", files()))
    assert [str(row.status) for row in DocumentStep.objects.all()] == ["proposal", "adopted"]
    assert AnalysisPart.objects.get().text == "Få arbetar."
    assert AnalysisFigure.objects.get().indicator.slug == "andel"
    dumped = packs.dump(tmp_path / "b")
    again = packs.load(tmp_path / "b")
    assert again.counts["created"] == again.counts["changed"] == 0
    assert "not_chosen" in "".join(dumped.values())


def test_what_was_taken_away_is_not_dumped(tmp_path: Path) -> None:
    packs.load(packs.write(tmp_path / "a", files()))
    NotChosen.objects.update(removed_on="2017-05-01")
    dumped = packs.dump(tmp_path / "b")
    assert "Ny simhall" not in "".join(dumped.values())


def test_a_part_that_is_none_of_the_four_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackRefused) as refused:
        packs.load(packs.write(tmp_path, files(DOCUMENT.replace("part: economic, text", "part: ekonomi, text"))))
    assert "ekonomi" in refused.value.sentence


def test_a_load_tells_the_log_of_each_row_it_brought_and_changed(tmp_path: Path) -> None:
    packs.load(packs.write(tmp_path, packs.SMALL))
    brought = set(Event.objects.filter(action="load_row").values_list("subject", "subject_key"))
    assert brought == {
        ("steering.goal", "arbete"), ("steering.goal", "unga-i-arbete"), ("steering.indicator", "andel"),
        ("steering.activity", "jobbcoach"), ("programmes.steeringdocument", "lup-norr"),
    }  # fmt: skip
    packs.load(
        packs.write(tmp_path, {**packs.SMALL, "mal.yaml": packs.GOALS.replace("Fler i arbete", "Alla i arbete")})
    )
    assert Goal.objects.get(slug="arbete").title == "Alla i arbete"
    changed = Event.objects.get(action="change_by_pack")
    assert (changed.subject_key, changed.change) == ("arbete", {"title": ["Fler i arbete", "Alla i arbete"]})
    assert Event.objects.filter(action="load_row").count() == len(brought)
