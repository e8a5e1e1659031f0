"""`samstad send-reminders`: the day's reminders, rows that go over or back, and mail; made for cron, once a day."""

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone, translation

from samstad.domain.cycle.actions import send_reminders, settle_handovers
from samstad.domain.notices.actions import send_mail
from samstad.domain.people.actors import COMMAND_LINE
from samstad.refusals import Refusal
from samstad.reports.desk import mail_writer


class Command(BaseCommand):
    help = "Påminner dem som har något att göra, lämnar över rader när någon är borta, och sänder det som brev."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, **options: Any) -> None:
        at = timezone.now()
        with translation.override("sv"):
            begun, ended = settle_handovers(by=COMMAND_LINE, at=at)
            told = send_reminders(by=COMMAND_LINE, at=at)
            sent = send_mail(write=mail_writer(settings.SITE), by=COMMAND_LINE, at=at)
        if options["as_json"]:
            found = {"reminded": told, "handed_over": begun, "given_back": ended, "mails": sent.mails}
            self.stdout.write(json.dumps({**found, "not_sent": sent.problems}, ensure_ascii=False, indent=2))
        else:
            self.stdout.write(f"Påminnelser: {told}. Överlämnade: {begun}, tillbaka: {ended}. Brev: {sent.mails}.")
            for name, why in sent.problems.items():
                self.stderr.write(f"Brevet till {name} gick inte iväg: {why}")
        if sent.problems:
            raise Refusal("mail_not_sent", f"{len(sent.problems)} brev gick inte iväg. De sänds nästa gång.")
