"""Which roll-up is shown: the one published last, else the live one as a draft."""

from samstad.documents import Document
from samstad.domain.cycle.models import Round, Snapshot
from samstad.domain.history.as_known import NOW, AsKnown
from samstad.reports.council_report.collect import collect_round
from samstad.reports.council_report.compose import compose_round


def published_round(of_round: Round, as_known: AsKnown = NOW) -> Snapshot | None:
    """The roll-up that was published last; None while none is."""
    return of_round.snapshots.filter(as_known.by("on")).order_by("pk").last()


def round_document(of_round: Round, as_known: AsKnown = NOW) -> Document:
    """The published roll-up as a document, or what is known, stamped "utkast"."""
    published = published_round(of_round, as_known)
    if published:
        return compose_round(published.document, draft=False)
    return compose_round(collect_round(of_round, as_known=as_known), draft=True)
