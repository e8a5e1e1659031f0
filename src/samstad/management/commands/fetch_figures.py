"""`samstad fetch-figures`: figures from an open service as the long table that `samstad index compute` reads."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from samstad import environment
from samstad.sources.figures_api import Client, as_csv, fetch_kolada, fetch_pxweb
from samstad.sources.figures_api.query import selected


class Command(BaseCommand):
    help = "Hämtar siffror från Kolada eller SCB till en CSV-fil. Det hämtade sparas, så att ett avbrott kan fortsätta."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        service = parser.add_subparsers(dest="service", required=True, metavar="kolada|scb")
        kolada = service.add_parser("kolada", help="nyckeltal per kommun")
        kolada.add_argument("--kpi", action="append", required=True, metavar="N00914")
        kolada.add_argument("--municipality", action="append", required=True, metavar="0180")
        kolada.add_argument("--year", action="append", type=int, required=True)
        scb = service.add_parser("scb", help="en tabell i statistikdatabasen")
        scb.add_argument("table", metavar="TAB6574")
        scb.add_argument("--select", action="append", required=True, metavar="Region=0180C1010,0180C1020")
        scb.add_argument("--area", default="Region", help="variabeln med områden")
        scb.add_argument("--period", default="Tid", help="variabeln med perioder")
        for each in (kolada, scb):
            each.add_argument("--output", type=Path, required=True, metavar="FILE")
            each.add_argument("--base", help="annan adress till tjänsten")

    def handle(self, **options: Any) -> None:
        client = Client(folder=environment.home() / "fetched")
        base = {"base": options["base"]} if options["base"] else {}
        if options["service"] == "kolada":
            rows = fetch_kolada(options["kpi"], options["municipality"], options["year"], client, **base)
        else:
            selection = dict(selected(text) for text in options["select"])
            rows = fetch_pxweb(
                options["table"], selection, client, area=options["area"], period=options["period"], **base
            )
        options["output"].write_text(as_csv(rows), encoding="utf-8")
        self.stderr.write(f"{len(rows)} värden i {options['output']}. Källa: {rows[0].source if rows else '–'}.")
