"""Indices with their method files, and how money falls on the areas."""

from samstad.domain.risk import models as risk
from samstad.sources.city_pack.declare import Children, Field, Kind
from samstad.sources.city_pack.kinds.fields import NOTE, SLUG, SOURCE, need

INDICES = Kind(
    "indices",
    risk.Definition,
    ("slug",),
    (SLUG, need("title"), NOTE),
    about="An index by name; `note` stands on its face.",
    children=(
        Children(
            "versions",
            risk.DefinitionVersion,
            "definition",
            ("number",),
            (
                need("number"),
                need("method", "the method file, as docs/index-method.md describes it"),
                Field("state"),
                Field("adopted_on", "the day of the meeting"),
                Field("body", "who adopted it", to="organisations"),
                Field("paragraph"),
            ),
            about="the method in versions; an adopted one is never changed",
        ),
    ),
)
AREA_AMOUNTS = Kind(
    "area_amounts",
    risk.AreaAmount,
    ("organisation", "area", "year", "kind"),
    (
        need("organisation", to="organisations"),
        need("area", to="areas"),
        need("year"),
        need("kind"),
        need("amount", "whole kronor"),
        SOURCE,
    ),
    about="What a body spends in an area during a year, in files called `area_amounts*.csv`, one row each.",
    csv=True,
)
RISK = (INDICES, AREA_AMOUNTS)
