"""The whole main job in a real browser, with and without scripts: from a read document to a decided report."""

import os
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import Page, Route, expect
from tests.web.desk.test_drafts_page import TEXT

from samstad.demo import indices, packs, sign_ins

pytestmark = pytest.mark.browser
SignIn = Callable[[Page, str, str], None]
REPORT = "/arbete/rapport/farsta/2017/t1/"


@pytest.fixture
def example_city(loaded_city: Path) -> None:
    """The packs that come with the project, as `make demo` loads them; once, and put back for each test."""
    connection.ensure_connection()
    if loaded_city.exists():
        with closing(sqlite3.connect(loaded_city)) as kept:
            kept.backup(connection.connection)
        return
    for name in packs.NAMES:
        call_command("load", str(packs.FOLDER / name), verbosity=0)
    indices.compute_indices()
    sign_ins.give_passwords()
    # Written beside and then named: another process finds the whole of it or nothing.
    beside = loaded_city.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(beside)) as kept:
        connection.connection.backup(kept)
    beside.replace(loaded_city)


@pytest.fixture(params=["page", "page_without_javascript"])
def any_page(request: pytest.FixtureRequest) -> Page:
    found: Page = request.getfixturevalue(request.param)
    return found


def enter(page: Page, sign_in: SignIn, who: str) -> None:
    page.context.clear_cookies()
    sign_in(page, f"{who}@example.org", sign_ins.PASSWORD)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_load_state()


def said(page: Page, words: str) -> None:
    expect(page.locator("main")).to_contain_text(words)


def test_from_document_to_decided_report(example_city: None, any_page: Page, sign_in: SignIn) -> None:
    page = any_page
    _read_and_accept(page, sign_in)
    _answer_a_question(page, sign_in)
    _report_and_hand_in(page, sign_in)
    _approve_send_out_decide(page, sign_in)
    _roll_up(page, sign_in)
    page.context.clear_cookies()
    page.goto("/uppfoljning/2017/t1/farsta/")
    said(page, "Tertialrapport 1 2017")
    said(page, "§ 7")
    pdf = page.request.get("/uppfoljning/2017/t1/farsta/rapport.pdf")
    assert pdf.body().startswith(b"%PDF")


def _read_and_accept(page: Page, sign_in: SignIn) -> None:
    enter(page, sign_in, "anna.skog")
    page.goto("/arbete/utkast/")
    text = TEXT.replace("Norrby", "Farsta").replace("Sörby", "Bromma")
    page.get_by_label("Word- eller textfil").set_input_files(
        {"name": "program.txt", "mimeType": "text/plain", "buffer": text.encode()}
    )
    press(page, "Läs in")
    said(page, "utkast är sparade för granskning")
    page.get_by_role("link", name="Farsta stadsdelsnämnd").click()
    said(page, "Källan, rad")
    page.locator("article.draft").filter(has_text="Åtgärd").get_by_role("button", name="Godta").first.click()
    said(page, "Utkastet är godtaget")


def _answer_a_question(page: Page, sign_in: SignIn) -> None:
    enter(page, sign_in, "jon.wik")
    page.goto("/arbete/medverkan/stadsbyggnadsnamnden/")
    said(page, "1 fråga väntar på svar")
    card = page.locator("article.card").first
    card.get_by_label("Nej").check()
    card.get_by_label("Skäl eller motförslag").fill("Vägarna byggs först nästa år.")
    card.locator("button", has_text="Svara").click()
    said(page, "Svaret är sänt")
    said(page, "Vägarna byggs först nästa år.")


def _report_and_hand_in(page: Page, sign_in: SignIn) -> None:
    enter(page, sign_in, "kim.lund")
    page.goto(REPORT)
    for box in page.locator("#rapport input[name$='.outcome']").all():
        if not box.input_value():
            box.fill("12")
    for choice in page.locator("#rapport fieldset").all():
        if not choice.locator("input:checked").count():
            choice.locator("label", has_text="Enligt plan").or_(
                choice.locator("label", has_text="Löpande")
            ).first.click()
    for select in page.locator("#rapport select[name$='.judgement']").all():
        if not select.input_value():
            select.select_option("partly")
    for text in page.locator("#rapport textarea[name$='.motivation']").all():
        if not text.input_value():
            text.fill("Arbetet är i gång.")
    page.get_by_label("Sammanfattande analys").fill("Arbetet är i gång i båda områdena.")
    press(page, "Spara")
    expect(page.locator(".notice").filter(has_text=re.compile("är sparade?|Allt är sparat"))).to_be_visible()
    said(page, "Allt är besvarat")
    press(page, "Lämna till godkännande")
    said(page, "lämnad till godkännande")


def _approve_send_out_decide(page: Page, sign_in: SignIn) -> None:
    enter(page, sign_in, "olle.berg")
    page.goto(REPORT)
    press(page, "Godkänn")
    said(page, "godkänd och inlämnad")
    enter(page, sign_in, "mina.dahl")
    page.goto(REPORT)
    page.get_by_label("Utskicksdag").fill("2017-05-22")
    press(page, "Sänd ut till nämnden")
    said(page, "kan läsas av alla")
    page.locator("#mote").fill("2017-06-15")
    page.locator("#paragraf").fill("7")
    press(page, "För in beslutet")
    said(page, "Beslutet är infört")


def _roll_up(page: Page, sign_in: SignIn) -> None:
    enter(page, sign_in, "anna.skog")
    page.goto("/arbete/staden/2017/t1/")
    page.locator("select[name='kf-2017-1-2.judgement']").select_option("partly")
    page.locator("textarea[name='kf-2017-1-2.text']").fill("Fler familjer nås.")
    press(page, "Spara förslagen")
    press(page, "Publicera sammanställningen")
    said(page, "Sammanställningen är publicerad")
    page.goto("/uppfoljning/2017/t1/")
    expect(page.get_by_role("link", name="Farsta stadsdelsnämnd")).to_be_visible()


def test_a_row_saves_itself_and_the_keyboard_is_enough(example_city: None, page: Page, sign_in: SignIn) -> None:
    enter(page, sign_in, "sara.ek")
    page.goto(REPORT)
    box = page.locator("#rapport input[name$='.outcome']").first
    row = page.locator("tr[data-row]").first
    box.focus()
    page.keyboard.type("14")
    page.keyboard.press("Tab")
    expect(row.locator("[role=status]")).to_have_count(1)
    expect(page.locator("#rapport input[name$='.forecast']").first).to_be_focused()
    page.keyboard.type("55")
    page.keyboard.press("Tab")
    expect(row.locator("input[name$='.version']")).to_have_value("2")
    page.reload()
    expect(page.locator("#rapport input[name$='.outcome']").first).to_have_value("14")
    expect(page.locator("#rapport input[name$='.forecast']").first).to_have_value("55")
    radios = page.locator("tr[data-row]:has(fieldset)").nth(1)
    radios.locator("input[type=radio]").first.focus()
    page.keyboard.press("2")
    expect(radios.locator("[role=status]")).to_have_count(1)
    page.reload()
    expect(page.locator("tr[data-row]:has(fieldset)").nth(1).locator("input[type=radio]").nth(1)).to_be_checked()


def test_the_second_writer_is_told_on_the_page(example_city: None, page: Page, sign_in: SignIn) -> None:
    enter(page, sign_in, "sara.ek")
    page.goto(REPORT)
    box = page.locator("#rapport input[name$='.outcome']").first
    other = page.context.new_page()
    other.goto(REPORT)
    other.locator("#rapport input[name$='.outcome']").first.fill("20")
    other.keyboard.press("Tab")
    expect(other.locator("tr[data-row]").first.locator("[role=status]")).to_have_count(1)
    box.fill("99")
    page.keyboard.press("Tab")
    said(page, "hann ändra raden före dig")
    expect(page.locator("#rapport input[name$='.outcome']").first).to_have_value("99")


def test_what_is_typed_while_a_row_is_saved_is_kept(example_city: None, page: Page, sign_in: SignIn) -> None:
    enter(page, sign_in, "sara.ek")
    page.goto(REPORT)

    def slowly(route: Route) -> None:
        page.wait_for_timeout(400)
        route.continue_()

    page.route(f"**{REPORT}", slowly)
    page.locator("#rapport input[name$='.outcome']").first.focus()
    page.keyboard.type("14")
    page.keyboard.press("Tab")
    page.keyboard.type("77")
    page.wait_for_timeout(900)
    expect(page.locator("#rapport input[name$='.forecast']").first).to_have_value("77")
    page.unroute(f"**{REPORT}")
    page.keyboard.press("Tab")
    expect(page.locator("tr[data-row]").first.locator("input[name$='.version']")).to_have_value("2")


def test_a_press_waits_for_the_rows_on_their_way(example_city: None, page: Page, sign_in: SignIn) -> None:
    enter(page, sign_in, "sara.ek")
    page.goto(REPORT)

    def slowly(route: Route) -> None:
        if "hx-request" not in route.request.headers:
            route.continue_()
            return
        answer = route.fetch()
        page.wait_for_timeout(400)
        route.fulfill(response=answer)

    page.route(f"**{REPORT}", slowly)
    row = page.locator("tr[data-row]").first
    row.locator("input[name$='.outcome']").fill("14")
    row.locator("input[name$='.forecast']").fill("77")
    row.locator("input[name$='.comment']").fill("Räknat i april.")
    press(page, "Spara")
    said(page, "Allt är sparat")
    expect(page.locator("#rapport .errors")).to_have_count(0)
    expect(row.locator("input[name$='.forecast']")).to_have_value("77")
    expect(row.locator("input[name$='.comment']")).to_have_value("Räknat i april.")


def test_a_row_that_could_not_be_sent_says_so_and_keeps_its_text(
    example_city: None, page: Page, sign_in: SignIn
) -> None:
    enter(page, sign_in, "sara.ek")
    page.goto(REPORT)
    page.route(f"**{REPORT}", lambda route: route.abort())
    row = page.locator("tr[data-row]").first
    row.locator("input[name$='.outcome']").fill("14")
    page.keyboard.press("Tab")
    expect(row).to_contain_text("Raden är inte sparad")
    expect(row.locator("input[name$='.outcome']")).to_have_value("14")
    page.unroute(f"**{REPORT}")
    press(page, "Spara")
    said(page, "1 rad är sparad")
    expect(row.locator("input[name$='.outcome']")).to_have_value("14")


def test_a_strategist_asks_what_if_and_a_body_adopts_the_list(
    example_city: None, any_page: Page, sign_in: SignIn
) -> None:
    page = any_page
    enter(page, sign_in, "anna.skog")
    page.goto("/arbete/behov/forsorjning/")
    said(page, "Samma områden")
    page.get_by_label("Hur många områden?").fill("5")
    press(page, "Räkna")
    said(page, "2 faller bort")
    page.goto("/arbete/behov/")
    page.get_by_label("Ny lista: namn").first.fill("Områden för stöd 2018")
    press(page, "Gör listan")
    said(page, "Områden för stöd 2018")
    row = page.locator("tr").filter(has_text="Södermalm")
    row.locator("summary").click()
    row.get_by_label("Varför?").fill("Många ensamma äldre.")
    row.locator("button").click()
    said(page, "Valet är sparat.")
    page.locator("#organ").select_option(label="Kommunstyrelsen")
    page.locator("#dag").fill("2018-06-13")
    page.locator("#paragraf").fill("14")
    press(page, "Anta listan")
    said(page, "Listan är antagen.")
    page.context.clear_cookies()
    page.goto("/behov/forsorjning/")
    said(page, "”Områden för stöd 2018”, antagen av Kommunstyrelsen 13 juni 2018, § 14.")
    page.goto("/omraden/sodermalm/")
    expect(page.locator("main")).to_contain_text("Områden för stöd 2018")


def test_a_motivation_written_while_its_judgement_is_refused_is_kept(
    example_city: None, page: Page, sign_in: SignIn
) -> None:
    enter(page, sign_in, "sara.ek")
    page.goto(REPORT)

    def slowly(route: Route) -> None:
        answer = route.fetch()
        page.wait_for_timeout(400)
        route.fulfill(response=answer)

    for box in page.locator("#rapport input[name$='.outcome']").all():
        box.fill("1")
    press(page, "Spara")
    expect(page.locator(".notice-done")).to_be_visible()
    departs = page.locator("tr[data-row]:has(select)").filter(has=page.locator(".mark-not, .mark-partly"))
    row = page.locator(f"[id='{departs.first.get_attribute('id')}']")
    page.route(f"**{REPORT}", slowly)
    with page.expect_response(lambda answer: answer.status == 400):
        row.locator("select").select_option("full")
        row.locator("textarea").fill("Vandringarna är i gång.")
    page.wait_for_timeout(300)
    expect(row.locator("textarea")).to_have_value("Vandringarna är i gång.")
    page.unroute(f"**{REPORT}")
    press(page, "Spara")
    expect(page.locator(".notice").filter(has_text=re.compile("är sparade?|Allt är sparat"))).to_be_visible()
    expect(row.locator("textarea")).to_have_value("Vandringarna är i gång.")
