"""`samstad fetch-jobs`: fetches what waits to be fetched from open services, in order, and ends; made for cron."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from samstad.domain.steering.choices import FetchState
from samstad.domain.steering.models import FigureFetch
from samstad.refusals import Refusal
from samstad.sources.figures_api.jobs import run
from samstad.sources.figures_api.lines import in_words


class Command(BaseCommand):
    help = "Hämtar de siffror från öppna tjänster som väntar på att hämtas, och slutar sedan. För cron."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, **options: Any) -> None:
        ended = []
        for fetch in FigureFetch.objects.filter(state=FetchState.WAITING).order_by("at", "pk"):
            try:
                ended.append(run(fetch))
            except Refusal as refusal:  # somebody else has begun it
                self.stderr.write(refusal.sentence)
        told = [_told(fetch) for fetch in ended]
        if options["as_json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
        else:
            for one in told:
                self.stdout.write(f"Hämtning {one['fetch']} från {one['service']}: {one['state']}. {one['sentence']}")
            if not told:
                self.stdout.write("Inget väntar på att hämtas.")
        failed = [one for one in told if one["state"] == FetchState.FAILED]
        if failed:
            raise Refusal("fetch_failed", f"{len(failed)} av {len(told)} gick inte att hämta.")


def _told(fetch: FigureFetch) -> dict[str, Any]:
    last = fetch.log[-1]
    return {
        "fetch": fetch.pk,
        "service": fetch.service,
        "state": fetch.state,
        "upload": fetch.upload_id,
        "sentence": in_words(last["text"], last["said"]),
    }
