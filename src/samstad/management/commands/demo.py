"""`samstad demo`: the example city, built when it is not there, served, with sign-ins to try."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from samstad import environment, serving, texts
from samstad.demo import given_analysis, given_rows, indices, packs, sign_ins


class Command(BaseCommand):
    help = "Bygger exempelstaden, startar tjänsten och skriver ut adress och inloggningar."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        serving.require_free_port()
        texts.compile_catalogues()
        call_command("migrate", verbosity=0, interactive=False)
        note = environment.home() / "demo-packs.json"
        fresh = packs.not_loaded(note)
        for pack in fresh:
            self.stdout.write(f"Läser in {pack.name} …")
            call_command("load", str(pack), verbosity=0, stdout=self.stderr)
            packs.remember(pack, note)
        if fresh:
            self.stdout.write("Räknar index …")
            indices.compute_indices()
            given_rows.give_rows(at=timezone.now())
            given_analysis.give_analysis(at=timezone.now())
        sign_ins.give_passwords()
        self.stdout.write(sign_ins.as_text(sign_ins.one_per_role()))
        serving.serve()
