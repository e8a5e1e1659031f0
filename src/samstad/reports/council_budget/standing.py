"""Which text of the council's budget is shown: the decided one, else what boards have sent out."""

from samstad.documents import Document
from samstad.domain.cycle.choices import Stage
from samstad.domain.cycle.models import Round
from samstad.reports.council_budget.collect import collect_budget
from samstad.reports.council_budget.compose import compose_budget


def budget_document(of_round: Round, *, may_see_proposal: bool = False) -> Document:
    """The budget as it was decided and frozen; before that a draft, with the proposal for those who make it."""
    frozen = of_round.snapshots.filter(stage=Stage.DECIDED).order_by("pk").last()
    if frozen:
        return compose_budget(frozen.document, draft=False)
    return compose_budget(collect_budget(of_round, proposals=may_see_proposal), draft=may_see_proposal)
