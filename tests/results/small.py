"""A small real record: a minimax polynomial core, lowered, inside a reduction, verified on a sample."""

from functools import cache

import numpy as np

from evaluators.backends.source import to_source
from evaluators.backends.table import BACKENDS
from evaluators.minimax.classical import ApproximationProblem, minimax_polynomial
from evaluators.reference.oracle import build_oracle
from evaluators.sweep.accuracy import SweepOptions, sample
from evaluators.timing.baselines import CLASSICAL
from results.record.record import SCHEMA, Provenance, Record, Verification
from search_spaces.flushing import flushed
from search_spaces.programs.lowering import lower
from search_spaces.programs.program import Program
from search_spaces.reductions import REDUCTIONS
from search_spaces.targets import TARGETS

REDUCTION = REDUCTIONS["exponent_split_round"]


@cache
def small_kernel(degree: int = 3) -> tuple[Program, Program, Program]:
    """(real core, float32 core, kernel) of 2**x with a minimax polynomial."""
    form = minimax_polynomial(ApproximationProblem(TARGETS["exp2"], REDUCTION.slots[0].domain, "ulp"), degree)
    core = lower(form.program)
    return form.program, core, REDUCTION.kernel(core)


def verification(kernel: Program, backend_name: str) -> Verification:
    """Verification of a kernel on a backend, by a sample."""
    backend = BACKENDS[backend_name]
    fingerprint = backend.fingerprint()
    options = SweepOptions(ftz=True, daz=True)
    run = backend.compile_program(kernel if backend_name == "jax" else flushed(kernel))
    report = sample({"k": run}, build_oracle(TARGETS["exp2"]), options, (), np.random.default_rng(0))["k"]
    return Verification(backend.format, fingerprint, report, None, ())


@cache
def small_record() -> Record:
    """The record of that kernel with one sampled verification a format."""
    real, core, kernel = small_kernel()
    return Record(
        schema=SCHEMA,
        target="exp2",
        hash=kernel.hash(),
        kind=CLASSICAL,
        reduction=REDUCTION.name,
        source=to_source(real),
        core=str(core),
        kernel=str(kernel),
        core_ops=real.op_count(),
        kernel_ops=kernel.op_count(),
        verifications=tuple(verification(kernel, name) for name in BACKENDS),
        provenance=Provenance("nothing", "all of it", "run.py search exp2 --seed 0", 'target = "exp2"\n', 0, 1),
    )
