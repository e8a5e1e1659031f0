"""One activity: what it is, how it has stood, what it serves and who has a part in it."""

from dataclasses import dataclass

from django.db.models import F, Q
from django.utils.translation import gettext as _

from samstad.domain.history.as_known import NOW, AsKnown
from samstad.domain.programmes.models import Contribution, ProgrammeActivity, SteeringDocument
from samstad.domain.programmes.queries import contributions_known, known_documents
from samstad.domain.steering.models import Activity, ActivityUpdate, Goal
from samstad.domain.steering.queries import ActivityLine, activity_lines, told_by
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


def find_activity(slug: str) -> Activity | None:
    """The activity with what a page shows of it, or None."""
    return Activity.objects.select_related("owner", "pack").filter(slug=slug).first()


def read_activity_page(activity: Activity, *, year: int, as_known: AsKnown = NOW) -> ActivityPage:
    """The page; about a dozen queries."""
    as_known.reword([activity])
    year = activity.year or year
    line = activity_lines(Activity.objects.filter(pk=activity.pk), as_known)[0]
    served = Goal.objects.filter(as_known.there(Goal), activity_goals__activity=activity).select_related("level")
    goals = list(served.order_by("level__rank", "order"))
    as_known.reword(goals)
    told = ActivityUpdate.objects.filter(told_by(as_known), activity=activity).select_related("waiting_for", "pack")
    updates = tuple(told.order_by(F("on").desc(nulls_last=True), "-pk"))
    held = ProgrammeActivity.objects.filter(known_documents(as_known, "document__"), activity=activity)
    row = held.select_related("document__owner").first()
    as_known.reword([row.document if row else None])
    return ActivityPage(
        activity, line, year, _thread(line, goals, year, as_known), updates, row.document if row else None,
        tuple(contributions_known(Q(activity=activity), as_known)),
        line.example or any(u.pack and u.pack.example for u in updates),
    )  # fmt: skip


def _thread(line: ActivityLine, goals: list[Goal], year: int, as_known: AsKnown) -> tuple[ThreadNode, ...]:
    nodes = nodes_above(read_above(goals, year=year, as_known=as_known, carried=False), (), year=year)
    if goals:
        nodes.append(node(goals[0].level.name, [goal_item(goal, year) for goal in goals]))
    else:
        nodes.append(gap(_("Mål"), _("Åtgärden är inte knuten till något mål.")))
    return (*nodes, node(_("Åtgärd"), [ThreadItem(line.title)], "present"))
