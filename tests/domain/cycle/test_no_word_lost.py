"""Three people write in one report at the same time: every word that was saved stands in the text or in history."""

import json
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import builders as b
from tests.slow_examples import one_in

from samstad.calculations.texts import merge, tokens
from samstad.domain.cycle import actions
from samstad.domain.cycle.models import Chapter, Report, ReportSection
from samstad.domain.cycle.queries import find_report
from samstad.domain.history.models import Event
from samstad.domain.people.actors import COMMAND_LINE, Actor
from samstad.refusals import Stale
from samstad.reports.seen_rows import seen_fields

pytestmark = pytest.mark.django_db
_numbers = count(1)
STEPS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(["read", "add", "rewrite", "fill"]),
        st.sampled_from(["mine", "theirs", "both"]),
    ),
    max_size=24,
)


@pytest.fixture
def report() -> Report:
    b.board("farsta", "Farsta stadsdelsnämnd")
    actions.open_round(year=2017, kind="t1", cutoff=date(2017, 4, 30), due=None, by=COMMAND_LINE, at=b.NOON)
    found = find_report("farsta", 2017, "t1")
    assert found is not None
    return found


@dataclass
class Writer:
    """One person's window: what she has before her, and the version it was read at."""

    by: Actor
    text: str = ""
    version: int = 0

    def read(self, report: Report, key: str) -> None:
        row = ReportSection.objects.filter(report=report, key=key).first()
        self.text, self.version = (row.text, row.version) if row else ("", 0)

    def save(self, report: Report, key: str, text: str, choice: str) -> set[str]:
        """The words that were saved; a refused save is settled by her choice, as the page lets her do it."""
        try:
            row = self._store(report, key, text, self.version)
        except Stale as refusal:
            theirs, version = str(refusal.theirs["text"]), int(str(refusal.theirs["version"]))
            if choice == "theirs":
                self.text, self.version = theirs, version
                return set()
            if choice == "both":
                seen = seen_fields("s", f"2017-t1/farsta/{key}", {"text": theirs}, since=version - self.version)
                text = merge(seen["text"] or "" if seen else None, text, theirs).text
            row = self._store(report, key, text, version)
        self.text, self.version = row.text, row.version
        return words(text)

    def _store(self, report: Report, key: str, text: str, version: int) -> ReportSection:
        return actions.save_section_text(report=report, key=key, version=version, text=text, by=self.by, at=b.NOON)


def words(text: str) -> set[str]:
    return {token for token in tokens(text) if not token.isspace()}


def kept(report: Report, key: str) -> set[str]:
    """Every word that stands now or that history holds."""
    row = ReportSection.objects.filter(report=report, key=key).first()
    told = json.dumps(list(Event.objects.values_list("change", flat=True)), ensure_ascii=False)
    return words(row.text if row else "") | words(told.replace("\\n", " "))


@one_in(2)
@given(STEPS)
def test_every_word_that_anybody_saved_is_in_the_text_or_in_history(
    report: Report, steps: list[tuple[int, str, str]]
) -> None:
    key = f"k{next(_numbers)}"
    Chapter.objects.create(report=report, key=key, title=key)
    writers = [Writer(Actor(name, is_operator=True)) for name in ("Ada", "Bo", "Cleo")]
    saved: set[str] = set()
    for who, deed, choice in steps:
        writer, word = writers[who], f"ord{next(_numbers)}"
        if deed == "read":
            writer.read(report, key)
        elif deed == "fill":
            content = actions.ReportContent(sections={key: f"läst {word}"})
            actions.fill_report(report=report, content=content, by=writer.by, at=b.NOON)
            saved.add(word)
        else:
            text = f"{writer.text} {word}".strip() if deed == "add" else word
            saved |= writer.save(report, key, text, choice)
    assert saved <= kept(report, key)


def test_a_refused_save_writes_nothing_at_all(report: Report) -> None:
    ada, bo = Writer(Actor("Ada", is_operator=True)), Writer(Actor("Bo", is_operator=True))
    ada.save(report, "summary", "Adas", "mine")
    events = Event.objects.count()
    with pytest.raises(Stale):
        bo._store(report, "summary", "Bos", 0)
    assert ReportSection.objects.get(report=report).text == "Adas"
    assert Event.objects.count() == events


def test_what_a_file_overwrote_stands_in_history(report: Report) -> None:
    writer = Writer(Actor("Ada", is_operator=True))
    writer.save(report, "summary", "Adas ord", "mine")
    content = actions.ReportContent(sections={"summary": "Filens ord"})
    actions.fill_report(report=report, content=content, by=COMMAND_LINE, at=b.NOON)
    assert Event.objects.get(action="fill_report").change["summary.text"] == ["Adas ord", "Filens ord"]


@pytest.mark.parametrize(("since", "seen"), [(0, "tre"), (1, "två"), (2, "ett"), (3, "")])
def test_what_somebody_saw_is_read_backwards_out_of_history(report: Report, since: int, seen: str) -> None:
    writer = Writer(Actor("Ada", is_operator=True))
    for text in ("ett", "två", "tre"):
        writer.save(report, "summary", text, "mine")
    found: Any = seen_fields("s", "2017-t1/farsta/summary", {"text": "tre"}, since=since)
    assert found == {"text": seen}


def test_a_gap_in_history_is_told_and_not_guessed(report: Report) -> None:
    writer = Writer(Actor("Ada", is_operator=True))
    writer.save(report, "summary", "ett", "mine")
    content = actions.ReportContent(sections={"summary": "två"})
    actions.fill_report(report=report, content=content, by=COMMAND_LINE, at=b.NOON)
    assert seen_fields("s", "2017-t1/farsta/summary", {"text": "två"}, since=1) is None
    assert seen_fields("s", "2017-t1/farsta/summary", {"text": "två"}, since=9) is None
