"""One line of a plan, as the file says it."""

from dataclasses import dataclass

FIELDS = ("unit", "own_target", "council_target", "periodicity", "start", "end")


@dataclass(frozen=True)
class PlanLine:
    """`kind` is goal, indicator, activity, or what the file calls something unknown.

    `under` are places among the lines: one at most for a goal, several for what stands under several goals. `row` is
    the row of the file that it first stands on; the fields are as they are written there. `fault` is why it cannot be
    used as it stands.
    """

    row: int
    kind: str
    title: str
    level: str = ""
    number: str = ""
    under: tuple[int, ...] = ()
    unit: str = ""
    own_target: str = ""
    council_target: str = ""
    periodicity: str = ""
    start: str = ""
    end: str = ""
    fault: str = ""
