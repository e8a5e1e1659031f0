"""What every request passes: language by address alone, the content policy, refusals as pages."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import DataError, IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from samstad import urls
from samstad.domain.organisation.models import Organisation
from samstad.refusals import NotAllowed, Refusal, Stale
from samstad.web.middleware import ControlCharactersMiddleware

pytestmark = pytest.mark.django_db


def refuse(request: HttpRequest, kind: str) -> HttpResponse:
    if kind == "fault":
        raise KeyError(kind)
    if kind == "long":
        raise DataError("value too long for type character varying(20)")
    if kind in ("twice", "nobody"):
        with transaction.atomic():
            for slug in ("farsta", "farsta" if kind == "twice" else None):
                words: dict[str, Any] = {"slug": slug, "name": "Farsta", "short_name": "Farsta"}
                Organisation.objects.create(kind="district_board", **words)
    raise {
        "rule": Refusal("late", "Rapporten är redan utsänd. Rätta med ett utbytesblad."),
        "role": NotAllowed("Det gör nämndens godkännare."),
        "stale": Stale("Bo ändrade samma rad.", {}),
    }[kind]


urlpatterns = [path("vagra/<kind>/", refuse), *urls.urlpatterns]


@pytest.fixture
def refusing() -> Iterator[None]:
    with override_settings(ROOT_URLCONF=__name__):
        yield


@pytest.mark.parametrize(("kind", "status"), [("rule", 400), ("role", 403), ("stale", 409), ("long", 400)])
@pytest.mark.usefixtures("refusing")
def test_a_refusal_is_a_page_with_its_sentence(client: Client, kind: str, status: int) -> None:
    answer = client.get(f"/vagra/{kind}/")
    assert answer.status_code == status
    page = answer.content.decode()
    assert "Det går inte just nu" in page
    assert "Inget har ändrats." in page


@pytest.mark.usefixtures("refusing")
def test_a_part_of_a_page_gets_the_sentence_alone(client: Client) -> None:
    answer = client.get("/vagra/rule/", headers={"HX-Request": "true"})
    assert answer.status_code == 400
    assert answer.content.decode().strip() == (
        '<p class="notice notice-refusal" role="alert">Rapporten är redan utsänd. Rätta med ett utbytesblad.</p>'
    )


@pytest.mark.usefixtures("refusing")
def test_a_fault_is_no_refusal(client: Client) -> None:
    with pytest.raises(KeyError):
        client.get("/vagra/fault/")
    with pytest.raises(IntegrityError):
        client.post("/vagra/nobody/")


@pytest.mark.usefixtures("refusing")
def test_who_makes_what_another_made_in_the_same_moment_is_told_so(client: Client) -> None:
    answer = client.post("/vagra/twice/")
    assert answer.status_code == 400
    assert "Någon annan hann före. Ladda om sidan och se hur det står nu." in answer.content.decode()
    assert not Organisation.objects.exists()


@pytest.mark.parametrize(
    ("address", "language"), [("/om/", "sv"), ("/en/om/", "en"), ("/en/", "en"), ("/english/", "sv")]
)
def test_the_address_decides_the_language_and_not_the_browser(client: Client, address: str, language: str) -> None:
    answer = client.get(address, headers={"Accept-Language": "de, en;q=0.9"})
    assert answer["Content-Language"] == language
    assert f'<html lang="{language}">' in answer.content.decode()


def test_english_without_a_slash_leads_there(client: Client) -> None:
    assert client.get("/en")["Location"] == "/en/"


def test_pages_take_nothing_from_other_hosts(client: Client) -> None:
    answer = client.get("/om/")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    page = answer.content.decode()
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "https://" not in page
    assert " style=" not in page


def test_the_page_for_a_fault_needs_nothing_that_can_fail(client: Client) -> None:
    client.raise_request_exception = False
    with override_settings(ROOT_URLCONF=__name__):
        answer = client.get("/vagra/fault/")
    assert answer.status_code == 500
    assert "Något gick fel hos oss" in answer.content.decode()


@pytest.mark.parametrize("where", ["GET", "POST"])
def test_control_characters_that_were_pasted_along_are_left_out(rf: RequestFactory, where: str) -> None:
    request = getattr(rf, where.lower())("/", {"q": "Far\x00sta\x07\tcentrum\n"})
    ControlCharactersMiddleware(lambda _request: HttpResponse()).process_view(request, None, (), {})
    assert getattr(request, where)["q"] == "Farsta\tcentrum\n"
