"""Addresses of new rows."""

from samstad.domain.programmes.models import Contribution, ProgrammeRequest, Question

LONGEST = 130
"""Leaves room for a number after it."""


def free_slug(model: type[Question] | type[Contribution] | type[ProgrammeRequest], wanted: str) -> str:
    """The slug, shortened, with a number after it when somebody already has it."""
    stem = wanted[:LONGEST].strip("-")
    taken = set(model._base_manager.filter(slug__startswith=stem).values_list("slug", flat=True))
    number, free = 2, stem
    while free in taken:
        free, number = f"{stem}-{number}", number + 1
    return free
