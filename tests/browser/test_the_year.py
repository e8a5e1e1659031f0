"""The year in a real browser: a measure and its answer, a row on the first page, and what a reader can ask."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.browser.test_figures_and_years import narrow
from tests.browser.test_journeys import SignIn, enter, example_city, press, said

from samstad.demo import given_rows
from samstad.domain.cycle.models import IndicatorRow

pytestmark = pytest.mark.browser
__all__ = ["example_city"]  # a fixture
BUDGET = "/arbete/staden/2018/kf-budget/"


def test_a_board_states_a_measure_and_the_city_answers_and_decides(
    example_city: None, page: Page, sign_in: SignIn, axe: Callable[[Page], None]
) -> None:
    enter(page, sign_in, "kim.lund")
    page.goto("/arbete/rapport/farsta/2018/underlag/")
    page.get_by_role("link", name="Lägg till eller ändra").click()
    page.get_by_label("Egen rubrik").fill("Fältarbete på kvällar")
    page.get_by_label("Varför", exact=True).fill("Unga är ute sent.")
    page.locator("#form input[inputmode=decimal]").first.fill("2,5")
    axe(page)
    press(page, "Lägg till åtgärden")
    said(page, "Fältarbete på kvällar")
    enter(page, sign_in, "anna.skog")
    page.goto(BUDGET)
    expect(page.locator("main")).not_to_contain_text("Fältarbete på kvällar")
    group = page.locator("#socialnamnden")
    group.get_by_label(re.compile("^Svar, ")).select_option("granted")
    group.get_by_label(re.compile("^Med en mening, ")).fill("Ryms i ramen.")
    axe(page)
    press(page, "Spara svaren till Socialnämnden")
    said(page, "0 väntar på svar")
    page.locator("#kf-dag").fill("2017-11-20")
    page.locator("#kf-paragraf").fill("3")
    press(page, "För in beslutet")
    said(page, "§ 3")
    page.context.clear_cookies()
    page.goto("/uppfoljning/2018/kf-budget/")
    said(page, "Ryms i ramen.")
    axe(page)


def test_a_reporter_fills_a_row_on_the_first_page_of_a_phone(example_city: None, page: Page, sign_in: SignIn) -> None:
    given_rows.give_rows(at=timezone.now())
    page.set_viewport_size({"width": 390, "height": 800})
    enter(page, sign_in, "sara.ek")
    said(page, "3 rader väntar på dig")
    row = page.locator("details").filter(has_text="Genomförda trygghetsvandringar").first
    row.locator("summary").click()
    row.get_by_label(re.compile("^Utfall nu")).fill("7")
    row.get_by_label("Prognos helår").fill("12")
    row.get_by_role("button").click()
    said(page, "2 rader väntar på dig")
    page.reload()
    said(page, "2 rader väntar på dig")
    assert [(row.outcome, row.forecast) for row in IndicatorRow.objects.filter(changed_by="Sara Ek")] == [
        (Decimal(7), Decimal(12))
    ]
    narrow(page)


def test_a_reader_with_a_phone_goes_straight_to_a_part_of_a_long_page(
    example_city: None, page_without_javascript: Page
) -> None:
    page = page_without_javascript
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/mal/2017/kf-2017-1-3/")
    part = page.get_by_role("navigation", name="På sidan").get_by_role("link", name="Samma mål år för år")
    expect(part).to_be_hidden()
    page.get_by_text("På sidan", exact=True).click()
    part.click()
    expect(page.get_by_role("heading", name="Samma mål år för år")).to_be_in_viewport()
    narrow(page)


def test_a_reader_asks_why_sees_the_meeting_and_a_past_day(
    example_city: None, page: Page, axe: Callable[[Page], None]
) -> None:
    page.goto("/uppfoljning/2017/t1/")
    page.get_by_role("link", name=re.compile("^Mötesläge")).click()
    said(page, "Att tala om och besluta")
    axe(page)
    narrow(page)
    page.get_by_role("link", name="Stockholm är en stad med levande och trygga stadsdelar").click()
    expect(page.locator("#varfor-rubrik")).to_contain_text("Varför gult")
    axe(page)
    narrow(page)
    page.goto("/namnder/farsta/")
    page.get_by_label("Visa som det var känt").fill("2017-03-01")
    press(page, "Visa dagen")
    said(page, "Så här var det känt 1 mars 2017.")
    axe(page)
    narrow(page)
    page.get_by_role("link", name="Visa som det är i dag").click()
    expect(page.locator("main")).not_to_contain_text("Så här var det känt")
