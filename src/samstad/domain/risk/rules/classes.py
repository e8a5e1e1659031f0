"""Which class an area is in when the run before is remembered: it changes only when the new one is sure enough."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samstad.calculations.index import Result, Uncertainty
from samstad.calculations.index.classify import NO_CLASS, keep_class
from samstad.calculations.index.figures import Floats
from samstad.calculations.index.uncertainty import probability_of


@dataclass(frozen=True, slots=True)
class ClassesBefore:
    """The class of each area, by slug, in the run that came before; `run` and `known_on` say which that was."""

    run: str
    known_on: str
    of: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Classed:
    """Numbers into the method's names, -1 without: `before`, as the score gives (`new`), and as it stands (`now`).

    `p_new` and `p_now` are the probabilities of the last two, NaN where they cannot be computed.
    """

    before: NDArray[np.int64]
    new: NDArray[np.int64]
    now: NDArray[np.int64]
    p_new: Floats
    p_now: Floats


def classed(result: Result, unsure: Uncertainty | None, before: ClassesBefore | None) -> Classed:
    """The classes of a result. Where nothing can be said of how sure they are, the new ones stand."""
    new = result.classes
    number = {name: at for at, name in enumerate(result.plan.method.classes.names)}
    known = before.of if before else {}
    earlier = np.array([number.get(known.get(code, ""), NO_CLASS) for code in result.areas.codes], dtype=np.int64)
    if unsure is None:
        nothing = np.full(len(new), np.nan)
        return Classed(earlier, new, new, nothing, nothing)
    now = keep_class(earlier, new, unsure.p_class, result.plan.method.classes.change_at)
    return Classed(earlier, new, now, unsure.p_class, probability_of(now, unsure.p_classes))
