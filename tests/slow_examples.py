"""How many examples a slow property is tried on, as a share of what quick ones are in the same run."""

from hypothesis import HealthCheck, settings

QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]


def one_in(many: int) -> settings:
    """A hundred examples before code lands, and a thousand in a search, divided by `many`."""
    return settings(max_examples=settings().max_examples // many, suppress_health_check=QUIET)
