"""One activity: what it is, how it has stood, what it serves and who has a part in it."""

from dataclasses import dataclass

from django.db.models import F, Q
from django.utils.translation import gettext as _

from samstad.domain.programmes.models import Contribution, ProgrammeActivity, SteeringDocument
from samstad.domain.programmes.queries import contributions
from samstad.domain.steering.models import Activity, ActivityUpdate, Goal
from samstad.domain.steering.queries import ActivityLine, activity_lines
from samstad.reports.red_thread import ThreadItem, ThreadNode, gap, goal_item, node, nodes_above, read_above


@dataclass(frozen=True, slots=True)
class ActivityPage:
    activity: Activity
    line: ActivityLine
    year: int
    thread: tuple[ThreadNode, ...]
    updates: tuple[ActivityUpdate, ...]
    programme: SteeringDocument | None
    given: tuple[Contribution, ...]
    example: bool


def read_activity_page(slug: str, *, year: int) -> ActivityPage | None:
    """The page, or None; about a dozen queries."""
    activity = Activity.objects.select_related("owner", "pack").filter(slug=slug).first()
    if activity is None:
        return None
    year = activity.year or year
    line = activity_lines(Activity.objects.filter(pk=activity.pk))[0]
    goals = list(
        Goal.objects.filter(activity_goals__activity=activity).select_related("level").order_by("level__rank", "order")
    )
    told = ActivityUpdate.objects.filter(activity=activity).select_related("waiting_for", "pack")
    updates = tuple(told.order_by(F("on").desc(nulls_last=True), "-pk"))
    row = ProgrammeActivity.objects.filter(activity=activity).select_related("document__owner").first()
    return ActivityPage(
        activity, line, year, _thread(line, goals, year), updates, row.document if row else None,
        tuple(contributions(Q(activity=activity))), line.example or any(u.pack and u.pack.example for u in updates),
    )  # fmt: skip


def _thread(line: ActivityLine, goals: list[Goal], year: int) -> tuple[ThreadNode, ...]:
    nodes = nodes_above(read_above(goals, year=year), (), year=year)
    if goals:
        nodes.append(node(goals[0].level.name, [goal_item(goal, year) for goal in goals]))
    else:
        nodes.append(gap(_("Mål"), _("Åtgärden är inte knuten till något mål.")))
    return (*nodes, node(_("Åtgärd"), [ThreadItem(line.title)], "present"))
