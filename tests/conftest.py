"""Settings of every test: the CPU unless an accelerator is asked for, quiet Ray, repeatable properties in CI."""

import os

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("here"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_configure(config: pytest.Config) -> None:
    """Set the environment before anything imports jax or ray; child processes inherit it."""
    if "gpu" not in config.option.markexpr.replace("not gpu", ""):
        os.environ["JAX_PLATFORMS"] = "cpu"
    # Ray reads it as it is imported, here or in a test's module.
    os.environ.setdefault("RAY_ENABLE_UV_RUN_RUNTIME_ENV", "0")
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_DEDUP_LOGS", "0")
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
