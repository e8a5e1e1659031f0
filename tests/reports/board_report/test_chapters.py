"""A report reads in its template's order, says what nobody wrote, and holds its economy from then on."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation
from tests import builders as b

from samstad.documents import Callout, Heading, Paragraph, Table
from samstad.domain.cycle import actions
from samstad.domain.cycle.actions.default_chapters import SUMMARY
from samstad.domain.cycle.models import Report, Round
from samstad.domain.people.actors import COMMAND_LINE
from samstad.reports.board_report import collect_report, compose, standing
from samstad.reports.board_report.economy import economy_blocks

pytestmark = pytest.mark.django_db
WHO: dict[str, Any] = {"by": COMMAND_LINE, "at": b.NOON}


@pytest.fixture
def report() -> Report:
    board = b.board("farsta", "Farsta stadsdelsnämnd")
    own = b.goal("Tryggheten ökar", owner=board, slug="tryggt")
    b.indicator("Feriejobb", for_goal=own, owner=board, periodicity="tertial")
    actions.open_round(year=2017, kind="t2", cutoff=date(2017, 8, 31), due=None, **WHO)
    return Report.objects.select_related("round", "organisation", "pack", "round__pack").get()


def rows() -> list[actions.EconomyContent]:
    content = actions.EconomyContent
    return [
        content("operations", "Park", "running", "tkr", Decimal("1000.5"), Decimal(400), Decimal(990)),
        content("operations", "Snö", "running", "tkr", Decimal(500), Decimal(500), Decimal(510)),
        content("operations", "Tak", "investment", "tkr", Decimal(30), Decimal(0), Decimal(30)),
        content("result_unit", "Parkteatern", "running", "tkr", Decimal(7), Decimal(2), Decimal(7)),
        content("adjustment", "Hyra", "running", "tkr", asked=Decimal(4), explanation="Högre hyra."),
    ]


def store(report: Report, content: list[actions.EconomyContent] | None = None, version: int = 0) -> None:
    actions.store_economy(report=report, rows=content or rows(), version=version, **WHO)


def blocks(report: Report) -> tuple[Any, ...]:
    return compose(collect_report(report), draft=True).blocks


def headings(report: Report, level: int = 1) -> list[str]:
    return [block.text for block in blocks(report) if isinstance(block, Heading) and block.level == level]


def tables(report: Report) -> dict[str, Table]:
    return {block.caption: block for block in blocks(report) if isinstance(block, Table)}


def cells(table: Table) -> list[list[str]]:
    return [[cell.text.replace("\N{NO-BREAK SPACE}", " ") for cell in row] for row in table.rows]


def test_chapters_stand_in_the_order_of_the_template(report: Report) -> None:
    actions.add_chapter(report=report, title="Skog", **WHO)
    assert headings(report) == [
        "Sammanfattande analys",
        "Uppföljning av mål",
        "Genomförda dialoger",
        "Jämställdhetsanalys",
        "Barnkonsekvensanalys",
        "Sociala krav i upphandling",
        "Ekonomi",
        "Skog",
    ]


def test_headings_that_came_with_the_system_are_read_in_english_and_the_offices_own_as_written(report: Report) -> None:
    actions.add_chapter(report=report, title="Skog", **WHO)
    with translation.override("en"):
        assert headings(report)[-2:] == ["Economy", "Skog"]


def test_what_nobody_wrote_says_so_louder_where_it_is_asked_for(report: Report) -> None:
    said = [block for block in blocks(report) if isinstance(block, Callout)]
    assert said == [
        Callout("gap", "Sammanfattningen är inte skriven."),
        Callout("gap", "Kapitlet är inte skrivet."),
    ]
    assert sum(block == Paragraph("Kapitlet är inte skrivet.", "note") for block in blocks(report)) == 4


def test_the_text_stands_under_its_heading_and_before_the_tables(report: Report) -> None:
    actions.save_section_text(report=report, key="goals", version=0, text="Om alla mål.", **WHO)
    found = blocks(report)
    place = found.index(Heading(1, "Uppföljning av mål"))
    assert found[place + 1] == Paragraph("Om alla mål.")
    assert found[place + 2] == Heading(3, "Tryggheten ökar", anchor="tryggt")


def test_tables_that_no_chapter_takes_come_last_and_are_not_lost(report: Report) -> None:
    store(report)
    economy = actions.ChapterContent("ekonomi", "Pengar")
    actions.set_template(of_round=report.round, chapters=[SUMMARY, economy], **WHO)
    assert headings(report) == ["Sammanfattande analys", "Pengar", "Uppföljning av mål", "Ekonomi"]
    assert "Drift, tkr" in tables(report)


def test_the_economy_is_set_in_a_table_of_each_kind_with_its_sum(report: Report) -> None:
    store(report)
    found = tables(report)
    assert cells(found["Drift, tkr"]) == [
        ["Park", "1 000,5", "400,0", "990,0", "10,5", "–"],
        ["Snö", "500,0", "500,0", "510,0", "\N{MINUS SIGN}10,0", "–"],
        ["Summa", "1 500,5", "900,0", "1 500,0", "0,5", ""],
    ]
    assert cells(found["Investeringar, tkr"])[-1] == ["Summa", "30", "0", "30", "0", ""]
    assert cells(found["Resultatenheter, tkr"])[0][0] == "Parkteatern"
    assert cells(found["Begärda budgetjusteringar, tkr"]) == [
        ["Hyra", "drift", "4", "Högre hyra."],
        ["Summa", "", "4", ""],
    ]


def test_a_plan_shows_no_columns_that_nothing_stands_in() -> None:
    facts = [
        {"part": "operations", "kind": "running", "unit": "mnkr", "title": "Park", "budget": "2", "outcome": None,
         "forecast": None, "deviation": None, "asked": None, "explanation": ""}
    ]  # fmt: skip
    blocks = economy_blocks(facts)
    table = next(block for block in blocks if isinstance(block, Table))
    assert [column.title for column in table.columns] == ["Verksamhet", "Budget", "Förklaring"]
    assert not any(isinstance(block, Paragraph) for block in blocks), "a plan explains no deviation"


def test_the_sheet_answers_for_a_chapter_without_text(report: Report) -> None:
    store(report)
    found = blocks(report)
    assert found[found.index(Heading(1, "Ekonomi")) + 1] == Heading(2, "Drift")


def test_what_was_sent_out_stands_when_the_draft_moves_on_and_the_meeting_tells_what_it_changed(
    report: Report,
) -> None:
    store(report)
    Report.objects.update(state="approved")
    report.refresh_from_db()
    actions.send_out(report=report, collect=collect_report, on=date(2017, 9, 20), **WHO)
    dearer = [
        rows()[0],
        actions.EconomyContent("operations", "Snö", "running", "tkr", Decimal(500), Decimal(500), Decimal(520)),
        *rows()[2:],
    ]
    store(report, dearer, version=1)
    actions.save_section_text(report=report, key="upphandling", version=0, text="Tre krav.", **WHO)
    sent = standing(report, may_see_draft=False)
    assert sent is not None
    assert [row["forecast"] for row in sent.facts["economy"][:2]] == ["990", "510"]
    actions.decide(report=report, collect=collect_report, meeting_date=date(2017, 9, 28), paragraph="7", **WHO)
    decided = standing(report, may_see_draft=False)
    assert decided is not None
    assert [(change.where, change.name, change.before, change.after) for change in decided.amended] == [
        ("chapters", "Sociala krav i upphandling", "", "Tre krav."),
        ("economy", "Snö", "510", "520"),
    ]


def test_a_text_frozen_before_there_were_chapters_is_read_as_it_was(report: Report) -> None:
    facts = collect_report(report)
    old = {key: value for key, value in facts.items() if key not in ("chapters", "economy")} | {"summary": "Kort."}
    found = compose(old, draft=False).blocks
    assert found[:2] == (Heading(1, "Sammanfattande analys"), Paragraph("Kort."))
    assert [block.text for block in found if isinstance(block, Heading) and block.level == 1] == [
        "Sammanfattande analys",
        "Uppföljning av mål",
    ]


def test_freezing_asks_no_more_for_many_rows_of_economy(report: Report, django_assert_num_queries: Any) -> None:
    store(report)
    few = _queries(report)
    content = actions.EconomyContent
    many = [content("operations", f"Rad {n}", "running", "tkr", Decimal(n), Decimal(n), Decimal(n)) for n in range(60)]
    store(report, many, version=1)
    for n in range(5):
        actions.add_chapter(report=report, title=f"Eget {n}", **WHO)
    with django_assert_num_queries(few):
        collect_report(report)


def _queries(report: Report) -> int:
    from django.db import connection  # noqa: PLC0415 - only this count needs it
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as asked:
        collect_report(report)
    return len(asked)


def test_a_round_without_a_template_reads_as_before(report: Report) -> None:
    Round.objects.get().chapters.all().delete()
    assert headings(report) == ["Sammanfattande analys", "Uppföljning av mål"]
