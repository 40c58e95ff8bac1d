"""Tables of source files, from which digests are made: each names files that are there."""

import pytest

from evaluators.compiled import cache
from evaluators.reference import oracle_store
from evo import engine
from results.finish.classical import classical_run
from tests.root import ROOT

PATTERNS = [
    *(f"{package}/{pattern}" for table in (cache, engine, classical_run) for package, patterns in table._SOURCES.items() for pattern in patterns),
    *oracle_store._SOURCES,
]  # fmt: skip


@pytest.mark.parametrize("pattern", sorted(set(PATTERNS)))
def test_a_pattern_of_source_files_finds_some(pattern):
    assert list(ROOT.glob(pattern)), f"{pattern} finds nothing: a file was moved, and the table was not"
