"""Shapes on the earth: between grid and latitude, how large an area is, and its picture in few bytes."""

from samstad.calculations.geometry.drawing import Drawing, TooDetailed, draw
from samstad.calculations.geometry.extent import Polygon, area_km2, box
from samstad.calculations.geometry.picture import content_hash, picture_of, room_for
from samstad.calculations.geometry.rings import rings_of, rings_text
from samstad.calculations.geometry.simplify import simplify
from samstad.calculations.geometry.transverse_mercator import SWEREF_99_TM, Floats, Zone, sweref_99

__all__ = [
    "SWEREF_99_TM",
    "Drawing",
    "Floats",
    "Polygon",
    "TooDetailed",
    "Zone",
    "area_km2",
    "box",
    "content_hash",
    "draw",
    "picture_of",
    "rings_of",
    "rings_text",
    "room_for",
    "simplify",
    "sweref_99",
]
