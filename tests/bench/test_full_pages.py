"""Where every part of a page has something in it, it asks within its bar, and no more at ten times the size."""

from datetime import UTC, date, datetime

import pytest
from tests.bench.full_city import BOARD, LARGE, SMALL, city, counted, counts

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import Report
from samstad.domain.people.actors import COMMAND_LINE
from samstad.reports.board_page import find_body, read_board_page
from samstad.reports.board_report import collect_report

pytestmark = pytest.mark.django_db
LIST, DETAILS, FREEZE = 15, 25, 30
PAST = 35
"""A past day is read back by logs as well."""
PUBLIC = {
    "/": DETAILS,
    "/mal/2017/": LIST,
    "/omraden/": LIST,
    "/program/": LIST,
    "/namnder/": LIST,
    "/atgarder/?ar=2017": LIST,
    "/styrdokument/": LIST,
    "/mal/2017/kf-2017-1/": DETAILS,
    f"/mal/2017/tema-{BOARD[-1]}-1/": DETAILS,
    f"/program/program-{BOARD}/": DETAILS,
    f"/namnder/{BOARD}/": DETAILS,
    "/namnder/namnd-4/?datum=2017-06-01": PAST,
    f"/namnder/{BOARD}/medverkan/": DETAILS,
    "/omraden/omrade-3/": DETAILS,
    "/atgarder/atgard-18/": DETAILS,
    "/uppfoljning/2017/t1/": DETAILS,
    "/uppfoljning/2017/t1/namnd-2/": DETAILS,
    "/uppfoljning/2017/kf-budget/": DETAILS,
}
REPORT = f"rapport/{BOARD}/2017/t1/"
DESK = {
    "begart/": LIST,
    "program/": LIST,
    "siffror/": LIST,
    "siffror/skydd/": LIST,
    "behov/": LIST,
    "utkast/": LIST,
    "": DETAILS,
    f"rapport/{BOARD}/": DETAILS,
    f"plan/{BOARD}/": DETAILS,
    f"plan/{BOARD}/2017/las-in/": DETAILS,
    f"plan/{BOARD}/2017/nasta/": DETAILS,
    f"{REPORT}ekonomi/": DETAILS,
    f"{REPORT}enheter/": DETAILS,
    f"rapport/{BOARD}/2017/underlag/atgarder/": DETAILS,
    f"enhet/{BOARD}-enhet-0/": DETAILS,
    f"handlingsplan/{BOARD}/": DETAILS,
    f"begaran/program-{BOARD}/": DETAILS,
    f"medverkan/{BOARD}/": DETAILS,
    f"program/program-{BOARD}/": DETAILS,
    f"medel/{BOARD}/": DETAILS,
    "staden/2017/andringar/": DETAILS,
    "staden/2017/kf-budget/": DETAILS,
    "staden/2017/t1/namnd-2/": DETAILS,
}
WHOLE = {
    "luckor/": 34,
    f"luckor/{BOARD}/": 36,
    f"luckor/program/program-{BOARD}/": 36,
    "staden/2017/t1/": 37,
    REPORT: 53,
    f"rapport/{BOARD}/2017/underlag/": 43,
}
"""Pages that set the whole of a report, a round or the red thread side by side: more than a page of details."""
NOON = datetime(2017, 5, 18, 12, tzinfo=UTC)


def test_a_full_page_asks_within_its_bar_and_as_much_in_a_city_ten_times_as_large() -> None:
    most = PUBLIC | {f"/arbete/{page}": bar for page, bar in (DESK | WHOLE).items()}
    with city(SMALL) as visitor:
        few = counts(visitor, most)
    with city(LARGE) as visitor:
        assert counts(visitor, most) == few
    assert {address: asked for address, asked in few.items() if asked > most[address]} == {}


def test_the_measured_board_has_something_in_every_part_of_its_page() -> None:
    with city(SMALL):
        body = find_body(BOARD)
        assert body is not None
        page = read_board_page(body, year=2017)
    parts = (
        page.contacts, page.goals, page.roles, page.activities, page.asked, page.named_by, page.given, page.documents,
        page.reports, page.subsidiaries,
    )  # fmt: skip
    assert all(parts)
    assert page.council is not None
    assert page.council.assignments
    assert page.council.measures[0].goals
    assert page.council.measures[0].answer is not None
    assert page.council.measures[0].answer.granted
    assert {bool(line.answer) for line in page.asked} == {True, False}


def test_the_fullest_report_is_frozen_within_its_bar() -> None:
    with city(SMALL):
        report = Report.objects.select_related("round__pack", "organisation__area", "pack").get(
            round__slug="2017-t1", organisation__slug=BOARD
        )
        Report.objects.filter(pk=report.pk).update(state="sent_out", sent_out_on=date(2017, 5, 11))
        report.refresh_from_db(fields=["state", "sent_out_on"])
        asked = counted(
            lambda: actions.decide(
                report=report, collect=collect_report, meeting_date=date(2017, 5, 18), paragraph="7", by=COMMAND_LINE,
                at=NOON,
            )
        )  # fmt: skip
        facts = report.snapshots.latest("pk").document
    assert all(facts[part] for part in ("decision", "economy", "attachments", "origins", "gaps", "goals", "activities"))
    assert asked <= FREEZE
