"""The answer of `verify`: a report, or an error in one sentence."""

from dataclasses import dataclass

from evaluators.report import SHA256, Fingerprint
from results.record.record import LengthDifference
from search_spaces.visible import visible

_LONGEST = 400


class VerifyError(RuntimeError):
    """A file that could not be verified; the message says what it did."""


@dataclass(frozen=True)
class VerifyReport:
    """Findings of `verify`.

    Attributes:
        target: Name of the target row.
        file: The file, as given.
        backend: Backend that ran it, with its device.
        mode: exhaustive or sampled.
        inputs: Inputs judged.
        max_ulp: Largest error found, at any length.
        witness: Its input as a hex float.
        wrong_count: Inputs whose result is more than 0.5 ulp off.
        recorded_max_ulp: The bound that the file states.
        stated_mode: Over which inputs it states it: exhaustive or sampled.
        outputs_hash: Hash of all outputs, of the kind that the file states; None where sampled.
        recorded_outputs_hash: The hash that the file states, or None.
        length_differences: Per setting, how results change with it.
        special_failures: Rows of the exact table that the file misses, as "f(given) = got, not expected".
        ok: False where the statement is refuted: by a larger error, a special value or the hash.
        verdict: One of the words of results/verification/verdict.py.
        reason: Why not ok; empty otherwise.
        ftz: Whether the metric flushed results below the normal range.
        daz: Whether a subnormal input could count as zero.
        isolation: How the file's code was shut in: bwrap, unshare or none.
        fingerprint: Where this is valid.
        outputs_hash_kind: sha256 or blake3, as the file states.
    """

    target: str
    file: str
    backend: str
    mode: str
    inputs: int
    max_ulp: float
    witness: str
    wrong_count: int
    recorded_max_ulp: float
    stated_mode: str
    outputs_hash: str | None
    recorded_outputs_hash: str | None
    length_differences: tuple[LengthDifference, ...]
    special_failures: tuple[str, ...]
    ok: bool
    verdict: str
    reason: str
    ftz: bool
    daz: bool
    isolation: str
    fingerprint: Fingerprint
    outputs_hash_kind: str = SHA256


def plain(text: str) -> str:
    """A stranger's text on one line that a terminal only prints: at most 400 characters, of the others escapes."""
    shown = visible(" ".join(text[: 4 * _LONGEST].split()))
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 3] + "..."
