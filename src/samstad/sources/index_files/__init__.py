"""An index from plain files: figures and areas in, scores and their reasons out; no database."""

from samstad.sources.index_files.areas_file import read_areas
from samstad.sources.index_files.figures_file import read_figures
from samstad.sources.index_files.method_file import read_method
from samstad.sources.index_files.tables import NotUsable

__all__ = ["NotUsable", "read_areas", "read_figures", "read_method"]
