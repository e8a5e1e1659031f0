"""History in words: a deed, a subject or a field without words would be read as the program's own names."""

import re
from pathlib import Path

import pytest

from samstad.domain.programmes.choices import DraftState
from samstad.reports.setup.event_words import (
    ACTIONS,
    FIELDS,
    SUBJECTS,
    action_words,
    field_word,
    subject_words,
    value_words,
)

SOURCE = Path(__file__).parents[2] / "src" / "samstad"
RECORDED = re.compile(r"\b(?:record|_record|_remember|step)\(\s*(?:report,\s*[\w.]+,\s*)?\"(\w+)\"")
SUBJECT = re.compile(r"subject=\"([\w.]+)\"")


def in_actions(pattern: re.Pattern[str]) -> set[str]:
    files = [*SOURCE.glob("domain/*/actions/**/*.py"), *SOURCE.glob("sources/**/*.py")]
    return {found for path in files for found in pattern.findall(path.read_text(encoding="utf-8"))}


def test_every_deed_that_is_recorded_has_words() -> None:
    recorded = in_actions(RECORDED)
    assert {"add_goal", "hand_in", "give_role", "load_pack"} <= recorded
    assert recorded - set(ACTIONS) == set()


def test_what_becomes_of_a_draft_has_words() -> None:
    assert {f"draft_{state}" for state in DraftState if state != DraftState.PENDING} <= set(ACTIONS)


def test_every_subject_has_words() -> None:
    assert in_actions(SUBJECT) - set(SUBJECTS) == set()


def test_a_deed_of_tomorrow_is_still_shown() -> None:
    assert action_words("move_house") == "move house"
    assert subject_words("steering.house") == "house"
    assert field_word("front_door") == "front door"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("title", None, "–"),
        ("title", "", "–"),
        ("goals", [], "–"),
        ("goals", ["ett", "tva"], "ett, tva"),
        ("continuous", True, "ja"),
        ("continuous", False, "nej"),
        ("outcome", 0, "0"),
        ("role", "reporter", "rapportör"),
        ("judgement", "partly", "uppfylls delvis"),
        ("status", "waiting", "väntar på annan"),
        ("title", "reporter", "reporter"),
        ("role", "kejsare", "kejsare"),
    ],
)
def test_a_value_is_said_as_people_say_it(field: str, value: object, words: str) -> None:
    assert value_words(field, value) == words


def test_words_begin_small_so_that_they_can_stand_in_a_sentence() -> None:
    assert [word for word in (*ACTIONS.values(), *SUBJECTS.values(), *FIELDS.values()) if str(word)[0].isupper()] == []
