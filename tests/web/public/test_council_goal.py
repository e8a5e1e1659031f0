"""The council's goal, the meeting and the annual chapter as anybody reaches them, without an account."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import builders as b
from tests.reports import small_city

from samstad.domain.cycle import actions
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.steering.models import Goal, Target
from samstad.reports.council_report import collect_round

pytestmark = pytest.mark.django_db


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_status_opens_in_words_step_by_step(client: Client, prefix: str) -> None:
    small_city.build()
    page = text(client, f"{prefix}/mal/2017/kf-1-3/")
    section = page.split('id="varfor"')[1].split("</section>")[0]
    assert ("Varför gult: uppfylls delvis?" if not prefix else "Why yellow: partly met?") in section
    assert section.count("<details>") == section.count("<summary>") >= 1
    assert "Vi är på väg." in section


def test_the_years_are_told_in_a_table_that_works_on_a_phone(client: Client) -> None:
    small_city.build()
    section = text(client, "/mal/2017/kf-1-3/").split('id="ar-for-ar"')[1].split("</section>")[0]
    assert "Säkra stadsdelar" in section
    assert "Omformulerat: 2017 1.3 Trygga stadsdelar" in section
    rows = section.split("<tr>")[2:]
    assert all(row.count("<td") == row.count("data-label=") == 3 for row in rows)


def test_a_council_goal_asks_the_database_at_most_twenty_times(client: Client) -> None:
    made = small_city.build(times=2)
    b.indicator("Andel trygga i staden", made.council_goal, council=True)
    b.activity(made.board, "Direkt under målet", made.council_goal)
    client.get("/mal/2017/kf-1-3/")
    with CaptureQueriesContext(connection) as few:
        client.get("/mal/2017/kf-1-3/")
    small_city.grow(made, 18, start=2)
    with CaptureQueriesContext(connection) as many:
        client.get("/mal/2017/kf-1-3/")
    assert len(few) == len(many) <= 20


def test_the_criterion_stands_beside_the_target(client: Client) -> None:
    goal = b.goal("Målet", slug="malet")
    made = b.indicator("Måttet", goal, direction="higher")
    for period, value in (("2015", 50), ("2016", 52), ("2017", 58)):
        made.values.create(period=period, value=value, known_from=date(2017, 1, 1))
    Target.objects.create(
        indicator=made, year=2017, kind="trajectory", value=70, baseline=50, baseline_period="2015", end_year=2019,
        known_from=date(2017, 1, 1),
    )  # fmt: skip
    page = text(client, "/mal/2017/malet/")
    assert "fullmäktiges årsmål 60, på väg mot 70 år 2019" in page.lower()
    assert "Så bedöms det:" in page
    assert "minst 95 procent av vägen" in page
    assert "Satt 1 januari 2017." in page
    assert "Ligger efter linjen mot slutåret (linjen ligger på 60)" in page


def test_the_meeting_is_open_to_all_and_shows_only_what_deviates(client: Client) -> None:
    made = small_city.build()
    actions.propose_assessment(
        of_round=made.round, goal=Goal.objects.select_related("level").get(pk=made.council_goal.pk),
        judgement="partly", text="Hemligt än.", version=0, by=COMMAND_LINE, at=b.NOON,
    )  # fmt: skip
    page = text(client, "/uppfoljning/2017/t1/mote/")
    assert "Att tala om och besluta" in page
    assert "1.3 Trygga stadsdelar" in page
    assert "Hemligt än." not in page
    actions.publish_roll_up(
        of_round=made.round, collect=collect_round, on=date(2017, 6, 20), by=COMMAND_LINE, at=b.NOON
    )
    page = text(client, "/uppfoljning/2017/t1/mote/")
    assert "Hemligt än." in page
    assert "Kommunstyrelsen ska besluta bedömningen. Förslag: bedöms uppfyllas delvis." in page
    assert client.get("/uppfoljning/2017/t2/mote/").status_code == 404
    assert "/uppfoljning/2017/t1/mote/" in text(client, "/uppfoljning/2017/t1/")
    assert "arsredovisning" not in text(client, "/uppfoljning/2017/t1/")


def test_the_annual_chapter_is_a_file_when_the_year_is_published(client: Client) -> None:
    b.goal("En trygg stad", "council", number="1.3")
    of_round = actions.open_round(year=2017, kind="vb", cutoff=None, due=None, by=COMMAND_LINE, at=b.NOON)
    address = "/uppfoljning/2017/vb/arsredovisning.docx"
    assert client.get(address).status_code == 404
    actions.publish_roll_up(of_round=of_round, collect=collect_round, on=date(2018, 4, 20), by=COMMAND_LINE, at=b.NOON)
    assert "wordprocessingml" in client.get(address)["Content-Type"]
    assert client.get("/uppfoljning/2017/vb/arsredovisning.exe").status_code == 404
    assert address in text(client, "/uppfoljning/2017/vb/")
