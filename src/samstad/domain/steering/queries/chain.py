"""The chain upward from a goal, whole in one query however long it is."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from samstad.domain.steering.models import GoalLink

LONGEST = 12
"""Cities have seven or eight levels; a chain that is longer goes in a ring."""

_ABOVE = """
WITH RECURSIVE chain(link_id, upper_id, depth) AS (
    SELECT id, upper_id, 1 FROM {table} WHERE lower_id IN ({places})
    UNION
    SELECT link.id, link.upper_id, chain.depth + 1
    FROM {table} link JOIN chain ON link.lower_id = chain.upper_id
    WHERE chain.depth < {longest}
)
SELECT link.lower_id, link.upper_id, MIN(chain.depth), link.meaning, link.interpretation, link.interpreted_by
FROM chain JOIN {table} link ON link.id = chain.link_id
GROUP BY link.id, link.lower_id, link.upper_id, link.meaning, link.interpretation, link.interpreted_by
ORDER BY 3, 2
"""


@dataclass(frozen=True, slots=True)
class Link:
    """One step up: `lower` serves `upper`; `depth` counts steps from where the chain began."""

    lower: int
    upper: int
    depth: int
    meaning: str
    interpretation: bool
    interpreted_by: str


def goals_above(goals: Iterable[int]) -> list[Link]:
    """Every step up from the goals, nearest first. One query, whatever the depth."""
    keys = list(goals)
    if not keys:
        return []
    sql = _ABOVE.format(
        table=connection.ops.quote_name(GoalLink._meta.db_table),
        places=", ".join(["%s"] * len(keys)),
        longest=LONGEST,
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, keys)
        return [
            Link(lower, upper, depth, meaning, bool(guessed), by)
            for lower, upper, depth, meaning, guessed, by in cursor.fetchall()
        ]
