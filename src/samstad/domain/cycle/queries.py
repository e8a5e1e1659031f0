"""What a round asks of a board, and what it has answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils.translation import gettext, gettext_noop

from samstad.calculations.periods import is_due
from samstad.domain.cycle.choices import PLANNING, ROW_TABLES, ReportState, RoundKind, SectionKey, TableKind
from samstad.domain.cycle.models import (
    ActivityRow,
    AssignedBoard,
    Chapter,
    EconomySheet,
    GoalJudgement,
    IndicatorRow,
    ProposedMeasure,
    Report,
    ReportSection,
    Round,
    WordTemplate,
)
from samstad.domain.organisation.choices import REPORTING
from samstad.domain.organisation.models import Organisation
from samstad.domain.organisation.queries import answered_for
from samstad.domain.people.models import User
from samstad.domain.steering.choices import ActivityStatus, Origin, Sphere, Supplier
from samstad.domain.steering.models import Activity, ActivityUpdate, Goal, GoalLink, GoalRole, Indicator

OWN_SPHERES = (Sphere.BOARD, Sphere.LOCAL)
CITY_SPHERES = (Sphere.COUNCIL, Sphere.PROGRAMME)
ENDED = (ActivityStatus.DONE, ActivityStatus.BROKEN_OFF)
EXPLAIN_OVER: int = Chapter._meta.get_field("explain_over").get_default()
SUMMARY_TITLE = gettext_noop("Sammanfattande analys")


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


def goals_of(board: Organisation, year: int, *, on: date | None = None) -> QuerySet[Goal]:
    """The goals a board judges: its own and its local programme's, and the council's and programmes' that it serves.

    A board serves a goal when it has a role at it, or when a goal of its own is linked to it. What is said of its own
    goals holds for those of boards that have gone up in it by the day, else by the end of the year.
    """
    day = on or date(year, 12, 31)
    alive = Q(year=year) | (Q(year=None) & (Q(valid_to=None) | Q(valid_to__year__gte=year)))
    own = Q(level__sphere__in=OWN_SPHERES) & answered_for(board, on=day)
    roles = GoalRole.objects.filter(answered_for(board, field="organisation", on=day))
    has_role = Exists(roles.filter(goal=OuterRef("pk")))
    lower = GoalLink.objects.filter(answered_for(board, field="lower__owner", on=day))
    serves = Exists(lower.filter(upper=OuterRef("pk"), lower__level__sphere=Sphere.BOARD))
    return (
        Goal.objects.filter(alive, own | (Q(level__sphere__in=CITY_SPHERES) & (has_role | serves)))
        .filter(level__judged=True, ended=False)
        .select_related("level", "owner")
        .order_by("level__rank", "order", "number", "sort_key", "slug")
    )


def themes_of(board: Organisation) -> QuerySet[Goal]:
    """The themes of the board's local programme, which hold its goals and measures together."""
    themes = Goal.objects.filter(answered_for(board), level__sphere=Sphere.LOCAL, level__judged=False, ended=False)
    return themes.select_related("level").order_by("order", "sort_key", "slug")


def indicators_of(
    board: Organisation,
    goals: Iterable[Goal],
    *,
    on: date | None = None,
    retired_after: date | None = None,
) -> QuerySet[Indicator]:
    """Indicators that follow the goals (the council's, or the board's own), and those the board owns.

    With a day `retired_after`, those that had been retired by then are not among them.
    """
    followed = Q(goal_indicators__goal__in=[goal.pk for goal in goals]) & (
        Q(council=True) | Q(owner=None) | answered_for(board, on=on)
    )
    in_use = Q() if retired_after is None else Q(retired_on=None) | Q(retired_on__gt=retired_after)
    found = Indicator.objects.filter(in_use, followed | answered_for(board, on=on)).distinct()
    return found.order_by("-council", "sort_key", "slug")


def activities_of(board: Organisation, year: int, *, on: date | None = None) -> QuerySet[Activity]:
    """What the board does in the year: rows of the year, and those without a year that have not ended.

    Those belong to a programme, or are the council's assignments over several years, from the year they start.
    """
    return (
        Activity.objects.filter(Q(year=year) | Q(year=None), answered_for(board, on=on or date(year, 12, 31)))
        .exclude(end__year__lt=year)
        .exclude(origin=Origin.COUNCIL, start__year__gt=year)
        .order_by("order", "sort_key", "slug")
    )


def due_rows(report: Report) -> DueRows:
    """Only what is due in the report's round by its periodicity; what is planned asks for nothing row by row."""
    board, year, kind = report.organisation, report.round.year, report.round.kind
    if kind in PLANNING:
        return DueRows([], [], [])
    day = report.round.cutoff
    goals = list(goals_of(board, year, on=day))
    followed = list(indicators_of(board, goals, on=day, retired_after=asks_on(report.round)))
    indicators = [i for i in followed if is_due(i.periodicity, kind, year)]
    already_ended = ActivityUpdate.objects.filter(activity=OuterRef("pk"), status__in=ENDED).exclude(
        origin=origin_of(report)
    )
    activities = activities_of(board, year, on=day).exclude(Exists(already_ended))
    if day:
        activities = activities.exclude(start__gt=day)
    return DueRows(goals, indicators, list(activities), len(followed) - len(indicators))


def asks_on(of_round: Round) -> date:
    """The day that decides which indicators a round asks for: what is retired later is still answered in it."""
    return of_round.cutoff or of_round.opened_on


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
    """A row that is due and has no answer; `kind` is indicator, activity, goal, assignment or section."""

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
    missing += [Unanswered("assignment", part.assignment.slug, str(part.assignment)) for part in _silent(report)]
    missing += [
        Unanswered("section", chapter.key, chapter_title(chapter.title))
        for chapter in chapters_of(report)
        if chapter.required and chapter.key not in written and not _has_economy(chapter, report)
    ]
    return missing


def _silent(report: Report) -> list[AssignedBoard]:
    """What the council has assigned for the year and the board's plan says nothing of."""
    if report.round.kind != RoundKind.VP:
        return []
    return list(assigned_to(report.organisation, report.round.year).filter(answer=""))


def assigned_to(board: Organisation, year: int) -> QuerySet[AssignedBoard]:
    """What the council's decided budget for the year assigns to the board."""
    return (
        AssignedBoard.objects.filter(
            organisation=board, assignment__round__year=year, assignment__round__council_decision__isnull=False
        )
        .select_related("assignment__goal", "activity")
        .order_by("assignment_id")
    )


def measures_of(report: Report) -> QuerySet[ProposedMeasure]:
    """The larger measures that a budget proposal states, in their order."""
    return ProposedMeasure.objects.filter(
        round=report.round, organisation=report.organisation, withdrawn=False
    ).select_related("activity", "area", "pack")


def _has_economy(chapter: Chapter, report: Report) -> bool:
    """A chapter of economy is answered by the sheet as well as by a text."""
    return TableKind.ECONOMY in chapter.tables and EconomySheet.objects.filter(report=report).exists()


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


@dataclass(frozen=True)
class HeldRow:
    """An unanswered row that somebody holds in a report that is written; `key` is as in the report's table."""

    key: str
    title: str
    person: User
    report: Report
    row: IndicatorRow | ActivityRow | GoalJudgement


def held_rows(rows: Q) -> list[HeldRow]:
    """Held, unanswered rows of drafts, by date and title; three queries. `rows` narrows by fields of the row."""
    chosen = Q(rows, responsible__isnull=False, responsible__is_active=True, report__state=ReportState.DRAFT)
    empty = Q(version=0) | Q(outcome=None, missing_reason="")
    related = ("responsible", "report__round", "report__organisation", "report__pack")
    measured = IndicatorRow.objects.filter(chosen, empty, indicator__supplier=Supplier.BOARD)
    found = [
        HeldRow(f"i.{row.indicator.slug}", row.indicator.name, row.responsible, row.report, row)  # type: ignore[arg-type]  # chosen rows are held
        for row in measured.select_related("indicator", *related)
        if _is_asked(row.indicator, row.report.round)
    ]
    found += [
        HeldRow(f"a.{row.activity.slug}", row.activity.title, row.responsible, row.report, row)  # type: ignore[arg-type]  # as above
        for row in ActivityRow.objects.filter(chosen, version=0).select_related("activity", *related)
    ]
    found += [
        HeldRow(f"g.{row.goal.slug}", row.goal.title, row.responsible, row.report, row)  # type: ignore[arg-type]  # as above
        for row in GoalJudgement.objects.filter(chosen, version=0).select_related("goal", *related)
    ]
    return sorted(found, key=lambda held: (held.report.round.due or date.max, held.report.pk, held.title))


def _is_asked(indicator: Indicator, of_round: Round) -> bool:
    in_use = indicator.retired_on is None or indicator.retired_on > asks_on(of_round)
    return in_use and is_due(indicator.periodicity, of_round.kind, of_round.year)


def chapters_of(report: Report) -> list[Chapter]:
    """The report's chapters in order: the round's, then its own. A round without a template has the summary."""
    return chapters_by_report([report])[report.pk]


def chapters_by_report(reports: Iterable[Report]) -> dict[int, list[Chapter]]:
    """For each report its chapters, as `chapters_of`; one query however many reports."""
    asked = list(reports)
    of_round: dict[int | None, list[Chapter]] = {}
    own: dict[int | None, list[Chapter]] = {}
    found = Chapter.objects.filter(
        Q(round__in={report.round_id for report in asked}) | Q(report__in=[report.pk for report in asked])
    )
    for chapter in found:
        if chapter.own:
            own.setdefault(chapter.report_id, []).append(chapter)
        else:
            of_round.setdefault(chapter.round_id, []).append(chapter)
    return {
        report.pk: (of_round.get(report.round_id) or [summary_chapter()]) + own.get(report.pk, []) for report in asked
    }


def summary_chapter() -> Chapter:
    """The chapter that every report has, not stored."""
    return Chapter(
        key=SectionKey.SUMMARY, title=SUMMARY_TITLE, tables=[TableKind.OVERVIEW], required=True, instruction=""
    )


def explain_over(report: Report) -> int:
    """The share of the budget, in percent, over which the report's deviations need a sentence."""
    shares = [chapter.explain_over for chapter in chapters_of(report) if TableKind.ECONOMY in chapter.tables]
    return shares[0] if shares else EXPLAIN_OVER


def chapter_title(title: str) -> str:
    """The heading as it is read: those that came with the system have an English text too."""
    return gettext(title) if title else ""


def content_versions(reports: Iterable[Report]) -> dict[tuple[int, str], int]:
    """For each report (primary key) and chapter key the version of what stands in it; it grows with every change.

    A chapter that holds the rows moves with each of them, one of economy with the sheet. Six queries.
    """
    asked = list(reports)
    keys = [report.pk for report in asked]
    texts = {
        (pk, key): version
        for pk, key, version in ReportSection.objects.filter(report__in=keys).values_list("report_id", "key", "version")
    }
    rows: dict[int, int] = {}
    for model in (IndicatorRow, ActivityRow, GoalJudgement):
        found: Any = model._default_manager.filter(report__in=keys).order_by().values_list("report_id")
        for pk, versions in found.annotate(versions=Sum("version")):
            rows[pk] = rows.get(pk, 0) + versions
    sheets = dict(EconomySheet.objects.filter(report__in=keys).values_list("report_id", "version"))
    return {
        (pk, chapter.key): texts.get((pk, chapter.key), 0)
        + (rows.get(pk, 0) if set(ROW_TABLES).intersection(chapter.tables) else 0)
        + (sheets.get(pk, 0) if TableKind.ECONOMY in chapter.tables else 0)
        for pk, chapters in chapters_by_report(asked).items()
        for chapter in chapters
    }


@dataclass(frozen=True)
class ChapterText:
    """A chapter and what is written in it; `version` is the text's."""

    chapter: Chapter
    text: str
    version: int


def chapters_with_texts(report: Report) -> list[ChapterText]:
    """The report's chapters in order with their texts, as `chapters_of`; one query."""
    written = ReportSection.objects.filter(report=report, key=OuterRef("key"))
    found = Chapter.objects.filter(Q(round=report.round_id) | Q(report=report)).annotate(
        text=Subquery(written.values("text")[:1]), text_version=Subquery(written.values("version")[:1])
    )
    lines = [ChapterText(chapter, chapter.text or "", chapter.text_version or 0) for chapter in found]
    common = [line for line in lines if not line.chapter.own] or [_summary_alone(report)]
    return common + [line for line in lines if line.chapter.own]


def _summary_alone(report: Report) -> ChapterText:
    stored = report.sections.filter(key=SectionKey.SUMMARY).values_list("text", "version").first()
    text, version = stored or ("", 0)
    return ChapterText(summary_chapter(), text, version)


def word_template() -> bytes | None:
    """The city's own Word template, when there is one in use."""
    content = WordTemplate.objects.filter(retired_at=None).order_by("pk").values_list("content", flat=True).last()
    return None if content is None else bytes(content)
