import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from results.commands.console import EXTRA
from tests.root import ROOT

PACKAGES = ("search_spaces", "evaluators", "evo", "results")
LAYERS = (*PACKAGES, "run")
JAX_FILES = (
    "evaluators/backends/",
    "evaluators/timing/interleaved.py",
    "evaluators/timing/baselines.py",
    "results/",
    "run.py",
)
LOOPS = ("evaluators/compiled/", "evo/compiled/")
DISPLAY_FILES = ("results/", "run.py")
PURE = ("ulp", "reference.oracle", "sweep.accuracy", "minimax.fitting")
"""Modules of evaluators that must import without jax, numba, ray and msgspec."""

READERS = (
    *("results.commands.collect", "results.bench.comparison", "results.tables.tables"),
    *("results.verification.paths", "results.sandbox.child", "results.verification.text"),
    *("results.export.table", "results.bench.bench", "run"),
    *("results.kernels", "results.library.install", "results.library.pick", "results.apps.bench"),
)
"""Modules behind verify, compare, export and `bench --kernels`."""


@dataclass(frozen=True)
class Import:
    """One import of one file; `inside` says whether a function holds it."""

    file: str
    line: int
    module: str
    inside: bool

    @property
    def top(self) -> str:
        return self.module.split(".")[0]


def imports_of(text: str, file: str) -> Iterator[Import]:
    def walk(node: ast.AST, inside: bool) -> Iterator[Import]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Import):
                for alias in child.names:
                    yield Import(file, child.lineno, alias.name, inside)
            elif isinstance(child, ast.ImportFrom):
                yield Import(file, child.lineno, child.module or ".", inside)
            yield from walk(child, inside or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda))

    return walk(ast.parse(text), False)


def layer_of(file: str) -> str:
    return file.removesuffix(".py").split("/")[0]


def broken_rule(found: Import) -> str | None:
    """The rule that an import breaks, if any."""
    file, top = found.file, found.top
    within = file.startswith
    rules = (
        (
            top in LAYERS and LAYERS.index(top) > LAYERS.index(layer_of(file)),
            f"a package imports only what stands to its left in {' < '.join(LAYERS)}",
        ),
        (top == "ray" and not within("evo/workers/"), "ray is imported in evo/workers/ alone"),
        (top == "numba" and not within(LOOPS), f"numba is imported in {' and '.join(LOOPS)} alone"),
        (top in ("jax", "jaxlib") and not within(JAX_FILES), f"jax is imported in {', '.join(JAX_FILES)} alone"),
        (
            top in ("ray", "jax", "jaxlib") and not found.inside,
            f"{top} is imported inside functions, so that help and read commands start at once",
        ),
        (top in ("typer", "rich") and not within(DISPLAY_FILES), f"{top} is imported in results/ and run.py alone"),
        (found.module == ".", "imports are absolute"),
    )
    return next((rule for broken, rule in rules if broken), None)


def sources() -> list[Path]:
    files = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    kept = [path for path in files if "kernels" not in path.parts and "runs" not in path.parts]
    return [*kept, ROOT / "run.py"]


def test_every_import_keeps_to_the_layers():
    broken = []
    for path in sources():
        for found in imports_of(path.read_text(), str(path.relative_to(ROOT))):
            rule = broken_rule(found)
            if rule is not None:
                broken.append(f"{found.file}:{found.line} imports {found.module}, but {rule}.")
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("evaluators/ulp.py", "import evo.island", "only what stands to its left"),
        ("search_spaces/ops.py", "from evaluators.ulp import ulp_error", "only what stands to its left"),
        ("results/record/record.py", "import run", "only what stands to its left"),
        ("evo/campaign.py", "def f():\n    import ray", "evo/workers/ alone"),
        ("evo/workers/executors.py", "import ray", "inside functions"),
        ("evaluators/minimax/fitting.py", "import numba", "evaluators/compiled/ and evo/compiled/ alone"),
        ("evo/island.py", "import numba", "evaluators/compiled/ and evo/compiled/ alone"),
        ("evo/island.py", "def f():\n    from jax import numpy", "jax is imported in"),
        ("evaluators/timing/interleaved.py", "if True:\n    import jax.numpy as jnp", "inside functions"),
        ("evo/settings/config.py", "from rich.table import Table", "results/ and run.py alone"),
    ],
)
def test_each_rule_catches_what_it_forbids(file, text, words):
    rules = [broken_rule(found) for found in imports_of(text, file)]
    assert words in str(rules[0]), rules


def imported_by(*modules: str) -> set[str]:
    """Top-level names in sys.modules of a fresh interpreter after importing modules."""
    code = "import sys\n" + "".join(f"import {m}\n" for m in modules) + "print(*{m.split('.')[0] for m in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_verify_compare_export_and_bench_of_kernels_import_none_of_ray_numba_and_msgspec():
    loaded = imported_by(*READERS) & {"ray", "numba", "jax", "jaxlib", "msgspec"}
    assert not loaded, f"importing {', '.join(READERS)} loads {', '.join(sorted(loaded))}"


BARE = """
import sys
for name in {missing!r}:
    sys.modules[name] = None
import run
for words in (["export", "exp2", "--to", "jax", "--out", {out!r}], ["verify", {out!r} + "/exp2.py"]):
    try:
        run.main(words)
    except SystemExit as end:
        assert not end.code, words
"""


def test_a_clone_exports_and_verifies_with_jax_mpmath_and_typer_alone(tmp_path):
    missing = sorted({*EXTRA} - {"mpmath", "typer", "rich"})  # typer brings rich
    code = BARE.format(missing=missing, out=str(tmp_path))
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "not refuted by a sample" in done.stdout


def test_installing_and_picking_kernels_need_none_of_ray_numba_and_msgspec():
    loaded = imported_by("results.kernels", "results.apps.bench") & {"ray", "numba", "msgspec", "jax", "jaxlib"}
    assert not loaded, f"importing results.kernels and results.apps.bench loads {', '.join(sorted(loaded))}"


def test_the_status_of_a_run_needs_neither_ray_nor_numba_nor_jax():
    loaded = imported_by("evo.run.status", "results.tables.status_text") & {"ray", "numba", "jax", "jaxlib"}
    assert not loaded, f"reading a status loads {', '.join(sorted(loaded))}"


def test_judging_a_kernel_needs_none_of_jax_numba_ray_and_msgspec():
    modules = [f"evaluators.{name}" for name in PURE]
    loaded = imported_by(*modules) & {"ray", "numba", "jax", "jaxlib", "msgspec"}
    assert not loaded, f"importing {', '.join(modules)} loads {', '.join(sorted(loaded))}"


MOST_IN_A_FOLDER = 15
OWN_FOLDERS = ("bench", "hostile")
"""Folders of tests that mirror no package: scripts, and the mutated inputs of every reader."""


def folders_of_tests() -> dict[Path, list[Path]]:
    """Python files of each folder below tests, by the folder's path from there."""
    held: dict[Path, list[Path]] = {}
    for path in sorted((ROOT / "tests").rglob("*.py")):
        held.setdefault(path.parent.relative_to(ROOT / "tests"), []).append(path)
    return held


def test_folders_of_tests_mirror_the_rooms_of_the_packages():
    mirrors = [folder for folder in folders_of_tests() if folder.parts and folder.parts[0] not in OWN_FOLDERS]
    strangers = [str(folder) for folder in mirrors if not (ROOT / folder / "__init__.py").exists()]
    assert not strangers, f"tests/ has {', '.join(strangers)}, and no package of that name holds what is tested there."


def test_no_folder_of_tests_holds_more_than_fifteen_files():
    sizes = {str(folder): len(held) for folder, held in folders_of_tests().items()}
    assert max(sizes.values()) <= MOST_IN_A_FOLDER, sizes


def test_files_of_tests_have_names_of_their_own():
    """Pytest imports them by their last name alone."""
    names = [path.name for held in folders_of_tests().values() for path in held if path.name != "conftest.py"]
    twice = sorted({name for name in names if names.count(name) > 1})
    assert not twice, f"more than one file below tests is called {', '.join(twice)}"
