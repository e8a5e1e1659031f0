"""A calendar feed is read by other programs as it was meant."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from samstad.documents import CalendarDay, render_calendar

AT = datetime(2017, 5, 2, 12, 0, tzinfo=UTC)
texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=120)


def events(*days: CalendarDay) -> list[dict[str, object]]:
    """What a calendar program finds in the feed."""
    feed = Calendar.from_ical(render_calendar(days, title="Samstad", at=AT))
    return [
        {
            "uid": str(one["uid"]),
            "start": one.decoded("dtstart"),
            "end": one.decoded("dtend"),
            "title": str(one["summary"]),
            "text": str(one.get("description", "")),
            "url": str(one.get("url", "")),
        }
        for one in feed.walk("VEVENT")
    ]


def test_a_day_is_a_whole_day_with_its_words_and_its_address() -> None:
    day = CalendarDay(
        "t1-due", date(2017, 5, 20), "Lämnas in senast: T1; nu", "Rad ett\nRad två, åäö", "https://x.se/a"
    )
    assert events(day) == [
        {
            "uid": "t1-due@samstad",
            "start": date(2017, 5, 20),
            "end": date(2017, 5, 21),
            "title": "Lämnas in senast: T1; nu",
            "text": "Rad ett\nRad två, åäö",
            "url": "https://x.se/a",
        }
    ]


@given(st.lists(st.tuples(st.dates(date(1990, 1, 1), date(2100, 1, 1)), texts, texts), max_size=5))
def test_any_words_come_back_and_no_line_is_longer_than_the_format_allows(found: list[tuple[date, str, str]]) -> None:
    days = [CalendarDay(f"d{n}", on, title, text) for n, (on, title, text) in enumerate(found)]
    raw = render_calendar(days, title="Samstad", at=AT)
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    read = events(*days)
    assert [(one["start"], one["title"]) for one in read] == [(on, title) for on, title, _text in found]
    assert all(one["end"] == day.on + timedelta(days=1) for one, day in zip(read, days, strict=True))


def test_a_day_that_moves_keeps_its_name_and_takes_nobodys_time() -> None:
    first = render_calendar([CalendarDay("t1-due", date(2017, 5, 20), "T1")], title="Samstad", at=AT)
    moved = render_calendar([CalendarDay("t1-due", date(2017, 5, 25), "T1")], title="Samstad", at=AT)
    assert b"UID:t1-due@samstad" in first
    assert b"UID:t1-due@samstad" in moved
    assert b"TRANSP:TRANSPARENT" in first


def test_an_empty_feed_is_a_feed() -> None:
    assert events() == []
