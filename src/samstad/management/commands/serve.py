"""`samstad serve`: the service in a browser, on the data that is there."""

from typing import Any

from django.core.management.base import BaseCommand

from samstad import serving, texts


class Command(BaseCommand):
    help = "Startar tjänsten på den egna datorn. PORT och SAMSTAD_HOME ändrar port och datamapp."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        serving.require_free_port()
        serving.require_current_database()
        texts.compile_catalogues()
        serving.serve()
