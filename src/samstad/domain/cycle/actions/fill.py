"""Many rows at once, from a pack or a spreadsheet; all of them or none."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from samstad.domain.cycle import rules
from samstad.domain.cycle.actions.chapters import write_chapters
from samstad.domain.cycle.actions.default_chapters import ChapterContent
from samstad.domain.cycle.actions.economy import EconomyContent, write_economy
from samstad.domain.cycle.actions.plan_answers import PlanAnswerContent, write_answers
from samstad.domain.cycle.actions.rows import may_write
from samstad.domain.cycle.choices import SectionKey
from samstad.domain.cycle.models import ActivityRow, GoalJudgement, IndicatorRow, Report, ReportSection
from samstad.domain.cycle.queries import chapters_of
from samstad.domain.history.record import record
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.steering.choices import Supplier
from samstad.domain.steering.models import Activity, Goal, Indicator
from samstad.refusals import Refusal


@dataclass(frozen=True)
class IndicatorContent:
    indicator: Indicator
    outcome: Decimal | None = None
    outcome_women: Decimal | None = None
    outcome_men: Decimal | None = None
    forecast: Decimal | None = None
    missing_reason: str = ""
    comment: str = ""


@dataclass(frozen=True)
class ActivityContent:
    activity: Activity
    status: str
    deviation: str = ""
    comment: str = ""
    waiting_for: Organisation | None = None


@dataclass(frozen=True)
class JudgementContent:
    goal: Goal
    judgement: str
    motivation: str = ""
    suggested: str = ""


@dataclass(frozen=True)
class ReportContent:
    """Rows to write; a row that is not named keeps what it has. `sections` is text per chapter key.

    `own_chapters` are the report's own, all of them; `economy` takes the place of every row of economy.
    """

    indicators: list[IndicatorContent] = field(default_factory=list)
    activities: list[ActivityContent] = field(default_factory=list)
    judgements: list[JudgementContent] = field(default_factory=list)
    sections: dict[str, str] = field(default_factory=dict)
    answers: list[PlanAnswerContent] = field(default_factory=list)
    own_chapters: list[ChapterContent] = field(default_factory=list)
    economy: list[EconomyContent] = field(default_factory=list)


@dataclass(frozen=True)
class Written:
    """How many rows were written, and the texts that gave way: `{"<row>.<field>": [old, new]}`, for history."""

    rows: int
    replaced: dict[str, list[str]]


TEXTS = ("comment", "deviation", "motivation", "missing_reason", "text")
RowModel = type[IndicatorRow] | type[ActivityRow] | type[GoalJudgement]


@transaction.atomic
def fill_report(*, report: Report, content: ReportContent, by: Actor, at: datetime) -> int:
    """The number of rows written, each one version newer. A refused row refuses them all."""
    may_write(report, by=by, at=at)
    written = write_content(report, content, by=by, at=at)
    record(
        "fill_report",
        subject="cycle.report",
        key=f"{report.round.slug}/{report.organisation.slug}",
        board=report.organisation.slug,
        by=by,
        at=at,
        change={"rows": written.rows, **written.replaced},
    )
    return written.rows


def write_content(report: Report, content: ReportContent, *, by: Actor, at: datetime) -> Written:
    """What was written, after each row has been checked; who may is the calling action's question."""
    for row in content.indicators:
        central = row.indicator.supplier == Supplier.CENTRAL and row.outcome is not None
        rules.check_outcome(outcome=row.outcome, missing_reason=row.missing_reason, locked=central)
        rules.check_told(row.indicator, row.outcome, row.outcome_women, row.outcome_men)
    for act in content.activities:
        rules.check_activity(status=act.status, deviation=act.deviation)
    for judged in content.judgements:
        rules.check_judgement(judgement=judged.judgement, suggested=judged.suggested, motivation=judged.motivation)
    write_chapters(content.own_chapters, report=report)
    if content.economy:
        write_economy(report, content.economy, file_name="", sha256="", by=by, at=at)
    parts = (
        _write(IndicatorRow, report, "indicator", content.indicators, by, at),
        _write(ActivityRow, report, "activity", content.activities, by, at),
        _write(GoalJudgement, report, "goal", content.judgements, by, at),
        _write_sections(report, content.sections, by, at),
        Written(write_answers(report, content.answers, by=by, at=at) + len(content.economy), {}),
    )
    return Written(
        sum(part.rows for part in parts), {name: texts for part in parts for name, texts in part.replaced.items()}
    )


def _write(model: RowModel, report: Report, key: str, rows: list[Any], by: Actor, at: datetime) -> Written:
    rows_of_kind: Any = model._default_manager  # three tables of the same shape
    standing = {getattr(row, f"{key}_id"): row for row in rows_of_kind.filter(report=report)}
    new, old = [], []
    replaced: dict[str, list[str]] = {}
    for content in rows:
        fields = {name: value for name, value in vars(content).items() if name != key}
        row = standing.get(getattr(content, key).pk)
        if row is None:
            new.append(
                model(
                    report=report,
                    version=1,
                    changed_by=by.name,
                    changed_at=at,
                    **{key: getattr(content, key)},
                    **fields,
                )
            )
            continue
        replaced |= _replaced(getattr(content, key).slug, row, fields)
        for name, value in {**fields, "version": row.version + 1, "changed_by": by.name, "changed_at": at}.items():
            setattr(row, name, value)
        old.append(row)
    rows_of_kind.bulk_create(new)
    if old:
        names = [name for name in vars(rows[0]) if name != key]
        rows_of_kind.bulk_update(old, [*names, "version", "changed_by", "changed_at"])
    return Written(len(rows), replaced)


def _write_sections(report: Report, texts: dict[str, str], by: Actor, at: datetime) -> Written:
    known = {chapter.key for chapter in chapters_of(report)} | set(SectionKey.values) if texts else set()
    unknown = next((key for key in texts if key not in known), None)
    if unknown is not None:
        sentence = _("Rapporten har inget kapitel ”%(key)s”. Lägg till det i omgångens mall, eller ta bort texten.")
        raise Refusal("no_chapter", sentence % {"key": unknown})
    replaced: dict[str, list[str]] = {}
    for key, text in texts.items():
        row, _made = ReportSection.objects.get_or_create(report=report, key=key)
        replaced |= _replaced(key, row, {"text": text.strip()})
        ReportSection.objects.filter(pk=row.pk).update(
            text=text.strip(), version=row.version + 1, changed_by=by.name, changed_at=at
        )
    return Written(len(texts), replaced)


def _replaced(name: str, row: Any, fields: dict[str, Any]) -> dict[str, list[str]]:
    """What stood in the row's texts and no longer does."""
    standing = {field: getattr(row, field) for field in TEXTS if field in fields}
    return {
        f"{name}.{field}": [text, fields[field]] for field, text in standing.items() if text and text != fields[field]
    }
