from dataclasses import fields, replace

import numpy as np
import pytest

from evaluators.reference import oracle_store
from evaluators.reference.oracle_build import PieceBuilder, Pieces
from evaluators.reference.oracle_store import kept
from search_spaces.targets import TARGETS

ROW = TARGETS["rsqrt"]


@pytest.fixture(autouse=True)
def cache(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "evonumerics" / "oracles"


@pytest.fixture(scope="module")
def built() -> Pieces:
    return PieceBuilder(ROW).build()


def never() -> Pieces:
    raise AssertionError("built again")


def same(a: Pieces, b: Pieces) -> bool:
    return all(np.array_equal(getattr(a, f.name), getattr(b, f.name), equal_nan=f.name == "values") for f in fields(a))


def test_pieces_come_back_bit_for_bit_and_with_their_types(built, cache):
    assert kept(ROW, lambda: built) is built
    again = kept(ROW, never)
    assert same(again, built)
    assert [getattr(again, f.name).dtype for f in fields(again)] == [
        getattr(built, f.name).dtype for f in fields(built)
    ]
    assert len(list(cache.iterdir())) == 1


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04", None, 1, 64, 1000, -1, -40, -1000])
def test_a_damaged_file_is_built_again(built, cache, damage):
    kept(ROW, lambda: built)
    (path,) = cache.glob("*.npz")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(damage if isinstance(damage, bytes) else bytes(data[:damage]))
    assert kept(ROW, lambda: built) is built
    assert same(kept(ROW, never), built)


def test_other_sources_build_anew_and_take_the_place_of_the_old_file(built, cache, monkeypatch):
    kept(ROW, lambda: built)
    monkeypatch.setattr(oracle_store, "_sources", lambda: "another")
    with pytest.raises(AssertionError, match="built again"):
        kept(ROW, never)
    kept(ROW, lambda: built)
    assert [path.name for path in cache.iterdir()] == ["rsqrt-another.npz"]


def test_a_row_that_is_not_the_tables_is_never_read_from_there(built):
    kept(ROW, lambda: built)
    with pytest.raises(AssertionError, match="built again"):
        kept(replace(ROW, real_domain=(1.0, 2.0)), never)


def test_without_a_place_to_write_it_is_built_every_time(built, monkeypatch, cache):
    cache.parent.mkdir(parents=True)
    cache.parent.chmod(0o700)
    cache.write_text("no folder")
    assert kept(ROW, lambda: built) is built
    assert kept(ROW, lambda: built) is built
