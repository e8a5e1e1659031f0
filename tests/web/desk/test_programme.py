"""A programme at the desk: steps, local vision, analysis, and how others read them."""

from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone
from tests import builders as b

from samstad.domain.organisation.choices import Role
from samstad.domain.organisation.models import Organisation
from samstad.domain.programmes.models import AnalysisFigure, DocumentStep, LocalQuality, SteeringDocument
from samstad.domain.steering.models import Indicator, Target, Value

pytestmark = pytest.mark.django_db
DESK, PUBLIC = "/arbete/program/lup/", "/program/lup/"


@pytest.fixture
def board(client: Client) -> Organisation:
    district = b.area("farsta", "Farsta")
    made = b.board("farstanamnden", "Farsta stadsdelsnämnd", area=district)
    b.programme(made, "lup", title="Lokalt program", status="proposal", area=district)
    client.force_login(b.person("Kim", (Role.COORDINATOR, made)))
    return made


@pytest.fixture
def indicator(board: Organisation) -> Indicator:
    made = b.indicator("Andel trygga", slug="trygga", decimals=0)
    for period, value in (("2015", 60), ("2016", 62)):
        Value.objects.create(
            indicator=made, area=board.area, period=period, value=Decimal(value), known_from=b.day(f"{period}-12-31"),
            source="trygghetsmätningen",
        )  # fmt: skip
    return made


def do(client: Client, step: str, **said: str) -> str:
    """What the desk says after the deed."""
    return client.post(DESK, {"step": step, **said}, follow=True).content.decode()


def section(client: Client, heading: str, address: str = PUBLIC) -> str:
    text = client.get(address).content.decode()
    return text[text.index(f"{heading}</h") :].split("<h3", 1)[0].split("<h4", 1)[0]


def test_an_empty_analysis_is_shown_as_missing_to_everyone(client: Client, board: Organisation) -> None:
    for heading in (
        "Lokal målbild", "Platsens egna kvaliteter", "Ett Stockholm som håller samman", "Klimatsmart",
        "Ekonomiskt hållbart", "Demokratiskt hållbart", "De som gjorde analysen", "Det som valdes bort",
    ):  # fmt: skip
        assert "saknas" in section(client, heading), heading


def test_the_board_writes_it_and_everyone_reads_it(client: Client, board: Organisation) -> None:
    assert "Målbilden är sparad." in do(client, "vision", text="En trygg plats.")
    assert "Kvaliteten är inlagd." in do(client, "quality", text="Sjön Magelungen")
    assert "Analysen är sparad." in do(client, "part", part="economic", text="Få arbetar.", source="registret")
    assert "Parten är inlagd." in do(client, "party", organisation="farstanamnden", contribution="samlade in")
    assert "Det som valdes bort är inlagt." in do(client, "leave_out", title="Ny simhall", reason="Byggs av andra.")
    assert "En trygg plats." in section(client, "Lokal målbild")
    assert "Sjön Magelungen" in section(client, "Platsens egna kvaliteter")
    assert "Få arbetar." in section(client, "Ekonomiskt hållbart")
    assert "(registret)" in section(client, "Ekonomiskt hållbart")
    assert "saknas" in section(client, "Klimatsmart")
    assert "Farsta stadsdelsnämnd</a>: samlade in" in section(client, "De som gjorde analysen")
    assert "Byggs av andra." in section(client, "Det som valdes bort")


def test_a_figure_is_pulled_in_with_its_value_day_and_source(
    client: Client, board: Organisation, indicator: Indicator
) -> None:
    desk = client.get(DESK).content.decode()
    assert '<option value="trygga/farsta/2016">Andel trygga, Farsta, 2016</option>' in desk
    assert "Siffran är inlagd" in do(client, "figure", part="cohesive", figure="trygga/farsta/2016")
    told = section(client, "Ett Stockholm som håller samman")
    assert "<strong>62 procent</strong>" in told
    assert "trygghetsmätningen" in told
    AnalysisFigure.objects.update(known_on=b.day("2017-03-01"))
    Value.objects.create(
        indicator=indicator, area=board.area, period="2016", value=Decimal(66), known_from=timezone.localdate()
    )
    assert "som det var känt 1 mars 2017" in section(client, "Ett Stockholm som håller samman")
    assert "nu 66" in section(client, "Ett Stockholm som håller samman")
    assert "Välj en siffra ur listan." in do(client, "figure", part="cohesive", figure="x")


def test_what_is_removed_is_gone_from_the_page(client: Client, board: Organisation, indicator: Indicator) -> None:
    do(client, "quality", text="Sjön Magelungen")
    do(client, "figure", part="cohesive", figure="trygga/farsta/2016")
    assert "Raden är borttagen." in do(client, "remove", row=f"quality/{LocalQuality.objects.get().pk}")
    do(client, "remove", row=f"figure/{AnalysisFigure.objects.get().pk}")
    assert "Magelungen" not in client.get(PUBLIC).content.decode()
    assert "saknas" in section(client, "Ett Stockholm som håller samman")
    for row in ("quality/99999", "document/1", "quality/x"):
        assert client.post(DESK, {"step": "remove", "row": row}).status_code == 404
    assert client.post(DESK, {"step": "annat"}).status_code == 404


def test_a_refused_form_keeps_what_was_written(client: Client, board: Organisation) -> None:
    answer = client.post(DESK, {"step": "leave_out", "title": "Ny simhall", "reason": " "})
    text = answer.content.decode()
    assert answer.status_code == 400
    assert "Skriv varför det inte valdes" in text
    assert 'value="Ny simhall"' in text


def test_steps_are_entered_and_an_end_points_at_what_came_after(client: Client, board: Organisation) -> None:
    b.programme(board, "lup-2", title="Nästa program")
    assert "Ange vem som beslutade" in do(client, "step", status="adopted", on="2017-01-10")
    do(client, "step", status="adopted", on="2017-01-10", body="farstanamnden", paragraph="4")
    assert "Välj det dokument som ersätter" in do(client, "step", status="replaced", on="2017-05-10")
    assert "Steget är infört." in do(client, "step", status="replaced", on="2017-05-10", after="lup-2")
    assert [step.status for step in DocumentStep.objects.all()] == ["adopted", "replaced"]
    page = client.get(PUBLIC).content.decode()
    assert 'Det ersattes av <a href="/styrdokument/lup-2/">Nästa program</a>' in page
    assert "Mål, åtgärder och resultat går att läsa här som de var." in page
    assert "Farsta stadsdelsnämnd, § 4" in page
    desk = client.get(DESK).content.decode()
    assert "Dokumentet gäller inte längre." in desk
    assert "Spara målbilden" not in desk
    assert "gäller inte längre" in do(client, "quality", text="Sjön")


def test_results_stay_readable_after_the_programme(client: Client, board: Organisation) -> None:
    goal = b.goal("Tryggheten ökar", "local", None, owner=board)
    document = SteeringDocument.objects.get(slug="lup")
    b.put_in_programme(document, goal, b.activity(board, "Nattvandringar", for_goal=goal, year=None))
    SteeringDocument.objects.update(status="repealed")
    page = client.get(PUBLIC).content.decode()
    assert "Upphävd" in page
    assert "Tryggheten ökar" in page
    assert "Nattvandringar" in page


def test_a_goal_says_where_it_starts_and_what_it_is_to_reach_or_that_it_is_missing(
    client: Client, board: Organisation, indicator: Indicator
) -> None:
    document = SteeringDocument.objects.get(slug="lup")
    SteeringDocument.objects.update(adopted_on=b.day("2016-01-15"), status="adopted")
    goal, bare = (b.goal(title, "local", None, owner=board) for title in ("Tryggheten ökar", "Alla trivs"))
    b.put_in_programme(document, goal, bare)
    goal.goal_indicators.create(indicator=indicator)
    page = client.get(PUBLIC).content.decode()
    assert "Andel trygga: utgångsläge 60 procent (2015), målvärde saknas." in page
    assert page.count("Utgångsläge och målvärde saknas.") == 1
    Target.objects.create(
        indicator=indicator, organisation=board, year=2018, value=Decimal(70), known_from=b.day("2016-02-01")
    )
    assert "målvärde 70 (2018)" in client.get(PUBLIC).content.decode()


def test_the_list_holds_the_documents_one_may_keep(client: Client, board: Organisation) -> None:
    b.programme(b.board("annan"), "lup-annan", title="Annat program")
    own = client.get("/arbete/program/").content.decode()
    assert "Lokalt program" in own
    assert "Annat program" not in own
    client.force_login(b.person("Anna", (Role.CITY_COORDINATOR, None)))
    assert "Annat program" in client.get("/arbete/program/").content.decode()
    assert "/arbete/program/" in client.get("/arbete/").content.decode()
    client.force_login(b.person("Sara", (Role.REPORTER, board)))
    assert "inga styrdokument" in client.get("/arbete/program/").content.decode()
    assert client.get(DESK).status_code == 403


def test_a_secretary_enters_steps_but_does_not_write_the_analysis(client: Client, board: Organisation) -> None:
    client.force_login(b.person("Sekreterare", (Role.SECRETARY, board)))
    page = client.get(DESK).content.decode()
    assert "För in steget" in page
    assert "Spara målbilden" not in page
    assert client.post(DESK, {"step": "quality", "text": "Sjön"}).status_code in (400, 403)
    assert not LocalQuality.objects.exists()
