"""Hashes of all outputs: both kinds by their definition, and a package that is missing."""

import hashlib
import sys

import numpy as np
import pytest
from blake3 import blake3

from evaluators.report import BLAKE3, SHA256
from evaluators.sweep import digests
from evaluators.sweep.accuracy import SweepOptions
from evaluators.sweep.digests import ChunkDigest, HashPackageError, canonical_bits, hash_of, hasher
from tests.evaluators.sweep.test_accuracy import rounded_exp2, swept

SEED = 20260102


def test_digests_are_those_of_the_outputs_with_one_nan() -> None:
    rng = np.random.default_rng(SEED)
    one, two = np.full(64, 1, np.float32), rng.standard_normal(64).astype(np.float32)
    nan = np.array([0x7FC00001, 0xFFC00000, 0x7F800000, 0x7FC00000], np.uint32)
    digest = ChunkDigest((BLAKE3, SHA256))
    digest.add_same(0x3F800000, 64)
    digest.add_same(0x3F800000, 64)
    digest.add(canonical_bits(two))
    digest.add(canonical_bits(nan.view(np.float32)))
    digest.add_same(0x7FC00000, 2)
    clean = np.array([0x7FC00000, 0x7FC00000, 0x7F800000, 0x7FC00000], "<u4")
    parts = [one.tobytes(), one.tobytes(), two.tobytes(), clean.tobytes(), np.full(2, 0x7FC00000, "<u4").tobytes()]
    assert digest.digests() == (blake3(b"".join(parts)).digest(), hashlib.sha256(b"".join(parts)).digest())
    same = ChunkDigest((SHA256,))
    same.add_same(0x3F800000, 64)
    assert same.digests() == (hashlib.sha256(one.tobytes()).digest(),)


def test_a_hash_is_over_the_digests_of_chunks() -> None:
    assert hash_of(SHA256, [b"a", b"b"]) == hashlib.sha256(b"ab").hexdigest()
    assert hash_of(BLAKE3, [b"a", b"b"]) == blake3(b"ab").hexdigest()


@pytest.fixture
def without_blake3(monkeypatch):
    """A process in which the package is missing."""
    monkeypatch.setitem(sys.modules, "blake3", None)
    digests._constructor.cache_clear()
    yield
    digests._constructor.cache_clear()


def test_without_the_package_one_sentence_says_what_to_install_and_the_older_hash_works(without_blake3) -> None:
    with pytest.raises(HashPackageError) as refused:
        hasher(BLAKE3)
    assert str(refused.value) == (
        "all outputs of a kernel are hashed with BLAKE3, and the package blake3 is not here: "
        "install it with `pip install blake3`, or everything that searches need with `pip install evonumerics[search]`"
    )
    assert hash_of(SHA256, []) == hashlib.sha256().hexdigest()


def test_a_sweep_without_the_package_is_refused_before_it_begins_and_one_by_the_older_hash_runs(without_blake3) -> None:
    with pytest.raises(HashPackageError, match="pip install blake3"):
        swept(rounded_exp2, (1016, 1017))
    assert swept(rounded_exp2, (1016, 1017), hashes=(SHA256,)).inputs == 1 << 20
    assert SweepOptions(ftz=True, daz=True).hashes == (BLAKE3,)
