"""A real browser against a real server of our own; only on SQLite, and only where there is a Chromium."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer
from tests.browser.chromium import HOW_TO_GET_IT, find_chromium, switches

PICTURES = Path(__file__).parents[2] / "docs" / "handbook" / "pictures"
WIDTHS = (390, 820, 1440)
HEIGHT = 1000
PATIENCE = 30_000
"""Milliseconds before what should be there is missing: a loaded machine is slow, and only a failing test waits."""

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps an event loop in the thread of the test


@pytest.fixture(autouse=True)
def _rows_that_the_server_sees(transactional_db: None) -> None:
    """Rows are committed, since the server reads them on connections of its own."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    found = find_chromium()
    if found is None:
        pytest.skip(HOW_TO_GET_IT)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=switches())
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    """An empty page; `page.goto("/mal/2017/")` is an address of the service."""
    with chromium.new_context(
        base_url=live_server.url, locale="sv-SE", viewport={"width": 1440, "height": HEIGHT}
    ) as context:
        context.set_default_timeout(PATIENCE)
        yield context.new_page()


@pytest.fixture
def page_without_javascript(chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    """The same, as a person sees it whose browser runs no scripts."""
    with chromium.new_context(base_url=live_server.url, locale="sv-SE", java_script_enabled=False) as context:
        context.set_default_timeout(PATIENCE)
        yield context.new_page()


@pytest.fixture
def sign_in() -> Callable[[Page, str, str], None]:
    """Signs a person in as they would themselves, by the form."""

    def through_the_form(page: Page, email: str, password: str) -> None:
        page.goto("/konto/login/")
        page.locator("input[name=login]").fill(email)
        page.locator("input[name=password]").fill(password)
        page.locator("form:has(input[name=password]) button[type=submit]").click()
        page.wait_for_load_state()
        assert "/login" not in page.url, page.locator("main").inner_text()

    return through_the_form


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Fails with what shuts people out of the page, at the width of a phone and of a desk."""
    tool = Axe()

    def finds_nothing(page: Page) -> None:
        before = page.viewport_size
        for width in (390, 1440):
            page.set_viewport_size({"width": width, "height": HEIGHT})
            found = tool.run(page)
            assert found.violations_count == 0, f"{page.url} på {width} px:\n{found.generate_report()}"
        if before is not None:
            page.set_viewport_size(before)

    return finds_nothing


@pytest.fixture
def shot() -> Callable[[Page, str], None]:
    """Pictures for the handbook, in three widths, light and dark; taken when `SAMSTAD_SHOTS=1`."""

    def take(page: Page, name: str) -> None:
        if os.environ.get("SAMSTAD_SHOTS") != "1":
            return
        PICTURES.mkdir(parents=True, exist_ok=True)
        before = page.viewport_size
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            page.emulate_media(color_scheme="light")
            page.screenshot(path=PICTURES / f"{name}-{width}-light.png")
            page.emulate_media(color_scheme="dark")
            page.screenshot(path=PICTURES / f"{name}-{width}-dark.png")
        page.emulate_media(color_scheme="light")
        if before is not None:
            page.set_viewport_size(before)

    return take


@pytest.fixture(scope="session")
def loaded_city(tmp_path_factory: pytest.TempPathFactory, testrun_uid: str) -> Path:
    """Where the example city is kept when it has been loaded once, by whichever process came first."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    return shared / f"loaded-{testrun_uid}.sqlite3"
