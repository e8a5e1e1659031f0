"""Answers to one board's measures as they come from the form: compared with what stands, saved one by one."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.http import QueryDict

from samstad.domain.cycle import actions
from samstad.domain.cycle.choices import MeasureAnswerKind
from samstad.domain.cycle.models import ProposedMeasure, Round
from samstad.domain.cycle.rules import Cell
from samstad.domain.people.actors import Actor
from samstad.domain.steering.choices import MoneyKind
from samstad.refusals import Refusal, Stale
from samstad.reports.council_budget.desk import BudgetDesk, DeskBoard
from samstad.reports.council_budget.lines import AnswerLine, MeasureLine, measure_lines, mnkr
from samstad.web.desk import written
from samstad.web.desk.measures import money

Problems = dict[str, tuple[str, int | None]]
"""Per measure the sentence, and the version that stands now where somebody else was first."""


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A measure with its answer's fields; `cells` are (name, label, asked, what is written) of the money asked for."""

    line: MeasureLine
    kind: str
    text: str
    version: int
    cells: tuple[tuple[str, str, str, str], ...]
    problem: str


@dataclass(frozen=True, slots=True)
class Group:
    board: DeskBoard
    rows: tuple[AnswerRow, ...]
    unanswered: int


def rows_of(desk: BudgetDesk, form: QueryDict, problems: Problems) -> list[Group]:
    """Board by board; a refused answer keeps what was written."""
    return [
        Group(
            board,
            tuple(_row(line, form, problems) for line in board.measures),
            sum(line.answer is None for line in board.measures),
        )
        for board in desk.boards
    ]


def _row(line: MeasureLine, form: QueryDict, problems: Problems) -> AnswerRow:
    answer, refused = line.answer, line.slug in problems
    sentence, theirs = problems.get(line.slug, ("", None))
    version = answer.version if answer else 0
    granted = {(row.year, row.kind): row.amount for row in answer.granted} if _partly(answer) and answer else {}
    cells = []
    for amount in line.amounts:
        name = f"{line.slug}.{amount.year}.{amount.kind}"
        stands = mnkr(granted[amount.year, amount.kind]) if (amount.year, amount.kind) in granted else ""
        label = f"{amount.year} {MoneyKind(amount.kind).label}"
        cells.append((name, label, mnkr(amount.amount), form.get(name, "") if refused else stands))
    return AnswerRow(
        line=line,
        kind=form.get(f"{line.slug}.kind", "") if refused else (answer.kind if answer else ""),
        text=form.get(f"{line.slug}.text", "") if refused else (answer.text if answer else ""),
        version=version if theirs is None else theirs,
        cells=tuple(cells),
        problem=sentence,
    )


def save_answers(of_round: Round, form: QueryDict, *, by: Actor, at: datetime) -> tuple[int, Problems]:
    """How many answers were saved, each that differs; a refused one is named and the others are saved."""
    slugs = [name.removesuffix(".version") for name in form if name.endswith(".version")]
    measures = ProposedMeasure.objects.select_related("round", "organisation").filter(slug__in=slugs)
    lines = {line.slug: line for line in measure_lines(measures, answers=True)}
    problems: Problems = {}
    saved = 0
    for measure in measures:
        try:
            saved += _save(of_round, measure, lines[measure.slug], form, by, at)
        except Stale as stale:
            problems[measure.slug] = (stale.sentence, int(str(stale.theirs["version"])))
        except Refusal as refusal:
            problems[measure.slug] = (refusal.sentence, None)
    return saved, problems


def _save(
    of_round: Round, measure: ProposedMeasure, line: MeasureLine, form: QueryDict, by: Actor, at: datetime
) -> int:
    slug, answer = measure.slug, line.answer
    kind, text = form.get(f"{slug}.kind", ""), form.get(f"{slug}.text", "").replace("\r\n", "\n").strip()
    cells: list[Cell] = [(amount.year, amount.kind) for amount in line.amounts]
    granted = money(form, f"{slug}.", cells)
    stands: dict[Cell, Decimal] = {(row.year, row.kind): row.amount for row in answer.granted} if answer else {}
    same_money = kind != MeasureAnswerKind.PARTLY or granted == stands
    if answer and not answer.outdated and (kind, text) == (answer.kind, answer.text) and same_money:
        return 0
    if answer is None and not kind and not text:
        return 0
    actions.answer_measure(
        of_round=of_round,
        measure=measure,
        kind=kind,
        text=text,
        granted=granted,
        version=written.version(form.get(f"{slug}.version", "")),
        by=by,
        at=at,
    )
    return 1


def _partly(answer: AnswerLine | None) -> bool:
    return answer is not None and answer.kind == MeasureAnswerKind.PARTLY
