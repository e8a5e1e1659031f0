"""Indicators that nobody uses or that are too many, and directions without a place to start from."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from samstad.domain.steering.choices import GoalKind
from samstad.reports.thread_check.findings import Finding, at_goal, at_indicator, rule
from samstad.reports.thread_check.goals import followed
from samstad.reports.thread_check.graph import Thread

MOST_INDICATORS = 5
"""More per goal than this is a burden that few read; Rinkeby-Kista's office warned of it in 2014."""


@rule("direction-without-baseline", "gap", _lazy("Riktning utan utgångsvärde"))
def direction_without_baseline(thread: Thread) -> Iterator[Finding]:
    """A goal to raise or lower something, with no figure from before the year to start from."""
    for key, goal in followed(thread):
        if goal.kind != GoalKind.DIRECTION:
            continue
        first = [thread.indicators[row].first_year for row in thread.followed_with.get(key, [])]
        if not any(year is not None and year < thread.year for year in first):
            yield at_goal(
                thread,
                "direction-without-baseline",
                key,
                _("Målet anger en riktning men inget utgångsvärde. Det går inte att säga om det har blivit bättre."),
                _("Lägg in ett värde från före %(year)d, eller skriv vilken nivå som ska nås.") % {"year": thread.year},
            )


@rule("unused-indicator", "note", _lazy("Indikator som ingen använder"))
def unused_indicator(thread: Thread) -> Iterator[Finding]:
    """An indicator that no goal of the year is followed with."""
    for key, indicator in thread.indicators.items():
        if not indicator.goals & thread.goals.keys():
            yield at_indicator(
                thread,
                "unused-indicator",
                key,
                _("Inget mål följs med indikatorn. Den som lämnar värden gör det i onödan."),
                _("Koppla den till målet som den mäter, eller sluta samla in den."),
            )


@rule("too-many-indicators", "note", _lazy("Många indikatorer"))
def too_many_indicators(thread: Thread) -> Iterator[Finding]:
    """A goal with more indicators than anybody reads."""
    for key, _goal in followed(thread):
        count = len(thread.followed_with.get(key, []))
        if count > MOST_INDICATORS:
            yield at_goal(
                thread,
                "too-many-indicators",
                key,
                _("Målet har %(n)d indikatorer. Över %(most)d blir det svårt att se vad som är viktigt.")
                % {"n": count, "most": MOST_INDICATORS},
                _("Behåll dem som säger mest och ta bort resten."),
            )
