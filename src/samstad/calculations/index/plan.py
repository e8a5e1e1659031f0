"""A method compiled against figures: every column found, every impossible combination refused by name."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from samstad.calculations.index.figures import SUPPRESSED, Figures, Floats, Places, code_order
from samstad.calculations.index.method import POWERS, Indicator, Method, MethodError, Node, Normalisation
from samstad.calculations.index.ranks import all_alike

POSITIVE_ONLY = ("geometric", "harmonic")
LEAST_PCA_AREAS = 3


@dataclass(frozen=True)
class Level:
    """One inner node: its children as columns of the score table, and how they are put together."""

    node: Node
    children: tuple[int, ...]
    aggregate: str


@dataclass(frozen=True)
class Plan:
    """`levels` in the order they are computed: children before parents, the index last.

    Columns of the score table: first the indicators in the method's order, then the nodes in the order of `levels`.
    `columns` are the places (period, indicator) of each indicator in the figures, `periods` the names of the periods.
    """

    method: Method
    columns: tuple[tuple[int, int], ...]
    periods: tuple[str, ...]
    levels: tuple[Level, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The name of every column of the score table."""
        leaves = tuple(indicator.code for indicator in self.method.indicators)
        return leaves + tuple(level.node.code for level in self.levels)

    @cached_property
    def by_code(self) -> Places:
        """The indicators in the order of their codes."""
        return code_order([indicator.code for indicator in self.method.indicators])

    @property
    def directions(self) -> Floats:
        return np.array([float(indicator.direction) for indicator in self.method.indicators])


def compile_plan(method: Method, figures: Figures) -> Plan:
    """The plan, or a `MethodError` that names what cannot be combined or found."""
    _check_codes(method)
    levels = _levels(method)
    _check_combinations(method, method.normalise)
    for choice in method.uncertainty.normalise:
        _check_combinations(method, choice, place="uncertainty.normalise")
    _check_priority(method, len(figures.areas.codes))
    columns = tuple(_column(method, figures, number) for number in range(len(method.indicators)))
    plan = Plan(method, columns, tuple(figures.periods[period] for period, _at in columns), levels)
    _check_figures(plan, figures)
    return plan


def _check_codes(method: Method) -> None:
    codes = [row.code for row in method.indicators] + [row.code for row in method.nodes]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise MethodError(f"{', '.join(twice)} står mer än en gång. Ge varje indikator och nod ett eget namn.")
    roots = [node.code for node in method.nodes if not node.parent]
    if len(roots) != 1:
        raise MethodError("Exakt en nod ska sakna parent: det är indexet självt.", ("nodes",))
    nodes = {node.code for node in method.nodes}
    written: dict[str, tuple[Indicator | Node, ...]] = {"indicators": method.indicators, "nodes": method.nodes}
    for kind, rows in written.items():
        for number, row in enumerate(rows):
            if row.parent and row.parent not in nodes:
                raise MethodError(f"{row.code}: noden {row.parent} finns inte.", (kind, number, "parent"))


def _levels(method: Method) -> tuple[Level, ...]:
    """The nodes from the bottom up. A node without children, or in a circle, is refused."""
    place = {row.code: number for number, row in enumerate(method.indicators)}
    waiting, done = list(method.nodes), []
    below: dict[str, list[str]] = {node.code: [] for node in method.nodes}
    rows: tuple[Indicator | Node, ...] = (*method.indicators, *method.nodes)
    for row in rows:
        if row.parent:
            below[row.parent].append(row.code)
    while waiting:
        ready = next((node for node in waiting if all(code in place for code in below[node.code])), None)
        if ready is None:
            raise MethodError(f"Noderna {', '.join(node.code for node in waiting)} går i cirkel.", ("nodes",))
        if not below[ready.code]:
            raise MethodError(f"Noden {ready.code} har inget under sig. Ta bort den eller ge den indikatorer.")
        children = tuple(place[code] for code in below[ready.code])
        done.append(Level(ready, children, method.aggregate_of(ready)))
        place[ready.code] = len(method.indicators) + len(done) - 1
        waiting.remove(ready)
    return tuple(done)


def _check_combinations(method: Method, normalise: Normalisation, place: str = "normalise") -> None:
    """Means that need positive numbers cannot stand on a normalisation that gives zero or less."""
    used = {method.aggregate_of(node) for node in method.nodes} | set(method.uncertainty.aggregate)
    used |= {"geometric" for node in method.nodes if method.aggregate_of(node) == "power" and node.power <= 0}
    needs = sorted(name for name in POSITIVE_ONLY if name in used)
    if needs and not _positive(normalise):
        raise MethodError(
            f"{needs[0]} kräver tal över noll, men {place}.method {normalise.method} kan ge noll eller mindre. "
            "Använd till exempel minmax med low: 1 och high: 100, eller välj arithmetic.",
            tuple(place.split(".")),
        )
    if normalise.method == "goalposts" and any(row.goalposts is None for row in method.indicators):
        raise MethodError("goalposts kräver att varje indikator har goalposts: [från, till].", ("indicators",))
    if "alkire_foster" in used and any(row.deprived_over is None for row in method.indicators):
        raise MethodError("alkire_foster kräver deprived_over för varje indikator.", ("indicators",))
    if any(level_of.weights == "experts" and not level_of.experts for level_of in method.nodes):
        raise MethodError("weights: experts kräver listan experts med minst en fördelning.", ("nodes",))


def _positive(choice: Normalisation) -> bool:
    """True when every normalised number is over zero."""
    if choice.method in ("minmax", "goalposts"):
        return min(choice.low, choice.high) > 0
    if choice.method == "z":
        return choice.mean >= 5 * choice.sd  # five standard deviations: farther out only by a gross outlier
    return choice.method in ("rank", "percentile", "none", "relative", "exponential")


def _check_priority(method: Method, areas: int) -> None:
    if method.priority.rule == "top" and method.priority.k > areas:
        raise MethodError(f"priority.k är {method.priority.k} men områdena är bara {areas}.", ("priority", "k"))
    if method.classes.method == "fixed" and len(method.classes.cuts) != len(method.classes.names) - 1:
        raise MethodError("classes: fixed kräver en gräns mindre än antalet namn.", ("classes", "cuts"))
    if method.classes.method == "sd" and len(method.classes.cuts) != len(method.classes.names) - 1:
        raise MethodError(
            "classes: sd kräver gränser i standardavvikelser, en mindre än antalet namn.", ("classes", "cuts")
        )


def _column(method: Method, figures: Figures, number: int) -> tuple[int, int]:
    indicator = method.indicators[number]
    if indicator.code not in figures.indicators:
        raise MethodError(f"Indikatorn {indicator.code} finns inte i figurerna.", ("indicators", number, "code"))
    at = figures.indicators.index(indicator.code)
    wanted = indicator.period or method.period
    if wanted:
        if wanted not in figures.periods:
            raise MethodError(
                f"{indicator.code}: perioden {wanted} finns inte. Det finns {', '.join(figures.periods)}.",
                ("indicators", number, "period"),
            )
        return figures.periods.index(wanted), at
    known = [number for number in range(len(figures.periods)) if np.isfinite(figures.values[number, :, at]).any()]
    return (known[-1] if known else len(figures.periods) - 1), at


def _check_figures(plan: Plan, figures: Figures) -> None:
    areas = len(figures.areas.codes)
    if areas < 2:
        raise MethodError("Det finns bara ett område. Ett index jämför områden: ange minst två.")
    for number, (indicator, (period, at)) in enumerate(zip(plan.method.indicators, plan.columns, strict=True)):
        column = figures.values[period, :, at]
        known = column[np.isfinite(column)]
        if not known.size:
            raise MethodError(f"{indicator.code} saknar värde i alla områden.", ("indicators", number))
        if known.size > 1 and all_alike(known) and not indicator.denominator:
            raise MethodError(
                f"{indicator.code} har samma värde i alla områden och kan inte skilja dem åt. Ta bort den.",
                ("indicators", number),
            )
        _check_bounds(figures, indicator.code, number, (period, at))
        if indicator.denominator and indicator.denominator not in figures.areas.columns:
            raise MethodError(
                f"{indicator.code}: kolumnen {indicator.denominator} finns inte i områdestabellen.",
                ("indicators", number, "denominator"),
            )


def _check_bounds(figures: Figures, code: str, number: int, column: tuple[int, int]) -> None:
    """What a cell hides at least is no more than what it hides at most."""
    least, most = figures.bounds(*column)
    wrong = (figures.status[column[0], :, column[1]] == SUPPRESSED) & (least > most)
    if wrong.any():
        at = int(wrong.argmax())
        raise MethodError(
            f"{code}: {figures.areas.names[at]} kan inte dölja minst {least[at]} och högst {most[at]}. "
            "Rätta en av dem.",
            ("indicators", number),
        )


def power_of(level: Level) -> float | None:
    """The exponent when the level is a power mean, else None."""
    return level.node.power if level.aggregate == "power" else POWERS.get(level.aggregate)


def references(plan: Plan, level: Level) -> Floats:
    """Per child of a level, what its own `divide_by` makes of its weight: d^-p in a mean of power p, 1/d in a sum.

    One where the level sees only the order of its children.
    """
    leaves = len(plan.method.indicators)
    power = 1.0 if level.aggregate == "sum" else power_of(level) or 0.0
    divisors = [plan.levels[child - leaves].node.divide_by if child >= leaves else None for child in level.children]
    return np.array([(divisor or 1.0) ** -power for divisor in divisors])
