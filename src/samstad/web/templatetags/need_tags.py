"""Tags of the pages about need: places on a scale, and whether an area belongs to a list."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samstad.reports.need.amounts import percent, signed
from samstad.reports.need.run_lines import AreaLine, Span
from samstad.reports.need.standing import Belongs
from samstad.web.templatetags.samstad_tags import mark, mark_only

register = template.Library()
register.filter("percent", percent)
register.filter("signed", signed)
SHAPES = {Belongs.CLEAR: "full", Belongs.BORDERLINE: "partly", Belongs.OUT: "unknown", Belongs.UNKNOWN: "unknown"}


@register.filter
def along(rank: int, widest: int) -> str:
    """Where a rank stands on a scale from 0 to 100, as SVG writes numbers."""
    return f"{100 * (rank - 1) / max(widest, 1):.2f}"


@register.filter
def stretch(span: Span, widest: int) -> str:
    """How wide the span is on the same scale; one rank is one step."""
    return f"{100 * (span.high - span.low + 1) / max(widest, 1):.2f}"


@register.filter
def places(span: Span) -> str:
    """The ranks of a span: "3–6", and "1" where both ends are the same."""
    return str(span.low) if span.low == span.high else f"{span.low}–{span.high}"


@register.filter
def decimal(value: float) -> str:
    """A number as SVG writes it, in any language."""
    return f"{value:.2f}"


@register.simple_tag
def belongs(line: AreaLine) -> SafeString:
    """Whether the area belongs to the list, in words, with its probability."""
    if line.probability is None:
        return mark("unknown", _("säkerheten kan inte beräknas"))
    words = {Belongs.CLEAR: _("klart"), Belongs.BORDERLINE: _("gränsfall"), Belongs.OUT: _("utanför")}
    told = mark(SHAPES[line.belongs], words[line.belongs])
    return format_html('{} <span class="muted nowrap">{}</span>', told, percent(line.probability))


@register.simple_tag
def belongs_mark(line: AreaLine) -> SafeString:
    """The same as a shape alone, where there is no room for the word."""
    words: dict[Any, str] = {
        Belongs.CLEAR: _("klart bland de prioriterade"),
        Belongs.BORDERLINE: _("gränsfall"),
        Belongs.OUT: _("utanför"),
        Belongs.UNKNOWN: _("säkerheten kan inte beräknas"),
    }
    return mark_only(SHAPES[line.belongs], words[line.belongs])
