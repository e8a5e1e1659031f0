"""The budget's rows are written when their rounds are there; a decided budget is frozen as the pack has it."""

from collections.abc import Callable
from typing import Any

from samstad.domain.cycle.actions.freeze import freeze
from samstad.domain.cycle.choices import Stage
from samstad.domain.cycle.models import Round
from samstad.domain.people.actors import Actor
from samstad.sources.city_pack.compare import Plan
from samstad.sources.city_pack.frozen import Frozen
from samstad.sources.city_pack.kinds.budget import BUDGET, COUNCIL_DECISIONS
from samstad.sources.city_pack.stored import Stored
from samstad.sources.city_pack.write import write_lists, write_records


def write_budget(plan: Plan, stored: Stored) -> None:
    """Measures, answers, targets, assignments and decisions, each as the pack says it stands."""
    for kind in BUDGET:
        write_records(kind, plan, stored)
        for child in kind.children:
            write_lists(child, plan.changes(kind), stored)


def freeze_budgets(plan: Plan, frozen: Frozen, collect: Callable[[Round], dict[str, Any]], *, by: Actor) -> None:
    """The text of every budget whose decision is new: the pack's, else as it now reads."""
    for change in plan.new[COUNCIL_DECISIONS.name]:
        of_round = Round.objects.select_related("pack").get(slug=change.record.values["round"])
        name = f"{of_round.slug}-{Stage.DECIDED}-1"
        on = frozen.day(name) or change.record.values["meeting_date"]
        text = freeze(frozen.collector(name, collect)(of_round), of_round=of_round, stage=Stage.DECIDED, on=on, by=by)
        frozen.keep_version(name, text)
