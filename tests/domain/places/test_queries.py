"""The tree of places."""

import pytest
from tests import builders as b

from samstad.domain.places.queries import area_tree

pytestmark = pytest.mark.django_db


def test_a_place_knows_what_holds_it_and_what_it_holds() -> None:
    city = b.area("staden", kind="stad")
    district = b.area("farsta", parent=city)
    place = b.area("fagersjo", kind="stadsdel", parent=district)
    square = b.area("torget", kind="torg", parent=place)
    tree = area_tree()
    assert tree.above(square.pk) == [place, district, city]
    assert tree.within(district.pk) == {district.pk, place.pk, square.pk}
    assert tree.district_of(square.pk) == district
    assert tree.district_of(city.pk) is None
    assert tree.district_of(0) is None
    assert tree.cities == {city.pk}
    assert tree.find("torget") == square
    assert tree.find("nix") is None


def test_the_tiles_are_in_reading_order() -> None:
    b.area("sist", tile_column=0, tile_row=1)
    b.area("utan")
    b.area("tvaa", tile_column=2, tile_row=0)
    b.area("etta", tile_column=1, tile_row=0)
    assert [area.slug for area in area_tree().tiles] == ["etta", "tvaa", "sist"]
