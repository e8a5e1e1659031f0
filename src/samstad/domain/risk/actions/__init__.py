from samstad.domain.risk.actions.definitions import adopt_version, save_version
from samstad.domain.risk.actions.effort import enter_amount
from samstad.domain.risk.actions.runs import compute_run
from samstad.domain.risk.actions.selections import adopt_selection, choose_area, propose_selection

__all__ = [
    "adopt_selection",
    "adopt_version",
    "choose_area",
    "compute_run",
    "enter_amount",
    "propose_selection",
    "save_version",
]
