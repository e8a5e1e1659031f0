"""A committee's or company's own plan for its part in the local programmes, generated from what is entered.

Source 004 is such a plan, written by hand: most of its lines restate what the districts have already written.
"""

from samstad.documents import Document
from samstad.domain.cycle.choices import RoundKind
from samstad.domain.history.as_known import NOW, AsKnown
from samstad.domain.organisation.models import Organisation
from samstad.reports.followed_year import followed_year
from samstad.reports.mirror_plan.collect import collect_plan
from samstad.reports.mirror_plan.compose import compose_plan
from samstad.reports.mirror_plan.year import STAGES, mirror_year


def mirror_plan(body: Organisation, *, year: int | None = None, kind: str = "", as_known: AsKnown = NOW) -> Document:
    """The plan as a document, for the year that is followed unless another is named.

    With a `kind` of `STAGES`: the year plan at T1, or the account at T2 and in the annual report.
    """
    of_year = year or followed_year(as_known)
    if kind in STAGES:
        return mirror_year(body, year=of_year, kind=RoundKind(kind), as_known=as_known)
    return compose_plan(collect_plan(body, year=of_year, as_known=as_known))


__all__ = ["STAGES", "collect_plan", "compose_plan", "mirror_plan"]
