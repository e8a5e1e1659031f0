"""A random sample that anybody can draw again: the seed and the names decide it, not the order or the moment."""

from collections.abc import Iterable
from hashlib import sha256


def draw(names: Iterable[str], *, seed: str, size: int) -> list[str]:
    """At most `size` of the names in the order they were drawn: those whose SHA-256 with the seed is the lowest.

    A name that is added later changes the sample only when it is drawn itself.
    """
    return sorted(set(names), key=lambda name: (sha256(f"{seed}\n{name}".encode()).digest(), name))[: max(size, 0)]
