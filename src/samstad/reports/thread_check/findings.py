"""A finding: what is wrong in one place, why it matters and what mends it; and the list of rules that find."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from samstad.reports.thread_check.graph import Thread

SEVERITIES = {"gap": _("Lucka"), "check": _("Kontrollera"), "note": _("Att känna till")}
"""Worst first: a link is missing; something looks wrong; something to know."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`bodies` are the slugs of those it concerns, `programme` the slug of the programme it stands in."""

    code: str
    severity: str
    where: str
    text: str
    mend: str
    url: str
    bodies: frozenset[str] = frozenset()
    programme: str = ""

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
    )


def at_body(thread: Thread, code: str, key: int, text: str, mend: str, *, url: str = "") -> Finding:
    """A finding at a body."""
    body = thread.bodies[key]
    return _made(
        thread, code, where=body.name, text=text, mend=mend, url=url or f"/namnder/{body.slug}/", bodies=(key,)
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
    )


def at_programme(thread: Thread, code: str, key: int, where: str, text: str, mend: str, *others: int) -> Finding:
    """A finding at a programme's medverkan; it concerns the programme's board and the others named."""
    programme = thread.programmes[key]
    asked = next((body.slug for other in others if (body := thread.body(other))), "")
    return _made(
        thread,
        code,
        where=where,
        text=text,
        mend=mend,
        url=f"/arbete/medverkan/{asked}/" if asked else f"/program/{programme.slug}/",
        bodies=(programme.owner, *others),
        programme=key,
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
) -> Finding:
    concerned = frozenset(body.slug for key in bodies if (body := thread.body(key)))
    place = thread.programme(programme)
    return Finding(code, RULES[code].severity, where, text, mend, url, concerned, place.slug if place else "")
