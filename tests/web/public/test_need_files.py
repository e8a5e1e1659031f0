"""The pages about need offer the same content as Word and PDF, of the very choice that the page shows."""

import re
from io import BytesIO

import pypdf
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import builders as b
from tests.reports import need_city
from tests.reports.need_city import NeedCity

from samstad.domain.places.models import AreaList, AreaListEntry
from samstad.domain.steering.models import Value

pytestmark = pytest.mark.django_db
PAGES = ("/behov/prov/", "/behov/gap/bistand/", "/behov/fordelning/")


@pytest.fixture
def city() -> NeedCity:
    made = need_city.build()
    need_city.compute(made)
    people = b.indicator("Personer med bistånd", slug="personer", unit="antal personer", direction="lower")
    for area in made.areas:
        Value.objects.create(indicator=people, area=area, period="2017", value=100, known_from=b.day("2018-05-01"))
    return made


def links(client: Client, address: str) -> dict[str, str]:
    """The buttons of a page by what they say."""
    text = client.get(address).content.decode()
    found = re.findall(r'<a class="button" href="([^"]*)">(PDF|Word|CSV)</a>', text)
    return {name: link.replace("&amp;", "&") for link, name in found}


def words(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    reader = pypdf.PdfReader(BytesIO(answer.content))
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader.pages))


@pytest.mark.parametrize("address", PAGES)
def test_each_page_leads_to_word_and_pdf(client: Client, city: NeedCity, address: str) -> None:
    found = links(client, address)
    assert client.get(found["Word"]).content.startswith(b"PK")
    answer = client.get(found["PDF"])
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert re.search(r'filename="[a-z0-9.-]+\.pdf"', answer["Content-Disposition"])
    assert client.get(found["PDF"].replace(".pdf", ".rtf")).status_code == 404


@pytest.mark.parametrize("address", PAGES)
def test_an_english_page_leads_to_an_english_file(client: Client, city: NeedCity, address: str) -> None:
    assert "Page 1 (" in words(client, links(client, f"/en{address}")["PDF"])


def test_an_earlier_run_has_its_own_files(client: Client, city: NeedCity) -> None:
    known = b.day("2018-05-20")
    Value.objects.create(indicator=city.bistand, area=city.areas[7], period="2017", value=30, known_from=known)
    need_city.compute(city)
    found = links(client, "/behov/prov/?korning=1.1")
    assert "version 1, körning 1" in words(client, found["PDF"])
    assert "version 1, körning 2" in words(client, links(client, "/behov/prov/")["PDF"])
    assert found["CSV"].endswith("?korning=1.1")
    assert client.get("/behov/prov/index.pdf?korning=9.9").status_code == 404


def test_the_file_of_a_gap_keeps_the_chosen_list(client: Client, city: NeedCity) -> None:
    other = AreaList.objects.create(slug="sista", title="Den sista")
    AreaListEntry.objects.create(area_list=other, area=city.areas[7])
    found = links(client, "/behov/gap/bistand/?lista=sista")
    assert "står i listan ”Den sista”" in words(client, found["PDF"])
    assert client.get("/behov/gap/saknas/gap.pdf").status_code == 404


def test_the_file_of_need_and_effort_keeps_the_year(client: Client, city: NeedCity) -> None:
    found = links(client, "/behov/fordelning/?ar=2016")
    assert "År 2016" in words(client, found["PDF"])


def test_the_file_asks_few_questions_whatever_the_number_of_areas(client: Client, city: NeedCity) -> None:
    client.get("/behov/prov/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/behov/prov/index.docx")
    assert len(asked) <= 12
