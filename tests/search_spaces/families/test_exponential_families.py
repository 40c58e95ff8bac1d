"""The mathematics of the exponential, hyperbolic and activation families, with cores that are exact but for one rounding."""

from typing import Any

import jax
import mpmath
import numpy as np
import pytest

from evaluators.backends import jax_backend
from evaluators.compiled.kernel import run_float32
from evaluators.reference.oracle_build import value_at
from search_spaces.families import activations, exponential, hyperbolic, softened, tangent
from search_spaces.programs.parsing import parse
from search_spaces.programs.program import Program
from search_spaces.slots import Reduction
from search_spaces.targets import TARGETS
from tests.search_spaces.row_bounds import BOUNDS, most_ulp

MP: Any = mpmath.MPContext()
MP.prec = 120
SEED = 7
LEAST = 2.0**-126
ROWS = [row for family in (exponential, hyperbolic, tangent, activations, softened) for row in family.ROWS]
each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)


def test_each_row_has_a_bound_of_its_own():
    assert {row.name for row in ROWS} <= set(BOUNDS)


def rounded(reference: Any, r: np.ndarray) -> np.ndarray:
    """The core's function, each value the float32 nearest to mpmath's."""
    values = [float(reference(MP, MP.mpf(float(v)))) if np.isfinite(v) else np.nan for v in r]
    return np.array(values).astype(np.float32)  # twice rounded: 2^-29 of a tie at most


def through(row: Reduction, x: np.ndarray) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Every named value, and the results, of a kernel whose cores are exact but for one rounding."""
    known = {"x": x}
    for stage, slot in zip(row.stages, (*row.slots, None), strict=True):
        inputs = [known[port.name] for port in stage.inputs]
        known |= dict(zip((o.name for o in stage.outputs), run_float32(stage, inputs, flush=True), strict=True))
        if slot is not None:
            known[slot.name] = rounded(slot.target.reference, known[slot.argument])
    return known, known["result"]


def ordinary(row: Reduction) -> np.ndarray:
    """Inputs near 0, on the timing domain, over the whole range of the exponent, and where the reduction turns."""
    rng = np.random.default_rng(SEED)
    low, high = TARGETS[row.target].timing_domain
    spread = [rng.uniform(*ends, 300) for ends in ((-0.6, 0.6), (-2.0, 2.0), (low, high), (-90.0, 90.0))]
    halves = np.arange(-127.5, 128.5, 1.0) * (1.0 if row.target == "exp2" else np.log(2.0))
    small = np.ldexp(rng.uniform(1.0, 2.0, 60), rng.integers(-126, 0, 60))
    return np.concatenate([*spread, halves, small, -small]).astype(np.float32)


@each_row
def test_the_arguments_of_the_cores_stay_on_their_domains(row: Reduction) -> None:
    huge = np.array([1e30, -1e30, np.inf, -np.inf, 3.4e38, -3.4e38, 0.0, -0.0], np.float32)
    known, _ = through(row, np.concatenate([ordinary(row), huge]))
    for slot in row.slots:
        r = known[slot.argument]
        bad = np.flatnonzero((r < slot.domain[0]) | (r > slot.domain[1]))
        if row.name.startswith("exponent_split_") and not row.name.endswith("clamped"):
            bad = bad[np.isfinite(r[bad])]
        assert not len(bad), f"{slot.argument} = {float(r[bad[0]]).hex()} at x = {float(known['x'][bad[0]]).hex()}"


@each_row
def test_special_values_come_out_exactly(row: Reduction) -> None:
    specials = TARGETS[row.target].specials
    x = np.array([float.fromhex(given) for given, _ in specials], np.float32)
    want = np.array([float.fromhex(value) for _, value in specials], np.float32)
    _, got = through(row, x)
    bad = np.flatnonzero((got.view(np.int32) != want.view(np.int32)) & ~(np.isnan(got) & np.isnan(want)))
    assert not len(bad), f"f({specials[bad[0]][0]}) = {float(got[bad[0]]).hex()}, not {specials[bad[0]][1]}"


@each_row
def test_nan_of_any_payload_stays_nan(row: Reduction) -> None:
    x = np.array([0x7FC00000, 0x7FC001FF, 0x7F800001, -0x400000, -1], np.int32).view(np.float32)
    assert np.isnan(through(row, x)[1]).all()


@each_row
def test_an_exact_core_makes_a_kernel_within_the_bound_of_its_sums(row: Reduction) -> None:
    x = ordinary(row)
    _, got = through(row, x)
    for given, value in zip(x, got, strict=True):
        exact = value_at(TARGETS[row.target], MP, float(given))
        if abs(exact) < LEAST or abs(exact) >= 2.0**128:
            continue
        ulp = MP.ldexp(1, int(MP.floor(MP.log(abs(exact), 2))) - 23)
        error = abs(MP.mpf(float(value)) - exact) / ulp
        assert error <= most_ulp(row), f"x = {float(given).hex()}: {float(error)} ulp, seed {SEED}"


def simple_core(row: Reduction, index: int) -> Program:
    constant = "c: float = 0x1.8p-1\n" if index else "c: float = 0x1.4p-1\n"
    return parse(f"program float32 (a: float) -> (b: float)\n{constant}b = fma(a, c, c)\nreturn b\n")


@each_row
def test_xla_keeps_the_kernel_in_one_loop(row: Reduction) -> None:
    """A quotient with several uses would split it, and what the parts recompute need not agree."""
    kernel = row.kernel(*(simple_core(row, index) for index in range(len(row.slots))))
    function = jax_backend.load(jax_backend.print_program(kernel).module)["kernel"]
    text = jax.jit(function).lower(np.zeros(4096, np.float32)).compile().as_text()
    assert text is not None
    assert text[text.index("ENTRY") :].count(" fusion(") == 1
