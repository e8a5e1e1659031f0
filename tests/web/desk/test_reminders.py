"""The coordinator sees whom the report waits for and reminds them with one press, once a day."""

from datetime import timedelta

import pytest
from django.test import Client
from tests import builders as b
from tests.web.desk.test_report import ADDRESS, enter, farsta, form, report

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import Report
from samstad.domain.history.models import Event
from samstad.domain.notices.models import Notice
from samstad.domain.people.actors import Actor
from samstad.domain.people.models import User
from samstad.domain.steering.models import Activity, Indicator
from samstad.refusals import NotAllowed, Refusal

pytestmark = pytest.mark.django_db
__all__ = ["farsta", "report"]  # the fixtures of the report's own page


@pytest.fixture
def coordinator(report: Report) -> User:
    """Sara holds two rows, Kim one; the goals and the summary are nobody's."""
    made = b.person("Anna", ("coordinator", report.organisation))
    sara, kim = (b.person(name, ("reporter", report.organisation)) for name in ("Sara", "Kim"))
    indicator, activity = Indicator.objects.get(slug="feriejobb"), Activity.objects.get(slug="nattvandring")
    actions.assign_row(report=report, of=indicator, responsible=sara, by=Actor.of(made), at=b.NOON)
    actions.assign_row(report=report, of=activity, responsible=kim, by=Actor.of(made), at=b.NOON)
    Notice.objects.all().delete()
    return made


def card(client: Client) -> str:
    text = client.get(ADDRESS).content.decode()
    return text[text.index('id="vantar"') :].split("</section>")[0] if 'id="vantar"' in text else ""


def test_the_report_says_whom_it_waits_for(client: Client, coordinator: User) -> None:
    enter(client, coordinator)
    text = card(client)
    assert text.index("Kim: 1 rad") < text.index("Sara: 1 rad") < text.index("ingen har fått dem</span>: 3 rader")


def test_one_press_reminds_each_once_a_day(client: Client, coordinator: User, report: Report) -> None:
    enter(client, coordinator)
    answer = client.post(f"{ADDRESS}steg/remind/", follow=True)
    assert "Påminda: Kim, Sara." in answer.content.decode()
    notice = Notice.objects.get(user__name="Sara")
    assert notice.text.startswith("1 rad väntar på dig i tertialrapport 1 2017")
    assert "2017-05-20" in notice.text
    assert Event.objects.get(action="remind").change == {"people": [None, "Kim, Sara"]}
    again = client.post(f"{ADDRESS}steg/remind/", follow=True)
    assert "redan påminda i dag" in again.content.decode()
    assert Notice.objects.count() == 2


def test_the_next_day_only_those_who_still_have_rows_are_reminded(coordinator: User, report: Report) -> None:
    own = Actor.of(coordinator)
    assert actions.remind(report=report, by=own, at=b.NOON) == ["Kim", "Sara"]
    activity, kim = Activity.objects.get(slug="nattvandring"), Actor.of(User.objects.get(name="Kim"))
    actions.save_activity_row(report=report, activity=activity, version=0, status="ongoing", by=kim, at=b.NOON)
    assert actions.remind(report=report, by=own, at=b.NOON + timedelta(days=1)) == ["Sara"]


def test_only_the_coordinator_reminds_and_only_while_the_report_is_written(
    client: Client, coordinator: User, report: Report
) -> None:
    enter(client, User.objects.get(name="Sara"))
    assert card(client) == ""
    with pytest.raises(NotAllowed):
        actions.remind(report=report, by=Actor.of(User.objects.get(name="Sara")), at=b.NOON)
    Report.objects.update(state="ready")
    report.refresh_from_db()
    with pytest.raises(Refusal, match="väntar på godkännande"):
        actions.remind(report=report, by=Actor.of(coordinator), at=b.NOON)


def test_an_answered_report_waits_for_nobody(client: Client, coordinator: User) -> None:
    enter(client, coordinator)
    client.post(ADDRESS, form())
    assert card(client) == ""
