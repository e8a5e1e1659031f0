"""A table that has just been filled is not taken for empty when the database chooses how to answer."""

from pathlib import Path

import pytest
from django.db import connection
from tests.sources.city_pack import packs

from samstad.domain.places.models import Area

pytestmark = pytest.mark.django_db
DEMO = Path(__file__).parents[1] / "demo"


def believed() -> int:
    """How many areas PostgreSQL believes that there are; less than none where it has never counted."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = %s", [Area._meta.db_table])
        return int(cursor.fetchone()[0])


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL keeps a count that grows old")
def test_what_a_large_pack_brings_is_counted(tmp_path: Path) -> None:
    packs.load(DEMO / "stockholm")
    assert believed() == Area.objects.count() > 0


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL keeps a count that grows old")
def test_a_small_pack_waits_for_no_count(tmp_path: Path) -> None:
    before = believed()
    packs.load(tmp_path, packs.SMALL)
    assert believed() == before
