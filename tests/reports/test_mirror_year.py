"""A committee's year in the local programmes: the plan at T1, the accounts at T2 and in the annual report."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import builders as b
from tests.reports.approval import approved

from samstad.documents import Callout, Document, Paragraph, Table
from samstad.domain.cycle.models import Report, Round
from samstad.domain.organisation.models import Contact, Organisation
from samstad.domain.programmes.models import Contribution, SteeringDocument
from samstad.domain.steering.models import Activity, ActivityParty, ActivityUpdate
from samstad.reports.mirror_plan import mirror_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def social() -> Organisation:
    return b.board(
        "social", "Socialnämnden", "specialist_board", short_name="Social", office_name="Socialförvaltningen"
    )


@pytest.fixture
def farsta() -> SteeringDocument:
    return b.programme(b.board("farsta", short_name="Farsta"), "lup-farsta")


def give(social: Organisation, programme: SteeringDocument, title: str, **fields: Any) -> Activity:
    activity = b.activity(social, title, **fields)
    Contribution.objects.create(
        slug=b.next_slug("bidrag"),
        organisation=social,
        programme=programme,
        activity=activity,
        theme_printed="Trygghet",
    )
    return activity


def report(social: Organisation, kind: str, state: str = "sent_out") -> Report:
    opened = Round.objects.create(slug=f"2017-{kind}", year=2017, kind=kind, opened_on=b.day("2017-03-01"))
    return Report.objects.create(round=opened, organisation=social, state=state)


def tell(activity: Activity, kind: str, status: str, **said: str) -> None:
    ActivityUpdate.objects.create(activity=activity, status=status, origin=f"2017-{kind}/social", **said)


def tables(document: Document) -> dict[str, list[tuple[str, ...]]]:
    found = [block for block in document.blocks if isinstance(block, Table)]
    return {table.caption: [tuple(cell.text for cell in row) for row in table.rows] for table in found}


def said(document: Document, kind: type[Any]) -> str:
    return " ".join(block.text for block in document.blocks if isinstance(block, kind))


def test_the_year_plan_says_what_when_and_who(social: Organisation, farsta: SteeringDocument) -> None:
    walk = give(social, farsta, "Vandringar", start=b.day("2017-02-01"), end=b.day("2017-05-31"))
    give(social, farsta, "Råd", continuous=True)
    give(social, farsta, "Någon gång")
    ActivityParty.objects.create(activity=walk, organisation=b.board("polis", short_name="Polisen"), role="takes_part")
    Contact.objects.create(organisation=social, role_title="LUP-ansvarig", unit="Stab")
    plan = mirror_plan(social, year=2017, kind="t1")
    assert plan.title == "Årsplan för medverkan i de lokala programmen 2017"
    assert tables(plan) == {
        "Vem som ansvarar för arbetet": [("LUP-ansvarig", "Stab", "hela arbetet")],
        "Årsplan för Farsta": [
            ("Vandringar", "Trygghet", "1 februari 2017 – 31 maj 2017", "Socialförvaltningen, Polisen (medverkar)"),
            ("Råd", "Trygghet", "löpande", "Socialförvaltningen"),
            ("Någon gång", "Trygghet", "tid är inte angiven", "Socialförvaltningen"),
        ],
    }
    assert "3 aktiviteter" in said(plan, Paragraph)


@pytest.mark.parametrize("kind", ["t2", "vb"])
def test_the_account_tells_what_the_rounds_report_says(
    social: Organisation, farsta: SteeringDocument, kind: str
) -> None:
    done, late, silent = (give(social, farsta, title) for title in ("Vandringar", "Råd", "Lokal"))
    report(social, kind)
    tell(done, kind, "done")
    tell(done, "t1", "ongoing")
    tell(late, kind, "deviates", deviation="Startar i höst.", comment="Väntar på lokal.")
    account = mirror_plan(social, year=2017, kind=kind)
    assert tables(account) == {
        "Redogörelse för Farsta": [
            (done.title, "klar", "–"),
            (late.title, "avviker", "Startar i höst. Väntar på lokal."),
            (silent.title, "inte redovisad", "–"),
        ]
    }
    assert "Klara: 1. Avviker eller väntar: 1. Inte redovisade: 1." in said(account, Paragraph)


@pytest.mark.parametrize("kind", ["t1", "vb"])
def test_the_whole_year_plan_and_account_read_as_they_were_approved(
    social: Organisation, farsta: SteeringDocument, kind: str
) -> None:
    walk = give(social, farsta, "Vandringar", start=b.day("2017-02-01"), end=b.day("2017-05-31"))
    advice = give(social, farsta, "Råd", continuous=True)
    give(social, farsta, "Lokal")
    Contact.objects.create(organisation=social, role_title="LUP-ansvarig", unit="Stab")
    report(social, kind)
    tell(walk, kind, "done", comment="Fjorton kvällar.")
    tell(advice, kind, "deviates", deviation="Startar i höst.")
    assert approved(f"mirror_{kind}", mirror_plan(social, year=2017, kind=kind))


@pytest.mark.parametrize("state", [None, "draft", "approved"])
def test_nothing_is_told_before_the_report_is_sent_out(
    social: Organisation, farsta: SteeringDocument, state: str | None
) -> None:
    walk = give(social, farsta, "Vandringar")
    if state:
        report(social, "t2", state)
    tell(walk, "t2", "done")
    account = mirror_plan(social, year=2017, kind="t2")
    assert tables(account) == {"Redogörelse för Farsta": [("Vandringar", "inte redovisad", "–")]}
    assert "inte utsänd än" in said(account, Callout)
    assert "Klara" not in said(account, Paragraph)


def test_only_the_years_work_is_in_it(social: Organisation, farsta: SteeringDocument) -> None:
    give(social, farsta, "Då", year=2016)
    give(social, farsta, "Slut", year=None, end=b.day("2016-12-31"))
    give(social, farsta, "Alltid", year=None)
    assert [row[0] for row in tables(mirror_plan(social, year=2017, kind="t1"))["Årsplan för Farsta"]] == ["Alltid"]


def test_a_body_that_gives_nothing_is_told_so(social: Organisation, farsta: SteeringDocument) -> None:
    for kind in ("t1", "t2", "vb"):
        assert "Ingen aktivitet" in said(mirror_plan(social, year=2017, kind=kind), Callout)


def test_an_activity_given_to_two_programmes_is_counted_once(social: Organisation, farsta: SteeringDocument) -> None:
    walk = give(social, farsta, "Vandringar")
    other = b.programme(b.board("bromma", short_name="Bromma"), "lup-bromma")
    Contribution.objects.create(slug="till", organisation=social, programme=other, activity=walk)
    plan = mirror_plan(social, year=2017, kind="t1")
    assert "1 aktivitet " in said(plan, Paragraph)
    assert {"Årsplan för Farsta", "Årsplan för Bromma"} <= tables(plan).keys()


def test_the_page_leads_to_the_plan_and_each_account(
    client: Client, social: Organisation, farsta: SteeringDocument
) -> None:
    give(social, farsta, "Vandringar")
    address = "/namnder/social/medverkan/"
    page = client.get(address).content.decode()
    for kind, title in (("t1", "Årsplan för medverkan"), ("t2", "Redogörelse för medverkan"), ("vb", "Redogörelse")):
        assert f'href="{address}?omgang={kind}"' in page
        shown = client.get(address, {"omgang": kind}).content.decode()
        assert title in shown
        assert f'plan.docx?omgang={kind}"' in shown
        file = client.get(f"{address}plan.html", {"omgang": kind})
        assert file.status_code == 200
        assert file["Content-Disposition"] == f'inline; filename="social-medverkan-{kind}.html"'
    assert "Bakgrund och uppgift" in client.get(address, {"omgang": "annat"}).content.decode()


def test_more_activities_ask_no_more_questions(client: Client, social: Organisation, farsta: SteeringDocument) -> None:
    report(social, "t2")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            mirror_plan(social, year=2017, kind="t2")
        return len(queries)

    tell(give(social, farsta, "Först"), "t2", "done")
    before = asked()
    for number in range(8):
        tell(give(social, farsta, f"Åtgärd {number}"), "t2", "ongoing")
    assert asked() == before


def test_the_command_writes_the_year_plan(social: Organisation, farsta: SteeringDocument, tmp_path: Any) -> None:
    give(social, farsta, "Vandringar")
    output = tmp_path / "plan.html"
    call_command("mirror_plan", board="social", kind="t1", output=output)
    assert "Årsplan för medverkan" in output.read_text(encoding="utf-8")
