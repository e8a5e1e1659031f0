"""What the setup pages show, read in a fixed number of questions."""

from samstad.reports.setup.events import EventFilter, EventLine, EventPage, event_line, read_events
from samstad.reports.setup.lists import (
    PersonLine,
    PlaceLine,
    RoleLine,
    RoundLine,
    read_people,
    read_person,
    read_places,
    read_rounds,
)

__all__ = [
    "EventFilter",
    "EventLine",
    "EventPage",
    "PersonLine",
    "PlaceLine",
    "RoleLine",
    "RoundLine",
    "event_line",
    "read_events",
    "read_people",
    "read_person",
    "read_places",
    "read_rounds",
]
