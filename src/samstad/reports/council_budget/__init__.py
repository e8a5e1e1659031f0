"""The council's budget: what boards proposed, what was answered, and the targets and assignments that it issues."""

from samstad.reports.council_budget.collect import collect_budget
from samstad.reports.council_budget.compose import compose_budget
from samstad.reports.council_budget.of_board import BoardBudget, board_budget, latest_board_budget
from samstad.reports.council_budget.standing import budget_document

__all__ = [
    "BoardBudget",
    "board_budget",
    "budget_document",
    "collect_budget",
    "compose_budget",
    "latest_board_budget",
]
