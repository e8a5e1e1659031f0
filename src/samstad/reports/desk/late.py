"""The coordinator's: who has not answered what, report by report, and who is away."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from samstad.domain.cycle.choices import ReportState
from samstad.domain.cycle.models import Handover, Report
from samstad.domain.cycle.queries import HeldRow, held_rows
from samstad.domain.organisation.choices import Role
from samstad.domain.organisation.models import Organisation, RoleAssignment
from samstad.domain.people.models import User


@dataclass(frozen=True, slots=True)
class Behind:
    name: str
    rows: int


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A report that is written, and the people whose rows it lacks, the most rows first."""

    report: Report
    people: tuple[Behind, ...]
    late: bool


@dataclass(frozen=True, slots=True)
class BoardPeople:
    """Who may give rows away at the board, who may take them, and the handovers that are not over."""

    board: Organisation
    givers: tuple[User, ...]
    receivers: tuple[User, ...]
    handovers: tuple[Handover, ...]


@dataclass(frozen=True, slots=True)
class Coordinated:
    drafts: tuple[DraftLine, ...]
    boards: tuple[BoardPeople, ...]


def read_coordinated(boards: Collection[int], *, today: date) -> Coordinated | None:
    """What a coordinator of the boards needs; seven queries, None and no query without a board."""
    if not boards:
        return None
    drafts = Report.objects.filter(organisation__in=boards, state=ReportState.DRAFT)
    in_order = list(drafts.select_related("round", "organisation").order_by("round__due", "pk"))
    rows = held_rows(Q(report__in=[report.pk for report in in_order]))
    return Coordinated(tuple(_draft(report, rows, today) for report in in_order), tuple(_people(boards, rows, today)))


def _draft(report: Report, rows: list[HeldRow], today: date) -> DraftLine:
    waits = Counter(row.person.name for row in rows if row.report.pk == report.pk)
    people = sorted((Behind(name, count) for name, count in waits.items()), key=lambda one: (-one.rows, one.name))
    return DraftLine(report, tuple(people), bool(report.round.due and report.round.due < today))


def _people(boards: Collection[int], rows: list[HeldRow], today: date) -> list[BoardPeople]:
    """Whoever left has no role any more, but may still hold rows: they can give, not take."""
    held = RoleAssignment.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=today),
        organisation__in=boards,
        role__in=(Role.REPORTER, Role.COORDINATOR),
        user__is_active=True,
    ).select_related("user")
    takers: dict[int, set[User]] = defaultdict(set)
    for one in held:
        takers[one.organisation_id or 0].add(one.user)
    givers = {pk: set(people) for pk, people in takers.items()}
    for row in rows:
        givers.setdefault(row.report.organisation_id, set()).add(row.person)
    running = Handover.objects.filter(board__in=boards, ended=False).select_related("giver", "receiver")
    of_board: dict[int, list[Handover]] = defaultdict(list)
    for made in running:
        of_board[made.board_id].append(made)
    return [
        BoardPeople(board, _by_name(givers.get(board.pk)), _by_name(takers.get(board.pk)), tuple(of_board[board.pk]))
        for board in Organisation.objects.filter(pk__in=boards)
    ]


def _by_name(people: set[User] | None) -> tuple[User, ...]:
    return tuple(sorted(people or (), key=lambda person: (person.name, person.pk)))
