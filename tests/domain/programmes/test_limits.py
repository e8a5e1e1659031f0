"""What is just within a limit is taken and what is just beyond it is refused: the programmes' rules, asked directly."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.refusals import refusal_of

from samstad.domain.organisation.models import Organisation
from samstad.domain.programmes import rules
from samstad.domain.programmes.models import ActionPlan
from samstad.domain.steering.models import Activity

Deed = Callable[[], object]
TODAY = date(2017, 5, 2)
BOARD, OTHER = Organisation(pk=1, kind="district_board"), Organisation(pk=2, kind="specialist_board")


def standing(**fields: Any) -> Deed:
    """A decided answer with everything that a decision has, but for `fields`."""
    whole: dict[str, Any] = {"standing": "decided", "decided_by": BOARD, "decided_on": TODAY, "paragraph": "7"}
    return lambda: rules.check_standing(**(whole | fields))


def answer(kind: str, text: str = "", activity: Activity | None = None, by: Organisation = BOARD) -> Deed:
    return lambda: rules.check_answer(kind=kind, text=text, activity=activity, answering=by)


def plan(**fields: Any) -> Deed:
    """A plan of action that is whole, but for `fields`."""
    counts: dict[str, Any] = {"companies": 1, "unmeasured": (), "undone": ()}
    of_plan = {"analysis": "Många flyttar.", "analysed_on": TODAY}
    of_plan |= {key: fields.pop(key) for key in tuple(fields) if key in of_plan}
    return lambda: rules.check_whole(ActionPlan(**of_plan), **(counts | fields))


def step(status: str, on: date = TODAY, since: date | None = None, now: str = "on_referral") -> Deed:
    return lambda: rules.check_step(standing=now, since=since, status=status, on=on, today=TODAY)


def called(board: Organisation, *boards: int) -> Deed:
    return lambda: rules.check_called(board, boards)


def words(text: str, **fields: bool) -> Deed:
    return lambda: rules.check_words(text, longest=10, **fields)


@pytest.mark.parametrize(
    "deed",
    [
        standing(),
        standing(standing="office", decided_by=None, decided_on=None, paragraph=""),
        answer("yes", activity=Activity(owner_id=1)),
        answer("yes", by=Organisation(pk=3, kind="external")),
        answer("no", "Inte i år."),
        answer("counter", "Nästa år."),
        plan(),
        step("adopted", since=TODAY),
        step("proposal"),
        called(BOARD, 1, 2),
        words(" tio tecken "),
        words(" ", empty=True),
    ],
)
def test_what_is_within_the_limit_is_taken(deed: Deed) -> None:
    assert refusal_of(deed) == ""


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        (standing(decided_by=None), "undecided"),
        (standing(decided_on=None), "undecided"),
        (standing(paragraph=" "), "undecided"),
        (answer("yes"), "yes_without_activity"),
        (answer("yes", activity=Activity(owner_id=2)), "not_own_activity"),
        (answer("no", " "), "no_without_reason"),
        (answer("counter", " "), "counter_without_text"),
        (plan(analysis=" "), "no_analysis"),
        (plan(analysed_on=None), "no_analysis"),
        (plan(companies=0), "no_company"),
        (plan(unmeasured=["Fler i arbete"]), "not_measured"),
        (plan(undone=["Fler i arbete"]), "no_activity"),
        (step("adopted", on=date(2017, 5, 3)), "not_yet"),
        (step("adopted", on=date(2017, 4, 30), since=date(2017, 5, 1)), "before_last"),
        (step("repealed"), "wrong_step"),
        (step("adopted", now="repealed"), "wrong_step"),
        (called(BOARD, 2), "not_called"),
        (called(OTHER, 2), "not_called"),
        (words("elva tecken"), "too_long"),
        (words(" "), "empty"),
    ],
)
def test_what_is_beyond_it_is_refused(deed: Deed, code: str) -> None:
    assert refusal_of(deed) == code
