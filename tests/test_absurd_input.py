"""Absurd input ends early and in a sentence, and a dry run refuses what the run refuses."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.root import ROOT
from tests.test_command_line import call

# fmt: off
REFUSED: dict[str, tuple[tuple[str, ...], int]] = {
    "search.population.slots is 1000000000; allowed: ": (("exp2", "--set", "search.population.slots=1000000000"), 2),
    "search.fit.limit is nan; allowed: ":               (("exp2", "--set", "search.fit.limit=nan"), 2),
    "islands is 1000000000; allowed: ":                 (("exp2", "--islands", "1000000000"), 2),
    "epoch_evaluations is 20000; allowed: ":            (("exp2", "--epoch-evaluations", "20000", "--evaluations", "15000"), 2),
    "at x = 0: target 'expression' overflows float64":  (("--target-expr", "hermite(1e4,x)", "--domain", "0,1"), 2),
    "9**9**9' overflows at x = ":                       (("--target-expr", "9**9**9", "--domain", "0,1"), 2),
    "too many nested parentheses":                      (("--target-expr", "(" * 300 + "x" + ")" * 300, "--domain", "0,1"), 2),
    "beyond the largest float32":                       (("exp2", "--domain", "0,1e39"), 2),
    "'/dev/null' exists and is not a directory":        (("exp2", "--out", "/dev/null"), 2),
    "exists and is not empty":                          (("exp2", "--out", "tests"), 2),
    "cannot be made":                                   (("exp2", "--out", "/proc/no/run"), 2),
    "Protocol not known: nosuch":                       (("exp2", "--storage", "nosuch://x"), 2),
    "jax finds no gpu here":                            (("exp2", "--backend", "gpu"), 2),
    "has no core 'exp3'":                               (("exp2", "--cores", "exp3"), 2),
    "no connection within":                             (("exp2", "--address", "127.0.0.1:1"), 1),
    "unknown mutation 'swop'":                          (("exp2", "--set", 'search.weights=[["swop", 1.0]]'), 2),
    "address is '127.0.0.1:99999'; allowed: ":          (("exp2", "--address", "127.0.0.1:99999"), 2),
}
# fmt: on


@pytest.mark.parametrize("words", REFUSED)
@pytest.mark.parametrize("dry", [True, False], ids=["dry", "run"])
def test_the_dry_run_and_the_run_refuse_the_same_in_one_line(capsys, monkeypatch, tmp_path, words, dry):
    monkeypatch.chdir(ROOT)
    given, code = REFUSED[words]
    out = () if "--out" in given else ("--out", str(tmp_path / "run"))
    found, printed, err = call(capsys, "search", *given, *out, *(["--dry-run"] if dry else []))
    assert (found, words in err) == (code, True), err
    assert (printed, err.count("\n")) == ("", 1)
    assert not list(tmp_path.iterdir())


def loaded_by(*arguments: str) -> set[str]:
    """Modules of a fresh process that ran a command."""
    code = (
        "import sys, run\ntry:\n    run.main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "print(*sys.modules, sep='\\n', file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=100)
    return set(done.stderr.split())


def test_plain_mistakes_are_answered_before_anything_heavy_is_imported():
    heavy = {"numba", "jax", "ray", "numpy", "matplotlib", "gmpy2"}
    for given in (("--islands", "0"), ("--epoch-evaluations", "9" * 30), ("--set", "search.fit.limit=nan")):
        assert not loaded_by("search", "exp2", *given) & (heavy - {"gmpy2"})
    assert not loaded_by("search", "exp22") & (heavy - {"gmpy2"})


def test_a_dry_run_imports_neither_numba_nor_jax_nor_ray(tmp_path):
    heavy = {"numba", "jax", "ray", "matplotlib"}
    for given in ((), ("--backend", "cpu"), ("--storage", str(tmp_path / "states")), ("--domain", "0,1", "--real")):
        found = loaded_by("search", "exp2", "--dry-run", "--out", str(tmp_path / "run"), *given)
        assert "evo.settings.preflight" in found
        assert not found & heavy
    assert not list(Path(tmp_path).iterdir())


def test_a_dry_run_tells_the_memory_that_a_large_population_takes(capsys, tmp_path):
    more = (
        "--set",
        "search.population.slots=100000",
        "--workers",
        "1",
        "--islands",
        "1",
        "--out",
        str(tmp_path / "run"),
    )
    code, out, err = call(capsys, "search", "exp2", "--dry-run", *more)
    assert (code, "# memory: about 9,4" in out) == (0, True), out + err


@pytest.mark.parametrize(
    ("raised", "code", "words"),
    [
        (RecursionError("maximum recursion depth exceeded"), 2, "the input is nested too deeply to be read"),
        (MemoryError(), 1, "there is not enough memory for that"),
    ],
)
def test_what_no_reader_has_caught_is_a_sentence_too(capsys, monkeypatch, raised, code, words):
    def fail(*_: object) -> None:
        raise raised

    monkeypatch.setattr("evo.settings.config.resolve", fail)
    found, _, err = call(capsys, "search", "exp2")
    assert (found, words in err) == (code, True), err
