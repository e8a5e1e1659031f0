"""One body with its goals, what it does, what is asked of it, what it gives, and its reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstad.domain.cycle.choices import PUBLIC_STATES
from samstad.domain.cycle.models import Report
from samstad.domain.history.as_known import NOW, AsKnown
from samstad.domain.history.models import Event
from samstad.domain.organisation.choices import REPORTING, BodyKind
from samstad.domain.organisation.models import Contact, Organisation
from samstad.domain.programmes.models import Contribution, PartnerIntention, Question, SteeringDocument
from samstad.domain.programmes.queries import (
    AskedLine,
    asked_lines,
    contributions_known,
    documents,
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
    """The page; at most twenty-five queries and seven of a decided budget, however much the body has."""
    goals = _goals(body, year, as_known)
    roles = _roles(body, year, as_known)
    judged = judged_goals(goals, year=year, as_known=as_known)
    chosen = Activity.objects.filter(as_known.there(Activity), Q(year=year) | Q(year=None), owner=body)
    activities = tuple(activity_lines(chosen[:MOST_ACTIVITIES], as_known))
    asked = tuple(asked_lines(Question.objects.filter(asked=body), as_known))
    given = tuple(contributions_known(Q(organisation=body), as_known))
    count = len(activities) if len(activities) < MOST_ACTIVITIES else chosen.count()
    reports = _reports(body, as_known)
    return BoardPage(
        body, year, _thread(body, goals, roles, count, asked, year, as_known), tuple(body.contacts.all()),
        tuple(BoardGoal(goal, judged.get(goal.pk, NOBODY)) for goal in goals), roles, activities, count, asked,
        _named_by(body, as_known), given, _documents(body, as_known), reports, tuple(body.subsidiaries.all()),
        latest_board_budget(body, as_known) if body.reports else None,
        _example(body, goals, judged, activities, asked, given, reports),
    )  # fmt: skip


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


def _named_by(body: Organisation, as_known: AsKnown) -> tuple[PartnerIntention, ...]:
    rows = PartnerIntention.objects.filter(known_documents(as_known, "document__"), organisation=body)
    found = tuple(rows.select_related("document__owner", "document__pack"))
    as_known.reword(row.document for row in found)
    return found


def _documents(body: Organisation, as_known: AsKnown) -> tuple[SteeringDocument, ...]:
    found = tuple(documents().filter(known_documents(as_known), Q(owner=body) | Q(decided_by=body)))
    stand_as_known(found, as_known)
    return found


def _reports(body: Organisation, as_known: AsKnown) -> tuple[Report, ...]:
    """The public ones, the latest first."""
    rows = Report.objects.filter(organisation=body).select_related("round", "pack")
    ordered = rows.order_by("-round__year", "-round__opened_on")
    if as_known.past:
        return tuple(reports_then(ordered, as_known))
    return tuple(ordered.filter(state__in=PUBLIC_STATES))


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
    activities: int,
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
    nodes.append(_measures_node(activities))
    followed = GoalIndicator.objects.filter(as_known.there(Indicator, "indicator__slug"), goal__in=own)
    if own and not followed.exists():
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
