"""The council decides its budget: what was proposed becomes targets and activities, is frozen, and boards are told."""

from collections import Counter
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstad.calculations.sorting import slug
from samstad.domain.access import Permission, require
from samstad.domain.access.rules import check_length
from samstad.domain.cycle import rules
from samstad.domain.cycle.actions.freeze import CollectRound, freeze
from samstad.domain.cycle.choices import Stage
from samstad.domain.cycle.models import (
    AssignedBoard,
    CouncilAssignment,
    CouncilDecision,
    CouncilTarget,
    MeasureAnswer,
    Round,
    Snapshot,
)
from samstad.domain.cycle.queries import reporting_bodies
from samstad.domain.history.record import record
from samstad.domain.notices.models import Notice
from samstad.domain.organisation.choices import Role
from samstad.domain.organisation.queries import roles_held
from samstad.domain.people.actors import Actor
from samstad.domain.steering.actions.naming import free_slug
from samstad.domain.steering.choices import ActivityKind, Origin
from samstad.domain.steering.models import Activity, ActivityGoal, GoalIndicator, Indicator, Target
from samstad.domain.steering.rules import check_paragraph
from samstad.refusals import Refusal

TOLD = (Role.COORDINATOR, Role.APPROVER)


@transaction.atomic
def decide_budget(
    *,
    of_round: Round,
    collect: CollectRound,
    meeting_date: date,
    paragraph: str,
    registration_number: str = "",
    by: Actor,
    at: datetime,
) -> Snapshot:
    """The decided budget, frozen. What has no answer is decided without one, and is listed so."""
    require(by, Permission.ISSUE_BUDGET, on=localdate(at))
    rules.check_budget(of_round)
    paragraph, number = (
        check_paragraph(paragraph),
        check_length(registration_number, name=_("diarienumret"), longest=60),
    )
    if not paragraph:
        raise Refusal("no_paragraph", _("Ange paragrafen i kommunfullmäktiges protokoll."))
    targets = list(of_round.council_targets.select_related("indicator"))
    parts = list(AssignedBoard.objects.filter(assignment__round=of_round).select_related("assignment", "organisation"))
    if not targets and not parts and not of_round.measure_answers.exists():
        raise Refusal("nothing_to_decide", _("Budgeten är tom. Lägg in årsmål, uppdrag eller svar först."))
    CouncilDecision.objects.create(
        round=of_round,
        meeting_date=meeting_date,
        paragraph=paragraph,
        registration_number=number,
        by_name=by.name,
        pack=of_round.pack,
    )
    for target in targets:
        _set(target, of_round, meeting_date, by, at)
    for part in parts:
        _assign(part, of_round, by, at)
    _tell(of_round, parts, at)
    record(
        "decide_budget",
        subject="cycle.round",
        key=of_round.slug,
        by=by,
        at=at,
        change={"paragraph": [None, paragraph], "targets": [None, len(targets)], "boards": [None, len(parts)]},
    )
    return freeze(collect(of_round), of_round=of_round, stage=Stage.DECIDED, on=meeting_date, by=by)


def _set(target: CouncilTarget, of_round: Round, known_from: date, by: Actor, at: datetime) -> None:
    """The proposed target as the council's, known from the day of the decision; an earlier one stays beside it."""
    indicator = target.indicator
    if indicator is None:
        indicator = Indicator.objects.create(
            slug=free_slug(Indicator, slug(target.name, longest=100)),
            name=target.name,
            unit=target.unit,
            direction=target.direction,
            periodicity=target.periodicity,
            by_sex=target.by_sex,
            council=True,
            source=str(of_round),
            pack=of_round.pack,
        )
        record("add_indicator", subject="steering.indicator", key=indicator.slug, by=by, at=at)
        target.indicator = indicator
        target.save(update_fields=["indicator"])
    elif not indicator.council:
        indicator.council = True
        indicator.save(update_fields=["council"])
    if target.goal_id:
        GoalIndicator.objects.get_or_create(goal_id=target.goal_id, indicator=indicator)
    Target.objects.create(
        indicator=indicator,
        year=of_round.year,
        value=target.value,
        known_from=known_from,
        source=_source(of_round),
        pack=of_round.pack,
    )


def _assign(part: AssignedBoard, of_round: Round, by: Actor, at: datetime) -> None:
    """The board's own activity. One that goes on after the year has no year, so that it stays on every plan."""
    task: CouncilAssignment = part.assignment
    lasts = task.end is None or task.end.year > of_round.year
    part.activity = Activity.objects.create(
        slug=free_slug(Activity, f"{part.organisation.slug[:60]}-{slug(task.title, longest=50)}-{of_round.year}"),
        kind=ActivityKind.ACTIVITY,
        origin=Origin.COUNCIL,
        owner=part.organisation,
        year=None if lasts else of_round.year,
        title=task.title,
        text=task.text,
        start=task.start or date(of_round.year, 1, 1),
        end=task.end,
        continuous=task.end is None,
        order=Activity.objects.filter(owner=part.organisation).count() + 1,
        source=_source(of_round),
        pack=of_round.pack,
    )
    board, made = part.organisation.slug, part.activity.slug
    record("add_activity", subject="steering.activity", key=made, board=board, by=by, at=at)
    part.save(update_fields=["activity"])
    if task.goal_id:
        ActivityGoal.objects.create(activity=part.activity, goal_id=task.goal_id)


def _source(of_round: Round) -> str:
    return str(of_round)[:1].upper() + str(of_round)[1:]


def _tell(of_round: Round, parts: list[AssignedBoard], at: datetime) -> None:
    """Coordinators and heads of every board: that it is decided, and what in it is theirs."""
    assigned = Counter(part.organisation_id for part in parts)
    answers = MeasureAnswer.objects.filter(round=of_round).values_list("measure__organisation_id", flat=True)
    answered = Counter(answers)
    held = roles_held(localdate(at)).filter(role__in=TOLD, organisation__in=reporting_bodies(localdate(at)))
    people = {(row.user_id, row.organisation_id): row for row in held.select_related("organisation").order_by("pk")}
    Notice.objects.bulk_create(
        Notice(
            user_id=user,
            text=_sentence(
                of_round, row.organisation.short_name, assigned[row.organisation.pk], answered[row.organisation.pk]
            )[:300],
            link=f"/arbete/plan/{row.organisation.slug}/?ar={of_round.year}#fullmaktige",
            at=at,
        )
        for (user, _body), row in people.items()
        if row.organisation is not None
    )


def _sentence(of_round: Round, board: str, assigned: int, answered: int) -> str:
    said = _("Fullmäktige har beslutat budgeten för %(year)d.") % {"year": of_round.year}
    parts = []
    if assigned:
        parts.append(ngettext("%(n)d uppdrag", "%(n)d uppdrag", assigned) % {"n": assigned})
    if answered:
        parts.append(ngettext("%(n)d svar på er åtgärd", "%(n)d svar på era åtgärder", answered) % {"n": answered})
    return f"{said} {board}: {', '.join(parts)}." if parts else said
