"""What a round asks of a board, and what it has answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from samstad.calculations.periods import is_due
from samstad.domain.cycle.choices import PLANNING, ReportState, SectionKey
from samstad.domain.cycle.models import Report, ReportSection, Round, WordTemplate
from samstad.domain.organisation.choices import REPORTING
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.models import User
from samstad.domain.steering.choices import ActivityStatus, Sphere, Supplier
from samstad.domain.steering.models import Activity, ActivityUpdate, Goal, GoalLink, GoalRole, Indicator

OWN_SPHERES = (Sphere.BOARD, Sphere.LOCAL)
CITY_SPHERES = (Sphere.COUNCIL, Sphere.PROGRAMME)
ENDED = (ActivityStatus.DONE, ActivityStatus.BROKEN_OFF)


@dataclass(frozen=True)
class DueRows:
    """What a report has to answer: rows of the steering model, in the order they are shown.

    `not_due` counts indicators of its goals that are measured later in the year.
    """

    goals: list[Goal]
    indicators: list[Indicator]
    activities: list[Activity]
    not_due: int = 0


def reporting_bodies(on: date) -> QuerySet[Organisation]:
    """Bodies that decide a plan and reports of their own, and exist on the day."""
    return Organisation.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=on), Q(valid_to=None) | Q(valid_to__gte=on), kind__in=REPORTING
    )


def goals_of(board: Organisation, year: int) -> QuerySet[Goal]:
    """The goals a board judges: its own and its local programme's, and the council's and programmes' that it serves.

    A board serves a goal when it has a role at it, or when a goal of its own is linked to it.
    """
    alive = Q(year=year) | (Q(year=None) & (Q(valid_to=None) | Q(valid_to__year__gte=year)))
    own = Q(level__sphere__in=OWN_SPHERES, owner=board)
    has_role = Exists(GoalRole.objects.filter(goal=OuterRef("pk"), organisation=board))
    serves = Exists(
        GoalLink.objects.filter(upper=OuterRef("pk"), lower__owner=board, lower__level__sphere=Sphere.BOARD)
    )
    return (
        Goal.objects.filter(alive, own | (Q(level__sphere__in=CITY_SPHERES) & (has_role | serves)))
        .filter(level__judged=True, ended=False)
        .select_related("level", "owner")
        .order_by("level__rank", "order", "number", "sort_key", "slug")
    )


def themes_of(board: Organisation) -> QuerySet[Goal]:
    """The themes of the board's local programme, which hold its goals and measures together."""
    themes = Goal.objects.filter(owner=board, level__sphere=Sphere.LOCAL, level__judged=False, ended=False)
    return themes.select_related("level").order_by("order", "sort_key", "slug")


def indicators_of(board: Organisation, goals: Iterable[Goal]) -> QuerySet[Indicator]:
    """Indicators that follow the goals (the council's, or the board's own), and those the board owns."""
    followed = Q(goal_indicators__goal__in=[goal.pk for goal in goals]) & (
        Q(council=True) | Q(owner=board) | Q(owner=None)
    )
    return Indicator.objects.filter(followed | Q(owner=board)).distinct().order_by("-council", "sort_key", "slug")


def activities_of(board: Organisation, year: int) -> QuerySet[Activity]:
    """What the board does in the year: rows of the year, and those of a programme that has no year."""
    return (
        Activity.objects.filter(Q(year=year) | Q(year=None), owner=board)
        .exclude(end__year__lt=year)
        .order_by("order", "sort_key", "slug")
    )


def due_rows(report: Report) -> DueRows:
    """Only what is due in the report's round by its periodicity; what is planned asks for nothing row by row."""
    board, year, kind = report.organisation, report.round.year, report.round.kind
    if kind in PLANNING:
        return DueRows([], [], [])
    goals = list(goals_of(board, year))
    followed = list(indicators_of(board, goals))
    indicators = [i for i in followed if is_due(i.periodicity, kind, year)]
    already_ended = ActivityUpdate.objects.filter(activity=OuterRef("pk"), status__in=ENDED).exclude(
        origin=origin_of(report)
    )
    activities = activities_of(board, year).exclude(Exists(already_ended))
    cutoff = report.round.cutoff
    if cutoff:
        activities = activities.exclude(start__gt=cutoff)
    return DueRows(goals, indicators, list(activities), len(followed) - len(indicators))


def origin_of(report: Report) -> str:
    """The name that published values and updates carry, so that they can be told from what a pack says."""
    return f"{report.round.slug}/{report.organisation.slug}"


def find_report(board_slug: str, year: int, kind: str) -> Report | None:
    return (
        Report.objects.select_related("round", "organisation", "organisation__area", "pack", "round__pack")
        .filter(organisation__slug=board_slug, round__year=year, round__kind=kind)
        .first()
    )


def rounds() -> QuerySet[Round]:
    return Round.objects.select_related("pack").order_by("-year", "-opened_on", "-pk")


def is_open(report: Report) -> bool:
    """True while the office still works on the report."""
    return report.state in (ReportState.DRAFT, ReportState.READY)


@dataclass(frozen=True)
class Unanswered:
    """A row that is due and has no answer; `kind` is indicator, activity, goal or section."""

    kind: str
    slug: str
    title: str


def unanswered(report: Report) -> list[Unanswered]:
    """Due rows without an answer, in the order they are shown. Central values are nobody's to answer."""
    due = due_rows(report)
    judged = set(report.judgements.filter(version__gt=0).exclude(judgement="").values_list("goal_id", flat=True))
    told = set(report.activity_rows.filter(version__gt=0).exclude(status="").values_list("activity_id", flat=True))
    rows = report.indicator_rows.filter(version__gt=0).exclude(outcome=None, missing_reason="")
    measured = set(rows.values_list("indicator_id", flat=True))
    written = set(report.sections.exclude(text="").values_list("key", flat=True))
    missing = [Unanswered("goal", goal.slug, goal.title) for goal in due.goals if goal.pk not in judged]
    missing += [
        Unanswered("indicator", i.slug, i.name)
        for i in due.indicators
        if i.supplier == Supplier.BOARD and i.pk not in measured
    ]
    missing += [Unanswered("activity", a.slug, a.title) for a in due.activities if a.pk not in told]
    if SectionKey.SUMMARY not in written:
        missing.append(Unanswered("section", SectionKey.SUMMARY, str(SectionKey.SUMMARY.label)))
    return missing


@dataclass(frozen=True)
class Waiting:
    """Whose rows are not answered; `person` is None for rows that nobody has been given."""

    person: User | None
    rows: tuple[Unanswered, ...]


def waiting_on(report: Report) -> list[Waiting]:
    """The people with unanswered rows, the most first, then rows that are nobody's."""
    holders: dict[tuple[str, str], User] = {}
    rows_of: dict[str, Any] = {
        "indicator": report.indicator_rows,
        "activity": report.activity_rows,
        "goal": report.judgements,
    }
    for kind, rows in rows_of.items():
        for row in rows.filter(responsible__isnull=False).select_related("responsible", kind):
            holders[kind, getattr(row, kind).slug] = row.responsible
    found: dict[User | None, list[Unanswered]] = {}
    for row in unanswered(report):
        found.setdefault(holders.get((row.kind, row.slug)), []).append(row)
    waiting = [Waiting(person, tuple(rows)) for person, rows in found.items()]
    return sorted(
        waiting, key=lambda line: (line.person is None, -len(line.rows), line.person.name if line.person else "")
    )


def sections_of(report: Report) -> dict[str, ReportSection]:
    """Stored sections by key; a section nobody has touched is absent."""
    return {section.key: section for section in report.sections.all()}


def word_template() -> bytes | None:
    """The city's own Word template, when there is one in use."""
    content = WordTemplate.objects.filter(retired_at=None).order_by("pk").values_list("content", flat=True).last()
    return None if content is None else bytes(content)
