"""Settings of every test: the CPU unless an accelerator is asked for, quiet Ray, repeatable properties in CI, an order."""

import os

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("here"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

COMPILES = "tests/test_documents.py::test_python_runs_as_it_stands[evo/README.md]"
"""A test that compiles the loops of both kinds of search, which takes minutes where the cache is empty."""
SEARCHES = ("evo/", "results/finish/", "results/tables/", "test_command_line.py", "test_damaged_runs.py")
"""Tests that need those loops."""
BOUNDED = ("results/export/test_formulas.py", "results/export/test_pallas_files.py", "results/record/test_inside.py")
"""Tests that share the records of tests/results/small_bounded.py, made in a minute, with some of results/finish."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the test that compiles first and those that search last, so that no two processes compile the same at once."""
    late = tuple(f"tests/{name}" for name in (*SEARCHES, *BOUNDED))
    items.sort(key=lambda item: (item.nodeid != COMPILES) + item.nodeid.startswith(late))


def pytest_configure(config: pytest.Config) -> None:
    """Set the environment before anything imports jax or ray; child processes inherit it."""
    if "gpu" not in config.option.markexpr.replace("not gpu", ""):
        os.environ["JAX_PLATFORMS"] = "cpu"
    # Ray reads it as it is imported, here or in a test's module.
    os.environ.setdefault("RAY_ENABLE_UV_RUN_RUNTIME_ENV", "0")
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_DEDUP_LOGS", "0")
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
