"""`samstad send-reminders`: the day's work in one command, as often as cron likes."""

import io
import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.utils import timezone
from tests import builders as b
from tests.web.desk.test_report import farsta, report

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import ActivityRow, Report, Round
from samstad.domain.notices.models import Notice
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.people.models import User
from samstad.domain.steering.models import Activity
from samstad.refusals import Refusal

pytestmark = pytest.mark.django_db
__all__ = ["farsta", "report"]  # the fixtures of the report's own page


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("send_reminders", *arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue()


@pytest.fixture
def sara(report: Report) -> User:
    """Sara has a row to answer within three days."""
    made = b.person("Sara", ("reporter", report.organisation))
    activity = Activity.objects.get()
    actions.assign_row(report=report, of=activity, responsible=made, by=COMMAND_LINE, at=b.NOON)
    Notice.objects.all().delete()
    Round.objects.update(due=timezone.localdate() + timedelta(days=3))
    return made


def test_a_run_reminds_and_mails_and_the_next_does_neither(sara: User, mailoutbox: list[EmailMessage]) -> None:
    found = json.loads(run("--json"))
    assert found == {"reminded": 1, "handed_over": 0, "given_back": 0, "mails": 1, "not_sent": {}}
    assert run() == "Påminnelser: 0. Överlämnade: 0, tillbaka: 0. Brev: 0.\n"
    assert [mail.to for mail in mailoutbox] == [[sara.email]]
    assert "http://localhost:8000/arbete/rapport/farsta/2017/t1/" in str(mailoutbox[0].body)


def test_rows_go_over_before_anybody_is_reminded(sara: User, report: Report, mailoutbox: list[EmailMessage]) -> None:
    kim = b.person("Kim", ("reporter", report.organisation))
    today = timezone.localdate()
    actions.hand_over(
        board=report.organisation, giver=sara, receiver=kim, first_day=today, last_day=None,
        by=COMMAND_LINE, at=timezone.now() - timedelta(days=2),
    )  # fmt: skip
    assert ActivityRow.objects.get().responsible == sara
    found = json.loads(run("--json"))
    assert (found["handed_over"], found["reminded"]) == (1, 1)
    assert ActivityRow.objects.get().responsible == kim
    (mail,) = [mail for mail in mailoutbox if mail.to == [kim.email]]
    assert mail.subject == "2 nyheter i Samstad"


def test_a_mail_that_does_not_leave_is_told_and_sent_next_time(
    sara: User, settings: Any, mailoutbox: list[EmailMessage]
) -> None:
    before = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(Refusal, match="1 brev gick inte iväg"):
        run()
    assert Notice.objects.get(user=sara).mail_problem
    settings.EMAIL_BACKEND = before
    assert json.loads(run("--json"))["mails"] == 1
    assert len(mailoutbox) == 1
