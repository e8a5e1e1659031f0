"""The packs that the project ships are loaded as they lie."""

import time
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.sources.city_pack import packs
from tests.sources.city_pack.test_schema import CHECK, content

from samstad.domain.cycle.models import Report
from samstad.domain.steering.models import Goal

DEMO = Path(__file__).parents[3] / "demo"


@pytest.mark.django_db
def test_stockholm_is_loaded_quickly_and_comes_back(tmp_path: Path) -> None:
    started = time.monotonic()
    with CaptureQueriesContext(connection) as captured:
        loaded = packs.load(DEMO / "stockholm")
    assert time.monotonic() - started < 10
    assert loaded.counts["created"] > 1000
    assert len(captured) < loaded.counts["created"] / 5
    assert Goal.objects.filter(level__slug="tema").count() == 43
    again = packs.load(DEMO / "stockholm")
    assert (again.counts["created"], again.counts["changed"], again.lacking) == (0, 0, [])
    first = packs.dump(tmp_path / "ett")
    packs.empty_the_database()
    packs.load(tmp_path / "ett")
    assert packs.dump(tmp_path / "tva") == first


@pytest.mark.django_db
def test_both_packs_come_back_with_their_frozen_texts(tmp_path: Path) -> None:
    call_command("load", str(DEMO), verbosity=0)
    assert Report.objects.filter(state="decided", round__slug="2017-vp").count() > 14
    first = packs.dump(tmp_path / "ett")
    packs.empty_the_database()
    call_command("load", str(tmp_path / "ett"), verbosity=0)
    assert packs.dump(tmp_path / "tva") == first


@pytest.mark.parametrize("file", sorted(DEMO.rglob("*.yaml")), ids=lambda file: file.relative_to(DEMO).as_posix())
def test_every_file_follows_the_published_schema(file: Path) -> None:
    assert [error.message for error in CHECK.iter_errors(content(file.read_text(encoding="utf-8")))] == []
