import dataclasses
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluators.backends import c_backend, jax_backend, machine, numpy_backend
from evaluators.backends.lengths import outputs_by_setting
from evaluators.backends.table import BACKENDS
from evaluators.compiled.kernel import run_float32
from results.export.table import SWEPT
from search_spaces.ops import FLOAT, INT, OPS
from search_spaces.programs.parsing import parse
from search_spaces.programs.parts import Output, ProgramError
from search_spaces.programs.program import Program, identity
from search_spaces.reductions import REDUCTIONS
from tests.evaluators.backends.random_programs import random_program
from tests.sentences import whole

LENGTH = 4096
"""A multiple of every vector width: what a scalar tail does differently is measured on each kernel, not assumed."""

PROGRAMS = range(130)
LEAST = 2.0**-126


def inputs_of(program: Program, seed: int) -> list[np.ndarray]:
    """Numbers of ordinary size, one in sixteen any float32 at all."""
    rng = np.random.default_rng(seed)
    columns = []
    for port in program.inputs:
        words = rng.integers(-(2**31), 2**31, LENGTH).astype(np.int32)
        ordinary = (rng.normal(size=LENGTH) * np.exp2(rng.integers(-6, 7, LENGTH))).astype(np.float32)
        if port.type == INT:
            columns.append(words)
        else:
            columns.append(np.where(rng.random(LENGTH) < 1 / 16, words.view(np.float32), ordinary))
    return columns


def every_value(program: Program, columns: list[np.ndarray], flush: bool) -> tuple[np.ndarray, ...]:
    outputs = tuple(Output(f"o{i}", i) for i in range(len(program.types())))
    return run_float32(dataclasses.replace(program, outputs=outputs), columns, flush=flush)


def defined(program: Program, values: tuple[np.ndarray, ...]) -> np.ndarray:
    """Lanes on which the table says everything: to_int in range, and no use of a nan's own bits."""
    good = np.ones(LENGTH, np.bool_)
    for instr in program.instrs:
        operand = values[instr.args[0]]
        if instr.op == "to_int":
            good &= np.abs(operand) < np.float32(2.0**31)
        elif instr.op == "bits":
            good &= ~np.isnan(operand)
    return good


def subnormal(values: np.ndarray) -> np.ndarray:
    return (np.abs(values) < LEAST) & (values != 0)


def kept_by_xla(program: Program, columns: list[np.ndarray], values: tuple[np.ndarray, ...]) -> np.ndarray:
    """Lanes without what the JAX text does not keep.

    Infinite products are bounded; arithmetic takes subnormals for zero, while what only moves a word keeps it.
    """
    good = np.ones(LENGTH, np.bool_)
    moved = {
        arg
        for instr in program.instrs
        if instr.op in ("bits", "neg", "select", "abs", "min", "max")
        for arg in instr.args
    }
    moved |= {output.value for output in program.outputs}
    for index, column in enumerate(columns):
        if index in moved and column.dtype == np.float32:
            good &= ~subnormal(column)
    for instr, value in zip(program.instrs, values[program.first_instr :], strict=True):
        if instr.op == "mul":
            good &= ~np.isinf(value)
        if OPS[instr.op].result == FLOAT:
            good &= ~subnormal(value)
    return good


def trivial(program: Program) -> bool:
    """True if XLA sees that a select has one outcome: it may then find a product that no printer could see twice."""
    return any(instr.op in ("lt", "select") and instr.args[-1] == instr.args[-2] for instr in program.instrs)


def words(array: np.ndarray) -> np.ndarray:
    """Bit patterns, every nan as one."""
    full = np.broadcast_to(array, LENGTH)
    if full.dtype == np.float32:
        return np.where(np.isnan(full), np.int32(0x7FC00000), np.ascontiguousarray(full).view(np.int32))
    return full.astype(np.int32)


def assert_agrees(got, program: Program, wanted: tuple[np.ndarray, ...], lanes: np.ndarray, seed: int) -> None:
    for position, output in enumerate(program.outputs):
        mine = got[position] if len(program.outputs) > 1 else got
        want = wanted[output.value]
        bad = np.flatnonzero((words(mine) != words(want)) & lanes)
        if len(bad):
            lane = int(bad[0])
            here = [float(w[lane]).hex() if w.dtype == np.float32 else int(w[lane]) for w in wanted]
            raise AssertionError(
                f"seed {seed}: {len(bad)} lanes of output {output.name} differ; at {lane} got "
                f"{float(np.broadcast_to(mine, LENGTH)[lane]).hex()}, values {here}\n{program}"
            )


@given(st.integers(0, 2**32))
@settings(max_examples=300)
def test_numpy_computes_what_the_interpreter_computes_on_random_programs(seed):
    program = random_program(seed)
    columns = inputs_of(program, seed)
    values = every_value(program, columns, flush=False)
    assert_agrees(numpy_backend.compile_program(program)(*columns), program, values, defined(program, values), seed)


def test_c_computes_what_the_interpreter_computes_on_random_programs():
    for seed in range(24):
        program = random_program(seed, length=16)
        columns = inputs_of(program, seed)
        values = every_value(program, columns, flush=False)
        assert_agrees(c_backend.compile_program(program)(*columns), program, values, defined(program, values), seed)


def test_xla_computes_what_the_interpreter_computes_on_random_programs():
    used, refused, lanes_compared, compared = Counter(), 0, 0, 0
    for seed in PROGRAMS:
        program = random_program(seed, length=16)
        if trivial(program):
            continue
        try:
            run = jax_backend.compile_program(program)
        except ProgramError:
            refused += 1
            continue
        columns = inputs_of(program, seed)
        values = every_value(program, columns, flush=True)
        lanes = defined(program, values) & kept_by_xla(program, columns, values)
        assert_agrees(run(*columns), program, values, lanes, seed)
        used.update(instr.op for instr in program.instrs)
        lanes_compared += int(lanes.sum())
        compared += 1
    assert refused < len(PROGRAMS) // 3, f"{refused} of {len(PROGRAMS)} programs are refused"
    assert lanes_compared > compared * LENGTH // 2
    assert set(used) == set(OPS), f"never compared: {set(OPS) - set(used)}"


def test_the_jax_printer_hides_floats_and_shows_integers():
    head = "program float32 (x: float) -> (y: float)\nc: float = 0x1.8p+1\nn: int = 23\n"
    text = jax_backend.print_program(
        parse(f"{head}b = bits(x)\ns = shl(b, n)\nf = from_bits(s)\ny = add(f, c)\nreturn y=y\n")
    )
    plain, hidden = text.function.split("lax.optimization_barrier(np.array((")
    assert "np.int32(23)" in plain, "XLA gives a shift by a number that it does not see a branch"
    assert "np.int32" not in hidden.split(")))\n")[0]
    assert "0x1.8p+1" in hidden


@pytest.mark.parametrize("backend", BACKENDS.values(), ids=lambda row: row.name)
@pytest.mark.parametrize("reduction", REDUCTIONS.values(), ids=lambda row: row.name)
def test_kernels_compute_what_the_interpreter_computes(reduction, backend):
    # Cores of one argument with the same first product would be refused, and of two with the same last term the
    # compiler adds it after their selection: constants of its own for each.
    text = """program float32 (r: float) -> (y: float)
c0: float = 0x1.ebd5e{k}p-3
c1: float = 0x1.62e43{k}p-1
c2: float = 0x1.0000{k}p+0
t = fma(r, c0, c1)
y = fma(t, r, c2)
return y=y
"""
    kernel = reduction.kernel(*(parse(text.format(k=2 * k)) for k in range(len(reduction.slots))))
    rng = np.random.default_rng(1)
    x = rng.uniform(-140, 140, LENGTH).astype(np.float32)
    x[:8] = (0.0, -0.0, np.inf, -np.inf, np.nan, 128.0, -126.0, 2.0**-130)
    flush = backend.fingerprint().ftz
    values = every_value(kernel, [x], flush)
    lanes = ~(subnormal(x) & flush)  # what only moves x keeps it, where arithmetic takes it for zero
    assert_agrees(backend.compile_program(kernel)(x), kernel, values, lanes, 1)


def refusals() -> tuple[tuple[str, str], ...]:
    head = "program float32 (x: float) -> (y: float)\nc: float = 0x1.8p+1\nd: float = 0x1.4p+1\n"
    return (
        (
            f"{head}y = div(x, c)\nreturn y=y\n",
            "instruction 0 divides by a constant; write a product with its reciprocal",
        ),
        (f"{head}y = fma(c, d, x)\nreturn y=y\n", "instruction 0 is an fma of two constants; fold their product"),
        (
            f"{head}p = fma(x, c, d)\nq = mul(c, x)\ny = add(p, q)\nreturn y=y\n",
            "the product of x and c0 occurs twice, once in an fma; share it",
        ),
        (
            f"{head}n = neg(x)\np = fma(x, x, d)\nq = fma(n, x, c)\ny = add(p, q)\nreturn y=y\n",
            "the product of ... occurs twice, once in an fma; share it",
        ),
    )


@pytest.mark.parametrize(("text", "words"), refusals(), ids=[words for _, words in refusals()])
def test_the_jax_printer_refuses_what_xla_would_compute_itself(text, words):
    with pytest.raises(ProgramError, match=whole(words)):
        jax_backend.print_program(parse(text))


@pytest.mark.parametrize("backend", BACKENDS.values(), ids=lambda row: row.name)
def test_a_real_program_is_not_a_kernel(backend):
    with pytest.raises(
        ProgramError, match=whole("only float32 programs are printed as kernels; lower() makes one of a real program")
    ):
        backend.print_program(identity(), "kernel")


@pytest.mark.parametrize("backend", BACKENDS.values(), ids=lambda row: row.name)
def test_printed_text_defines_the_named_function_and_is_a_function_of_the_program(backend):
    assert BACKENDS[backend.name] is backend
    assert backend.format in SWEPT
    for seed in range(20):
        program = random_program(seed, length=3)
        try:
            printed = backend.print_program(program, "other")
        except ProgramError:
            continue
        assert printed == backend.print_program(parse(str(program)), "other")
        assert ("def other(" in printed.function) != ("other(" in printed.function and backend.name == "c")
        assert printed.module.endswith(printed.function)
        assert "0x" in printed.function or not any(isinstance(const.value, float) for const in program.consts)


@pytest.mark.parametrize("backend", BACKENDS.values(), ids=lambda row: row.name)
def test_a_fingerprint_has_a_stable_digest_that_every_field_changes(backend):
    first, second = backend.fingerprint(), backend.fingerprint()
    assert first == second
    assert first.digest() == second.digest()
    assert len(first.digest()) == 16
    for name, other in (("ftz", not first.ftz), ("device", "another"), ("flags", ("--a",)), ("vector_bits", 512)):
        assert dataclasses.replace(first, **{name: other}).digest() != first.digest(), name
    assert ("numpy", np.__version__) in first.versions
    assert first.isa.split()[0]


def test_the_probe_of_flushing_sees_what_arithmetic_does():
    def keeps(x, factor):
        return x * factor

    def flushes(x, factor):
        x = np.where(np.abs(x) < LEAST, np.float32(0), x)
        y = x * factor
        return np.where(np.abs(y) < LEAST, np.float32(0), y)

    assert machine.probe_flushing(keeps) == (False, False)
    assert machine.probe_flushing(flushes) == (True, True)
    assert (numpy_backend.fingerprint().ftz, numpy_backend.fingerprint().daz) == (False, False)


def test_packages_that_are_not_installed_have_no_version():
    assert machine.versions("numpy", "no-such-package-anywhere") == (("numpy", np.__version__),)


def test_settings_compare_one_vector_with_short_ones_and_with_a_larger_function():
    seen = []

    def function(x):
        seen.append(x.shape)
        return x * np.float32(2.0)

    x = np.arange(15, dtype=np.float32)
    outputs = outputs_by_setting(function, x)
    assert set(outputs) == {"vector", "length 1", "length 7", "fused"}
    assert set(seen) == {(15,), (1,), (7,)}
    for setting, got in outputs.items():
        assert got.tolist() == (2 * x).tolist(), setting


def test_a_constant_of_minus_zero_keeps_its_sign_after_one_of_zero_was_run():
    texts = [f"program float32 (x: float) -> (y: float)\nc: float = {sign}0x0.0p+0\nreturn y=c\n" for sign in ("", "-")]
    got = [run_float32(parse(text), [np.ones(2, np.float32)], flush=True)[0] for text in texts]
    assert [bool(np.signbit(y).all()) for y in got] == [False, True]
