"""The whole city's thread in memory: frozen rows and what ties them, so that a rule needs no database."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Body:
    slug: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Group:
    """Whom something is for; an age that is None is open at that end."""

    sex: str = ""
    age_from: int | None = None
    age_to: int | None = None

    @property
    def has_ages(self) -> bool:
        return self.age_from is not None or self.age_to is not None


@dataclass(frozen=True, slots=True)
class GoalNode:
    """A goal of the year, or one that lasts over years (`year` is None)."""

    slug: str
    title: str
    level: str
    sphere: str
    judged: bool = True
    kind: str = ""
    year: int | None = None
    owner: int | None = None
    programme: int | None = None
    group: Group = Group()
    valid_from: date | None = None
    valid_to: date | None = None
    areas: frozenset[int] = frozenset()
    example: bool = False


@dataclass(frozen=True, slots=True)
class ActivityNode:
    slug: str
    title: str
    kind: str
    owner: int
    year: int | None = None
    start: date | None = None
    end: date | None = None
    programme: int | None = None
    group: Group = Group()
    goals: frozenset[int] = frozenset()
    areas: frozenset[int] = frozenset()
    example: bool = False


@dataclass(frozen=True, slots=True)
class IndicatorNode:
    """`first_year` is the earliest year with a known value."""

    slug: str
    name: str
    owner: int | None = None
    goals: frozenset[int] = frozenset()
    first_year: int | None = None
    example: bool = False


@dataclass(frozen=True, slots=True)
class ProgrammeNode:
    slug: str
    title: str
    kind: str
    owner: int | None = None
    area: int | None = None
    focus: frozenset[int] = frozenset()
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class QuestionNode:
    programme: int
    asked: int
    text: str
    asked_on: date
    answered: bool = False
    activity: int | None = None
    example: bool = False


@dataclass(frozen=True, slots=True)
class ContributionNode:
    organisation: int
    programme: int
    activity: int
    goal: int | None = None
    theme_printed: str = ""


@dataclass(frozen=True, slots=True)
class RequestNode:
    """What a programme asks in the year's plan, of whom, and who has answered in a plan that is sent out."""

    programme: int
    text: str
    goal: int | None = None
    bodies: frozenset[int] = frozenset()
    answered: frozenset[int] = frozenset()
    example: bool = False


@dataclass(frozen=True, slots=True)
class CalledNode:
    """A body that a programme asks for a plan of action, with the last day; `decided` when it has one."""

    programme: int
    body: int
    due: date | None = None
    decided: bool = False
    example: bool = False


@dataclass(frozen=True)
class Thread:
    """Everything by key. `links` are (lower, upper); `must_answer` are (goal, body) of those who owe an answer.

    `accounted` are (body, programme) with an account of priorities in a plan that is sent out, of which `words_only`
    has neither goal nor activity. `planned` is true when the year's plans have been asked for.
    """

    on: date
    year: int
    bodies: Mapping[int, Body] = field(default_factory=dict)
    goals: Mapping[int, GoalNode] = field(default_factory=dict)
    activities: Mapping[int, ActivityNode] = field(default_factory=dict)
    indicators: Mapping[int, IndicatorNode] = field(default_factory=dict)
    programmes: Mapping[int, ProgrammeNode] = field(default_factory=dict)
    questions: tuple[QuestionNode, ...] = ()
    contributions: tuple[ContributionNode, ...] = ()
    links: frozenset[tuple[int, int]] = frozenset()
    must_answer: frozenset[tuple[int, int]] = frozenset()
    responsible: frozenset[int] = frozenset()
    area_parents: Mapping[int, int | None] = field(default_factory=dict)
    prioritised: frozenset[int] = frozenset()
    requests: tuple[RequestNode, ...] = ()
    called: tuple[CalledNode, ...] = ()
    accounted: frozenset[tuple[int, int]] = frozenset()
    words_only: frozenset[tuple[int, int]] = frozenset()
    planned: bool = False

    @cached_property
    def below(self) -> dict[int, list[int]]:
        """The goals that serve a goal directly."""
        return _grouped((upper, lower) for lower, upper in self.links)

    @cached_property
    def above(self) -> dict[int, list[int]]:
        """The goals that a goal serves directly."""
        return _grouped(self.links)

    @cached_property
    def done_for(self) -> dict[int, list[int]]:
        """The activities tied to a goal."""
        return _grouped((goal, key) for key, activity in self.activities.items() for goal in activity.goals)

    @cached_property
    def followed_with(self) -> dict[int, list[int]]:
        """The indicators of a goal."""
        return _grouped((goal, key) for key, indicator in self.indicators.items() for goal in indicator.goals)

    @cached_property
    def given_to(self) -> dict[int, list[ContributionNode]]:
        """The contributions to a programme."""
        found: dict[int, list[ContributionNode]] = {}
        for row in self.contributions:
            found.setdefault(row.programme, []).append(row)
        return found

    @cached_property
    def prioritised_programmes(self) -> dict[int, ProgrammeNode]:
        """The local programmes of the districts that stand in a named list."""
        return {key: row for key, row in self.programmes.items() if row.kind == LOCAL and row.area in self.prioritised}

    def all_below(self, goal: int) -> set[int]:
        """The goal and every goal that serves it, at any distance."""
        found, waiting = set(), [goal]
        while waiting:
            here = waiting.pop()
            if here not in found:
                found.add(here)
                waiting += self.below.get(here, [])
        return found

    def area_line(self, area: int) -> Iterator[int]:
        """The area and those that hold it, nearest first."""
        seen: set[int] = set()
        here: int | None = area
        while here is not None and here not in seen:
            seen.add(here)
            yield here
            here = self.area_parents.get(here)

    def overlap(self, area: int, others: Iterable[int]) -> bool:
        """True when the area lies in one of the others, or holds one of them."""
        mine = set(self.area_line(area))
        return any(other in mine or area in set(self.area_line(other)) for other in others)

    def body(self, key: int | None) -> Body | None:
        return None if key is None else self.bodies.get(key)

    def body_name(self, key: int | None) -> str:
        """The body's name; empty when there is none in the year."""
        found = self.body(key)
        return found.name if found else ""

    def programme(self, key: int | None) -> ProgrammeNode | None:
        return None if key is None else self.programmes.get(key)

    def theme_of(self, goal: int) -> int:
        """The goal that only holds the goal together with others (a theme), or the goal itself."""
        return next((up for up in self.above.get(goal, []) if up in self.goals and not self.goals[up].judged), goal)


LOCAL = "local_programme"


def _grouped(pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for key, value in sorted(pairs):
        found.setdefault(key, []).append(value)
    return found
