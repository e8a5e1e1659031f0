"""`samstad mirror-plan`: a committee's or company's own plan for its part in the local programmes, as a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from samstad.documents.formats import FORMATS
from samstad.domain.cycle.queries import word_template
from samstad.domain.organisation.models import Organisation
from samstad.refusals import Refusal
from samstad.reports.mirror_plan import STAGES, mirror_plan


class Command(BaseCommand):
    help = "Skriv en nämnds eller ett bolags plan för sin medverkan i de lokala programmen."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--board", required=True, metavar="SLUG")
        parser.add_argument("--format", dest="form", choices=sorted(FORMATS), default="html")
        parser.add_argument("--round", dest="kind", choices=[str(stage) for stage in STAGES], default="")
        parser.add_argument("--output", type=Path, required=True)

    def handle(self, **options: Any) -> None:
        body = Organisation.objects.filter(slug=options["board"]).first()
        if body is None:
            raise Refusal("no_board", f"Det finns ingen nämnd som heter {options['board']}.")
        document = mirror_plan(body, kind=options["kind"])
        options["output"].write_bytes(FORMATS[options["form"]].file(document, template=word_template()))
        self.stdout.write(f"{options['output']}")
