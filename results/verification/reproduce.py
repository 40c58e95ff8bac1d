"""A record's search run again, from y = x with its own seed and budget: does it come to the same kernel, bit for bit?"""

import tomllib
from dataclasses import dataclass
from functools import partial

from evaluators.callbacks import StageCallback
from evaluators.reference.oracle import build_oracle
from evo.campaign import run_campaign
from evo.engine import source_digest
from evo.island import archives
from evo.problem import problem_of
from evo.schedule.graph import share
from evo.settings.config import BEFORE_THEY_WERE_KEPT, Campaign, resolve
from evo.workers.executors import make_executor
from results.finish.assembly import evolved_kernels
from results.finish.classical.classical_run import ledger_of
from results.finish.classical.hand_made import MOVING_HANDS, classical_kernels
from results.finish.refinement import refined, sweep_with
from results.record.record import CLASSICAL, Record
from search_spaces.reductions import reductions_of
from search_spaces.space import cores_of


@dataclass(frozen=True)
class Reproduction:
    """Outcome of a record's search, run again.

    Attributes:
        record: Hash of the record's kernel.
        found: Whether the search made that kernel again: program and constants, bit for bit.
        kernels: Hashes of all kernels that it made.
        evaluations: Distinct programs fitted.
        other_engine: Whether another source of the search made the record, or one before records kept that.
    """

    record: str
    found: bool
    kernels: tuple[str, ...]
    evaluations: int
    other_engine: bool


def reproduce(record: Record, workers: int, progress: StageCallback) -> Reproduction:
    """Search again and look for the record's kernel among all that are made, before time decides which are exported.

    Only cores of the record's own reduction are searched for, each with the evaluations it had: what a core finds does not
    depend on those beside it.

    Raises:
        ValueError: The record's campaign is not one of this program.
        RuntimeError: The search cannot run.
    """
    campaign = campaign_of(record, workers)
    spaces = campaign.spaces()
    problems = tuple(problem_of(space, campaign.search) for space in spaces)
    executor = make_executor(campaign.executor, workers, None)
    progress("searching again", 0, 1)
    try:
        outcome = run_campaign(problems, campaign, executor, lambda _: None)
    finally:
        executor.close()
    progress("searching again", 1, 1)
    entries = archives(problems, outcome.states)
    oracle = build_oracle(spaces[0].kernel)
    if record.kind == CLASSICAL:
        made = classical_kernels(
            spaces=spaces,
            oracle=oracle,
            seed=campaign.seed,
            ledger=ledger_of(campaign),
            told=partial(progress, MOVING_HANDS),
        )
    else:
        made = evolved_kernels(spaces=spaces, entries=entries, oracle=oracle, seed=campaign.seed, progress=progress)
    if record.hash not in {kernel.program.hash() for kernel in made}:
        alike = [k for k in made if (k.reduction.name, k.program.op_count()) == (record.reduction, record.kernel_ops)]
        made = [
            *made,
            *(
                kernel
                for kernel, _ in refined(
                    kernels=alike, sweep=sweep_with(oracle, progress), spaces=spaces, oracle=oracle, seed=campaign.seed
                )
            ),
        ]
    hashes = tuple(sorted({kernel.program.hash() for kernel in made}))
    other = record.provenance.engine != source_digest()
    return Reproduction(record.hash, record.hash in hashes, hashes, outcome.evaluations, other)


def campaign_of(record: Record, workers: int) -> Campaign:
    """The record's campaign for its own cores, with the number of evaluations that they came to, in this process.

    Raises:
        ValueError: It is not one of this program.
    """
    table, origin = tomllib.loads(record.provenance.campaign), record.provenance
    free = {"minutes": None, "executor": "local", "address": None, "storage": None, "backend": "auto"}
    free |= {"workers": workers, "evaluations": origin.evaluations}
    if origin.cores:
        needed = cores_of([row for row in reductions_of(record.target) if row.name == record.reduction])
        shares = {name: share(origin.evaluations, len(origin.cores), i) for i, name in enumerate(origin.cores)}
        mine = {name: evaluations for name, evaluations in shares.items() if name in needed}
        free |= {"cores": list(mine), "evaluations": sum(mine.values())}
    return resolve({**BEFORE_THEY_WERE_KEPT, **table, **free})
