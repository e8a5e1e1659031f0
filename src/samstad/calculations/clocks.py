"""Clocks: how long something has waited."""

from datetime import date

PATIENCE_DAYS = 30
"""A question that has waited longer is a gap in the thread."""


def days_waited(since: date, until: date) -> int:
    """Whole days from one day to another, never less than none."""
    return max((until - since).days, 0)


def is_overdue(since: date, until: date) -> bool:
    """True from the thirtieth day on."""
    return days_waited(since, until) >= PATIENCE_DAYS
