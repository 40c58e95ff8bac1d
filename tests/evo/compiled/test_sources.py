from evaluators import project
from evaluators.compiled import cache
from evo import engine
from tests.test_layering import ROOT, imports_of, sources


def loops() -> set[str]:
    """Files with compiled loops, which name one of their decorators, and what these import from evo."""
    files = {str(path.relative_to(ROOT)): path.read_text() for path in sources()}
    compiled = {
        file for file, text in files.items() if any(f"@{name}" in text for name in ("strict", "outermost", "inlined"))
    }
    imported = {found.module for file in compiled for found in imports_of(files[file], file)}
    return compiled | {file for file in files if file.startswith("evo/") and module_of(file) in imported}


def module_of(file: str) -> str:
    return file.removesuffix(".py").replace("/", ".")


def test_there_are_loops_in_both_folders_and_they_depend_on_the_table_of_variations():
    assert {"evaluators/compiled/fit.py", "evo/compiled/breed.py", "evo/mutations.py"} <= loops()


def test_an_edit_of_any_loop_starts_an_empty_cache():
    covered = {name for name, _ in project.sources(cache._SOURCES)}
    assert loops() <= covered, f"not in the name of the cache: {loops() - covered}"


def test_an_edit_of_any_loop_changes_the_engine_on_record():
    covered = {name for name, _ in project.sources(engine._SOURCES)}
    assert loops() <= covered, f"not in the digest of the engine: {loops() - covered}"
