"""What was asked of bodies and what they asked to have changed goes with the city when it moves."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.sources.city_pack import packs
from tests.sources.city_pack.test_dump import there_and_back

from samstad.domain.cycle.models import AdjustmentRequest, ChangeRequest, PlanComment

pytestmark = pytest.mark.django_db

ROUND = "rounds:\n  - {slug: 2017-avstamning, year: 2017, kind: avstamning, opened_on: 2017-02-01}\n"
ASKED = """\
plan_comments:
  - {round: 2017-avstamning, organisation: norra, indicator: andel, text: Låg nivå.}
adjustments:
  - round: 2017-avstamning
    organisation: norra
    indicator: andel
    text: Höj årsmålet.
    due: 2017-04-20
    state: answered
    asked_on: 2017-03-15
    paragraph: "7"
    words:
      - {voice: body, text: Vi höjer., new_target: 75, by_name: Kim, on: 2017-04-01}
      - {voice: office, text: Mer., by_name: Anna, on: 2017-04-02}
      - {voice: body, text: Vi höjer., by_name: Kim, on: 2017-04-03}
  - {round: 2017-avstamning, organisation: norra, goal: arbete, text: Svara på målet.}
changes:
  - kind: target
    year: 2017
    organisation: norra
    indicator: andel
    old_value: 75
    new_value: 72.5
    reason: Färre platser.
    asked_on: 2017-05-02
    asked_by: Kim
    state: refused
    answer: Pengar finns.
"""
FILES = {**packs.SMALL, "omgang.yaml": ROUND, "begaran.yaml": ASKED}


def test_requests_answers_and_changes_are_loaded_and_come_back(tmp_path: Path) -> None:
    packs.load(tmp_path / "in", FILES)
    asked = AdjustmentRequest.objects.get(indicator__slug="andel")
    assert (asked.state, asked.asked_on, asked.round.slug) == ("answered", date(2017, 3, 15), "2017-avstamning")
    words = [(word.voice, word.text, word.new_target) for word in asked.words.all()]
    assert words == [("body", "Vi höjer.", Decimal(75)), ("office", "Mer.", None), ("body", "Vi höjer.", None)]
    assert PlanComment.objects.get().text == "Låg nivå."
    assert ChangeRequest.objects.get().answer == "Pengar finns."
    files = there_and_back(tmp_path)
    assert "new_target: 75" in files["liten/adjustments.yaml"]
    assert {"liten/plan_comments.yaml", "liten/changes.yaml"} <= files.keys()
    assert [word.text for word in AdjustmentRequest.objects.get(indicator__slug="andel").words.all()] == [
        "Vi höjer.",
        "Mer.",
        "Vi höjer.",
    ]


def test_loading_again_changes_nothing(tmp_path: Path) -> None:
    packs.load(tmp_path / "ett", FILES)
    again = packs.load(tmp_path / "tva", FILES)
    assert (again.counts["created"], again.counts["changed"]) == (0, 0)
    assert AdjustmentRequest.objects.count() == 2


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('    paragraph: "7"\n', "", "har sammanträdesdag och paragraf"),
        ("goal: arbete, ", "", "gäller en indikator eller ett mål"),
        ("    answer: Pengar finns.\n", "", "säger varför"),
        ("state: refused", "state: approved", "organ, dag och paragraf. Lägg till body, meeting_date, paragraph."),
    ],
)
def test_what_the_tables_refuse_is_said_before(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    assert old in ASKED
    found = packs.problems(tmp_path, {**FILES, "begaran.yaml": ASKED.replace(old, new, 1)})
    assert len(found) == 1
    assert sentence in found[0]
    assert not AdjustmentRequest.objects.exists()
