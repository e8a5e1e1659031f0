"""What a template of chapters may be."""

from collections.abc import Sequence
from typing import Protocol

from django.utils.text import slugify
from django.utils.translation import gettext as _

from samstad.domain.cycle.choices import SectionKey, TableKind
from samstad.refusals import Refusal

LONGEST_TITLE, LONGEST_KEY = 120, 40


class ChapterSaid(Protocol):
    """What is said of a chapter, whoever says it."""

    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def tables(self) -> Sequence[str]: ...
    @property
    def explain_over(self) -> int: ...


def check_template(chapters: Sequence[ChapterSaid]) -> None:
    """A template has the summary, every heading and every table once."""
    for chapter in chapters:
        check_chapter(chapter)
    keys, titles = [c.key for c in chapters], [c.title.strip().casefold() for c in chapters]
    tables = [table for chapter in chapters for table in chapter.tables]
    if SectionKey.SUMMARY not in keys:
        raise Refusal("no_summary", _("Sammanfattningen behövs i varje rapport. Ta inte bort den."))
    if len(set(keys)) < len(keys) or len(set(titles)) < len(titles):
        raise Refusal("chapter_twice", _("Två kapitel har samma rubrik. Ändra den ena."))
    for table in TableKind:
        if tables.count(table) > 1:
            sentence = _("”%(table)s” är vald i två kapitel. Välj det ena.")
            raise Refusal("table_twice", sentence % {"table": table.label})


def check_chapter(chapter: ChapterSaid) -> None:
    """A chapter has a heading, and only tables that there are."""
    if not chapter.title.strip():
        raise Refusal("no_title", _("Skriv kapitlets rubrik."))
    if len(chapter.title) > LONGEST_TITLE:
        raise Refusal("long_title", _("Korta rubriken till högst %(n)d tecken.") % {"n": LONGEST_TITLE})
    if not chapter.key or slugify(chapter.key) != chapter.key or len(chapter.key) > LONGEST_KEY:
        raise Refusal("bad_key", _("Kapitlets namn i adresser får bara ha små bokstäver, siffror och bindestreck."))
    if not set(chapter.tables) <= set(TableKind.values):
        raise Refusal("bad_table", _("Välj kapitlets tabeller ur listan."))
    if not 0 <= chapter.explain_over <= 100:
        raise Refusal("bad_share", _("Ange gränsen för en större avvikelse som 0 till 100 procent av budgeten."))
