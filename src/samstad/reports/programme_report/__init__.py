"""One programme over all boards, companies and years."""

from samstad.reports.programme_report.compose import programme_document

__all__ = ["programme_document"]
