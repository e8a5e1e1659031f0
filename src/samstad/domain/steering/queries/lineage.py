"""What a goal comes from, year by year, and what it became: one query however many years, splits and mergers."""

from dataclasses import dataclass

from django.db import connection

from samstad.domain.steering.choices import LineageKind
from samstad.domain.steering.models import Goal, GoalLineage

YEARS_BACK = 4
"""With the goal's own year, five."""

_LINEAGE = """
WITH RECURSIVE chain(link_id, before_id, depth) AS (
    SELECT id, before_id, 1 FROM {lineage} WHERE after_id = %s
    UNION
    SELECT link.id, link.before_id, chain.depth + 1
    FROM {lineage} link JOIN chain ON link.after_id = chain.before_id
    WHERE chain.depth < {back}
)
SELECT DISTINCT link.id, link.kind, link.interpretation, link.interpreted_by,
    old.id, old.slug, old.year, old.number, old.title, new.id, new.slug, new.year, new.number, new.title
FROM {lineage} link JOIN {goal} old ON old.id = link.before_id JOIN {goal} new ON new.id = link.after_id
WHERE link.before_id = %s OR link.id IN (SELECT link_id FROM chain)
ORDER BY link.id
"""


@dataclass(frozen=True, slots=True)
class AncestorGoal:
    """A goal as a line of its history shows it."""

    pk: int
    slug: str
    year: int | None
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class LineageStep:
    """`after` is what became of `before`; `kind` is a `LineageKind`. An interpretation says who made it."""

    kind: str
    interpretation: bool
    interpreted_by: str
    before: AncestorGoal
    after: AncestorGoal

    @property
    def word(self) -> str:
        """How the one became the other: the same, reworded, split, merged."""
        return str(LineageKind(self.kind).label)


def lineage_of(goal: Goal) -> list[LineageStep]:
    """Every step back from the goal, five years of them, and what it became itself."""
    name = connection.ops.quote_name
    sql = _LINEAGE.format(lineage=name(GoalLineage._meta.db_table), goal=name(Goal._meta.db_table), back=YEARS_BACK)
    with connection.cursor() as cursor:
        cursor.execute(sql, [goal.pk, goal.pk])
        return [
            LineageStep(kind, bool(guessed), by, AncestorGoal(*ends[:5]), AncestorGoal(*ends[5:]))
            for _key, kind, guessed, by, *ends in cursor.fetchall()
        ]
