"""A report on a past day: the text that stood then, and nothing that was frozen later."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests import builders as b

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import Report
from samstad.domain.people.actors import COMMAND_LINE
from samstad.reports.board_report import collect_report

pytestmark = pytest.mark.django_db
ADDRESS = "/uppfoljning/2017/t1/farsta/"
WHO: dict[str, Any] = {"by": COMMAND_LINE, "at": b.NOON}


@pytest.fixture
def report() -> Report:
    """Sent out on the 11th of May and decided on the 18th, with other words."""
    b.board("farsta", "Farsta stadsdelsnämnd")
    opened = actions.open_round(year=2017, kind="t1", cutoff=date(2017, 4, 30), due=None, **WHO)
    made = opened.reports.select_related("round", "organisation").get()
    summary = next(iter(made.sections.values_list("version", flat=True)), 0)
    actions.save_section_text(report=made, key="summary", version=summary, text="Som utsänd.", **WHO)
    actions.hand_in(report=made, **WHO)
    actions.approve(report=made, **WHO)
    actions.send_out(report=made, collect=collect_report, on=date(2017, 5, 11), **WHO)
    version = made.sections.get(key="summary").version
    actions.save_section_text(report=made, key="summary", version=version, text="Som beslutad.", **WHO)
    actions.decide(report=made, collect=collect_report, meeting_date=date(2017, 5, 18), paragraph="7", **WHO)
    return made


@pytest.fixture
def read(client: Client) -> Callable[[str], tuple[int, str]]:
    def page(on: str) -> tuple[int, str]:
        answer = client.get(ADDRESS, {"datum": on} if on else {})
        return answer.status_code, answer.content.decode()

    return page


@pytest.mark.usefixtures("report")
def test_the_text_of_a_past_day_is_the_one_that_stood(read: Callable[[str], tuple[int, str]]) -> None:
    status, before_decision = read("2017-05-12")
    assert status == 200
    assert "Som utsänd." in before_decision
    assert "Som beslutad." not in before_decision
    assert "§ 7" not in before_decision
    assert "Så här var det känt" in before_decision
    for on in ("2017-05-18", ""):
        text = read(on)[1]
        assert "Som beslutad." in text
        assert "§ 7" in text


@pytest.mark.usefixtures("report")
def test_before_it_was_sent_out_there_was_no_text_to_read(read: Callable[[str], tuple[int, str]]) -> None:
    status, text = read("2017-05-10")
    assert status == 404
    assert "Som utsänd." not in text


@pytest.mark.usefixtures("report")
def test_the_rounds_are_those_that_had_been_opened(client: Client) -> None:
    assert "2017/t1/" in client.get("/uppfoljning/").content.decode()
    assert "2017/t1/" not in client.get("/uppfoljning/", {"datum": "2017-05-01"}).content.decode()
