"""A unit writes once; the board pulls it up, and nobody's words are overwritten on the way."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import builders as b
from tests.slow_examples import one_in

from samstad.calculations.texts import holds, tokens
from samstad.domain.access.actions import add_unit
from samstad.domain.cycle import actions
from samstad.domain.cycle.models import ActivityRow, GoalJudgement, PulledText, Report, ReportSection, UnitText
from samstad.domain.cycle.queries import find_report, unanswered
from samstad.domain.history.models import Event
from samstad.domain.notices.models import Notice
from samstad.domain.people.actors import COMMAND_LINE, Actor
from samstad.domain.steering.models import ActivityUpdate
from samstad.refusals import NotAllowed, Refusal, Stale
from samstad.reports.board_report import collect_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def report() -> Report:
    farsta = b.board("farsta", "Farsta stadsdelsnämnd")
    own = b.goal("Tryggheten ökar", owner=farsta, slug="tryggt")
    b.activity(farsta, "Nattvandringar", for_goal=own, slug="nattvandring")
    actions.open_round(year=2017, kind="t1", cutoff=date(2017, 4, 30), due=None, by=COMMAND_LINE, at=b.NOON)
    found = find_report("farsta", 2017, "t1")
    assert found is not None
    return found


@pytest.fixture
def unit(report: Report) -> Any:
    return add_unit(board=report.organisation, name="Solens förskola", by=COMMAND_LINE, at=b.NOON)


def ask(report: Report, unit: Any, row: str = "s.summary") -> UnitText:
    return actions.ask_units(
        report=report, row=row, units=[unit], question="Vad har hänt?", by=COMMAND_LINE, at=b.NOON
    )[0]


def write(text: UnitText, words: str, by: Actor = COMMAND_LINE) -> UnitText:
    return actions.save_unit_text(unit_text=text, version=text.version, text=words, by=by, at=b.NOON)


def pull(text: UnitText) -> Any:
    return actions.pull_text(unit_text=text, by=COMMAND_LINE, at=b.NOON)


def edit_summary(report: Report, words: str) -> None:
    row, _made = ReportSection.objects.get_or_create(report=report, key="summary")
    actions.save_section_text(report=report, key="summary", version=row.version, text=words, by=COMMAND_LINE, at=b.NOON)


def summary(report: Report) -> str:
    return ReportSection.objects.get(report=report, key="summary").text


def origins(report: Report) -> list[tuple[bool, bool]]:
    return [(origin["changed_here"], origin["changed_there"]) for origin in collect_report(report)["origins"]]


def test_those_who_report_for_the_unit_are_told_and_may_write_and_nobody_else(report: Report, unit: Any) -> None:
    manager, stranger = b.person("Eva", ("reporter", unit)), b.person("Bo", ("reporter", b.board("annan")))
    text = ask(report, unit)
    assert Notice.objects.get(user=manager).link == f"/arbete/enhet/{unit.slug}/"
    assert write(text, "Vi har öppnat på kvällar.", Actor.of(manager)).changed_by == "Eva"
    with pytest.raises(NotAllowed):
        write(text, "Nej", Actor.of(stranger))
    with pytest.raises(NotAllowed):
        actions.save_section_text(report=report, key="summary", version=0, text="Nej", by=Actor.of(manager), at=b.NOON)


def test_a_unit_is_asked_once_however_often_the_question_is_sent(report: Report, unit: Any) -> None:
    b.person("Eva", ("reporter", unit))
    ask(report, unit)
    ask(report, unit)
    assert (UnitText.objects.count(), Notice.objects.count()) == (1, 1)


@pytest.mark.parametrize("row", ["g.annat-mal", "s.annat", "x.nej", ""])
def test_only_a_row_of_the_report_can_be_asked_about(report: Report, unit: Any, row: str) -> None:
    with pytest.raises(Refusal, match="Raden finns inte"):
        ask(report, unit, row)


def test_only_the_boards_own_units_can_be_asked(report: Report) -> None:
    with pytest.raises(Refusal, match="hör inte till nämnden"):
        ask(report, b.board("grannen"))


def test_two_units_of_one_board_have_different_names(report: Report, unit: Any) -> None:
    with pytest.raises(Refusal, match="finns redan"):
        add_unit(board=report.organisation, name="solens FÖRSKOLA", by=COMMAND_LINE, at=b.NOON)


def test_the_second_writer_in_a_unit_is_told(report: Report, unit: Any) -> None:
    text = ask(report, unit)
    write(UnitText.objects.get(pk=text.pk), "Evas")
    with pytest.raises(Stale):
        actions.save_unit_text(unit_text=text, version=0, text="Bos", by=COMMAND_LINE, at=b.NOON)


def test_a_pulled_text_stands_below_what_the_board_has_written(report: Report, unit: Any) -> None:
    edit_summary(report, "Nämnden ser att tryggheten ökar.")
    pull(write(ask(report, unit), "Vi har öppnat på kvällar."))
    assert summary(report) == "Nämnden ser att tryggheten ökar.\n\nVi har öppnat på kvällar."
    assert origins(report) == [(False, False)]


def test_what_has_been_changed_here_and_there_shows(report: Report, unit: Any) -> None:
    text = write(ask(report, unit), "Vi har öppnat på kvällar.")
    pull(text)
    edit_summary(report, "Förskolan har öppnat på kvällar.")
    assert origins(report) == [(True, False)]
    write(text, "Vi har öppnat på kvällar och lördagar.")
    assert origins(report) == [(True, True)]


def test_a_new_text_takes_the_place_of_the_old_one_where_it_stands(report: Report, unit: Any) -> None:
    text = write(ask(report, unit), "Öppet på kvällar.")
    pull(text)
    edit_summary(report, f"Före. {summary(report)} Efter.")
    pull(write(text, "Öppet jämt."))
    assert summary(report) == "Före. Öppet jämt. Efter."
    assert origins(report) == [(False, False)]


def test_what_the_board_has_changed_is_not_overwritten_by_the_new_text(report: Report, unit: Any) -> None:
    text = write(ask(report, unit), "Öppet på kvällar.")
    pull(text)
    edit_summary(report, "Öppet på sena kvällar.")
    pull(write(text, "Öppet jämt."))
    assert summary(report) == "Öppet på sena kvällar.\n\nÖppet jämt."


def test_pulling_twice_writes_once(report: Report, unit: Any) -> None:
    text = write(ask(report, unit), "Öppet på kvällar.")
    pull(text)
    pull(text)
    assert summary(report) == "Öppet på kvällar."
    assert Event.objects.filter(action="pull_text").count() == 1


def test_a_text_in_an_unanswered_row_is_not_yet_an_answer(report: Report, unit: Any) -> None:
    before = unanswered(report)
    pull(write(ask(report, unit, "g.tryggt"), "Lugnare kvällar."))
    pull(write(ask(report, unit, "a.nattvandring"), "Tolv kvällar."))
    assert GoalJudgement.objects.get().motivation == "Lugnare kvällar."
    assert ActivityRow.objects.get().comment == "Tolv kvällar."
    assert unanswered(report) == before
    actions.save_judgement(
        report=report, goal=GoalJudgement.objects.get().goal, version=1, judgement="full",
        motivation="Lugnare kvällar.", suggested="unknown", by=COMMAND_LINE, at=b.NOON,
    )  # fmt: skip
    assert "goal" not in {row.kind for row in unanswered(report)}


def test_an_activity_with_a_pulled_text_only_is_not_published(report: Report, unit: Any) -> None:
    pull(write(ask(report, unit, "a.nattvandring"), "Tolv kvällar."))
    Report.objects.update(state="approved")
    report.refresh_from_db(fields=["state"])
    actions.send_out(report=report, collect=collect_report, on=date(2017, 5, 11), by=COMMAND_LINE, at=b.NOON)
    assert not ActivityUpdate.objects.exists()


def test_there_is_nothing_to_pull_before_the_unit_has_written(report: Report, unit: Any) -> None:
    with pytest.raises(Refusal, match="inte skrivit"):
        pull(ask(report, unit))


def test_when_the_report_is_handed_in_the_unit_no_longer_writes(report: Report, unit: Any) -> None:
    text = ask(report, unit)
    Report.objects.update(state="ready")
    with pytest.raises(Refusal, match="väntar på godkännande"):
        write(UnitText.objects.get(pk=text.pk), "För sent")


def test_the_origin_is_frozen_with_the_report_whatever_the_unit_writes_later(report: Report, unit: Any) -> None:
    text = write(ask(report, unit), "Öppet på kvällar.")
    pull(text)
    Report.objects.update(state="approved")
    report.refresh_from_db(fields=["state"])
    frozen = actions.send_out(report=report, collect=collect_report, on=date(2017, 5, 11), by=COMMAND_LINE, at=b.NOON)
    UnitText.objects.update(version=9, text="Annat")
    told = frozen.document["origins"][0]
    assert (told["row"], told["unit"], told["on"]) == ("s.summary", "Solens förskola", "2017-05-02")
    assert not told["changed_here"]
    assert not told["changed_there"]


STEPS = st.lists(st.sampled_from(["unit writes", "pull", "board adds", "board rewrites"]), max_size=12)


@one_in(3)
@given(STEPS)
def test_however_they_write_and_pull_the_origin_says_what_is_so(report: Report, unit: Any, steps: list[str]) -> None:
    ReportSection.objects.all().delete()
    UnitText.objects.all().delete()
    Event.objects.all().delete()
    text, boards = ask(report, unit), set()
    for number, step in enumerate(steps):
        if step == "unit writes":
            text = write(text, f"enhet{number}.")
        elif step == "pull" and text.text:
            pull(text)
        elif step.startswith("board"):
            row = ReportSection.objects.filter(report=report).first()
            kept = f"{row.text} " if row and step == "board adds" else ""
            edit_summary(report, f"{kept}nämnd{number}.")
            boards.add(f"nämnd{number}")
    told = str(list(Event.objects.values_list("change", flat=True)))
    row = ReportSection.objects.filter(report=report).first()
    assert all(word in told or word in tokens(row.text if row else "") for word in boards)
    pulled = PulledText.objects.filter(source=text).first()
    if pulled and row:
        assert origins(report) == [(not holds(row.text, pulled.text), pulled.text != text.text)]
    else:
        assert origins(report) == []
