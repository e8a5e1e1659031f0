"""The guards themselves: without these nobody would notice that they had gone to sleep."""

import socket
from typing import Any

import pytest
from django.core.handlers.base import BaseHandler
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.functional import SimpleLazyObject
from tests import builders, guards

from samstad.domain.organisation.models import Organisation
from samstad.domain.people.models import User

pytestmark = pytest.mark.django_db


def view(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM organisation_organisation" if "delete" in request.GET else "SELECT 1")
    return HttpResponse("klart")


class Handler(BaseHandler):
    """Answers with the view above, without the middleware of the service around it."""

    _middleware_chain: Any = staticmethod(view)


def respond(request: HttpRequest) -> HttpResponseBase:
    return Handler().get_response(request)


def seen() -> list[str]:
    """What the guards saw, taken away so that the test itself passes."""
    found = list(guards.faults)
    guards.faults.clear()
    return found


def test_a_template_that_asks_the_database_fails() -> None:
    builders.board("skarholmen")
    with pytest.raises(guards.ForbiddenError, match="fråga i mall"):
        Template("{% for each in boards %}{{ each.name }}{% endfor %}").render(
            Context({"boards": Organisation.objects.all()})
        )
    assert len(seen()) == 1


def test_a_query_that_a_condition_swallows_is_seen_all_the_same() -> None:
    Template("{% if boards == 1 or 1 in boards %}x{% endif %}").render(Context({"boards": Organisation.objects.all()}))
    assert "organisation_organisation" in seen()[0]


def test_a_template_with_rows_at_hand_passes() -> None:
    builders.board("skarholmen", "Skärholmens stadsdelsnämnd")
    rows = list(Organisation.objects.all())
    shown = Template("{% for each in boards %}{{ each.name }}{% endfor %}").render(Context({"boards": rows}))
    assert shown == "Skärholmens stadsdelsnämnd"


def test_the_signed_in_person_may_be_looked_up_late() -> None:
    person = builders.person("Ada Lind")
    lazy = SimpleLazyObject(lambda: User.objects.get(pk=person.pk))
    assert Template("{{ user.name }}").render(Context({"user": lazy})) == "Ada Lind"


def test_reading_a_page_may_not_change_anything() -> None:
    with pytest.raises(guards.ForbiddenError, match="ändring vid läsning"):
        respond(RequestFactory().get("/", {"delete": "1"}))
    assert len(seen()) == 1


@pytest.mark.parametrize("method", ["get", "head"])
def test_reading_a_page_may_ask(method: str) -> None:
    assert respond(getattr(RequestFactory(), method)("/")).status_code == 200


def test_a_form_may_change_things() -> None:
    assert respond(RequestFactory().post("/?delete=1")).status_code == 200


def test_a_test_may_not_reach_another_host() -> None:
    with socket.socket() as outside, pytest.raises(AssertionError, match="tried to reach"):
        outside.connect(("192.0.2.1", 80))
