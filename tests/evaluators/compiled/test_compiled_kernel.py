import numpy as np
import pytest

from evaluators.compiled import throughput
from evaluators.compiled.encoding import Code, decode
from evaluators.compiled.fit import MOST
from evaluators.compiled.forms import DENSE
from evaluators.compiled.kernel import encode_kernel, errors_float32, run_float32, score_float32
from evaluators.compiled.lowered import contractions, max_weighted_error, values_float32
from evo.compiled.single import canonical
from search_spaces.ops import OPS
from search_spaces.programs.lowering import lower
from search_spaces.programs.parsing import parse
from search_spaces.programs.parts import ProgramError
from search_spaces.programs.program import Program, identity
from tests.evaluators.compiled.test_compiled_canonical import random_code
from tests.sentences import whole

HEAD = "program float32 (x: float) -> (y: {type})\n"


def single(body: str, kind: str = "float") -> Program:
    return parse(HEAD.format(type=kind) + body)


def random_words(count: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 2**32, count, dtype=np.uint32).view(np.float32)


def assert_bits(got, want, seed):
    got, want = np.asarray(got, np.float32), np.asarray(want, np.float32)
    bad = np.flatnonzero((got.view(np.int32) != want.view(np.int32)) & ~(np.isnan(got) & np.isnan(want)))
    assert len(bad) == 0, f"seed {seed}: {float(got[bad[0]]).hex()} is not {float(want[bad[0]]).hex()} at {bad[0]}"


@pytest.mark.parametrize("op", ["add", "sub", "mul", "div"])
def test_arithmetic_rounds_once_to_nearest_even_for_every_kind_of_operand(op):
    functions = {"add": np.add, "sub": np.subtract, "mul": np.multiply, "div": np.divide}
    program = parse(f"program float32 (a: float, b: float) -> (y: float)\nv0 = {op}(a, b)\nreturn y=v0\n")
    a, b = random_words(10_000, 1), random_words(10_000, 2)
    with np.errstate(all="ignore"):
        assert_bits(run_float32(program, [a, b])[0], functions[op](a, b), 1)


def test_fma_rounds_once_where_mul_and_add_round_twice():
    text = "program float32 (a: float, b: float, c: float) -> (y: float, z: float)\n"
    program = parse(text + "v0 = fma(a, b, c)\nv1 = mul(a, b)\nv2 = add(v1, c)\nreturn y=v0, z=v2\n")
    rng = np.random.default_rng(3)
    a, b = rng.normal(size=(2, 5_000)).astype(np.float32)
    c = -(a * b)  # leaves the rounding error of the product, exactly
    fused, split = run_float32(program, {"a": a, "b": b, "c": c})
    assert_bits(fused, a.astype(np.float64) * b + c, 3)
    assert np.all(split == 0.0)


def test_integer_and_bit_operations_are_those_of_the_op_table():
    program = parse("""program float32 (x: float) -> (r: float, k: int, w: int, s: float, t: bool)
c0: int = 23
c1: float = 0x1.0p+0
v0 = round(x)
v1 = to_int(v0)
v2 = shl(v1, c0)
v3 = bits(c1)
v4 = iadd(v2, v3)
v5 = from_bits(v4)
v6 = lt(x, c1)
v7 = select(v6, v5, x)
return r=v0, k=v1, w=v4, s=v7, t=v6
""")
    x = np.array([0.5, 1.5, -2.5, 7.49, -0.0], np.float32)
    r, k, w, s, t = run_float32(program, [x])
    assert_bits(r, np.rint(x), 0)
    assert k.tolist() == [0, 2, -2, 7, 0]
    assert w.tolist() == [(v << 23) + 0x3F800000 for v in (0, 2, -2, 7, 0)]
    assert s.tolist() == [1.0, 1.5, 0.25, np.float32(7.49), 1.0]
    assert t.tolist() == [True, False, True, False, True]


def test_every_op_of_the_table_is_interpreted():
    names = {"float": "x", "int": "k", "bool": "b"}
    for op in OPS.values():
        head = f"program float32 (x: float, k: int, b: bool) -> (y: {op.result})\n"
        program = parse(head + f"v0 = {op.name}({', '.join(names[kind] for kind in op.args)})\nreturn y=v0\n")
        (out,) = run_float32(program, [np.array([2.0], np.float32), np.array([3], np.int32), np.array([True])])
        assert out.dtype == {"float": np.float32, "int": np.int32, "bool": np.bool_}[op.result], op.name


def test_a_program_gives_the_same_bits_at_every_length():
    program = single("c0: float = 0x1.5p-1\nv0 = fma(x, x, c0)\nv1 = div(c0, v0)\nreturn y=v1\n")
    x = random_words(1_300, 5)
    (whole,) = run_float32(program, [x])
    for length in (1, 7, 511, 512, 513, 1_025):
        assert_bits(run_float32(program, [x[:length]])[0], whole[:length], 5)


def test_flushing_takes_subnormals_for_zeros_of_their_sign():
    program = single("c0: float = 0x1.0p-1\nv0 = mul(x, c0)\nreturn y=v0\n")
    x = np.array([-(2.0**-126), 2.0**-125, -(2.0**-140)], np.float32)
    (kept,) = run_float32(program, [x])
    (flushed,) = run_float32(program, [x], flush=True)
    assert kept.tolist() == [-(2.0**-127), 2.0**-126, -(2.0**-141)]
    assert flushed.tolist() == [0.0, 2.0**-126, 0.0]
    assert np.signbit(flushed).tolist() == [True, False, True]


def test_the_search_rounds_like_the_lowered_program():
    x = np.random.default_rng(0).uniform(-2.0, 2.0, DENSE).astype(np.float32)
    fused, absorbed = np.zeros(MOST, np.int64), np.zeros(MOST, np.bool_)
    compared = 0
    for seed in range(400):
        code = canonical(random_code(seed))
        if code is None or not np.isfinite(code.const).all():
            continue
        parts = (*(a.astype(np.int64) for a in (code.op, code.left, code.right)), code.const)
        rows = np.zeros((MOST + 3, DENSE), np.float32)
        rows[0] = x
        cost = contractions(*parts[:3], code.ops, fused, absorbed)
        values_float32(*parts, code.ops, fused, absorbed, rows)
        program = lower(decode(code))
        assert cost == sum(OPS[instr.op].cost for instr in program.instrs), f"seed {seed}\n{program}"
        assert_bits(rows[code.ops], run_float32(program, [x])[0], seed)
        compared += 1
    assert compared > 200


def test_the_score_is_the_largest_error_and_its_first_place():
    program = single("c0: float = 0x1.8p+0\nc1: float = 0x1.0p-2\nv0 = fma(x, c0, c1)\nreturn y=v0\n")
    code = encode_kernel(program)
    rng = np.random.default_rng(7)
    for points in (1, 64, 1_000):
        x = rng.normal(size=points).astype(np.float32)
        constants = rng.normal(size=2).astype(np.float32)
        reference, inverse = rng.normal(size=points), rng.uniform(size=points)
        y = np.float32(x.astype(np.float64) * constants[0] + constants[1])
        errors = np.abs(y.astype(np.float64) - reference) * inverse
        worst, place = score_float32(code, constants, x, reference, inverse)
        assert place == errors.argmax()
        assert worst == pytest.approx(errors.max(), rel=1e-6)
        assert errors_float32(code, constants, (x, reference, inverse), False).max() == worst
        limit = float(np.quantile(errors, 0.9))
        assert score_float32(code, constants, x, reference, inverse, False, worst)[0] == worst
        assert limit < score_float32(code, constants, x, reference, inverse, False, limit)[0] <= worst or points == 1


def test_a_nan_scores_infinity_where_it_stands():
    code = encode_kernel(single("v0 = sqrt(x)\nreturn y=v0\n"))
    x = np.linspace(1.0, 2.0, 700).astype(np.float32)
    x[600] = -1.0
    worst, place = score_float32(code, np.zeros(0, np.float32), x, np.sqrt(np.abs(x)).astype(np.float64), np.ones(700))
    assert (worst, place) == (np.inf, 600)


def test_wrong_callers_are_told_what_is_wrong():
    with pytest.raises(
        ProgramError, match=whole("only a float32 program says where every rounding is; lower the real one first")
    ):
        encode_kernel(identity())
    program = single("v0 = sqrt(x)\nreturn y=v0\n")
    with pytest.raises(TypeError, match="float64"):
        run_float32(program, [np.zeros(3)])
    with pytest.raises(ValueError, match=whole("the program takes 1 inputs of one shape; given shapes []")):
        run_float32(program, [])
    said = "0 constants and equal numbers of points are needed; given (2,) constants, 1 x, 1 references, 1 inverse ulps"
    with pytest.raises(ValueError, match=whole(said)):
        score_float32(
            encode_kernel(program), np.zeros(2, np.float32), np.zeros(1, np.float32), np.zeros(1), np.zeros(1)
        )
    two = parse("program float32 (x: float, z: float) -> (y: float)\nreturn y=x\n")
    said = "a program of one float input and one output is needed, was given 2 inputs and 1 outputs"
    with pytest.raises(ValueError, match=whole(said)):
        score_float32(encode_kernel(two), np.zeros(0, np.float32), np.zeros(1, np.float32), np.zeros(1), np.zeros(1))


@pytest.mark.parametrize("place", [0, 100, DENSE - 1])
@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_an_error_is_infinite_wherever_one_value_is_not_finite(bad, place):
    value = np.linspace(0.0, 1.0, DENSE)
    assert max_weighted_error(value, np.zeros(DENSE), np.full(DENSE, 2.0)) == 2.0
    value[place] = bad
    assert max_weighted_error(value, np.zeros(DENSE), np.ones(DENSE)) == np.inf


def test_the_throughput_is_measured_on_live_programs_and_numpy_agrees_with_every_error():
    made = throughput.random_batch(200, 12, np.random.default_rng(3))
    for i in range(200):
        op, left, right = (row[i].astype(np.int8) for row in (made.op, made.left, made.right))
        code = Code(op, left, right, made.const[i], np.zeros(12))
        assert decode(code).op_count() == 12, f"seed 3 program {i}"
    first, second = (throughput.throughput(np.random.default_rng(5)) for _ in range(2))
    assert first.disagreements == 0
    assert first.checksum == second.checksum
    assert first.numpy > 0.0
    assert first.compiled > 0.0
