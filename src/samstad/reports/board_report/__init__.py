"""One board's report: read, collected as facts, composed as a document."""

from samstad.reports.board_report.collect import COMPARED, collect_report
from samstad.reports.board_report.compose import compose
from samstad.reports.board_report.correction import correction_document, correction_sheets
from samstad.reports.board_report.read import read_report
from samstad.reports.board_report.standing import Standing, standing

__all__ = [
    "COMPARED",
    "Standing",
    "collect_report",
    "compose",
    "correction_document",
    "correction_sheets",
    "read_report",
    "standing",
]
