"""The verdict on a file's statement after measuring it."""

import math
from dataclasses import dataclass

from evaluators.report import EXHAUSTIVE
from results.record.record import LengthDifference
from results.verification.stated import Stated

HOLDS, NOT_REFUTED, HOLDS_ON_A_SAMPLE, FAILS = "holds", "not refuted", "holds on a sample", "fails"
"""A bound over every input, met by all of them; met by a sample; a sample's bound, met by a sample; refuted."""


@dataclass(frozen=True)
class LargestError:
    """The largest error among some inputs, in ulp, and its input as a hex float."""

    max_ulp: float
    witness: str


@dataclass(frozen=True)
class FileMeasurement:
    """Measurements of a file.

    Attributes:
        mode: exhaustive or sampled.
        inputs: So many.
        worst: The largest error, at any length.
        of_sample: The largest on the sample that a sampled statement is held against; the same where only that was taken.
        wrong_count: Inputs whose result is more than 0.5 ulp off.
        outputs_hash: Hash of all outputs; None where sampled.
        lengths: How results change with the array's length.
        special_failures: Rows of the exact table that the file misses.
    """

    mode: str
    inputs: int
    worst: LargestError
    of_sample: LargestError
    wrong_count: int
    outputs_hash: str | None
    lengths: tuple[LengthDifference, ...]
    special_failures: tuple[str, ...]


@dataclass(frozen=True)
class Verdict:
    """One of the words above, and why where it fails."""

    word: str
    reason: str = ""

    @property
    def ok(self) -> bool:
        """True unless the statement is refuted."""
        return self.word != FAILS


def judge(measured: FileMeasurement, stated: Stated) -> Verdict:
    """The verdict: a bound over every input is held against all that was measured, a sample's against a sample."""
    reason = _refutation(measured, stated)
    if reason:
        return Verdict(FAILS, reason)
    if not stated.exhaustive:
        return Verdict(HOLDS_ON_A_SAMPLE)
    return Verdict(HOLDS if measured.mode == EXHAUSTIVE else NOT_REFUTED)


def _refutation(measured: FileMeasurement, stated: Stated) -> str:
    if measured.special_failures:
        return f"special values: {measured.special_failures[0]}"
    if not math.isfinite(measured.worst.max_ulp):
        return f"not finite, or finite where it should not be, at {measured.worst.witness}"
    held = measured.worst if stated.exhaustive else measured.of_sample
    if held.max_ulp > stated.max_ulp:
        of_what = "" if stated.exhaustive else ", which is a sample's"
        return f"largest error {held.max_ulp:.6f} ulp at {held.witness}, above the stated {stated.max_ulp:.6f}{of_what}"
    if measured.outputs_hash and stated.outputs_hash and measured.outputs_hash != stated.outputs_hash:
        return "the outputs differ from the recorded ones within the same bound; was this file verified elsewhere?"
    return ""
