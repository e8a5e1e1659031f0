"""Which text of the council's budget is shown: the decided one, else what boards have sent out."""

from samstad.documents import Document
from samstad.domain.cycle.choices import Stage
from samstad.domain.cycle.models import Round
from samstad.domain.history.as_known import NOW, AsKnown
from samstad.reports.council_budget.collect import collect_budget
from samstad.reports.council_budget.compose import compose_budget


def budget_document(of_round: Round, *, may_see_proposal: bool = False, as_known: AsKnown = NOW) -> Document:
    """The budget as it was decided and frozen; before that a draft, with the proposal for those who make it.

    Of a past day before the decision only what boards had sent out is known: nobody kept how the proposal read.
    """
    frozen = of_round.snapshots.filter(as_known.by("on"), stage=Stage.DECIDED).order_by("pk").last()
    if frozen:
        return compose_budget(frozen.document, draft=False)
    draft = may_see_proposal and not as_known.past
    return compose_budget(collect_budget(of_round, proposals=draft, as_known=as_known), draft=draft)
