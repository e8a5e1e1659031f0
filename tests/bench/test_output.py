"""The bench prints one JSON object a row, and a row that passes its bar is not ok."""

import json

import pytest
from bench.__main__ import compared
from bench.lines import line, write


def test_a_row_is_ok_up_to_its_bar_and_not_above() -> None:
    assert line("sidor", 15, "frågor", 15)["ok"]
    assert not line("sidor", 15.5, "frågor", 15)["ok"]
    assert line("sekunder", 99, "s")["ok"]


def test_each_row_is_one_json_object_on_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    write(line("sidor", 3.14159, "x", 4))
    assert json.loads(capsys.readouterr().out) == {"row": "sidor", "value": 3.142, "unit": "x", "bar": 4, "ok": True}


def test_pages_that_ask_more_in_a_larger_city_are_not_ok() -> None:
    counts = [line("_sql full mål", 10, "queries"), line("_sql tenfold mål", 12, "queries")]
    assert compared(counts) == [
        {"row": "SQL more at 10 N than at N, mål", "value": 2.0, "unit": "queries", "bar": 0, "ok": False}
    ]
    assert compared(counts[:1]) == []


def test_a_page_that_is_measured_at_a_tenth_is_held_against_the_whole() -> None:
    counts = [line("_sql full council goal", 20, "queries"), line("_sql tenth council goal", 20, "queries")]
    assert [(row["value"], row["ok"]) for row in compared(counts)] == [(0.0, True)]
    counts[1] = line("_sql tenth council goal", 19, "queries")
    assert [(row["value"], row["ok"]) for row in compared(counts)] == [(1.0, False)]
