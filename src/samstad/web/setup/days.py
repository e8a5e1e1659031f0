"""Dates that may be left empty."""

from datetime import date

from samstad.web.desk import written


def day_or_none(text: str, *, name: str) -> date | None:
    """The date, or None for an empty field; an odd one is refused by name."""
    return written.day(text, name=name) if text.strip() else None
