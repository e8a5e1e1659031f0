"""The report table goes out as a spreadsheet and comes back: shown first, then saved, with nobody overwritten."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation
from openpyxl import load_workbook
from tests import builders as b
from tests.web.desk.test_report import ADDRESS, enter, farsta, form, report

from samstad.domain.cycle.models import IndicatorRow, Report
from samstad.web.desk.report_sheet import COLUMNS

pytestmark = pytest.mark.django_db
__all__ = ["farsta", "report"]  # the fixtures of the report's own page
Cells = dict[tuple[str, str], object]


@pytest.fixture
def writing(client: Client, report: Report) -> Client:
    return enter(client, b.person("Sara", ("reporter", report.organisation)))


def fetch(client: Client) -> Any:
    return load_workbook(io.BytesIO(client.get(f"{ADDRESS}tabell.xlsx").content))


def filled(client: Client, cells: Cells, book: Any = None) -> SimpleUploadedFile:
    """The fetched table with some cells filled in, by row key and heading."""
    book = book or fetch(client)
    sheet = book.worksheets[0]
    at = {cell.value: cell.column for cell in sheet[1]}
    rows = {sheet.cell(row, at["Rad"]).value: row for row in range(2, sheet.max_row + 1)}
    for (key, heading), value in cells.items():
        sheet.cell(rows[key], at[heading]).value = value
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("tabell.xlsx", out.getvalue())


def send(client: Client, file: SimpleUploadedFile) -> Any:
    return client.post(f"{ADDRESS}tabell/", {"file": file})


def hidden(text: str) -> dict[str, str]:
    """The form that the page would send."""
    import re  # noqa: PLC0415 - only this reads a page so

    return dict(re.findall(r'<input type="hidden" name="([^"]+\.[^"]+)" value="([^"]*)">', text))


def test_the_table_holds_every_row_with_what_stands_there(writing: Client) -> None:
    writing.post(ADDRESS, form())
    sheet = fetch(writing).worksheets[0]
    rows = {row[0]: row for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert {key for key in rows if key[0] != "s"} == {"i.feriejobb", "a.nattvandring", "g.tryggt", "g.kf-13"}
    assert [rows[key][2] for key in rows if key[0] == "s"][::6] == ["Sammanfattande analys", "Ekonomi"]
    assert rows["i.feriejobb"][1:7] == (1, "Feriejobb", 140.5, 70, 70.5, 1600)
    assert "Enligt plan" in rows["a.nattvandring"]


def test_a_filled_in_table_is_shown_and_then_saved(writing: Client) -> None:
    cells: Cells = {
        ("i.feriejobb", "Utfall nu"): 12.5, ("a.nattvandring", "Läge"): "enligt plan",
        ("g.tryggt", "Bedömning"): "Bedöms uppfyllas delvis", ("s.summary", "Text"): "Vi är på väg.",
    }  # fmt: skip
    text = send(writing, filled(writing, cells)).content.decode()
    assert "4 rader att spara" in text
    assert "12,5" in text
    assert IndicatorRow.objects.filter(outcome__isnull=False).count() == 0
    answer = writing.post(ADDRESS, hidden(text), follow=True)
    assert "4 rader är sparade" in answer.content.decode()
    assert float(IndicatorRow.objects.get().outcome or 0) == 12.5


def test_a_table_without_changes_has_nothing_to_save(writing: Client) -> None:
    writing.post(ADDRESS, form())
    text = send(writing, filled(writing, {})).content.decode()
    assert "Inget att spara" in text
    assert "Ändrat av någon annan" not in text


def test_a_row_that_somebody_changed_meanwhile_is_told_and_not_overwritten(writing: Client, report: Report) -> None:
    book = fetch(writing)
    enter(writing, b.person("Kim", ("coordinator", report.organisation)))
    writing.post(ADDRESS, form())
    text = send(writing, filled(writing, {("i.feriejobb", "Utfall nu"): 9, ("i.feriejobb", "Prognos helår"): 99}, book))
    shown = text.content.decode()
    assert "Ändrat av någon annan sedan du hämtade tabellen" in shown
    assert "Kim" in shown
    assert "nu 140,5, i din tabell 9" in shown
    assert not any(name.startswith("i.feriejobb") for name in hidden(shown))
    assert float(IndicatorRow.objects.get().outcome or 0) == 140.5


def test_rows_that_are_sorted_gone_or_there_twice_do_no_harm(writing: Client) -> None:
    book = fetch(writing)
    sheet = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    sheet.delete_rows(2, sheet.max_row)
    sheet.title = "Min kopia"
    for row in [["Att göra"], *[[]] * 2, [cell.value for cell in sheet[1]], *reversed(rows[:4]), rows[0]]:
        sheet.append(row)
    sheet.delete_rows(1)
    assert "Inget att spara" in send(writing, _saved(book)).content.decode()
    sheet.append([*rows[0][:3], *["Annat"] * 4])
    text = send(writing, _saved(book)).content.decode()
    assert "är samma rad i rapporten. Behåll en av dem." in text


def test_columns_that_are_moved_are_found_and_those_of_ones_own_are_told(writing: Client) -> None:
    book = fetch(writing)
    sheet = book.worksheets[0]
    sheet.insert_cols(1, 2)
    sheet["A1"], sheet["B1"] = "Ansvarig", "Utfall nu (prel.)"
    sheet["A2"] = "Kim"
    text = send(writing, filled(writing, {("i.feriejobb", "Utfall nu"): 12}, book)).content.decode()
    assert "Läses inte: kolumnerna Ansvarig, Utfall nu (prel.)." in text
    assert "1 rad att spara" in text


def test_a_table_of_another_report_is_refused(writing: Client) -> None:
    book = fetch(writing)
    sheet = book.worksheets[0]
    at = next(cell.column for cell in sheet[1] if cell.value == "Rapport")
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, at).value = "farsta/2016/t1"
    answer = send(writing, _saved(book))
    assert answer.status_code == 400
    assert "hämtad ur en annan rapport, farsta/2016/t1" in answer.content.decode()


def test_a_table_fetched_in_english_is_read_in_swedish(writing: Client) -> None:
    book = fetch(writing)
    with translation.override("en"):
        titles = [str(title) for title in COLUMNS.values()]
    for cell, title in zip(book.worksheets[0][1], titles, strict=True):
        cell.value = title
    assert "Inget att spara" in send(writing, _saved(book)).content.decode()


def test_a_formula_that_nobody_has_reckoned_is_named_by_its_cell(writing: Client) -> None:
    text = send(writing, filled(writing, {("i.feriejobb", "Utfall nu"): "=1+1"})).content.decode()
    assert "har en formel utan uträknat värde. Öppna filen i Excel, spara den och prova igen." in text


def test_what_does_not_belong_to_a_row_is_told(writing: Client) -> None:
    text = send(writing, filled(writing, {("g.tryggt", "Utfall nu"): 5})).content.decode()
    assert "”Utfall nu” hör inte till den här raden. Töm cellen." in text


def test_a_text_that_is_too_long_for_a_cell_stays_as_it_is(writing: Client, report: Report) -> None:
    long = "Det går bra. " * 3000
    summary = {"s.summary.version": "0", "s.summary.text": long}
    writing.post(ADDRESS, summary)
    book = fetch(writing)
    assert "för lång för Excel" in str([cell.value for row in book.worksheets[0].rows for cell in row])
    assert "Inget att spara" in send(writing, _saved(book)).content.decode()


@pytest.mark.parametrize(
    ("cell", "value", "sentence"),
    [
        (("i.feriejobb", "Utfall nu"), "sju", "är inget tal"),
        (("a.nattvandring", "Läge"), "kanske", "går inte att välja. Skriv: Ej börjat"),
        (("i.feriejobb", "Utfall nu"), "#REF!", "är ett fel i en formel"),
    ],
)
def test_a_cell_that_cannot_be_used_is_named_and_the_rest_is_kept(
    writing: Client, cell: tuple[str, str], value: str, sentence: str
) -> None:
    text = send(writing, filled(writing, {cell: value, ("s.summary", "Text"): "Nytt"})).content.decode()
    assert sentence in text
    assert "1 rad att spara" in text


def without_key(sheet: Any) -> None:
    sheet.cell(1, 1).value = "Något"


def another_row(sheet: Any) -> None:
    sheet.cell(2, 1).value = "i.okand"


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [(without_key, "Kolumnerna Rad och Version saknas"), (another_row, "Rad 2 i filen hör inte till rapporten")],
)
def test_another_table_is_refused_in_a_sentence(writing: Client, spoil: Callable[[Any], None], sentence: str) -> None:
    book = fetch(writing)
    spoil(book.worksheets[0])
    answer = send(writing, filled(writing, {}, book) if spoil is another_row else _saved(book))
    assert answer.status_code == 400
    assert sentence in answer.content.decode()


def _saved(book: Any) -> SimpleUploadedFile:
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("tabell.xlsx", out.getvalue())


def test_no_file_and_a_stranger_are_refused(client: Client, writing: Client) -> None:
    assert "Välj den ifyllda tabellen" in writing.post(f"{ADDRESS}tabell/").content.decode()
    enter(client, b.person())
    assert client.get(f"{ADDRESS}tabell.xlsx").status_code == 403
    assert client.post(f"{ADDRESS}tabell/").status_code == 403


def test_the_table_is_offered_to_those_who_write(client: Client, writing: Client, report: Report) -> None:
    top = writing.get(ADDRESS).content.decode().split("<form")[1]
    assert f'href="{ADDRESS}tabell/"' in top, "the choice stands above the rows"
    assert f"{ADDRESS}tabell.xlsx" in writing.get(f"{ADDRESS}tabell/").content.decode()
    enter(client, b.person("Nils", ("auditor", report.organisation)))
    assert f'href="{ADDRESS}tabell/"' not in client.get(ADDRESS).content.decode()
    assert "tabell.xlsx" not in client.get(f"{ADDRESS}tabell/").content.decode()
