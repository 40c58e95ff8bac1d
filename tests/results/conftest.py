import pytest

from results.library import speeds


@pytest.fixture
def nothing_measured(monkeypatch, tmp_path):
    """Folders of measured speeds that are empty: kernels are chosen by their records."""
    monkeypatch.setattr(speeds, "SHIPPED", tmp_path / "shipped")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    speeds.measured.cache_clear()
    yield
    speeds.measured.cache_clear()
