"""The report as grids to paste: the same words and numbers as the report, texts included."""

import pytest
from tests.reports.small_city import build

from samstad.documents import Table
from samstad.documents.words import cell_text
from samstad.reports.board_report import collect_report
from samstad.reports.paste_export import plan_table, report_tables

pytestmark = pytest.mark.django_db


def texts(table: Table) -> list[list[str]]:
    return [[cell_text(cell, "sv") for cell in row] for row in table.rows]


def test_each_row_of_the_report_is_a_row_of_its_grid() -> None:
    city = build()
    facts = collect_report(city.report)
    goals, indicators, activities, written = report_tables(facts)
    assert [row[0] for row in texts(goals)] == [f"{g['number']} {g['title']}".strip() for g in facts["goals"]]
    assert [row[0] for row in texts(indicators)] == [row["name"] for row in facts["indicators"]]
    assert [row[0] for row in texts(activities)] == [row["title"] for row in facts["activities"]]
    assert written.rows == ()


def test_numbers_are_numbers_and_a_missing_outcome_says_why() -> None:
    facts = collect_report(build().report)
    facts["indicators"] = [
        {
            **dict.fromkeys(("outcome", "women", "men", "own_target", "council_target", "forecast")),
            "name": "Feriejobb", "forecast": "1600.5", "missing_reason": "Mäts i maj.", "comment": "Se texten.",
        }
    ]  # fmt: skip
    facts["summary"] = "Det går framåt."
    facts["chapters"] = [{"title": "Dialogplan", "text": "Tre möten."}, {"title": "Ekonomi", "text": ""}]
    tables = report_tables(facts)
    row = tables[1].rows[0]
    assert row[6].number == 1600.5
    assert [cell_text(row[1], "sv"), cell_text(row[7], "sv")] == ["", "Mäts i maj. Se texten."]
    assert texts(tables[3]) == [["Sammanfattande analys", "Det går framåt."], ["Dialogplan", "Tre möten."]]


def test_a_plan_has_texts_alone_in_its_report_and_goals_in_its_own_table() -> None:
    city = build()
    facts = collect_report(city.report)
    facts["round"]["kind"] = "vp"
    assert [table.caption for table in report_tables(facts)] == ["Texter"]
    rows = texts(plan_table(city.board, 2017))
    assert any(city.board_goal.title in " ".join(row) and city.council_goal.title in " ".join(row) for row in rows)
    assert not any(city.local_goal.title in " ".join(row) for row in rows)
