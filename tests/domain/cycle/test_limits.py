"""What is just within a limit is taken and what is just beyond it is refused: the rules, asked directly."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from tests.refusals import refusal_of

from samstad.domain.cycle import rules
from samstad.domain.cycle.actions import ChapterContent, EconomyContent
from samstad.domain.cycle.models import AdjustmentRequest, Report, Round
from samstad.domain.organisation.models import Organisation
from samstad.domain.steering.models import Indicator

Deed = Callable[[], object]
TODAY = date(2017, 5, 2)
BUDGET = Round(year=2018, kind="kf-budget")
PARK = EconomyContent("operations", "Park", "running", "tkr", Decimal(100), Decimal(40), Decimal(100))
CHAPTER = ChapterContent("skog", "Skog")


def outcome(reason: str = "", value: Decimal | None = None) -> Deed:
    return lambda: rules.check_outcome(outcome=value, missing_reason=reason, locked=False)


def told(*values: int | None) -> Deed:
    protected = Indicator(protect_below=5)
    return lambda: rules.check_told(protected, *(None if value is None else Decimal(value) for value in values))


def activity(status: str, deviation: str) -> Deed:
    return lambda: rules.check_activity(status=status, deviation=deviation)


def judged(judgement: str, suggested: str, motivation: str = "") -> Deed:
    return lambda: rules.check_judgement(judgement=judgement, suggested=suggested, motivation=motivation)


def meeting(sent_out_on: date | None) -> Deed:
    return lambda: rules.check_meeting(Report(sent_out_on=sent_out_on), meeting_date=TODAY)


def correction(decided_on: date) -> Deed:
    return lambda: rules.check_correction(Report(decided_on=decided_on), on=TODAY)


def numbered(text: str) -> Deed:
    return lambda: rules.check_registration_number(text)


def money(amount: str, year: int = 2018) -> Deed:
    return lambda: rules.check_money(BUDGET, {(year, "running"): Decimal(amount)})


def partly(granted: str) -> Deed:
    """An answer to a measure that asks for ten million."""
    measure: Any = SimpleNamespace(round=BUDGET, withdrawn=False)
    cells = {(2018, "running"): Decimal(granted)}
    return lambda: rules.check_answer(
        of_round=BUDGET, measure=measure, report=Report(state="approved"), kind="partly", text="Hälften.",
        asked=Decimal(10), granted=cells,
    )  # fmt: skip


def economy(kind: str = "t1", over: int = 5, **fields: Any) -> Deed:
    return lambda: rules.check_economy_row(replace(PARK, **fields), round_kind=kind, explain_over=over)


def chapter(**fields: Any) -> Deed:
    return lambda: rules.check_chapter(replace(CHAPTER, **fields))


def due(day: date | None) -> Deed:
    proposal = AdjustmentRequest(organisation=Organisation(name="Farsta"), due=day)
    return lambda: rules.check_due([proposal], asked_on=TODAY)


def deciding(kind: str, day: date) -> Deed:
    return lambda: rules.check_deciding(Organisation(kind=kind), meeting_date=day, paragraph="7", today=TODAY)


def changed(kind: str, body: str = "", **fields: Any) -> Deed:
    given: dict[str, Any] = {"new_value": None, "new_name": "", "goal": None, "reason": "Färre platser."} | fields
    new_body = Organisation(kind=body) if body else None
    return lambda: rules.check_change(kind=kind, new_body=new_body, **given)


@pytest.mark.parametrize(
    "deed",
    [
        outcome(f" {'x' * 300} "),
        outcome(value=Decimal(0)),
        told(5, None, 6),
        told(-1),
        activity("deviates", f" {'x' * 600} "),
        activity("ongoing", ""),
        judged("full", "full"),
        judged("not", "full", "Enkäten är gammal."),
        judged("unknown", "unknown"),
        judged("partly", ""),
        meeting(None),
        meeting(TODAY),
        correction(TODAY),
        numbered(""),
        numbered("1.2.4-81/2017"),
        money("100000"),
        money("0.001", 2020),
        partly("9.999"),
        economy(name="x" * 200, explanation="x" * 600),
        economy(budget=Decimal("999999999"), forecast=Decimal("999999999")),
        economy(forecast=Decimal(105)),
        economy(forecast=Decimal(95)),
        economy(over=10, forecast=Decimal(110)),
        economy("vp", outcome=None, forecast=None),
        economy("vb", outcome=Decimal(100), forecast=None),
        chapter(title="x" * 120, key="k" * 40, explain_over=100),
        chapter(explain_over=0),
        due(TODAY),
        due(None),
        deciding("council", TODAY),
        deciding("executive_board", TODAY),
        changed("responsible", "company"),
        changed("target", new_value=Decimal(0)),
    ],
)
def test_what_is_within_the_limit_is_taken(deed: Deed) -> None:
    assert refusal_of(deed) == ""


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        (outcome("x" * 301), "long_text"),
        (outcome("Enkäten dröjer.", Decimal(0)), "both"),
        (told(0), "protected"),
        (told(None, 9, 4), "protected"),
        (activity("deviates", " "), "no_deviation"),
        (activity("ongoing", "x" * 601), "long_text"),
        (judged("not", "full", " "), "no_motivation"),
        (judged("unknown", "full"), "no_motivation"),
        (meeting(date(2017, 5, 3)), "before_sent_out"),
        (correction(date(2017, 5, 3)), "before_decided"),
        (numbered("inget"), "bad_registration_number"),
        (numbered(", ".join(f"1.2.4-{number}/2017" for number in range(100, 110))), "bad_registration_number"),
        (money("100000.001"), "bad_amount"),
        (money("1", 2021), "bad_cell"),
        (partly("10"), "not_partly"),
        (economy(name="x" * 201), "long_text"),
        (economy(explanation="x" * 601), "long_text"),
        (economy(budget=Decimal("-1e9")), "too_much"),
        (economy(forecast=Decimal("105.1")), "no_explanation"),
        (economy(forecast=Decimal("94.9"), explanation=" "), "no_explanation"),
        (economy("t2", forecast=None), "no_forecast"),
        (economy("vb", outcome=Decimal(100)), "forecast_of_past"),
        (economy(part="adjustment", budget=None, outcome=None, forecast=None, explanation="Hyra."), "only_asked"),
        (chapter(title="x" * 121), "long_title"),
        (chapter(key="k" * 41), "bad_key"),
        (chapter(key="Skog"), "bad_key"),
        (chapter(explain_over=101), "bad_share"),
        (chapter(explain_over=-1), "bad_share"),
        (due(date(2017, 5, 1)), "due_before_asked"),
        (deciding("council", date(2017, 5, 3)), "meeting_ahead"),
        (deciding("district_board", TODAY), "wrong_body"),
        (changed("responsible", "external"), "no_body"),
        (changed("council_target"), "no_value"),
        (changed("definition", new_name=" "), "no_definition"),
        (changed("follow"), "no_goal"),
    ],
)
def test_what_is_beyond_it_is_refused(deed: Deed, code: str) -> None:
    assert refusal_of(deed) == code
