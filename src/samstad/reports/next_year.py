"""What a board's plan for the next year would be made of, and the plan that is prepared already."""

from collections.abc import Mapping
from dataclasses import dataclass

from samstad.calculations.lineage import Choice
from samstad.domain.organisation.models import Organisation
from samstad.domain.steering.choices import RollOverState
from samstad.domain.steering.models import Activity, Goal, RollOver
from samstad.domain.steering.queries.rollover import read_old_plan


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal of the year with what becomes of it; `onward` is false where no goal above is known for the next year."""

    goal: Goal
    choice: Choice
    onward: bool

    @property
    def wordings(self) -> str:
        """New wordings, one a line."""
        return "\n".join(self.choice.titles)


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """An activity of the year; `goes_on` by its dates and how it stands."""

    activity: Activity
    goes_on: bool


@dataclass(frozen=True, slots=True)
class NextYear:
    year: int
    goals: tuple[GoalRow, ...]
    activities: tuple[ActivityRow, ...]
    prepared: RollOver | None

    @property
    def next(self) -> int:
        return self.year + 1


def read_next_year(board: Organisation, year: int, *, wrote: Mapping[str, Choice]) -> NextYear:
    """The page's rows, in a fixed number of queries; `wrote` is what stood in a form that was refused."""
    old = read_old_plan(board, year)
    onward: dict[int, bool] = {}
    for link in old.links:
        known = link.upper.year is None or link.upper_id in old.successors
        onward[link.lower_id] = onward.get(link.lower_id, False) or known
    prepared = RollOver.objects.filter(organisation=board, to_year=year + 1, state=RollOverState.PREPARED).first()
    return NextYear(
        year,
        tuple(
            GoalRow(goal, wrote.get(goal.slug, Choice()), onward.get(goal.pk, goal.pk not in onward))
            for goal in old.goals
        ),
        tuple(ActivityRow(activity, activity.pk in old.unfinished) for activity in old.activities),
        prepared,
    )
