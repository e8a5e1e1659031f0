"""Which column is what, by what the columns are called: such files have the headings that each city has chosen."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from samstad.calculations.sorting import search_text
from samstad.domain.steering.models import GoalLevel
from samstad.refusals import Refusal

WORDS: dict[str, tuple[str, ...]] = {
    "kind": ("niva", "typ", "slag", "level", "type"),
    "title": ("namn", "titel", "benamning", "rubrik", "name", "title"),
    "number": ("nummer", "nr", "no", "number"),
    "goal": ("mal", "goal"),
    "indicator": ("indikator", "nyckeltal", "matt", "indicator"),
    "unit": ("matenhet", "mattenhet", "unit of measure"),
    "own_target": ("arsmal", "malvarde", "namndens arsmal", "arsmal namnd", "target"),
    "council_target": (
        "kf:s arsmal", "kfs arsmal", "kf arsmal", "arsmal kf", "fullmaktiges arsmal", "kommunfullmaktiges arsmal",
        "council target",
    ),
    "periodicity": ("periodicitet", "mats", "intervall", "periodicity"),
    "activity": ("aktivitet", "atgard", "aktiviteter", "activity"),
    "start": ("startdatum", "start", "fran", "start date"),
    "end": ("slutdatum", "slut", "till", "end date"),
    "board": (
        "namnd", "ansvarig namnd", "namnd/styrelse", "namnd/bolag", "namnd eller styrelse", "ansvarig namnd/styrelse",
        "bolag", "styrelse", "organisation", "board",
    ),
    "id": ("id", "mal-id", "mal id", "malid"),
    "parent": (
        "overordnat", "overordnat mal", "overordnad", "overordnat id", "foralder", "foralder-id", "foralder id",
        "parent", "parent id", "parent-id", "hor till", "tillhor",
    ),
}  # fmt: skip
"""Folded headings by what they hold; the first that a file has is taken. Not "Enhet": unit or body."""
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_ASIDE = re.compile(r"\s*(?:\([^()]*\)|[*:¹²³]|\b\d\))+$")

CITY_WIDE = {
    "kf-mal": ("kf:s mal for verksamhetsomradet", "kf:s mal", "kfs mal", "verksamhetsomradesmal"),
    "namndmal": ("namndmal", "namndens mal", "bolagsmal", "styrelsens mal"),
}  # fmt: skip
"""Other names that levels go by in such files, beside the city's own names for them."""


@dataclass(frozen=True)
class PlanColumns:
    """`at` is the place of each column that was found; `levels` the places of columns that hold one level each.

    `unread` are the headings of the others.
    """

    at: dict[str, int] = field(default_factory=dict)
    levels: tuple[tuple[int, GoalLevel], ...] = ()
    unread: tuple[str, ...] = ()


def heading_score(levels: Iterable[GoalLevel]) -> Callable[[Sequence[str]], int]:
    """How many of some headings are known in a city with these levels."""
    known = {word for words in WORDS.values() for word in words} | set(level_names(levels))
    return lambda names: sum(_folded(name, 0) in known for name in names)


def find_columns(headings: Sequence[str], levels: Sequence[GoalLevel], *, year: int = 0) -> PlanColumns:
    """The columns by their headings; one that names another year than `year` is not read.

    Raises `Refusal` where nothing in the file can be a goal.
    """
    folded = [_folded(heading, year) for heading in headings]
    by_name = level_names(levels)
    held = tuple((place, by_name[name]) for place, name in enumerate(folded) if name in by_name)
    taken = {place for place, _level in held}
    at: dict[str, int] = {}
    for role, words in WORDS.items():
        place = next((folded.index(word) for word in words if word in folded), None)
        if place is not None and place not in taken:
            at[role] = place
            taken.add(place)
    if not held and not ("kind" in at and "title" in at):
        sentence = _(
            "Filen har ingen kolumn med mål. Den behöver en kolumn för varje målnivå (%(levels)s), "
            "eller kolumnerna Nivå och Namn."
        )
        raise Refusal("no_goal_column", sentence % {"levels": ", ".join(level.name for level in levels)})
    unread = tuple(heading for place, heading in enumerate(headings) if heading and place not in taken)
    return PlanColumns(at, tuple(sorted(held, key=lambda one: one[1].rank)), unread)


def _folded(heading: str, year: int) -> str:
    """The heading as it is compared: without its year and what stands beside in brackets."""
    found = _YEAR.search(heading)
    if found and year and int(found[1]) != year:
        return ""
    return search_text(_ASIDE.sub("", _YEAR.sub("", heading))).strip(" .:,-") or search_text(heading)


def level_names(levels: Iterable[GoalLevel]) -> dict[str, GoalLevel]:
    """The levels by every folded name they go by."""
    names: dict[str, GoalLevel] = {}
    for level in levels:
        for name in (level.name, level.plural, *CITY_WIDE.get(level.slug, ())):
            names.setdefault(search_text(name), level)
    return names
