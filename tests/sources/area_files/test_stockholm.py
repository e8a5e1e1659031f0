"""The real borders of Stockholm, where they are at hand: three divisions and 117 neighbourhoods."""

import json
import os
from pathlib import Path

import pytest

from samstad.calculations.geometry import draw
from samstad.sources.area_files import AreaFile, Fields, read_area_file

REFERENCE = Path(os.environ.get("SAMSTAD_REFERENCE") or Path(__file__).parents[4] / "shared" / "reference")
GEO = REFERENCE / "geo"
pytestmark = pytest.mark.skipif(not GEO.is_dir(), reason="referensdata finns inte bredvid projektet")
DIVISIONS = {"omr_2014": ("stadsdelsomraden_2014_14", 14), "omr_2020": ("stadsdelsomraden_2020_13", 13),
             "omr_2023": ("stadsdelsomraden_2023_11", 11)}  # fmt: skip


def neighbourhoods(parent: str = "omr_2014") -> AreaFile:
    return read_area_file(GEO / "stadsdelar_117.geojson", fields=Fields(parent=parent))


def test_every_neighbourhood_is_as_large_as_published() -> None:
    found = neighbourhoods()
    published = {
        row["properties"]["stadsdel"]: row["properties"]["area_km2"]
        for row in json.loads((GEO / "stadsdelar_117.geojson").read_text(encoding="utf-8"))["features"]
    }
    assert len(found.areas) == len(published) == 117
    assert all(area.km2 == pytest.approx(published[area.name], abs=0.005) for area in found.areas)
    assert sum(area.km2 for area in found.areas) == pytest.approx(215.74, abs=0.05)


@pytest.mark.parametrize("division", DIVISIONS)
def test_the_neighbourhoods_fill_the_districts_of_each_division(division: str) -> None:
    name, count = DIVISIONS[division]
    districts = read_area_file(GEO / f"{name}.geojson").areas
    parts = neighbourhoods(division).areas
    assert len(districts) == count
    assert {part.parent for part in parts} == {district.name for district in districts}
    for district in districts:
        inside = sum(part.km2 for part in parts if part.parent == district.name)
        assert inside == pytest.approx(district.km2, rel=0.005)


def test_the_whole_city_is_a_picture_of_a_few_kilobytes() -> None:
    drawing = draw({area.name: area.polygons for area in neighbourhoods().areas})
    assert drawing.tolerance == 0.5
    assert drawing.size < 10_000
    assert all(drawing.paths.values())
