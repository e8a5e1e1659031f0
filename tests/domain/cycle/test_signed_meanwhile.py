"""Somebody has the report before them as a draft while it is signed: what they press next does not end up in it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests import builders as b

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import Decision, Report, UnitText
from samstad.domain.cycle.queries import find_report
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.steering.models import Activity
from samstad.refusals import Refusal
from samstad.reports.board_report import collect_report

pytestmark = pytest.mark.django_db
WHO: dict[str, Any] = {"by": COMMAND_LINE, "at": b.NOON}


def activity() -> Activity:
    return Activity.objects.get(slug="nattvandring")


PRESSES: dict[str, Callable[[Report], object]] = {
    "row": lambda r: actions.save_activity_row(report=r, activity=activity(), version=0, status="done", **WHO),
    "text": lambda r: actions.save_section_text(report=r, key="summary", version=0, text="Nytt.", **WHO),
    "chapter": lambda r: actions.add_chapter(report=r, title="Eget", **WHO),
    "file": lambda r: actions.attach_file(
        report=r, file_name="a.csv", content="namn;värde\nett;1\n".encode(), title="Tabell", **WHO
    ),
    "section": lambda r: actions.mark_section(report=r, key="indicators", ready=False, **WHO),
    "unit": lambda r: actions.save_unit_text(
        unit_text=UnitText(report=r, unit=r.organisation, row="s.summary"), version=0, text="Hej", **WHO
    ),
}


@pytest.fixture
def report() -> Report:
    farsta = b.board("farsta", "Farsta stadsdelsnämnd")
    own = b.goal("Tryggheten ökar", owner=farsta, slug="tryggt")
    b.activity(farsta, "Nattvandringar", for_goal=own, slug="nattvandring")
    actions.open_round(year=2017, kind="t1", cutoff=date(2017, 4, 30), due=date(2017, 5, 20), **WHO)
    found = find_report("farsta", 2017, "t1")
    assert found is not None
    return found


@pytest.mark.parametrize("press", PRESSES.values(), ids=PRESSES)
def test_what_is_written_on_an_old_page_does_not_enter_a_report_that_waits_for_the_head(
    report: Report, press: Callable[[Report], object]
) -> None:
    Report.objects.filter(pk=report.pk).update(state="approved")
    with pytest.raises(Refusal) as refused:
        press(report)
    assert refused.value.code == "wrong_state"


def test_a_report_that_has_been_decided_meanwhile_is_not_tabled(report: Report) -> None:
    Report.objects.filter(pk=report.pk).update(state="sent_out", sent_out_on=date(2017, 5, 2))
    report.refresh_from_db()
    old_page = Report.objects.get(pk=report.pk)
    actions.decide(report=report, collect=collect_report, meeting_date=date(2017, 5, 2), paragraph="7", **WHO)
    with pytest.raises(Refusal, match="beslutad"):
        actions.table(report=old_page, meeting_date=date(2017, 5, 2), **WHO)
    assert [row.kind for row in Decision.objects.all()] == ["decided"]
