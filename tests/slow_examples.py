"""How many examples a slow property is tried on: a tenth, or a thirtieth, of what quick ones are in the same run."""

from hypothesis import HealthCheck, settings

QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]
EXAMPLES = settings().max_examples
A_TENTH = settings(max_examples=EXAMPLES // 10, suppress_health_check=QUIET)
A_THIRTIETH = settings(max_examples=EXAMPLES // 30, suppress_health_check=QUIET)
