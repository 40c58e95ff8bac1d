"""Small real records on a bounded domain: a minimax polynomial core, verified on a sample."""

from functools import cache

import numpy as np

from evaluators.backends.source import to_source
from evaluators.backends.table import BACKENDS
from evaluators.minimax.classical import ApproximationProblem, minimax_polynomial
from evaluators.reference.oracle import build_oracle
from evaluators.sweep.accuracy import SweepOptions, sample
from evaluators.timing.baselines import EVOLVED
from results.record.record import SCHEMA, Provenance, Record, Verification
from results.record.subjects import subject_of
from search_spaces.flushing import flushed
from search_spaces.own.expressions import parse_expression
from search_spaces.programs.lowering import lower
from search_spaces.programs.program import Program
from search_spaces.space import bounded_space
from search_spaces.targets import RELATIVE, TARGETS, Target

TARGET_ROWS = {"sin": TARGETS["sin"], "log": TARGETS["log"], "bell": parse_expression("exp(-x*x)", "bell", (-0.5, 1.0))}


def _verification(kernel: Program, target: Target, backend_name: str) -> Verification:
    backend = BACKENDS[backend_name]
    fingerprint = backend.fingerprint()
    options = SweepOptions(ftz=True, daz=True)
    run = {"k": backend.compile_program(kernel if backend_name == "jax" else flushed(kernel))}
    report = sample(run, build_oracle(target), options, (), np.random.default_rng(0))["k"]
    return Verification(backend.format, fingerprint, report, None, ())


@cache
def bounded_record(name: str, outside: str) -> Record:
    """The record of a kernel of one of TARGET_ROWS, with one sampled verification a format."""
    space = bounded_space(TARGET_ROWS[name], outside, 12)
    real = minimax_polynomial(ApproximationProblem(space.target, space.domain, RELATIVE), 3).program
    core, reduction = lower(real), space.reductions[0]
    kernel = reduction.kernel(core)
    return Record(
        schema=SCHEMA,
        target=name,
        hash=kernel.hash(),
        kind=EVOLVED,
        reduction=reduction.name,
        source=to_source(real),
        core=str(core),
        kernel=str(kernel),
        core_ops=real.op_count(),
        kernel_ops=kernel.op_count(),
        verifications=tuple(_verification(kernel, space.kernel, backend) for backend in BACKENDS),
        provenance=Provenance("nothing", "all of it", f"run.py search {name}", f'target = "{name}"\n', 0, 1),
        subject=subject_of(space.kernel),
    )
