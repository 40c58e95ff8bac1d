"""Programs a second that the search's interpreter evaluates on one core, beside NumPy in the same run."""

import time
from dataclasses import dataclass

import numpy as np

from evaluators.compiled.cache import load_generated, strict
from evaluators.compiled.codegen import HEAD, forward, values256
from evaluators.compiled.forms import ADD, DENSE, DIV, HAS_CONST, MUL, OP_FORMS, SUB
from evaluators.compiled.lowered import max_weighted_error

PROGRAMS, OPERATIONS = 10_000, 12
ROUNDS = 10
NUMPY_SHARE = 20
"""NumPy evaluates one program in this many: it is about that much slower."""


GROWTH_OPERATIONS = (4, 8, 16, 32)
GROWTH_POINTS = (32, 64, 128, 256, 512, 1024, 2048, 4096)
GROWTH_PROGRAMS = 200


@dataclass(frozen=True)
class Throughput:
    """Programs a second on one core, float64, value and largest error only.

    Attributes:
        programs: Distinct random programs, each evaluated once.
        operations: Live operations of each.
        points: Points each is evaluated on.
        compiled: Programs a second of the compiled interpreter; median over the rounds.
        numpy: The same of NumPy, operation by operation, in the same interleaved rounds.
        checksum: Sum over the programs of min(error, 1): the work was done, and done alike.
        disagreements: Programs of NumPy's share whose errors differ by more than 1e-6 of themselves.
    """

    programs: int
    operations: int
    points: int
    compiled: float
    numpy: float
    checksum: float
    disagreements: int

    @property
    def nodes(self) -> float:
        """Operations times points a second of the compiled interpreter."""
        return self.compiled * self.operations * self.points


@dataclass(frozen=True)
class _Batch:
    """Programs as arrays (programs, operations)."""

    op: np.ndarray
    left: np.ndarray
    right: np.ndarray
    const: np.ndarray


def random_batch(programs: int, operations: int, rng: np.random.Generator) -> _Batch:
    """Random programs over + - * / with as many live operations: each uses the one before and perhaps an older value."""
    shape = (programs, operations)
    choices = np.array([k for k, form in enumerate(OP_FORMS) if form.op != "sqrt"])
    op = choices[rng.integers(0, len(choices), shape)]
    left = np.tile(np.arange(operations), (programs, 1))
    right = rng.integers(0, left + 1)
    const = np.exp(rng.normal(size=shape)) * rng.choice([-1.0, 1.0], shape) * HAS_CONST[op]
    return _Batch(op, left, right, const)


@strict
def _errors(op, left, right, const, first, last, v, target, weight, errors):
    n = op.shape[1]
    for i in range(first, last):
        values256(op[i], left[i], right[i], const[i], n, v)
        errors[i] = max_weighted_error(v[n], target, weight)


def _numpy_error(batch: _Batch, i: int, x: np.ndarray, target: np.ndarray, weight: np.ndarray) -> float:
    """Largest weighted error of one program by NumPy, one call an operation."""
    values = [x]
    for k, left, right, c in zip(batch.op[i], batch.left[i], batch.right[i], batch.const[i], strict=True):
        a, form = values[left], OP_FORMS[k]
        b = values[right] if k in (ADD, SUB, MUL, DIV) else c
        if form.operands == "cv":
            a, b = b, a
        values.append(_NUMPY[form.op](a, b))
    worst = np.max(weight * np.abs(values[-1] - target))
    return float(worst) if worst < np.inf else float("inf")


_NUMPY = {"add": np.add, "sub": np.subtract, "mul": np.multiply, "div": np.divide}


def throughput(rng: np.random.Generator) -> Throughput:
    """Measure both on 10,000 programs of 12 live operations at 256 points; nothing is kept from one to the next.

    The compiled loops are compiled before the clock starts. The target is 2^x on [0, 1]; what it is does not matter.
    """
    batch = random_batch(PROGRAMS, OPERATIONS, rng)
    v = np.zeros((OPERATIONS + 1, DENSE))
    v[0] = x = np.linspace(0.0, 1.0, DENSE)
    target = np.exp2(x)
    weight = 1.0 / target
    errors = np.zeros(PROGRAMS)
    arrays = (batch.op, batch.left, batch.right, batch.const)
    _errors(*arrays, 0, 1, v, target, weight, errors)
    compiled, plain, disagreements = [], [], 0
    each = PROGRAMS // ROUNDS
    for first in range(0, PROGRAMS, each):
        began = time.perf_counter()
        _errors(*arrays, first, first + each, v, target, weight, errors)
        between = time.perf_counter()
        with np.errstate(all="ignore"):
            reference = [_numpy_error(batch, i, x, target, weight) for i in range(first, first + each, NUMPY_SHARE)]
        ended = time.perf_counter()
        compiled.append(each / (between - began))
        plain.append(len(reference) / (ended - between))
        disagreements += int(np.sum(~np.isclose(errors[first : first + each : NUMPY_SHARE], reference, rtol=1e-6)))
    rates = float(np.median(compiled)), float(np.median(plain))
    checksum = float(np.sum(np.minimum(errors, 1.0)))
    return Throughput(PROGRAMS, OPERATIONS, DENSE, *rates, checksum, disagreements)


@dataclass(frozen=True)
class Growth:
    """Cost of evaluating one program in float64, values alone.

    Attributes:
        operations: Live operations.
        points: Points evaluated on.
        microseconds: Time of one program, the least over the rounds, less that of a call with 0 operations.
    """

    operations: int
    points: int
    microseconds: float


def growth(rng: np.random.Generator) -> list[Growth]:
    """Time of one program as operations grow at 256 points, and as points grow at 12 operations.

    Each number of points has an interpreter of its own, generated as that of the search is.
    """
    shapes = [(ops, DENSE) for ops in GROWTH_OPERATIONS] + [(OPERATIONS, points) for points in GROWTH_POINTS]
    source = HEAD + "".join(forward(points) for points in GROWTH_POINTS)
    module = load_generated("growth", source)
    cases = []
    for operations, points in shapes:
        batch = random_batch(GROWTH_PROGRAMS, operations, rng)
        v = np.zeros((operations + 1, points))
        v[0] = np.linspace(0.0, 1.0, points)
        interpreter = getattr(module, f"values{points}")
        rows = list(zip(batch.op, batch.left, batch.right, batch.const, strict=True))
        interpreter(*rows[0], operations, v)
        cases.append((operations, points, interpreter, rows, v))
    best, empty = [np.inf] * len(cases), np.inf
    for _ in range(ROUNDS):
        for k, (operations, _, interpreter, rows, v) in enumerate(cases):
            began = time.perf_counter()
            for row in rows:
                interpreter(*row, operations, v)
            between = time.perf_counter()
            for row in rows:
                interpreter(*row, 0, v)
            best[k] = min(best[k], (between - began) / len(rows))
            empty = min(empty, (time.perf_counter() - between) / len(rows))
    return [Growth(case[0], case[1], 1e6 * (seconds - empty)) for case, seconds in zip(cases, best, strict=True)]
