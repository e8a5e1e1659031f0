from samstad.domain.risk.queries.earlier import run_before
from samstad.domain.risk.queries.inputs import Input, figures_of, read_input

__all__ = ["Input", "figures_of", "read_input", "run_before"]
