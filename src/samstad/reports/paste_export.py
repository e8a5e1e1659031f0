"""A board's plan and report as tables to paste into the system that is used beside Samstad."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from samstad.calculations.targets import Aim
from samstad.documents import Cell, Column, Table
from samstad.domain.cycle.choices import PLANNING
from samstad.domain.cycle.queries import SUMMARY_TITLE, chapter_title
from samstad.domain.organisation.models import Organisation
from samstad.domain.steering.choices import NUMBER_TARGETS, ActivityStatus, Sphere
from samstad.domain.steering.models import Goal, GoalLevel
from samstad.reports.board_plan import BoardPlan, PlannedGoal, board_plan
from samstad.reports.target_words import aim_words
from samstad.reports.wording import judgement_word

Facts = dict[str, Any]


def plan_table(board: Organisation, year: int) -> Table:
    """The plan with a column for each goal level, a row for each indicator and activity: what a plan is read in from.

    Goals of levels that a plan is not read in from (the local programme's) are left out.
    """
    plan = board_plan(board, year)
    read = Q(sphere__in=(Sphere.VISION, Sphere.COUNCIL, Sphere.PROGRAMME, Sphere.BOARD))
    levels = list(GoalLevel.objects.filter(read))
    columns = [Column(f"level-{level.slug}", level.name, width=3) for level in levels]
    columns += [
        Column("indicator", _("Indikator"), width=3),
        Column("unit", _("Måttenhet")),
        Column("own_target", _("Årsmål"), "number"),
        Column("council_target", _("KF:s årsmål"), "number"),
        Column("periodicity", _("Periodicitet")),
        Column("activity", _("Aktivitet"), width=3),
        Column("start", _("Startdatum"), "date"),
        Column("end", _("Slutdatum"), "date"),
    ]
    rows = [row for path, planned in _paths(plan) for row in _rows(path, planned, levels)]
    return Table(_("Planen för %(year)d") % {"year": year}, tuple(columns), tuple(rows))


def _paths(plan: BoardPlan) -> list[tuple[tuple[Goal, ...], PlannedGoal]]:
    """Each goal with the goals it stands under: a board's goal under the first city goal that it serves."""
    shown: list[tuple[tuple[Goal, ...], PlannedGoal]] = []
    own: dict[int, list[PlannedGoal]] = defaultdict(list)
    for row in plan.goals:
        if row.own:
            own[row.serves[0].pk if row.serves else 0].append(row)
    uppers = {goal.pk: goal for row in plan.goals if row.own for goal in row.serves[:1]}
    for row in plan.goals:
        if row.goal.level.sphere in (Sphere.COUNCIL, Sphere.PROGRAMME):
            shown.append(((row.goal,), row))
            shown += [((row.goal, under.goal), under) for under in own.pop(row.goal.pk, [])]
    for pk, rows in own.items():
        above = (uppers[pk],) if pk in uppers and uppers[pk].level.sphere != Sphere.LOCAL else ()
        shown += [((*above, row.goal), row) for row in rows]
    return shown


def _rows(path: tuple[Goal, ...], planned: PlannedGoal, levels: list[GoalLevel]) -> list[tuple[Cell, ...]]:
    titles = {goal.level.slug: f"{goal.number} {goal.title}".strip() for goal in path}
    start = tuple(Cell(titles.get(level.slug, "")) for level in levels)
    nothing = (Cell(""),)
    rows = [
        (
            *start,
            Cell(one.indicator.name),
            Cell(one.indicator.unit),
            _target(one.own),
            _target(one.council),
            Cell(str(one.indicator.get_periodicity_display())),
            *nothing * 3,
        )
        for one in planned.indicators
    ]
    rows += [
        (*start, *nothing * 5, Cell(one.title), Cell(_day(one.start)), Cell(_day(one.end)))
        for one in planned.activities
    ]
    return rows or [(*start, *nothing * 8)]


def report_tables(facts: Facts) -> list[Table]:
    """A report's facts as one table for each grid that the other system has: goals, indicators, activities, texts."""
    kind = facts["round"]["kind"]
    tables = [_texts(facts)]
    if kind in PLANNING:
        return tables
    goals = [
        (Cell(_titled(row)), Cell(judgement_word(row["judgement"], kind)), Cell(row["motivation"]))
        for row in facts["goals"]
    ]
    indicators = [
        (
            Cell(row["name"]),
            *(_figure(row[name]) for name in ("outcome", "women", "men", "own_target", "council_target", "forecast")),
            Cell(" ".join(part for part in (row["missing_reason"], row["comment"]) if part)),
        )
        for row in facts["indicators"]
    ]
    activities = [
        (
            Cell(row["title"]),
            Cell(row["start"] or ""),
            Cell(row["end"] or ""),
            Cell(str(ActivityStatus(row["status"]).label) if row["status"] else ""),
            Cell(row["deviation"]),
            Cell(row["comment"]),
        )
        for row in facts["activities"]
    ]
    return [
        Table(_("Mål"), _goal_columns(), tuple(goals)),
        Table(_("Indikatorer"), _indicator_columns(), tuple(indicators)),
        Table(_("Aktiviteter"), _activity_columns(), tuple(activities)),
        *tables,
    ]


def _goal_columns() -> tuple[Column, ...]:
    return (
        Column("title", _("Mål"), width=3),
        Column("judgement", _("Bedömning")),
        Column("motivation", _("Motivering"), width=4),
    )


def _indicator_columns() -> tuple[Column, ...]:
    numbers = (
        ("outcome", _("Periodens utfall")),
        ("women", _("Kvinnor")),
        ("men", _("Män")),
        ("own_target", _("Årsmål")),
        ("council_target", _("KF:s årsmål")),
        ("forecast", _("Prognos")),
    )
    return (
        Column("name", _("Indikator"), width=3),
        *(Column(key, title, "number") for key, title in numbers),
        Column("comment", _("Kommentar"), width=3),
    )


def _activity_columns() -> tuple[Column, ...]:
    return (
        Column("title", _("Aktivitet"), width=3),
        Column("start", _("Startdatum"), "date"),
        Column("end", _("Slutdatum"), "date"),
        Column("status", _("Läge")),
        Column("deviation", _("Avvikelse"), width=3),
        Column("comment", _("Kommentar"), width=3),
    )


def _texts(facts: Facts) -> Table:
    texts = [(chapter_title(SUMMARY_TITLE), facts["summary"])]
    texts += [(chapter_title(chapter["title"]), chapter["text"]) for chapter in facts["chapters"]]
    rows = tuple((Cell(title), Cell(text)) for title, text in texts if text)
    return Table(_("Texter"), (Column("heading", _("Avsnitt"), width=2), Column("text", _("Text"), width=5)), rows)


def _titled(goal: Facts) -> str:
    return f"{goal['number']} {goal['title']}".strip()


def _figure(text: str | None) -> Cell:
    return Cell("") if text is None else Cell(number=float(text))


def _target(aims: Sequence[Aim]) -> Cell:
    """The number of a target that is one; another kind of target in words, which the other system has no field for."""
    if not aims:
        return Cell("")
    numbers = [aim.value for aim in aims if aim.kind in NUMBER_TARGETS and aim.value is not None]
    return Cell(number=float(numbers[0])) if numbers else Cell(aim_words(aims[0]))


def _day(value: Any) -> str:
    return value.isoformat() if value else ""
