"""What does not agree within a report is told beside it while it is written, and stops nobody."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from tests import builders as b
from tests.web.desk.test_report import ADDRESS, enter, farsta, form, report

from samstad.domain.cycle.models import Report
from samstad.domain.organisation.models import Organisation
from samstad.domain.steering.models import Activity, Indicator, Target, Value

pytestmark = pytest.mark.django_db
__all__ = ["farsta", "report"]  # the fixtures of the report's own page


@pytest.fixture
def writing(client: Client, report: Report) -> Client:
    return enter(client, b.person("Sara", ("reporter", report.organisation)))


def guards(client: Client, **changes: str) -> str:
    """The card of guards after the report was filled in so; empty when there is none."""
    client.post(ADDRESS, form(**changes))
    text = client.get(ADDRESS).content.decode()
    return text[text.index('id="se-over"') : text.index("Nästa steg")] if 'id="se-over"' in text else ""


def before(value: object, period: str = "2016-T1") -> None:
    indicator = Indicator.objects.get(slug="feriejobb")
    Value.objects.create(
        indicator=indicator, organisation=Organisation.objects.get(slug="farsta"), period=period,
        value=Decimal(str(value)), known_from=date(2016, 5, 1),
    )  # fmt: skip


def aim(value: int) -> None:
    Indicator.objects.filter(slug="feriejobb").update(direction="higher")
    Target.objects.create(
        indicator=Indicator.objects.get(slug="feriejobb"), organisation=Organisation.objects.get(slug="farsta"),
        year=2017, value=value, known_from=date(2017, 1, 1),
    )  # fmt: skip


def test_a_report_that_agrees_has_no_guards(writing: Client) -> None:
    before(120)
    assert guards(writing, g__tryggt__motivation="Antalet har ökat till 140,5.") == ""


def test_a_goal_that_is_full_while_no_indicator_is_there_is_told_with_its_row(writing: Client) -> None:
    aim(5000)
    text = guards(writing, g__tryggt__judgement="full", g__tryggt__motivation="Arbetet går bra.")
    assert 'href="#rad-g.tryggt"' in text
    assert "ingen indikator når årsmålet" in text


def test_a_goal_that_is_not_met_while_every_indicator_is_there_is_told(writing: Client) -> None:
    aim(100)
    text = guards(writing, g__tryggt__judgement="not", g__tryggt__motivation="Vi ser det inte.")
    assert "alla indikatorer når årsmålet" in text


def test_a_text_that_goes_the_other_way_than_the_figure_is_told(writing: Client) -> None:
    before(200)
    text = guards(writing, g__tryggt__motivation="Antalet har ökat.", i__feriejobb__comment="Fler än förra året.")
    assert "Motiveringen och siffrorna går åt olika håll." in text
    assert "Kommentaren och siffran går åt olika håll." in text


def test_a_number_that_stands_in_no_table_is_told(writing: Client) -> None:
    text = guards(writing, s__summary__text="Vi nådde 145,5 ungdomar.", g__tryggt__motivation="Det blev 1 640.")
    assert "”145,5” står i texten men inte i någon tabell." in text
    assert "”1 640” står i texten men inte i någon tabell." in text


def test_a_figure_far_outside_its_history_is_told(writing: Client) -> None:
    for period, value in {"2014-T1": 12, "2015-T1": 14, "2016-T1": 13}.items():
        before(value, period)
    assert "långt utanför tidigare värden" in guards(writing)


@pytest.mark.parametrize(
    ("dates", "status", "sentence"),
    [
        ({"end": date(2017, 3, 1)}, "ongoing", "Slutdagen har varit"),
        ({"start": date(2017, 3, 1)}, "not_begun", "Startdagen har varit"),
    ],
)
def test_dates_and_statuses_that_do_not_agree_are_told(
    writing: Client, dates: dict[str, Any], status: str, sentence: str
) -> None:
    Activity.objects.filter(slug="nattvandring").update(**dates)
    assert sentence in guards(writing, a__nattvandring__status=status)


def test_a_guard_stops_nobody_and_is_gone_when_the_report_is_sent(writing: Client, report: Report) -> None:
    assert guards(writing, s__summary__text="Vi nådde 145,5 ungdomar.")
    enter(writing, b.person("Anna", ("coordinator", report.organisation)))
    answer = writing.post(f"{ADDRESS}steg/hand_in/", follow=True)
    assert answer.status_code == 200
    report.refresh_from_db()
    assert report.state == "ready"
    Report.objects.update(state="approved")
    assert "se-over" not in writing.get(ADDRESS).content.decode()
