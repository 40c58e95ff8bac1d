from decimal import Decimal, localcontext
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluators.backends.jax_backend import compile_program, print_program
from evaluators.compiled.encoding import decode
from evaluators.compiled.fit import MOST
from evaluators.compiled.forms import DENSE
from evaluators.compiled.kernel import run_float32
from evaluators.compiled.lowered import contractions, values_float32
from evo.compiled.single import canonical
from search_spaces.ops import OPS
from search_spaces.programs.lowering import (
    compose,
    drop_dead,
    lower,
    only,
    raise_to_real,
    rename,
    share_products,
    throughput_cost,
    to_float32,
)
from search_spaces.programs.parsing import parse
from search_spaces.programs.parts import FLOAT32, REAL, ProgramError, is_float32
from search_spaces.programs.program import Program
from tests.evaluators.backends.random_programs import random_program
from tests.evaluators.compiled.test_compiled_canonical import random_code
from tests.sentences import whole

HEAD = "program real (a: float, b: float, c: float, d: float) -> (y: float)\n"


def numbers(count: int, seed: int = 0) -> list[np.ndarray]:
    rng = np.random.default_rng(seed)
    return list((rng.normal(size=(count, 3_000)) * np.exp2(rng.integers(-12, 12, (count, 3_000)))).astype(np.float32))


def assert_same(got: np.ndarray, want: np.ndarray, program: object) -> None:
    bad = np.flatnonzero((got.view(np.int32) != want.view(np.int32)) & ~(np.isnan(got) & np.isnan(want)))
    assert not len(bad), f"{float(got[bad[0]]).hex()} is not {float(want[bad[0]]).hex()}\n{program}"


def single(a: np.ndarray, b: np.ndarray, c: np.ndarray) -> np.ndarray:
    """a*b + c rounded once to float32: exact rationals decide where float64 is not enough."""
    exact = [Fraction(float(p)) * Fraction(float(q)) + Fraction(float(r)) for p, q, r in zip(a, b, c, strict=True)]
    return np.array([to_float32(Decimal(e.numerator) / Decimal(e.denominator)) for e in exact], np.float32)


# fmt: off
CONTRACTIONS = (
    # real body                            lowered ops      value in float32 operations
    ("p = mul(a, b)\ny = add(p, c)",        ["fma"],         lambda a, b, c, d: single(a, b, c)),
    ("p = mul(a, b)\ny = add(c, p)",        ["fma"],         lambda a, b, c, d: single(a, b, c)),
    ("p = mul(a, b)\ny = sub(p, c)",        ["neg", "fma"],  lambda a, b, c, d: single(a, b, -c)),
    ("p = mul(a, b)\ny = sub(c, p)",        ["neg", "fma"],  lambda a, b, c, d: single(-a, b, c)),
    ("p = mul(a, b)\nq = mul(c, d)\ny = add(p, q)", ["mul", "fma"], lambda a, b, c, d: single(a, b, c * d)),
    ("p = mul(a, b)\nq = mul(c, d)\ny = sub(p, q)", ["mul", "neg", "fma"], lambda a, b, c, d: single(a, b, -(c * d))),
    ("p = mul(a, b)\nq = div(c, d)\ny = sub(q, p)", ["div", "neg", "fma"], lambda a, b, c, d: single(-a, b, c / d)),
    ("p = mul(a, b)\ns = add(p, c)\ny = mul(s, p)", ["mul", "add", "mul"], lambda a, b, c, d: (a * b + c) * (a * b)),
    ("p = mul(a, b)\ny = add(p, p)",        ["mul", "add"],  lambda a, b, c, d: a * b + a * b),
    ("p = mul(a, b)\ny = mul(p, c)",        ["mul", "mul"],  lambda a, b, c, d: a * b * c),
    ("p = mul(a, b)\ny = div(p, c)",        ["mul", "div"],  lambda a, b, c, d: a * b / c),
    ("p = mul(a, b)\nn = neg(p)\ny = add(n, c)", ["mul", "neg", "add"], lambda a, b, c, d: -(a * b) + c),
    ("p = add(a, b)\ny = sub(p, c)",        ["add", "sub"],  lambda a, b, c, d: (a + b) - c),
)
# fmt: on


@pytest.mark.parametrize(
    ("body", "ops", "value"), CONTRACTIONS, ids=[row[0].replace("\n", "; ") for row in CONTRACTIONS]
)
def test_a_product_used_once_by_a_sum_is_rounded_with_it_and_no_other(body, ops, value):
    program = lower(parse(f"{HEAD}{body}\nreturn y=y\n"))
    assert sorted(instr.op for instr in program.instrs) == sorted(ops)
    columns = [column[:400] for column in numbers(4)]
    with np.errstate(all="ignore"):
        assert_same(run_float32(program, columns)[0], value(*columns), program)


def test_a_returned_product_is_not_swallowed():
    text = "program real (a: float, b: float) -> (p: float, y: float)\np = mul(a, b)\ny = add(p, b)\nreturn p=p, y=y\n"
    assert [instr.op for instr in lower(parse(text)).instrs] == ["mul", "add"]


def test_division_by_a_constant_is_a_product_with_its_rounded_reciprocal():
    program = lower(parse("program real (x: float) -> (y: float)\nc: float = 3.1\ny = div(x, c)\nreturn y=y\n"))
    assert [instr.op for instr in program.instrs] == ["mul"]
    assert [const.value for const in program.consts] == [to_float32(1 / Decimal("3.1"))]


def test_a_subtracted_constant_is_negated_without_an_operation():
    text = "program real (x: float) -> (y: float)\nc: float = 0.3\np = mul(x, x)\ny = sub(p, c)\nreturn y=y\n"
    program = lower(parse(text))
    assert [instr.op for instr in program.instrs] == ["fma"]
    assert [const.value for const in program.consts] == [-to_float32(Decimal("0.3"))]


def test_only_real_programs_are_lowered():
    with pytest.raises(ProgramError, match=whole("lower takes a real program, was given a float32 one")):
        lower(parse("program float32 (x: float) -> (y: float)\nreturn y=x\n"))


@given(st.integers(0, 2**32))
@settings(max_examples=150)
def test_a_raised_core_lowers_to_the_same_bits(seed):
    code = canonical(random_code(seed))
    if code is None or not np.isfinite(code.const).all():
        return
    core = lower(decode(code))
    real = raise_to_real(core)
    again = lower(real)
    x = [np.random.default_rng(seed).uniform(-2, 2, 512).astype(np.float32)]
    assert_same(run_float32(again, x)[0], run_float32(core, x)[0], f"seed {seed}\n{core}\n{again}")
    assert throughput_cost(again) == throughput_cost(core), f"seed {seed}"


@given(st.integers(0, 2**32))
@settings(max_examples=150)
def test_lowering_keeps_the_operations_that_depend_on_x(seed):
    program = random_program(seed, REAL)
    lowered = lower(program)
    fused = sum(instr.op == "fma" for instr in lowered.instrs) - sum(i.op == "fma" for i in drop_dead(program).instrs)
    rest = program.op_count() - sum(i.op == "neg" for i in drop_dead(program).instrs)
    given_back = lowered.op_count() - sum(i.op == "neg" for i in lowered.instrs)
    assert rest - fused <= given_back + fused, f"seed {seed}\n{program}\n{lowered}"
    assert all(is_float32(const.value) for const in lowered.consts if isinstance(const.value, float))


def test_the_search_scores_the_program_that_lowering_writes():
    x = np.random.default_rng(0).uniform(-2.0, 2.0, DENSE).astype(np.float32)
    fused, absorbed = np.zeros(MOST, np.int64), np.zeros(MOST, np.bool_)
    compared = 0
    for seed in range(10_000, 10_300):
        code = canonical(random_code(seed))
        if code is None or not np.isfinite(code.const).all():
            continue
        parts = (*(a.astype(np.int64) for a in (code.op, code.left, code.right)), code.const)
        rows = np.zeros((MOST + 3, DENSE), np.float32)
        rows[0] = x
        cost = contractions(*parts[:3], code.ops, fused, absorbed)
        values_float32(*parts, code.ops, fused, absorbed, rows)
        program = lower(decode(code))
        assert cost == throughput_cost(program), f"seed {seed}\n{program}"
        assert_same(rows[code.ops], run_float32(program, [x])[0], f"seed {seed}\n{program}")
        compared += 1
    assert compared > 150


@given(st.decimals(min_value=-100, max_value=100, allow_nan=False, places=25))
@settings(max_examples=300)
def test_a_decimal_rounds_to_the_nearest_float32(value):
    got = to_float32(value)
    assert is_float32(got)
    near = np.float32(got)
    for other in (np.nextafter(near, np.float32(np.inf)), np.nextafter(near, np.float32(-np.inf))):
        assert abs(Fraction(got) - Fraction(value)) <= abs(Fraction(float(other)) - Fraction(value)), value


def test_a_decimal_beside_a_midpoint_is_not_rounded_twice():
    midpoint = Decimal(1 + 2.0**-24)
    tiny = Decimal("1e-40")
    with localcontext(prec=60):
        assert to_float32(midpoint + tiny) == 1 + 2.0**-23
        assert to_float32(midpoint - tiny) == 1.0
        assert to_float32(-midpoint - tiny) == -(1 + 2.0**-23)
    assert to_float32(midpoint) == 1.0
    assert to_float32(Decimal(1 + 3 * 2.0**-24)) == 1 + 2.0**-22


@pytest.mark.parametrize("text", ["1e39", "3.5e38", "1e400"])
def test_a_decimal_beyond_the_largest_float32_is_infinite(text):
    assert to_float32(Decimal(text)) == float("inf")
    assert to_float32(-Decimal(text)) == float("-inf")
    program = parse(f"program real (x: float) -> (y: float)\nc: float = {text}\ny = div(c, x)\nreturn y=y\n")
    assert lower(program).consts[0].value == float("inf")


def test_a_decimal_below_the_smallest_subnormal_is_zero_of_its_sign():
    assert to_float32(Decimal("1e-400")).hex() == "0x0.0p+0"
    assert to_float32(Decimal("-1e-400")).hex() == "-0x0.0p+0"
    assert to_float32(Decimal("1e-45")) == 2.0**-149


def core(text: str) -> Program:
    return parse(f"program float32 (r: float) -> (y: float)\n{text}\nreturn y=y\n")


def test_composition_binds_by_name_and_keeps_what_is_not_consumed():
    first = parse("program float32 (x: float) -> (r: float, k: int)\nr = round(x)\nk = to_int(r)\nreturn r=r, k=k\n")
    whole = compose(first, core("y = mul(r, r)"))
    assert [port.name for port in whole.inputs] == ["x"]
    assert sorted(output.name for output in whole.outputs) == ["k", "r", "y"]
    x = np.array([1.4, -2.6, 5.0], np.float32)
    got = dict(zip((o.name for o in whole.outputs), run_float32(whole, [x]), strict=True))
    assert got["y"].tolist() == [1.0, 9.0, 25.0]
    assert got["k"].tolist() == [1, -3, 5]
    assert [instr.op for instr in only(whole, "y").instrs] == ["round", "mul"]


def test_composition_refuses_what_does_not_fit():
    with pytest.raises(ProgramError, match=whole("input 'r' is not produced. Produced: r2, y")):
        compose(rename(core("y = neg(r)"), ["r2"], ["y"]), core("y = neg(r)"))
    with pytest.raises(
        ProgramError, match=whole("cannot compose a real program with a float32 one: lower the real one first")
    ):
        compose(parse("program real (x: float) -> (r: float)\nreturn r=x\n"), core("y = neg(r)"))
    with pytest.raises(ProgramError, match=r"no output 'z'\. Outputs: y"):
        only(core("y = neg(r)"), "z")


@given(st.integers(0, 2**32))
@settings(max_examples=100)
def test_dropping_what_is_dead_changes_no_output(seed):
    program = random_program(seed, FLOAT32)
    slim = drop_dead(program)
    assert all(slim.live()[len(slim.inputs) :])
    assert slim.op_count() == program.op_count()
    rng = np.random.default_rng(seed)
    inputs = [
        rng.normal(size=64).astype(np.float32) if port.type == "float" else rng.integers(0, 32, 64).astype(np.int32)
        for port in program.inputs
    ]
    for got, want in zip(run_float32(slim, inputs), run_float32(program, inputs), strict=True):
        assert got.tobytes() == want.tobytes(), f"seed {seed}\n{program}"


def test_the_predicted_cost_is_the_sum_of_the_table():
    program = core("a = mul(r, r)\nb = div(a, r)\ny = sqrt(b)")
    assert throughput_cost(program) == sum(OPS[op].cost for op in ("mul", "div", "sqrt"))


FLOATS = "program float32 (a: float, b: float, c: float, d: float) -> (y: float)\n"


# fmt: off
SHARED = [
    ("v0 = mul(a, b)\nv1 = fma(a, b, c)\nv2 = mul(v0, v1)\n",                       ["mul", "add", "mul"]),
    ("v0 = fma(a, b, c)\nv1 = fma(b, a, d)\nv2 = mul(v0, v1)\n",                    ["mul", "add", "add", "mul"]),
    ("v0 = neg(a)\nv1 = fma(v0, b, c)\nv2 = mul(a, b)\nv3 = mul(v1, v2)\n",         ["mul", "sub", "mul"]),
    ("v0 = neg(a)\nv1 = fma(a, a, c)\nv2 = mul(v0, a)\nv3 = mul(v1, v2)\n",         ["mul", "add", "neg", "mul"]),
]
# fmt: on


@pytest.mark.parametrize(("body", "ops"), SHARED)
def test_a_product_that_an_fma_shares_is_computed_once_and_printable(body, ops):
    last = body.strip().split("\n")[-1].split()[0]
    program = parse(f"{FLOATS}{body}return y={last}\n")
    with pytest.raises(ProgramError, match="occurs twice, once in an fma; share it"):
        print_program(program)
    shared = share_products(program)
    assert [instr.op for instr in shared.instrs] == ops
    inputs = numbers(4)
    assert_same(compile_program(shared)(*inputs), run_float32(shared, inputs, flush=True)[0], shared)
    differing = run_float32(program, inputs, flush=True)[0] - run_float32(shared, inputs, flush=True)[0]
    assert np.nanmax(np.abs(differing)) > 0  # the fma rounds once, the sum of a shared product twice


def test_a_program_without_shared_products_stays_as_it_is():
    program = parse(f"{FLOATS}v0 = mul(a, b)\nv1 = fma(a, c, d)\nv2 = fma(v0, v1, b)\nreturn y=v2\n")
    assert share_products(program) is program
