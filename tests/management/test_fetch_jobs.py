"""`samstad fetch-jobs`: what waits is fetched in order, and what went wrong is told."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from tests import builders as b
from tests.sources.figure_upload.files import city
from tests.sources.figures_api.service import running

from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.steering.actions.fetches import request_fetch
from samstad.domain.steering.models import FigureFetch, FigureUpload
from samstad.refusals import Refusal

pytestmark = pytest.mark.django_db
QUERY = {"kpi": ["bistand"], "municipality": ["0180"], "years": [2017], "names": {"0180": "farsta"}}


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMSTAD_HOME", str(tmp_path))
    city()


def asked() -> FigureFetch:
    return request_fetch(service="kolada", query=QUERY, by=COMMAND_LINE, at=b.NOON)


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str, faults: tuple[Any, ...] = ()) -> str:
    out = io.StringIO()
    with running(*faults) as service:
        monkeypatch.setenv("SAMSTAD_KOLADA", service.base)
        call_command("fetch_jobs", *arguments, stdout=out)
    return out.getvalue()


def test_what_waits_is_fetched_in_order_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = asked(), asked()
    found = json.loads(run(monkeypatch, "--json"))
    assert [(one["fetch"], one["state"]) for one in found] == [(first.pk, "done"), (second.pk, "done")]
    assert {one["upload"] for one in found} == set(FigureUpload.objects.values_list("pk", flat=True))
    assert "Inget väntar på att hämtas." in run(monkeypatch)


def test_one_that_fails_does_not_stop_the_next_and_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    asked()
    second = asked()
    with pytest.raises(Refusal, match="1 av 2 gick inte att hämta"):
        run(monkeypatch, faults=(404,))
    second.refresh_from_db()
    assert second.state == "done"
