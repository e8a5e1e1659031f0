"""The gap between prioritised areas and the rest: how wide, how sure, whether it closes, and what cannot be said."""

from samstad.calculations.gaps.errors import rate_errors
from samstad.calculations.gaps.gap import Gap, gap_of
from samstad.calculations.gaps.inequality import Inequality, inequality_of
from samstad.calculations.gaps.panel import Conclusion, Panel, PeriodGap, follow
from samstad.calculations.gaps.target import judge_gap, weighed

__all__ = [
    "Conclusion",
    "Gap",
    "Inequality",
    "Panel",
    "PeriodGap",
    "follow",
    "gap_of",
    "inequality_of",
    "judge_gap",
    "rate_errors",
    "weighed",
]
