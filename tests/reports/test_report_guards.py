"""What does not agree within a report is told beside it while it is written, and stops nobody."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from tests import builders as b
from tests.web.desk.test_report import ADDRESS, enter, farsta, form, report

from samstad.domain.cycle.models import GuardAnswer, Report
from samstad.domain.organisation.models import Organisation
from samstad.domain.steering.models import Activity, Goal, Indicator, Target, Value

pytestmark = pytest.mark.django_db
__all__ = ["farsta", "report"]  # the fixtures of the report's own page


@pytest.fixture
def writing(client: Client, report: Report) -> Client:
    return enter(client, b.person("Sara", ("reporter", report.organisation)))


def guards(client: Client, **changes: str) -> str:
    """The card of guards after the report was filled in so; empty when there is none."""
    client.post(ADDRESS, form(**changes))
    text = client.get(ADDRESS).content.decode()
    found = text.partition('id="se-over"')[2]
    return found[: found.index("Nästa steg")] if found else ""


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


def test_a_summary_that_goes_against_a_named_figure_is_told(writing: Client) -> None:
    before(200)
    text = guards(writing, s__summary__text="Arbetet går bra. Feriejobb har ökat till 140,5.")
    assert "Texten och siffran för Feriejobb går åt olika håll." in text
    assert "går åt olika håll" not in guards(
        writing, s__summary__text="Feriejobb är 140,5. Andra saker har ökat.", s__summary__version="1"
    )


def test_a_day_that_has_passed_is_told_where_it_is_promised(writing: Client) -> None:
    text = guards(
        writing, g__tryggt__motivation="Klubben ska öppna i mars 2017.", a__nattvandring__status="deviates",
        a__nattvandring__deviation="Startar den 1 april 2017.", s__summary__text="Vi öppnade i mars 2017.",
        i__feriejobb__comment="Fler väntas 2017-01-15.",
    )  # fmt: skip
    assert text.count("men texten talar om det som ska komma.<details>") == 3
    assert "”mars 2017” har varit" in text


def test_a_text_about_other_people_than_the_goal_is_told(writing: Client) -> None:
    Goal.objects.filter(slug="tryggt").update(target_group="ungdomar 13-18 år")
    text = guards(writing, g__tryggt__motivation="Fler äldre kommer till träffarna.")
    assert "Motiveringen talar om äldre, men målet gäller unga." in text


def test_a_text_about_the_goals_own_people_and_others_is_not_told(writing: Client) -> None:
    Goal.objects.filter(slug="tryggt").update(target_group="ungdomar 13-18 år")
    assert guards(writing, g__tryggt__motivation="Unga och äldre möts.") == ""


def answer(client: Client, text: str, reason: str) -> str:
    """What the page says after the first guard in the card was answered so."""
    basis = re.findall('name="guard" value="([0-9a-f]+)"', text)[0]
    return client.post(f"{ADDRESS}stammer/", {"guard": basis, "reason": reason}, follow=True).content.decode()


def test_a_guard_can_be_answered_and_the_reason_is_kept(writing: Client) -> None:
    text = guards(writing, s__summary__text="Vi nådde 145,5 ungdomar.")
    page = answer(writing, text, "Räknat med sommaren.")
    assert "Det här stämmer kanske inte" not in page
    assert "1 sak stämmer ändå" in page
    assert "Räknat med sommaren." in page
    kept = GuardAnswer.objects.get()
    assert (kept.by_name, kept.row) == ("Sara", "s.summary")


def test_an_answer_is_asked_for_again_when_the_text_has_changed(writing: Client) -> None:
    answer(writing, guards(writing, s__summary__text="Vi nådde 145,5 ungdomar."), "Räknat med sommaren.")
    text = guards(writing, s__summary__text="I vår nådde vi 145,5 ungdomar.", s__summary__version="1")
    assert "”145,5” står i texten" in text
    assert "stämmer ändå</summary>" not in text


def test_a_guard_is_not_answered_without_a_reason_or_when_it_is_gone(writing: Client) -> None:
    text = guards(writing, s__summary__text="Vi nådde 145,5 ungdomar.")
    assert "Skriv varför det stämmer ändå." in answer(writing, text, "  ")
    assert "Korta skälet" in answer(writing, text, "x" * 601)
    page = writing.post(f"{ADDRESS}stammer/", {"guard": "0", "reason": "Ja"}, follow=True).content.decode()
    assert "Det har ändrats sedan du läste det." in page
    assert not GuardAnswer.objects.exists()
