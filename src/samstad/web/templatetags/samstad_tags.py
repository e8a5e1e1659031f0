"""Filters and tags that every template has: figures, dates, marks, glossary and stamps."""

from datetime import date, datetime
from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils import dateformat, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samstad.calculations.targets import Aim
from samstad.domain.cycle.choices import Judgement
from samstad.domain.history.models import Pack
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.steering.choices import ActivityStatus
from samstad.reports import wording
from samstad.reports.figures_say import FigureLine
from samstad.reports.goal_page import GoalPage
from samstad.reports.need.year_gap_words import ToldGap, tell_gap
from samstad.reports.source_words import source_words
from samstad.reports.target_words import aim_words, reason_words
from samstad.reports.target_words import criterion as criterion_words
from samstad.reports.wording import FORECAST, OUTCOME, figure, period_words
from samstad.reports.wording import waited as waited_words
from samstad.web import figure_words
from samstad.web.glossary import TERMS

register = template.Library()

SHAPES = {"full": "●", "partly": "◐", "not": "○", "unknown": "–"}
STATUS_SHAPES = {
    ActivityStatus.NOT_BEGUN: "unknown",
    ActivityStatus.ONGOING: "full",
    ActivityStatus.CONTINUOUS: "full",
    ActivityStatus.WAITING: "partly",
    ActivityStatus.DEVIATES: "partly",
    ActivityStatus.DONE: "full",
    ActivityStatus.BROKEN_OFF: "not",
}


@register.filter
def number(value: Any, decimals: Any = None) -> str:
    """1234.5 as "1 234,5" (in English "1,234.5"); nothing as an en dash, since missing is not zero."""
    return figure(value, None if decimals is None else int(decimals))


@register.filter
def day(value: date | datetime | None) -> str:
    """ "2 maj 2017"; an empty date is an en dash."""
    if value is None:
        return "–"
    local = timezone.localtime(value) if isinstance(value, datetime) else value
    return dateformat.format(local, "j F Y")


@register.filter
def writer(name: str) -> str:
    """The name as it stands, and a word for those who run the service where a command wrote it."""
    return _("driften") if name == COMMAND_LINE.name else name


@register.filter
def sentence(text: Any) -> str:
    """The text with a capital first letter: choices are stored in lower case."""
    return wording.sentence(str(text))


@register.simple_tag
def mark(shape: str, word: Any) -> SafeString:
    """A status: a shape (full, partly, not, unknown) and its word, never colour alone."""
    # No space between them: a link would underline it.
    return format_html(
        '<span class="mark mark-{}"><span class="shape" aria-hidden="true">{}</span>{}</span>',
        shape,
        SHAPES[shape],
        word,
    )


@register.simple_tag
def mark_only(shape: str, word: Any) -> SafeString:
    """A shape where there is no room for its word, which is read out all the same."""
    return format_html(
        '<span class="mark mark-{}"><span class="shape" aria-hidden="true">{}</span>'
        '<span class="visually-hidden">{}</span></span>',
        shape,
        SHAPES[shape],
        word,
    )


@register.filter
def plus(first: int, second: int) -> int:
    return first + second


@register.simple_tag
def judgement(value: str, forecast: bool = False) -> SafeString:
    """A goal's judgement; at T1 and T2 it is a forecast and says so."""
    if not value:
        return mark("unknown", _("Ej bedömt"))
    words = FORECAST if forecast else OUTCOME
    return mark(value, words[Judgement(value)])


@register.simple_tag
def status(value: str) -> SafeString:
    """How an activity stands; without a report it says so."""
    if not value:
        return mark("unknown", _("Ej rapporterat"))
    chosen = ActivityStatus(value)
    return mark(STATUS_SHAPES[chosen], sentence(chosen.label))


@register.simple_tag(takes_context=True)
def term(context: Context, name: str, shown: str = "") -> SafeString:
    """A word with its explanation one press away; needs no script. `shown` is the text when it is not the name."""
    place = int(context.render_context.get("terms") or 0) + 1
    context.render_context["terms"] = place
    return format_html(
        '<button type="button" class="term" popovertarget="term-{0}">{1}</button>'
        '<span popover id="term-{0}" class="term-note"><strong>{2}</strong> {3}</span>',
        place,
        shown or _(name),
        sentence(_(name)),
        _(TERMS[name]),
    )


@register.simple_tag
def example_stamp(example: bool) -> SafeString | str:
    """The stamp on whatever shows invented rows; nothing when all is fact."""
    if not example:
        return ""
    return format_html('<span class="chip chip-example">{}</span>', _("exempeldata"))


@register.filter
def share(part: int, whole: int) -> str:
    """Part of the whole in percent with a point, for the width of a bar."""
    return f"{100 * part / whole:.2f}" if whole else "0"


ADDRESSES = {
    "document": "public:document",
    "programme": "public:programme",
    "activity": "public:activity",
    "area": "public:area",
    "body": "public:board",
}


@register.simple_tag
def address(kind: str, slug: str, year: int | None = None) -> str:
    """Where a thing has its page; an anchor is a place on this one."""
    if kind == "anchor":
        return f"#{slug}"
    if kind == "goal":
        return reverse("public:goal", args=[year or 0, slug])
    return reverse(ADDRESSES[kind], args=[slug])


@register.filter
def change(line: FigureLine) -> str:
    """How the figure has moved, in words: "0,3 lägre än 2016, bättre"."""
    return figure_words.change_words(line, number)


@register.filter
def target_words(line: FigureLine) -> str:
    return figure_words.target_words(line)


@register.filter
def told_gap(line: FigureLine) -> ToldGap | None:
    """The year's gap in words, None where a gap is not what is to be reached."""
    if line.gap is None:
        return None
    return tell_gap(line.gap, unit=line.indicator.unit, decimals=line.indicator.decimals)


@register.filter
def result_words(line: FigureLine) -> str:
    return reason_words(line.result.reason, dict(line.result.by), line.indicator.decimals)


@register.filter
def aim(asked: Aim | None, decimals: int = 1) -> str:
    """What a target of any kind asks for, as short as a column; a dash where there is none."""
    return aim_words(asked, decimals) if asked else "–"


@register.simple_tag
def criterion(asked: Aim, unit: str, decimals: int = 1) -> str:
    """How the target is judged: told before there is any outcome."""
    return criterion_words(asked, unit, decimals)


@register.filter
def goal_ground(page: GoalPage) -> str:
    """Why the figures say what they say of the goal."""
    return figure_words.goal_ground_words(page)


@register.filter
def period(text: str) -> str:
    """ "2017-T1" as "T1 2017"; a year as it is."""
    return period_words(text)


@register.filter
def document_status(document: Any) -> str:
    """How far a document has come, in plain words."""
    return figure_words.status_words(document)


@register.filter
def in_full(source: str, pack: Pack | None) -> str:
    """A row's source with its document's title, as the row's pack has it."""
    return source_words(source, pack)


@register.filter
def waited(days: int) -> str:
    """How long something has waited, "34 dagar" or "mer än 2 år"."""
    return waited_words(days)
