"""A finding: what is wrong in one place, why it matters and what mends it; and the list of rules that find."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from samstad.reports.thread_check.graph import QuestionNode, Thread

SEVERITIES = {"gap": _("Lucka"), "check": _("Kontrollera"), "note": _("Att känna till")}
"""Worst first: a link is missing; something looks wrong; something to know."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`bodies` are the slugs of those it concerns, `programme` the slug of the programme it stands in.

    `example` is true when what it is about is invented.
    """

    code: str
    severity: str
    where: str
    text: str
    mend: str
    url: str
    bodies: frozenset[str] = frozenset()
    programme: str = ""
    example: bool = False

    def as_json(self) -> dict[str, str]:
        """The published fields, in the published order."""
        return {name: getattr(self, name) for name in ("code", "severity", "where", "text", "mend", "url")}


Rule = Callable[[Thread], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding as a page names it."""

    code: str
    severity: str
    title: Any
    rule: Rule


RULES: dict[str, Kind] = {}
"""Every rule by its code, in the order that pages show them."""


def rule(code: str, severity: str, title: Any) -> Callable[[Rule], Rule]:
    """Enter the function in the list of rules; it is a pure function of the thread."""

    def enter(function: Rule) -> Rule:
        RULES[code] = Kind(code, severity, title, function)
        return function

    return enter


def at_goal(thread: Thread, code: str, key: int, text: str, mend: str, *others: int) -> Finding:
    """A finding at a goal; it concerns the goal's owner and whoever else is named by key."""
    goal = thread.goals[key]
    return _made(
        thread,
        code,
        where=" · ".join(filter(None, (thread.body_name(goal.owner), f"{goal.level}: {goal.title}"))),
        text=text,
        mend=mend,
        url=f"/mal/{goal.year or thread.year}/{goal.slug}/",
        bodies=(goal.owner, *others),
        programme=goal.programme,
        example=goal.example,
    )


def at_activity(thread: Thread, code: str, key: int, text: str, mend: str, programme: int | None = None) -> Finding:
    """A finding at an activity; it concerns its owner, and the programme's when one is named."""
    activity = thread.activities[key]
    place = activity.programme if programme is None else programme
    asked_in = thread.programme(place)
    return _made(
        thread,
        code,
        where=" · ".join(filter(None, (thread.body_name(activity.owner), activity.title))),
        text=text,
        mend=mend,
        url=f"/atgarder/{activity.slug}/",
        bodies=(activity.owner, asked_in.owner if asked_in else None),
        programme=place,
        example=activity.example,
    )


def at_body(
    thread: Thread,
    code: str,
    key: int,
    text: str,
    mend: str,
    *,
    url: str = "",
    programme: int | None = None,
    example: bool = False,
) -> Finding:
    """A finding at a body, in a programme when one is named; it concerns the programme's owner as well then."""
    body, place = thread.bodies[key], thread.programme(programme)
    return _made(
        thread,
        code,
        where=body.name,
        text=text,
        mend=mend,
        url=url or f"/namnder/{body.slug}/",
        bodies=(key, place.owner if place else None),
        programme=programme,
        example=example,
    )


def at_indicator(thread: Thread, code: str, key: int, text: str, mend: str) -> Finding:
    """A finding at an indicator; its owner's page is where it can be found."""
    indicator = thread.indicators[key]
    owner = thread.body(indicator.owner)
    return _made(
        thread,
        code,
        where=" · ".join(filter(None, (owner.name if owner else "", indicator.name))),
        text=text,
        mend=mend,
        url=f"/namnder/{owner.slug}/" if owner else f"/sok/?{urlencode({'q': indicator.name})}",
        bodies=(indicator.owner,),
        example=indicator.example,
    )


def at_question(thread: Thread, code: str, row: QuestionNode, text: str, mend: str) -> Finding:
    """A finding at a question; it concerns the one who asked and the one who was asked."""
    programme, asked = thread.programmes[row.programme], thread.body(row.asked)
    return _made(
        thread,
        code,
        where=" · ".join(filter(None, (thread.body_name(programme.owner) or programme.title, row.text))),
        text=text,
        mend=mend,
        url=f"/arbete/medverkan/{asked.slug}/" if asked else f"/program/{programme.slug}/",
        bodies=(programme.owner, row.asked),
        programme=row.programme,
        example=row.example,
    )


def _made(
    thread: Thread,
    code: str,
    *,
    where: str,
    text: str,
    mend: str,
    url: str,
    bodies: tuple[int | None, ...],
    programme: int | None = None,
    example: bool = False,
) -> Finding:
    concerned = frozenset(body.slug for key in bodies if (body := thread.body(key)))
    place = thread.programme(programme)
    return Finding(code, RULES[code].severity, where, text, mend, url, concerned, place.slug if place else "", example)
