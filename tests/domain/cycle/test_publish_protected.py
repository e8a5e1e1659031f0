"""What a report sends out of a protected indicator is protected at once, and said once."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests import builders as b
from tests.web.public.test_followup import report, send_out

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import IndicatorRow, Report
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.steering.actions import set_protection
from samstad.domain.steering.models import Indicator, Value
from samstad.refusals import Refusal
from samstad.reports.board_report import collect_report

pytestmark = pytest.mark.django_db
__all__ = ["report"]  # the fixture of the public page


def test_a_small_outcome_is_protected_when_the_report_is_sent_out_and_said_once(report: Report) -> None:
    indicator = Indicator.objects.get(slug="feriejobb")
    set_protection(indicator=indicator, below=5, by=COMMAND_LINE, at=b.NOON)
    send_out(report)
    assert Value.objects.get().missing_reason == "Enkäten dröjer."
    IndicatorRow.objects.update(outcome=3, missing_reason="")
    actions.decide(
        report=report, collect=collect_report, meeting_date=date(2017, 5, 18), paragraph="7", by=COMMAND_LINE, at=b.NOON
    )  # fmt: skip
    value = Value.objects.order_by("pk").last()
    assert value is not None
    assert value.value is None
    assert value.kept_value == 3
    assert Value.objects.count() == 2


@pytest.mark.parametrize("name", ["outcome", "outcome_women", "outcome_men"])
def test_a_report_takes_no_count_under_the_limit(report: Report, name: str) -> None:
    indicator = Indicator.objects.get(slug="feriejobb")
    set_protection(indicator=indicator, below=5, by=COMMAND_LINE, at=b.NOON)
    indicator.refresh_from_db()
    outcomes: dict[str, Any] = {"outcome": Decimal(40), name: Decimal(4)}
    with pytest.raises(Refusal, match="Antal under 5 visas inte"):
        actions.save_indicator_row(
            report=report, indicator=indicator, version=0, by=COMMAND_LINE, at=b.NOON,
            **outcomes,
        )  # fmt: skip
    actions.save_indicator_row(
        report=report, indicator=indicator, version=0, outcome=Decimal(5), by=COMMAND_LINE, at=b.NOON
    )
