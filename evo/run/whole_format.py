"""The front of a run of whole kernels, as `show --json` prints it: that of other runs with more about each program."""

import dataclasses
from dataclasses import dataclass, field
from typing import Any

from evaluators.report import from_json
from evo.run.run_format import FrontEntry, RunSummary

NOTHING, GUARDS, START = "nothing", "guards", "start"
"""Things that a search may have been given; `guards` are a generic select outside the domain."""


def given_of(campaign: Any) -> str:
    """Things that a campaign was given: a program to begin from, found kernels with their operations; or NOTHING."""
    from search_spaces.whole.words import parse_words

    found = [f"{name}, a found kernel of {parse_words(text).ops} operations" for name, text in campaign.op or ()]
    return "; ".join([*([] if campaign.start is None else [START]), *found]) or NOTHING


@dataclass(frozen=True)
class WholeEntry(FrontEntry):
    """A whole kernel of the front.

    Attributes:
        error: Kind of error that max_error is: relative, ulp, absolute, mixed, or wrong, a count of inputs.
        max_ulp: Largest error in ulp; None of a conversion, and before the sweep.
        wrong: Inputs whose result is not the exact value rounded to float32; zeros of either sign are equal. None before the
            sweep.
        wrong_zero_signs: Inputs that give a zero of the wrong sign.
        inputs: Inputs judged.
        exhaustive: Whether they are all of the domain.
        given: What the search was given.
        guard_ops: Operations of guards outside the domain, beside `ops`.
        program: The program's text.
        file: The JAX file, relative to the run directory; None before the sweep.
        files: Files by format.
    """

    error: str
    max_ulp: float | None
    wrong: int | None
    wrong_zero_signs: int | None
    inputs: int
    exhaustive: bool
    given: str
    guard_ops: int
    program: str
    file: str | None
    files: dict[str, str]


@dataclass(frozen=True)
class WholeSummary(RunSummary):
    """The front of a run of whole kernels; `domain` is from its least end to its largest.

    Attributes:
        intervals: The domain: closed intervals, ends as hex floats.
        operations: Names of the operations that programs were made of.
        max_ops: Most operations of a program.
    """

    intervals: tuple[tuple[str, str], ...] = field(default=())
    operations: tuple[str, ...] = ()
    max_ops: int = 0


def whole_summary(value: dict[str, Any]) -> WholeSummary:
    """A front of whole kernels from its JSON, whose rules were checked."""
    front = tuple(from_json(WholeEntry, row) for row in value["front"])
    return dataclasses.replace(from_json(WholeSummary, {**value, "front": ()}), front=front)
