"""A board answers in its plan what programmes ask of it, and says how it prioritises, asked or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from samstad.domain.cycle import rules
from samstad.domain.cycle.actions.rows import may_write
from samstad.domain.cycle.actions.versions import difference, store
from samstad.domain.cycle.models import PlanAnswer, PlanAnswerLink, Report
from samstad.domain.history.record import record
from samstad.domain.people.actors import Actor
from samstad.domain.places.queries import area_tree
from samstad.domain.programmes.models import ProgrammeRequest, SteeringDocument
from samstad.domain.programmes.queries import places_of
from samstad.domain.programmes.rules import lies_outside
from samstad.domain.steering.models import Activity, ActivityArea, Goal, GoalArea, Indicator


@dataclass(frozen=True)
class PlanAnswerContent:
    """An answer to a request, or (without one) how the body prioritises for the programme."""

    programme: SteeringDocument
    request: ProgrammeRequest | None = None
    text: str = ""
    goals: Sequence[Goal] = ()
    indicators: Sequence[Indicator] = ()
    activities: Sequence[Activity] = ()

    @property
    def size(self) -> int:
        """How many things the answer consists of."""
        return len(self.goals) + len(self.indicators) + len(self.activities)


@transaction.atomic
def save_plan_answer(
    *, report: Report, content: PlanAnswerContent, version: int, by: Actor, at: datetime
) -> PlanAnswer:
    """The stored answer with its links, which replace those that were there."""
    may_write(report, by=by, at=at)
    check_content(report, content)
    row, _made = PlanAnswer.objects.get_or_create(report=report, programme=content.programme, request=content.request)
    fields = {"text": content.text.strip()}
    change = difference(row, fields)
    stored = store(row, version=version, fields=fields, by=by, at=at)
    replace_links(report, content)
    record(
        "save_plan_answer",
        subject="cycle.report",
        key=f"{report.round.slug}/{report.organisation.slug}/{(content.request or content.programme).slug}"[:200],
        board=report.organisation.slug,
        by=by,
        at=at,
        change={**change, "links": [None, str(content.size)]},
    )
    return stored


def check_content(report: Report, content: PlanAnswerContent) -> None:
    """Refuse an answer that is nobody's to give, consists of nothing, or lies wholly outside the programme's areas."""
    rules.check_answers_in_plan(report)
    body = report.organisation
    if content.request is None:
        rules.check_priority(report, content.text)
    else:
        asked = set(content.request.bodies.values_list("organisation_id", flat=True))
        rules.check_request_answer(report, content.request, asked, content.size)
    rules.check_own([row.owner_id for row in content.goals] + [row.owner_id for row in content.activities], body.pk)
    keys = [row.pk for row in content.indicators]
    own = Indicator.objects.filter(Q(owner=body) | Q(goal_indicators__goal__owner=body), pk__in=keys)
    rules.check_own([body.pk if pk in set(own.values_list("pk", flat=True)) else None for pk in keys], body.pk)
    places = places_of([content.programme])[content.programme.pk]
    rules.check_inside(
        outside=lies_outside(area_tree(), places.areas, areas_answered_with(content)),
        whole=places.whole,
        programme=content.programme.title,
    )


def areas_answered_with(content: PlanAnswerContent) -> list[set[int]]:
    """The areas that each goal and activity of the answer names; an indicator names none."""
    goals = GoalArea.objects.filter(goal__in=[row.pk for row in content.goals])
    activities = ActivityArea.objects.filter(activity__in=[row.pk for row in content.activities])
    of_goal = list(goals.values_list("goal_id", "area_id"))
    of_activity = list(activities.values_list("activity_id", "area_id"))
    found = [{area for key, area in of_goal if key == row.pk} for row in content.goals]
    found += [{area for key, area in of_activity if key == row.pk} for row in content.activities]
    return [*found, *(set() for _row in content.indicators)]


def replace_links(report: Report, content: PlanAnswerContent) -> None:
    about = {"report": report, "programme": content.programme, "request": content.request}
    PlanAnswerLink.objects.filter(**about).delete()
    links = [PlanAnswerLink(**about, goal=row) for row in content.goals]
    links += [PlanAnswerLink(**about, indicator=row) for row in content.indicators]
    links += [PlanAnswerLink(**about, activity=row) for row in content.activities]
    PlanAnswerLink.objects.bulk_create(links)


def write_answers(report: Report, contents: Sequence[PlanAnswerContent], *, by: Actor, at: datetime) -> int:
    """The number of answers written, each one version newer, after all have been checked."""
    for content in contents:
        check_content(report, content)
    for content in contents:
        row, _made = PlanAnswer.objects.get_or_create(
            report=report, programme=content.programme, request=content.request
        )
        PlanAnswer.objects.filter(pk=row.pk).update(
            text=content.text.strip(), version=row.version + 1, changed_by=by.name, changed_at=at
        )
        replace_links(report, content)
    return len(contents)
