"""A file's function on its inputs: on single numbers beside an oracle, or on a sample of pairs."""

import math
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar, Protocol

import numpy as np

from evaluators.backends.lengths import in_settings
from evaluators.reference.oracle import Oracle, build_oracle
from evaluators.report import ErrorReport, Fingerprint
from evaluators.sweep.accuracy import SweepOptions, sample_at, sweep
from evaluators.sweep.points import ascending, sample_points
from results.composed.measure import measured_on_pairs
from results.record.record import LengthDifference
from results.record.subjects import target_named
from results.sandbox.child import BACKEND_OF_FORMAT
from results.sandbox.launch import CONNECTIONS
from results.sandbox.sandbox import Sandbox, Sandboxed, rows_of
from results.verification.lengths import comparison_inputs, judged
from results.verification.report import VerifyError
from results.verification.stated import Stated
from results.verification.verdict import FileMeasurement, LargestError
from search_spaces.composed import COMPOSED, Composed, arguments_of
from search_spaces.targets import Target


class Inputs(Protocol):
    """Inputs on which a file's function is measured."""

    arguments: ClassVar[int]

    def options(self, fingerprint: Fingerprint) -> SweepOptions:
        """Rules by which errors count in a process of this fingerprint."""
        ...

    def measured(self, sandbox: Sandbox, options: SweepOptions) -> FileMeasurement:
        """Errors of the file's outputs."""
        ...


def inputs_of(stated: Stated, exhaustive: bool) -> Inputs:
    """Inputs on which the function that a file states is measured.

    Raises:
        VerifyError: It takes pairs and is to be swept, or states that it was; or its witness is none of its inputs.
        ValueError: There is no such target.
    """
    return _INPUTS[arguments_of(stated.target)](stated, exhaustive)


def _require_witness(stated: Stated, arguments: int) -> None:
    if stated.witness and len(stated.witness) != arguments:
        raise VerifyError(f"WITNESS names {len(stated.witness)} numbers; {stated.target} takes {arguments}")


@dataclass(frozen=True)
class Singles:
    """Every float32, or a sample; a target's own."""

    arguments: ClassVar[int] = 1
    stated: Stated
    exhaustive: bool
    target: Target

    def options(self, fingerprint: Fingerprint) -> SweepOptions:
        """Flushed where the process or the file's statement has it so."""
        ftz, daz = fingerprint.ftz or self.stated.ftz, fingerprint.daz or self.stated.daz
        return SweepOptions(ftz=ftz, daz=daz, hashes=(self.stated.outputs_hash_kind,))

    def measured(self, sandbox: Sandbox, options: SweepOptions) -> FileMeasurement:
        """Errors of the sweep, or of the project's sample; of a file that states a sweep, of both."""
        name, stated, oracle = self.stated.target, self.stated, build_oracle(self.target)
        sampled = swept = None
        if not (self.exhaustive and stated.exhaustive):
            sampled = sample_at(sandbox.apply, oracle, options, _points(oracle, stated))
        if self.exhaustive:
            swept = sweep({name: Sandboxed(sandbox)}, oracle, replace(options, threads=CONNECTIONS), _tell)[name]
        error = swept or sampled
        assert error is not None
        lengths = _lengths(sandbox, stated, oracle, error)
        return FileMeasurement(
            mode=error.mode,
            inputs=error.inputs,
            worst=_worst(error, lengths),
            of_sample=_worst(sampled or error, lengths),
            wrong_count=error.wrong_count,
            outputs_hash=error.outputs_hash,
            lengths=lengths,
            special_failures=_special_failures(error),
        )


def _singles(stated: Stated, exhaustive: bool) -> Singles:
    _require_witness(stated, Singles.arguments)
    return Singles(stated, exhaustive, target_named(stated.target, stated.subject))


def _points(oracle: Oracle[Target], stated: Stated) -> np.ndarray:
    """The sample of the project's own files, with the witness; of a bound over every input also what lies around it."""
    bits = sample_points(oracle, stated.witness if stated.exhaustive else (), np.random.default_rng(0))
    return ascending(np.concatenate([bits, np.array(stated.witness, np.float32).view(np.uint32)]))


def _lengths(
    sandbox: Sandbox, stated: Stated, oracle: Oracle[Target], error: ErrorReport
) -> tuple[LengthDifference, ...]:
    if BACKEND_OF_FORMAT[stated.export_format].name != "jax":
        return ()  # each operation is one ufunc, or compiled so that it rounds by itself: none can be contracted
    x = comparison_inputs(error.worst_inputs, oracle.target.timing_domain)
    return judged(in_settings(rows_of(sandbox, fused=False), rows_of(sandbox, fused=True), x), oracle, x)


def _worst(error: ErrorReport, lengths: tuple[LengthDifference, ...]) -> LargestError:
    return LargestError(max([error.max_ulp, *(row.max_ulp for row in lengths)]), error.witness)


def _special_failures(error: ErrorReport) -> tuple[str, ...]:
    return tuple(f"{error.target}({f.given}) = {f.got}, not {f.expected}" for f in error.special_failures)


@dataclass(frozen=True)
class Pairs:
    """The sample of a function of two arguments, and the pair that the file says is the worst."""

    arguments: ClassVar[int] = 2
    stated: Stated
    row: Composed

    def options(self, fingerprint: Fingerprint) -> SweepOptions:
        """Flushed, as every such kernel is."""
        return SweepOptions(ftz=True, daz=True)

    def measured(self, sandbox: Sandbox, options: SweepOptions) -> FileMeasurement:
        """Errors of the sample, taken again."""
        error = measured_on_pairs(sandbox.apply, self.row, self.stated.seed, self.stated.witness)
        worst = LargestError(error.max_ulp, error.witness)
        return FileMeasurement(
            *(error.mode, error.inputs, worst, worst, error.wrong_count, None, ()),
            special_failures=_special_failures(error),
        )


def _pairs(stated: Stated, exhaustive: bool) -> Pairs:
    if exhaustive:
        raise VerifyError(f"{stated.target} takes pairs, which have no sweep: leave out --exhaustive")
    if stated.exhaustive:
        raise VerifyError(f"EXHAUSTIVE is True; {stated.target} takes pairs, of which only a sample can be stated")
    _require_witness(stated, Pairs.arguments)
    if not all(map(math.isfinite, stated.witness)):
        raise VerifyError("WITNESS is not finite; of pairs only finite ones have an error")
    return Pairs(stated, COMPOSED[stated.target])


_INPUTS: dict[int, Callable[[Stated, bool], Inputs]] = {1: _singles, 2: _pairs}
"""By the number of arguments."""


def _tell(done: int, total: int) -> None:
    if done % 256 == 0 or done == total:
        print(f"{100 * done // total} % of all float32 inputs", file=sys.stderr, flush=True)
