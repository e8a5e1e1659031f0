"""A small city where one thing is done at a time, and its pages as they read on a day."""

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import strategies as st
from tests import builders as b

from samstad.domain.cycle import actions as cycle
from samstad.domain.cycle.actions.fill import ActivityContent, IndicatorContent, JudgementContent, ReportContent
from samstad.domain.cycle.models import OfficeAssessment, Report, Round
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.programmes import actions as programmes
from samstad.domain.programmes.models import ProgrammeRequest, Question, SteeringDocument
from samstad.domain.steering import actions as steering
from samstad.domain.steering.actions import uploads
from samstad.domain.steering.actions.uploads import NewFigure
from samstad.domain.steering.models import Activity, FigureUpload, Goal
from samstad.refusals import Refusal
from samstad.reports.board_report import collect_report
from samstad.reports.council_report import collect_round

FIRST = date(2017, 2, 1)
LAST = date(2017, 12, 30)
HERE = ZoneInfo("Europe/Stockholm")


class City:
    """A small city where one thing is done at a time; every deed is dated the day on which it is done."""

    def __init__(self) -> None:
        self.day = FIRST
        self.hour = 8
        self.number = 0
        district = self.district = b.area(
            "farsta", "Farsta", parent=b.area("staden", "Staden", "stad"), tile_column=1, tile_row=1
        )
        self.board = b.board("farstanamnden", area=district)
        self.other = b.board("trafik", kind="specialist_board")
        b.level("board")
        council = b.goal("Trygga stadsdelar", "council", slug="kf-1", number="1", owner=b.board("kf", kind="council"))
        self.council = council
        self.goal = self.add_goal()
        self.indicator = steering.add_indicator(
            owner=self.board, goal=self.goal, name="Andel trygga", unit="procent", **self.who()
        )
        self.activity = self.add_activity()
        self.programme = b.programme(self.board, "lup-farsta", title="Lokalt program", status="proposal")
        b.put_in_programme(self.programme, b.goal("Lokalt mål", "local", None, owner=self.board, slug="lokalt"))
        self.older = b.programme(self.board, "gammalt", "programme", title="Gammalt program", status="unknown")

    def who(self) -> dict[str, Any]:
        self.hour = min(self.hour + 1, 23)
        at = datetime(self.day.year, self.day.month, self.day.day, self.hour, 30, tzinfo=HERE)
        return {"by": COMMAND_LINE, "at": at}

    def words(self, stem: str) -> str:
        self.number += 1
        return f"{stem} {self.number}"

    def add_goal(self) -> Goal:
        return steering.add_goal(
            owner=self.board, year=2017, title=self.words("Eget mål"), under=self.council, **self.who()
        )

    def reword_goal(self) -> None:
        goal = Goal.objects.filter(owner=self.board, level__sphere="board").order_by("pk").last() or self.goal
        steering.reword_goal(goal=goal, title=self.words("Omskrivet mål"), **self.who())

    def reword_first(self) -> None:
        steering.reword_goal(goal=Goal.objects.get(pk=self.goal.pk), title=self.words("Första målet"), **self.who())

    def add_activity(self) -> Activity:
        plan = steering.ActivityPlan(self.words("Åtgärd"), goals=(self.goal,), areas=(self.district,))
        return steering.add_activity(owner=self.board, year=2017, plan=plan, **self.who())

    def change_activity(self) -> None:
        plan = steering.ActivityPlan(
            self.words("Ändrad åtgärd"), start=self.day, end=LAST, continuous=self.number % 2 == 0
        )
        steering.change_activity(activity=Activity.objects.get(pk=self.activity.pk), plan=plan, **self.who())

    def add_indicator(self) -> None:
        steering.add_indicator(owner=self.board, goal=self.goal, name=self.words("Mått"), unit="procent", **self.who())

    def set_target(self) -> None:
        steering.set_target(
            indicator=self.indicator, owner=self.board, year=2017, value=Decimal(self.number), **self.who()
        )
        self.number += 1

    def record_value(self) -> None:
        self.number += 1
        steering.record_value(
            indicator=self.indicator, owner=self.board, period="2016", value=Decimal(self.number), known_from=self.day,
            source="egen mätning", **self.who(),
        )  # fmt: skip

    def store_upload(self) -> None:
        self.number += 1
        upload = uploads.keep_upload(
            file_name="f.csv", sha256=str(self.number), columns={}, source="fil", known_from=self.day, **self.who()
        )
        figures = [
            NewFigure(self.indicator.pk, self.district.pk, None, period, "", "", Decimal(self.number), "final", "", "")
            for period in ("2015", "2016")
        ]
        uploads.store_upload(upload=upload, figures=figures, **self.who())

    def undo_upload(self) -> None:
        upload = FigureUpload.objects.filter(state="stored").order_by("pk").last()
        if upload:
            uploads.undo_upload(upload=upload, reason="Fel fil.", **self.who())

    def begin(self) -> None:
        """What there is on the first day."""
        self.do("open_round", "")

    def open_round(self) -> None:
        cycle.open_round(year=2017, kind="t1", cutoff=date(2017, 4, 30), due=date(2017, 5, 15), **self.who())

    def report(self) -> Report | None:
        return Report.objects.select_related("round", "organisation").filter(organisation=self.board).first()

    def send_out(self) -> None:
        report = self.report()
        if report is None:
            return
        self.number += 1
        marks = ("full", "partly", "not", "unknown")
        content = ReportContent(
            indicators=[IndicatorContent(self.indicator, outcome=Decimal(self.number))],
            activities=[
                ActivityContent(self.activity, "deviates" if self.number % 2 else "ongoing", self.words("Sen"))
            ],
            judgements=[
                JudgementContent(goal, marks[self.number % 4], self.words("Därför"))
                for goal in Goal.objects.filter(pk__in=[self.goal.pk, self.council.pk])
            ],
            sections={"summary": self.words("Läget")},
        )
        cycle.fill_report(report=report, content=content, **self.who())
        self.approve()
        report.refresh_from_db()
        cycle.send_out(report=report, collect=collect_report, on=self.day, **self.who())

    def approve(self) -> None:
        if report := self.report():
            Report.objects.filter(pk=report.pk, state="draft").update(state="ready")
            report.refresh_from_db()
            cycle.approve(report=report, **self.who())

    def return_report(self) -> None:
        if report := self.report():
            cycle.return_report(report=report, comment="Skriv mer.", **self.who())

    def verify(self) -> None:
        if report := self.report():
            cycle.verify(report=report, **self.who())

    def decide(self) -> None:
        if report := self.report():
            cycle.decide(report=report, collect=collect_report, meeting_date=self.day, paragraph="7", **self.who())

    def refer_back(self) -> None:
        if report := self.report():
            cycle.refer_back(report=report, meeting_date=self.day, motivation="Skriv om.", **self.who())

    def correct(self) -> None:
        if report := self.report():
            self.number += 1
            content = ReportContent(indicators=[IndicatorContent(self.indicator, outcome=Decimal(self.number))])
            cycle.correct(
                report=report, content=content, note="Fel siffra.", collect=collect_report, on=self.day, **self.who()
            )

    def propose_assessment(self) -> None:
        if opened := Round.objects.first():
            row = OfficeAssessment.objects.filter(round=opened, goal=self.council).first()
            version = row.version if row else 0
            cycle.propose_assessment(
                of_round=opened, goal=self.council, judgement="partly", text=self.words("Vi bedömer"), version=version,
                **self.who(),
            )  # fmt: skip

    def publish(self) -> None:
        if opened := Round.objects.first():
            cycle.publish_roll_up(of_round=opened, collect=collect_round, on=self.day, **self.who())

    def decide_assessment(self) -> None:
        if opened := Round.objects.first():
            cycle.decide_assessment(of_round=opened, decided_on=self.day, paragraph="9", **self.who())

    def ask(self) -> None:
        programmes.ask(programme=self.programme, asked=self.other, text=self.words("Kan ni laga vägen?"), **self.who())

    def answer(self, kind: str) -> None:
        question = Question.objects.select_related("asked", "programme__owner", "goal").order_by("pk").last()
        if question:
            words = self.words("Vi lagar vägen")
            reply = programmes.Reply(kind, words, new_activity=words if kind == "yes" else "", year=2017)
            programmes.answer(question=question, reply=reply, **self.who())

    def request_answers(self) -> None:
        wanted = programmes.Wanted(self.words("Vad gör ni?"), leads=[self.other], goal=self.goal)
        programmes.add_request(programme=self.programme, wanted=wanted, **self.who())

    def reword_request(self) -> None:
        if row := ProgrammeRequest.objects.order_by("pk").last():
            due = self.day if self.number % 2 else None
            wording = programmes.Wording(self.words("Vad gör ni nu?"), leads=[self.other, self.board], due=due)
            programmes.reword_request(request=row, wording=wording, version=row.version, **self.who())

    def withdraw_request(self) -> None:
        if row := ProgrammeRequest.objects.order_by("pk").last():
            programmes.withdraw_request(request=row, reason=self.words("Gjort"), version=row.version, **self.who())

    def contribute(self) -> None:
        plan = steering.ActivityPlan(self.words("Eget initiativ"))
        activity = steering.add_activity(owner=self.other, year=2017, plan=plan, **self.who())
        programmes.contribute(organisation=self.other, programme=self.programme, activity=activity, **self.who())

    def step(self, status: str) -> None:
        document = SteeringDocument.objects.get(pk=self.older.pk if status == "replaced" else self.programme.pk)
        said = programmes.Step(status, self.day, self.board, self.words("§"), after=self.programme)
        programmes.take_document_step(document=document, step=said, **self.who())

    def analyse(self, part: str) -> None:
        words = self.words("Så är det")
        programmes.write_part(document=self.programme, part=part, text=words if self.number % 3 else "", **self.who())
        programmes.add_quality(document=self.programme, text=words, **self.who())
        document = SteeringDocument.objects.get(pk=self.programme.pk)
        programmes.write_vision(document=document, text=words, **self.who())

    PAGES: tuple[str, ...] = (
        "/", "/mal/2017/", "/mal/2017/kf-1/", "/mal/2017/{goal}/", "/namnder/farstanamnden/", "/namnder/trafik/",
        "/program/lup-farsta/", "/styrdokument/", "/atgarder/", "/atgarder/{activity}/", "/omraden/farsta/",
        "/uppfoljning/2017/t1/", "/uppfoljning/2017/t1/mote/",
    )  # fmt: skip
    DEEDS: tuple[tuple[str, str], ...] = (
        *((name, "") for name in (
            "add_goal", "reword_goal", "reword_first", "add_activity", "change_activity", "add_indicator", "set_target",
            "record_value", "store_upload", "undo_upload", "open_round", "send_out", "decide", "refer_back", "correct",
            "approve", "return_report", "verify",
            "propose_assessment", "publish", "decide_assessment", "ask", "contribute",
            "request_answers", "reword_request", "withdraw_request",
        )),
        *(("analyse", part) for part in ("cohesive", "democratic")),
        *(("answer", kind) for kind in ("yes", "no", "counter")),
        *(("step", status) for status in ("on_referral", "adopted", "replaced", "repealed")),
    )  # fmt: skip

    def do(self, name: str, what: str) -> None:
        """What is refused is not done."""
        deed: Callable[..., object] = getattr(self, name)
        with suppress(Refusal), transaction.atomic():
            partial(deed, what)() if what else deed()


def told(client: Client, city: City, today: date, on: date | None, patch: pytest.MonkeyPatch) -> dict[str, str]:
    """What each page says on the day that is today, or of a day that has been: without the banner and the form."""
    patch.setattr(timezone, "localdate", lambda *_: today)
    said = {}
    for page in city.PAGES:
        address = page.format(goal=city.goal.slug, activity=city.activity.slug)
        asked = f"{'&' if '?' in address else '?'}datum={on.isoformat()}" if on else ""
        answer = client.get(f"{address}{asked}")
        assert answer.status_code == 200, f"{address} {on}"
        text = answer.content.decode()
        main = text[text.index("<main") : text.index("</main>")]
        main = re.sub(r'<section class="notice notice-warning as-of".*?</section>', "", main, flags=re.DOTALL)
        main = re.sub(r'<form class="as-of-form.*?</form>', "", main, flags=re.DOTALL)
        main = re.sub(r'<p class="notice small">Det finns ingen uppgift.*?</p>', "", main, flags=re.DOTALL)
        main = re.sub(r'<input type="hidden" name="datum"[^>]*>', "", main)
        main = re.sub(r"(\?|&amp;)datum=[\d-]+", "", main)
        said[address] = "\n".join(line.strip() for line in main.splitlines() if line.strip())
    return said


Days = list[tuple[int, list[tuple[str, str]]]]


def days(deeds: Iterable[tuple[str, str]], *, at_once: int = 5) -> st.SearchStrategy[Days]:
    """Days apart, and what is done on each."""
    done = st.lists(st.sampled_from(tuple(deeds)), min_size=1, max_size=at_once)
    return st.lists(st.tuples(st.integers(1, 25), done), min_size=2, max_size=5)


class Reading(NamedTuple):
    """What a page said on a day, and what it says of that day later."""

    then: str
    again: str


def read_back(client: Client, city: City, days: Days, patch: pytest.MonkeyPatch) -> dict[tuple[date, str], Reading]:
    """Do it day by day, remember what each day's pages said, and read the days again when all has been done.

    What comes back are the pages, by day and address, that do not read as they did.
    """
    city.begin()
    shown: dict[date, dict[str, str]] = {}
    for gap, deeds in days:
        city.day, city.hour = city.day + timedelta(days=gap), 8
        for name, what in deeds:
            city.do(name, what)
        shown[city.day] = told(client, city, city.day, None, patch)
    past = {day: told(client, city, city.day, day, patch) for day in shown if day < city.day}
    readings = {
        (day, address): Reading(then, past[day][address]) for day in past for address, then in shown[day].items()
    }
    return {place: reading for place, reading in readings.items() if reading.then != reading.again}
