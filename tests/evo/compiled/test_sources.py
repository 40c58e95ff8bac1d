from evaluators.compiled import cache
from evo import engine
from tests.test_layering import ROOT, sources


def loops() -> set[str]:
    """Files with compiled loops: those that name the decorator."""
    return {str(path.relative_to(ROOT)) for path in sources() if "@strict" in path.read_text()}


def test_there_are_loops_in_both_folders():
    assert {"evaluators/compiled/fit.py", "evo/compiled/breed.py"} <= loops()


def test_an_edit_of_any_loop_starts_an_empty_cache():
    covered = {str(path.relative_to(ROOT)) for path in cache._sources()}
    assert loops() <= covered, f"not in the name of the cache: {loops() - covered}"


def test_an_edit_of_any_loop_changes_the_engine_on_record():
    covered = {name for name, _ in engine._sources()}
    assert loops() <= covered, f"not in the digest of the engine: {loops() - covered}"
