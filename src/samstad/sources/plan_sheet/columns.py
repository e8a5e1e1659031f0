"""Which column is what, by what the columns are called: such files have the headings that each city has chosen."""

from collections.abc import Iterable
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
    "unit": ("matenhet", "mattenhet", "enhet", "unit"),
    "own_target": ("arsmal", "malvarde", "namndens arsmal", "target"),
    "council_target": ("kf:s arsmal", "kfs arsmal", "kf arsmal", "fullmaktiges arsmal", "council target"),
    "periodicity": ("periodicitet", "mats", "intervall", "periodicity"),
    "activity": ("aktivitet", "atgard", "aktiviteter", "activity"),
    "start": ("startdatum", "start", "fran", "start date"),
    "end": ("slutdatum", "slut", "till", "end date"),
}
"""Folded headings by what they hold; the first that a file has is taken."""

CITY_WIDE = {
    "kf-mal": ("kf:s mal for verksamhetsomradet", "kf:s mal", "kfs mal", "verksamhetsomradesmal"),
    "namndmal": ("namndmal", "namndens mal", "bolagsmal", "styrelsens mal"),
}  # fmt: skip
"""Other names that levels go by in such files, beside the city's own names for them."""


@dataclass(frozen=True)
class PlanColumns:
    """`at` is the place of each column that was found; `levels` the places of columns that hold one level each."""

    at: dict[str, int] = field(default_factory=dict)
    levels: tuple[tuple[int, GoalLevel], ...] = ()


def find_columns(headings: Iterable[str], levels: Iterable[GoalLevel]) -> PlanColumns:
    """The columns by their headings. Raises `Refusal` where nothing in the file can be a goal."""
    folded = [search_text(heading) for heading in headings]
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
    return PlanColumns(at, tuple(sorted(held, key=lambda one: one[1].rank)))


def level_names(levels: Iterable[GoalLevel]) -> dict[str, GoalLevel]:
    """The levels by every folded name they go by."""
    names: dict[str, GoalLevel] = {}
    for level in levels:
        for name in (level.name, level.plural, *CITY_WIDE.get(level.slug, ())):
            names.setdefault(search_text(name), level)
    return names
