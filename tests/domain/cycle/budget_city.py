"""Two boards with a budget proposal and a round for the council's budget of 2018."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tests import builders as b

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import ProposedMeasure, Report, Round
from samstad.domain.cycle.queries import find_report
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.steering.models import Goal
from samstad.reports.board_report import collect_report
from samstad.reports.council_budget import collect_budget

YEAR = 2018
WHO: dict[str, Any] = {"by": COMMAND_LINE, "at": b.NOON}


@dataclass
class BudgetCity:
    farsta: Organisation
    bromma: Organisation
    goal: Goal
    proposal: Report
    other: Report
    budget: Round


def build() -> BudgetCity:
    farsta = b.board("farsta", "Farsta stadsdelsnämnd", short_name="Farsta", area=b.area("farsta", "Farsta"))
    bromma = b.board("bromma", "Bromma stadsdelsnämnd", short_name="Bromma")
    goal = b.goal("En trygg stad", "council", YEAR, slug="kf-trygg", number="1.3")
    b.goal("Tryggheten ökar", "board", YEAR, under=goal, slug="farsta-trygg", owner=farsta)
    open_round("underlag")
    return BudgetCity(farsta, bromma, goal, report("farsta"), report("bromma"), open_round("kf-budget"))


def open_round(kind: str, year: int = YEAR) -> Round:
    return actions.open_round(year=year, kind=kind, cutoff=None, due=None, **WHO)


def report(board: str, kind: str = "underlag", year: int = YEAR) -> Report:
    found = find_report(board, year, kind)
    assert found is not None
    return found


def plan(title: str = "Fältarbete på kvällar", running: str = "2.5", **fields: Any) -> actions.MeasurePlan:
    amounts = {(YEAR + step, "running"): Decimal(running) for step in range(3)}
    return actions.MeasurePlan(**{"title": title, "text": "Unga är ute sent.", "amounts": amounts, **fields})


def propose(of: Report, title: str = "Fältarbete på kvällar", **fields: Any) -> ProposedMeasure:
    return actions.propose_measure(report=of, plan=plan(title, **fields), **WHO)


def hand_in(of: Report) -> Report:
    actions.save_section_text(report=of, key="summary", version=0, text="Så här vill vi.", **WHO)
    actions.hand_in(report=of, **WHO)
    return actions.approve(report=of, **WHO)


def send_out(of: Report) -> Report:
    actions.send_out(report=hand_in(of), collect=collect_report, on=date(2017, 4, 20), **WHO)
    return of


def answer(city: BudgetCity, measure: ProposedMeasure, kind: str = "granted", **fields: Any) -> None:
    given: dict[str, Any] = {"text": "Ryms i ramen.", "granted": {}, "version": 0} | fields
    actions.answer_measure(of_round=city.budget, measure=measure, kind=kind, **given, **WHO)


def assign(city: BudgetCity, *boards: Organisation, title: str = "Öppna fritidsgården", **fields: Any) -> None:
    actions.propose_assignment(of_round=city.budget, plan=actions.AssignmentPlan(title, **fields), boards=boards, **WHO)


def decide(city: BudgetCity, **fields: Any) -> None:
    given: dict[str, Any] = {"meeting_date": date(2017, 11, 20), "paragraph": "21"} | fields
    actions.decide_budget(of_round=city.budget, collect=collect_budget, **given, **WHO)
