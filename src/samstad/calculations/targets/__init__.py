"""Every kind of target with its criterion: what it takes to be met fully, partly or not, or why it cannot be said."""

from samstad.calculations.targets.aim import Aim, Evidence
from samstad.calculations.targets.asks_less import asks_less
from samstad.calculations.targets.evaluate import WITHOUT_VALUE, evaluate
from samstad.calculations.targets.softer import softened_from, softer
from samstad.calculations.targets.trajectory import expected_at

__all__ = ["WITHOUT_VALUE", "Aim", "Evidence", "asks_less", "evaluate", "expected_at", "softened_from", "softer"]
