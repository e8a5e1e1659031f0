"""What a deed is refused for."""

from collections.abc import Callable

from samstad.refusals import Refusal


def refusal_of(deed: Callable[[], object]) -> str:
    """The code of the refusal; empty for what is taken."""
    try:
        deed()
    except Refusal as refusal:
        return refusal.code
    return ""
