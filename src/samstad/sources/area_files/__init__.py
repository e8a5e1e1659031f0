"""Areas with borders from a file: GeoJSON and GeoPackage, in the grids that Swedish cities use."""

from samstad.sources.area_files.read import AreaFile, read_area_file
from samstad.sources.area_files.refusal import NotUsable
from samstad.sources.area_files.shapes import AreaShape, Fields

__all__ = ["AreaFile", "AreaShape", "Fields", "NotUsable", "read_area_file"]
