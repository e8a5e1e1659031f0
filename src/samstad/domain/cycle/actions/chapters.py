"""The common template of a round, a board's own chapters, and the head's approval chapter by chapter."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstad.domain.access import Permission, require
from samstad.domain.cycle import rules
from samstad.domain.cycle.actions.default_chapters import ChapterContent
from samstad.domain.cycle.actions.steps import hold
from samstad.domain.cycle.choices import ReportState
from samstad.domain.cycle.models import Chapter, EconomySheet, Report, ReportSection, Round
from samstad.domain.cycle.queries import chapters_by_report, chapters_of, content_versions
from samstad.domain.history.record import record
from samstad.domain.people.actors import Actor
from samstad.refusals import Refusal, Stale

LONGEST_TITLE = 120


@transaction.atomic
def set_template(*, of_round: Round, chapters: Sequence[ChapterContent], by: Actor, at: datetime) -> list[Chapter]:
    """The round's chapters, as listed and in that order. One that a board has written in is not taken away."""
    require(by, Permission.OPEN_ROUND, on=localdate(at))
    rules.check_template(chapters)
    kept = {chapter.key for chapter in chapters}
    gone = [chapter for chapter in of_round.chapters.all() if chapter.key not in kept]
    for chapter in gone:
        _refuse_written(of_round, chapter)
    before = list(of_round.chapters.values_list("title", flat=True))
    of_round.chapters.exclude(key__in=kept).delete()
    stored = write_chapters(chapters, of_round=of_round)
    record(
        "set_template",
        subject="cycle.round",
        key=of_round.slug,
        by=by,
        at=at,
        change={"chapters": [before, [chapter.title for chapter in stored]]},
    )
    return stored


@transaction.atomic
def add_chapter(*, report: Report, title: str, instruction: str = "", by: Actor, at: datetime) -> Chapter:
    """A chapter of the board's own, after those that all boards have."""
    require(by, Permission.HAND_IN, on=localdate(at), board=report.organisation)
    rules.must_be(hold(report), ReportState.DRAFT)
    chapters = chapters_of(report)
    content = ChapterContent(_free_key(title, {chapter.key for chapter in chapters}), " ".join(title.split()))
    rules.check_chapter(content)
    if any(chapter.title.casefold() == content.title.casefold() for chapter in chapters):
        raise Refusal("chapter_exists", _("Rapporten har redan ett kapitel med den rubriken. Välj en annan."))
    made = Chapter.objects.create(
        report=report, key=content.key, title=content.title, instruction=instruction.strip(), order=len(chapters)
    )
    _remember("add_chapter", report, made.key, {"title": [None, made.title]}, by, at)
    return made


@transaction.atomic
def remove_chapter(*, report: Report, key: str, by: Actor, at: datetime) -> None:
    """A chapter of the board's own is taken away while nothing is written in it."""
    require(by, Permission.HAND_IN, on=localdate(at), board=report.organisation)
    rules.must_be(hold(report), ReportState.DRAFT)
    chapter = report.own_chapters.filter(key=key).first()
    if chapter is None:
        raise Refusal("not_own", _("Kapitlet hör till stadens mall. Be stadens samordnare om det inte behövs."))
    if report.sections.filter(key=key).exclude(text="").exists():
        raise Refusal("chapter_written", _("Kapitlet har text. Töm texten först."))
    chapter.delete()
    _remember("remove_chapter", report, key, {"title": [chapter.title, None]}, by, at)


@transaction.atomic
def approve_chapter(
    *, report: Report, key: str, version: int, approved: bool = True, by: Actor, at: datetime
) -> ReportSection:
    """The head stands behind the chapter as it was read (`version`), until somebody changes it."""
    require(by, Permission.APPROVE, on=localdate(at), board=report.organisation)
    rules.must_be(hold(report), ReportState.DRAFT, ReportState.READY)
    standing = content_versions(chapters_by_report([report])).get((report.pk, key))
    if standing is None:
        raise Refusal("no_chapter", _("Kapitlet finns inte längre i rapporten. Ladda om sidan."))
    if approved and standing == 0:
        raise Refusal("chapter_empty", _("Kapitlet är tomt. Det går att godkänna när något står i det."))
    if standing != version:
        raise Stale(
            _("Kapitlet har ändrats sedan du läste det. Läs det igen och godkänn sedan."), {"version": standing}
        )
    section, _made = ReportSection.objects.get_or_create(report=report, key=key)
    section.approved_version = standing if approved else None
    section.approved_by = by.name if approved else ""
    section.approved_at = at if approved else None
    section.save(update_fields=["approved_version", "approved_by", "approved_at"])
    _remember("approve_chapter", report, key, {"approved": [not approved, approved]}, by, at)
    return section


def write_chapters(
    chapters: Sequence[ChapterContent], *, of_round: Round | None = None, report: Report | None = None
) -> list[Chapter]:
    """The chapters of a round or of one report, new or changed, in their order; who may is the caller's question."""
    return [
        Chapter.objects.update_or_create(
            round=of_round,
            report=report,
            key=content.key,
            defaults={
                "title": content.title,
                "instruction": content.instruction.strip(),
                "tables": [str(table) for table in content.tables],
                "required": content.required,
                "explain_over": content.explain_over,
                "order": place,
            },
        )[0]
        for place, content in enumerate(chapters)
    ]


def _refuse_written(of_round: Round, chapter: Chapter) -> None:
    written = ReportSection.objects.filter(report__round=of_round, key=chapter.key).exclude(text="").count()
    if "economy" in chapter.tables:
        written += EconomySheet.objects.filter(report__round=of_round).count()
    if written:
        sentence = ngettext(
            "%(n)d rapport har innehåll i ”%(title)s”. Kapitlet kan inte tas bort; ändra rubriken i stället.",
            "%(n)d rapporter har innehåll i ”%(title)s”. Kapitlet kan inte tas bort; ändra rubriken i stället.",
            written,
        )
        raise Refusal("chapter_written", sentence % {"n": written, "title": chapter.title})


def _free_key(title: str, taken: set[str]) -> str:
    stem, number = f"eget-{slugify(title)[:30].strip('-') or 'kapitel'}", 1
    key = stem
    while key in taken:
        number += 1
        key = f"{stem}-{number}"
    return key


def _remember(action: str, report: Report, key: str, change: dict[str, list[object]], by: Actor, at: datetime) -> None:
    record(
        action,
        subject="cycle.report",
        key=f"{report.round.slug}/{report.organisation.slug}/{key}",
        board=report.organisation.slug,
        by=by,
        at=at,
        change=change,
    )
