"""One body with its goals, what it does, what is asked of it, what it gives, and its reports."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Exists, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstad.domain.cycle.choices import PUBLIC_STATES
from samstad.domain.cycle.models import ProposedMeasure, Report
from samstad.domain.history.as_known import NOW, AsKnown
from samstad.domain.history.models import Event
from samstad.domain.history.rows_together import rows_together
from samstad.domain.organisation.choices import REPORTING, BodyKind
from samstad.domain.organisation.models import Contact, Organisation
from samstad.domain.programmes.models import Contribution, PartnerIntention, Question, SteeringDocument
from samstad.domain.programmes.queries import (
    AskedLine,
    asked_and_given,
    known_documents,
    stand_as_known,
)
from samstad.domain.steering.choices import Sphere
from samstad.domain.steering.models import Activity, Goal, GoalIndicator, GoalRole, Indicator
from samstad.domain.steering.queries import ActivityLine, activity_lines
from samstad.reports.council_budget import BoardBudget, latest_board_budget
from samstad.reports.public_judgements import NOBODY, GoalJudged, judged_goals
from samstad.reports.red_thread import ThreadItem, ThreadNode, gap, goal_item, node, nodes_above, read_above
from samstad.reports.reports_then import reports_then

MOST_ACTIVITIES = 50
"""Shown on the page; the list of activities has them all."""

OWN_SPHERES = (Sphere.BOARD, Sphere.LOCAL, Sphere.UNIT)


@dataclass(frozen=True, slots=True)
class BoardGoal:
    goal: Goal
    judged: GoalJudged


@dataclass(frozen=True, slots=True)
class BoardPage:
    body: Organisation
    year: int
    thread: tuple[ThreadNode, ...]
    contacts: tuple[Contact, ...]
    goals: tuple[BoardGoal, ...]
    roles: tuple[GoalRole, ...]
    activities: tuple[ActivityLine, ...]
    activity_count: int
    asked: tuple[AskedLine, ...]
    named_by: tuple[PartnerIntention, ...]
    given: tuple[Contribution, ...]
    documents: tuple[SteeringDocument, ...]
    reports: tuple[Report, ...]
    subsidiaries: tuple[Organisation, ...]
    council: BoardBudget | None
    example: bool


@dataclass(frozen=True, slots=True)
class BodyGroup:
    """Bodies of one kind, for the register."""

    kind: str
    label: str
    bodies: tuple[Organisation, ...]


def find_body(slug: str) -> Organisation | None:
    return Organisation.objects.select_related("parent", "area", "pack").filter(slug=slug).first()


def read_body_groups(*, units: bool = False, as_known: AsKnown = NOW) -> tuple[BodyGroup, ...]:
    """All bodies by kind in the order of decision; one query. A board's own units are listed where they are set up.

    On a past day a body that went up in another later has the last day that was known of it then; one query more.
    """
    bodies = [b for b in Organisation.objects.select_related("area", "pack") if units or b.kind != BodyKind.UNIT]
    lasted = _last_days_before(as_known)
    for body in bodies:
        body.valid_to = lasted.get(body.slug, body.valid_to)
    kinds = Organisation._meta.get_field("kind").choices or ()
    groups = [BodyGroup(str(kind), str(label), tuple(b for b in bodies if b.kind == kind)) for kind, label in kinds]
    return tuple(group for group in groups if group.bodies)


def _last_days_before(as_known: AsKnown) -> dict[str, date | None]:
    if not as_known.past:
        return {}
    merged = Event.objects.filter(action="merge_bodies", at__gte=as_known.after).values_list("subject_key", "change")
    said = {slug: change.get("valid_to", [None])[0] for slug, change in merged}
    return {slug: date.fromisoformat(day) if day else None for slug, day in said.items()}


def read_board_page(body: Organisation, *, year: int, as_known: AsKnown = NOW) -> BoardPage:
    """The page; at most twenty-five queries, and thirty-five for a past day, however much the body has."""
    as_known.read_logs(Goal, Activity, SteeringDocument, ProposedMeasure)
    goals = _goals(body, year, as_known)
    roles = _roles(body, year, as_known)
    judged = judged_goals(goals, year=year, as_known=as_known)
    chosen = Activity.objects.filter(as_known.there(Activity), Q(year=year) | Q(year=None), owner=body)
    activities = tuple(activity_lines(chosen[:MOST_ACTIVITIES], as_known))
    asked, given = asked_and_given(Question.objects.filter(asked=body), Q(organisation=body), as_known)
    counted = _count(body, goals, chosen, as_known)
    around = _read_around(body, as_known)
    return BoardPage(
        body, year, _thread(body, goals, roles, counted, asked, year, as_known), tuple(around.contacts),
        tuple(BoardGoal(goal, judged.get(goal.pk, NOBODY)) for goal in goals), roles, activities, counted.activities,
        tuple(asked), tuple(around.named_by), tuple(given), tuple(around.documents), tuple(around.reports),
        tuple(around.subsidiaries), latest_board_budget(body, as_known) if body.reports else None,
        _example(body, goals, judged, activities, asked, given, around.reports),
    )  # fmt: skip


class _Counted(NamedTuple):
    activities: int
    followed: bool


def _count(body: Organisation, goals: Sequence[Goal], chosen: QuerySet[Activity], as_known: AsKnown) -> _Counted:
    """How much the body does in the year, and whether any of its own goals has an indicator; one query for both."""
    own = [goal for goal in goals if goal.level.sphere in OWN_SPHERES]
    followed = GoalIndicator.objects.filter(as_known.there(Indicator, "indicator__slug"), goal__in=own)
    activities = chosen.order_by().values("owner").annotate(count=Count("pk")).values("count")
    found = Organisation.objects.filter(pk=body.pk).values_list(Subquery(activities), Exists(followed)).get()
    return _Counted(found[0] or 0, found[1])


@dataclass(frozen=True, slots=True)
class _Around:
    """What the page shows of the body's smaller tables."""

    contacts: list[Contact]
    subsidiaries: list[Organisation]
    named_by: list[PartnerIntention]
    documents: list[SteeringDocument]
    reports: list[Report]


def _read_around(body: Organisation, as_known: AsKnown) -> _Around:
    """As known on the day, the latest report first; one query today."""
    named = PartnerIntention.objects.filter(known_documents(as_known, "document__"), organisation=body)
    around = _Around(
        *rows_together(
            body.contacts.all(),
            body.subsidiaries.only("slug", "name", "sort_key"),
            named.select_related("document"),
            SteeringDocument.objects.filter(known_documents(as_known), Q(owner=body) | Q(decided_by=body)),
            _reports(body, as_known).select_related("round", "pack").order_by("pk"),
        )
    )
    as_known.reword(row.document for row in around.named_by)
    stand_as_known(around.documents, as_known)
    around.reports.sort(key=lambda report: (report.round.year, report.round.opened_on), reverse=True)
    return replace(around, reports=reports_then(around.reports, as_known)) if as_known.past else around


def _reports(body: Organisation, as_known: AsKnown) -> QuerySet[Report]:
    """The public ones; of a past day all there are, since they may have been public then."""
    rows = Report.objects.filter(organisation=body)
    return rows if as_known.past else rows.filter(state__in=PUBLIC_STATES)


def _goals(body: Organisation, year: int, as_known: AsKnown) -> list[Goal]:
    rows = Goal.objects.filter(as_known.there(Goal), Q(year=year) | Q(year=None), owner=body, ended=False)
    found = list(rows.select_related("level", "pack").order_by("level__rank", "order", "number", "sort_key"))
    as_known.reword(found)
    return found


def _roles(body: Organisation, year: int, as_known: AsKnown) -> tuple[GoalRole, ...]:
    there = as_known.there(Goal, "goal__slug")
    rows = GoalRole.objects.filter(there, Q(goal__year=year) | Q(goal__year=None), organisation=body)
    found = tuple(
        rows.select_related("goal__level", "goal__pack").order_by("role", "goal__level__rank", "goal__sort_key")
    )
    as_known.reword(role.goal for role in found)
    return found


def _example(
    body: Organisation,
    goals: Sequence[Goal],
    judged: dict[int, GoalJudged],
    activities: Sequence[ActivityLine],
    asked: Sequence[AskedLine],
    given: Sequence[Contribution],
    reports: Sequence[Report],
) -> bool:
    packs = [body.pack, *(g.pack for g in goals), *(a.question.pack for a in asked), *(g.pack for g in given)]
    packs += [report.pack for report in reports]
    return (
        any(pack and pack.example for pack in packs)
        or any(line.example for line in activities)
        or any(row.example for row in judged.values())
    )


def _thread(
    body: Organisation,
    goals: Sequence[Goal],
    roles: Sequence[GoalRole],
    counted: _Counted,
    asked: Sequence[AskedLine],
    year: int,
    as_known: AsKnown,
) -> tuple[ThreadNode, ...]:
    own = [goal for goal in goals if goal.level.sphere in OWN_SPHERES]
    upper = [role.goal for role in roles if role.goal.level.sphere not in OWN_SPHERES]
    above = read_above([*own, *upper], year=year, as_known=as_known, carried=False)
    wanted = (Sphere.COUNCIL,) if body.kind in REPORTING else ()
    nodes = [made for made in nodes_above(above, wanted, year=year) if made.label]
    nodes.append(node(_kind(body), [ThreadItem(body.name)], "present"))
    if body.kind not in REPORTING:
        return tuple(nodes)
    board_goals = [goal_item(goal, year) for goal in own if goal.level.sphere == Sphere.BOARD]
    if board_goals:
        nodes.append(node(_("Egna mål"), board_goals))
    else:
        nodes.append(gap(_("Egna mål"), _("Inga egna mål är inlagda för året.")))
    local = [goal_item(goal, year) for goal in own if goal.level.sphere == Sphere.LOCAL]
    if local:
        nodes.append(node(_("Lokalt program"), local))
    nodes.append(_measures_node(counted.activities))
    if own and not counted.followed:
        nodes.append(gap(_("Indikator"), _("Inget av de egna målen har en indikator.")))
    unanswered = sum(1 for line in asked if not line.answer)
    if unanswered:
        words = ngettext("%(n)d fråga väntar på svar", "%(n)d frågor väntar på svar", unanswered) % {"n": unanswered}
        nodes.append(ThreadNode(_("Medverkan"), (ThreadItem(words, "anchor", "medverkan"),), "gap"))
    return tuple(nodes)


def _measures_node(count: int) -> ThreadNode:
    if not count:
        return gap(_("Åtgärd"), _("Ingen åtgärd är inlagd för året."))
    words = ngettext("%(n)d åtgärd", "%(n)d åtgärder", count) % {"n": count}
    return node(_("Åtgärder"), [ThreadItem(words, "anchor", "atgarder")])


def _kind(body: Organisation) -> str:
    words = body.get_kind_display()
    return words[:1].upper() + words[1:]
