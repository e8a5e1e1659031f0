"""Which roll-up is shown: the one published last, else the live one as a draft."""

from samstad.documents import Document
from samstad.domain.cycle.models import Round
from samstad.reports.council_report.collect import collect_round
from samstad.reports.council_report.compose import compose_round


def round_document(of_round: Round) -> Document:
    """The published roll-up as a document, or what is known now, stamped "utkast"."""
    published = of_round.snapshots.order_by("pk").last()
    if published:
        return compose_round(published.document, draft=False)
    return compose_round(collect_round(of_round), draft=True)
