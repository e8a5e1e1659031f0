"""A committee's own plan for the local programmes, as a document with the chapters of source 004."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import builders as b
from tests.reports.approval import approved

from samstad.documents import BulletList, Callout, Document, Heading, Paragraph, Table
from samstad.domain.organisation.models import Contact, Organisation
from samstad.domain.places.models import AreaList, AreaListEntry
from samstad.domain.programmes.models import (
    Answer,
    Contribution,
    DocumentSection,
    FocusArea,
    PartnerIntention,
    Question,
    SteeringDocument,
)
from samstad.domain.steering.models import GoalLevel
from samstad.reports.mirror_plan import mirror_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def social() -> Any:
    return b.board("social", "Socialnämnden", "specialist_board")


def local_programme(slug: str, name: str) -> SteeringDocument:
    area = b.area(f"{slug}-omrade", name)
    return b.programme(b.board(slug, f"{name}s stadsdelsnämnd", short_name=name), f"lup-{slug}", area=area)


def texts(document: Document) -> list[str]:
    """Every text of the document in reading order."""
    found: list[str] = []
    for block in document.blocks:
        if isinstance(block, Heading | Paragraph | Callout):
            found.append(block.text)
        elif isinstance(block, BulletList):
            found += block.items
        elif isinstance(block, Table):
            rows = block.rows or ()
            found += [block.empty] if not rows else []
            found += [" | ".join(cell.text for cell in row) for row in rows]
    return found


def chapters(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]


def fill(social: Any, number: int) -> SteeringDocument:
    """A programme with everything: area, theme, goal, measures, partners, a question and a contribution."""
    programme = local_programme(f"farsta{number}", f"Farsta {number}")
    farsta = Organisation.objects.get(slug=f"farsta{number}")
    themes = GoalLevel.objects.get_or_create(
        slug="tema", defaults={"name": "Tema", "plural": "Teman", "rank": 6, "sphere": "local", "judged": False}
    )[0]
    theme = b.goal("Trygghet", "local", year=None, level=themes)
    goal = b.goal("Fler går ut", "local", year=None, under=theme)
    walks = b.activity(farsta, "Nattvandringar", for_goal=goal, year=None)
    loose = b.activity(farsta, "Medborgarkontor", year=None)
    b.put_in_programme(programme, theme, goal, walks, loose)
    FocusArea.objects.create(document=programme, area=b.area(name="Fagersjö"))
    PartnerIntention.objects.create(document=programme, name="Socialförvaltningen", organisation=social)
    PartnerIntention.objects.create(document=programme, name="Polisen", order=2)
    question = Question.objects.create(
        slug=b.next_slug("fraga"),
        programme=programme,
        asked=social,
        text="Kan ni gå med?",
        asked_on=b.day("2017-03-01"),
    )
    Answer.objects.create(
        question=question, kind="yes", text="Ja", binds_money=True, answered_on=b.NOON.date(), answered_by="Ada"
    )
    Contribution.objects.create(
        slug=b.next_slug("bidrag"), organisation=social, programme=programme, goal=theme, question=question,
        activity=b.activity(social, "Fältassistenter"),
    )  # fmt: skip
    return programme


def test_the_chapters_are_those_of_a_plan_written_by_hand(social: Any) -> None:
    fill(social, 1)
    document = mirror_plan(social)
    assert document.title == "Medverkan i de lokala utvecklingsprogrammen 2017"
    assert document.subtitle == "Socialnämnden"
    assert chapters(document) == [
        "Bakgrund och uppgift",
        "Vårt arbete",
        "Stadsdelarnas prioriteringar",
        "Prioriterade åtgärder",
        "Parter som stadsdelarna avser att samverka med",
        "Våra planerade aktiviteter",
    ]


def test_what_the_district_has_entered_is_restated_and_what_we_give_is_told_with_its_standing(social: Any) -> None:
    fill(social, 1)
    said = texts(mirror_plan(social))
    assert "Områden: Fagersjö.\nTeman: Trygghet." in said
    assert {"Trygghet | Nattvandringar", "utanför teman | Medborgarkontor"} <= set(said)
    assert "Socialförvaltningen, Polisen. Vi är en av dem." in said
    assert "Trygghet | Fältassistenter | på fråga, preliminärt" in said
    assert "Kan ni gå med? | 1 mars 2017 | ja (preliminärt): Ja" in said
    assert any("1 program nämner oss" in text and "Vi bidrar till 1" in text for text in said)


def test_the_whole_plan_reads_as_it_was_approved(social: Any) -> None:
    fill(social, 1)
    own = b.programme(social, "plan", kind="plan", valid_from=b.day("2017-01-01"), valid_to=b.day("2017-12-31"))
    DocumentSection.objects.create(document=own, order=1, heading="Mål", text="Minska skillnaderna.")
    b.goal("Jämlika livsvillkor", owner=social)
    b.activity(social, "Sociala insatsgrupper", kind="working_method")
    Contact.objects.create(organisation=social, role_title="LUP-ansvarig", unit="Avdelningen")
    silent = local_programme("bromma", "Bromma")
    assert silent.area is not None
    AreaListEntry.objects.create(area_list=AreaList.objects.create(slug="sju", title="De sju"), area=silent.area)
    assert approved("mirror_plan", mirror_plan(social))


def test_the_boards_own_words_come_first_and_the_rest_is_generated(social: Any) -> None:
    own = b.programme(social, "plan", kind="plan", valid_from=b.day("2017-01-01"), valid_to=b.day("2017-12-31"))
    old = b.programme(social, "plan-2015", kind="plan", valid_to=b.day("2015-12-31"))
    for order, (document, heading, text) in enumerate(
        [(own, "Mål", "Minska skillnaderna."), (own, "Översikt", "Preciseras i T1."), (old, "Ansvar", "Ingen längre.")]
    ):
        DocumentSection.objects.create(document=document, order=order, heading=heading, text=text)
    b.goal("Jämlika livsvillkor", owner=social)
    b.activity(social, "Sociala insatsgrupper", kind="working_method")
    Contact.objects.create(organisation=social, role_title="LUP-ansvarig", unit="Avdelningen")
    said = texts(mirror_plan(social))
    place = said.index("Mål")
    assert said[place : place + 3] == ["Mål", "Minska skillnaderna.", "Jämlika livsvillkor"]
    assert "Sociala insatsgrupper" in said
    assert "LUP-ansvarig, Avdelningen" in said
    assert "Preciseras i T1." in said
    assert "Ingen längre." not in said
    assert any("Tertialrapport 1" in text for text in said)


def test_what_is_not_entered_is_said_to_be_missing(social: Any) -> None:
    b.programme(b.board("bromma", "Bromma stadsdelsnämnd", short_name="Bromma"), "lup-bromma")
    document = mirror_plan(social)
    said = texts(document)
    for sentence in (
        "Ingen lista över prioriterade stadsdelsområden är inlagd.",
        "Inget eget mål är inlagt för året.",
        "Inget arbetssätt är inlagt.",
        "Vem som ansvarar är inte inlagt.",
        "Inga åtgärder är inlagda.",
        "Inga parter är inlagda.",
        "Områden: inget område är utpekat.\nTeman: inga teman är inlagda.",
    ):
        assert sentence in said
    assert said[-1].startswith("0 program nämner oss")


def test_silence_towards_a_prioritised_or_naming_programme_is_a_gap(social: Any) -> None:
    first, second = local_programme("farsta", "Farsta"), local_programme("bromma", "Bromma")
    third = local_programme("alvsjo", "Älvsjö")
    assert first.area is not None
    AreaListEntry.objects.create(area_list=AreaList.objects.create(slug="sju", title="De sju"), area=first.area)
    PartnerIntention.objects.create(document=second, name="Socialförvaltningen", organisation=social)
    Question.objects.create(slug="fraga", programme=third, asked=social, text="Kan ni?", asked_on=b.day("2017-03-01"))
    said = texts(mirror_plan(social))
    assert said[said.index("De sju") + 1] == "Farsta"
    tail = said[said.index("Våra planerade aktiviteter") :]
    assert tail[tail.index("Farsta") + 1].startswith("Programmet är prioriterat")
    assert tail[tail.index("Bromma") + 1].startswith("Nämnden avser att samverka med oss")
    assert tail[tail.index("Älvsjö") + 1] == "Vi har inte lagt in något bidrag."
    assert "Vi har inte svarat på 1 av frågorna." in tail
    assert "Kan ni? | 1 mars 2017 | inte besvarad" in tail


def test_a_decided_answer_and_an_unasked_contribution_say_so(social: Any) -> None:
    programme = fill(social, 1)
    Answer.objects.update(standing="decided", decided_by=social, decided_on=b.day("2017-04-20"), paragraph="7", text="")
    Contribution.objects.create(
        slug="eget", organisation=social, programme=programme, activity=b.activity(social, "Rådgivning")
    )
    said = texts(mirror_plan(social))
    assert "Trygghet | Fältassistenter | på fråga, beslutat" in said
    assert "– | Rådgivning | eget initiativ" in said
    assert "Kan ni gå med? | 1 mars 2017 | ja (beslutat)" in said


def test_a_plan_that_shows_anything_invented_is_stamped(social: Any) -> None:
    fill(social, 1)
    assert mirror_plan(social).stamps == ()
    Contribution.objects.update(pack=b.example_pack())
    assert mirror_plan(social).stamps == ("exempeldata",)


def test_a_companys_or_a_districts_plan_leaves_its_own_programme_out() -> None:
    local_programme("farsta", "Farsta")
    assert "Farsta" not in texts(mirror_plan(Organisation.objects.get(slug="farsta")))


def test_the_same_number_of_queries_for_one_programme_and_ten(social: Any) -> None:
    counts = []
    for numbers in (range(1), range(1, 10)):
        for number in numbers:
            fill(social, number)
        with CaptureQueriesContext(connection) as asked:
            mirror_plan(social)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 25


@pytest.mark.parametrize(("form", "start"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_the_plan_is_read_on_the_web_and_kept_as_a_file(social: Any, form: str, start: bytes) -> None:
    fill(social, 1)
    page = Client().get("/namnder/social/medverkan/").content.decode()
    assert "Fältassistenter" in page
    answer = Client().get(f"/namnder/social/medverkan/plan.{form}")
    assert answer.content.startswith(start)
    assert Client().get("/namnder/social/medverkan/plan.exe").status_code == 404
