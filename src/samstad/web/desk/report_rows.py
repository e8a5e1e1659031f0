"""Rows of the report table as they come from the form: read, compared with what stands, saved one by one."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import Report
from samstad.domain.cycle.queries import ChapterText, DueRows, chapters_with_texts, origin_of
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.steering.choices import ActivityStatus
from samstad.domain.steering.models import Activity, Goal, Indicator
from samstad.refusals import Refusal, Stale
from samstad.reports.board_report.lines import ActivityLine, GoalLine, IndicatorLine, ReportLines
from samstad.reports.seen_rows import Fields, seen_fields
from samstad.web.desk import written
from samstad.web.desk.row_conflict import untouched


@dataclass
class Outcome:
    """`problems` holds, per row key, the sentence and what the person wrote, so that nothing has to be typed again.

    `theirs` is what stands in a row that somebody else changed meanwhile, `seen` what the person had before her.
    """

    saved: int = 0
    problems: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)
    theirs: dict[str, dict[str, Any]] = field(default_factory=dict)
    seen: dict[str, Fields | None] = field(default_factory=dict)


def save_rows(report: Report, lines: ReportLines, due: DueRows, form: QueryDict, *, by: Actor, at: datetime) -> Outcome:
    """Save every row in the form that differs from what stands; a refused row does not stop the others."""
    outcome = Outcome()
    form = decided(form)
    by_slug = {line.slug: line for line in lines.indicators}
    for indicator in due.indicators:
        save_row(
            outcome,
            report,
            f"i.{indicator.slug}",
            form,
            lambda i=indicator: _indicator(report, i, by_slug[i.slug], form, by, at),
        )
    activities = {line.slug: line for line in lines.activities}
    for activity in due.activities:
        save_row(
            outcome,
            report,
            f"a.{activity.slug}",
            form,
            lambda a=activity: _activity(report, a, activities[a.slug], form, by, at),
        )
    goals = {line.slug: line for line in lines.goals}
    for goal in due.goals:
        save_row(outcome, report, f"g.{goal.slug}", form, lambda g=goal: _goal(report, g, goals[g.slug], form, by, at))
    for line in chapters_with_texts(report):
        key = f"s.{line.chapter.key}"
        save_row(outcome, report, key, form, lambda c=line: _chapter(report, c, form, by, at))
    return outcome


def decided(form: QueryDict) -> QueryDict:
    """The form with the choice carried out that was made in a row that two had written in: mine, theirs or merged."""
    how, _colon, key = form.get("choose", "").partition(":")
    if how not in ("mine", "theirs", "merged") or f"{key}.now" not in form:
        return form
    chosen = form.copy()
    chosen[f"{key}.version"] = str(form[f"{key}.now"])
    if how == "theirs":
        del chosen[f"{key}.version"]  # a row without a version is not saved
    for name in [name for name in form if how == "merged" and name.startswith(f"{key}.merged.")]:
        chosen[f"{key}.{name.removeprefix(f'{key}.merged.')}"] = str(form[name])
    return chosen


def save_row(outcome: Outcome, report: Report, key: str, form: QueryDict, save: Any) -> None:
    """Count what `save` saved, or note why it was refused; a row without a version in the form is left alone."""
    if f"{key}.version" not in form:
        return
    try:
        outcome.saved += save()
    except Refusal as refusal:
        mine = {name.removeprefix(f"{key}."): str(value) for name, value in form.items() if name.startswith(f"{key}.")}
        if isinstance(refusal, Stale):
            seen = _seen(report, key, refusal, version_in(form, key))
            if untouched(mine, seen):
                return
            outcome.theirs[key], outcome.seen[key] = refusal.theirs, seen
        outcome.problems[key] = (refusal.sentence, mine)


def _seen(report: Report, key: str, stale: Stale, version: int) -> Fields | None:
    kind, _dot, slug = key.partition(".")
    now = {name: None if value is None else str(value) for name, value in stale.theirs.items()}
    steps = int(str(stale.theirs["version"])) - version
    return seen_fields(kind, f"{origin_of(report)}/{slug}", now, since=steps)


def version_in(form: QueryDict, key: str) -> int:
    """The version of the row that the writer had before her; what is none is no row's."""
    raw = form.get(f"{key}.version", "0")
    return written.version(raw)


def _indicator(
    report: Report, indicator: Indicator, line: IndicatorLine, form: QueryDict, by: Actor, at: datetime
) -> int:
    key = f"i.{indicator.slug}"
    numbers = {
        name: written.number(form.get(f"{key}.{name}", ""))
        for name in ("outcome", "outcome_women", "outcome_men", "forecast")
    }
    texts = {name: form.get(f"{key}.{name}", "").strip() for name in ("missing_reason", "comment")}
    stands: dict[str, Any] = {name: getattr(line, name) for name in (*numbers, *texts)}
    if line.central:  # a central value is shown, not sent
        stands |= {"outcome": None, "outcome_women": None, "outcome_men": None}
        numbers |= {"outcome": None, "outcome_women": None, "outcome_men": None}
    if {**numbers, **texts} == stands:
        return 0
    actions.save_indicator_row(
        report=report,
        indicator=indicator,
        version=version_in(form, key),
        outcome=numbers["outcome"],
        outcome_women=numbers["outcome_women"],
        outcome_men=numbers["outcome_men"],
        forecast=numbers["forecast"],
        missing_reason=texts["missing_reason"],
        comment=texts["comment"],
        by=by,
        at=at,
    )
    return 1


def _activity(report: Report, activity: Activity, line: ActivityLine, form: QueryDict, by: Actor, at: datetime) -> int:
    key = f"a.{activity.slug}"
    status = form.get(f"{key}.status", "")
    deviation = form.get(f"{key}.deviation", "").strip()
    named = form.get(f"{key}.waiting_for", "").strip() if status == ActivityStatus.WAITING else ""
    comment = form.get(f"{key}.comment", line.comment).replace("\r\n", "\n").strip()
    stands = (line.status, line.deviation, line.waiting_for, line.comment)
    if (status, deviation, named, comment) == stands or not (status or deviation or comment):
        return 0
    waiting_for = _body(named) if named else None
    actions.save_activity_row(
        report=report,
        activity=activity,
        version=version_in(form, key),
        status=status,
        deviation=deviation,
        comment=comment,
        waiting_for=waiting_for,
        by=by,
        at=at,
    )
    return 1


def _body(name: str) -> Organisation:
    """The body or partner by its name or short name; an unknown one is refused, not guessed."""
    found = Organisation.objects.filter(Q(short_name=name) | Q(name=name) | Q(slug=name)).first()
    if found is None:
        raise Refusal("unknown_party", _("”%(name)s” finns inte. Välj en part ur listan.") % {"name": name[:60]})
    return found


def _goal(report: Report, goal: Goal, line: GoalLine, form: QueryDict, by: Actor, at: datetime) -> int:
    key = f"g.{goal.slug}"
    judgement = form.get(f"{key}.judgement", "")
    motivation = form.get(f"{key}.motivation", "").replace("\r\n", "\n").strip()
    if (judgement, motivation) == (line.judgement, line.motivation) or (not judgement and not motivation):
        return 0
    actions.save_judgement(
        report=report,
        goal=goal,
        version=version_in(form, key),
        judgement=judgement,
        motivation=motivation,
        suggested=line.suggestion.judgement,
        by=by,
        at=at,
    )
    return 1


def _chapter(report: Report, line: ChapterText, form: QueryDict, by: Actor, at: datetime) -> int:
    key = f"s.{line.chapter.key}"
    text = form.get(f"{key}.text", "").replace("\r\n", "\n").strip()
    if text == line.text:
        return 0
    version = version_in(form, key)
    actions.save_section_text(report=report, key=line.chapter.key, version=version, text=text, by=by, at=at)
    return 1
