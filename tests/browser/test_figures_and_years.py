"""Figures from a file, next year's plan and the report as a spreadsheet, in a real browser."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.test_journeys import REPORT, SignIn, any_page, enter, example_city, press, said

pytestmark = pytest.mark.browser
__all__ = ["any_page", "example_city"]  # fixtures
TABLE = "Område;2018\nFarsta;5,1\nSkarpnäck;3,9\n"


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMSTAD_HOME", str(tmp_path))


def table(folder: Path) -> Path:
    path = folder / "bistand.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def narrow(page: Page) -> None:
    """Nothing is wider than a small phone."""
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, page.url
    page.set_viewport_size({"width": 1440, "height": 1000})


def test_figures_are_read_in_from_a_file_and_taken_back(
    example_city: None, any_page: Page, sign_in: SignIn, tmp_path: Path
) -> None:
    page = any_page
    enter(page, sign_in, "anna.skog")
    page.goto("/arbete/siffror/")
    page.locator("#fil").set_input_files(table(tmp_path))
    page.locator("#kalla").fill("Tabell b020, 2018-05-25")
    press(page, "Prova filen")
    said(page, "Välj vilken kolumn som säger indikator")
    page.locator("#k-indikator").select_option("ekonomiskt-bistand-andel")
    press(page, "Prova igen")
    said(page, "2 värden att läsa in")
    narrow(page)
    press(page, "Läs in 2 värden")
    said(page, "2 värden är inlästa")
    page.locator("#skal").fill("Fel tabell")
    press(page, "Ta tillbaka filen")
    said(page, "tog tillbaka filen")
    expect(page.get_by_role("button", name="Läs in 2 värden")).to_have_count(0)
    page.goto("/arbete/siffror/")
    expect(page.locator("#filer + ul li").first).to_contain_text("ångrad")


def test_a_board_prepares_its_next_year_and_takes_it_back(example_city: None, any_page: Page, sign_in: SignIn) -> None:
    page = any_page
    enter(page, sign_in, "ida.moe")
    page.goto("/arbete/plan/svenska-bostader/2017/nasta/")
    page.get_by_label("Nästa år, Hyresgästerna").select_option("reword")
    page.get_by_label("Ny lydelse, Hyresgästerna").fill("Hyresgästerna är trygga hemma")
    narrow(page)
    press(page, "Förbered planen för 2018")
    said(page, "Hyresgästerna är trygga hemma")
    page.goto("/arbete/plan/svenska-bostader/2017/nasta/")
    page.locator("summary").filter(has_text="Ta tillbaka").click()
    page.locator("#skal").fill("För tidigt")
    press(page, "Ta tillbaka planen")
    said(page, "Planen för 2018 är återtagen.")
    page.goto("/arbete/plan/svenska-bostader/?ar=2018")
    expect(page.locator("main")).not_to_contain_text("Hyresgästerna är trygga hemma")


def test_axe_finds_nothing_on_the_pages_of_figures_and_years(
    example_city: None, page: Page, sign_in: SignIn, axe: Callable[[Page], None], tmp_path: Path
) -> None:
    for who, addresses in {
        "anna.skog": ("/arbete/siffror/", "/arbete/siffror/skydd/"),
        "ida.moe": ("/arbete/plan/svenska-bostader/2017/nasta/",),
    }.items():
        enter(page, sign_in, who)
        for address in addresses:
            answer: Any = page.goto(address)
            assert answer.ok, address
            axe(page)
            narrow(page)
    enter(page, sign_in, "anna.skog")
    page.goto("/arbete/siffror/")
    page.locator("#fil").set_input_files(table(tmp_path))
    page.locator("#kalla").fill("Tabell b020")
    press(page, "Prova filen")
    axe(page)


def test_the_report_goes_out_as_a_spreadsheet_and_comes_back(
    example_city: None, page: Page, sign_in: SignIn, axe: Callable[[Page], None], tmp_path: Path
) -> None:
    enter(page, sign_in, "sara.ek")
    page.goto(REPORT)
    page.get_by_role("link", name="Fyll i som tabell").click()
    axe(page)
    narrow(page)
    with page.expect_download() as fetched:
        page.get_by_text("Hämta tabellen (Excel)").click()
    path = tmp_path / "tabell.xlsx"
    fetched.value.save_as(path)
    _fill(path, "s.summary", "Text", "Vi är på väg, skrivet i tabellen.")
    page.locator("#tabellfil").set_input_files(path)
    press(page, "Visa vad som ändras")
    said(page, "1 rad att spara")
    axe(page)
    narrow(page)
    press(page, "Spara 1 rad")
    said(page, "1 rad är sparad")
    assert "skrivet i tabellen" in page.locator('[id="s.summary.text"]').input_value()


def _fill(path: Path, row: str, heading: str, text: str) -> None:
    from openpyxl import load_workbook  # noqa: PLC0415 - the spreadsheet program of this test

    book = load_workbook(path)
    sheet = book.worksheets[0]
    column = next(cell.column for cell in sheet[1] if cell.value == heading)
    line = next(cells[0].row for cells in sheet.iter_rows() if cells[0].value == row)
    sheet.cell(line, column).value = text
    book.save(path)
