"""A small index made by hand: four areas, two parts, three indicators."""

from typing import Any

import numpy as np

from samstad.calculations.index import Areas, Figures, Method, empty, parse_method

CODES = ("a", "b", "c", "d")
VALUES = {
    "arbetslosa": [8.0, 4.0, 2.0, 6.0],
    "inkomst": [200.0, 300.0, 400.0, 250.0],
    "otrygga": [40.0, 10.0, 20.0, 30.0],
}


def mapping(**changes: Any) -> dict[str, Any]:
    """A whole method file as plain values, with top-level fields changed."""
    return {
        "index": "prov",
        "title": "Prov",
        "version": 1,
        "indicators": [
            {"code": "arbetslosa", "name": "Arbetslösa", "parent": "forsorjning"},
            {"code": "inkomst", "name": "Inkomst", "parent": "forsorjning", "direction": -1},
            {"code": "otrygga", "name": "Otrygga", "parent": "trygghet"},
        ],
        "nodes": [
            {"code": "forsorjning", "parent": "prov"},
            {"code": "trygghet", "parent": "prov"},
            {"code": "prov"},
        ],
    } | changes


def method(**changes: Any) -> Method:
    return parse_method(mapping(**changes))


def figures(values: dict[str, list[float]] | None = None, *, period: str = "2017", **areas: Any) -> Figures:
    """The figures of one period; NaN is not collected. `areas` are columns, `groups` or `parents` of the areas."""
    given = values or VALUES
    size = len(next(iter(given.values())))
    codes = CODES[:size] if size <= len(CODES) else tuple(f"o{number:04d}" for number in range(size))
    groups, parents = areas.pop("groups", ("",) * size), areas.pop("parents", ("",) * size)
    columns = {name: np.array(column, dtype=float) for name, column in areas.items()}
    made = empty(Areas(codes, codes, tuple(parents), tuple(groups), columns), list(given), [period])
    for at, column in enumerate(given.values()):
        made.values[0, :, at] = column
    made.status[np.isfinite(made.values)] = 0
    return made


def counted(counts: list[float], people: list[float], **areas: Any) -> Figures:
    """One indicator as counts of people."""
    made = figures({"handelser": [count / of for count, of in zip(counts, people, strict=True)]}, **areas)
    made.numerators[0, :, 0], made.denominators[0, :, 0] = counts, people
    return made


def one(**changes: Any) -> Method:
    """A method with that one indicator, right under the index."""
    indicator = {"code": "handelser", "parent": "prov"} | changes.pop("indicator", {})
    return parse_method(mapping(indicators=[indicator], nodes=[{"code": "prov"}]) | changes)
