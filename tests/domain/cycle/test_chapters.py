"""The chapters of a round, a board's own, what is asked for, and approval that holds until something changes."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests import builders as b

from samstad.domain.cycle import actions
from samstad.domain.cycle.actions import ChapterContent
from samstad.domain.cycle.actions.default_chapters import SUMMARY, content_of, default_chapters
from samstad.domain.cycle.choices import WRITTEN_BY_BOARDS, TableKind
from samstad.domain.cycle.models import Chapter, Report, ReportSection, Round
from samstad.domain.cycle.queries import (
    chapters_by_report,
    chapters_of,
    chapters_with_texts,
    content_versions,
    due_rows,
    find_report,
    unanswered,
)
from samstad.domain.cycle.rules import check_template
from samstad.domain.history.models import Event
from samstad.domain.people.actors import COMMAND_LINE, Actor
from samstad.refusals import NotAllowed, Refusal, Stale

pytestmark = pytest.mark.django_db
WHO: dict[str, Any] = {"by": COMMAND_LINE, "at": b.NOON}
LATER = b.NOON + timedelta(hours=1)


def opened(kind: str = "vp", year: int = 2017) -> Round:
    return actions.open_round(year=year, kind=kind, cutoff=None, due=None, **WHO)


@pytest.fixture
def report() -> Report:
    board = b.board("farsta", "Farsta stadsdelsnämnd")
    b.goal("Tryggheten ökar", owner=board, slug="tryggt")
    opened("t2")
    found = find_report("farsta", 2017, "t2")
    assert found is not None
    return found


def keys(report: Report) -> list[str]:
    return [chapter.key for chapter in chapters_of(report)]


def write(report: Report, key: str, text: str = "Så är det.") -> ReportSection:
    version = next(line.version for line in chapters_with_texts(report) if line.chapter.key == key)
    return actions.save_section_text(report=report, key=key, version=version, text=text, **WHO)


@pytest.mark.parametrize("kind", WRITTEN_BY_BOARDS)
def test_every_kind_of_round_is_opened_with_chapters_that_the_rules_allow(kind: str) -> None:
    check_template(default_chapters(kind))
    assert [content_of(chapter) for chapter in opened(kind).chapters.all()] == default_chapters(kind)


def test_a_plan_asks_for_what_the_guidelines_ask_for() -> None:
    titles = [chapter.title for chapter in opened("vp").chapters.filter(required=True)]
    assert titles == [
        "Sammanfattande analys",
        "Dialogplan",
        "Jämställdhetsanalys",
        "Barnkonsekvensanalys",
        "Sociala krav i upphandling",
        "Ekonomi",
    ]


def test_the_citys_own_rounds_have_no_chapters() -> None:
    assert not opened("kf-budget").chapters.exists()


def test_next_years_round_has_the_chapters_that_this_years_ended_with() -> None:
    first = opened("vp", 2017)
    wanted = [SUMMARY, ChapterContent("klimat", "Klimat", "Vad ni gör för klimatet.", required=True)]
    actions.set_template(of_round=first, chapters=wanted, **WHO)
    assert [content_of(chapter) for chapter in opened("vp", 2018).chapters.all()] == wanted
    assert opened("vb", 2018).chapters.count() == 7


def test_chapters_are_the_coordinators_and_the_change_is_remembered(report: Report) -> None:
    with pytest.raises(NotAllowed):
        actions.set_template(
            of_round=report.round, chapters=[SUMMARY], by=b.actor("coordinator", report.organisation), at=b.NOON
        )
    actions.set_template(of_round=report.round, chapters=[SUMMARY], by=b.actor("city_coordinator"), at=b.NOON)
    assert keys(report) == ["summary"]
    assert Event.objects.get(action="set_template").change["chapters"][1] == ["Sammanfattande analys"]


def test_chapters_stand_in_the_order_they_were_given(report: Report) -> None:
    wanted = list(reversed(default_chapters("t2")))
    actions.set_template(of_round=report.round, chapters=wanted, **WHO)
    assert keys(report) == [chapter.key for chapter in wanted]


def test_a_chapter_that_a_board_has_written_in_stays(report: Report) -> None:
    write(report, "upphandling")
    with pytest.raises(Refusal, match="1 rapport har innehåll i ”Sociala krav i upphandling”"):
        actions.set_template(of_round=report.round, chapters=[SUMMARY], **WHO)
    assert len(keys(report)) == 7


def test_a_chapter_with_a_sheet_of_economy_stays(report: Report) -> None:
    store(report)
    with pytest.raises(Refusal, match="Ekonomi"):
        actions.set_template(of_round=report.round, chapters=[SUMMARY], **WHO)


@pytest.mark.parametrize(
    ("chapters", "said"),
    [
        ([], "Sammanfattningen behövs"),
        ([ChapterContent("annat", "Annat")], "Sammanfattningen behövs"),
        ([SUMMARY, ChapterContent("a", "Samma"), ChapterContent("b", " samma ")], "samma rubrik"),
        ([SUMMARY, ChapterContent("summary", "Annan")], "samma rubrik"),
        ([SUMMARY, ChapterContent("a", "A", tables=("overview",))], "vald i två kapitel"),
        ([SUMMARY, ChapterContent("a", "A", tables=("kartor",))], "ur listan"),
        ([SUMMARY, ChapterContent("a", "  ")], "kapitlets rubrik"),
        ([SUMMARY, ChapterContent("a", "A" * 121)], "högst 120 tecken"),
        ([SUMMARY, ChapterContent("Å ä", "A")], "små bokstäver"),
        ([SUMMARY, ChapterContent("a", "A", explain_over=101)], "0 till 100"),
    ],
)
def test_a_template_that_cannot_be_is_refused_with_what_to_do(
    report: Report, chapters: list[ChapterContent], said: str
) -> None:
    with pytest.raises(Refusal, match=said):
        actions.set_template(of_round=report.round, chapters=chapters, **WHO)
    assert len(keys(report)) == 7


def test_a_round_without_a_template_has_the_summary_with_its_text(report: Report) -> None:
    Chapter.objects.all().delete()
    write(report, "summary", "Kort.")
    assert [(line.chapter.key, line.text) for line in chapters_with_texts(report)] == [("summary", "Kort.")]


def test_chapters_that_are_asked_for_are_unanswered_until_they_are_written(report: Report) -> None:
    asked = [row.slug for row in unanswered(report) if row.kind == "section"]
    assert asked == ["summary", "ekonomi"]
    write(report, "summary")
    write(report, "dialogplan")
    assert [row.slug for row in unanswered(report) if row.kind == "section"] == ["ekonomi"]


def test_the_sheet_answers_for_the_chapter_of_economy(report: Report) -> None:
    store(report)
    assert "ekonomi" not in [row.slug for row in unanswered(report)]


def test_a_report_cannot_be_handed_in_without_a_chapter_that_is_asked_for(report: Report) -> None:
    goal = due_rows(report).goals[0]
    actions.save_judgement(
        report=report, goal=goal, version=0, judgement="partly", motivation="", suggested="unknown", **WHO
    )
    write(report, "summary")
    with pytest.raises(Refusal, match="”Ekonomi”"):
        actions.hand_in(report=report, **WHO)
    write(report, "ekonomi", "Inga avvikelser.")
    assert actions.hand_in(report=report, **WHO).state == "ready"


def test_the_summary_is_marked_ready_whatever_the_other_chapters_lack(report: Report) -> None:
    write(report, "summary")
    assert actions.mark_section(report=report, key="summary", ready=True, **WHO).ready


def test_nobody_writes_in_a_chapter_that_is_not_there(report: Report) -> None:
    with pytest.raises(Refusal, match="finns inte längre"):
        actions.save_section_text(report=report, key="klimat", version=0, text="x", **WHO)
    content = actions.ReportContent(sections={"klimat": "x"})
    with pytest.raises(Refusal, match="inget kapitel ”klimat”"):
        actions.fill_report(report=report, content=content, **WHO)


def test_a_board_adds_a_chapter_of_its_own_after_the_common_ones(report: Report) -> None:
    ada = b.actor("coordinator", report.organisation)
    other = b.board("skarpnack")
    elsewhere = Report.objects.create(round=report.round, organisation=other)
    made = actions.add_chapter(report=report, title="Vår  skog", by=ada, at=b.NOON)
    assert (made.key, made.title, made.own, made.required) == ("eget-var-skog", "Vår skog", True, False)
    assert keys(report)[-1] == "eget-var-skog"
    assert "eget-var-skog" not in keys(elsewhere)
    assert write(report, "eget-var-skog").text == "Så är det."


def test_a_chapter_of_its_own_needs_a_heading_that_is_not_taken(report: Report) -> None:
    with pytest.raises(Refusal, match="kapitlets rubrik"):
        actions.add_chapter(report=report, title=" ", **WHO)
    with pytest.raises(Refusal, match="redan ett kapitel"):
        actions.add_chapter(report=report, title="ekonomi", **WHO)
    first, second = (actions.add_chapter(report=report, title=title, **WHO) for title in ("Å", "Ä!"))
    assert first.key != second.key


def test_an_own_chapter_is_removed_while_it_is_empty_and_a_common_one_never(report: Report) -> None:
    made = actions.add_chapter(report=report, title="Skog", **WHO)
    write(report, made.key)
    with pytest.raises(Refusal, match="Töm texten"):
        actions.remove_chapter(report=report, key=made.key, **WHO)
    write(report, made.key, "")
    actions.remove_chapter(report=report, key=made.key, **WHO)
    assert made.key not in keys(report)
    with pytest.raises(Refusal, match="stadens mall"):
        actions.remove_chapter(report=report, key="ekonomi", **WHO)


def test_only_the_coordinator_adds_chapters_and_only_in_a_draft(report: Report) -> None:
    with pytest.raises(NotAllowed):
        actions.add_chapter(report=report, title="Skog", by=b.actor("reporter", report.organisation), at=b.NOON)
    Report.objects.update(state="ready")
    report.refresh_from_db()
    with pytest.raises(Refusal, match="väntar på godkännande"):
        actions.add_chapter(report=report, title="Skog", **WHO)


def store(report: Report, budget: int = 10) -> None:
    sheet = getattr(report, "economy_sheet", None)
    amount = Decimal(budget)
    row = actions.EconomyContent("operations", "Park", "running", "tkr", amount, amount, amount)
    actions.store_economy(report=report, rows=[row], version=sheet.version if sheet else 0, **WHO)
    report.refresh_from_db()


def approve(report: Report, key: str, by: Actor = COMMAND_LINE) -> ReportSection:
    version = content_versions(chapters_by_report([report]))[report.pk, key]
    return actions.approve_chapter(report=report, key=key, version=version, by=by, at=LATER)


def holds(report: Report, key: str) -> bool:
    standing = content_versions(chapters_by_report([report]))[report.pk, key]
    return report.sections.get(key=key).approved_version == standing


def test_the_head_approves_a_chapter_and_a_change_of_the_text_takes_it_back(report: Report) -> None:
    write(report, "dialogplan")
    approved = approve(report, "dialogplan", b.actor("approver", report.organisation, "Siv"))
    assert (approved.approved_by, approved.approved_at) == ("Siv", LATER)
    assert holds(report, "dialogplan")
    write(report, "summary")
    assert holds(report, "dialogplan")
    write(report, "dialogplan", "Något annat.")
    assert not holds(report, "dialogplan")


def test_a_chapter_of_rows_loses_its_approval_when_a_row_changes(report: Report) -> None:
    goal = due_rows(report).goals[0]
    said: dict[str, Any] = {"judgement": "full", "motivation": "", "suggested": "unknown"}
    actions.save_judgement(report=report, goal=goal, version=0, **said, **WHO)
    approve(report, "goals")
    assert holds(report, "goals")
    actions.save_judgement(report=report, goal=goal, version=1, **said | {"judgement": "not"}, **WHO)
    assert not holds(report, "goals")


def test_the_chapter_of_economy_loses_its_approval_with_a_new_sheet(report: Report) -> None:
    store(report)
    approve(report, "ekonomi")
    store(report, 11)
    assert not holds(report, "ekonomi")


def test_what_changed_while_the_head_was_reading_is_not_approved(report: Report) -> None:
    write(report, "dialogplan")
    with pytest.raises(Stale, match="ändrats sedan du läste det"):
        actions.approve_chapter(report=report, key="dialogplan", version=0, **WHO)


def test_an_empty_chapter_and_one_that_is_not_there_cannot_be_approved(report: Report) -> None:
    with pytest.raises(Refusal, match="Kapitlet är tomt"):
        approve(report, "dialogplan")
    with pytest.raises(Refusal, match="finns inte längre"):
        actions.approve_chapter(report=report, key="klimat", version=1, **WHO)


def test_an_approval_is_taken_back_and_is_not_the_writers_to_give(report: Report) -> None:
    write(report, "dialogplan")
    with pytest.raises(NotAllowed):
        approve(report, "dialogplan", b.actor("coordinator", report.organisation))
    approve(report, "dialogplan")
    taken = actions.approve_chapter(report=report, key="dialogplan", version=1, approved=False, **WHO)
    assert (taken.approved_version, taken.approved_by) == (None, "")


def test_a_report_that_is_sent_out_is_no_longer_approved_by_chapter(report: Report) -> None:
    write(report, "dialogplan")
    Report.objects.update(state="sent_out", sent_out_on=date(2017, 9, 1))
    report.refresh_from_db()
    with pytest.raises(Refusal, match="utsänd"):
        approve(report, "dialogplan")


def test_versions_of_many_reports_are_read_in_a_fixed_number_of_queries(
    report: Report, django_assert_num_queries: Any
) -> None:
    for n in range(3):
        Report.objects.create(round=report.round, organisation=b.board(f"namnd-{n}"))
    reports = list(Report.objects.all())
    with django_assert_num_queries(6):
        content_versions(chapters_by_report(reports))


def test_a_table_stands_in_one_chapter_of_each_default() -> None:
    for kind in WRITTEN_BY_BOARDS:
        tables = [table for chapter in default_chapters(kind) for table in chapter.tables]
        assert {TableKind.OVERVIEW, TableKind.GOALS, TableKind.ECONOMY} <= set(tables)
