"""People with their roles, rounds with their coverage, places with what became of them."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import Count, Q, QuerySet

from samstad.domain.cycle.choices import DECIDED_STATES, PUBLIC_STATES, ReportState
from samstad.domain.cycle.models import Report, Round
from samstad.domain.cycle.queries import rounds
from samstad.domain.notices.queries import failed_mails
from samstad.domain.organisation.choices import Role
from samstad.domain.organisation.models import RoleAssignment
from samstad.domain.people.models import User
from samstad.domain.places.models import Area, AreaSuccession


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role somebody holds, has held or will hold; `body` is empty for the whole city."""

    pk: int
    role: str
    body: str
    valid_from: date | None
    valid_to: date | None
    holds: bool


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A report in work with rows that wait for the person."""

    board: str
    name: str
    year: int
    kind: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    """`not_mailed` is why the last mail did not leave. `rows` and `second_factor` are read for one person's page."""

    pk: int
    name: str
    email: str
    roles: tuple[RoleLine, ...]
    active: bool
    not_mailed: str = ""
    rows: tuple[WaitingRow, ...] = ()
    second_factor: bool = False

    @property
    def held(self) -> tuple[RoleLine, ...]:
        """The roles that give something today."""
        return tuple(role for role in self.roles if role.holds)


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round and how many of its bodies have come how far."""

    round: Round
    bodies: int
    handed_in: int
    sent_out: int
    decided: int

    @property
    def example(self) -> bool:
        return bool(self.round.pack and self.round.pack.example)


@dataclass(frozen=True, slots=True)
class PlaceLine:
    area: Area
    became: tuple[AreaSuccession, ...]
    came_from: tuple[AreaSuccession, ...]


def read_people(*, today: date) -> tuple[PersonLine, ...]:
    """Everybody in name order; three queries."""
    return _people(User.objects.order_by("name", "email"), RoleAssignment.objects.all(), today)


def read_person(pk: int, *, today: date) -> PersonLine | None:
    """One person with every role there has been, or None."""
    found = _people(User.objects.filter(pk=pk), RoleAssignment.objects.filter(user=pk), today)
    if not found:
        return None
    return replace(found[0], rows=_waiting(pk), second_factor=Authenticator.objects.filter(user=pk).exists())


def _waiting(pk: int) -> tuple[WaitingRow, ...]:
    """Each report in work that has rows waiting for the person; one query."""
    in_work = Report.objects.filter(state__in=(ReportState.DRAFT, ReportState.READY)).filter(
        Q(indicator_rows__responsible=pk)
        | Q(activity_rows__responsible=pk)
        | Q(judgements__responsible=pk)
        | Q(sections__responsible=pk)
    )
    rows = in_work.order_by("round__year", "round__kind", "organisation__sort_key").distinct()
    return tuple(
        WaitingRow(row.organisation.slug, row.organisation.short_name, row.round.year, row.round.kind)
        for row in rows.select_related("round", "organisation")
    )


def _people(users: QuerySet[User], held: QuerySet[RoleAssignment], today: date) -> tuple[PersonLine, ...]:
    roles: dict[int, list[RoleLine]] = defaultdict(list)
    for row in held.select_related("organisation").order_by("organisation__sort_key", "role"):
        body = row.organisation.name if row.organisation else ""
        roles[row.user_id].append(
            RoleLine(row.pk, str(Role(row.role).label), body, row.valid_from, row.valid_to, _holds(row, today))
        )
    failed = failed_mails()
    return tuple(
        PersonLine(user.pk, user.name, user.email, tuple(roles[user.pk]), user.is_active, failed.get(user.pk, ""))
        for user in users
    )


def _holds(row: RoleAssignment, today: date) -> bool:
    begun = row.valid_from is None or row.valid_from <= today
    return begun and (row.valid_to is None or row.valid_to >= today)


def read_rounds() -> tuple[RoundLine, ...]:
    """Every round, latest first; one query."""
    waiting = (ReportState.DRAFT, ReportState.READY)
    counted = rounds().annotate(
        bodies=Count("reports"),
        handed_in=Count("reports", filter=~Q(reports__state__in=waiting)),
        sent_out=Count("reports", filter=Q(reports__state__in=PUBLIC_STATES)),
        decided=Count("reports", filter=Q(reports__state__in=DECIDED_STATES)),
    )
    return tuple(RoundLine(row, row.bodies, row.handed_in, row.sent_out, row.decided) for row in counted)


def read_places() -> tuple[PlaceLine, ...]:
    """Every place in name order with what it came from and became; two queries."""
    became: dict[int, list[AreaSuccession]] = defaultdict(list)
    came_from: dict[int, list[AreaSuccession]] = defaultdict(list)
    for row in AreaSuccession.objects.select_related("before", "after").order_by("on", "pk"):
        became[row.before_id].append(row)
        came_from[row.after_id].append(row)
    return tuple(
        PlaceLine(area, tuple(became[area.pk]), tuple(came_from[area.pk]))
        for area in Area.objects.select_related("parent", "pack")
    )
