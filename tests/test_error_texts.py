"""Every error's text is compared somewhere: a walk over the sources, and a table of those that no other test meets."""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import gmpy2
import numpy as np
import pytest
from gmpy2 import mpfr

from evaluators import ulp
from evaluators.backends.table import BACKENDS
from evaluators.compiled.kernel import encode_kernel, run_float32, score_float32
from evaluators.minimax import remez, sketches
from evaluators.minimax.extended import reference
from evaluators.sweep import exhaustive as sweep
from evaluators.sweep import judge
from evaluators.timing import interleaved as timing
from evo import mutations, packing, samples
from evo.problem import Space, make_problem
from evo.run import run_format, runs
from evo.run.lock import RunLock
from evo.run.run_format import CAMPAIGN, EVENTS, FRONT
from evo.workers.steps import StepLimits, StepRunner
from results.commands import collect
from results.library import choice, kernel_index
from results.record import subjects
from results.record.record import Subject
from results.sandbox import child
from results.verification.stated import read_statement
from search_spaces.formats import FLOAT32_FORMAT
from search_spaces.programs.parsing import parse
from search_spaces.targets import TARGETS
from tests.results.reported import NOTHING_FOUND
from tests.root import ROOT
from tests.sentences import whole

SHORTEST = 8
"""Characters of a message, without what is filled in, by which it is known."""
HOLE = "{}"


def filled_in(node: ast.AST) -> str:
    """The text of a string, with a hole for each value that is filled in; empty for what is no string."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(filled_in(v) if isinstance(v, ast.Constant) else HOLE for v in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return (filled_in(node.left) or HOLE) + (filled_in(node.right) or HOLE)
    return ""


@cache
def messages() -> tuple[tuple[str, str], ...]:
    """The place of every error that is raised with a text, and that text with its holes."""
    return tuple(_messages())


def _messages() -> Iterator[tuple[str, str]]:
    for package in ("search_spaces", "evaluators", "evo", "results"):
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and "kernels" not in path.parts:
                    for text in map(filled_in, node.exc.args):
                        if len(text.replace(HOLE, "").strip()) >= SHORTEST:
                            yield f"{path.relative_to(ROOT)}:{node.lineno}", text


@cache
def expected() -> str:
    """The strings of all tests but docstrings, one below the other, without the escapes of regular expressions."""
    texts = []
    for path in sorted((ROOT / "tests").rglob("*.py")):
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        spoken = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
        texts += [re.sub(r"\\(.)", r"\1", filled_in(node)) for node in nodes if id(node) not in spoken]
    return "\n".join(text for text in texts if text)


def compared(text: str, texts: str) -> bool:
    """True if one string of a test has a message from its beginning to its end, anything in the holes."""
    parts = text.strip(HOLE + " .;:,\n").split(HOLE)
    return re.search(".*?".join(map(re.escape, parts)), texts) is not None


def test_every_error_is_compared_whole_by_some_test():
    unknown = [f"{place}: {text}" for place, text in messages() if not compared(text, expected())]
    assert not unknown, "no test has these texts from their beginning to their end:\n" + "\n".join(unknown)


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("unknown mode {}. Allowed: {}", True),
        ("unknown mode {}. Known modes: {}", False),
        ("unknown moods {}. Allowed: {}", False),
        ("{} was read. Its seal does not fit {}: {}", True),
        ("{} was lost. Its seal does not fit {}: {}", False),
        ("Its seal does not fit at all", False),
        ("Allowed: {} was read", False),
    ],
)
def test_a_message_is_compared_from_its_beginning_to_its_end(text, there):
    texts = "unknown mode 'float64'. Allowed: real\na.json was read. Its seal does not fit it: it was cut\n"
    assert compared(text, texts) is there


def test_many_errors_are_walked():
    assert len(messages()) > 300


def floats(*values: float) -> list[mpfr]:
    return [mpfr(value) for value in values]


IDENTITY = "program float32 (x: float) -> (y: float)\nreturn x\n"
EMPTY = np.zeros(0, np.float32)
LOG_TARGET = TARGETS["log"]
SCORER = SimpleNamespace(oracle=SimpleNamespace(bound_ulp=0.0, target=TARGETS["exp2"]))


def points(count: int) -> samples.Samples:
    return samples.samples(np.linspace(0.1, 0.9, count), np.ones(count), "relative")


POINT = points(1)


def at(run: Path, name: str, text: str) -> Path:
    run.mkdir(exist_ok=True)
    (run / name).write_text(text)
    return run


def no_child(monkeypatch: pytest.MonkeyPatch, *_: Any) -> None:
    monkeypatch.setattr("evo.workers.steps._line", lambda *_: "")
    StepRunner("tests.evo.steps_to_run:run", StepLimits())._living()


def stopped_sweep() -> None:
    one = SimpleNamespace(stop=SimpleNamespace(is_set=lambda: True), tallies={})
    sweep.Sweep._judged(one, 0)  # type: ignore[arg-type]


def no_fraction() -> None:
    with gmpy2.context(precision=100):
        sketches._fraction(floats(1, 1, 1), floats(1, 1, 1))


# fmt: off
PLAIN: dict[str, Callable[[], Any]] = {
    "instruction 0: unknown op 'sqrtt'. Did you mean 'sqrt'? Known ops: abs, add, ...": lambda: parse("program float32 (x: float) -> (y: float)\nt = sqrtt(x)\nreturn t\n"),
    "line 1: 'x: float65' is not NAME: TYPE with TYPE in ...": lambda: parse("program float32 (x: float65) -> (y: float)\nreturn x\n"),
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
    "unknown mode 'float64'. Allowed: real, float32.": lambda: Space(mode="float64"),
    "search ops ('pow',) must be some of ...": lambda: Space(ops=("pow",)),
    "unknown mutation 'swop'. Known mutations: ...": lambda: mutations.chances({"swop": 1.0}),
    "mutation weights must be finite, not negative and not all zero; given {...":
        lambda: mutations.chances(dict.fromkeys(mutations.MUTATIONS, 0.0)),
    "these are no migrants: 'op'": lambda: packing.unpack_migrants(packing.pack_arrays({"ops": np.array([1])})),
    "a problem needs 64 fit and 256 dense points; given 1 and 1.": lambda: make_problem(Space(), POINT, POINT),
    "mode float32 needs 256 score points that are exactly float32.":
        lambda: make_problem(Space(mode="float32"), points(64), points(256)),
    "nothing is loaded": lambda: child.Served(Path("exp2.py"), "exp2", BACKENDS["numpy"]).apply(0, [EMPTY], 0),
    "the filter of 'exp2' is wrong at 0x1.0000000000000p-1: 3.0 ulp, by mpmath 1.0":
        lambda: judge._check_filter(1.0, 3.0, 0.5, SCORER),  # type: ignore[arg-type]
    "damaged: ...": lambda: packing.unpack_migrants(b"no archive"),
    "only: unknown function 'sine'. Did you mean ...? Allowed: ...": lambda: choice.choose(choice.wish(None, "sine", None)),
    "only `export all` goes without --to, and without --max-ulp; --to takes jax, ...":
        lambda: collect.export_to("exp2", None, None, None),
    "no jax kernel 'exp3'. Did you mean ...? Known: ...": lambda: kernel_index.find("exp3"),
    "DOMAIN is 3; a pair of hex-float strings, each ...":
        lambda: read_statement(b"TARGET = 'exp2'\nMAX_ULP = 1\nDOMAIN = 3\n", ".py", None),
    "record ab: unknown target 'exp3'. ...":
        lambda: subjects.target_of(SimpleNamespace(hash="ab", target="exp3", subject=Subject())),  # type: ignore[arg-type]
}
"""Messages of what needs neither a file nor another process."""

IN_A_FOLDER: dict[str, Callable[[Path], Any]] = {
    "'...' holds no kernels: it did not finish...": lambda run: collect.run_records(
        at(at(run, CAMPAIGN, ""), FRONT, NOTHING_FOUND)
    ),
    "'...a.json' has schema 'two', which is no number":
        lambda run: run_format.read_json(at(run, "a.json", '{"schema": "two"}') / "a.json", ""),
    "float64 is too wide for float64 references; use scalar_ulp_error":
        lambda _: ulp._check(np.zeros(1), np.zeros(1), replace(FLOAT32_FORMAT, name="float64", significand=53)),
    "no a.json in '...': it never was": lambda run: run_format.read_json(run / "a.json", "it never was"),
    "the search of '...' is not over: resume it before it is replayed":
        lambda run: runs.replayed(at(at(run, CAMPAIGN, ""), EVENTS, ""), {}),
    "... is not a Python file": lambda run: kernel_index._imported("a", run / "a.txt"),
    "it is not a Python file": lambda run: child._module(run / "a.txt"),
    "'...absent' cannot be written: ...": lambda run: RunLock(run / "absent").__enter__(),
}
# fmt: on


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_said_of_bad_input(text):
    with pytest.raises((ValueError, TypeError, ArithmeticError, RuntimeError, OSError, child.BadFileError)) as error:
        PLAIN[text]()
    assert re.search(whole(text), str(error.value))


@pytest.mark.parametrize("text", IN_A_FOLDER)
def test_what_is_said_of_a_bad_file(text, tmp_path):
    with pytest.raises((ValueError, RuntimeError, child.BadFileError)) as error:
        IN_A_FOLDER[text](tmp_path)
    assert re.search(whole(text), str(error.value))


def test_what_is_said_where_a_child_does_not_start(monkeypatch):
    with pytest.raises(RuntimeError, match=whole("a child for tests.evo.steps_to_run:run does not start")):
        no_child(monkeypatch)
