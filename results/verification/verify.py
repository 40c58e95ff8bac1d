"""Verify an exported file: its own bound, hash, special values and independence of length.

The file's code runs in a process of its own (results/sandbox/sandbox.py), which returns outputs. Inputs, references,
metric, counts and the verdict are of this process.
"""

import json
import math
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

from evaluators.backends.lengths import in_settings
from evaluators.reference.oracle import Oracle, build_oracle
from evaluators.report import ErrorReport, Fingerprint
from evaluators.sweep.accuracy import SweepOptions, sample_at, sweep
from evaluators.sweep.points import ascending, sample_points
from results.composed.measure import measured_on_pairs
from results.record.record import LengthDifference
from results.record.subjects import target_named
from results.sandbox import linux
from results.sandbox.child import BACKEND_OF_FORMAT
from results.sandbox.isolation import NONE, OPEN
from results.sandbox.launch import CONNECTIONS, Job
from results.sandbox.sandbox import Limits, Sandbox, rows_of
from results.verification.lengths import comparison_inputs, judged
from results.verification.reading import read_bytes
from results.verification.report import VerifyError, VerifyReport
from results.verification.stated import Stated, read_statement
from results.verification.verdict import FileMeasurement, LargestError, judge
from search_spaces.composed import COMPOSED
from search_spaces.targets import Target

SAMPLED_SECONDS, EXHAUSTIVE_SECONDS = 300, 3600
UNWATCHED = "this is no Linux: processes that the file starts are not watched, and may outlive it"
_PROBES = (33, 1)
"""Lengths of the arrays with which a file is tried before anything is measured."""


def verify_in_child(
    path: Path, target: str | None, exhaustive: bool, device: str, limits: Limits | None = None
) -> VerifyReport:
    """The report of a file whose code runs in a process of its own.

    Args:
        path: The exported file.
        target: Target to judge against; None takes the file's own TARGET.
        exhaustive: Over every float32, or sampled.
        device: auto, cpu or gpu.
        limits: What the process may take; None is the time of the mode and the usual rest.

    Raises:
        FileNotFoundError: No such file.
        VerifyError: What the file states is no statement; it does not import, returns something else than float32 of the
            input's shape, raises, or takes more than the limits allow; the message says which.
    """
    data = read_bytes(path)
    try:
        stated = read_statement(data, path.suffix, target)
        row = _row(stated, exhaustive)
        job = Job(
            text=data, suffix=path.suffix, function=stated.target, export_format=stated.export_format, device=device
        )
        sandbox = Sandbox(job, limits or Limits(EXHAUSTIVE_SECONDS if exhaustive else SAMPLED_SECONDS))
        return sandbox.watch(lambda: _report(sandbox, path, stated, row, exhaustive))
    except (VerifyError, ValueError) as error:
        raise VerifyError(f"{path}: {error}") from None


def _row(stated: Stated, exhaustive: bool) -> Target | None:
    """The target, on the domain that is stated if one is; None of a function of pairs.

    Raises:
        VerifyError: Such a function is to be swept, or states that it was.
        ValueError: There is no such target.
    """
    pairs = stated.target in COMPOSED
    if pairs and exhaustive:
        raise VerifyError(f"{stated.target} takes pairs, which have no sweep: leave out --exhaustive")
    if pairs and stated.exhaustive:
        raise VerifyError(f"EXHAUSTIVE is True; {stated.target} takes pairs, of which only a sample can be stated")
    if stated.witness and len(stated.witness) != 1 + pairs:
        raise VerifyError(f"WITNESS names {len(stated.witness)} numbers; {stated.target} takes {1 + pairs}")
    if pairs and not all(map(math.isfinite, stated.witness)):
        raise VerifyError("WITNESS is not finite; of pairs only finite ones have an error")
    return None if pairs else target_named(stated.target, stated.subject)


def cautions(isolation: str) -> list[str]:
    """What the file's code can do here and elsewhere cannot."""
    return [OPEN] * (isolation == NONE) + [UNWATCHED] * (not linux.HERE)


def _report(sandbox: Sandbox, path: Path, stated: Stated, row: Target | None, exhaustive: bool) -> VerifyReport:
    for caution in cautions(sandbox.isolation):
        print(f"{path}: {caution}", file=sys.stderr, flush=True)
    for length in _PROBES:
        x = np.linspace(-2.0, 2.0, _PROBES[0], dtype=np.float32)[:length]
        sandbox.apply(*[x] * (2 if row is None else 1))
    fingerprint = fingerprint_of(sandbox.identity)
    options = SweepOptions(ftz=fingerprint.ftz or stated.ftz, daz=fingerprint.daz or stated.daz)
    if row is None:
        measured, options = _pairs(sandbox, stated), SweepOptions(ftz=True, daz=True)
    else:
        measured = _measured(sandbox, stated, build_oracle(row), options, exhaustive)
    verdict = judge(measured, stated)
    return VerifyReport(
        target=stated.target,
        file=str(path),
        backend=fingerprint.backend,
        mode=measured.mode,
        inputs=measured.inputs,
        max_ulp=measured.worst.max_ulp,
        witness=measured.worst.witness,
        wrong_count=measured.wrong_count,
        recorded_max_ulp=stated.max_ulp,
        stated_mode=stated.mode,
        outputs_hash=measured.outputs_hash,
        recorded_outputs_hash=stated.outputs_hash,
        length_differences=measured.lengths,
        special_failures=measured.special_failures,
        ok=verdict.ok,
        verdict=verdict.word,
        reason=verdict.reason,
        ftz=options.ftz,
        daz=options.daz,
        isolation=sandbox.isolation,
        fingerprint=fingerprint,
    )


def fingerprint_of(text: str) -> Fingerprint:
    """A fingerprint from its JSON, as this project's code wrote it before it ran any of the file's."""
    fields = json.loads(text)
    versions = tuple((name, version) for name, version in fields.pop("versions"))
    return Fingerprint(**{**fields, "versions": versions, "flags": tuple(fields.pop("flags"))})


def _measured(
    sandbox: Sandbox, stated: Stated, oracle: Oracle, options: SweepOptions, exhaustive: bool
) -> FileMeasurement:
    name = stated.target
    sampled = swept = None
    if not (exhaustive and stated.exhaustive):
        sampled = sample_at(sandbox.apply, oracle, options, _points(oracle, stated))
    if exhaustive:
        swept = sweep({name: sandbox.apply}, oracle, replace(options, threads=CONNECTIONS), _tell)[name]
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


def _points(oracle: Oracle, stated: Stated) -> np.ndarray:
    """The sample of the project's own files, with the witness; of a bound over every input also what lies around it."""
    bits = sample_points(oracle, stated.witness if stated.exhaustive else (), np.random.default_rng(0))
    return ascending(np.concatenate([bits, np.array(stated.witness, np.float32).view(np.uint32)]))


def _lengths(sandbox: Sandbox, stated: Stated, oracle: Oracle, error: ErrorReport) -> tuple[LengthDifference, ...]:
    if BACKEND_OF_FORMAT[stated.export_format].name != "jax":
        return ()  # each operation is one ufunc, or compiled so that it rounds by itself: none can be contracted
    x = comparison_inputs(error.worst_inputs, oracle.target.timing_domain)
    return judged(in_settings(rows_of(sandbox, fused=False), rows_of(sandbox, fused=True), x), oracle, x)


def _worst(error: ErrorReport, lengths: tuple[LengthDifference, ...]) -> LargestError:
    return LargestError(max([error.max_ulp, *(row.max_ulp for row in lengths)]), error.witness)


def _special_failures(error: ErrorReport) -> tuple[str, ...]:
    return tuple(f"{error.target}({f.given}) = {f.got}, not {f.expected}" for f in error.special_failures)


def _pairs(sandbox: Sandbox, stated: Stated) -> FileMeasurement:
    """Of a function of pairs: its sample again, and the pair that the file says is the worst."""
    error = measured_on_pairs(sandbox.apply, COMPOSED[stated.target], stated.seed, stated.witness)
    worst = LargestError(error.max_ulp, error.witness)
    return FileMeasurement(
        *(error.mode, error.inputs, worst, worst, error.wrong_count, None, ()),
        special_failures=_special_failures(error),
    )


def _tell(done: int, total: int) -> None:
    if done % 256 == 0 or done == total:
        print(f"{100 * done // total} % of all float32 inputs", file=sys.stderr, flush=True)
