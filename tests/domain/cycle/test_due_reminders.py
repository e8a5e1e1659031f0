"""Reminders by date: in each person's rhythm, once, on the city's days, and up to the head when nothing happens."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import builders as b

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import ActivityRow, Report, Round
from samstad.domain.cycle.queries import find_report
from samstad.domain.history.models import Event
from samstad.domain.notices.actions import choose_wishes
from samstad.domain.notices.models import Notice
from samstad.domain.organisation.models import Organisation, RoleAssignment
from samstad.domain.people.actors import COMMAND_LINE, Actor
from samstad.domain.people.models import User
from samstad.domain.steering.models import Activity
from samstad.refusals import NotAllowed

pytestmark = pytest.mark.django_db
DUE = date(2017, 5, 20)
CITY = ZoneInfo("Europe/Stockholm")


@pytest.fixture
def report() -> Report:
    board = b.board("farsta", "Farsta stadsdelsnämnd")
    b.activity(board, "Nattvandringar", slug="nattvandring")
    actions.open_round(year=2017, kind="t1", cutoff=date(2017, 4, 30), due=DUE, by=COMMAND_LINE, at=b.NOON)
    found = find_report("farsta", 2017, "t1")
    assert found is not None
    return found


@pytest.fixture
def sara(report: Report) -> User:
    """Sara holds the activity, in the rhythm that everybody has from the start."""
    made = b.person("Sara", ("reporter", report.organisation))
    activity = Activity.objects.get(slug="nattvandring")
    actions.assign_row(report=report, of=activity, responsible=made, by=COMMAND_LINE, at=b.NOON)
    Notice.objects.all().delete()
    return made


def on(offset: int, hour: int = 7) -> datetime:
    """So many days after the date, at the hour of the city."""
    day = DUE + timedelta(days=offset)
    return datetime(day.year, day.month, day.day, hour, tzinfo=CITY)


def run(at: datetime) -> int:
    return actions.send_reminders(by=COMMAND_LINE, at=at)


def told(person: User) -> list[str]:
    return list(Notice.objects.filter(user=person).order_by("pk").values_list("text", flat=True))


def days(person: User, rhythm: str, first: int = -20, last: int = 20) -> list[int]:
    """On which days the person is told, when the command runs every day."""
    choose_wishes(rhythm=rhythm, by_mail=True, by=Actor.of(person), at=b.NOON)
    found = []
    for offset in range(first, last + 1):
        before = Notice.objects.filter(user=person).count()
        run(on(offset))
        found += [offset] * (Notice.objects.filter(user=person).count() - before)
    return found


def test_each_rhythm_is_kept_before_and_after_the_date(sara: User) -> None:
    assert days(sara, "weekly") == [-14, -7, 0, 7, 14]
    Notice.objects.all().delete()
    assert days(sara, "never") == []
    assert days(sara, "once") == [-7]
    Notice.objects.all().delete()
    assert days(sara, "daily") == [-7, *range(1, 21)]


def test_a_reminder_says_how_much_and_until_when_and_leads_to_the_report(sara: User) -> None:
    run(on(-7))
    notice = Notice.objects.get(user=sara)
    assert notice.text == "1 rad väntar på dig i tertialrapport 1 2017, senast 2017-05-20."
    assert notice.link.startswith("/arbete/rapport/farsta/2017/t1/")


def test_history_says_how_many_were_reminded_and_nothing_when_nobody_was(sara: User) -> None:
    run(on(-15))
    assert not Event.objects.filter(action="send_reminders").exists()
    run(on(-7))
    run(on(-7))
    event = Event.objects.get(action="send_reminders")
    assert (event.subject_key, event.change) == ("2017-05-13", {"people": [None, 1]})


def test_running_twice_tells_nobody_twice_also_around_midnight(sara: User) -> None:
    late, past = on(-7, 23) + timedelta(minutes=30), on(-6, 0) + timedelta(minutes=30)
    assert run(late) == 1
    assert run(late) == 0
    assert run(past) == 0, "another day, the same week"
    choose_wishes(rhythm="daily", by_mail=True, by=Actor.of(sara), at=b.NOON)
    assert [run(on(1, 23)), run(on(2, 0)), run(on(2, 1)), run(on(2, 23))] == [1, 1, 0, 0]


def test_a_day_is_the_citys_day_and_not_greenwichs(sara: User) -> None:
    choose_wishes(rhythm="daily", by_mail=True, by=Actor.of(sara), at=b.NOON)
    half_past_midnight = datetime(2017, 5, 20, 22, 30, tzinfo=UTC)  # the 21st in Stockholm, one day late
    assert run(half_past_midnight) == 1
    assert run(datetime(2017, 5, 21, 21, 30, tzinfo=UTC)) == 0
    assert run(datetime(2017, 5, 21, 22, 30, tzinfo=UTC)) == 1


@pytest.mark.parametrize("changes", [date(2017, 3, 26), date(2017, 10, 29)])
def test_the_days_on_which_clocks_are_changed_are_days_like_others(sara: User, changes: date) -> None:
    Round.objects.update(due=changes - timedelta(days=1), cutoff=None, opened_on=changes - timedelta(days=60))
    choose_wishes(rhythm="daily", by_mail=True, by=Actor.of(sara), at=b.NOON)
    midnight = datetime(changes.year, changes.month, changes.day, tzinfo=CITY).astimezone(UTC)
    hours = [midnight + timedelta(hours=n) for n in range(60)]
    told_on = [moment.astimezone(CITY).date() for moment in hours for _each in range(run(moment))]
    assert told_on == [changes, changes + timedelta(days=1), changes + timedelta(days=2)]


def test_a_week_without_a_run_is_made_up_for_once(sara: User) -> None:
    assert [run(on(-9)), run(on(-8))] == [1, 0]


def test_who_was_reminded_by_hand_today_is_not_told_again_today(sara: User, report: Report) -> None:
    coordinator = b.actor("coordinator", report.organisation)
    assert actions.remind(report=report, by=coordinator, at=on(-7)) == ["Sara"]
    assert run(on(-7, 9)) == 0
    assert run(on(-6, 9)) == 1
    assert actions.remind(report=report, by=coordinator, at=on(-6, 10)) == []


def test_an_answered_row_is_not_asked_for(sara: User, report: Report) -> None:
    activity = Activity.objects.get()
    actions.save_activity_row(
        report=report, activity=activity, version=0, status="ongoing", by=Actor.of(sara), at=b.NOON
    )
    assert run(on(-7)) == 0


def test_the_coordinator_is_told_the_day_after_and_the_head_a_week_later(sara: User, report: Report) -> None:
    kim = b.person("Kim", ("coordinator", report.organisation))
    head = b.person("Ulf", ("approver", report.organisation))
    b.person("Grannen", ("coordinator", b.board()))
    run(on(0))
    assert (told(kim), told(head)) == ([], [])
    run(on(1))
    late = "Farsta stadsdelsnämnd: tertialrapport 1 2017 skulle ha lämnats 2017-05-20, och 1 fördelad rad saknar svar."
    assert (told(kim), told(head)) == ([late], [])
    run(on(6))
    assert told(head) == []
    run(on(7))
    assert told(head) == [f"{late} Inget har skrivits på en vecka."]
    run(on(8))
    assert (len(told(kim)), len(told(head))) == (2, 1)


def test_the_head_is_left_alone_while_somebody_writes(sara: User, report: Report) -> None:
    head = b.person("Ulf", ("approver", report.organisation))
    actions.save_section_text(
        report=report, key="summary", version=0, text="Vi är på väg.", by=Actor.of(sara), at=on(4)
    )
    run(on(8))
    assert told(head) == []
    run(on(12))
    assert len(told(head)) == 1


def test_the_head_is_reminded_of_what_waits_for_approval_in_her_own_rhythm(sara: User, report: Report) -> None:
    head = b.person("Ulf", ("approver", report.organisation))
    kim = b.person("Kim", ("coordinator", report.organisation))
    Report.objects.update(state="ready")
    assert days(head, "once", -10, 10) == [-7]
    assert told(head) == ["Farsta stadsdelsnämnd: tertialrapport 1 2017 väntar på ditt godkännande."]
    assert told(kim) == []
    assert told(sara) == []


def test_a_report_that_is_handed_in_or_has_no_date_or_is_long_gone_asks_nobody(sara: User) -> None:
    assert run(on(57)) == 0
    Report.objects.update(state="approved")
    assert run(on(-7)) == 0
    Report.objects.update(state="draft")
    Round.objects.update(due=None)
    assert run(on(-7)) == 0


def test_those_who_have_left_are_not_told(sara: User, report: Report) -> None:
    kim = b.person("Kim", ("coordinator", report.organisation))
    RoleAssignment.objects.filter(user=kim).update(valid_to=DUE)
    User.objects.filter(pk=sara.pk).update(is_active=False)
    assert run(on(1)) == 0
    assert told(kim) == []


def test_a_central_value_is_nobodys_to_be_reminded_of(sara: User, report: Report) -> None:
    ActivityRow.objects.all().delete()
    central = b.indicator("Bistånd", owner=report.organisation, supplier="central", periodicity="tertial")
    actions.assign_row(report=report, of=central, responsible=sara, by=COMMAND_LINE, at=b.NOON)
    Notice.objects.all().delete()
    assert run(on(-7)) == 0


def test_only_the_command_line_sends_to_the_whole_city(report: Report) -> None:
    with pytest.raises(NotAllowed):
        actions.send_reminders(by=b.actor("coordinator", report.organisation), at=on(1))


def test_more_boards_take_no_more_queries(sara: User, report: Report) -> None:
    def asked(at: datetime) -> int:
        with CaptureQueriesContext(connection) as found:
            run(at)
        return len(found)

    few = asked(on(10))
    for number in range(5):
        board: Organisation = b.board()
        made = Report.objects.create(round=report.round, organisation=board)
        activity = b.activity(board, f"Åtgärd {number}")
        person = b.person(f"Person {number}", ("reporter", board), ("approver", board))
        ActivityRow.objects.create(report=made, activity=activity, responsible=person)
    assert asked(on(18)) <= few + 1
