"""An indicator that nobody uses is retired from a day on, or kept for a reason."""

from datetime import date

import pytest
from tests import builders as b

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import Report
from samstad.domain.cycle.queries import due_rows, find_report
from samstad.domain.history.models import Event
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.steering.actions import keep_indicator, retire_indicator
from samstad.domain.steering.models import Indicator
from samstad.refusals import NotAllowed, Refusal

pytestmark = pytest.mark.django_db


def opened(kind: str, cutoff: date) -> Report:
    actions.open_round(year=2017, kind=kind, cutoff=cutoff, due=None, by=COMMAND_LINE, at=b.NOON)
    found = find_report("farsta", 2017, kind)
    assert found is not None
    return found


@pytest.fixture
def indicator() -> Indicator:
    return b.indicator("Klotter", owner=b.board("farsta"), periodicity="tertial")


def test_a_retired_indicator_is_asked_for_in_the_round_that_was_about_earlier_days_and_in_none_later(
    indicator: Indicator,
) -> None:
    earlier, later = opened("t1", date(2017, 4, 30)), opened("t2", date(2017, 8, 31))
    retire_indicator(indicator=indicator, by=COMMAND_LINE, at=b.NOON)
    assert [one.name for one in due_rows(earlier).indicators] == ["Klotter"]
    assert due_rows(later).indicators == []
    assert due_rows(later).not_due == 0
    assert Event.objects.get(action="retire_indicator").change == {"retired_on": [None, "2017-05-02"]}


def test_it_is_retired_once_and_then_neither_retired_nor_kept(indicator: Indicator) -> None:
    retire_indicator(indicator=indicator, by=COMMAND_LINE, at=b.NOON)
    with pytest.raises(Refusal, match="redan avvecklad"):
        retire_indicator(indicator=indicator, by=COMMAND_LINE, at=b.NOON)
    with pytest.raises(Refusal, match="redan avvecklad"):
        keep_indicator(indicator=indicator, reason="Polisen", by=COMMAND_LINE, at=b.NOON)


def test_it_is_kept_only_for_a_reason_that_can_be_read(indicator: Indicator) -> None:
    for reason, sentence in ((" ", "vem som använder"), ("x" * 301, "högst 300 tecken")):
        with pytest.raises(Refusal, match=sentence):
            keep_indicator(indicator=indicator, reason=reason, by=COMMAND_LINE, at=b.NOON)
    kept = keep_indicator(indicator=indicator, reason=" Polisen  frågar. ", by=COMMAND_LINE, at=b.NOON)
    assert (kept.reason, kept.on) == ("Polisen frågar.", date(2017, 5, 2))


def test_a_board_neither_retires_nor_keeps_what_the_city_asks(indicator: Indicator) -> None:
    coordinator = b.actor("coordinator", indicator.owner)
    with pytest.raises(NotAllowed):
        retire_indicator(indicator=indicator, by=coordinator, at=b.NOON)
    with pytest.raises(NotAllowed):
        keep_indicator(indicator=indicator, reason="Vi.", by=coordinator, at=b.NOON)
