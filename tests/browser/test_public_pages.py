"""The public pages in a real browser: accessible, never wider than the screen, whole without a script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.reports import small_city

pytestmark = pytest.mark.browser
NOT_THERE = "/nix/"
PAGES = (
    "/", "/mal/2017/", "/mal/2017/kf-1-3/", "/mal/2017/farsta-lokalt/", "/program/", "/program/lup-farsta/",
    "/namnder/", "/namnder/farstanamnden/", "/omraden/", "/omraden/fagersjo/", "/atgarder/",
    "/atgarder/nattvandringar/", "/styrdokument/", "/sok/?q=farsta", "/om/", "/tillganglighet/",
    "/integritet/", "/konto/login/", NOT_THERE,
)  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, axe: Callable[[Page], None], scheme: str) -> None:
    small_city.build(times=3)
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for address in PAGES:
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == (404 if address == NOT_THERE else 200)
        axe(page)


def test_nothing_is_wider_than_a_small_phone(page: Page) -> None:
    small_city.build(times=3)
    page.set_viewport_size({"width": 320, "height": 700})
    wide = []
    for address in PAGES:
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(address)
    assert wide == []


def test_a_list_is_filtered_while_one_types_and_sorted_by_its_headings(page: Page) -> None:
    small_city.build(times=3)
    page.goto("/atgarder/")
    rows = page.locator("#atgardslista tbody tr:visible")
    expect(rows).to_have_count(4)
    page.get_by_label("Filtrera medan du skriver").fill("NATTVANDR")
    expect(rows).to_have_count(1)
    expect(page.locator("output")).to_have_text("1 / 4")
    page.get_by_label("Filtrera medan du skriver").fill("")
    heading = page.get_by_role("button", name="Åtgärd", exact=True)
    heading.click()
    expect(rows.first.locator("th")).to_have_text("Nattvandringar")
    heading.click()
    expect(rows.first.locator("th")).to_have_text("Åtgärd 2")
    expect(page.locator("th[aria-sort=descending]")).to_have_count(1)


def test_without_a_script_the_filter_is_a_form_and_terms_are_explained(page_without_javascript: Page) -> None:
    page = page_without_javascript
    small_city.build(times=1)
    page.goto("/atgarder/")
    expect(page.get_by_label("Filtrera medan du skriver")).to_be_hidden()
    page.get_by_label("Läge").select_option("deviates")
    page.get_by_role("button", name="Visa", exact=True).click()
    expect(page.locator("#atgardslista tbody tr")).to_have_count(1)
    page.goto("/mal/2017/kf-1-3/")
    note = page.locator(".term-note").first
    expect(note).to_be_hidden()
    page.locator(".term").first.click()
    expect(note).to_be_visible()


def test_the_keyboard_skips_to_the_content(page: Page) -> None:
    page.goto("/om/")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Hoppa till innehållet")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_first_page_is_light(page: Page) -> None:
    """At most 60 kB over the wire, everything counted, for a city with what a city has."""
    small_city.build(times=12)
    sizes: list[int] = []
    page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    page.goto("/")
    page.wait_for_load_state("networkidle")
    assert len(sizes) >= 3
    assert sum(sizes) <= 60_000
