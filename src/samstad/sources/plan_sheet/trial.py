"""What each line of a file would do, judged against what there is; nothing is stored."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext as _

from samstad.calculations.sorting import search_text
from samstad.calculations.units import is_percent
from samstad.domain.organisation.models import Organisation
from samstad.domain.steering import rules
from samstad.domain.steering.choices import Periodicity, Sphere
from samstad.domain.steering.models import Activity, Goal, Indicator
from samstad.refusals import Refusal
from samstad.sources.plan_sheet import cells
from samstad.sources.plan_sheet.known import CITY, Known, read_known
from samstad.sources.plan_sheet.line import PlanLine

State = Literal["new", "changed", "known", "refused"]


@dataclass(frozen=True)
class Change:
    """A field that would get another value."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Judged:
    """One line: what it would do, why it cannot be taken in (`reason`), and what is left out of it (`remark`).

    `found` is the row that there is; the read fields are what would be stored.
    """

    line: PlanLine
    state: State
    reason: str = ""
    remark: str = ""
    changes: tuple[Change, ...] = ()
    found: Goal | Indicator | Activity | None = None
    unit: str = ""
    periodicity: Periodicity = Periodicity.YEAR
    target: Decimal | None = None
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True)
class Trial:
    """The lines as judged, in the order of the file."""

    lines: tuple[Judged, ...]
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def does_something(self) -> bool:
        return bool(self.counts["new"] or self.counts["changed"])


def try_plan(lines: Sequence[PlanLine], *, board: Organisation | None, year: int) -> Trial:
    """Each line judged for the board's plan of the year; without a board for the city's own, not activities."""
    known = read_known(board, year)
    judged: dict[int, Judged] = {}
    # Goals first: what is followed or done may stand under one that comes after it in the file.
    for place, line in sorted(enumerate(lines), key=lambda one: one[1].kind != "goal"):
        above = [judged[at_place] for at_place in line.under]
        try:
            judged[place] = _judge(line, above, known, board, year)
        except Refusal as refusal:
            judged[place] = Judged(line, "refused", refusal.sentence)
    return Trial(tuple(judged[place] for place in range(len(lines))), Counter(one.state for one in judged.values()))


def _judge(line: PlanLine, above: list[Judged], known: Known, board: Organisation | None, year: int) -> Judged:
    if line.fault:
        raise Refusal("fault", line.fault)
    if above and all(one.state == "refused" for one in above):
        raise Refusal("above_refused", _("Målet ovanför går inte att läsa in."))
    kinds: dict[str, Callable[[], Judged]] = {
        "goal": lambda: _goal(line, above, known, board, year),
        "indicator": lambda: _indicator(line, above, known, board),
        "activity": lambda: _activity(line, above, known, board),
    }
    if line.kind not in kinds:
        said = {"kind": line.kind[:40], "levels": ", ".join(level.name for level in known.levels.values())}
        raise Refusal(
            "bad_kind", _("”%(kind)s” är varken indikator, aktivitet eller en av målnivåerna: %(levels)s.") % said
        )
    rules.check_title(line.title, longest=300 if line.kind == "goal" else 200)
    return kinds[line.kind]()


def _goal(line: PlanLine, above: list[Judged], known: Known, board: Organisation | None, year: int) -> Judged:
    level = known.levels[line.level]
    if level.sphere in CITY:
        found = known.city_goals.get((level.slug, search_text(line.title)))
        if found is None and board is not None:
            sentence = _(
                "Målet finns inte bland stadens mål för %(year)d. Rätta texten, eller läs in stadens mål först."
            )
            raise Refusal("no_city_goal", sentence % {"year": year})
        return Judged(line, "known" if found else "new", found=found)
    if board is None or level.sphere != Sphere.BOARD:
        said = {"level": level.name}
        raise Refusal("not_here", _("Mål på nivån ”%(level)s” läses inte in här.") % said)
    found = known.own_goals.get(search_text(line.title))
    for one in above:
        if not isinstance(one.found, Goal):
            raise Refusal("under_own", _("Ett nämndmål kan bara bidra till ett av stadens mål."))
        rules.check_upper(one.found, year=year)
    remark = "" if above else _("Målet knyts inte till något mål ovanför.")
    return Judged(line, "known" if found else "new", found=found, remark=remark)


def _indicator(line: PlanLine, above: list[Judged], known: Known, board: Organisation | None) -> Judged:
    if not above:
        raise Refusal("no_goal", _("Indikatorn står inte under något mål."))
    found = known.indicators.get(search_text(line.title))
    written = line.own_target if board is not None else line.council_target or line.own_target
    if found is None:
        unit, periodicity = cells.read_unit(line.unit, line.title, written), cells.read_periodicity(line.periodicity)
        target, remark = _target(written, unit)
        return Judged(line, "new", remark=remark, unit=unit, periodicity=periodicity, target=target)
    target, remark = _target(written, found.unit)
    remark = " ".join(part for part in (remark, *_differs(line, found, known, board)) if part)
    changes = []
    before = (known.own_targets if board is not None else known.council_targets).get(found.pk)
    target = None if target == before else target
    if target is not None:
        changes.append(Change(_("årsmål"), _plain(before), _plain(target)))
    changes += [
        Change(_("följer målet"), "", one.line.title)
        for one in above
        if one.state != "refused" and (one.found is None or (one.found.pk, found.pk) not in known.followed)
    ]
    state: State = "changed" if changes else "known"
    return Judged(line, state, remark=remark, changes=tuple(changes), found=found, target=target)


def _differs(line: PlanLine, found: Indicator, known: Known, board: Organisation | None) -> Iterator[str]:
    """What the file says otherwise than what there is, and that is not changed by it."""
    council = known.council_targets.get(found.pk)
    said, _words = _target(line.council_target, found.unit)
    if board is not None and council is not None and said is not None and said != council:
        told = {"here": _plain(council), "there": _plain(said)}
        yield _("KF:s årsmål är %(there)s i filen och %(here)s här; det ändras inte.") % told
    if line.unit and search_text(line.unit) != search_text(found.unit):
        told = {"here": found.unit, "there": line.unit[:40]}
        yield _("Måttenheten är ”%(there)s” i filen och ”%(here)s” här; den ändras inte.") % told


def _activity(line: PlanLine, above: list[Judged], known: Known, board: Organisation | None) -> Judged:
    if board is None:
        raise Refusal("no_board", _("Aktiviteter läses in med en nämnds plan."))
    start, end = cells.read_day(line.start), cells.read_day(line.end)
    rules.check_dates(start, end)
    found = known.activities.get(search_text(line.title))
    if found is None:
        remark = "" if above else _("Aktiviteten hör inte till något mål.")
        return Judged(line, "new", remark=remark, start=start, end=end)
    pairs = ((_("startdatum"), found.start, start), (_("slutdatum"), found.end, end))
    changes = tuple(
        Change(name, before.isoformat() if before else "", after.isoformat())
        for name, before, after in pairs
        if after is not None and after != before
    )
    rules.check_dates(start or found.start, end or found.end)
    return Judged(line, "changed" if changes else "known", changes=changes, found=found, start=start, end=end)


def _target(text: str, unit: str) -> tuple[Decimal | None, str]:
    """The target, with what to know of it, or why it is left out: words are no hindrance, for many plans have them."""
    try:
        target = cells.read_target(text, unit)
        if target and abs(target) <= 1 and is_percent(unit):
            sentence = _("Årsmålet läses som %(target)s procent. Är det en andel av ett, skriv det i procent.")
            return target, sentence % {"target": _plain(target)}
        return target, ""
    except Refusal as refusal:
        return None, refusal.sentence[:1].upper() + refusal.sentence[1:] + "."


def _plain(value: Decimal | None) -> str:
    return "" if value is None else format(value.normalize(), "f").replace(".", ",")
