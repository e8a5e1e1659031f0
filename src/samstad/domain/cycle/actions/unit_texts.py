"""Units write once; the board pulls their texts up into its report, and where they come from is kept."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samstad.calculations.texts import pulled_into
from samstad.documents import plain_text
from samstad.domain.access import Permission, grants, require
from samstad.domain.cycle import rules
from samstad.domain.cycle.actions.rows import may_write
from samstad.domain.cycle.actions.steps import hold
from samstad.domain.cycle.actions.versions import difference, store
from samstad.domain.cycle.choices import ReportState, SectionKey
from samstad.domain.cycle.models import (
    ActivityRow,
    GoalJudgement,
    PulledText,
    Report,
    ReportSection,
    UnitText,
)
from samstad.domain.cycle.models.reports import Row
from samstad.domain.cycle.queries import due_rows, origin_of
from samstad.domain.history.record import record
from samstad.domain.notices.models import Notice
from samstad.domain.organisation.choices import Role
from samstad.domain.organisation.models import Organisation
from samstad.domain.organisation.queries import roles_held, units_of
from samstad.domain.people.actors import Actor
from samstad.refusals import Refusal

LONGEST_QUESTION = 300


@transaction.atomic
def ask_units(
    *, report: Report, row: str, units: Sequence[Organisation], question: str = "", by: Actor, at: datetime
) -> list[UnitText]:
    """The units' empty texts for the row; those who report for a unit are told. Asking again changes the question."""
    require(by, Permission.ASSIGN, on=localdate(at), board=report.organisation)
    rules.must_be(hold(report), ReportState.DRAFT)
    _check_row(report, row)
    if not units:
        raise Refusal("no_unit", _("Välj minst en enhet."))
    if not set(units) <= set(units_of(report.organisation)):
        raise Refusal("not_a_unit", _("Enheten hör inte till nämnden. Välj en ur listan."))
    if len(question.strip()) > LONGEST_QUESTION:
        raise Refusal("too_long", _("Korta frågan till högst %(n)d tecken.") % {"n": LONGEST_QUESTION})
    asked = []
    for unit in units:
        text, made = UnitText.objects.get_or_create(report=report, unit=unit, row=row)
        text.question = question.strip()
        text.save(update_fields=["question"])
        asked.append(text)
        if made:
            _tell_unit(text, by, at)
    record(
        "ask_units",
        subject="cycle.report",
        key=f"{origin_of(report)}/{row}"[:200],
        board=report.organisation.slug,
        by=by,
        at=at,
        change={"units": ", ".join(unit.name for unit in units), "question": question.strip()},
    )
    return asked


@transaction.atomic
def save_unit_text(*, unit_text: UnitText, version: int, text: str, by: Actor, at: datetime) -> UnitText:
    """The unit's stored text. The unit writes it; so may those who report for its board."""
    report, unit = unit_text.report, unit_text.unit
    own = grants(by, localdate(at)).allows(Permission.REPORT, unit)
    require(by, Permission.REPORT, on=localdate(at), board=unit if own else report.organisation)
    rules.must_be(hold(report), ReportState.DRAFT)
    fields = {"text": plain_text(text).strip()}
    change = difference(unit_text, fields)
    stored = store(unit_text, version=version, fields=fields, by=by, at=at)
    record(
        "save_unit_text",
        subject="cycle.report",
        key=f"{origin_of(report)}/{unit_text.pk}",
        board=report.organisation.slug,
        by=by,
        at=at,
        change=change,
    )
    return stored


@transaction.atomic
def pull_text(*, unit_text: UnitText, by: Actor, at: datetime) -> Row:
    """The board's row with the unit's text in it.

    Pulled again, the new text takes the place of the old one where that still stands; what the board has changed
    is never overwritten: the new text then stands last.
    """
    report = unit_text.report
    may_write(report, by=by, at=at)
    if not unit_text.text:
        raise Refusal("nothing_to_pull", _("Enheten har inte skrivit något än."))
    row, name = _row_of(report, unit_text.row)
    pulled = PulledText.objects.filter(source=unit_text).first()
    before = getattr(row, name)
    fields = {name: pulled_into(before, unit_text.text, before=pulled.text if pulled else "")}
    change = difference(row, fields)
    if change:
        row = store(row, version=row.version, fields=fields, by=by, at=at)
    PulledText.objects.update_or_create(
        source=unit_text,
        defaults={"text": unit_text.text, "version": unit_text.version, "by_name": by.name, "at": at},
    )
    if change:
        record(
            "pull_text",
            subject="cycle.report",
            key=f"{origin_of(report)}/{unit_text.row.partition('.')[2]}",
            board=report.organisation.slug,
            by=by,
            at=at,
            change={**change, "unit": unit_text.unit.name},
        )
    return row


def _row_of(report: Report, key: str) -> tuple[Row, str]:
    """The board's row by its key, and the field that holds its text."""
    kind, _dot, slug = key.partition(".")
    due = due_rows(report)
    if kind == "s":
        return ReportSection.objects.get_or_create(report=report, key=slug)[0], "text"
    goal = next((goal for goal in due.goals if kind == "g" and goal.slug == slug), None)
    if goal:
        return GoalJudgement.objects.get_or_create(report=report, goal=goal)[0], "motivation"
    activity = next((activity for activity in due.activities if kind == "a" and activity.slug == slug), None)
    if activity:
        return ActivityRow.objects.get_or_create(report=report, activity=activity)[0], "comment"
    raise Refusal("no_such_row", _("Raden finns inte i rapporten. Välj en ur listan."))


def _check_row(report: Report, key: str) -> None:
    kind, _dot, slug = key.partition(".")
    due = due_rows(report)
    known = {"s": set(SectionKey.values), "g": {g.slug for g in due.goals}, "a": {a.slug for a in due.activities}}
    if slug not in known.get(kind, set()):
        raise Refusal("no_such_row", _("Raden finns inte i rapporten. Välj en ur listan."))


def _tell_unit(text: UnitText, by: Actor, at: datetime) -> None:
    holders = roles_held(localdate(at)).filter(organisation=text.unit, role=Role.REPORTER).exclude(user=by.user_id)
    said = _("%(unit)s ska skriva till %(report)s.") % {"unit": text.unit, "report": text.report}
    Notice.objects.bulk_create(
        Notice(user_id=pk, text=said[:300], link=f"/arbete/enhet/{text.unit.slug}/", at=at)
        for pk in holders.values_list("user_id", flat=True)
    )
