"""Who owes an answer and is silent, and answers that miss what was asked for."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from samstad.calculations.clocks import days_waited, is_overdue
from samstad.domain.organisation.choices import MUST_PRIORITISE
from samstad.reports.thread_check.findings import Finding, at_activity, at_body, at_goal, at_question, rule
from samstad.reports.thread_check.graph import Thread
from samstad.reports.wording import waited


@rule("silent-board", "gap", _lazy("Ansvarig eller berörd som inte har svarat"))
def silent_board(thread: Thread) -> Iterator[Finding]:
    """A body with a part in a goal that has answered with no goal, activity or indicator of its own."""
    asked = {(row.goal, body) for row in thread.requests for body in row.bodies}
    for goal, body in sorted(thread.must_answer - asked):  # who is asked in words has a finding of its own
        if goal not in thread.goals or body not in thread.bodies or has_answered(thread, goal, body):
            continue
        yield at_goal(
            thread,
            "silent-board",
            goal,
            _("%(board)s är ansvarig eller berörd men har inget eget mål, ingen aktivitet och ingen indikator här.")
            % {"board": thread.body_name(body)},
            _("%(board)s svarar i sin verksamhetsplan med mål, indikator, aktivitet eller åtagande.")
            % {"board": thread.body_name(body)},
            body,
        )


def has_answered(thread: Thread, goal: int, body: int) -> bool:
    """True when something of the body's own stands under the goal."""
    places = thread.all_below(goal)
    if any(thread.goals[place].owner == body for place in places - {goal}):
        return True
    if any(thread.activities[row].owner == body for place in places for row in thread.done_for.get(place, [])):
        return True
    return any(thread.indicators[row].owner == body for row in thread.followed_with.get(goal, []))


@rule("no-priority", "gap", _lazy("Redovisar ingen prioritering"))
def no_priority(thread: Thread) -> Iterator[Finding]:
    """A specialist committee or company that gives nothing to any of the prioritised programmes."""
    programmes = thread.prioritised_programmes
    if not programmes:
        return
    active = who_gives(thread)
    for key, body in thread.bodies.items():
        if body.kind in MUST_PRIORITISE and key not in active:
            yield at_body(
                thread,
                "no-priority",
                key,
                ngettext(
                    "Redovisar inget arbete för det prioriterade programmet. Det ska nämnder och bolag göra i sin "
                    "plan, vare sig någon frågat eller inte.",
                    "Redovisar inget arbete för något av de %(n)d prioriterade programmen. Det ska nämnder och bolag "
                    "göra i sin plan, vare sig någon frågat eller inte.",
                    len(programmes),
                )
                % {"n": len(programmes)},
                _("Lägg in vad ni bidrar med under Medverkan, eller koppla en egen aktivitet till ett av programmen."),
                url=f"/arbete/medverkan/{body.slug}/",
            )


def who_gives(thread: Thread) -> set[int]:
    """Bodies with a contribution, a goal, an activity or an account of priorities for a prioritised programme."""
    chosen = thread.prioritised_programmes.keys()
    goals = {key for key, goal in thread.goals.items() if goal.programme in chosen}
    giving = {row.organisation for row in thread.contributions if row.programme in chosen}
    giving |= {body for body, programme in thread.accounted if programme in chosen}
    giving |= {row.owner for row in thread.activities.values() if row.goals & goals}
    lower = {low for low, up in thread.links if up in goals}
    return giving | {owner for key in lower if (owner := thread.goals[key].owner) is not None}


@rule("outside-area", "check", _lazy("Svar utanför programmets områden"))
def outside_area(thread: Thread) -> Iterator[Finding]:
    """Something given to a programme in a place that the programme is not about."""
    for activity, programme in sorted(_given(thread)):
        wanted = _places(thread, programme)
        areas = thread.activities[activity].areas
        if wanted and areas and not any(thread.overlap(area, wanted) for area in areas):
            yield at_activity(
                thread,
                "outside-area",
                activity,
                _("Ligger utanför områdena i %(programme)s. Då når det inte dem som programmet är till för.")
                % {"programme": thread.programmes[programme].title},
                _("Välj ett område i programmet, eller ta bort kopplingen om arbetet hör till något annat."),
                programme,
            )


def _given(thread: Thread) -> set[tuple[int, int]]:
    """(activity, programme) of contributions, of answers, and of what others do for a programme's goals."""
    found = {(row.activity, row.programme) for row in thread.contributions}
    found |= {(key, row.programme) for row in thread.questions if (key := row.activity) and key in thread.activities}
    for key, activity in thread.activities.items():
        for goal in activity.goals & thread.goals.keys():
            place = thread.goals[goal].programme
            programme = thread.programme(place)
            if place is not None and programme and programme.owner != activity.owner:
                found.add((key, place))
    return found


def _places(thread: Thread, programme: int) -> frozenset[int]:
    """A local programme is about its whole district; another about the areas it points out."""
    row = thread.programmes[programme]
    district = row.area is not None and thread.area_parents.get(row.area) is not None
    return row.focus | {row.area} if district and row.area is not None else row.focus


@rule("question-unanswered", "gap", _lazy("Obesvarad fråga"))
def question_unanswered(thread: Thread) -> Iterator[Finding]:
    """A question that has waited for thirty days."""
    for row in thread.questions:
        if row.answered or not is_overdue(row.asked_on, thread.on):
            continue
        yield at_question(
            thread,
            "question-unanswered",
            row,
            _(
                "Frågan till %(body)s har väntat i %(time)s. Den som frågat kan varken räkna med hjälp eller söka "
                "den på annat håll."
            )
            % {
                "body": thread.body_name(row.asked) or _("en annan part"),
                "time": waited(days_waited(row.asked_on, thread.on)),
            },
            _("Svara ja med en egen aktivitet, nej med skäl, eller lämna ett motförslag."),
        )
