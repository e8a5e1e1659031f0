"""What programmes ask of a board, answered in its plan: requests, and priorities that are owed unasked."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from samstad.domain.access import Permission
from samstad.domain.cycle import actions
from samstad.domain.cycle.choices import ReportState, RoundKind
from samstad.domain.cycle.models import Report
from samstad.domain.cycle.queries import OWN_SPHERES, activities_of, goals_of, indicators_of
from samstad.domain.people.actors import Actor
from samstad.domain.programmes.choices import RequestRole
from samstad.domain.programmes.models import SteeringDocument
from samstad.domain.steering.models import Activity, Goal, Indicator
from samstad.refusals import Refusal
from samstad.reports.asked import AskedOfBoard, PriorityLine, RequestLine, read_asked
from samstad.reports.asked.answers import GivenAnswer, Thing, outside_sentence, withdrawn_words
from samstad.web.actor import acting, asking
from samstad.web.desk import written
from samstad.web.desk.report_found import report_or_404
from samstad.web.desk.report_table import can_write


@dataclass(frozen=True)
class Choices:
    """What a board may answer with: rows of its own plan."""

    goals: tuple[Goal, ...]
    indicators: tuple[Indicator, ...]
    activities: tuple[Activity, ...]


@dataclass(frozen=True)
class Row:
    """One thing to answer as the form shows it. `chosen` holds `g.`, `i.` or `a.` and the slug of what is ticked."""

    key: str
    programme: SteeringDocument
    title: str
    role: str
    asked: str
    answer: GivenAnswer | None
    tied: tuple[Thing, ...]
    outside: str
    version: int
    text: str
    chosen: frozenset[str]
    problem: str = ""
    ended: str = ""


@dataclass
class Refused:
    """What was written in a form that was refused, so that nothing has to be written again."""

    key: str = ""
    problem: str = ""
    text: str = ""
    chosen: frozenset[str] = field(default_factory=frozenset)


@login_required
def asked_page(request: HttpRequest, board: str, year: int) -> HttpResponse:
    """GET shows everything that the plan has to answer; POST saves one answer."""
    report = report_or_404(request, board, year, RoundKind.VP)
    choices, refused = _choices(report), Refused()
    if request.method == "POST":
        try:
            _save(report, read_asked(report), choices, request.POST, acting(request))
            messages.success(request, _("Svaret är sparat i verksamhetsplanen."))
            return redirect("desk:asked", board, year)
        except Refusal as refusal:
            form = request.POST
            chosen = frozenset(str(name) for name in form.getlist("with"))
            refused = Refused(form.get("key", ""), refusal.sentence, form.get("text", ""), chosen)
    asked = read_asked(report)
    needed = Permission.DECIDE if report.state == ReportState.SENT_OUT else Permission.REPORT
    context = {
        "place": "report",
        "board": report.organisation,
        "report": report,
        "asked": asked,
        "requests": [_row(line, refused) for line in asked.requests],
        "priorities": [_row(line, refused) for line in asked.priorities],
        "choices": choices,
        "can_write": can_write(report) and asking(request).grants.allows(needed, report.organisation),
    }
    return render(request, "desk/asked.html", context, status=400 if refused.problem else 200)


def _choices(report: Report) -> Choices:
    board, year = report.organisation, report.round.year
    goals = tuple(goals_of(board, year).filter(level__sphere__in=OWN_SPHERES))
    own = [row for row in indicators_of(board, goals) if row.owner_id in (board.pk, None)]
    return Choices(goals, tuple(own), tuple(activities_of(board, year)))


def _row(line: RequestLine | PriorityLine, refused: Refused) -> Row:
    key, answer = _key(line), line.answer
    again = refused.key == key
    programme = line.request.programme if isinstance(line, RequestLine) else line.programme
    goal = line.request.goal if isinstance(line, RequestLine) else None
    return Row(
        key=key,
        programme=programme,
        title=goal.title if goal else programme.title,
        role=str(RequestRole(line.role).label) if isinstance(line, RequestLine) and line.stands else "",
        asked=line.request.text if isinstance(line, RequestLine) else "",
        answer=answer,
        tied=line.tied if isinstance(line, RequestLine) else (),
        outside=outside_sentence(answer.entered, answer.expected) if answer and answer.outside else "",
        version=answer.version if answer else 0,
        text=refused.text if again else answer.text if answer else "",
        chosen=refused.chosen if again else _chosen(line, answer),
        problem=refused.problem if again else "",
        ended=_ended(line) if isinstance(line, RequestLine) and not line.stands else "",
    )


def _ended(line: RequestLine) -> str:
    return withdrawn_words(line.request) or _("Programmet begär inte längre svar av er.")


def _key(line: RequestLine | PriorityLine) -> str:
    return f"r.{line.request.slug}" if isinstance(line, RequestLine) else f"p.{line.programme.slug}"


def _chosen(line: RequestLine | PriorityLine, answer: GivenAnswer | None) -> frozenset[str]:
    """What is ticked: what the answer consists of, else what the board has tied to the goal already."""
    things: tuple[Thing, ...] = answer.things if answer else ()
    if answer is None and isinstance(line, RequestLine):
        things = line.tied
    return frozenset(f"{thing.kind[0]}.{thing.slug}" for thing in things)


def _save(report: Report, asked: AskedOfBoard, choices: Choices, form: QueryDict, by: Actor) -> None:
    lines: dict[str, RequestLine | PriorityLine] = {_key(line): line for line in asked.requests}
    lines |= {_key(line): line for line in asked.priorities}
    line = lines.get(form.get("key", ""))
    if line is None:
        raise Http404
    chosen = set(form.getlist("with"))
    about: dict[str, Any] = (
        {"programme": line.request.programme, "request": line.request}
        if isinstance(line, RequestLine)
        else {"programme": line.programme}
    )
    raw = form.get("version", "")
    actions.save_plan_answer(
        report=report,
        content=actions.PlanAnswerContent(
            text=form.get("text", "").replace("\r\n", "\n"),
            goals=[row for row in choices.goals if f"g.{row.slug}" in chosen],
            indicators=[row for row in choices.indicators if f"i.{row.slug}" in chosen],
            activities=[row for row in choices.activities if f"a.{row.slug}" in chosen],
            **about,
        ),
        version=written.version(raw),
        by=by,
        at=timezone.now(),
    )
