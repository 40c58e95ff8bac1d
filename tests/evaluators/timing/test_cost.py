import shutil

import pytest

from evaluators.backends.object_code import cycles_per_element, inner_loops, main_loops
from evaluators.timing import cost
from evaluators.timing.cost import (
    BASE,
    FREE,
    PROBES,
    WEIGHTS,
    calibrate,
    chain,
    counts,
    kernel_function,
    throughput,
)
from evaluators.timing.interleaved import VECTOR_BITS, Setting, Timing
from search_spaces.ops import OPS
from search_spaces.programs.parsing import parse
from tests.bench.bench_predictor import COST_MODELS

KERNEL = parse("""\
program float32 (x: float) -> (y: float)
c: float = 0x1.4p+0
d: float = 0x1.8p-1
a = mul(x, x)
b = add(a, c)
e = fma(b, c, d)
f = neg(e)
g = add(c, d)
y = add(f, g)
return y
""")


def test_every_operation_has_a_weight_at_every_width():
    assert set(BASE) == set(WEIGHTS) == set(VECTOR_BITS)
    for bits, table in WEIGHTS.items():
        assert list(table) == list(OPS), bits
        assert all(weight >= 0 for weight in table.values())
        assert table["fma"] == 1.0
        assert table["div"] > 2.0


def test_every_operation_is_free_or_probed_once():
    probed = [op for probe in PROBES for op in probe.share]
    assert sorted([*probed, *FREE]) == sorted(OPS)


@pytest.mark.parametrize("probe", PROBES, ids=lambda row: row.op)
def test_a_chain_holds_its_operation_once_a_step_and_can_be_printed(probe):
    for steps in (1, 5):
        kernel = chain(probe, steps)
        assert sum(instr.op == probe.op for instr in kernel.instrs) == steps + (probe.op == "add") + 2 * steps * (
            probe.op == "fma"
        )
        kernel_function(kernel)


def test_a_kernel_costs_its_live_operations_that_depend_on_x_and_the_bounds_of_its_products():
    assert counts(KERNEL) == {"mul": 1, "add": 2, "fma": 1, "neg": 1, cost.BOUND: 1}
    table = dict.fromkeys(OPS, 0.0) | {"mul": 2.0, "add": 3.0, "fma": 5.0, "max": 7.0}
    assert throughput(KERNEL, weights=table) == BASE[256] + 2 + 6 + 5 + 7
    assert throughput(KERNEL) == throughput(KERNEL, 256)


def test_calibration_recovers_the_weights_that_the_times_were_made_of(monkeypatch):
    truth = {name: 0.5 + 0.25 * i for i, name in enumerate(OPS)} | dict.fromkeys(FREE, 0.0) | {"fma": 1.0}
    for probe in PROBES:
        mean = sum(truth[op] for op in probe.share) / len(probe.share)
        truth |= dict.fromkeys(probe.share, mean)
    monkeypatch.setattr(cost, "jax_block", lambda function, inputs, bits: function)
    monkeypatch.setattr(cost, "kernel_function", lambda program: program)

    def time_blocks(programs, rounds):
        return {
            name: Timing(1.0 + 0.125 * sum(truth[i.op] for i in program.instrs), 0.0, rounds, rounds)
            for name, program in programs.items()
        }

    monkeypatch.setattr(cost, "time_blocks", time_blocks)
    found = calibrate(Setting())
    assert list(found) == list(OPS)
    assert found == pytest.approx(truth, rel=1e-9)


def test_every_model_costs_a_kernel_and_the_deterministic_ones_repeat():
    for model in COST_MODELS.values():
        figures = [model.cost(KERNEL, (0.5, 2.0), Setting()) for _ in range(1 + model.deterministic)]
        assert len(set(figures)) == 1
        assert figures[0] is None or figures[0] > 0, model.name


LISTING = """\
0000000000000000 <kernel>:
   0:	vmovups (%rdi,%rax,4),%ymm0
   4:	vaddps 0x10(%rip),%ymm0,%ymm0        # 20 <kernel+0x20>
   8:	vmovups %ymm0,0x40(%rsp)
   c:	vmovups %ymm0,(%rsi,%rax,4)
  10:	add    $0x8,%rax
  14:	jne    0 <kernel>
  16:	vmovss (%rdi),%xmm0
  1a:	jne    16 <kernel+0x16>
  1c:	jmp    0 <kernel>
  20:	ret
"""


def test_the_main_loop_is_the_innermost_one_with_the_most_vector_instructions():
    assert len(inner_loops(LISTING)) == 2
    (loop,) = main_loops(LISTING)
    assert loop[1] == "vaddps 0x10(%rip),%ymm0,%ymm0"
    assert len(loop) == 5


def test_without_its_tools_llvm_mca_says_nothing(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda *_: None)
    assert cycles_per_element(kernel_function(KERNEL)) is None
