"""`samstad import-areas FILE [--check] [--json]`: a division into areas with its borders, all of it or nothing."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.places.choices import AreaKind
from samstad.domain.places.models import Area
from samstad.domain.places.rules import BordersRefused
from samstad.refusals import Refusal
from samstad.sources.area_borders import Imported, Wanted, import_area_file
from samstad.sources.area_files import Fields

SHOWN = 50


class Command(BaseCommand):
    help = "Läser in områden och deras gränser ur GeoJSON eller GeoPackage. Inget tas bort."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--kind", required=True, choices=AreaKind.values, metavar="KIND", help=_kinds())
        parser.add_argument("--valid-from", required=True, type=_day, metavar="DATE", help="gränserna gäller från")
        parser.add_argument("--code", default="", metavar="FIELD", help="kolumn med kod, som blir områdets adress")
        parser.add_argument("--name", default="", metavar="FIELD", help="kolumn med namn")
        parser.add_argument("--parent", default="", metavar="FIELD", help="kolumn med kod eller namn på det större")
        parser.add_argument("--layer", default="", help="lager i ett GeoPackage som har flera")
        parser.add_argument("--set", default="", dest="edition", metavar="SLUG", help="vad indelningen ska heta")
        parser.add_argument("--source", default="", help="var gränserna kommer från; annars filens namn")
        parser.add_argument("--successors", type=Path, metavar="FILE", help="CSV: from,to,date[,share]")
        parser.add_argument("--check", action="store_true", help="pröva allt utan att spara något")
        parser.add_argument("--json", action="store_true", help="skriv bara JSON på standard ut")

    def handle(self, **options: Any) -> None:
        wanted = Wanted(
            options["file"],
            options["kind"],
            options["valid_from"],
            Fields(code=options["code"], name=options["name"], parent=options["parent"]),
            options["edition"],
            options["source"],
            options["layer"],
            options["successors"],
        )
        check = options["check"]
        try:
            done = import_area_file(wanted, by=COMMAND_LINE, at=timezone.now(), check_only=check)
        except Refusal as refusal:
            if options["json"]:
                self.stdout.write(json.dumps({"errors": problems(refusal)}, ensure_ascii=False))
            raise
        if options["json"]:
            self.stdout.write(json.dumps(as_json(done, check), ensure_ascii=False))
        elif options["verbosity"]:
            self.stdout.write(as_text(done, check))
        if done.plan.refused:
            raise BordersRefused(done.plan)


def problems(refusal: Refusal) -> list[dict[str, str]]:
    """Every problem with what it is about."""
    if isinstance(refusal, BordersRefused):
        return [{"name": name, "text": text} for name, text in refusal.plan.refused]
    return [{"text": refusal.sentence}]


def as_json(done: Imported, check_only: bool) -> dict[str, Any]:
    """What was done, for programs."""
    plan = done.plan
    return {
        "edition": done.edition.slug,
        "checked_only": check_only,
        "crs": done.crs,
        "fields": {key: column for key, column in asdict(done.fields).items() if column},
        "km2": round(done.km2, 3),
        "created": _slugs(plan.areas),
        "changed": _slugs(plan.changed),
        "unchanged": _slugs(plan.unchanged),
        "refused": [{"name": name, "text": text} for name, text in plan.refused],
        "by_name": _slugs(plan.by_name),
        "elsewhere": _slugs(plan.elsewhere),
        "lacking": _slugs(plan.lacking),
        "successions": {
            "created": len(plan.successions),
            "changed": len(plan.moved_successions),
            "unchanged": plan.unchanged_successions,
        },
    }


def as_text(done: Imported, check_only: bool) -> str:
    """What was done, for people."""
    plan = done.plan
    columns = ", ".join(f"{key} {column}" for key, column in asdict(done.fields).items() if column)
    lines = [f"{len(done.edition.lines)} områden i {done.crs}, {done.km2:.2f} km². Kolumner: {columns}."]
    lines += _listed("Nya:", _named(plan.areas))
    lines += _listed("Ändrade:", _named(plan.changed))
    lines += _listed("Går inte att läsa in:", [f"{name}: {sentence}" for name, sentence in plan.refused])
    lines += _listed("Knutna på namn, inte på kod:", _named(plan.by_name) if done.fields.code else [])
    lines += _listed("Ligger någon annanstans enligt filen (ändras inte):", _named(plan.elsewhere))
    lines += _listed("Saknas i filen, men finns i tjänsten (inget tas bort):", _named(plan.lacking))
    links = (len(plan.successions), len(plan.moved_successions), plan.unchanged_successions)
    if any(links):
        lines.append("Efterföljare: {} nya, {} ändrade, {} oförändrade.".format(*links))
    said = "Prövat, ingenting sparat" if check_only else "Inläst"
    counts = f"{len(plan.areas)} nya, {len(plan.changed)} ändrade, {len(plan.unchanged)} oförändrade"
    refused = f", {len(plan.refused)} går inte" if plan.refused else ""
    return "\n".join([*lines, f"{said}: {done.edition.slug}. {counts}{refused}."])


def _slugs(areas: Sequence[Area]) -> list[str]:
    return [area.slug for area in areas]


def _named(areas: Sequence[Area]) -> list[str]:
    return [f"{area.name} ({area.slug})" for area in areas]


def _listed(heading: str, names: Sequence[str]) -> list[str]:
    left = [f"  … och {len(names) - SHOWN} till"] if len(names) > SHOWN else []
    return [heading, *(f"  {name}" for name in names[:SHOWN]), *left] if names else []


def _kinds() -> str:
    return ", ".join(AreaKind.values)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text} är inget datum. Skriv år-månad-dag, som 2023-07-01.") from None
