"""An index as the public reads it: the latest run, which list it gives, how sure it is, and on what it stands."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstad.domain.history.as_known import NOW, AsKnown
from samstad.domain.places.models import Area
from samstad.domain.places.queries import area_tree
from samstad.domain.risk.choices import Standing
from samstad.domain.risk.models import Definition, DefinitionVersion, Run, Selection
from samstad.reports.need.run_lines import AreaLine, RunLines, read_run_lines
from samstad.reports.need.standing import Belongs
from samstad.reports.need.sureness import sureness

FLOOR_FLAG = "below_floor"
"""Areas with fewer people than the method's floor are counted but not named."""
NAMES_IN_A_SENTENCE = 20


@dataclass(frozen=True, slots=True)
class IndexLine:
    """One index in the register: its latest run, None before the first."""

    definition: Definition
    version: DefinitionVersion | None
    run: Run | None


@dataclass(frozen=True, slots=True)
class Tile:
    area: Area
    line: AreaLine | None


@dataclass(frozen=True, slots=True)
class ClassChanges:
    """Against the run before: the named areas whose class is another, and those that another was not sure enough for.

    `at` is how sure it has to be.
    """

    run: str
    known_on: date
    at: float
    turned: tuple[AreaLine, ...]
    stayed: tuple[AreaLine, ...]

    @property
    def stayed_names(self) -> str:
        """As many as a sentence holds; else their number has to do."""
        return ", ".join(line.name for line in self.stayed) if len(self.stayed) <= NAMES_IN_A_SENTENCE else ""


@dataclass(frozen=True, slots=True)
class IndexPage:
    definition: Definition
    version: DefinitionVersion
    run: Run
    lines: RunLines
    named: tuple[AreaLine, ...]
    unnamed: int
    tiles: tuple[Tile, ...]
    changes: ClassChanges | None
    adopted: Selection | None
    runs: tuple[Run, ...]
    example: bool

    @property
    def clear(self) -> int:
        return self.lines.counted(Belongs.CLEAR)

    @property
    def borderline(self) -> int:
        return self.lines.counted(Belongs.BORDERLINE)

    @property
    def chances(self) -> bool:
        """True when the run says how likely each area is to be among the prioritised."""
        return any(line.probability is not None for line in self.lines.areas)

    @property
    def finding(self) -> str:
        """What the rule takes, how many belong there clearly and how many are borderline."""
        said = []
        if self.listed:
            said.append(_("Regeln tar de %(k)s högst rankade.") % {"k": self.listed})
        if self.clear or self.borderline:
            told = ngettext("%(n)s område hör klart dit", "%(n)s områden hör klart dit", self.clear) % {"n": self.clear}
            if self.borderline:
                border = ngettext("%(n)s är gränsfall", "%(n)s är gränsfall", self.borderline) % {"n": self.borderline}
                told = f"{told}, {border}"
            said.append(f"{told}.")
        return " ".join(said)

    @property
    def sureness(self) -> str:
        return sureness(self.lines.facts)

    @property
    def listed(self) -> int | None:
        """How many areas the rule takes: the k of "the k highest"; None for another rule."""
        k: int | None = self.lines.facts.get("rule", {}).get("k")
        return k


def read_indices(as_known: AsKnown = NOW) -> list[IndexLine]:
    """Every index in title order; three queries."""
    made = Q() if as_known.on is None else Q(made_at=None) | Q(made_at__lt=as_known.after)
    versions = {row.definition_id: row for row in DefinitionVersion.objects.filter(made).order_by("number")}
    runs = {row.version.definition_id: row for row in _light(as_known).order_by("version__number", "number")}
    rows = Definition.objects.select_related("pack")
    if as_known.past:
        rows = rows.filter(pk__in=versions)
    return [IndexLine(row, versions.get(row.pk), runs.get(row.pk)) for row in rows]


def find_run(slug: str, number: str = "", as_known: AsKnown = NOW) -> Run | None:
    """A run of the index by its number "version.run"; the latest without one, of an adopted version first."""
    of_index = _light(as_known).filter(version__definition__slug=slug)
    if number:
        version, _dot, run = number.partition(".")
        if not (version.isdecimal() and run.isdecimal() and len(number) < 12):
            return None
        return of_index.filter(version__number=int(version), number=int(run)).first()
    adopted = of_index.filter(_adopted(as_known)).order_by("version__number", "number").last()
    return adopted or of_index.filter(note="").order_by("version__number", "number").last()


def _adopted(as_known: AsKnown) -> Q:
    """True of runs of a version that was adopted by the day."""
    adopted = Q(version__state=Standing.ADOPTED)
    return adopted if as_known.on is None else adopted & Q(version__adopted_on__lte=as_known.on)


def latest_runs(as_known: AsKnown = NOW) -> list[Run]:
    """The run that stands for each index, in title order; one query."""
    standing: dict[int, Run] = {}
    for run in _light(as_known).filter(note="").order_by("version__number", "number"):
        kept = standing.get(run.version.definition_id)
        if kept is None or run.version.state == Standing.ADOPTED or kept.version.state != Standing.ADOPTED:
            standing[run.version.definition_id] = run
    return sorted(standing.values(), key=lambda run: run.version.definition.title)


def read_index_page(run: Run, as_known: AsKnown = NOW) -> IndexPage:
    """The page of one run; six queries, and one more the first time the run is read."""
    lines = read_run_lines(run)
    by_slug = {line.slug: line for line in lines.areas}
    named = tuple(line for line in lines.areas if FLOOR_FLAG not in line.flags)
    tree = area_tree()
    tiles = tuple(Tile(area, by_slug.get(area.slug)) for area in tree.tiles)
    definition = run.version.definition
    adopted = Selection.objects.filter(run__version__definition=definition, state=Standing.ADOPTED)
    if as_known.on is not None:
        adopted = adopted.filter(adopted_on__lte=as_known.on)
    runs = _light(as_known).filter(version__definition=definition).order_by("-version__number", "-number")
    return IndexPage(
        definition,
        run.version,
        run,
        lines,
        named,
        len(lines.areas) - len(named),
        tiles if any(tile.line for tile in tiles) else (),
        _changes(lines, named),
        adopted.select_related("body", "area_list").order_by("adopted_on", "pk").last(),
        tuple(runs[:20]),
        run.example or bool(definition.pack and definition.pack.example),
    )


def _changes(lines: RunLines, named: tuple[AreaLine, ...]) -> ClassChanges | None:
    """None for a run without one before it to hold its classes against."""
    before = lines.facts.get("classes_before")
    if before is None:
        return None
    return ClassChanges(
        before["run"],
        date.fromisoformat(before["known_on"]),
        lines.facts["change_at"],
        tuple(line for line in named if line.turns),
        tuple(line for line in named if line.stays),
    )


def runs_to_compare(run: Run, as_known: AsKnown = NOW) -> list[Run]:
    """Other runs that have at least the same kind of areas: of this index or of another."""
    return list(
        _light(as_known).filter(~Q(pk=run.pk)).order_by("version__definition__title", "version__number", "number")
    )


def _light(as_known: AsKnown = NOW) -> QuerySet[Run]:
    """Runs without their figures, those of them that had been computed by the day; a version stands as it did then."""
    rows = Run.objects.select_related("version__definition__pack", "version__body").defer("input", "result")
    return rows if as_known.on is None else rows.filter(made_at__lt=as_known.after)
