"""Verify an exported file: its own bound, hash, special values and independence of length.

The file's code runs in a process of its own (results/sandbox/sandbox.py), which returns outputs. Inputs, references,
metric, counts and the verdict are of this process.
"""

import json
import sys
from pathlib import Path

import numpy as np

from evaluators.report import Fingerprint
from results.sandbox import linux
from results.sandbox.isolation import NONE, OPEN
from results.sandbox.launch import Job
from results.sandbox.sandbox import Limits, Sandbox
from results.verification.measuring import Inputs, inputs_of
from results.verification.reading import read_bytes
from results.verification.report import VerifyError, VerifyReport
from results.verification.stated import Stated, read_statement
from results.verification.verdict import judge

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
        inputs = inputs_of(stated, exhaustive)
        job = Job(
            text=data, suffix=path.suffix, function=stated.target, export_format=stated.export_format, device=device
        )
        sandbox = Sandbox(job, limits or Limits(EXHAUSTIVE_SECONDS if exhaustive else SAMPLED_SECONDS))
        return sandbox.watch(lambda: _report(sandbox, path, stated, inputs))
    except (VerifyError, ValueError) as error:
        raise VerifyError(f"{path}: {error}") from None


def cautions(isolation: str) -> list[str]:
    """Warnings about the file's code on this machine, where isolation or supervision is lacking."""
    return [OPEN] * (isolation == NONE) + [UNWATCHED] * (not linux.HERE)


def _report(sandbox: Sandbox, path: Path, stated: Stated, inputs: Inputs) -> VerifyReport:
    for caution in cautions(sandbox.isolation):
        print(f"{path}: {caution}", file=sys.stderr, flush=True)
    for length in _PROBES:
        x = np.linspace(-2.0, 2.0, _PROBES[0], dtype=np.float32)[:length]
        sandbox.apply(*[x] * inputs.arguments)
    fingerprint = fingerprint_of(sandbox.identity)
    options = inputs.options(fingerprint)
    measured = inputs.measured(sandbox, options)
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
        outputs_hash_kind=stated.outputs_hash_kind,
    )


def fingerprint_of(text: str) -> Fingerprint:
    """A fingerprint from its JSON, as this project's code wrote it before it ran any of the file's."""
    fields = json.loads(text)
    versions = tuple((name, version) for name, version in fields.pop("versions"))
    return Fingerprint(**{**fields, "versions": versions, "flags": tuple(fields.pop("flags"))})
