"""What programmes ask of plans and get no answer to: requests, priorities, and plans of action."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from samstad.domain.organisation.choices import MUST_PRIORITISE
from samstad.reports.thread_check.answers import has_answered, who_gives
from samstad.reports.thread_check.findings import Finding, at_body, rule
from samstad.reports.thread_check.graph import Thread
from samstad.reports.wording import day


@rule("request-unanswered", "gap", _lazy("Har inte svarat på vad ett program begär"))
def request_unanswered(thread: Thread) -> Iterator[Finding]:
    """A body that is asked in words, and has neither answered in its plan nor tied anything to the goal."""
    for row in thread.requests:
        for body in sorted(row.bodies & thread.bodies.keys()):
            tied = row.goal is not None and row.goal in thread.goals and has_answered(thread, row.goal, body)
            if body in row.answered or tied:
                continue
            yield at_body(
                thread,
                "request-unanswered",
                body,
                _("%(programme)s begär: %(text)s Det finns inget svar i en utsänd verksamhetsplan.")
                % {"programme": thread.programmes[row.programme].title, "text": row.text},
                _("Svara i verksamhetsplanen med mål, indikator, aktivitet, arbetssätt eller åtagande."),
                url=_asked_page(thread, body),
                programme=row.programme,
                example=row.example,
            )


@rule("priority-untold", "gap", _lazy("Prioritering som inte är redovisad i planen"))
def priority_untold(thread: Thread) -> Iterator[Finding]:
    """A body that gives something, but does not say in its plan what it puts first for every prioritised programme."""
    owed = thread.prioritised_programmes
    if not thread.planned or not owed:
        return
    giving = who_gives(thread)
    for key, body in thread.bodies.items():
        if body.kind not in MUST_PRIORITISE or key not in giving:
            continue  # who gives nothing at all has a finding of its own
        lacking = [place for place, row in owed.items() if row.owner != key and (key, place) not in thread.accounted]
        if lacking:
            yield at_body(
                thread,
                "priority-untold",
                key,
                ngettext(
                    "Verksamhetsplanen säger inte vad ni prioriterar för %(n)d prioriterat program.",
                    "Verksamhetsplanen säger inte vad ni prioriterar för %(n)d prioriterade program.",
                    len(lacking),
                )
                % {"n": len(lacking)},
                _("Skriv i planen vad ni prioriterar för programmet, eller varför ni inte prioriterar något."),
                url=_asked_page(thread, key),
            )


@rule("priority-unfollowable", "check", _lazy("Prioritering utan mål och aktivitet"))
def priority_unfollowable(thread: Thread) -> Iterator[Finding]:
    """An account of priorities in words only: nothing of it can be followed up."""
    for body, programme in sorted(thread.words_only):
        if body in thread.bodies and programme in thread.prioritised_programmes:
            yield at_body(
                thread,
                "priority-unfollowable",
                body,
                _("Prioriteringen för %(programme)s har inget nämndmål och ingen aktivitet, så den kan inte följas.")
                % {"programme": thread.programmes[programme].title},
                _("Knyt ett nämndmål eller en aktivitet till prioriteringen, om något ska göras."),
                url=_asked_page(thread, body),
                programme=programme,
            )


@rule("no-action-plan", "gap", _lazy("Handlingsplan som fattas"))
def no_action_plan(thread: Thread) -> Iterator[Finding]:
    """A body without a decided plan of action after the last day."""
    for row in thread.called:
        if row.decided or row.body not in thread.bodies or (row.due is not None and row.due >= thread.on):
            continue
        yield at_body(
            thread,
            "no-action-plan",
            row.body,
            _("Ingen handlingsplan för %(programme)s är beslutad. Sista dag var %(day)s.")
            % {"programme": thread.programmes[row.programme].title, "day": day(row.due)},
            _("Analysera indexet med bostadsbolaget, välj mål och aktiviteter, och besluta planen."),
            url=f"/arbete/handlingsplan/{thread.bodies[row.body].slug}/",
            programme=row.programme,
            example=row.example,
        )


def _asked_page(thread: Thread, body: int) -> str:
    return f"/arbete/rapport/{thread.bodies[body].slug}/{thread.year}/vp/program/"
