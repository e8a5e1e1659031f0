"""The goal chapter of the city's annual report: each goal with its judgement, ground, figures and deviations."""

from samstad.reports.annual_goals.compose import compose_annual
from samstad.reports.annual_goals.standing import annual_document

__all__ = ["annual_document", "compose_annual"]
