"""The larger measures that boards propose and what the council's budget answers, as pages and documents show them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samstad.domain.cycle.choices import MeasureAnswerKind
from samstad.domain.cycle.models import GrantedAmount, MeasureAmount, MeasureAnswer, MeasureGoal, ProposedMeasure
from samstad.domain.cycle.models.budget import Millions
from samstad.domain.history.rows_together import rows_together
from samstad.domain.steering.choices import MoneyKind
from samstad.reports.wording import number

KINDS = list(MoneyKind)
SHAPES = {MeasureAnswerKind.GRANTED: "full", MeasureAnswerKind.PARTLY: "partly", MeasureAnswerKind.NO: "not"}


@dataclass(frozen=True, slots=True)
class Amount:
    """Millions of kronor of one kind in one year."""

    year: int
    kind: str
    amount: Decimal


def mnkr(amount: Decimal | str | None) -> str:
    """2.5 as "2,5"; an en dash where there is none."""
    return number(amount, 3)


def money_words(amounts: Iterable[Amount]) -> str:
    """ "2018: drift 2,5, investering 1. 2019: drift 3" in millions of kronor."""
    by_year: dict[int, list[Amount]] = {}
    for amount in amounts:
        by_year.setdefault(amount.year, []).append(amount)
    return ". ".join(
        f"{year}: " + ", ".join(f"{MoneyKind(row.kind).label} {mnkr(row.amount)}" for row in _in_order(rows))
        for year, rows in sorted(by_year.items())
    )


def _in_order(rows: Iterable[Amount]) -> list[Amount]:
    return sorted(rows, key=lambda row: KINDS.index(MoneyKind(row.kind)))


def answer_word(kind: str) -> str:
    """The answer in words; what has none says so."""
    word = str(MeasureAnswerKind(kind).label) if kind else _("inte besvarad")
    return word[:1].upper() + word[1:]


@dataclass(frozen=True, slots=True)
class GoalOf:
    slug: str
    title: str
    year: int | None


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """`granted` is all that was asked for, the part of it, or nothing. `outdated`: the measure was changed after it."""

    kind: str
    text: str
    granted: tuple[Amount, ...]
    version: int
    of_version: int
    outdated: bool

    @property
    def total(self) -> Decimal:
        return sum((row.amount for row in self.granted), Decimal(0))

    @property
    def money(self) -> str:
        return money_words(self.granted)

    @property
    def word(self) -> str:
        return answer_word(self.kind)

    @property
    def shape(self) -> str:
        """The mark that stands by the word."""
        return SHAPES[MeasureAnswerKind(self.kind)]


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """`activity` is the slug of what it is about in the plan, empty for a measure with a title of its own."""

    slug: str
    title: str
    text: str
    activity: str
    about: str
    goals: tuple[GoalOf, ...]
    area: str
    amounts: tuple[Amount, ...]
    version: int
    board: str
    board_slug: str
    example: bool
    answer: AnswerLine | None = None

    @property
    def total(self) -> Decimal:
        return sum((row.amount for row in self.amounts), Decimal(0))

    @property
    def money(self) -> str:
        return money_words(self.amounts)


SHOWN_OF_GOAL = (
    "measure", "goal__slug", "goal__title", "goal__year", "goal__order", "goal__sort_key", "goal__level__rank",
)  # fmt: skip


def measure_lines(measures: QuerySet[ProposedMeasure], *, answers: bool = False) -> tuple[MeasureLine, ...]:
    """The measures in the order of the query set, each with its answer where `answers`; two queries."""
    rows = list(measures.select_related("activity", "area", "organisation", "pack"))
    keys = [row.pk for row in rows]
    tied = MeasureGoal.objects.filter(measure__in=keys).select_related("goal__level")
    serves, asked, answered, granted = rows_together(
        tied.order_by("goal__level__rank", "goal__order", "goal__sort_key").only(*SHOWN_OF_GOAL),
        MeasureAmount.objects.filter(measure__in=keys),
        MeasureAnswer.objects.filter(measure__in=keys if answers else ()),
        GrantedAmount.objects.filter(answer__measure__in=keys if answers else ()),
    )
    goals: dict[int, list[GoalOf]] = defaultdict(list)
    for row in serves:
        goals[row.measure_id].append(GoalOf(row.goal.slug, row.goal.title, row.goal.year))
    amounts = _amounts((row.measure_id, row) for row in asked)
    parts = _amounts((row.answer_id, row) for row in granted)
    answer_of = {row.measure_id: row for row in answered}
    return tuple(
        MeasureLine(
            slug=row.slug,
            title=str(row),
            text=row.text,
            activity=row.activity.slug if row.activity else "",
            about=row.activity.title if row.activity else "",
            goals=tuple(goals[row.pk]),
            area=row.area.name if row.area else "",
            amounts=amounts[row.pk],
            version=row.version,
            board=row.organisation.name,
            board_slug=row.organisation.slug,
            example=bool(row.pack and row.pack.example),
            answer=_answer(row, answer_of[row.pk], amounts, parts) if row.pk in answer_of else None,
        )
        for row in rows
    )


def _amounts(rows: Iterable[tuple[int, Millions]]) -> dict[int, tuple[Amount, ...]]:
    """By what each is tied to, in the order of the rows."""
    found: dict[int, tuple[Amount, ...]] = defaultdict(tuple)
    for key, row in rows:
        found[key] += (Amount(row.year, row.kind, row.amount),)
    return found


def _answer(
    measure: ProposedMeasure,
    row: MeasureAnswer,
    asked: dict[int, tuple[Amount, ...]],
    granted: dict[int, tuple[Amount, ...]],
) -> AnswerLine:
    return AnswerLine(
        row.kind,
        row.text,
        _granted(row, asked[measure.pk], granted[row.pk]),
        row.version,
        row.of_version,
        row.of_version != measure.version,
    )


def _granted(row: MeasureAnswer, asked: tuple[Amount, ...], part: tuple[Amount, ...]) -> tuple[Amount, ...]:
    if row.kind == MeasureAnswerKind.GRANTED:
        return asked
    return part if row.kind == MeasureAnswerKind.PARTLY else ()


def measure_facts(line: MeasureLine) -> dict[str, Any]:
    """The measure as plain JSON; amounts are strings with a decimal point."""
    return {
        "slug": line.slug,
        "title": line.title,
        "text": line.text,
        "activity": line.activity,
        "about": line.about,
        "goals": [{"slug": goal.slug, "title": goal.title, "year": goal.year} for goal in line.goals],
        "area": line.area,
        "amounts": [amount_facts(amount) for amount in line.amounts],
    }


def amount_facts(amount: Amount) -> dict[str, Any]:
    return {"year": amount.year, "kind": amount.kind, "amount": format(amount.amount.normalize(), "f")}


@dataclass(frozen=True, slots=True)
class AssignmentLine:
    """What is assigned to a board. `activity` is its own row of the plan, `answer` how the board takes it on."""

    slug: str
    title: str
    text: str
    goal: str
    start: date | None
    end: date | None
    activity: str
    answer: str
    version: int
    changed_by: str


def assignment_facts(line: AssignmentLine) -> dict[str, Any]:
    """The assignment as a board's plan tells it."""
    return {
        "slug": line.slug,
        "title": line.title,
        "text": line.text,
        "goal": line.goal,
        "activity": line.activity,
        "start": line.start and line.start.isoformat(),
        "end": line.end and line.end.isoformat(),
        "answer": line.answer,
    }
