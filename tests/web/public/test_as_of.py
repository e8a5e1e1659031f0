"""`?datum=` on the public pages: the form, the banner, the links, and what is refused."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests import builders as b
from tests.reports import small_city

from samstad.domain.cycle import actions as cycle
from samstad.domain.cycle.models import Decision, GoalJudgement, Report, Snapshot
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.programmes import actions as programmes
from samstad.domain.programmes.models import Contribution, DocumentStep, DocumentSuccession, Question
from samstad.domain.risk.models import Definition
from samstad.domain.steering.actions import add_activity, add_goal, reword_goal, roll_over, undo_roll_over
from samstad.domain.steering.actions.activities import ActivityPlan
from samstad.domain.steering.models import FigureUpload, Value
from samstad.reports.board_report import collect_report

pytestmark = pytest.mark.django_db

PAGES = (
    "/", "/mal/2017/", "/mal/2017/kf-1-3/", "/mal/2017/farsta-lokalt/", "/omraden/farsta/", "/omraden/fagersjo/",
    "/program/", "/program/lup-farsta/", "/styrdokument/", "/namnder/farstanamnden/", "/namnder/trafik/", "/atgarder/",
    "/atgarder/nattvandringar/", "/behov/", "/uppfoljning/", "/uppfoljning/2017/t1/", "/uppfoljning/2017/t1/mote/",
    "/namnder/", "/omraden/", "/namnder/trafik/medverkan/", "/behov/fordelning/",
    "/program/lup-farsta/handlingsplaner/",
)  # fmt: skip


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T10:00").replace(tzinfo=UTC)


def who(day: str) -> dict[str, Any]:
    return {"by": COMMAND_LINE, "at": at(day)}


def page(client: Client, address: str, day: str = "") -> str:
    return client.get(address, {"datum": day} if day else {}).content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_every_public_page_can_be_asked_for_a_day(client: Client, address: str) -> None:
    small_city.build()
    today = page(client, address)
    assert "Visa som det var känt</label>" in today
    assert "Så här var det känt" not in today
    answer = client.get(address, {"datum": "2017-06-02"})
    then = answer.content.decode()
    assert answer.status_code == 200
    assert "Så här var det känt 2 juni 2017." in then
    assert f'<a data-today href="{address}">Visa som det är i dag</a>' in then
    assert '<meta name="robots" content="noindex">' in then
    assert "This is what was known on" in client.get(f"/en{address}", {"datum": "2017-06-02"}).content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_the_first_days_ever_are_no_fault(client: Client, address: str) -> None:
    small_city.build()
    assert client.get(address, {"datum": "0001-01-01"}).status_code in (200, 404)


@pytest.mark.parametrize("written", ["i går", "2017-13-01", "20170501", "2017-5-1", "9" * 60, "2017-05-01T10:00"])
def test_what_is_no_date_is_refused_with_a_sentence_on_the_page(client: Client, written: str) -> None:
    small_city.build()
    answer = client.get("/mal/2017/", {"datum": written})
    text = answer.content.decode()
    assert answer.status_code == 400
    assert f"”{written[:40]}” är inget datum." in text
    assert "Stadens mål 2017" in text


def test_a_day_that_has_not_been_is_refused(client: Client) -> None:
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    answer = client.get("/", {"datum": tomorrow})
    assert answer.status_code == 400
    assert f"{tomorrow} har inte varit än." in answer.content.decode()


def test_today_is_the_page_as_it_is(client: Client) -> None:
    small_city.build()
    text = page(client, "/mal/2017/", timezone.localdate().isoformat())
    assert "Så här var det känt" not in text
    assert "datum=" not in text[text.index("<main") :]


def test_links_on_a_past_day_keep_the_day(client: Client) -> None:
    small_city.build()
    text = page(client, "/", "2017-06-02")
    assert 'href="/mal/2017/kf-1-3/?datum=2017-06-02"' in text
    assert 'href="/atgarder/?lage=deviates&amp;datum=2017-06-02"' in text
    thread = page(client, "/program/lup-farsta/", "2017-06-02")
    assert 'href="#medverkan"' in thread
    assert 'href="/namnder/?datum=2017-06-02"' in thread
    assert 'href="/om/"' in thread
    moved = client.get("/mal/", {"datum": "2017-06-02"})
    assert moved["Location"] == "/mal/2017/?datum=2017-06-02"


def test_the_form_keeps_what_else_is_asked_for(client: Client) -> None:
    small_city.build()
    text = client.get("/atgarder/", {"lage": "deviates", "datum": "2017-06-02", "sida": "2"}).content.decode()
    assert '<input type="hidden" name="lage" value="deviates">' in text
    assert 'name="sida"' not in text
    assert "atgarder.csv?lage=deviates&amp;datum=2017-06-02" in text


def test_ten_times_the_rows_ask_no_more_of_a_past_day(client: Client) -> None:
    made = small_city.build(times=2)
    for address in PAGES:
        client.get(address, {"datum": "2017-06-02"})

    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(address, {"datum": "2017-06-02"})
        return len(queries)

    few = {address: asked(address) for address in PAGES}
    small_city.grow(made, 18, start=2)
    assert {address: asked(address) for address in PAGES} == few
    assert max(few.values()) <= 45


def test_a_goal_is_told_as_it_was_worded_and_only_once_it_was_there(client: Client) -> None:
    board = b.board("farsta")
    b.level("board")
    goal = add_goal(owner=board, year=2017, title="Trygga torg", under=None, **who("2017-02-01"))
    reword_goal(goal=goal, title="Trygga parker", **who("2017-04-01"))
    address = f"/mal/2017/{goal.slug}/"
    assert "Trygga torg" in page(client, address, "2017-03-01")
    assert "Trygga parker" not in page(client, address, "2017-03-01")
    assert "ingen uppgift" not in page(client, address, "2017-03-01")
    before = client.get(address, {"datum": "2017-01-31"})
    assert before.status_code == 404
    assert "Det här fanns inte 31 januari 2017" in before.content.decode()
    assert "Visa som det är i dag" in before.content.decode()
    assert "Trygga" not in page(client, "/namnder/farsta/", "2017-01-31")


def test_a_row_without_a_known_beginning_says_so(client: Client) -> None:
    small_city.build()
    text = page(client, "/mal/2017/kf-1-3/", "2017-06-02")
    assert "Det finns ingen uppgift om hur det stod då." in text
    assert "rader finns ingen uppgift om hur de stod då" in text
    assert "Trygga stadsdelar" in text


def test_figures_are_those_known_that_day(client: Client) -> None:
    made = small_city.build()
    Value.objects.create(
        indicator=made.indicator, area=made.district, period="2017", value=Decimal("88.5"),
        known_from=b.day("2017-08-01"),
    )  # fmt: skip
    assert "88,5" in page(client, "/mal/2017/farsta-lokalt/")
    assert "88,5" not in page(client, "/mal/2017/farsta-lokalt/", "2017-07-31")
    assert "88,5" in page(client, "/mal/2017/farsta-lokalt/", "2017-08-01")


def upload(made: small_city.SmallCity) -> None:
    """Stored the 10th of August, undone the 20th."""
    row = FigureUpload.objects.create(
        file_name="f.csv", sha256="x", source="fil", known_from=b.day("2017-08-01"), state="undone", by_name="Ada",
        at=at("2017-08-10"), stored_at=at("2017-08-10"), undone_at=at("2017-08-20"),
    )  # fmt: skip
    Value.every.create(
        indicator=made.indicator, area=made.district, period="2017", value=Decimal("77.5"), upload=row, withdrawn=True,
        known_from=row.known_from,
    )  # fmt: skip


@pytest.mark.parametrize(("day", "seen"), [("2017-08-09", False), ("2017-08-10", True), ("2017-08-20", False)])
def test_a_file_that_was_undone_is_read_for_the_days_it_stood(client: Client, day: str, seen: bool) -> None:
    upload(small_city.build())
    assert (">77" in page(client, "/mal/2017/farsta-lokalt/", day)) is seen
    assert (">77" in page(client, "/omraden/farsta/", day)) is seen


def test_a_withdrawn_count_of_a_protected_indicator_is_not_told_for_any_day(client: Client) -> None:
    made = small_city.build()
    upload(made)
    type(made.indicator).objects.filter(pk=made.indicator.pk).update(protect_below=5)
    text = page(client, "/mal/2017/farsta-lokalt/", "2017-08-12")
    assert ">77" not in text
    assert "Skyddad: för få personer" in text


def sent_out(goal_judgement: str, day: str) -> Report:
    """A board's T1 report with one judgement, sent out on the day."""
    board = b.board("farsta", "Farsta stadsdelsnämnd")
    goal = b.goal("Tryggt", owner=board, slug="tryggt")
    cycle.open_round(year=2017, kind="t1", cutoff=b.day("2017-04-30"), due=None, **who("2017-03-01"))
    report = Report.objects.get(organisation=board)
    GoalJudgement.objects.create(report=report, goal=goal, judgement=goal_judgement, motivation="Så är det.", version=1)
    return send(report, day)


def send(report: Report, day: str) -> Report:
    Report.objects.filter(pk=report.pk).update(state="approved")
    report.refresh_from_db()
    cycle.send_out(report=report, collect=collect_report, on=b.day(day), **who(day))
    return report


def test_a_judgement_is_known_from_the_day_it_was_sent_out_as_it_was_sent_out(client: Client) -> None:
    report = sent_out("partly", "2017-05-10")
    GoalJudgement.objects.update(judgement="full")
    cycle.decide(
        report=report, collect=collect_report, meeting_date=b.day("2017-05-20"), paragraph="7", **who("2017-05-20")
    )
    assert "Ej bedömt" in page(client, "/mal/2017/tryggt/", "2017-05-09")
    then = page(client, "/mal/2017/tryggt/", "2017-05-19")
    assert "uppfyllas delvis" in then
    assert "utsänt" in then
    now = page(client, "/mal/2017/tryggt/", "2017-05-20")
    assert "uppfyllas helt" in now
    assert "beslutat 20 maj 2017" in now
    listed = page(client, "/namnder/farsta/", "2017-05-19")
    assert "utsänd" in listed
    assert "Ingen rapport är utsänd" in page(client, "/namnder/farsta/", "2017-05-09")
    assert "1 av 1 nämnder och bolag har redovisat läget" in page(client, "/", "2017-05-19")
    assert "0 av 1 nämnder och bolag har redovisat läget" in page(client, "/", "2017-05-09")


def test_a_report_that_was_referred_back_is_not_public_until_it_is_sent_out_again(client: Client) -> None:
    report = sent_out("partly", "2017-05-10")
    cycle.refer_back(report=report, meeting_date=b.day("2017-05-20"), motivation="Om.", **who("2017-05-20"))
    send(report, "2017-06-10")
    days = {"2017-05-19": True, "2017-05-20": False, "2017-06-09": False, "2017-06-10": True}
    for day, public in days.items():
        assert ("uppfyllas delvis" in page(client, "/mal/2017/tryggt/", day)) is public, day
    assert Snapshot.objects.count() == 2
    assert Decision.objects.count() == 1


def test_who_was_late_is_told_by_the_steps_taken_then(client: Client) -> None:
    b.board("farsta", "Farsta stadsdelsnämnd")
    cycle.open_round(year=2017, kind="t1", cutoff=None, due=b.day("2017-05-15"), **who("2017-03-01"))
    report = Report.objects.get()
    Report.objects.update(state="ready")
    report.refresh_from_db()
    cycle.approve(report=report, **who("2017-05-20"))
    assert "1 är sen" in page(client, "/", "2017-05-19")
    assert "1 är sen" not in page(client, "/", "2017-05-20")
    assert "1 är sen" not in page(client, "/", "2017-05-15")


@pytest.mark.parametrize(("day", "given"), [("2017-03-09", False), ("2017-03-10", True), ("2017-04-10", False)])
def test_what_an_answer_promised_is_read_for_the_days_it_stood(client: Client, day: str, given: bool) -> None:
    asking, asked = b.board("farsta"), b.board("trafik", kind="specialist_board")
    programme = b.programme(asking, "lup-farsta")
    question = programmes.ask(programme=programme, asked=asked, text="Kan ni laga vägen?", **who("2017-02-01"))
    yes = programmes.Reply("yes", new_activity="Lagar vägen", year=2017)
    programmes.answer(question=question, reply=yes, **who("2017-03-10"))
    programmes.answer(question=question, reply=programmes.Reply("no", "Det går inte."), **who("2017-04-10"))
    assert Contribution.objects.count() == 0
    assert Question.objects.count() == 1
    text = page(client, "/program/lup-farsta/", day)
    assert ("Lagar vägen" in text[text.index("Kan ni laga vägen?") :]) is given
    assert ("Det går inte." in text) is (day == "2017-04-10")
    assert "Kan ni laga vägen?" not in page(client, "/program/lup-farsta/", "2017-01-31")


def test_a_document_stands_as_it_stood_then(client: Client) -> None:
    owner = b.board("kf", kind="council")
    old, new = (b.programme(owner, slug, "programme", status="unknown", title=slug.title()) for slug in ("ett", "tva"))
    for status, day in (("proposal", "2017-01-10"), ("on_referral", "2017-02-10"), ("adopted", "2017-03-10")):
        step = programmes.Step(status, b.day(day), owner, "4")
        programmes.take_document_step(document=old, step=step, **who(day))
    replaced = programmes.Step("replaced", b.day("2017-04-10"), after=new)
    programmes.take_document_step(document=old, step=replaced, **who("2017-05-10"))
    told = {day: page(client, "/program/ett/", day) for day in ("2017-01-15", "2017-02-15", "2017-03-15", "2017-04-15")}
    assert "<strong>Förslag</strong>" in told["2017-01-15"]
    assert "<strong>Förslag på remiss" in told["2017-02-15"]
    assert "<strong>Antagen</strong>, 10 mars 2017" in told["2017-03-15"]
    assert "Ersatt av" not in told["2017-03-15"]
    assert "<strong>Ersatt</strong>" in told["2017-04-15"], "known from the day of the step, not of its entry"
    assert DocumentStep.objects.count() == 4
    assert DocumentSuccession.objects.count() == 1


def test_a_document_whose_first_day_lies_later_was_not_known(client: Client) -> None:
    made = small_city.build()
    type(made.programme).objects.filter(pk=made.programme.pk).update(adopted_on=b.day("2017-02-01"))
    assert client.get("/program/lup-farsta/", {"datum": "2017-01-31"}).status_code == 404
    assert client.get("/program/lup-farsta/", {"datum": "2017-02-01"}).status_code == 200
    assert "Lokalt program för Farsta" not in page(client, "/program/", "2017-01-31")


def test_a_plan_that_was_undone_since_is_told_with_what_it_held(client: Client) -> None:
    board = b.board("farsta", short_name="Farsta")
    b.level("board")
    add_goal(owner=board, year=2017, title="Trygga torg", under=None, **who("2017-02-01"))
    add_activity(owner=board, year=2017, plan=ActivityPlan("Nattvandring"), **who("2017-02-01"))
    prepared = roll_over(board=board, from_year=2017, **who("2017-10-01"))
    undo_roll_over(prepared=prepared, reason="Fel.", **who("2017-11-01"))
    then = page(client, "/namnder/farsta/", "2017-10-15")
    assert "Farsta hade den dagen en plan för 2018 som har ångrats sedan dess." in then
    assert "Nattvandring" in then[then.index("Visa vad den innehöll") :]
    assert "ångrats" not in page(client, "/namnder/farsta/", "2017-09-30")
    assert "ångrats" not in page(client, "/namnder/farsta/", "2017-11-01")
    assert "ångrats" not in page(client, "/namnder/farsta/")
    assert "en plan för 2018" in page(client, "/atgarder/", "2017-10-15")


def test_the_downloads_are_of_the_same_day(client: Client) -> None:
    board = b.board("farsta")
    add_activity(owner=board, year=2017, plan=ActivityPlan("Nattvandring"), **who("2017-02-01"))
    for day, there in (("2017-01-31", False), ("2017-02-01", True)):
        text = client.get("/atgarder/atgarder.csv", {"datum": day}).content.decode()
        assert ("Nattvandring" in text) is there


def test_an_index_that_had_not_been_computed_was_not_there(client: Client) -> None:
    Definition.objects.create(slug="behov", title="Behovsindex")
    assert "Behovsindex" in page(client, "/behov/")
    assert "Behovsindex" not in page(client, "/behov/", "2017-01-31")
