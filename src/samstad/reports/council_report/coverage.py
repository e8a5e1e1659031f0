"""Coverage before fulfilment: do the boards' own goals carry a goal of the city, and who that answers for it has none.

Nothing here says how it goes: that is judged apart, and a goal can be covered and fail, or be met where nobody has one.
"""

from typing import Any, NamedTuple

from django.utils.translation import gettext as _

Facts = dict[str, Any]


class Serving(NamedTuple):
    """One body at one goal: `answers` when it must answer for it, `own_goal` when it has a goal of its own under it."""

    name: str
    answers: bool = False
    own_goal: bool = False


def goal_coverage(serving: dict[str, Serving]) -> Facts:
    """How many must answer for the goal, those of them who have no goal of their own, and others who do have one."""
    answering = [body for body in serving.values() if body.answers]
    return {
        "answering": len(answering),
        "without": [body.name for body in answering if not body.own_goal],
        "others": sum(body.own_goal and not body.answers for body in serving.values()),
    }


def coverage_sentence(coverage: Facts | None) -> str:
    """The coverage in words; empty for a roll-up that was published before it was told."""
    if coverage is None:
        return ""
    others = {"n": coverage["others"]}
    if not coverage["answering"]:
        own = _("%(n)d har ett eget mål under det.") % others
        said = [_("Ingen är utpekad som ansvarig för målet."), own]
    else:
        told = {"n": coverage["answering"] - len(coverage["without"]), "all": coverage["answering"]}
        more = _("%(n)d till har ett eget mål.") % others if coverage["others"] else ""
        said = [_("%(n)d av %(all)d ansvariga och berörda har ett eget mål.") % told, without_sentence(coverage), more]
    return " ".join(part for part in said if part)


def without_sentence(coverage: Facts | None) -> str:
    """Who that must answer has no goal of its own; empty where everybody has one."""
    names = ", ".join(coverage["without"]) if coverage else ""
    return _("Saknar eget mål: %(names)s.") % {"names": names} if names else ""
