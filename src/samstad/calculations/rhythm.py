"""When a person is reminded of a date: the beats of each rhythm, so that a day without a run loses nothing."""

from datetime import date

NEVER, ONCE, WEEKLY, DAILY = "never", "once", "weekly", "daily"
WEEK = 7
FIRST_WEEKLY = 14
"""Weekly reminders begin this many days before the date."""
LAST = 56
"""After so many days it is no longer a matter for reminders: people talk to each other."""


def beat(rhythm: str, *, due: date, today: date) -> str | None:
    """The beat that today belongs to, None when it is no time for a reminder.

    Each beat is one reminder: whoever has had it is not told again, however often and however late we ask.
    """
    to_go = (due - today).days
    if rhythm == NEVER or to_go < -LAST:
        return None
    if rhythm == WEEKLY:
        return f"week{(FIRST_WEEKLY - to_go) // WEEK}" if to_go <= FIRST_WEEKLY else None
    if 0 <= to_go <= WEEK:
        return "before"
    return today.isoformat() if rhythm == DAILY and to_go < 0 else None


def beat_after(rhythm: str, *, since: date, today: date) -> str | None:
    """The beat of somebody who is told of what others have not done since a day: at once, then in their rhythm."""
    gone = (today - since).days
    if rhythm == NEVER or not 0 <= gone <= LAST:
        return None
    if rhythm == ONCE:
        return "once"
    return today.isoformat() if rhythm == DAILY else f"week{gone // WEEK}"
