"""`samstad synth`: an invented city of a chosen size in an empty database."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from samstad.demo.synth import Size, build


class Command(BaseCommand):
    help = "Bygger en påhittad stad att mäta på, lika varje gång för samma frö."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        ordinary = Size()
        parser.add_argument("--boards", type=int, default=ordinary.boards)
        parser.add_argument("--goals", type=int, default=ordinary.goals)
        parser.add_argument("--activities", type=int, default=ordinary.activities)
        parser.add_argument("--years", type=int, default=ordinary.years)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, **options: Any) -> None:
        size = Size(options["boards"], options["goals"], options["activities"], options["years"])
        build(size, seed=options["seed"])
        self.stdout.write(f"{size.boards} nämnder, {size.goals} mål och {size.activities} åtgärder är skapade.")
