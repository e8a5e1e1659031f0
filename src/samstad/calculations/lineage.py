"""Which goals a new year gets out of the old year's: carried, reworded, split, merged or dropped. No database here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

CARRY, REWORD, SPLIT, MERGE, DROP = "carry", "reword", "split", "merge", "drop"
SAME, REWORDED, PARTED, JOINED = "same", "reworded", "split", "merged"
"""The words of a lineage between an old goal and a new one."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What becomes of one goal. `titles` are the new wordings, one for each part; `into` the goal it is merged into."""

    deed: str = CARRY
    titles: tuple[str, ...] = ()
    into: str = ""


@dataclass(frozen=True, slots=True)
class NextGoal:
    """A goal of the new year. `model` is the old goal that its other fields come from, `sources` old goal and kind."""

    title: str
    model: str
    sources: tuple[tuple[str, str], ...]


class Unclear(ValueError):  # noqa: N818 - an answer about a choice, not a fault in the program
    """A choice that cannot be carried out: `code` says which kind, `goal` where."""

    def __init__(self, code: str, goal: str) -> None:
        super().__init__(f"{code}: {goal}")
        self.code, self.goal = code, goal


def next_goals(old: Sequence[tuple[str, str]], choices: Mapping[str, Choice]) -> list[NextGoal]:
    """The new goals in the order of the old (key, title); a goal without a choice is carried as it is.

    Raises `Unclear`: "unknown" for a choice about no goal, "no_title" and "one_part" for too few wordings, and
    "no_target" for a merger into a goal that is itself dropped, split or merged.
    """
    titles = dict(old)
    for key in choices:
        if key not in titles:
            raise Unclear("unknown", key)
    joining: dict[str, list[str]] = {}
    for key, choice in choices.items():
        if choice.deed == MERGE:
            target = choices.get(choice.into, Choice())
            if choice.into not in titles or choice.into == key or target.deed not in (CARRY, REWORD):
                raise Unclear("no_target", key)
            joining.setdefault(choice.into, []).append(key)
    made = []
    for key, title in old:
        made += _from_one(key, title, choices.get(key, Choice()), joining.get(key, []))
    return made


def _from_one(key: str, title: str, choice: Choice, joined: list[str]) -> list[NextGoal]:
    wordings = tuple(" ".join(text.split()) for text in choice.titles if text.strip())
    if choice.deed == SPLIT:
        if len(wordings) < 2:
            raise Unclear("one_part", key)
        return [NextGoal(part, key, ((key, PARTED),)) for part in wordings]
    if choice.deed not in (CARRY, REWORD):
        return []
    if choice.deed == REWORD and not wordings:
        raise Unclear("no_title", key)
    new = wordings[0] if choice.deed == REWORD else title
    if joined:
        return [NextGoal(new, key, tuple((each, JOINED) for each in (key, *joined)))]
    return [NextGoal(new, key, ((key, SAME if new == title else REWORDED),))]
