"""The wheel: what stands in it, what it needs, and that it works where nothing of the checkout is to be found."""

import ast
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from email.parser import HeaderParser
from functools import cache
from pathlib import Path
from runpy import run_path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from evaluators import project
from evo.engine import source_digest
from results.commands.console import EXTRA
from results.composed.statement import path_of
from results.library.kernel_index import ListedKernel, entries, jax_kernels
from results.record.record import RECORDS
from tests.sentences import whole
from tests.test_layering import ROOT, sources

MOST_BYTES = 3_000_000
rewritten = run_path(str(ROOT / ".ci" / "wheel" / "rewrite.py"))["rewritten"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
OFFLINE = ("Failed to fetch", "dns error", "error sending request", "client error", "Could not connect")


def uv(*arguments: str) -> None:
    """Run uv; the test is skipped where there is none, or no registry of packages."""
    program = os.environ.get("UV") or shutil.which("uv")
    if program is None:
        pytest.skip("uv is not on the path, so that no wheel can be built or installed")
    done = subprocess.run([program, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0 and any(words in done.stderr for words in OFFLINE):
        pytest.skip("the registry of packages does not answer, so that no wheel can be built or installed")
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    uv("build", "--wheel", "--quiet", "--out-dir", str(folder))
    (found,) = folder.glob("*.whl")
    return found


@cache
def texts() -> dict[str, str]:
    """The checkout's modules by their paths."""
    return {str(path.relative_to(ROOT)): path.read_text() for path in sources()}


def test_only_evonumerics_stands_in_the_wheel_and_it_is_small(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.partition("/")[0] for name in names} == {"evonumerics", "evonumerics-0.1.0.dist-info"}
    modules = {f"evonumerics/{name}" for name in texts()}
    assert modules <= set(names), modules - set(names)
    assert not [name for name in names if "__pycache__" in name or name.endswith(".png")]
    assert wheel.stat().st_size < MOST_BYTES


def test_the_library_needs_jax_and_numpy_alone_and_the_extra_brings_the_rest(wheel):
    text = zipfile.ZipFile(wheel).read("evonumerics-0.1.0.dist-info/METADATA").decode()
    needs = [Requirement(row) for row in HeaderParser().parsestr(text).get_all("Requires-Dist", [])]
    assert sorted(row.name for row in needs if row.marker is None) == ["jax", "numpy"]
    assert {row.name.replace("-", "_") for row in needs if row.marker is not None} == set(EXTRA)
    script = zipfile.ZipFile(wheel).read("evonumerics-0.1.0.dist-info/entry_points.txt").decode()
    assert "evonumerics = evonumerics.__main__:main" in script


def test_kernels_stand_in_the_wheel_as_they_were_generated(wheel):
    files = zipfile.ZipFile(wheel)
    for entry in entries():
        assert hashlib.sha256(files.read(f"evonumerics/results/kernels/{entry.file}")).hexdigest() == entry.sha256


def verified(kernel: ListedKernel) -> dict[str, float]:
    """Largest errors of a kernel as XLA compiled it, by version of jax."""
    path = RECORDS / kernel.target / f"{kernel.record}.json"
    rows = json.loads((path if path.is_file() else path_of(kernel.target)).read_text())["verifications"]
    return {
        dict(row["fingerprint"]["versions"])["jax"]: row["error"]["max_ulp"] for row in rows if row["format"] == "jax"
    }


def test_the_range_of_jax_ends_with_the_pinned_versions_and_every_kernel_is_verified_under_both():
    (needed,) = (row for row in map(Requirement, PROJECT["project"]["dependencies"]) if row.name == "jax")
    ends = {row.operator: row.version for row in needed.specifier}
    rows = [Requirement(text) for text in PROJECT["tool"]["uv"]["constraint-dependencies"]]
    pinned = {row.version for pin in rows if pin.name == "jax" for row in pin.specifier}
    assert set(ends) == {">=", "<="}
    assert Version(ends[">="]) < Version(ends["<="])
    assert pinned == set(ends.values())
    for kernel in jax_kernels():
        errors = verified(kernel)
        assert pinned <= set(errors), f"{kernel.name}: no verification under jax {', '.join(pinned - set(errors))}"
        covered = {dict(mark.versions)["jax"] for mark in kernel.fingerprints}
        assert covered == {version for version, error in errors.items() if error <= kernel.max_ulp}, kernel.name


def test_the_wheel_changes_nothing_but_the_names_of_imported_packages():
    for file, text in texts().items():
        there = rewritten(text, file)
        assert len(there.splitlines()) == len(text.splitlines())
        back = there
        for package in (*project.PACKAGES, "run"):
            back = back.replace(f"evonumerics.{package}", package)
        assert back == text, f"{file} names evonumerics.PACKAGE itself"


def test_an_import_names_the_wheels_packages_and_text_stays():
    text = 'from evo.graph import a\nfrom results import b\nimport evo.graph as c\nx = "evo.graph"\nimport json\n'
    wanted = 'from evonumerics.evo.graph import a\nfrom evonumerics.results import b\nimport evonumerics.evo.graph as c\nx = "evo.graph"\nimport json\n'
    assert rewritten(text, "x.py") == wanted


def test_an_import_that_binds_a_package_of_the_checkout_is_refused():
    with pytest.raises(ValueError, match=r"x.py:1: import it as"):
        rewritten("import evo.graph\n", "x.py")


def test_no_module_of_the_project_is_named_in_text_but_through_project_module():
    named = []
    for file, text in texts().items():
        if file == "evaluators/project.py":
            continue  # it finds the prefix by its own name
        tree = ast.parse(text)
        given = {
            id(a)
            for call in ast.walk(tree)
            if isinstance(call, ast.Call) and "module" in ast.unparse(call.func)
            for a in call.args
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in given:
                path = node.value.replace(".", "/")
                names_one = "." in node.value and path.isprintable() and (ROOT / f"{path}.py").is_file()
                if names_one or IMPORTS.search(node.value):
                    named.append(f"{file}:{node.lineno}: {node.value}")
    assert not named, f"not to be found in an installed copy: {named}"


def test_a_source_has_the_same_text_in_an_installed_copy(tmp_path, monkeypatch):
    monkeypatch.setattr(project, "INSTALLED", True)
    for file in ("evo/engine.py", "evaluators/compiled/cache.py", "search_spaces/programs/tracing.py"):
        made = tmp_path / "module.py"
        made.write_text(rewritten(texts()[file], file))
        assert made.read_bytes() != (ROOT / file).read_bytes() or file == "search_spaces/programs/tracing.py"
        assert project.source(made) == (ROOT / file).read_bytes()


def test_an_installed_copy_is_not_written_to(monkeypatch):
    project.require_writable(ROOT / "results" / "records")
    monkeypatch.setattr(project, "INSTALLED", True)
    project.require_writable(Path("/elsewhere/record.json"))
    said = (
        f"{str(ROOT / 'results' / 'records')!r} is part of the installed package, which is not written to: name another place, "
        "or work in a clone"
    )
    with pytest.raises(PermissionError, match=whole(said)):
        project.require_writable(ROOT / "results" / "records")


IMPORTS = re.compile(rf"^(from|import) ({'|'.join(project.PACKAGES)})[. ].*", re.MULTILINE)

LIBRARY = """
import json, sys, evonumerics, results, jax.numpy as jnp
made = evonumerics.install()
x = jnp.float32(1.5)
try:
    evonumerics.time_here()
except RuntimeError as error:
    needs = str(error)
print(json.dumps({
    "mine": results.MINE,
    "path": sys.path,
    "modules": sorted({name.partition(".")[0] for name in sys.modules}),
    "kernels": len(made.kernels),
    "picked": str(evonumerics.pick("exp", rtol=2**-8)),
    "sin": float(evonumerics.sin(x)),
    "installed": float(jnp.sin(x)),
    "needs": needs,
    "file": evonumerics.__file__,
}))
"""


def environment(folder: Path, needed: str, ends: tuple[str, ...]) -> Path:
    """A fresh environment in a folder, with a wheel and the pinned versions of what it needs; its folder of programs."""
    pins = folder / "pins.txt"
    pins.write_text("\n".join(PROJECT["tool"]["uv"]["constraint-dependencies"]))
    overrides = folder / "overrides.txt"
    overrides.write_text("\n".join(PROJECT["tool"]["uv"]["override-dependencies"]))
    uv("venv", "--quiet", "--python", sys.executable, str(folder / "env"))
    programs = folder / "env" / "bin"
    where = ("--python", str(programs / "python"), "--constraint", str(pins), "--override", str(overrides))
    uv("pip", "install", "--quiet", *where, needed, *ends)
    return programs


def in_folder_of_user(folder: Path, command: list[str]) -> subprocess.CompletedProcess[str]:
    """A command run where a user has a package `results`, without anything of this process's environment that leads here."""
    (folder / "user" / "results").mkdir(parents=True, exist_ok=True)
    (folder / "user" / "results" / "__init__.py").write_text("MINE = 'of the user'\n")
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    kept |= {"XDG_CACHE_HOME": str(folder / "cache"), "JAX_PLATFORMS": "cpu"}
    return subprocess.run(command, cwd=folder / "user", env=kept, capture_output=True, text=True, check=False)


def old_cache(folder: Path) -> None:
    """Files of an old clone: compiled loops and filters under the packages' names of a checkout, and speeds."""
    for name in (
        "oracles/exp2-0123456789abcdef.npz",
        "0123456789abcdef/evaluators.compiled.fit.nbi",
        "speeds/other.json",
    ):
        path = folder / "cache" / "evonumerics" / name
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.write_bytes(b"of an old clone: evaluators.compiled.fit")


@pytest.mark.slow
def test_the_library_runs_beside_a_users_own_results_with_jax_and_numpy_alone(wheel, tmp_path):
    programs = environment(tmp_path, str(wheel), ())
    old_cache(tmp_path)
    (tmp_path / "library.py").write_text(LIBRARY)
    code = "import runpy, sys; sys.path.insert(0, ''); runpy.run_path(sys.argv[1])"
    done = in_folder_of_user(tmp_path, [str(programs / "python"), "-c", code, str(tmp_path / "library.py")])
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["mine"] == "of the user"
    assert not [path for path in found["path"] if path and Path(path).resolve().is_relative_to(ROOT)]
    assert not {"typer", "mpmath", "msgspec", "ray", "numba", "evo", "run", "evaluators"} & set(found["modules"])
    assert Path(found["file"]).is_relative_to(tmp_path)
    assert found["kernels"] > 20
    assert found["needs"] == 'measuring needs the package mpmath: pip install "evonumerics[search]"'
    assert found["picked"].startswith("exp_f32_")
    assert found["sin"] == found["installed"]
    there = {path.name for path in (programs.parent / "lib").glob("python*/site-packages/*")}
    assert not there & {*project.PACKAGES, "run.py"}


@pytest.mark.slow
def test_the_command_line_without_the_extra_says_what_to_install(wheel, tmp_path):
    programs = environment(tmp_path, str(wheel), ())
    done = in_folder_of_user(tmp_path, [str(programs / "evonumerics"), "search", "exp2"])
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        'error: the command line needs packages that are not installed here: pip install "evonumerics[search]"'
    ]


@pytest.mark.slow
def test_the_extra_brings_a_search_through_the_console_script(wheel, tmp_path):
    programs = environment(tmp_path, f"evonumerics[search] @ {wheel.as_uri()}", ())
    old_cache(tmp_path)
    script = str(programs / "evonumerics")
    small = [
        "--real",
        "--evaluations",
        "2000",
        "--max-ops",
        "4",
        "--seed",
        "0",
        "--workers",
        "1",
        "--classical-operations",
        "0",
    ]
    done = in_folder_of_user(tmp_path, [script, "search", "exp2", *small])
    assert done.returncode == 0, done.stderr
    (run,) = (tmp_path / "user" / "results" / "runs").iterdir()
    front = json.loads((run / "front.json").read_text())
    by_ray = in_folder_of_user(
        tmp_path, [script, "search", "exp2", *small, "--executor", "ray", "--out", str(tmp_path / "ray")]
    )
    assert by_ray.returncode == 0, by_ray.stderr
    assert json.loads((tmp_path / "ray" / "front.json").read_text()) | {"seconds": front["seconds"]} == front
    digest = "from evonumerics.evo.engine import source_digest; print(source_digest())"
    told = in_folder_of_user(tmp_path, [str(programs / "python"), "-c", digest])
    assert told.stdout.strip() == source_digest(), told.stderr
    verified = in_folder_of_user(tmp_path, [script, "export", "exp2", "--to", "jax", "--out", str(tmp_path)])
    assert verified.returncode == 0, verified.stderr
    judged = in_folder_of_user(tmp_path, [script, "verify", str(tmp_path / "exp2.py"), "--json"])
    assert judged.returncode == 0, judged.stderr
    assert json.loads(judged.stdout)["ok"] is True
    refused = in_folder_of_user(tmp_path, [script, "export", "all"])
    assert refused.returncode != 0
    assert "part of the installed package, which is not written to" in refused.stderr
