"""Every page of the desk for those who use it: open to all, no wider than a phone, and pictured for the handbook."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.browser.test_journeys import REPORT, SignIn, enter, example_city

from samstad.demo import given_analysis, given_rows

pytestmark = pytest.mark.browser
__all__ = ["example_city"]  # a fixture
DESK = {
    "sara.ek": ("/arbete/",),
    "kim.lund": (
        "/arbete/",
        "/arbete/plan/farsta/",
        REPORT,
        "/arbete/rapport/farsta/",
        "/arbete/medverkan/farsta/",
        "/arbete/luckor/farsta/",
        "/arbete/medel/farsta/",
        "/arbete/plan/farsta/2017/nasta/",
        f"{REPORT}tabell/",
        f"{REPORT}ekonomi/",
        "/arbete/rapport/farsta/2018/underlag/atgarder/",
    ),
    "eva.sten": (
        "/behov/",
        "/behov/forsorjning/",
        "/behov/forsorjning/metod/",
        "/behov/forsorjning/omrade/skarholmen/",
        "/behov/forsorjning/jamfor/?med=sociala-risker-exempel/1.1",
        "/behov/gap/ekonomiskt-bistand-andel/",
        "/behov/fordelning/",
    ),
    "anna.skog": (
        "/arbete/behov/",
        "/arbete/behov/forsorjning/?k=5",
        "/arbete/",
        "/arbete/staden/2017/t1/",
        "/arbete/staden/2017/t1/skarholmen/",
        "/arbete/utkast/",
        "/arbete/staden/2017/avstamning/",
        "/arbete/staden/2017/andringar/",
        "/arbete/staden/2018/kf-budget/",
        "/arbete/program/lup-farsta/",
    ),
    "moa.lind": ("/arbete/", "/arbete/staden/2017/avstamning/"),
    "rut.hed": ("/arbete/granskning/?antal=3",),
    "tove.hag": ("/arbete/rapport/skarholmen/2017/t1/",),
    "per.ask": ("/arbete/medverkan/socialnamnden/",),
    "bo.ryd": (
        "/installning/",
        "/installning/organisationer/farsta/",
        "/installning/personer/",
        "/installning/omgangar/",
        "/installning/platser/",
        "/installning/platser/alvsjo/",
        "/installning/historik/",
    ),
}


@pytest.mark.parametrize("who", DESK)
def test_axe_finds_nothing_on_the_desk_and_in_setup(
    example_city: None,
    page: Page,
    sign_in: SignIn,
    axe: Callable[[Page], None],
    shot: Callable[[Page, str], None],
    who: str,
) -> None:
    given_rows.give_rows(at=timezone.now())
    given_analysis.give_analysis(at=timezone.now())
    enter(page, sign_in, who)
    for address in DESK[who]:
        answer: Any = page.goto(address)
        assert answer.ok, address
        axe(page)
        shot(page, _picture(who, address))
        page.set_viewport_size({"width": 320, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
        page.set_viewport_size({"width": 1440, "height": 1000})


def _picture(who: str, address: str) -> str:
    """The first page is each person's own, and a holding company sees its own bodies; the rest is named by address."""
    if address == "/arbete/":
        return f"mitt-{who.replace('.', '-')}"
    if who == "moa.lind":
        return "moderbolaget-avstamning"
    return address.partition("?")[0].strip("/").replace("/", "-")


def test_pictures_of_the_public_pages(example_city: None, page: Page, shot: Callable[[Page, str], None]) -> None:
    for name, address in {
        "start": "/",
        "mal": "/mal/2017/farsta-trygghet-jamforbar/",
        "omrade": "/omraden/fagersjo/",
        "program": "/program/lup-farsta/",
        "uppfoljning": "/uppfoljning/2017/t1/",
        "moteslage": "/uppfoljning/2017/t1/mote/",
    }.items():
        page.goto(address)
        expect(page.locator("h1")).to_be_visible()
        shot(page, name)
