"""Protected figures go with a dump as they are, come back with a load, and are protected again."""

from decimal import Decimal
from pathlib import Path

import pytest
from tests import builders as b
from tests.domain.steering.test_protection import K, know
from tests.sources.city_pack.packs import load

from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.steering.actions import set_protection
from samstad.domain.steering.models import Indicator, Value
from samstad.sources.city_pack import dump_packs

pytestmark = pytest.mark.django_db


def dumped(folder: Path) -> dict[str, str]:
    dump_packs(folder)
    return {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in folder.rglob("*.csv")}


def test_a_dump_holds_what_is_protected_and_a_load_protects_it_again(tmp_path: Path) -> None:
    b.area("x", "X")
    b.area("a", "A", "stadsdel")
    indicator = b.indicator("Antal", slug="antal", unit="antal personer")
    know(indicator, "x", 40)
    know(indicator, "a", 3)
    set_protection(indicator=indicator, below=K, by=COMMAND_LINE, at=b.NOON)
    assert Value.objects.filter(value=None).count() == 1
    before = dumped(tmp_path / "forst")
    assert any("antal,a,,2016,,,3,preliminary" in text for text in before.values())
    assert Value.objects.filter(value=None).count() == 1
    Value.every.all().delete()
    Indicator.objects.all().delete()
    loaded = load(tmp_path / "forst")
    assert loaded.created["values"] == 2
    hidden = Value.objects.get(area__slug="a")
    assert (hidden.value, hidden.kept_value, hidden.kept_status) == (None, Decimal(3), "preliminary")
    again = load(tmp_path / "forst")
    assert again.counts["changed"] == 0
    assert dumped(tmp_path / "sedan") == before
