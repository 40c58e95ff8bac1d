"""Steps from a campaign's states to a certified front in the reals."""

from collections.abc import Callable, Iterable

from evaluators.backends.source import to_source
from evaluators.minimax import sketches
from evaluators.minimax.certify import Certificate, certify
from evaluators.minimax.classical import ClassicalForm
from evaluators.minimax.classical_table import classical_forms
from evaluators.minimax.fitting import polish_certified
from evaluators.minimax.ledger import Ledger
from evo.ancestry import Ancestry
from evo.archive import Entry
from evo.run.run_format import ClassicalEntry, FrontEntry
from search_spaces.programs.program import Program
from search_spaces.space import SearchSpace

_Candidate = tuple[Program, Certificate, Ancestry]

POLISHED = 3
"""Candidates of an operation count that get the extended-precision fit."""

DISTINCT = 0.999
"""An operation more must pay: a smaller gain than this is within the certificates' resolution."""


def certified_front(
    space: SearchSpace,
    entries: Iterable[Entry],
    polish: bool = True,
    inner_limits: bool = False,
    told: Callable[[int, int], None] = lambda *_: None,
) -> tuple[FrontEntry, ...]:
    """The Pareto front by operations and certified error, sorted by operations.

    Args:
        space: What was searched.
        entries: Candidates of any number of islands.
        polish: Whether to refit the best candidates in extended precision first.
        inner_limits: Whether programs that divide by zero inside the domain may enter, where the limit is right.
        told: How many operation counts are done, and of how many.
    """
    front: list[FrontEntry] = []
    groups = {ops: group for ops, group in sorted(_by_ops(entries).items()) if ops}
    for done, (ops, group) in enumerate(groups.items()):
        told(done, len(groups))
        candidates = _candidates(space, group, polish, inner_limits)
        found = min(candidates, key=lambda pair: (pair[1].max_error, str(pair[0])), default=None)
        if found is not None and (not front or found[1].max_error < DISTINCT * front[-1].max_error):
            front.append(front_entry(ops, *found))
    told(len(groups), max(1, len(groups)))
    return tuple(front)


def _by_ops(entries: Iterable[Entry]) -> dict[int, list[Entry]]:
    groups: dict[int, list[Entry]] = {}
    for entry in sorted(entries, key=lambda e: (e.order, e.past)):
        if entry.key not in {other.key for other in groups.get(entry.ops, [])}:
            groups.setdefault(entry.ops, []).append(entry)
    return groups


def _candidates(space: SearchSpace, group: list[Entry], polish: bool, inner_limits: bool) -> list[_Candidate]:
    """The best programs of one operation count that are finite on the domain, refitted if asked for."""
    ranked = sorted(group, key=lambda e: (e.real_error, e.key))
    wanted = POLISHED if polish else 1
    found: list[_Candidate] = []
    for entry in ranked:
        if len(found) == wanted:
            break
        if _usable(certify(entry.program, space.target, space.domain, space.error), inner_limits):
            found.append((*_certified(space, entry.program, polish), entry.ancestry))
    return [one for one in found if _usable(one[1], inner_limits)]


def _usable(certificate: Certificate, inner_limits: bool) -> bool:
    """True if the source runs without exception at every inner point of the domain, or need not."""
    return certificate.ok and (inner_limits or not certificate.inner_poles)


def _certified(space: SearchSpace, program: Program, polish: bool) -> tuple[Program, Certificate]:
    if polish:
        return polish_certified(program, space.target, space.domain, space.error)
    return program, certify(program, space.target, space.domain, space.error)


def classical_entries(space: SearchSpace, ledger: Ledger | None = None) -> tuple[ClassicalEntry, ...]:
    """The classical forms of the target at every operation count of the space, cheapest first, within a ledger's budget.

    Their names say where they divide by zero inside the domain, which no entry of the front may.
    """
    forms = classical_forms(
        sketches.ApproximationProblem(space.target, space.domain, space.error), space.max_ops, ledger
    )
    return tuple(_entry(form) for form in forms)


def _entry(form: ClassicalForm) -> ClassicalEntry:
    poles = tuple(x.hex() for x in form.certificate.inner_poles)
    return ClassicalEntry(
        name=_named(form),
        ops=form.ops,
        max_error=form.certificate.max_error,
        source=to_source(form.program),
        inner_poles=poles,
    )


def _named(form: ClassicalForm) -> str:
    poles = ", ".join(f"{x:.6g}" for x in form.certificate.inner_poles)
    return f"{form.name}, limit at {poles}" if poles else form.name


def front_entry(ops: int, program: Program, certificate: Certificate, ancestry: Ancestry | None = None) -> FrontEntry:
    """A program with its certificate as an entry of the front."""
    return FrontEntry(
        ops=ops,
        max_error=certificate.max_error,
        max_error_float64=certificate.max_error_float64,
        witness=certificate.witness,
        limit_points=tuple(x.hex() for x in sorted({*certificate.limit_points, *certificate.inner_poles})),
        source=to_source(program),
        certified=True,
        ancestry=(ancestry,) if ancestry is not None and ancestry.steps else (),
    )


def snapshot_entry(entry: Entry) -> FrontEntry:
    """A candidate of a running search, with the search's own float64 estimate of its error."""
    source = to_source(entry.program)
    return FrontEntry(
        ops=entry.ops,
        max_error=entry.error,
        max_error_float64=None,
        witness=None,
        limit_points=(),
        source=source,
        certified=False,
        ancestry=(entry.ancestry,),
    )
