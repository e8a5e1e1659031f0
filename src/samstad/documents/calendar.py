"""Days as a calendar feed (RFC 5545), which calendar programs fetch again by themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from samstad.documents.words import clean

OFTEN = timedelta(hours=12)
"""How often programs are asked to fetch the feed again."""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """Something on a whole day. `key` is the same each time, so that a moved day moves and is not added.

    A feed is read whole each time: what is no longer in it is gone, and of two of a key the later one counts.
    """

    key: str
    on: date
    title: str
    text: str = ""
    address: str = ""


def render_calendar(days: Sequence[CalendarDay], *, title: str, at: datetime) -> bytes:
    """The feed as bytes; whole days, which take no time from anybody's calendar."""
    feed = Calendar()
    feed.add("prodid", "-//Samstad//sv")
    feed.add("version", "2.0")
    feed.add("method", "PUBLISH")
    feed.add("x-wr-calname", clean(title))
    feed.add("name", clean(title))
    feed.add("refresh-interval", OFTEN, parameters={"VALUE": "DURATION"})
    feed.add("x-published-ttl", "PT12H")
    for day in days:
        feed.add_component(_event(day, at))
    return bytes(feed.to_ical())


def _event(day: CalendarDay, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{day.key}@samstad")
    event.add("dtstamp", at)
    event.add("last-modified", at)
    event.add("dtstart", day.on)
    event.add("dtend", day.on + timedelta(days=1))
    event.add("summary", clean(day.title))
    event.add("transp", "TRANSPARENT")
    if day.text:
        event.add("description", clean(day.text))
    if day.address:
        event.add("url", day.address)
    return event
