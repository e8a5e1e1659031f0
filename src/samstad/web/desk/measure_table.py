"""The larger measures of a budget proposal as the desk shows them."""

from samstad.domain.access import Grants, Permission
from samstad.domain.cycle.choices import ReportState, RoundKind
from samstad.domain.cycle.models import Report
from samstad.domain.cycle.queries import measures_of
from samstad.reports.council_budget.lines import MeasureLine, measure_lines


def proposal(report: Report) -> tuple[MeasureLine, ...] | None:
    """The measures of a budget proposal; None for every other report."""
    if report.round.kind != RoundKind.BUDGET_PROPOSAL:
        return None
    return measure_lines(measures_of(report))


def may_propose(report: Report, grants: Grants) -> bool:
    return report.state == ReportState.DRAFT and grants.allows(Permission.REPORT, report.organisation)
