"""Luckor on the desk: who may see which page, and what stands there."""

import pytest
from django.test import Client
from tests import builders

from samstad.domain.organisation.models import Organisation

pytestmark = pytest.mark.django_db


def signed_in(*roles: tuple[str, Organisation | None]) -> Client:
    client = Client()
    client.force_login(builders.person("Ada Lind", *roles))
    return client


def test_a_visitor_is_asked_to_sign_in() -> None:
    builders.board("farsta")
    for address in ("/arbete/luckor/", "/arbete/luckor/farsta/"):
        assert Client().get(address).status_code == 302


def test_the_coordinator_sees_the_boards_gaps_with_count_and_what_mends_them() -> None:
    farsta = builders.board("farsta", "Farsta stadsdelsnämnd")
    builders.goal("Fler i arbete", owner=farsta)
    page = signed_in(("coordinator", farsta)).get("/arbete/luckor/farsta/").content.decode()
    assert "Mål utan indikator" in page
    assert "Fler i arbete" in page
    assert "Koppla en indikator" in page
    assert "Lucka" in page


def test_who_has_no_role_at_the_board_is_told_so() -> None:
    builders.board("farsta", "Farsta stadsdelsnämnd")
    answer = signed_in(("coordinator", builders.board("bromma"))).get("/arbete/luckor/farsta/")
    assert answer.status_code == 403
    assert "Du har ingen roll i Farsta stadsdelsnämnd" in answer.content.decode()


def test_the_city_page_shows_every_boards_gaps() -> None:
    farsta, bromma = builders.board("farsta"), builders.board("bromma")
    builders.goal("Fler i arbete", owner=farsta)
    builders.goal("Tryggare torg", owner=bromma)
    page = signed_in(("city_coordinator", None)).get("/arbete/luckor/").content.decode()
    assert "Fler i arbete" in page
    assert "Tryggare torg" in page
