"""Which areas became which, as a table says it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from samstad.domain.places.models import Area, AreaSuccession
from samstad.domain.places.rules.plan import BorderPlan, Edition
from samstad.domain.places.rules.register import Register
from samstad.refusals import Refusal

NEAR = Decimal("0.00001")


@dataclass(frozen=True)
class SuccessorLine:
    """`before` and `after` are codes or names; without a `share` nothing is said of how people were divided."""

    before: str
    after: str
    on: date
    share: Decimal | None = None


def plan_successions(
    lines: Iterable[SuccessorLine],
    edition: Edition,
    register: Register,
    stored: Iterable[AreaSuccession],
    plan: BorderPlan,
) -> None:
    """Put into the plan what the table adds and changes; nothing that it lacks is taken away."""
    at_hand = {area.pk: area for area in register.areas if area.pk}
    known = {(id(at_hand[row.before_id]), id(at_hand[row.after_id])): row for row in stored}
    told: set[tuple[int, int]] = set()
    shares: dict[tuple[str, date], list[Decimal | None]] = defaultdict(list)
    for line in lines:
        shares[line.before, line.on].append(line.share)
        try:
            before, after = (register.one(text, edition.kind, line.on) for text in (line.before, line.after))
            _check(before, after, {*known, *told}, told)
        except Refusal as refusal:
            plan.refused.append((f"{line.before} → {line.after}", refusal.sentence))
            continue
        told.add((id(before), id(after)))
        _succession(line, before, after, known.get((id(before), id(after))), edition, plan)
    for (text, _on), parts in shares.items():
        given = [part for part in parts if part is not None]
        if given and (len(given) < len(parts) or abs(sum(given, Decimal(-1))) > NEAR):
            plan.refused.append((text, _("Andelarna ska alla stå där och bli 1 tillsammans.")))
    gone = {id(row.before) for row in plan.successions if row.on <= edition.valid_from}
    plan.lacking = [area for area in plan.lacking if id(area) not in gone]


def _check(before: Area, after: Area, known: set[tuple[int, int]], told: set[tuple[int, int]]) -> None:
    if before is after:
        raise Refusal("same_area", _("En plats kan inte bli sig själv. Välj en annan."))
    if (id(after), id(before)) in known:
        raise Refusal("turned_about", _("Det står redan tvärtom. Ta bort det först."))
    if (id(before), id(after)) in told:
        raise Refusal("twice", _("Raden står flera gånger i tabellen. Ta bort den ena."))


def _succession(
    line: SuccessorLine, before: Area, after: Area, known: AreaSuccession | None, edition: Edition, plan: BorderPlan
) -> None:
    if known is None:
        plan.successions.append(
            AreaSuccession(before=before, after=after, on=line.on, share=line.share, source=edition.source)
        )
    elif (known.on, known.share) == (line.on, line.share):
        plan.unchanged_successions += 1
    else:
        stood = (known.on, None if known.share is None else str(known.share))
        plan.moved_successions.append((known, stood))
        known.on, known.share = line.on, line.share
