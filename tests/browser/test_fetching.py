"""Fetching from an open service in a real browser: the page reads itself until the figures are there."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests import builders as b
from tests.browser.test_journeys import SignIn, any_page, enter, example_city, press, said
from tests.sources.figures_api.service import running

from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.steering.actions.fetches import request_fetch
from samstad.sources.figures_api.jobs import run

pytestmark = pytest.mark.browser
__all__ = ["any_page", "example_city"]


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMSTAD_HOME", str(tmp_path))


def test_figures_are_fetched_while_the_page_tells(
    example_city: None, any_page: Page, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.FETCH_FIGURES = "thread"
    page = any_page
    enter(page, sign_in, "anna.skog")
    page.goto("/arbete/siffror/")
    with running(500) as service:
        monkeypatch.setenv("SAMSTAD_KOLADA", service.base)
        page.get_by_text("Kolada: nyckeltal per kommun").click()
        page.get_by_label("Nyckeltal").fill("N1")
        page.get_by_label("Kommuner").fill("0180")
        page.get_by_label("År", exact=True).fill("2017")
        page.locator("#kolada-namn").fill("0180=farsta\nN1=ekonomiskt-bistand-andel")
        press(page, "Hämta från Kolada")
        said(page, "Sidan läser om sig själv")
        expect(page.locator("h1")).to_have_text("Siffrorna är hämtade", timeout=15_000)
    said(page, "svarade 500. Nytt försök, 2 av 5.")
    page.get_by_role("link", name="Se vad den skulle ändra").click()
    said(page, "Källa: Kolada")
    said(page, "2 värden att läsa in")


def test_the_pages_of_fetching_shut_nobody_out(
    example_city: None, page: Page, sign_in: SignIn, axe: Callable[[Page], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    query = {"kpi": ["N1"], "municipality": ["0180"], "years": [2017]}
    with running(404) as service:
        monkeypatch.setenv("SAMSTAD_KOLADA", service.base)
        fetches = [run(request_fetch(service="kolada", query=query, by=COMMAND_LINE, at=b.NOON)) for _ in range(2)]
    assert [fetch.state for fetch in fetches] == ["failed", "done"]
    enter(page, sign_in, "anna.skog")
    for address in ("/arbete/siffror/", *(f"/arbete/siffror/hamtning/{fetch.pk}/" for fetch in fetches)):
        page.goto(address)
        page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true })")
        axe(page)
