"""Differences of a kernel's compiled results with the array's length, and inside a larger function."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from evaluators.backends import jax_backend
from evaluators.backends.lengths import WHOLE, outputs_by_setting
from evaluators.reference.oracle import Oracle
from evaluators.sweep.points import stratified
from evaluators.sweep.tally import Scorer
from results.record.record import LengthDifference
from search_spaces.programs.program import Program
from search_spaces.targets import Target

INPUTS = 1 << 16


def comparison_inputs(worst: tuple[str, ...], domain: tuple[float, float]) -> np.ndarray:
    """2**16 inputs: the worst ones given, half of the rest over all binades, half uniform on a domain."""
    first = np.array([float.fromhex(x) for x in worst], np.float32)
    rng = np.random.default_rng(0)
    spread = stratified(rng).view(np.float32)
    spread = rng.permutation(spread)[: INPUTS // 2]
    rest = rng.uniform(*domain, INPUTS - len(first) - len(spread)).astype(np.float32)
    return np.concatenate([first, spread, rest])


def length_differences(kernel: Program, oracle: Oracle[Target], worst: tuple[str, ...]) -> tuple[LengthDifference, ...]:
    """The kernel's results at lengths 1 and 7 and fused into a larger function, against one long vector."""
    function = jax_backend.load(jax_backend.print_program(kernel).module)["kernel"]
    return differences(function, oracle, comparison_inputs(worst, oracle.target.timing_domain))


def differences(function: Callable[..., Any], oracle: Oracle[Target], x: np.ndarray) -> tuple[LengthDifference, ...]:
    """Length differences of any traceable function on given inputs."""
    return judged(outputs_by_setting(function, x), oracle, x)


def judged(outputs: Mapping[str, np.ndarray], oracle: Oracle[Target], x: np.ndarray) -> tuple[LengthDifference, ...]:
    """Number of each setting's outputs that are not those of one long vector, and the largest error."""
    whole, exact, scorer = outputs[WHOLE], oracle.reference(x), Scorer(oracle, ftz=True, daz=True)
    rows = []
    for setting, got in outputs.items():
        if setting != WHOLE:
            same = (got.view(np.uint32) == whole.view(np.uint32)) | (np.isnan(got) & np.isnan(whole))
            errors, _ = scorer.errors(x.view(np.uint32), got, exact)
            rows.append(
                LengthDifference(
                    setting=setting, inputs=len(x), different=int((~same).sum()), max_ulp=float(errors.max())
                )
            )
    return tuple(rows)
