"""Keys of a campaign of whole kernels: their rules and defaults, and the evaluations that minutes come to.

Evaluations alone decide how long such a search is, never a clock: the same campaign gives the same programs on any machine.
The tables are imported where they are read: they need numpy, and plain mistakes are answered before it is there.
"""

import math
import os
import re
from collections.abc import Mapping
from typing import Any

import msgspec

from evo.settings.ranges import shown
from search_spaces.composed import COMPOSED
from search_spaces.suggestions import hint
from search_spaces.targets import NAN, TARGETS, refuse_target

LEAST_ISLANDS = 2
EPOCH_EVALUATIONS = 300_000
DEFAULTS: Mapping[str, Any] = {"epoch_evaluations": EPOCH_EVALUATIONS, "max_ops": 16}
"""Defaults of a campaign of whole kernels."""
RATE = 320_000
"""Evaluations that a worker is taken to do in a second: what one of two cores of a cloud machine of 2024 does."""
ONLY_WHOLE = ("inputs", "ops", "op", "start")
MOST_FOUND = 4
"""Found kernels that may be operations, as evo/compiled/whole/whole_constants.py has codes for."""
_NAME = re.compile(r"[a-z][a-z0-9_]{0,31}", re.ASCII)
PREDICATES = frozenset(("lt", "to_int"))
"""Operations whose results are small integers, the words of no normal number."""


class WholeError(ValueError):
    """A campaign of whole kernels that cannot run; the message says what was given and what is allowed."""


def with_budget(campaign: Any, minutes: float) -> Any:
    """The campaign with evaluations for its minutes, `minutes` where it has neither, and islands for its workers.

    An island a worker, at least LEAST_ISLANDS. Minutes stay on record and decide nothing.
    """
    workers = campaign.workers or os.cpu_count() or 1
    islands = campaign.islands if campaign.islands is not None else max(LEAST_ISLANDS, workers)
    executor = "local" if campaign.executor == "auto" and campaign.address is None else campaign.executor
    campaign = msgspec.structs.replace(campaign, islands=islands, executor=executor)
    asked = campaign.minutes if campaign.minutes is not None else minutes
    if campaign.evaluations is not None or not (math.isfinite(asked) and asked > 0.0 and workers > 0):
        return campaign
    evaluations = max(1, round(60 * asked * RATE) * workers)
    return msgspec.structs.replace(campaign, minutes=asked, evaluations=evaluations)


def rule_of(campaign: Any) -> str:
    """The rule by which minutes of a resolved campaign became evaluations; empty where evaluations were asked for."""
    workers = campaign.workers or 1
    if campaign.minutes is None or campaign.evaluations != max(1, round(60 * campaign.minutes * RATE) * workers):
        return ""
    return f"{campaign.minutes:g} minutes x 60 x {RATE:,} evaluations a second and worker x {workers} workers"


def only_with_whole(campaign: Any) -> str | None:
    """A field that goes with a search of whole kernels alone and is given; or None."""
    return next((name for name in ONLY_WHOLE if getattr(campaign, name) is not None), None)


def check(campaign: Any) -> None:
    """Refuse what does not go with a search of whole kernels.

    Raises:
        WholeError: The message names the key, what was given and what is allowed.
    """
    from search_spaces.whole.whole_targets import ERRORS

    others = {"real": campaign.real, "measure_time": campaign.measure_time, "cores": campaign.cores is not None}
    others["outside"] = campaign.outside != NAN
    if (given := next((name for name, is_given in others.items() if is_given), None)) is not None:
        raise WholeError(f"{given} does not go with whole kernels: leave out {given}, or whole")
    if campaign.error is not None and campaign.error not in ERRORS:
        raise WholeError(f"error is {shown(campaign.error)}; allowed with whole kernels: {', '.join(ERRORS)}")
    _check_inputs(campaign)
    _check_ops(campaign.ops)
    _check_found(campaign)
    _check_start(campaign)
    if campaign.evaluations is not None and campaign.evaluations < campaign.epoch_evaluations:
        raise WholeError(
            f"the budget is {campaign.evaluations:,} evaluations, less than one epoch of {campaign.epoch_evaluations:,}: give "
            "more minutes or evaluations, or a smaller --epoch-evaluations"
        )


def _check_inputs(campaign: Any) -> None:
    from search_spaces.whole.whole_targets import INPUTS

    if campaign.inputs is None:
        return
    if campaign.inputs not in INPUTS:
        raise WholeError(f"inputs is {shown(campaign.inputs)}; allowed: {', '.join(INPUTS)}")
    if campaign.domain is not None:
        raise WholeError("inputs and domain both say where a kernel is judged: leave out one of them")


def _check_ops(ops: tuple[str, ...] | None) -> None:
    from search_spaces.whole.word_ops import WORD_OPS

    if ops is None:
        return
    unknown = next((name for name in ops if name not in WORD_OPS), None)
    if unknown is not None:
        raise WholeError(f"unknown operation {shown(unknown)}.{hint(unknown, WORD_OPS)} Known: {', '.join(WORD_OPS)}")
    if set(ops) <= PREDICATES:
        raise WholeError(
            f"the operations {', '.join(ops) or '(none)'} make no float: their results are small integers. Add one that does, "
            "such as add, mul or isub"
        )


def _check_found(campaign: Any) -> None:
    from search_spaces.whole.word_ops import WORD_OPS
    from search_spaces.whole.words import WordsError, parse_words

    names = [name for name, _ in campaign.op or ()]
    if len(names) > MOST_FOUND:
        raise WholeError(f"op names {len(names)} found kernels; at most {MOST_FOUND} are operations")
    for name, text in campaign.op or ():
        if not _NAME.fullmatch(name) or name in WORD_OPS or names.count(name) > 1:
            raise WholeError(
                f"op {shown(name)} is no name for a found kernel: it must be of a-z, 0-9 and _, given once, and of none of the "
                "operations"
            )
        try:
            program = parse_words(text)
        except WordsError as error:
            raise WholeError(f"op {name} is no program of words: {error}") from None
        if not 0 < program.ops <= campaign.max_ops:
            raise WholeError(
                f"op {name} has {program.ops} operations, and max_ops is {campaign.max_ops}: a found kernel's operations are "
                "counted wherever it is used"
            )


def _check_start(campaign: Any) -> None:
    from search_spaces.whole.words import WordsError, parse_words

    if campaign.start is None:
        return
    try:
        program = parse_words(campaign.start)
    except WordsError as error:
        raise WholeError(f"start is no program of words: {error}") from None
    if program.ops > campaign.max_ops:
        raise WholeError(f"start has {program.ops} operations, and max_ops is {campaign.max_ops}: raise --max-ops")


def check_target(campaign: Any) -> None:
    """Refuse a target that has no reference, or none inside its domain.

    Raises:
        ValueError: The message says where and what to do.
    """
    from search_spaces.whole.whole_targets import OWN_REFERENCES, default_posed

    if campaign.target_expr is None:
        require_known(campaign.target)
        is_counted = (campaign.error or default_posed(campaign.target).error) == "wrong"
        if is_counted and campaign.target not in OWN_REFERENCES:
            raise WholeError(
                f"error is 'wrong', a count of inputs that are not exact, and {campaign.target} is exact nowhere; allowed: "
                "relative, ulp, absolute, mixed"
            )
    from evo.whole.posing import require_posed

    require_posed(campaign)


def require_known(name: str) -> None:
    """Refuse a name that is no target of whole kernels.

    Raises:
        ValueError: With the nearest names.
    """
    from search_spaces.whole.whole_targets import OWN_REFERENCES

    if name in TARGETS or name in OWN_REFERENCES:
        return
    if name in COMPOSED:
        raise WholeError(f"whole kernels are functions of one argument x, and {name} has two")
    known = {**TARGETS, **dict.fromkeys(OWN_REFERENCES)}
    refuse_target(name, known)
