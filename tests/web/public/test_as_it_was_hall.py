"""The council's budget and the reconciliation of plans: a past day reads as it read when that day had ended."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import Phase, given, settings
from tests import builders as b
from tests.slow_examples import one_in
from tests.web.public.past_city import City, Days, days, read_back

from samstad.domain.cycle import actions as cycle
from samstad.domain.cycle.models import AdjustmentRequest, AssignedBoard, ChangeRequest, ProposedMeasure, Report, Round
from samstad.domain.cycle.queries import find_report
from samstad.domain.steering.models import Activity, Goal, Indicator
from samstad.reports.board_report import collect_report
from samstad.reports.council_budget import collect_budget

pytestmark = pytest.mark.django_db
YEAR = 2018


class TownHall(City):
    """The same city in the round of its budget: a board and a company propose, the council and its office decide."""

    PAGES = (
        "/namnder/farstanamnden/", "/uppfoljning/2018/kf-budget/", "/uppfoljning/2018/underlag/",
        "/uppfoljning/2018/avstamning/",
    )  # fmt: skip
    DEEDS = (
        *((name, "") for name in (
            "propose_measure", "change_measure", "withdraw_measure", "send_proposal", "take_back", "assign", "set_goal",
            "decide_budget", "answer_assignment", "reword_first", "change_activity", "propose_adjustments",
            "ask_adjustments", "answer_adjustment", "weigh_in", "ask_again", "accept", "end", "ask_change",
            "approve_change",
        )),
        *(("answer_measure", kind) for kind in ("granted", "partly", "no")),
    )  # fmt: skip

    def begin(self) -> None:
        holding = b.board("stadshus", "Stadshus AB", kind="holding_company")
        self.company = b.board("hem", "Hem AB", kind="company", parent=holding)
        self.meeting = b.board("ks", "Kommunstyrelsen", kind="executive_board")
        self.coming = b.goal("Trygga stadsdelar", "council", YEAR, slug="kf-2018", owner=self.council.owner)
        for kind in ("underlag", "kf-budget", "avstamning"):
            cycle.open_round(year=YEAR, kind=kind, cutoff=None, due=None, **self.who())
        self.common = b.indicator("Feriejobb", slug="feriejobb", council=True, direction="higher")

    def round(self, kind: str) -> Round:
        return Round.objects.get(year=YEAR, kind=kind)

    def report(self) -> Report | None:
        return find_report(self.board.slug, YEAR, "underlag")

    def plan(self) -> cycle.MeasurePlan:
        about = Activity.objects.get(pk=self.activity.pk)
        return cycle.MeasurePlan(
            text=self.words("Det behövs"),
            amounts={(YEAR + self.number % 3, "running"): Decimal(self.number), (YEAR, "project"): Decimal("0.5")},
            activity=about if self.number % 2 else None,
            title="" if self.number % 2 else self.words("Fältarbete"),
            goals=(self.coming, self.goal)[: self.number % 3],
            area=self.district if self.number % 4 else None,
        )

    def propose_measure(self) -> None:
        if report := self.report():
            cycle.propose_measure(report=report, plan=self.plan(), **self.who())

    def change_measure(self) -> None:
        report, row = self.report(), ProposedMeasure.objects.order_by("pk").first()
        if report and row:
            cycle.change_measure(report=report, measure=row, plan=self.plan(), version=row.version, **self.who())

    def withdraw_measure(self) -> None:
        report, row = self.report(), ProposedMeasure.objects.order_by("pk").last()
        if report and row:
            cycle.withdraw_measure(report=report, measure=row, version=row.version, **self.who())

    def send_proposal(self) -> None:
        self.approve()
        if report := self.report():
            cycle.send_out(report=report, collect=collect_report, on=self.day, **self.who())

    def take_back(self) -> None:
        self.refer_back()

    def answer_measure(self, kind: str) -> None:
        row = ProposedMeasure.objects.order_by("pk").last()
        if row:
            self.approve()
            answer = getattr(row, "answer", None)
            cycle.answer_measure(
                of_round=self.round("kf-budget"), measure=row, kind=kind, text=self.words("Ryms"),
                granted={(YEAR, "running"): Decimal("0.1")} if kind == "partly" else {},
                version=answer.version if answer else 0, **self.who(),
            )  # fmt: skip

    def assign(self) -> None:
        plan = cycle.AssignmentPlan(self.words("Öppna fritidsgården"), goal=Goal.objects.get(pk=self.coming.pk))
        cycle.propose_assignment(of_round=self.round("kf-budget"), plan=plan, boards=[self.board], **self.who())

    def set_goal(self) -> None:
        cycle.propose_target(
            of_round=self.round("kf-budget"), of=self.common, goal=self.coming, value=Decimal(7), **self.who()
        )

    def decide_budget(self) -> None:
        cycle.decide_budget(
            of_round=self.round("kf-budget"), collect=collect_budget, meeting_date=self.day, paragraph="4", **self.who()
        )

    def answer_assignment(self) -> None:
        part = AssignedBoard.objects.order_by("pk").first()
        if part:
            cycle.answer_assignment(part=part, text=self.words("Vi öppnar"), version=part.version, **self.who())

    def request(self) -> AdjustmentRequest | None:
        rows = list(AdjustmentRequest.objects.select_related("organisation__parent", "round").order_by("pk"))
        return rows[self.number % len(rows)] if rows else None

    def propose_adjustments(self) -> None:
        for body in (self.board, self.company):
            cycle.propose_adjustment(
                of_round=self.round("avstamning"), organisation=body, indicator=self.common,
                text=self.words("Höj årsmålet"), due=date(2017, 6, 1), **self.who(),
            )  # fmt: skip

    def ask_adjustments(self) -> None:
        cycle.ask_adjustments(of_round=self.round("avstamning"), asked_on=self.day, paragraph="5", **self.who())

    def answer_adjustment(self) -> None:
        if row := self.request():
            cycle.answer_adjustment(request=row, text=self.words("Vi har höjt"), **self.who())

    def weigh_in(self) -> None:
        if row := self.request():
            cycle.weigh_in(request=row, text=self.words("Räcker inte"), **self.who())

    def ask_again(self) -> None:
        if row := self.request():
            cycle.ask_again(request=row, text=self.words("Mer"), due=date(2017, 9, 1), **self.who())

    def accept(self) -> None:
        if row := self.request():
            cycle.accept_adjustment(request=row, **self.who())

    def end(self) -> None:
        if row := self.request():
            cycle.end_adjustment(request=row, text=self.words("Avslutat"), **self.who())

    def ask_change(self) -> None:
        kind, name = ("indicator", self.words("Sommarjobb")) if self.number % 2 else ("target", "")
        named = Indicator.objects.get(slug=self.common.slug)
        cycle.ask_change(
            organisation=self.board, year=YEAR, kind=kind, indicator=named,
            new_value=Decimal(self.number), new_name=name, reason="Bättre.", **self.who(),
        )  # fmt: skip

    def approve_change(self) -> None:
        change = ChangeRequest.objects.filter(state="asked").order_by("pk").first()
        if change:
            cycle.approve_change(change=change, body=self.meeting, meeting_date=self.day, paragraph="8", **self.who())


@settings(one_in(16), phases=[Phase.generate])
@given(days(TownHall.DEEDS, at_once=9))
def test_a_past_day_reads_as_it_read_then(client: Client, done: Days) -> None:
    with pytest.MonkeyPatch.context() as patch, transaction.atomic():
        assert read_back(client, TownHall(), done, patch) == {}
        transaction.set_rollback(True)
