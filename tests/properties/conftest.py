"""Hypothesis profiles: `quick` in every run; HYPOTHESIS_PROFILE=ci for more examples."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

_COMMON = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large]}
settings.register_profile("quick", max_examples=40, derandomize=True, **_COMMON)  # type: ignore[arg-type]
settings.register_profile("ci", max_examples=1500, **_COMMON)  # type: ignore[arg-type]
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
