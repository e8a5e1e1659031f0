"""The figures that an index is computed from, as they were known on a day, and back from what a run has stored."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from samstad.calculations.index import Areas, Figures, Method, empty
from samstad.calculations.values import latest_known
from samstad.domain.places.models import Area
from samstad.domain.steering.models import Indicator, Value
from samstad.refusals import Refusal

SUM, SHARE = "+", "/"
"""In a method's code: `a+b` adds two indicators, `a/b` is one over the other, `slug|18-24` is an age group."""


@dataclass(frozen=True)
class Input:
    """What goes into a run, as plain JSON: areas with what they lie in, and one row per figure."""

    content: dict[str, Any]
    example: bool

    @property
    def sha256(self) -> str:
        text = json.dumps(self.content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def read_input(method: Method, *, kind: str, on: date) -> Input:
    """The figures of the areas of one kind as known on the day; three queries. Areas without any figure are left out.

    Raises `Refusal` when an indicator of the method is not in the register, by its code.
    """
    areas = list(Area.objects.filter(kind=kind).select_related("parent").order_by("slug"))
    parsed = {row.code: _Expression.of(row.code) for row in method.indicators}
    slugs = {term.slug for expression in parsed.values() for term in expression.terms}
    indicators = {row.slug: row for row in Indicator.objects.filter(slug__in=slugs)}
    lacking = sorted(slugs - set(indicators))
    if lacking:
        raise Refusal(
            "no_indicator", _("Indikatorn %(name)s finns inte. Lägg in den eller ändra metoden.") % {"name": lacking[0]}
        )
    rows = Value.objects.filter(indicator__in=indicators.values(), area__in=areas, organisation=None, sex="")
    rows = rows.select_related("indicator", "area", "pack").order_by("known_from", "pk")
    known = latest_known(
        (((row.indicator.slug, row.age_group, row.area_id, row.period), row) for row in rows), on=on
    ).values()
    by_term = {(row.indicator.slug, row.age_group, row.area.slug if row.area else "", row.period): row for row in known}
    figures: list[dict[str, Any]] = []
    periods = sorted({key[3] for key in by_term})
    for code, expression in parsed.items():
        for area in areas:
            figures += [row for period in periods if (row := expression.row(code, area.slug, period, by_term))]
    there = {row["area"] for row in figures}
    shown = [_area(area) for area in areas if area.slug in there]
    return Input({"areas": shown, "figures": figures}, any(row.get("example") for row in figures))


def _area(area: Area) -> dict[str, Any]:
    return {"slug": area.slug, "name": area.name, "parent": area.parent.slug if area.parent else ""}


@dataclass(frozen=True)
class _Term:
    slug: str
    age: str


@dataclass(frozen=True)
class _Expression:
    """A code of a method: one or more indicators added, over nothing or over one or more added."""

    above: tuple[_Term, ...]
    below: tuple[_Term, ...]

    @classmethod
    def of(cls, code: str) -> "_Expression":
        above, _share, below = code.partition(SHARE)
        return cls(_terms(above), _terms(below))

    @property
    def terms(self) -> tuple[_Term, ...]:
        return self.above + self.below

    def row(
        self, code: str, area: str, period: str, known: dict[tuple[str, str, str, str], Value]
    ) -> dict[str, Any] | None:
        """The figure of one area and period; None when nothing is said of it there."""
        found = [known.get((term.slug, term.age, area, period)) for term in self.terms]
        if all(value is None for value in found):
            return None
        row: dict[str, Any] = {"area": area, "indicator": code, "period": period}
        if any(value is None or value.value is None for value in found):
            return {**row, "value": None, **self._hidden(found)}
        numbers = [float(value.value) for value in found if value is not None and value.value is not None]
        above, below = sum(numbers[: len(self.above)]), sum(numbers[len(self.above) :])
        row["example"] = any(bool(value and value.pack and value.pack.example) for value in found)
        row["source"] = next((value.source for value in found if value is not None), "")
        if not self.below:
            return {**row, "value": above, "status": "observed"}
        if not below:
            return {**row, "value": None, "status": "not_applicable"}
        return {**row, "value": above / below, "numerator": above, "denominator": below, "status": "observed"}

    def _hidden(self, found: list[Value | None]) -> dict[str, Any]:
        """A protected count as the stretch that anybody can reckon it to lie in; anything else is not collected.

        The index is computed from what is told, so that nothing which it gives can tell more.
        """
        above, below = found[: len(self.above)], found[len(self.above) :]
        known = [_stretch(value) for value in above]
        told = [float(value.value) for value in below if value is not None and value.value is not None]
        if None in known or len(told) < len(below) or (below and not sum(told)):
            return {"status": "not_collected"}
        least, most = (sum(bound[at] for bound in known if bound) for at in (0, 1))
        hidden = {"status": "suppressed", "floor": least, "ceiling": most}
        return {**hidden, "denominator": sum(told)} if below else hidden


def _stretch(value: Value | None) -> tuple[float, float] | None:
    """What a count is, or is at least and at most; None when nothing is known of it."""
    if value is None:
        return None
    if value.value is not None:
        return float(value.value), float(value.value)
    if value.at_least is None or value.at_most is None:
        return None
    return float(value.at_least), float(value.at_most)


def _terms(text: str) -> tuple[_Term, ...]:
    parts = [part.strip() for part in text.split(SUM) if part.strip()]
    return tuple(_Term(slug, age) for slug, _bar, age in (part.partition("|") for part in parts))


def figures_of(content: dict[str, Any], statuses: tuple[str, ...]) -> Figures:
    """The arrays of a stored input, so that a run can be computed again, and another method tried on it."""
    areas = content["areas"]
    codes = tuple(area["slug"] for area in areas)
    place = {code: at for at, code in enumerate(codes)}
    parents = tuple(area["parent"] for area in areas)
    made = empty(
        Areas(codes, tuple(area["name"] for area in areas), parents, parents, _columns(areas)),
        sorted({row["indicator"] for row in content["figures"]}),
        sorted({row["period"] for row in content["figures"]}),
    )
    indicator = {code: at for at, code in enumerate(made.indicators)}
    period = {name: at for at, name in enumerate(made.periods)}
    for row in content["figures"]:
        at = period[row["period"]], place[row["area"]], indicator[row["indicator"]]
        made.values[at] = np.nan if row["value"] is None else row["value"]
        made.numerators[at] = row.get("numerator", np.nan)
        made.denominators[at] = row.get("denominator", np.nan)
        made.status[at] = statuses.index(row["status"])
    return _with_bounds(made, content, (period, place, indicator))


def _with_bounds(made: Figures, content: dict[str, Any], at: tuple[dict[str, int], ...]) -> Figures:
    """The figures with what each hidden count is at least and at most, where any is hidden."""
    hidden = [row for row in content["figures"] if "ceiling" in row]
    if not hidden:
        return made
    floors, ceilings = np.full_like(made.values, np.nan), np.full_like(made.values, np.nan)
    period, place, indicator = at
    for row in hidden:
        cell = period[row["period"]], place[row["area"]], indicator[row["indicator"]]
        floors[cell], ceilings[cell] = row["floor"], row["ceiling"]
    return replace(made, floors=floors, ceilings=ceilings)


def _columns(areas: list[dict[str, Any]]) -> dict[str, Any]:
    """Population where the input has it, NaN where not."""
    people = np.array([np.nan if area.get("population") is None else float(area["population"]) for area in areas])
    return {"population": people} if np.isfinite(people).any() else {}
