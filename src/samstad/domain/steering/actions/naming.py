"""Addresses for new rows."""

from samstad.domain.steering.models import Activity, Goal, Indicator


def free_slug(model: type[Goal] | type[Activity] | type[Indicator], wanted: str) -> str:
    """The slug, with a number after it when somebody already has it."""
    taken = set(model._default_manager.filter(slug__startswith=wanted).values_list("slug", flat=True))
    number, free = 2, wanted
    while free in taken:
        free, number = f"{wanted}-{number}", number + 1
    return free
