"""A long page begins with its parts: a folded list of its headings, made from the page itself."""

import re

from django import template
from django.template.base import Node, NodeList, Parser, Token
from django.template.context import Context
from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _

register = template.Library()

FOLDED = re.compile(r"<details\b.*?</details>", re.DOTALL)
HEADING_OR_FOLDED = re.compile(rf"{FOLDED.pattern}|<(h[23])\b([^>]*)>(.*?)</\1>", re.DOTALL)
"""What is folded is taken whole, so that nothing inside it becomes a part of the page."""
ID = re.compile(r'\bid="([^"]+)"')
GLOSSARY_NOTE = re.compile(r"<span popover\b.*?</span>", re.DOTALL)
TITLE_END = "</h1>"
FEWEST_PARTS = 3
LONG = 9_000
"""How much markup outside what is folded makes a page long: about five screens of a phone."""


@register.tag
def contents(parser: Parser, token: Token) -> Node:
    """`{% contents %}…{% endcontents %}`: what is inside, with its parts listed under the title where it is long."""
    inside = parser.parse(("endcontents",))
    parser.delete_first_token()
    return ContentsNode(inside)


class ContentsNode(Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        return with_contents(self.nodelist.render(context))


def with_contents(page: SafeString) -> SafeString:
    """The page with a folded list of its parts after the title; as it is where the parts are few or the page short."""
    if TITLE_END not in page or (shown := FOLDED.sub("", page)).count("<h2") < FEWEST_PARTS or len(shown) < LONG:
        return page
    parts: list[tuple[str, str, str]] = []

    def named(found: re.Match[str]) -> str:
        level, attributes, inner = found.groups()
        if level is None:
            return found[0]
        words = " ".join(strip_tags(GLOSSARY_NOTE.sub("", inner)).split())
        own = ID.search(attributes)
        name = own[1] if own else f"del-{len(parts) + 1}-{slugify(words)}"
        # What stands in the page is escaped already.
        parts.append((level, name, mark_safe(words)))
        return found[0] if own else f'<{level} id="{name}"{attributes}>{inner}</{level}>'

    body = HEADING_OR_FOLDED.sub(named, page)
    return mark_safe(body.replace(TITLE_END, TITLE_END + _listed(parts), 1))


def _listed(parts: list[tuple[str, str, str]]) -> SafeString:
    items = format_html_join("", '<li class="contents-{}"><a href="#{}">{}</a></li>', parts)
    opening = '<details class="contents"><summary>{0}</summary><nav aria-label="{0}"><ul>{1}</ul></nav></details>'
    return format_html(opening, _("På sidan"), items)
