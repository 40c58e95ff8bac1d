"""The steps of a derivation as a reader sees them: what each changed, and its program where the run has it on record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evaluators.backends.source import from_source, to_source
from evo.ancestry import Ancestry, Step
from evo.mutations import MUTATIONS, START
from evo.run.run_format import FrontEntry
from results.report.content import Content, OnRecord, key_of
from search_spaces.ops import OPS
from search_spaces.programs.parsing import parse
from search_spaces.programs.parts import ProgramError
from search_spaces.programs.program import Program

VARIATIONS = {
    START: "the identity, with which every search begins",
    **{row.name: row.doc for row in MUTATIONS.values()},
}
"""The effect of each variation, as the search's own table tells it."""
IDENTITY = "program real (x: float) -> (y: float)\nreturn y=x\n"
WHERE = (
    "Each step states the effect of its variation, and the change. The program beside it is the one on record that fits "
    "in variation, operations, cost and error; a search keeps the best few at each cost until it is over. + marks values "
    "that the last program shown before it does not compute, constants apart."
)
NOT_YET = "No program: they are on record when the search is over."
GONE = "No program: none on record is known to fit, where the step's own gave way to better ones of its cost."
UNCLEAR = "{} programs of different operations on record fit; which one it was is not known."
ALIKE = "{} on record fit and differ in constants alone; this is the first."
FINISHED = "The finished program, its constants as stored."


@dataclass(frozen=True)
class ToldStep:
    """A step of a derivation in words.

    Attributes:
        head: Its number, variation, operations and error.
        changed: What the variation does, and what became of operations, cost and error.
        lines: The program, an instruction a line, new ones after a +; empty where it is not known.
        note: Which step the marks refer to and how sure the program is, or why there is none.
    """

    head: str
    changed: str
    lines: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class Known:
    """The program of a step, None where it is not known, and what to say of it."""

    program: Program | None
    note: str


def told_of(content: Content, entry: FrontEntry, one: Ancestry) -> list[ToldStep]:
    """The steps of one of the ancestries, a core each, of a program of the front."""
    alone = len(entry.ancestry) == 1
    return told(one.steps, _on_record(one.steps, content.programs), entry.source if alone else "")


def _on_record(steps: Sequence[Step], programs: Mapping[int, OnRecord]) -> OnRecord | None:
    """The programs of the core that the steps led to, the one that has the last of them; None before the search is over."""
    if len(programs) < 2:
        return next(iter(programs.values()), None)
    having = [known for known in programs.values() if steps and key_of(steps[-1]) in known]
    return having[0] if len(having) == 1 else {}


def told(steps: Sequence[Step], on_record: OnRecord | None, final: str) -> list[ToldStep]:
    """The steps of one core in words; `final` is the source of the finished program, empty where it has several cores."""
    found: list[ToldStep] = []
    shown, shapes, ids = -1, set[int](), dict[tuple[Any, ...], int]()
    for i, step in enumerate(steps):
        known = _known(step, on_record, final if i == len(steps) - 1 else "")
        what = VARIATIONS.get(name := step.mutation, name)
        changed = f"{what[:1].upper()}{what[1:]}{_moved(steps[i - 1], step) if i else ''}."
        head = f"{i}. {step.mutation}: {step.ops} operation{'' if step.ops == 1 else 's'}, error {step.error:.4g}"
        if known.program is None:
            found.append(ToldStep(head, changed, (), known.note))
            continue
        now = _shapes(known.program, ids)
        marked = _marked(shown, len(shapes - set(now))) if shown >= 0 else ""
        found.append(ToldStep(head, changed, _lines(known.program, now, shapes), f"{marked} {known.note}".strip()))
        shown, shapes = i, set(now)
    return found


def _known(step: Step, on_record: OnRecord | None, final: str) -> Known:
    """The finished program where it is that of the step, else what is on record of the step."""
    if step.mutation == "start":
        return Known(parse(IDENTITY), "")
    finished = _finished(final, step.ops)
    if finished is not None:
        return Known(finished, FINISHED)
    fitting = [parse(text) for text in (on_record or {}).get(key_of(step), ())]
    if not fitting:
        return Known(None, NOT_YET if on_record is None else GONE)
    ids: dict[tuple[Any, ...], int] = {}
    if len({frozenset(_shapes(program, ids)) for program in fitting}) > 1:
        return Known(None, UNCLEAR.format(len(fitting)))
    return Known(fitting[0], ALIKE.format(len(fitting)) if len(fitting) > 1 else "")


def _finished(source: str, ops: int) -> Program | None:
    """The program of a source that has so many operations; None where it is another, or reads more than one number."""
    try:
        program = from_source(source) if source else None
    except ProgramError:
        return None
    return program if program is not None and program.op_count() == ops else None


def _moved(before: Step, after: Step) -> str:
    """Changes of operations, cost and error since the step before on record."""
    counts = [
        f"{word} {old:g} to {new:g}" if old != new else f"{word} {new:g} as before"
        for word, old, new in (("operations", before.ops, after.ops), ("cost", before.cost, after.cost))
    ]
    old, new = before.error, after.error
    times = f" ({old / new:.3g} times smaller)" if 0 < 1.005 * new < old < float("inf") else ""
    return f": {', '.join(counts)}, error {old:.4g} to {new:.4g}{times}"


def _marked(shown: int, gone: int) -> str:
    return f"Marked against step {shown}" + (
        f", of which {gone} operation{'s' if gone > 1 else ''} went." if gone else "."
    )


def _shapes(program: Program, ids: dict[tuple[Any, ...], int]) -> list[int]:
    """Number of each live instruction's shape, constants apart; `ids` grows, equal shapes have equal numbers."""
    first, live = program.first_instr, program.live()
    values = [-1] * len(program.inputs) + [-2] * len(program.consts)
    for instr in program.instrs:
        args = [values[arg] for arg in instr.args]
        args = sorted(args) if OPS[instr.op].commutative else args
        values.append(ids.setdefault((instr.op, *args), len(ids)))
    return [value for i, value in enumerate(values[first:]) if live[first + i]]


def _lines(program: Program, now: Sequence[int], before: set[int]) -> tuple[str, ...]:
    """The program's text, new lines marked."""
    *body, last = to_source(program).splitlines()[1:]
    marks = ["  " if shape in before else "+ " for shape in now]
    return (*(mark + line.strip() for mark, line in zip(marks, body, strict=True)), f"  {last.strip()}")
