"""The city's roll-up of a round: coverage, tallies, indicator results, deviations, the office's proposals."""

from samstad.reports.council_report.collect import collect_round
from samstad.reports.council_report.compose import compose_round
from samstad.reports.council_report.standing import published_round, round_document

__all__ = ["collect_round", "compose_round", "published_round", "round_document"]
