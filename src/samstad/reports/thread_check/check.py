"""The thread checked: for a board, a programme or the whole city."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from samstad.domain.organisation.models import Organisation
from samstad.domain.programmes.models import SteeringDocument
from samstad.reports.followed_year import followed_year

# Each module enters its rules in RULES, in the order that a page shows them.
from samstad.reports.thread_check import answers, asked, figures, goals, plausible, themes  # noqa: F401
from samstad.reports.thread_check.findings import RULES, SEVERITIES, Finding, Kind
from samstad.reports.thread_check.graph import Thread
from samstad.reports.thread_check.load import load_thread

ORDER = list(SEVERITIES)


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one kind."""

    kind: Kind
    findings: tuple[Finding, ...]


def check(
    *,
    on: date,
    board: Organisation | None = None,
    programme: SteeringDocument | None = None,
    year: int | None = None,
) -> list[Finding]:
    """What is wrong on the day, worst first; in the whole city when neither board nor programme is named."""
    thread = load_thread(on=on, year=year or followed_year())
    found = find(thread)
    if board is not None:
        found = [finding for finding in found if board.slug in finding.bodies]
    if programme is not None:
        found = [finding for finding in found if finding.programme == programme.slug]
    return found


def find(thread: Thread) -> list[Finding]:
    """Every finding of every rule, worst first, then by rule and place. Reads nothing but the thread."""
    found = {finding for kind in RULES.values() for finding in kind.rule(thread)}
    order = {code: number for number, code in enumerate(RULES)}
    return sorted(found, key=lambda row: (ORDER.index(row.severity), order[row.code], *_place(row)))


def _place(row: Finding) -> tuple[str, str, str, str, list[str], bool]:
    """Two alike but for their programme stand in one order, whoever was entered first."""
    return row.where, row.text, row.url, row.programme, sorted(row.bodies), row.example


def grouped(findings: Iterable[Finding]) -> tuple[Group, ...]:
    """The findings by kind, kinds in the order of the list."""
    by_code: dict[str, list[Finding]] = {}
    for finding in findings:
        by_code.setdefault(finding.code, []).append(finding)
    return tuple(Group(RULES[code], tuple(rows)) for code, rows in by_code.items())
