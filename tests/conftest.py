"""What every floor shares: one Hypothesis profile for each purpose, chosen by HYPOTHESIS_PROFILE (default: quick)."""

import os

from hypothesis import HealthCheck, settings

# A loaded two-core machine must not turn a slow example into a failure, and the same tree must give the same verdict:
# examples are derived from the test, never drawn anew. The long search is `make soak`.
settings.register_profile(
    "quick", deadline=None, derandomize=True, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "soak", deadline=None, max_examples=5_000, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
