"""What has changed in a board's report since its round before: generated from the two texts, never written by hand."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import dateformat
from django.utils.translation import gettext as _

from samstad.calculations.difference import Change, Facts, changes
from samstad.calculations.judgement import FULL, NOT, PARTLY
from samstad.calculations.targets import asks_less, softer
from samstad.domain.cycle.choices import RoundKind, Stage
from samstad.domain.cycle.models import Report, Snapshot
from samstad.domain.steering.choices import ActivityStatus
from samstad.domain.steering.models import Activity, Goal, GoalLineage
from samstad.reports.target_words import aim_from, aim_words
from samstad.reports.wording import judgement_word

FIELDS = {
    "goals": ("title", "judgement"),
    "indicators": ("name", "definition", "own_target", "council_target", "own_aim", "council_aim", "result"),
    "activities": ("title", "start", "end", "status"),
}
KEPT_LATER = {"definition"}
TURNED = {"judgement", "result", "status"}
MOVED = {"start", "end"}
TARGETS = {"own_target", "council_target"}
AIMS = {"own_aim", "council_aim"}
STAGES = (Stage.DECIDED, Stage.CORRECTION, Stage.SENT_OUT)


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """`before` and `after` in words, empty for a whole row. `softer` marks a target that asks for less than it did.

    `origin` names what a new row comes from in the year before.
    """

    name: str
    before: str
    after: str
    softer: bool = False
    origin: str = ""


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Changes of one kind: new, gone, reworded, retargeted, moved or turned."""

    kind: str
    lines: tuple[ChangeLine, ...]

    @property
    def word(self) -> str:
        return {
            "new": _("Nytt"),
            "gone": _("Borta"),
            "reworded": _("Omformulerat"),
            "retargeted": _("Nytt årsmål"),
            "moved": _("Flyttat datum"),
            "turned": _("Har vänt"),
        }[self.kind]


@dataclass(frozen=True, slots=True)
class ChangedSince:
    """`before` is the frozen text that is compared with; groups without lines are left out."""

    before: Snapshot
    groups: tuple[ChangeGroup, ...]

    @property
    def total(self) -> int:
        return sum(len(group.lines) for group in self.groups)


def read_changed_since(report: Report, facts: Facts) -> ChangedSince | None:
    """The report's facts against the board's latest frozen text of an earlier round, or None; five queries at most.

    What is not answered yet has not turned, and what the older text did not keep has not changed.
    """
    before = _text_before(report)
    if before is None:
        return None
    old, origins = _renamed(before.document, facts)
    directions = {row["slug"]: row.get("direction", "") for row in facts.get("indicators", [])}
    slugs = {row["name"]: row["slug"] for row in facts.get("indicators", [])}
    found: dict[str, list[ChangeLine]] = {kind: [] for kind in KINDS}
    for change in changes(old, facts, fields=FIELDS):
        untold = (change.field in TURNED and not change.after) or (change.field in KEPT_LATER and change.before is None)
        if change.where != "summary" and not untold:
            direction = directions.get(slugs.get(change.name, ""), "")
            line = _line(change, direction, origins, report.round.kind)
            found[_kind(change)].append(line)
    found["new"] += _followed_also(old, facts)
    return ChangedSince(before, tuple(ChangeGroup(kind, tuple(lines)) for kind, lines in found.items() if lines))


KINDS = ("new", "gone", "reworded", "retargeted", "moved", "turned")


def _text_before(report: Report) -> Snapshot | None:
    """The latest frozen text of the board's latest round before this one: by year, then VP, T1, T2, VB."""
    frozen = Snapshot.objects.filter(report__organisation=report.organisation, stage__in=STAGES)
    this = _place(report.round.year, report.round.kind)
    earlier = [
        (_place(year, kind), pk)
        for pk, year, kind in frozen.values_list("pk", "report__round__year", "report__round__kind")
        if _place(year, kind) < this
    ]
    if not earlier:
        return None
    return Snapshot.objects.select_related("report__round").get(pk=max(earlier)[1])


def _place(year: int, kind: str) -> tuple[int, int]:
    return year, RoundKind.values.index(kind)


def _renamed(before: Facts, after: Facts) -> tuple[Facts, dict[str, str]]:
    """The old text with its rows called as in the new one, where one became one; and what other new rows come from."""
    goals = {row["slug"] for row in after.get("goals", [])}
    steps = GoalLineage.objects.filter(after__in=Goal.objects.filter(slug__in=goals)).order_by("pk")
    pairs = list(steps.values_list("before__slug", "after__slug", "before__title"))
    befores, afters = Counter(old for old, _new, _title in pairs), Counter(new for _old, new, _title in pairs)
    same = {old: new for old, new, _title in pairs if befores[old] == 1 and afters[new] == 1}
    origins: dict[str, str] = {}
    for _old, new, title in pairs:
        origins[new] = f"{origins[new]}, {title}" if new in origins else title
    activities = {row["slug"] for row in after.get("activities", [])}
    carried = Activity.objects.filter(slug__in=activities, carried_from__isnull=False)
    same |= dict(carried.values_list("carried_from__slug", "slug"))
    renamed = {
        **before,
        **{
            where: [{**row, "slug": same.get(row["slug"], row["slug"])} for row in before.get(where, [])]
            for where in ("goals", "activities")
        },
        "indicators": [
            {**row, "goals": [same.get(goal, goal) for goal in row.get("goals", ())]}
            for row in before.get("indicators", [])
        ],
    }
    names = {row["slug"]: row["title"] for row in after.get("goals", [])}
    return renamed, {names[slug]: title for slug, title in origins.items() if slug in names}


def _followed_also(before: Facts, after: Facts) -> list[ChangeLine]:
    """Indicators that stood in both texts and now follow one more of the goals that did."""
    goals = {row["slug"]: row["title"] for row in after.get("goals", [])}
    both = goals.keys() & {row["slug"] for row in before.get("goals", [])}
    had = {row["slug"]: set(row.get("goals", ())) for row in before.get("indicators", [])}
    return [
        ChangeLine(_("%(indicator)s, för målet %(goal)s") % {"indicator": row["name"], "goal": goals[goal]}, "", "")
        for row in after.get("indicators", [])
        if row["slug"] in had
        for goal in row.get("goals", ())
        if goal in both and goal not in had[row["slug"]]
    ]


def _kind(change: Change) -> str:
    if change.field in ("new", "gone"):
        return change.field
    if change.field in TURNED:
        return "turned"
    if change.field in MOVED:
        return "moved"
    return "retargeted" if change.field in TARGETS | AIMS else "reworded"


def _line(change: Change, direction: str, origins: dict[str, str], kind: str) -> ChangeLine:
    if change.field in ("new", "gone"):
        origin = origins.get(change.name, "") if change.where == "goals" and change.field == "new" else ""
        return ChangeLine(change.name, "", "", origin=origin)
    before, after = (_words(change.field, value, kind) for value in (change.before, change.after))
    softened = change.field in TARGETS and softer(_target(change.before), _target(change.after), direction)
    if change.field in AIMS and change.before and change.after:
        softened = asks_less(aim_from(change.before), aim_from(change.after))
    return ChangeLine(change.name, before, after, softened)


def _words(field: str, value: Any, kind: str) -> str:
    """A plain value of a frozen text as a person reads it; a dash where there is none."""
    if field == "judgement":
        return judgement_word(value or "", kind)
    if value in (None, ""):
        return "–"
    return _WORDS[field](value) if field in _WORDS else str(value)


def _result(value: str) -> str:
    return {
        FULL: _("når årsmålet"),
        PARTLY: _("närmar sig årsmålet"),
        NOT: _("når inte årsmålet"),
    }.get(value, _("går inte att bedöma"))


def _day(value: str) -> str:
    return dateformat.format(date.fromisoformat(value), "j F Y")


_WORDS: dict[str, Callable[[Any], str]] = {
    "status": lambda value: str(ActivityStatus(value).label),
    "result": _result,
    **dict.fromkeys(MOVED, _day),
    **dict.fromkeys(AIMS, lambda value: aim_words(aim_from(value))),
    **dict.fromkeys(TARGETS, lambda value: str(value).replace(".", ",")),
}


def _target(value: Any) -> Decimal | None:
    return None if value is None else Decimal(value)
