"""The index: its cost beside the bare product and sort, the what-if, and its page with 6,000 areas."""

import gc
import gzip
import math
import re
import resource
import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from django.test import Client
from tests.calculations.geometry.city import crooked_city

from bench.lines import line, write
from bench.pages import beside_yardstick, sql
from samstad.calculations.geometry import rings_text
from samstad.calculations.index import (
    Areas,
    Figures,
    Method,
    Result,
    empty,
    fit,
    make_design,
    parse_method,
    uncertainty,
)
from samstad.domain.history.models import Pack
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.places.models import Area, AreaBorder
from samstad.domain.risk.models import Definition, DefinitionVersion, Run
from samstad.domain.risk.rules import computed
from samstad.reports.need.what_if import Change, ask, changed, years_of

AREAS, INDICATORS = 6000, 40
BLOCK = 128
WHAT_IFS = 50
KILOBYTES_IN_A_MEGABYTE = 1024


def index() -> None:
    """Every row of the index."""
    figures, method = _made(AREAS, INDICATORS, k=1000)
    result = fit(figures, method)
    write(line(f"seconds, full build of {AREAS} x {INDICATORS}", _median(lambda: fit(figures, method), 7), "s"))
    for count, bar in ((1000, 4), (10_000, 3)):
        _against_floor(result, figures, count, bar)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES_IN_A_MEGABYTE
    write(line(f"peak memory, {AREAS} x {INDICATORS}, 10,000 replicates", peak, "MB", 500))
    _growth()
    few, choice = _made(117, 20, k=22)
    answer = _median(lambda: _what_if(few, choice), WHAT_IFS)
    write(line("what-if answered, 117 areas, 10,000 replicates", answer * 1000, "ms", 100))
    _other_year()
    _page()


def _against_floor(result: Result, figures: Figures, count: int, bar: float) -> None:
    """The uncertainty and the same matrix product and argsort alone, turn by turn."""
    design = make_design(result, figures, replicates=count)
    weights = np.random.default_rng(1).random((count, INDICATORS))
    inner = np.ascontiguousarray(result.comparable.T)

    def floor() -> None:
        for start in range(0, count, BLOCK):
            np.argsort(weights[start : start + BLOCK] @ inner, axis=1)

    real, bare = [], []
    for _ in range(3):
        real.append(_timed(lambda: uncertainty(result, figures, design)))
        bare.append(_timed(floor))
    ratio = statistics.median(real) / statistics.median(bare)
    write(line(f"uncertainty beside its floor, {count:,} replicates", ratio, "x", bar))
    write(line(f"seconds, uncertainty with {count:,} replicates", statistics.median(real), "s"))


def _growth() -> None:
    """How the time grows when areas, indicators or replicates double; for orientation."""
    base = _cost(1500, 20, 500)
    for name, size in {"areas": (3000, 20, 500), "indicators": (1500, 40, 500), "replicates": (1500, 20, 1000)}.items():
        write(line(f"time when {name} double", _cost(*size) / base, "x"))


def _cost(areas: int, indicators: int, count: int) -> float:
    figures, method = _made(areas, indicators, k=areas // 6)
    result = fit(figures, method)
    design = make_design(result, figures, replicates=count)
    return _median(lambda: uncertainty(result, figures, design), 5)


def _what_if(figures: Figures, method: Method) -> None:
    uncertainty(fit(figures, method), figures)


def _other_year() -> None:
    """The whole answer for another year of a stored run, from the changed method to the lines of the page."""
    figures, method = _made(117, 20, k=22)
    result = fit(figures, method)
    content = {
        "areas": [{"slug": code, "name": code, "parent": ""} for code in figures.areas.codes],
        "figures": [
            {"area": area, "indicator": code, "period": year, "value": float(value), "status": "observed"}
            for year, values in (
                ("2015", figures.values[0][::-1]),
                ("2016", figures.values[0]),
                ("2017", figures.values[0]),
            )
            for area, row in zip(figures.areas.codes, values, strict=True)
            for code, value in zip(figures.indicators, row, strict=True)
        ],
    }
    run = _stored("ett-annat-ar", content, computed.plain(result, uncertainty(result, figures), None, [], content))

    def answer() -> None:
        year = dict.fromkeys(years_of(run).told["2015"], "2015")
        change = Change({}, frozenset(), None, "", "", year)
        ask(run, parse_method(changed(_mapping(20, k=22), change)))

    write(line("what-if of another year answered, 117 areas, 3 years", _median(answer, WHAT_IFS) * 1000, "ms", 100))


def _stored(slug: str, content: dict[str, Any], result: dict[str, Any]) -> Run:
    pack, _is_new = Pack.objects.get_or_create(slug="bank", defaults={"title": "Bänk", "example": True})
    definition = Definition.objects.create(slug=slug, title="Bänkens index", pack=pack)
    version = DefinitionVersion.objects.create(definition=definition, number=1, method="")
    return Run.objects.create(
        version=version, number=1, known_on="2018-01-01", made_at="2018-01-01T12:00:00Z", by_name=COMMAND_LINE.name,
        input=content, input_sha256="0" * 64, result=result, result_sha256=slug.ljust(64, "0"),
    )  # fmt: skip


def _page() -> None:
    """The page of a stored run of 6,000 areas."""
    figures, method = _made(AREAS, INDICATORS, k=1000, replicates=200)
    result = fit(figures, method)
    content: dict[str, Any] = {"areas": [], "figures": []}
    stored = computed.plain(result, uncertainty(result, figures), None, [], content)
    _stored("bank", content, stored)
    _borders(list(figures.areas.codes))
    write(line(f"SQL, index page of {AREAS} areas with its map", sql(Client(), "/behov/bank/"), "queries", 12))
    drawn = re.search(rb'<svg[^>]*role="img".*?</svg>', Client().get("/behov/bank/").content, re.DOTALL)
    kilobytes = len(gzip.compress(drawn.group(0))) / 1024 if drawn else math.inf
    write(line(f"map of {AREAS} areas, gzip", kilobytes, "kB", 100))
    beside_yardstick("index", "/behov/bank/")


def _borders(codes: list[str]) -> None:
    """An invented city of as many areas, each with its crooked border."""
    areas = Area.objects.bulk_create(Area(slug=code, name=code, kind="stadsdel") for code in codes)
    rings = crooked_city(75, AREAS // 75, bends=20).values()
    AreaBorder.objects.bulk_create(
        AreaBorder(area=area, valid_from="2015-01-01", edition="bank", rings=rings_text(polygons), km2=1)
        for area, polygons in zip(areas, rings, strict=True)
    )


def _made(areas: int, indicators: int, *, k: int, replicates: int = 10_000) -> tuple[Figures, Method]:
    """Seeded figures in four parts, and a method that doubts normalisation and weights."""
    codes = tuple(f"omrade-{number:05d}" for number in range(areas))
    figures = empty(Areas(codes, codes, ("",) * areas, ("",) * areas), [f"i{n}" for n in range(indicators)], ["2017"])
    figures.values[0] = np.random.default_rng(1).gamma(2, 2, (areas, indicators))
    figures.status[:] = 0
    return figures, parse_method(_mapping(indicators, k=k, replicates=replicates))


def _mapping(indicators: int, *, k: int, replicates: int = 10_000) -> dict[str, Any]:
    rows = [{"code": f"i{number}", "parent": f"del-{number % 4}"} for number in range(indicators)]
    nodes = [*({"code": f"del-{number}", "parent": "bank"} for number in range(4)), {"code": "bank"}]
    doubt = {"replicates": replicates, "weights": "dirichlet", "normalise": [{"method": "z"}, {"method": "percentile"}]}
    mapping: dict[str, Any] = {
        "index": "bank",
        "title": "Bank",
        "version": 1,
        "indicators": rows,
        "nodes": nodes,
        "uncertainty": doubt,
    }
    return mapping | {"priority": {"rule": "top", "k": k}}


def _median(do: Callable[[], Any], times: int) -> float:
    return statistics.median(_timed(do) for _ in range(times))


def _timed(do: Callable[[], Any]) -> float:
    gc.collect()
    start = time.perf_counter()
    do()
    return time.perf_counter() - start
