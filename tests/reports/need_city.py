"""A small city with figures that an index can be made of: eight districts, two indicators, a list of two."""

from dataclasses import dataclass
from datetime import date

from tests import builders as b

from samstad.domain.history.models import Pack
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.places.models import Area, AreaList, AreaListEntry
from samstad.domain.risk import actions
from samstad.domain.risk.models import Definition, DefinitionVersion, Run
from samstad.domain.steering.models import Indicator, IndicatorBreak, Value
from samstad.sources.method_texts import read_method_text

METHOD = """index: prov
title: Prov
version: 1
indicators:
  - {code: bistand, name: Andel med bistånd, parent: prov, period: "2017"}
  - {code: inkomst, name: Inkomst, parent: prov, direction: -1, period: "2017"}
nodes:
  - {code: prov, name: Prov}
normalise: {method: z}
priority: {rule: top, k: 2}
classes: {method: quantiles, names: [klass 1, klass 2]}
uncertainty:
  replicates: 200
  weights: dirichlet
  concentration: 5
  leave_out: true
"""
BISTAND = {"2015": (9, 8, 5, 4, 3, 2, 2, 1), "2016": (8, 7, 5, 4, 3, 2, 2, 1), "2017": (7, 6, 5, 4, 3, 2, 2, 1)}
INKOMST = (200, 260, 250, 300, 310, 400, 420, 500)
KNOWN = date(2018, 6, 1)


@dataclass
class NeedCity:
    areas: list[Area]
    bistand: Indicator
    inkomst: Indicator
    area_list: AreaList
    definition: Definition
    version: DefinitionVersion


def build(*, example: bool = False) -> NeedCity:
    pack = b.example_pack() if example else None
    areas = [b.area(f"omrade-{number}", f"Område {number}", tile_column=number, tile_row=1) for number in range(1, 9)]
    bistand = b.indicator("Andel med bistånd", slug="bistand", unit="procent av befolkningen", direction="lower")
    inkomst = b.indicator("Inkomst", slug="inkomst", unit="tkr", direction="higher")
    for period, values in BISTAND.items():
        _values(bistand, areas, values, period, pack)
    _values(inkomst, areas, INKOMST, "2017", pack)
    chosen = AreaList.objects.create(slug="tva", title="De två första")
    for area in areas[:2]:
        AreaListEntry.objects.create(area_list=chosen, area=area)
    definition = Definition.objects.create(slug="prov", title="Provindex", note="Ett prov.", pack=pack)
    version = DefinitionVersion.objects.create(definition=definition, number=1, method=METHOD)
    return NeedCity(areas, bistand, inkomst, chosen, definition, version)


def _values(indicator: Indicator, areas: list[Area], values: tuple[int, ...], period: str, pack: Pack | None) -> None:
    for area, value in zip(areas, values, strict=True):
        Value.objects.create(
            indicator=indicator,
            area=area,
            period=period,
            value=value,
            known_from=date(2018, 5, 1),
            pack=pack,
            source="k",
        )


def compute(city: NeedCity, **options: str) -> Run:
    return actions.compute_run(
        version=city.version,
        read=read_method_text,
        kind="stadsdelsomrade",
        known_on=KNOWN,
        by=COMMAND_LINE,
        at=b.NOON,
        **options,
    )


def add_break(city: NeedCity, period: str = "2016") -> None:
    IndicatorBreak.objects.create(indicator=city.bistand, period=period, kind="definition", text="Ny definition.")
