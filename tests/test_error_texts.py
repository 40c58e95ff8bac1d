"""Every error's text is compared somewhere: a walk over the sources, and a table of those that no other test meets."""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import gmpy2
import numpy as np
import pytest
from gmpy2 import mpfr

from evaluators import ulp
from evaluators.compiled.kernel import encode_kernel, run_float32, score_float32
from evaluators.minimax import remez, sketches
from evaluators.minimax.extended import reference
from evaluators.sweep import exhaustive as sweep
from evaluators.timing import interleaved as timing
from evo import mutations, packing, samples
from evo.problem import Space
from evo.run import run_format, runs
from evo.run.checkpoint import read_generation
from evo.run.lock import LOCK, RunLock
from evo.run.run_format import CAMPAIGN, EVENTS, FRONT
from evo.run.vault import MemoryVault, Stored, fetch
from evo.workers.steps import StepLimits, StepRunner
from results.commands import collect
from results.library import choice, kernel_index
from results.record import subjects
from results.record.record import Subject
from results.sandbox import child
from results.verification.stated import read_statement
from search_spaces.formats import FLOAT32_FORMAT
from search_spaces.program import parse
from search_spaces.targets import TARGETS
from tests.results.reported import NOTHING_FOUND
from tests.root import ROOT

SHORTEST = 8
"""Characters of a message, without what is filled in, by which it is known."""


def messages() -> Iterator[tuple[str, list[str]]]:
    """The place of every error that is raised with a text, and the pieces of that text between what is filled in."""
    for package in ("search_spaces", "evaluators", "evo", "results"):
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                    strings = (n.value for arg in node.exc.args for n in ast.walk(arg) if isinstance(n, ast.Constant))
                    pieces = [s for s in strings if isinstance(s, str) and len(s.strip()) >= SHORTEST]
                    if pieces and "kernels" not in path.parts:
                        yield f"{path.relative_to(ROOT)}:{node.lineno}", pieces


def expected() -> str:
    """The strings of all tests, without the escapes of regular expressions."""
    texts = []
    for path in sorted((ROOT / "tests").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.append(re.sub(r"\\(.)", r"\1", node.value))
    return "\n".join(texts)


def fragments(piece: str) -> set[str]:
    """The runs of a piece, as long as they need be, one of which a test has to name."""
    length = min(len(piece.strip()), 10)
    return {piece[i : i + length] for i in range(len(piece) - length + 1)}


def test_the_text_of_every_error_is_in_some_test():
    texts = expected()
    unknown = [
        f"{place} {pieces}" for place, pieces in messages() if not any(f in texts for p in pieces for f in fragments(p))
    ]
    assert not unknown, "\n".join(unknown)


def test_a_text_that_no_test_has_is_noticed():
    nobody = "zqx" + "wvut" * 3
    texts = expected()
    assert not any(fragment in texts for fragment in fragments(nobody))
    assert len(list(messages())) > 200


def floats(*values: float) -> list[mpfr]:
    return [mpfr(value) for value in values]


IDENTITY = "program float32 (x: float) -> (y: float)\nreturn x\n"
EMPTY = np.zeros(0, np.float32)
LOG_TARGET = TARGETS["log"]


def at(run: Path, name: str, text: str) -> Path:
    run.mkdir(exist_ok=True)
    (run / name).write_text(text)
    return run


def no_child(monkeypatch: pytest.MonkeyPatch, *_: Any) -> None:
    monkeypatch.setattr("evo.workers.steps._line", lambda *_: "")
    StepRunner("tests.evo.steps_to_run:run", StepLimits())._living()


def stopped_sweep() -> None:
    one = SimpleNamespace(stop=SimpleNamespace(is_set=lambda: True), tallies={})
    sweep.Sweep._judge(one, 0)  # type: ignore[arg-type]


def no_fraction() -> None:
    with gmpy2.context(precision=100):
        sketches._fraction(floats(1, 1, 1), floats(1, 1, 1))


# fmt: off
PLAIN: dict[str, Callable[[], Any]] = {
    "unknown op 'sqrtt'. Did you mean 'sqrt'? Known ops: ": lambda: parse("program float32 (x: float) -> (y: float)\nt = sqrtt(x)\nreturn t\n"),
    "line 1: 'x: float65' is not NAME: TYPE with TYPE in ": lambda: parse("program float32 (x: float65) -> (y: float)\nreturn x\n"),
    "a program has at least a 'program' line and a 'return' line": lambda: parse("program f(x: float32)"),
    "input 'x' has dtype float64; it must be float32":
        lambda: run_float32(parse(IDENTITY), [np.zeros(1)], flush=False),
    "an array of float64 stands where float32 belongs":
        lambda: score_float32(encode_kernel(parse(IDENTITY)), EMPTY, np.zeros(1), np.zeros(1), np.zeros(1)),
    "target 'log' has no finite real value at x = 0x0.0p+0": lambda: reference(LOG_TARGET, mpfr(0)),
    "max_exchanges must not be negative, was -1":
        lambda: remez.linear_minimax(floats(1, -1, 1), [floats(1), floats(1), floats(1)], max_exchanges=-1),
    "a row is zero": lambda: remez.solve([floats(0, 0), floats(1, 2)], floats(1, 1)),
    "no pivot in column 1": lambda: remez.solve([floats(1, 2), floats(1, 2)], floats(1, 1)),
    "column 1 depends on those before it": lambda: remez.independent_rows([floats(1, 2), floats(2, 4)]),
    "the rational has no regular continued fraction": no_fraction,
    "the sweep was stopped": stopped_sweep,
    "rounds is 3; at least 30 are needed for minima that repeat": lambda: timing.time_blocks({}, rounds=3),
    "000000000007-ab.json cannot be read: no 000000000007-ab.json":
        lambda: read_generation(MemoryVault(), Stored("000000000007-ab.json", "")),
    "state cannot be read: no state": lambda: fetch(MemoryVault(), Stored("state", "ab")),
    "unknown mode 'float64'. Allowed: real, float32.": lambda: Space(mode="float64"),
    "search ops ('pow',) must be some of ": lambda: Space(ops=("pow",)),
    "unknown mutation 'swop'. Known mutations: ": lambda: mutations.chances({"swop": 1.0}),
    "mutation weights must be finite, not negative and not all zero; given {":
        lambda: mutations.chances(dict.fromkeys(mutations.MUTATIONS, 0.0)),
    "these are no migrants: 'op'": lambda: packing.unpack_migrants(packing._pack({"ops": np.array([1])})),
    "damaged: ": lambda: packing.unpack_migrants(b"no archive"),
    "samples need finite x and values of one shape; given shapes (2,) and (1,).":
        lambda: samples.samples(np.zeros(2), np.ones(1), "relative"),
    "unknown function 'sine'. Did you mean ": lambda: choice.choose(choice.wish(None, "sine", None)),
    "only `export all` goes without --to, and without --max-ulp; --to takes jax, ":
        lambda: collect.export_to("exp2", None, None, None),
    "no jax kernel 'exp3'. Did you mean ": lambda: kernel_index.find("exp3"),
    "DOMAIN is 3; a pair of hex-float strings, each ":
        lambda: read_statement(b"TARGET = 'exp2'\nMAX_ULP = 1\nDOMAIN = 3\n", ".py", None),
    "record ab: unknown target 'exp3'.":
        lambda: subjects.target_of(SimpleNamespace(hash="ab", target="exp3", subject=Subject())),  # type: ignore[arg-type]
}
"""Messages, or their beginnings, of what needs neither a file nor another process."""

IN_A_FOLDER: dict[str, Callable[[Path], Any]] = {
    " holds no kernels: it did not finish": lambda run: collect.run_records(
        at(at(run, CAMPAIGN, ""), FRONT, NOTHING_FOUND)
    ),
    "has schema 'two', which is no number":
        lambda run: run_format.read_json(at(run, "a.json", '{"schema": "two"}') / "a.json", ""),
    "is too wide for float64 references; use scalar_ulp_error":
        lambda _: ulp._check(np.zeros(1), np.zeros(1), replace(FLOAT32_FORMAT, name="float64", significand=53)),
    "no a.json in ": lambda run: run_format.read_json(run / "a.json", "it never was"),
    "is not over: resume it before it is replayed":
        lambda run: runs.replayed(at(at(run, CAMPAIGN, ""), EVENTS, ""), {}),
    "is not a Python file": lambda run: kernel_index._imported("a", run / "a.txt"),
    "it is not a Python file": lambda run: child._module(run / "a.txt"),
    "cannot be written: ": lambda run: RunLock(run / "absent" / LOCK).__enter__(),
}
# fmt: on


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_said_of_bad_input(text):
    with pytest.raises((ValueError, TypeError, ArithmeticError, RuntimeError, OSError, child.BadFileError)) as error:
        PLAIN[text]()
    assert text in str(error.value)


@pytest.mark.parametrize("text", IN_A_FOLDER)
def test_what_is_said_of_a_bad_file(text, tmp_path):
    with pytest.raises((ValueError, RuntimeError, child.BadFileError)) as error:
        IN_A_FOLDER[text](tmp_path)
    assert text in str(error.value)


def test_what_is_said_where_a_child_does_not_start(monkeypatch):
    with pytest.raises(RuntimeError, match=r"a child for .* does not start"):
        no_child(monkeypatch)
