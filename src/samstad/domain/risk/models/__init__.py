from samstad.domain.risk.models.definitions import Definition, DefinitionVersion
from samstad.domain.risk.models.effort import AreaAmount
from samstad.domain.risk.models.runs import Run
from samstad.domain.risk.models.selections import Selection, SelectionRow

__all__ = ["AreaAmount", "Definition", "DefinitionVersion", "Run", "Selection", "SelectionRow"]
