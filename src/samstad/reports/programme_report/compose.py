"""The follow-up of a programme as a document."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samstad.documents import Block, Callout, Cell, Column, Document, Heading, KeyValues, Paragraph, Table
from samstad.domain.programmes.choices import AnswerKind
from samstad.domain.programmes.models import Question, SteeringDocument
from samstad.reports.followed_year import followed_year
from samstad.reports.programme_report.collect import GoalFollowed, ProgrammeFollowed, follow
from samstad.reports.programme_report.standing_blocks import standing_blocks
from samstad.reports.programme_report.year_tables import years_of_goal
from samstad.reports.programme_report.years import Years
from samstad.reports.wording import day, judgement_word


def programme_document(programme: SteeringDocument, *, on: date | None = None, year: int | None = None) -> Document:
    """The programme over all boards, companies and years until `year`, as it stands on the day (else today)."""
    day_of = on or timezone.localdate()
    followed = follow(programme, on=day_of, year=year or followed_year())
    return Document(
        title=_("Uppföljning: %(title)s") % {"title": programme.title},
        language="en" if get_language() == "en" else "sv",
        date=_("Läget %(day)s") % {"day": day(day_of)},
        stamps=(_("exempeldata"),) if followed.example else (),
        meta=((_("Status"), str(programme.get_status_display())), (_("Period"), _period(programme))),
        blocks=tuple(_blocks(followed)),
    )


def _period(programme: SteeringDocument) -> str:
    if programme.until_further_notice:
        return _("gäller tills vidare")
    if not programme.valid_from and not programme.valid_to:
        return _("ej inlagt")
    first, last = (str(day.year) if day else "" for day in (programme.valid_from, programme.valid_to))
    return f"{first}–{last}"


def _blocks(followed: ProgrammeFollowed) -> list[Block]:
    blocks: list[Block] = []
    if followed.programme.summary:
        blocks.append(Paragraph(followed.programme.summary, "lead"))
    if not followed.goals:
        blocks.append(Callout("gap", _("Inga mål är inlagda i programmet.")))
    for goal in followed.goals:
        blocks += _goal(goal, followed.years)
    if followed.loose:
        blocks += [Heading(1, _("Åtgärder utanför målen")), _activities(followed.loose)]
    return [*blocks, *_medverkan(followed), *standing_blocks(followed.standing)]


def _goal(followed: GoalFollowed, years: Years) -> list[Block]:
    goal = followed.goal
    container = not goal.level.judged
    blocks: list[Block] = [Heading(1 if container else 2, f"{goal.number} {goal.title}".strip(), anchor=goal.slug)]
    if goal.text:
        blocks.append(Paragraph(goal.text))
    if not container:
        blocks.append(KeyValues(tuple(_facts(followed))))
    if followed.silent:
        blocks.append(Callout("gap", _("Har inte svarat: %(names)s.") % {"names": ", ".join(followed.silent)}))
    blocks += years_of_goal(years, goal)
    if followed.answers:
        blocks.append(_answers(followed))
    if followed.judgements:
        blocks.append(_judgements(followed))
    if followed.activities:
        blocks.append(_activities(followed.activities))
    return blocks


def _facts(followed: GoalFollowed) -> list[tuple[str, str]]:
    names = [row.indicator.name + (f" ({_('närmevärde')})" if row.proxy else "") for row in followed.indicators]
    return [(_("Indikatorer"), ", ".join(names) or _("målet har ingen indikator"))]


def _answers(followed: GoalFollowed) -> Table:
    columns = (Column("board", _("Nämnd eller styrelse")), Column("year", _("År")), Column("goal", _("Mål"), width=3))
    rows = tuple(
        (Cell(g.owner.name if g.owner else "–"), Cell(str(g.year or "–")), Cell(g.title)) for g in followed.answers
    )
    return Table(_("Mål som svarar på detta"), columns, rows)


def _judgements(followed: GoalFollowed) -> Table:
    columns = (
        Column("round", _("Omgång")),
        Column("board", _("Nämnd eller styrelse")),
        Column("judgement", _("Bedömning"), "status"),
        Column("motivation", _("Motivering"), width=3),
    )
    rows = tuple(
        (
            Cell(str(row.report.round).capitalize()),
            Cell(row.report.organisation.short_name),
            Cell(judgement_word(row.judgement, row.report.round.kind), status=_status(row.judgement)),
            Cell(row.motivation or "–"),
        )
        for row in followed.judgements
    )
    return Table(_("Bedömningar över åren"), columns, rows)


def _status(judgement: str) -> Any:
    return judgement or None


def _activities(pairs: Any) -> Table:
    columns = (
        Column("title", _("Åtgärd"), width=3),
        Column("owner", _("Vem")),
        Column("status", _("Läge")),
        Column("deviation", _("Avvikelse"), width=2),
    )
    rows = tuple(
        (
            Cell(activity.title),
            Cell(activity.owner.short_name),
            Cell(str(update.get_status_display()) if update else _("inte rapporterat")),
            Cell((update.deviation if update else "") or "–"),
        )
        for activity, update in pairs
    )
    return Table(_("Åtgärder"), columns, rows)


def _medverkan(followed: ProgrammeFollowed) -> list[Block]:
    blocks: list[Block] = [Heading(1, _("Medverkan"))]
    asked = tuple(
        (Cell(q.asked.name), Cell(q.text), Cell(day(q.asked_on)), Cell(_answered(q))) for q in followed.questions
    )
    blocks.append(
        Table(
            _("Frågor till andra parter"),
            (
                Column("asked", _("Till")),
                Column("text", _("Fråga"), width=3),
                Column("on", _("Ställd"), "date"),
                Column("answer", _("Svar"), width=2),
            ),
            asked,
            empty=_("Inga frågor är ställda."),
        )
    )
    given = tuple(
        (Cell(c.organisation.name), Cell(c.activity.title), Cell(c.theme_printed or "–"))
        for c in followed.contributions
    )
    blocks.append(
        Table(
            _("Vad andra bidrar med"),
            (Column("who", _("Vem")), Column("what", _("Vad"), width=3), Column("theme", _("Tema"), width=2)),
            given,
            empty=_("Ingen annan part har lagt in något bidrag."),
        )
    )
    return blocks


def _answered(question: Question) -> str:
    answers = list(question.answers.all())
    if not answers:
        return _("obesvarad")
    last = answers[-1]
    return f"{AnswerKind(last.kind).label}: {last.text}".rstrip(": ")
