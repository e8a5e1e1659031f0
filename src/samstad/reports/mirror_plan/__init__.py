"""A committee's or company's own plan for its part in the local programmes, generated from what is entered.

Source 004 is such a plan, written by hand: most of its lines restate what the districts have already written.
"""

from samstad.documents import Document
from samstad.domain.organisation.models import Organisation
from samstad.reports.followed_year import followed_year
from samstad.reports.mirror_plan.collect import collect_plan
from samstad.reports.mirror_plan.compose import compose_plan


def mirror_plan(body: Organisation, *, year: int | None = None) -> Document:
    """The plan as a document, for the year that is followed unless another is named."""
    return compose_plan(collect_plan(body, year=year or followed_year()))


__all__ = ["collect_plan", "compose_plan", "mirror_plan"]
