"""Measured time as a logged input: what a core's kernel takes beside the stock function.

Times differ from run to run, so an epoch never measures: it names the programs of its front whose time it lacks, the
driver has them timed, puts the values on record, and hands them to the epoch after the next. A replay reads the record.
"""

import math
import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from evaluators.report import Status
from evaluators.timing.baselines import EVOLVED, Implementation, baselines, jax_implementation
from evaluators.timing.contexts import LOOP
from evaluators.timing.interleaved import Setting, time_blocks
from evo.archive import Entry, pareto_front
from evo.workers.steps import Candidate, StepResult, StepRunner
from evo.workers.worker_log import working
from search_spaces.programs.lowering import lower
from search_spaces.programs.parsing import parse
from search_spaces.reductions import reductions_of
from search_spaces.targets import find_target

REQUESTS = 4
"""Most programs that an epoch asks to have timed."""
ROUNDS = 60

Measured = tuple[tuple[str, float], ...]
"""(key, time relative to stock) of programs; inf where a program could not be timed."""


def key_of(entry: Entry) -> str:
    """Names a program with its constants."""
    return entry.key[:16]


def requests(entries: Iterable[Entry], known: Measured, target: str) -> tuple[Candidate, ...]:
    """Programs of the front by model cost whose time is not known yet, most accurate first."""
    have = {key for key, _ in known}
    lacking = [entry for entry in pareto_front(entries) if entry.ops and key_of(entry) not in have]
    return tuple(Candidate(key_of(e), f"{target}\n{e.program}") for e in reversed(lacking))[:REQUESTS]


def still_there(entries: Iterable[Entry], known: Measured) -> Measured:
    """Measured times of programs that are still in the archive."""
    keys = {key_of(entry) for entry in entries}
    return tuple((key, value) for key, value in known if key in keys)


def without_slower(entries: Sequence[Entry], known: Measured) -> list[Entry]:
    """Entries but those that another one is known to beat: no less accurate and faster as measured."""
    times = dict(known)
    timed = [(entry, times[key_of(entry)]) for entry in entries if key_of(entry) in times]

    def beaten(entry: Entry) -> bool:
        own = times.get(key_of(entry), -math.inf)
        return any(other.error <= entry.error and time < own for other, time in timed)

    return [entry for entry in entries if not beaten(entry)]


def as_measured(verdict: StepResult) -> tuple[str, float]:
    """Key and time of a verdict, as an epoch is told it; inf where there is no time."""
    ok = verdict.status == Status.OK and verdict.value is not None
    return verdict.key, verdict.value if ok and verdict.value is not None else math.inf


def time_text(text: str) -> float:
    """Time of the kernel around a core beside the stock function's, in one interleaved run; run in a child.

    `text` is the context (a row of CONTEXTS), the target's name and the core as a program in the reals. Without a stock
    function: ns per element.
    """
    from evaluators.backends.jax_backend import dispatch_inline

    dispatch_inline()
    pin_to_last_core()
    context, target, program = text.split("\n", 2)
    kernel = reductions_of(target)[0].kernel(lower(parse(program)))
    stock, setting, domain = (
        baselines(find_target(target))[:1],
        Setting(context=context),
        find_target(target).timing_domain,
    )
    blocks = {i.name: i.block_in(setting, domain) for i in [*stock, _implementation(str(kernel))]}
    times = time_blocks({name: block for name, block in blocks.items() if block is not None}, ROUNDS)
    own = times["candidate"].ns_per_element
    return own / times[stock[0].name].ns_per_element if stock else own


def pin_to_last_core() -> None:
    """Keep this process on one core where there are at least three, so that others are left for the machine's own work."""
    cores = os.sched_getaffinity(0)
    if len(cores) >= 3:
        os.sched_setaffinity(0, {max(cores)})


def _implementation(kernel: str) -> Implementation:
    from evaluators.backends import jax_backend

    printed = jax_backend.print_program(parse(kernel)).module
    return jax_implementation("candidate", EVOLVED, jax_backend.load(printed)["kernel"])


def time_on_gpu(text: str) -> float:
    """The same on an accelerator.

    Raises:
        RuntimeError: jax finds none.
    """
    from evaluators.backends.jax_backend import platform

    if platform() != "gpu":
        raise RuntimeError(f"jax computes on the {platform()} of this node: install jax for its accelerator")
    return time_text(text)


# What runs in the child, and for which devices jax looks there; the worker itself is held to the processor.
STEPS = {"cpu": (time_text, "cpu"), "gpu": (time_on_gpu, "")}


@cache
def _runner(device: str) -> StepRunner:
    function, platforms = STEPS[device]
    return StepRunner(f"{function.__module__}:{function.__name__}", environment={"JAX_PLATFORMS": platforms})


def step_task(
    candidates: tuple[Candidate, ...], workers: Path | None, device: str, context: str = LOOP
) -> tuple[StepResult, ...]:
    """Time candidates one after the other on a device, cpu or gpu, in a context.

    Nothing else may load the core meanwhile, which the executor sees to.
    """
    verdicts = []
    for candidate in candidates:
        with working(workers, f"timing of {candidate.key}", candidate.key):
            verdicts.append(_runner(device).run(replace(candidate, text=f"{context}\n{candidate.text}")))
    return tuple(verdicts)
