"""Years side by side as tables: what each body answers a goal with, and how it judges it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstad.documents import Block, Cell, Column, Paragraph, Table
from samstad.domain.steering.models import Goal
from samstad.reports.programme_report.years import BodyYear, GoalYears, Years, in_short
from samstad.reports.wording import judgement_word

MOST_YEARS = 6
"""Side by side on a page; a programme that has lasted longer is read from its latest years."""


def years_of_goal(years: Years, goal: Goal) -> list[Block]:
    """The two tables of a goal, and in words what bodies have written; nothing for a goal nobody answers."""
    found = years.goals.get(goal.pk)
    if found is None or not found.bodies or not years.years:
        return []
    shown = years.years[-MOST_YEARS:]
    first = len(years.years) - len(shown)
    blocks: list[Block] = [_answers(found, shown, first)]
    if any(cell.judgement for body in found.bodies for cell in body.years):
        blocks.append(_judgements(found, shown, first))
    for body in found.bodies:
        for year, cell in zip(shown, body.years[first:], strict=True):
            if cell.text:
                blocks.append(Paragraph(f"{body.body.name}, {year}: {cell.text}", "note"))
    return blocks


def _columns(shown: tuple[int, ...], kind: Any) -> tuple[Column, ...]:
    return (Column("board", _("Nämnd eller styrelse"), width=2), *(Column(str(y), str(y), kind) for y in shown))


def _answers(found: GoalYears, shown: tuple[int, ...], first: int) -> Table:
    rows = tuple(
        (Cell(body.body.name), *(Cell(_answered(cell)) for cell in body.years[first:])) for body in found.bodies
    )
    return Table(_("Svar år för år"), _columns(shown, "text"), rows)


def _answered(cell: BodyYear) -> str:
    """ "1 mål, 2 aktiviteter"; "inte svarat" when the plan was sent out without an answer, else an en dash."""
    if cell.silent:
        return _("inte svarat")
    return ", ".join(_counted(kind, n) for kind, n in in_short(cell.things)) or "–"


def _counted(kind: str, n: int) -> str:
    if kind == "goal":
        return ngettext("%(n)d mål", "%(n)d mål", n) % {"n": n}
    if kind == "indicator":
        return ngettext("%(n)d indikator", "%(n)d indikatorer", n) % {"n": n}
    return ngettext("%(n)d aktivitet", "%(n)d aktiviteter", n) % {"n": n}


def _judgements(found: GoalYears, shown: tuple[int, ...], first: int) -> Table:
    rows = tuple(
        (Cell(body.body.name), *(_judged(cell) for cell in body.years[first:]))
        for body in found.bodies
        if any(cell.judgement for cell in body.years)
    )
    note = _("Årets senaste bedömning i en utsänd rapport.")
    return Table(_("Bedömning år för år"), _columns(shown, "status"), rows, note=note)


def _judged(cell: BodyYear) -> Cell:
    row = cell.judgement
    if row is None:
        return Cell("–")
    status: Any = row.judgement or None
    return Cell(judgement_word(row.judgement, row.report.round.kind), status=status)
