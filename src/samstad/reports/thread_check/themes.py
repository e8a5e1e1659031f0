"""Contributions that stand under another theme than the programme itself puts such work under."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from samstad.calculations.sorting import search_text
from samstad.reports.thread_check.findings import Finding, at_activity, rule
from samstad.reports.thread_check.graph import ContributionNode, Thread

STEM = 7
"""Words are alike when their first letters are: långvarigt and långvariga, försörjningsstöd and försörjning."""
SHORTEST = 6
CLEARLY_MORE = 2
"""Shared words more than under its own theme; one word alone may be chance."""
MOST_COMMON = 4
"""A word that more measures of the programme than this have says nothing of the theme."""


@rule("other-theme", "check", _lazy("Bidrag under ett annat tema"))
def other_theme(thread: Thread) -> Iterator[Finding]:
    """A contribution whose theme is not the programme's, or where the programme has such work elsewhere."""
    for programme, rows in thread.given_to.items():
        measures = _measures_by_theme(thread, programme)
        for row in rows:
            if row.goal is not None and row.goal not in thread.goals:
                continue  # the goal is of another year than the one that is read
            text = _no_such_theme(thread, row) or _other_name(thread, row) or _other_place(thread, row, measures)
            if text:
                mend = _("Kontrollera temat med nämnden och flytta bidraget dit det hör.")
                yield at_activity(thread, "other-theme", row.activity, text, mend, programme)


def _no_such_theme(thread: Thread, row: ContributionNode) -> str:
    """A sentence when no theme of the programme has the printed name, or the goal is another programme's."""
    if row.goal is None:
        if not row.theme_printed or _is_a_theme(thread, row):
            return ""
        return _("Bidraget står under ”%(printed)s”, som programmet inte har. Då hör det inte till något mål.") % {
            "printed": row.theme_printed
        }
    goal = thread.goals[row.goal]
    if goal.programme == row.programme:
        return ""
    return _("Bidraget står under ”%(goal)s”, som inte är ett mål i programmet. Då letar nämnden på fel ställe.") % {
        "goal": goal.title
    }


def _is_a_theme(thread: Thread, row: ContributionNode) -> bool:
    """True when a theme of the programme has the printed name, or nearly."""
    titles = (goal.title for key, goal in thread.goals.items() if _holds_others(thread, key, row.programme))
    return any(_near_equal(row.theme_printed, title) for title in titles)


def _holds_others(thread: Thread, key: int, programme: int) -> bool:
    return thread.goals[key].programme == programme and thread.theme_of(key) == key


def _near_equal(first: str, second: str) -> bool:
    """True for the same name, and where the long words of one are all in the other."""
    if search_text(first) == search_text(second):
        return True
    one, other = _words(first), _words(second)
    return bool(one and other) and (one <= other or other <= one)


def _other_name(thread: Thread, row: ContributionNode) -> str:
    """A sentence when the printed theme is another than the programme's; near-equal names are the same."""
    title = _theme_title(thread, row.goal)
    if not title or not row.theme_printed:
        return ""
    if row.goal is not None and _near_equal(row.theme_printed, thread.goals[row.goal].title):
        return ""
    if _near_equal(row.theme_printed, title):
        return ""
    return _("Bidraget står under ”%(printed)s”, men målet hör till ”%(theme)s”. Då letar nämnden på fel ställe.") % {
        "printed": row.theme_printed,
        "theme": title,
    }


def _other_place(thread: Thread, row: ContributionNode, measures: dict[int, list[frozenset[str]]]) -> str:
    """A sentence when the measures of another theme share the contribution's words, and its own theme's do not."""
    if row.goal is None or len(measures) < 2:
        return ""
    own = thread.theme_of(row.goal)
    words = _rare(_words(thread.activities[row.activity].title), measures)
    shared = {theme: max((len(words & held) for held in rows), default=0) for theme, rows in measures.items()}
    best = max(shared, key=lambda theme: (shared[theme], thread.goals[theme].title))
    if shared[best] - shared.get(own, 0) < CLEARLY_MORE or _near_equal(
        thread.goals[best].title, thread.goals[own].title
    ):
        return ""
    return _(
        "Bidraget står under ”%(printed)s”, men programmet har liknande åtgärder under ”%(theme)s”. "
        "Då letar nämnden på fel ställe."
    ) % {"printed": row.theme_printed or thread.goals[own].title, "theme": thread.goals[best].title}


def _measures_by_theme(thread: Thread, programme: int) -> dict[int, list[frozenset[str]]]:
    """The words of the programme's own measures and goals, by theme."""
    found: dict[int, list[frozenset[str]]] = {}
    for key, goal in thread.goals.items():
        if goal.programme == programme:
            found.setdefault(thread.theme_of(key), []).append(_words(goal.title))
    for activity in thread.activities.values():
        if activity.programme == programme:
            for goal_key in activity.goals & thread.goals.keys():
                found.setdefault(thread.theme_of(goal_key), []).append(_words(activity.title))
    return found


def _rare(words: frozenset[str], measures: dict[int, list[frozenset[str]]]) -> frozenset[str]:
    every = [held for rows in measures.values() for held in rows]
    return frozenset(word for word in words if sum(word in held for held in every) <= MOST_COMMON)


def _theme_title(thread: Thread, goal: int | None) -> str:
    if goal is None or goal not in thread.goals:
        return ""
    return thread.goals[thread.theme_of(goal)].title


def _words(text: str) -> frozenset[str]:
    return frozenset(word[:STEM] for word in re.findall(r"\w+", search_text(text)) if len(word) >= SHORTEST)
