"""The engine of composite indices: figures and a method in, scores, ranks, intervals and reasons out.

    method = parse_method(mapping)            # one versioned file, with a hash
    result = fit(figures, method)             # every stage kept: (areas, columns of result.plan.codes)
    unsure = uncertainty(result, figures)     # ranks at 5, 50, 95 per cent, P(priority), P(class), expected wrong
    drivers = sensitivity(result, figures)    # Sobol' indices over all areas and for each
    parts = leave_each_out(result, figures)   # the index without each part
    panel = follow(periods, values, chosen)   # the gap over time, less what comes by itself
    shares = allocate(total, risk, people)    # a sum after need, to the last krona

NumPy and SciPy alone: no Django, no files, no clock. The same figures and method give the same numbers, whatever the
number of threads. Sources: OECD/JRC Handbook on Constructing Composite Indicators (2008); formulas beside their code.
"""

from samstad.calculations.gaps import follow
from samstad.calculations.index.figures import STATUSES, Areas, Figures, empty
from samstad.calculations.index.fit import Result, fit
from samstad.calculations.index.method import Method, MethodError, canonical, parse_method, schema
from samstad.calculations.index.sensitivity import LeftOut, Sensitivity, leave_each_out, sensitivity, sobol_indices
from samstad.calculations.index.uncertainty import Uncertainty, make_design, rank_matrix, uncertainty
from samstad.calculations.proportionality import allocate

__all__ = [
    "STATUSES",
    "Areas",
    "Figures",
    "LeftOut",
    "Method",
    "MethodError",
    "Result",
    "Sensitivity",
    "Uncertainty",
    "allocate",
    "canonical",
    "empty",
    "fit",
    "follow",
    "leave_each_out",
    "make_design",
    "parse_method",
    "rank_matrix",
    "schema",
    "sensitivity",
    "sobol_indices",
    "uncertainty",
]
