"""What an import of borders would do, worked out before anything is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from samstad.domain.places.models import Area, AreaBorder, AreaSuccession
from samstad.domain.places.rules.register import LONGEST_SLUG, Register, code_of, holds
from samstad.refusals import Refusal

LONGEST_NAME = 120
TOLD = 3
Stood = tuple[date, str | None]
"""A succession as it stood: its day, and the share as text."""


@dataclass(frozen=True)
class BorderLine:
    """An area as a file gives it: `code` and `parent` may be empty, `rings` is text in WGS 84."""

    code: str
    name: str
    parent: str
    valid_from: date
    valid_to: date | None
    rings: str
    km2: float


@dataclass(frozen=True)
class Edition:
    """One division into areas of one kind, from a day on; `sha256` is that of the file."""

    slug: str
    kind: str
    valid_from: date
    source: str
    sha256: str
    lines: tuple[BorderLine, ...]


@dataclass
class BorderPlan:
    """New rows to make, old ones to change (already changed here, not yet saved), and what is told and left alone.

    `replaced` has each border with its km2 before; `refused` is (name, sentence).
    """

    areas: list[Area] = field(default_factory=list)
    borders: list[AreaBorder] = field(default_factory=list)
    replaced: list[tuple[AreaBorder, float]] = field(default_factory=list)
    changed: list[Area] = field(default_factory=list)
    unchanged: list[Area] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    by_name: list[Area] = field(default_factory=list)
    elsewhere: list[Area] = field(default_factory=list)
    lacking: list[Area] = field(default_factory=list)
    successions: list[AreaSuccession] = field(default_factory=list)
    moved_successions: list[tuple[AreaSuccession, Stood]] = field(default_factory=list)
    unchanged_successions: int = 0

    @property
    def does_something(self) -> bool:
        """True when anything would be written."""
        return bool(self.areas or self.borders or self.replaced or self.successions or self.moved_successions)


class BordersRefused(Refusal):
    """Nothing of the file is used when one area cannot be; `plan` has every reason."""

    def __init__(self, plan: BorderPlan) -> None:
        first = " ".join(f"{name}: {sentence}" for name, sentence in plan.refused[:TOLD])
        left = len(plan.refused) - TOLD
        more = " " + _("Och %(n)d till.") % {"n": left} if left > 0 else ""
        super().__init__("borders_refused", _("Inget är inläst.") + f" {first}{more}")
        self.plan = plan


def plan_borders(
    edition: Edition,
    register: Register,
    stored: Mapping[tuple[int, date], AreaBorder],
    successions: Iterable[AreaSuccession],
) -> BorderPlan:
    """The plan of one edition; `stored` are the borders that are known, by area and first day."""
    plan = BorderPlan()
    tied: dict[int, set[date]] = {}
    touched: set[int] = set()
    for line in edition.lines:
        try:
            area = _tie(line, edition, register, plan)
            days = tied.setdefault(id(area), set())
            if line.valid_from in days:
                raise Refusal("twice", _("Området står flera gånger i filen. Ange kod, eller ta bort det ena."))
        except Refusal as refusal:
            plan.refused.append((line.name, refusal.sentence))
            continue
        days.add(line.valid_from)
        if _border(line, area, edition, stored, plan):
            touched.add(id(area))
    for area in register.areas:
        if id(area) in tied and id(area) not in register.made:
            (plan.changed if id(area) in touched else plan.unchanged).append(area)
    gone = {row.before_id for row in successions if row.on <= edition.valid_from}
    plan.lacking = [
        area
        for area in register.areas
        if area.kind == edition.kind
        and id(area) not in tied
        and holds(area, edition.valid_from)
        and area.pk not in gone
    ]
    return plan


def _tie(line: BorderLine, edition: Edition, register: Register, plan: BorderPlan) -> Area:
    """The known area, or a new one that is put in the register and the plan."""
    if len(line.name) > LONGEST_NAME or len(line.code) > LONGEST_SLUG:
        raise Refusal("too_long", _("Namnet eller koden är för lång. Korta den."))
    area = register.same(line.code, line.name, edition.kind, line.valid_from)
    parent = register.above(line.parent, edition.kind, line.valid_from) if line.parent else None
    if area is None:
        made = Area(
            slug=register.free_slug(line.code or line.name),
            name=line.name,
            kind=edition.kind,
            parent=parent,
            valid_from=line.valid_from,
            valid_to=line.valid_to,
            source=edition.source,
        )
        register.add(made)
        plan.areas.append(made)
        return made
    if id(area) in register.made:
        # An area that changed its border: the file has it once per edition.
        area.valid_from = min(area.valid_from or line.valid_from, line.valid_from)
        area.valid_to = max(area.valid_to, line.valid_to) if area.valid_to and line.valid_to else None
        return area
    if not line.code or code_of(area.slug) != code_of(line.code):
        plan.by_name.append(area)
    if parent is not None and area.parent_id != parent.pk:
        plan.elsewhere.append(area)
    return area


def _border(
    line: BorderLine, area: Area, edition: Edition, stored: Mapping[tuple[int, date], AreaBorder], plan: BorderPlan
) -> bool:
    """True when the line says something new."""
    known = stored.get((area.pk, line.valid_from)) if area.pk else None
    if known is None:
        plan.borders.append(
            AreaBorder(
                area=area,
                valid_from=line.valid_from,
                edition=edition.slug,
                rings=line.rings,
                km2=line.km2,
                source=edition.source,
            )
        )
        return True
    if (known.rings, known.edition, known.source) == (line.rings, edition.slug, edition.source):
        return False
    plan.replaced.append((known, known.km2))
    known.rings, known.km2, known.edition, known.source = line.rings, line.km2, edition.slug, edition.source
    return True
