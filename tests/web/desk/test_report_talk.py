"""Comments on a report: threads about a row or the whole, answered, ended, and seen before anybody approves."""

from typing import Any

import pytest
from django.test import Client
from tests import builders as b
from tests.web.desk.test_report import ADDRESS, enter, farsta, form, report

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import Report, ReviewComment
from samstad.domain.history.models import Event
from samstad.domain.notices.models import Notice
from samstad.domain.people.actors import COMMAND_LINE, Actor
from samstad.domain.people.models import User
from samstad.domain.steering.models import Goal
from samstad.refusals import NotAllowed, Refusal

pytestmark = pytest.mark.django_db
__all__ = ["farsta", "report"]  # the fixtures of the report's own page
TALK = f"{ADDRESS}kommentar/"


@pytest.fixture
def people(report: Report) -> dict[str, User]:
    roles = ("coordinator", "reporter", "approver", "auditor")
    return {role: b.person(role.title(), (role, report.organisation)) for role in roles}


def say(report: Report, by: User, text: str = "Förklara 140.", row: str = "i.feriejobb") -> ReviewComment:
    return actions.comment_report(report=report, row=row, text=text, by=Actor.of(by), at=b.NOON)


def told(user: User) -> list[str]:
    return list(Notice.objects.filter(user=user).values_list("link", flat=True))


def test_a_comment_on_a_row_stands_at_the_row_and_in_the_card(client: Client, people: dict[str, User]) -> None:
    enter(client, people["approver"])
    answer = client.post(TALK, {"row": "g.tryggt", "text": "Vad bygger ni det på?"})
    first = ReviewComment.objects.get()
    assert answer["Location"] == f"{ADDRESS}#trad-{first.pk}"
    page = client.get(ADDRESS).content.decode()
    row = page[page.index('id="rad-g.tryggt"') :]
    assert "Approver har kommenterat" in row[: row.index("</tr>")]
    assert "Vad bygger ni det på?" in page
    assert f'id="trad-{first.pk}" open' in page


def test_a_thread_is_answered_ended_and_opened_again_and_nothing_is_taken_away(
    client: Client, report: Report, people: dict[str, User]
) -> None:
    first = say(report, people["approver"])
    enter(client, people["reporter"])
    client.post(TALK, {"thread": str(first.pk), "step": "reply", "text": "Sommarjobben är med."})
    client.post(TALK, {"thread": str(first.pk), "step": "resolve"})
    first.refresh_from_db()
    assert (first.resolved_by, first.is_open) == ("Reporter", False)
    page = client.get(ADDRESS).content.decode()
    assert "Reporter avslutade" in page
    assert "har kommenterat" not in page
    client.post(TALK, {"thread": str(first.pk), "step": "reply", "text": "Men inte höstens."})
    first.refresh_from_db()
    assert first.is_open
    client.post(TALK, {"thread": str(first.pk), "step": "resolve"})
    client.post(TALK, {"thread": str(first.pk), "step": "open"})
    page = client.get(ADDRESS).content.decode()
    assert all(text in page for text in ("Förklara 140.", "Sommarjobben är med.", "Men inte höstens."))
    assert Event.objects.filter(action="resolve_comment").count() == 3


def test_those_concerned_are_told_and_the_one_who_speaks_is_not(report: Report, people: dict[str, User]) -> None:
    goal = Goal.objects.get(slug="tryggt")
    actions.assign_row(report=report, of=goal, responsible=people["reporter"], by=COMMAND_LINE, at=b.NOON)
    Notice.objects.all().delete()
    first = say(report, people["approver"], row="g.tryggt")
    link = f"{ADDRESS}#trad-{first.pk}"
    assert (told(people["reporter"]), told(people["coordinator"]), told(people["approver"])) == ([link], [link], [])
    actions.reply_comment(comment=first, text="Så här.", by=Actor.of(people["coordinator"]), at=b.NOON)
    assert (told(people["approver"]), told(people["coordinator"])) == ([link], [link])


def test_an_answer_to_an_answer_stands_in_the_same_thread(report: Report, people: dict[str, User]) -> None:
    first = say(report, people["approver"])
    second = actions.reply_comment(comment=first, text="Ett", by=Actor.of(people["reporter"]), at=b.NOON)
    third = actions.reply_comment(comment=second, text="Två", by=Actor.of(people["approver"]), at=b.NOON)
    assert third.thread == first


def test_the_approver_sees_what_is_not_settled_before_approving(
    client: Client, report: Report, people: dict[str, User]
) -> None:
    enter(client, people["reporter"]).post(ADDRESS, form())
    first = say(report, people["coordinator"], row="s.summary")
    actions.hand_in(report=report, by=COMMAND_LINE, at=b.NOON)
    page = enter(client, people["approver"]).get(ADDRESS).content.decode()
    assert "1 kommentar är inte avslutad:" in page
    assert page.index("inte avslutad") < page.index(">Godkänn<")
    actions.resolve_comment(comment=first, resolved=True, by=Actor.of(people["approver"]), at=b.NOON)
    assert "inte avslutad" not in client.get(ADDRESS).content.decode()


def test_a_returned_report_begins_a_thread_that_can_be_answered(
    client: Client, report: Report, people: dict[str, User]
) -> None:
    enter(client, people["reporter"]).post(ADDRESS, form())
    actions.hand_in(report=report, by=COMMAND_LINE, at=b.NOON)
    with pytest.raises(Refusal, match="vad som behöver ändras"):
        actions.return_report(report=report, comment="  ", by=Actor.of(people["approver"]), at=b.NOON)
    actions.return_report(report=report, comment="Förklara 140.", by=Actor.of(people["approver"]), at=b.NOON)
    page = client.get(ADDRESS).content.decode()
    assert "Approver återlämnade" in page
    client.post(TALK, {"thread": str(ReviewComment.objects.get().pk), "step": "reply", "text": "Förklarat."})
    assert told(people["approver"])


def test_one_who_only_reads_says_nothing(client: Client, report: Report, people: dict[str, User]) -> None:
    with pytest.raises(NotAllowed):
        say(report, people["auditor"])
    page = enter(client, people["auditor"]).get(ADDRESS).content.decode()
    assert "Ny kommentar" not in page


def test_after_the_decision_the_threads_are_read_and_not_written(report: Report, people: dict[str, User]) -> None:
    first = say(report, people["approver"])
    Report.objects.update(state="decided")
    first.report.refresh_from_db()
    for deed in (actions.reply_comment, actions.resolve_comment):
        more: dict[str, Any] = {"text": "Sent"} if deed is actions.reply_comment else {"resolved": True}
        with pytest.raises(Refusal, match="utbytesblad"):
            deed(comment=first, **more, by=Actor.of(people["approver"]), at=b.NOON)


def test_an_empty_comment_and_a_thread_of_another_report_are_refused(client: Client, people: dict[str, User]) -> None:
    enter(client, people["reporter"])
    assert "Skriv kommentaren först." in client.post(TALK, {"text": " "}, follow=True).content.decode()
    assert client.post(TALK, {"thread": "999", "step": "reply", "text": "Hej"}).status_code == 404
    assert client.get(TALK).status_code == 405
