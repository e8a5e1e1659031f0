"""What differs between two frozen texts, named as a reader would name it."""

from dataclasses import dataclass
from typing import Any

Facts = dict[str, Any]

ROWS = ("goals", "indicators", "activities", "chapters", "economy")


@dataclass(frozen=True)
class Change:
    """`where` is the list ("goals") or "summary", `name` what a reader calls the row, `field` which part of it.

    `field` is "new" or "gone" for a whole row. `before` and `after` are plain JSON values.
    """

    where: str
    name: str
    field: str
    before: Any
    after: Any


def changes(before: Facts, after: Facts, *, fields: dict[str, tuple[str, ...]]) -> list[Change]:
    """Changes between two snapshots with rows under `ROWS`, each row with a `slug`.

    `fields` says which lists and fields count. A list that one of the snapshots lacks was not kept when it was made,
    and tells nothing. Equal snapshots give an empty list.
    """
    found = [
        Change("summary", "", "summary", before.get("summary"), after.get("summary"))
        for _ in (0,)
        if before.get("summary") != after.get("summary")
    ]
    for where in ROWS:
        if where not in fields or where not in before or where not in after:
            continue
        found += _row_changes(where, _by_slug(before, where), _by_slug(after, where), fields.get(where, ()))
    return found


def _row_changes(where: str, old: dict[str, Facts], new: dict[str, Facts], fields: tuple[str, ...]) -> list[Change]:
    found = [Change(where, _name(old[slug]), "gone", None, None) for slug in old if slug not in new]
    for slug, row in new.items():
        if slug not in old:
            found.append(Change(where, _name(row), "new", None, None))
            continue
        found += [
            Change(where, _name(row), field, old[slug].get(field), row.get(field))
            for field in fields
            if old[slug].get(field) != row.get(field)
        ]
    return found


def _by_slug(facts: Facts, where: str) -> dict[str, Facts]:
    return {row["slug"]: row for row in facts.get(where, [])}


def _name(row: Facts) -> str:
    return str(row.get("title") or row.get("name") or row["slug"])
