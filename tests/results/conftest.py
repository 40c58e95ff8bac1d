import pytest

from results.library import speeds
from results.library.kernel_index import jax_kernels
from results.library.timing import Asked


@pytest.fixture
def nothing_measured(monkeypatch, tmp_path):
    """Folders of measured speeds that are empty; what is measured now is what records state of a loop."""

    def as_recorded(asked: Asked) -> dict[str, float]:
        return {row.record: row.ratio for row in jax_kernels() if row.record in asked.records}

    monkeypatch.setattr(speeds, "SHIPPED", tmp_path / "shipped")
    monkeypatch.setattr(speeds, "on_one_core", as_recorded)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    speeds.measured.cache_clear()
    yield
    speeds.measured.cache_clear()
