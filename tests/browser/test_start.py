"""The first page, as it meets anyone without an account."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_the_first_page_opens(page: Page, axe: Callable[[Page], None], shot: Callable[[Page, str], None]) -> None:
    answer = page.goto("/")
    assert answer is not None
    assert answer.ok
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    expect(page.locator("h1")).to_have_count(1)
    axe(page)
    shot(page, "start")


def test_the_first_page_opens_without_javascript(page_without_javascript: Page) -> None:
    page_without_javascript.goto("/")
    expect(page_without_javascript.locator("h1")).to_be_visible()


def test_the_first_page_asks_no_other_host(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/")
    page.wait_for_load_state("networkidle")
    host = page.url.split("/")[2]
    assert {url for url in asked if url.startswith("http") and url.split("/")[2] != host} == set()
