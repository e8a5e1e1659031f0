"""A board goes up in another, as the administrator does it."""

import pytest
from django.test import Client
from tests import builders as b
from tests.web.desk.test_report import enter

from samstad.domain.organisation.models import OrganisationSuccession

pytestmark = pytest.mark.django_db
ADDRESS = "/installning/organisationer/alvsjo/"


@pytest.fixture
def admin(client: Client) -> Client:
    b.board("alvsjo", "Älvsjö stadsdelsnämnd", short_name="Älvsjö")
    b.board("hagersten", "Hägersten stadsdelsnämnd", short_name="Hägersten")
    return enter(client, b.person("Inger Ek", ("administrator", None)))


def test_the_merger_is_made_with_one_form_and_then_stands_on_the_page(admin: Client) -> None:
    assert "Gå upp i en annan" in admin.get(ADDRESS).content.decode()
    text = admin.post(ADDRESS, {"step": "merge", "into": "hagersten", "on": "2017-07-01"}, follow=True).content.decode()
    assert "Älvsjö går upp i Hägersten." in text
    assert "Går upp i Hägersten stadsdelsnämnd från 1 juli 2017." in text
    assert 'name="into"' not in text


def test_a_form_without_body_or_day_says_what_to_choose(admin: Client) -> None:
    for sent in ({"into": "hagersten", "on": ""}, {"into": "", "on": "2017-07-01"}):
        answer = admin.post(ADDRESS, {"step": "merge", **sent})
        assert answer.status_code == 400
        assert "Välj vilken organisation den går upp i, och från vilken dag." in answer.content.decode()
    assert not OrganisationSuccession.objects.exists()


def test_a_partner_that_does_not_report_has_no_such_form(admin: Client) -> None:
    b.board("polisen", "Polisen", kind="external")
    assert "Gå upp i en annan" not in admin.get("/installning/organisationer/polisen/").content.decode()
