"""Two boards become one, also in the middle of a year: the one that is left answers for the plans of both."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Model, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samstad.domain.access import Permission, require
from samstad.domain.cycle.choices import WRITTEN_BY_BOARDS, ReportState
from samstad.domain.cycle.models import (
    ActivityRow,
    Attachment,
    Decision,
    EconomyLine,
    GoalJudgement,
    IndicatorRow,
    PlanAnswer,
    ProposedMeasure,
    Report,
    ReviewComment,
    Round,
    Snapshot,
    UnitText,
)
from samstad.domain.history.record import record
from samstad.domain.notices.models import Notice
from samstad.domain.organisation.models import Organisation, OrganisationSuccession, RoleAssignment
from samstad.domain.organisation.queries import roles_held
from samstad.domain.people.actors import Actor
from samstad.refusals import Refusal

CONTENT: tuple[type[Model], ...] = (
    ActivityRow, IndicatorRow, GoalJudgement, PlanAnswer, UnitText, EconomyLine, ReviewComment, Attachment, Decision,
    Snapshot,
)  # fmt: skip
MOVED = ((ActivityRow, "activity"), (IndicatorRow, "indicator"), (GoalJudgement, "goal"))


@transaction.atomic
def merge_bodies(*, gone: Organisation, into: Organisation, on: date, by: Actor, at: datetime) -> None:
    """From the day on `into` answers for what `gone` has planned, and its people hold the same roles there.

    What has been handed in stays where it was. Rows of a draft that the rounds after the day ask of `into` go over to
    its report, so that nobody writes them twice; a row that both have written stays in both. A draft with nothing left
    in it is taken away: nobody waits for it, and nobody is reminded of it.
    """
    require(by, Permission.ADMINISTER, on=localdate(at))
    _check(gone, into, on)
    lasted, gone.valid_to = gone.valid_to, on - timedelta(days=1)
    gone.save(update_fields=["valid_to"])
    _succeed(gone, into, on)
    people = _give_roles(gone, into, on)
    for report in _reports_after(into, on):
        _move_rows(gone, report)
        _take_away_empty(gone, report)
    record(
        "merge_bodies",
        subject="organisation.organisation",
        key=gone.slug,
        board=gone.slug,
        by=by,
        at=at,
        change={
            "became": [None, into.slug],
            "on": [None, on.isoformat()],
            "valid_to": [lasted and lasted.isoformat(), gone.valid_to.isoformat()],
        },
    )
    text = _("%(gone)s går upp i %(into)s den %(day)s. Du har samma uppgift där.")
    said = text % {"gone": gone.short_name, "into": into.short_name, "day": on.isoformat()}
    Notice.objects.bulk_create(
        Notice(user_id=person, text=said[:300], link=f"/arbete/rapport/{into.slug}/", at=at)
        for person in sorted(people)
    )


def _check(gone: Organisation, into: Organisation, on: date) -> None:
    if gone.pk == into.pk:
        raise Refusal("itself", _("En organisation kan inte gå upp i sig själv. Välj en annan."))
    if not gone.reports or not into.reports:
        raise Refusal("does_not_report", _("Bara nämnder och styrelser som rapporterar slås ihop här."))
    if OrganisationSuccession.objects.filter(before=gone).exists():
        raise Refusal("merged_already", _("Organisationen har redan gått upp i en annan."))
    if OrganisationSuccession.objects.filter(before=into).exists():
        raise Refusal("into_is_gone", _("Den du valde har själv gått upp i en annan. Välj den som finns kvar."))
    first, last = gone.valid_from, into.valid_to
    if (first and on <= first) or (last and last < on):
        raise Refusal("not_there", _("Båda organisationerna behöver finnas den dagen. Kontrollera datumet."))


def _succeed(gone: Organisation, into: Organisation, on: date) -> None:
    """Those that had gone up in the one that is gone follow with it: nobody has to look further than one step."""
    earlier = OrganisationSuccession.objects.filter(after=gone).values_list("before_id", flat=True)
    OrganisationSuccession.objects.bulk_create(
        OrganisationSuccession(before_id=before, after=into, on=on) for before in (gone.pk, *earlier)
    )


def _give_roles(gone: Organisation, into: Organisation, on: date) -> set[int]:
    """Those who hold a role at `gone` on the day, who now hold it at `into` as well, for as long as they would have.

    One that was held at `into` before is taken up again; one that is held there already is left as it is.
    """
    held = list(roles_held(on).filter(organisation=gone))
    there = {(row.user_id, row.role): row for row in RoleAssignment.objects.filter(organisation=into)}
    for row in held:
        given = there.get((row.user_id, row.role))
        if given is None:
            given = RoleAssignment(user_id=row.user_id, role=row.role, organisation=into)
        elif given.valid_to is None or given.valid_to >= on:
            continue
        given.valid_from, given.valid_to = on, row.valid_to
        given.save()
    return {row.user_id for row in held}


def _reports_after(into: Organisation, on: date) -> list[Report]:
    """The drafts of `into` in rounds about a day after the merger; a round that had none for it gets one."""
    after = Q(cutoff__gte=on) | Q(cutoff=None, year__gt=on.year)
    rounds = Round.objects.filter(after, kind__in=WRITTEN_BY_BOARDS)
    for of_round in rounds.exclude(reports__organisation=into):
        Report.objects.create(round=of_round, organisation=into, pack=of_round.pack)
    return list(Report.objects.filter(round__in=rounds, organisation=into, state=ReportState.DRAFT))


def _move_rows(gone: Organisation, report: Report) -> None:
    drafts = Report.objects.filter(round=report.round_id, organisation=gone, state=ReportState.DRAFT)
    for model, what in MOVED:
        asked_twice = model._default_manager.filter(report=report).values_list(f"{what}_id", flat=True)
        rows = model._default_manager.filter(report__in=drafts)
        rows.exclude(**{f"{what}_id__in": list(asked_twice)}).update(report=report)


def _take_away_empty(gone: Organisation, report: Report) -> None:
    for draft in Report.objects.filter(round=report.round_id, organisation=gone, state=ReportState.DRAFT):
        if not _has_content(draft):
            draft.delete()


def _has_content(draft: Report) -> bool:
    """True when somebody has written anything in the draft, or it has been before the board."""
    written = [model._default_manager.filter(report=draft) for model in CONTENT]
    written += [
        draft.sections.exclude(text=""),
        ProposedMeasure.objects.filter(round=draft.round_id, organisation=draft.organisation_id),
    ]
    return any(rows.exists() for rows in written)
