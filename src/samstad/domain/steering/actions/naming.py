"""Addresses for new rows."""

from django.db.models import Model


def free_slug(model: type[Model], wanted: str) -> str:
    """The slug, with a number after it when somebody already has it."""
    taken = set(model._default_manager.filter(slug__startswith=wanted).values_list("slug", flat=True))
    number, free = 2, wanted
    while free in taken:
        free, number = f"{wanted}-{number}", number + 1
    return free
