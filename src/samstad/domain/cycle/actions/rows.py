"""A reporter answers a row; a coordinator hands a row to somebody. What is pasted with markup is stored without."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samstad.documents import plain_text
from samstad.domain.access import Permission, grants, require
from samstad.domain.cycle import rules
from samstad.domain.cycle.actions.steps import hold
from samstad.domain.cycle.actions.versions import difference, store
from samstad.domain.cycle.choices import ReportState
from samstad.domain.cycle.models import ActivityRow, Chapter, GoalJudgement, IndicatorRow, Report, ReportSection
from samstad.domain.cycle.models.reports import Row
from samstad.domain.cycle.queries import chapter_title, chapters_of
from samstad.domain.history.record import record
from samstad.domain.notices.models import Notice
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.people.models import User
from samstad.domain.steering.choices import Supplier
from samstad.domain.steering.models import Activity, Goal, Indicator
from samstad.refusals import Refusal


@transaction.atomic
def save_indicator_row(
    *,
    report: Report,
    indicator: Indicator,
    version: int,
    outcome: Decimal | None,
    outcome_women: Decimal | None = None,
    outcome_men: Decimal | None = None,
    forecast: Decimal | None = None,
    missing_reason: str = "",
    comment: str = "",
    by: Actor,
    at: datetime,
) -> IndicatorRow:
    """The stored row. A centrally supplied indicator takes a forecast and a comment, never an outcome."""
    may_write(report, by=by, at=at)
    central = indicator.supplier == Supplier.CENTRAL
    rules.check_outcome(
        outcome=outcome,
        missing_reason=missing_reason,
        locked=central and any(v is not None for v in (outcome, outcome_women, outcome_men)),
    )
    rules.check_told(indicator, outcome, outcome_women, outcome_men)
    row, _made = IndicatorRow.objects.get_or_create(report=report, indicator=indicator, defaults={"locked": central})
    fields = {
        "outcome": outcome,
        "outcome_women": outcome_women,
        "outcome_men": outcome_men,
        "forecast": forecast,
        "missing_reason": missing_reason.strip(),
        "comment": plain_text(comment).strip(),
    }
    change = difference(row, fields)
    stored = store(row, version=version, fields=fields, by=by, at=at)
    _remember("save_indicator_row", report, indicator.slug, change, by, at)
    return stored


@transaction.atomic
def save_activity_row(
    *,
    report: Report,
    activity: Activity,
    version: int,
    status: str,
    deviation: str = "",
    comment: str = "",
    waiting_for: Organisation | None = None,
    by: Actor,
    at: datetime,
) -> ActivityRow:
    """The stored row; a status that departs from the plan is refused without a sentence."""
    may_write(report, by=by, at=at)
    rules.check_activity(status=status, deviation=deviation)
    row, _made = ActivityRow.objects.get_or_create(report=report, activity=activity)
    fields = {
        "status": status,
        "deviation": plain_text(deviation).strip(),
        "comment": plain_text(comment).strip(),
        "waiting_for": waiting_for,
    }
    change = difference(row, fields)
    stored = store(row, version=version, fields=fields, by=by, at=at)
    _remember("save_activity_row", report, activity.slug, change, by, at)
    return stored


@transaction.atomic
def save_judgement(
    *,
    report: Report,
    goal: Goal,
    version: int,
    judgement: str,
    motivation: str,
    suggested: str,
    by: Actor,
    at: datetime,
) -> GoalJudgement:
    """The stored judgement, with what the figures said (`suggested`) when it was made."""
    may_write(report, by=by, at=at)
    rules.check_judgement(judgement=judgement, suggested=suggested, motivation=motivation)
    row, _made = GoalJudgement.objects.get_or_create(report=report, goal=goal)
    fields = {"judgement": judgement, "motivation": plain_text(motivation).strip(), "suggested": suggested}
    change = difference(row, fields)
    stored = store(row, version=version, fields=fields, by=by, at=at)
    _remember("save_judgement", report, goal.slug, change, by, at)
    return stored


@transaction.atomic
def save_section_text(*, report: Report, key: str, version: int, text: str, by: Actor, at: datetime) -> ReportSection:
    """The stored text of the chapter with that key."""
    may_write(report, by=by, at=at)
    if key not in {chapter.key for chapter in chapters_of(report)}:
        raise Refusal("no_chapter", _("Kapitlet finns inte längre i rapporten. Ladda om sidan."))
    row, _made = ReportSection.objects.get_or_create(report=report, key=key)
    fields = {"text": plain_text(text).strip()}
    change = difference(row, fields)
    stored = store(row, version=version, fields=fields, by=by, at=at)
    _remember("save_section_text", report, key, change, by, at)
    return stored


Answerable = Indicator | Activity | Goal | Chapter


@transaction.atomic
def assign_row(*, report: Report, of: Answerable, responsible: User | None, by: Actor, at: datetime) -> None:
    """Give the row that answers for `of`, or the chapter, to a person, or to nobody; the person is told."""
    require(by, Permission.ASSIGN, on=localdate(at), board=report.organisation)
    rules.must_not_be_decided(hold(report))
    if responsible and not grants(Actor.of(responsible), localdate(at)).allows(Permission.REPORT, report.organisation):
        raise Refusal("no_role", _("Personen saknar roll som rapportör i nämnden. Lägg till rollen först."))
    row = _row_for(report, of)
    before = row.responsible
    row.responsible = responsible
    row.save(update_fields=["responsible"])
    record(
        "assign_row",
        subject="cycle.report",
        key=f"{report.round.slug}/{report.organisation.slug}/{of.key if isinstance(of, Chapter) else of.slug}",
        board=report.organisation.slug,
        by=by,
        at=at,
        change={"responsible": [before and before.name, responsible and responsible.name]},
    )
    if responsible and responsible.pk != by.user_id:
        Notice.objects.create(
            user=responsible,
            text=_told(of),
            link=f"/arbete/rapport/{report.organisation.slug}/{report.round.year}/{report.round.kind}/",
            at=at,
        )


def _told(of: Answerable) -> str:
    if isinstance(of, Chapter):
        return _("Du har fått ett kapitel att skriva: %(title)s") % {"title": chapter_title(of.title)}
    return _("Du har fått en rad att rapportera: %(title)s") % {"title": str(of)[:200]}


def _row_for(report: Report, of: Answerable) -> Row:
    if isinstance(of, Chapter):
        return ReportSection.objects.get_or_create(report=report, key=of.key)[0]
    if isinstance(of, Indicator):
        central = of.supplier == Supplier.CENTRAL
        return IndicatorRow.objects.get_or_create(report=report, indicator=of, defaults={"locked": central})[0]
    if isinstance(of, Activity):
        return ActivityRow.objects.get_or_create(report=report, activity=of)[0]
    return GoalJudgement.objects.get_or_create(report=report, goal=of)[0]


def may_write(report: Report, *, by: Actor, at: datetime) -> None:
    """Reporters write in a draft; what the board itself changes at its meeting is entered by the secretary."""
    amending = hold(report).state == ReportState.SENT_OUT
    require(by, Permission.DECIDE if amending else Permission.REPORT, on=localdate(at), board=report.organisation)
    rules.must_be(report, ReportState.DRAFT, ReportState.SENT_OUT)


def _remember(
    action: str, report: Report, slug: str, change: dict[str, list[str | None]], by: Actor, at: datetime
) -> None:
    record(
        action,
        subject="cycle.report",
        key=f"{report.round.slug}/{report.organisation.slug}/{slug}",
        board=report.organisation.slug,
        by=by,
        at=at,
        change=change,
    )
