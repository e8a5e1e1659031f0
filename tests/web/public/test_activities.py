"""The list of activities: filters, pages, and downloads of exactly what is shown."""

import csv
from io import BytesIO, StringIO

import pytest
from django.test import Client
from openpyxl import load_workbook
from tests import builders as b
from tests.reports import small_city

from samstad.reports import activity_list

pytestmark = pytest.mark.django_db


def titles(client: Client, query: str) -> list[str]:
    text = client.get(f"/atgarder/atgarder.csv{query}").content.decode("utf-8-sig")
    return [row[0] for row in csv.reader(StringIO(text), delimiter=";")][1:]


@pytest.fixture
def city() -> small_city.SmallCity:
    made = small_city.build()
    b.activity(made.partner, "Lagar vägen", year=2016)
    return made


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Nattvandringar", "Åtgärd 0", "Lagar vägen"]),
        ("?namnd=trafik", ["Lagar vägen"]),
        ("?lage=deviates", ["Nattvandringar"]),
        ("?lage=none", ["Lagar vägen"]),
        ("?program=lup-farsta", ["Nattvandringar", "Åtgärd 0"]),
        ("?omrade=farsta", ["Nattvandringar", "Åtgärd 0"]),
        ("?omrade=soder", []),
        ("?omrade=finns-inte", []),
        ("?ar=2016", ["Lagar vägen"]),
        ("?ar=nix&sida=nix", ["Nattvandringar", "Åtgärd 0", "Lagar vägen"]),
    ],
)
def test_the_filter_in_the_address_chooses_the_rows(
    client: Client, city: small_city.SmallCity, query: str, found: list[str]
) -> None:
    assert titles(client, query) == found
    page = client.get(f"/atgarder/{query}").content.decode()
    assert [title for title in ("Nattvandringar", "Åtgärd 0", "Lagar vägen") if f">{title}</a>" in page] == found


def test_a_download_has_what_the_page_shows(client: Client, city: small_city.SmallCity) -> None:
    answer = client.get("/atgarder/atgarder.xlsx?lage=deviates")
    assert answer["Content-Disposition"] == 'attachment; filename="atgarder.xlsx"'
    rows = list(load_workbook(BytesIO(answer.content)).worksheets[0].values)
    assert len(rows) == 2
    row = dict(zip(rows[0], rows[1], strict=True))
    assert row["Åtgärd"] == "Nattvandringar"
    assert row["Läge"] == "avviker"
    assert row["Avvikelse"] == "Startar i höst."
    assert row["Andra parter"] == "Trafiknämnden"
    assert row["Områden"] == "Fagersjö"


def test_the_links_to_downloads_keep_the_filter(client: Client, city: small_city.SmallCity) -> None:
    page = client.get("/atgarder/?lage=deviates").content.decode()
    assert 'href="/atgarder/atgarder.csv?lage=deviates"' in page


def test_an_invented_row_is_marked_in_the_download_too(client: Client, city: small_city.SmallCity) -> None:
    type(city.activity).objects.filter(pk=city.activity.pk).update(pack=b.example_pack())
    text = client.get("/atgarder/atgarder.csv?lage=deviates").content.decode("utf-8-sig")
    assert text.splitlines()[1].endswith(";ja")


def test_a_long_list_is_cut_into_pages(
    client: Client, city: small_city.SmallCity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(activity_list, "PAGE", 2)
    first = client.get("/atgarder/").content.decode()
    last = client.get("/atgarder/?sida=99").content.decode()
    assert "Sida 1 av 2" in first
    assert "sida=2" in first
    assert "Sida 2 av 2" in last
    assert ">Lagar vägen</a>" in last
    assert len(titles(client, "")) == 3


def test_the_latest_report_is_how_it_stands(client: Client, city: small_city.SmallCity) -> None:
    update = city.activity.updates.model
    update.objects.create(activity=city.activity, on=b.day("2016-12-31"), status="ongoing")
    assert "Avviker" in client.get("/atgarder/nattvandringar/").content.decode()
    update.objects.create(activity=city.activity, on=b.day("2017-08-31"), status="done")
    page = client.get("/atgarder/nattvandringar/").content.decode()
    assert page.index("Klar") < page.index("Avviker")


def test_an_activity_without_goal_or_report_says_what_is_missing(client: Client, city: small_city.SmallCity) -> None:
    b.activity(city.partner, "Ensam", slug="ensam", continuous=True)
    page = client.get("/atgarder/ensam/").content.decode()
    assert "Åtgärden är inte knuten till något mål." in page
    assert "Ingen har rapporterat än." in page
    assert "Löpande" in page
