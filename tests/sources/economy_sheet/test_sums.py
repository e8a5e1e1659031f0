"""A sheet's own sums are held against its rows, however the sheet is laid out."""

from pathlib import Path

import pytest
from tests.sources.economy_sheet.sheets import csv_file, read, sentences

ROWS = (
    "Verksamhet;Förskola;drift;100;40;98;2;;",
    "Verksamhet;Park;drift;50;20;51;-1;;",
    "Verksamhet;Tak;investering;30;10;30;0;;",
)


@pytest.mark.parametrize(
    "total",
    [
        "Verksamhet;Summa;;180;70;179;1;;",
        "Summa;;;180;70;179;;;",
        ";Totalt;;180;;;;;",
        "Summa verksamhet;;;180;70;179;1;;",
        "Verksamhet;Summa drift;;150;60;149;1;;",
        "Verksamhet;Summa;investering;30;10;30;0;;",
        "Summa investeringar;;;30;;;;;",
        ";S:a;;180,0;;;;;",
        "Verksamhet;Total;;180;;;;;",
    ],
)
def test_a_right_sum_is_checked_and_not_kept(tmp_path: Path, total: str) -> None:
    reading = read(csv_file(tmp_path, *ROWS, total))
    assert sentences(reading) == []
    assert (len(reading.rows), reading.sums) == (3, 1)


@pytest.mark.parametrize(
    ("total", "said"),
    [
        ("Verksamhet;Summa;;181;70;179;1;;", "Summan av Budget är 181, men raderna ger 180."),
        ("Summa;;;180;70,5;179;;;", "Summan av Utfall är 70,5, men raderna ger 70."),
        ("Verksamhet;Summa drift;;180;;;;;", "Summan av Budget är 180, men raderna ger 150."),
        ("Verksamhet;Summa;;180;70;179;-1;;", "Summan av Avvikelse är -1, men raderna ger 1."),
        ("Resultatenhet;Summa;;5;;;;;", "Summan av Budget är 5, men raderna ger 0."),
    ],
)
def test_a_wrong_sum_is_named_by_its_row(tmp_path: Path, total: str, said: str) -> None:
    assert sentences(read(csv_file(tmp_path, *ROWS, total))) == [(5, f"{said} Rätta raderna eller summan.")]


def test_sums_of_groups_and_of_all_may_stand_in_one_sheet(tmp_path: Path) -> None:
    rows = [*ROWS[:2], "Verksamhet;Summa barn och park;;150;;;;;", ROWS[2], "Verksamhet;Summa fastigheter;;30;;;;;"]
    assert sentences(read(csv_file(tmp_path, *rows, "Verksamhet;Totalt;;180;;;;;"))) == []


def test_sums_of_other_parts_are_kept_apart(tmp_path: Path) -> None:
    rows = [*ROWS, "Verksamhet;Summa;;180;;;;;", "Resultatenhet;Parkteatern;drift;7;2;7;;;", ";Summa;;7;2;7;;;"]
    assert sentences(read(csv_file(tmp_path, *rows))) == []


def test_requests_are_summed_by_what_is_asked(tmp_path: Path) -> None:
    rows = ["Budgetjustering;Hyra;drift;;;;;4;Högre hyra.", "Budgetjustering;Snö;drift;;;;;6;Mer snö."]
    assert sentences(read(csv_file(tmp_path, *rows, ";Summa;;;;;;10;"))) == []
    assert sentences(read(csv_file(tmp_path, *rows, ";Summa;;;;;;11;")))[0][0] == 4


def test_a_sum_before_its_rows_says_where_it_belongs(tmp_path: Path) -> None:
    assert sentences(read(csv_file(tmp_path, ";Summa;;180;;;;;", *ROWS))) == [
        (2, "Summan står före raderna. Flytta den under dem.")
    ]


def test_an_unreadable_amount_is_told_once_and_not_again_as_a_wrong_sum(tmp_path: Path) -> None:
    told = sentences(read(csv_file(tmp_path, *ROWS, "Verksamhet;Väg;drift;x;1;1;;;", "Verksamhet;Summa;;280;;;;;")))
    assert [line for line, _sentence in told] == [5]


def test_a_name_that_only_begins_like_a_sum_is_a_row(tmp_path: Path) -> None:
    assert len(read(csv_file(tmp_path, "Verksamhet;Totalrenovering;drift;1;1;1;;;")).rows) == 1
