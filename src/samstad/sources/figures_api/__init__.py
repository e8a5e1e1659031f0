"""Figures from open services: Kolada v3 and SCB's PxWebApi v2, as rows of the long table that an index reads."""

from samstad.sources.figures_api.client import Client
from samstad.sources.figures_api.kolada import fetch_kolada
from samstad.sources.figures_api.pxweb import fetch_pxweb
from samstad.sources.figures_api.rows import Row, as_csv

__all__ = ["Client", "Row", "as_csv", "fetch_kolada", "fetch_pxweb"]
