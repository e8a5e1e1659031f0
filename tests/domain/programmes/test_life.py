"""A steering document's life: which step may follow which, who decides, and what stays."""

from datetime import UTC, datetime
from typing import Any

import pytest
from tests import builders as b

from samstad.domain.history.models import Event
from samstad.domain.organisation.choices import Role
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.programmes.actions import Step, take_document_step
from samstad.domain.programmes.models import DocumentStep, DocumentSuccession, SteeringDocument
from samstad.domain.programmes.rules import NEXT_STEPS
from samstad.refusals import NotAllowed, Refusal

pytestmark = pytest.mark.django_db
TODAY = datetime(2017, 5, 2, 12, tzinfo=UTC)


@pytest.fixture
def board() -> Organisation:
    return b.board("farsta")


def take(
    document: SteeringDocument, status: str, on: str = "2017-05-01", by: Any = COMMAND_LINE, **said: Any
) -> DocumentStep:
    decided = {"body": document.owner, "paragraph": "7"} | said
    return take_document_step(document=document, step=Step(status, b.day(on), **decided), by=by, at=TODAY)


def code(document: SteeringDocument, status: str, **said: Any) -> str:
    with pytest.raises(Refusal) as refused:
        take(document, status, **said)
    document.refresh_from_db()
    assert not DocumentStep.objects.filter(status=status, document=document).exists()
    return refused.value.code


def test_a_document_goes_from_proposal_to_repeal(board: Organisation) -> None:
    document = b.programme(board, status="proposal")
    for number, status in enumerate(("on_referral", "adopted", "repealed"), 1):
        take(document, status, on=f"2017-0{number}-01")
    document.refresh_from_db()
    assert (document.status, document.adopted_on, document.decided_by, document.paragraph) == (
        "repealed", b.day("2017-02-01"), board, "7",
    )  # fmt: skip
    assert [step.status for step in DocumentStep.objects.all()] == ["on_referral", "adopted", "repealed"]


@pytest.mark.parametrize(
    ("standing", "status"),
    [(standing, status) for standing in NEXT_STEPS for status in NEXT_STEPS if status not in NEXT_STEPS[standing]],
)
def test_a_step_that_cannot_follow_is_refused(board: Organisation, standing: str, status: str) -> None:
    assert code(b.programme(board, status=standing), status) == "wrong_step"


@pytest.mark.parametrize("status", ["adopted", "repealed"])
@pytest.mark.parametrize("lacks", [{"body": None}, {"paragraph": " "}])
def test_what_a_body_decides_has_body_and_paragraph(board: Organisation, status: str, lacks: dict[str, Any]) -> None:
    assert code(b.programme(board, status="unknown"), status, **lacks) == "undecided"


def test_a_step_is_not_taken_ahead_of_time_or_before_the_last(board: Organisation) -> None:
    document = b.programme(board, status="proposal")
    assert code(document, "on_referral", on="2017-05-03") == "not_yet"
    take(document, "on_referral", on="2017-04-01")
    assert code(document, "adopted", on="2017-03-31") == "before_last"
    take(document, "adopted", on="2017-04-01")


def test_what_is_replaced_names_what_came_after(board: Organisation) -> None:
    old, new = b.programme(board, status="adopted"), b.programme(board)
    assert code(old, "replaced") == "no_successor"
    assert code(old, "replaced", after=old) == "no_successor"
    take(old, "replaced", after=new)
    assert [(row.before, row.after) for row in DocumentSuccession.objects.all()] == [(old, new)]
    assert code(new, "replaced", after=old) == "turned_about"


def test_a_programme_may_take_the_place_of_several_and_be_replaced_in_its_turn(board: Organisation) -> None:
    first, second, new, newest = (b.programme(board, status="adopted") for _ in range(4))
    take(first, "replaced", after=new)
    take(second, "replaced", after=new)
    take(new, "replaced", after=newest)
    assert set(DocumentSuccession.objects.values_list("before", "after")) == {
        (first.pk, new.pk), (second.pk, new.pk), (new.pk, newest.pk),
    }  # fmt: skip


def test_a_step_that_is_no_replacement_makes_no_successor_whoever_is_named(board: Organisation) -> None:
    document, other = b.programme(board, status="proposal"), b.programme(board)
    take(document, "adopted", after=other)
    assert not DocumentSuccession.objects.exists()


def test_an_adoption_without_a_number_keeps_the_number_that_the_document_has(board: Organisation) -> None:
    document = b.programme(board, status="proposal", registration_number="110-1/2017")
    take(document, "adopted", registration_number=" ")
    document.refresh_from_db()
    assert document.registration_number == "110-1/2017"


def test_those_who_keep_documents_may_and_a_reporter_may_not(board: Organisation) -> None:
    for role, body in ((Role.COORDINATOR, board), (Role.SECRETARY, board), (Role.CITY_COORDINATOR, None)):
        take(b.programme(board, status="proposal"), "on_referral", by=b.actor(role, body))
    with pytest.raises(NotAllowed):
        take(b.programme(board, status="proposal"), "on_referral", by=b.actor(Role.REPORTER, board))
    with pytest.raises(NotAllowed):
        take(b.programme(board, status="proposal"), "on_referral", by=b.actor(Role.COORDINATOR, b.board()))


def test_the_log_keeps_how_it_stood_before(board: Organisation) -> None:
    take(b.programme(board, "lup", status="proposal"), "adopted")
    event = Event.objects.get(action="take_document_step")
    assert event.subject_key == "lup"
    assert event.change == {
        "status": ["proposal", "adopted"],
        "adopted_on": [None, "2017-05-01"],
        "paragraph": ["", "7"],
    }
