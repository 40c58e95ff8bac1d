"""A front of whole kernels for people: a table, each program in words, and small pictures of r(x) and s(x)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from evo.run.run_format import FrontEntry
from evo.run.whole_format import WholeEntry, WholeSummary
from results.export.escaping import visible
from results.report.drawing.svg import POINTS, Axes, Series
from results.report.terminal import scatter
from results.tables.tables import Shortened, console, number, show_table, table_of
from results.tables.word_explained import head_of, head_sentence, name_of, sentences
from search_spaces.whole.words import WordsInstr, WordsProgram, evaluate_words, parse_words

WIDTH, SAMPLES = 78, 400
NEAR = (0.125, 8.0)
"""Sizes of x in pictures, where the domain has them: six binades show what repeats from binade to binade."""
WIDE = 1e3
_HEADS = ("ops", "largest error", "max ulp", "wrong", "inputs", "given")


def print_whole_front(front: WholeSummary) -> None:
    """The table of a front of whole kernels."""
    parts = " and ".join("[{:g}, {:g}]".format(*(float.fromhex(end) for end in ends)) for ends in front.intervals)
    title = (
        f"{front.target} on {parts}, {judged_by(front)}, seed {front.seed}: whole kernels from y = x, "
        f"{front.evaluations:,} evaluations in {front.seconds:.0f} s"
    )
    table = table_of(title, (), _HEADS, ("file",))
    for entry in front.front:
        if isinstance(entry, WholeEntry):
            table.add_row(*_cells(entry))
    show_table(table)
    if not front.finished:
        console().print("The search did not finish; errors are its own estimates on a sample.")


def judged_by(front: WholeSummary) -> str:
    """The kind of error in words."""
    return "wrong inputs" if front.error == "wrong" else f"{front.error} error"


def _cells(entry: WholeEntry) -> tuple[str | Shortened, ...]:
    wrong = number(entry.wrong, ",")
    if entry.wrong_zero_signs:
        wrong += f" (+ {entry.wrong_zero_signs:,} signs of zero)"
    inputs = f"{entry.inputs:,}" + ("" if entry.exhaustive else " (sampled)")
    numbers = (number(entry.max_error, ".4g"), number(entry.max_ulp, ".4g"), wrong, inputs, entry.given)
    return (str(entry.ops), *numbers, Shortened(entry.file or "-"))


def explained(front: WholeSummary, entries: Sequence[FrontEntry], pictures: bool = True) -> list[str]:
    """Programs of a front in words, with pictures of what their ends are polynomials of."""
    lines: list[str] = []
    x = picture_inputs([(float.fromhex(low), float.fromhex(high)) for low, high in front.intervals])
    for entry in entries:
        program = parse_words(entry.source)
        lines += ["", f"{entry.ops} operations, {judged_by(front)} {number(entry.max_error, '.4g')}:"]
        lines += [f"  {line}" for line in sentences(program)]
        lines += [f"  {line}" for line in _head_lines(program, x, pictures)]
    return [visible(line) for line in lines]


def _head_lines(program: WordsProgram, x: NDArray[np.float32], pictures: bool) -> list[str]:
    head = head_of(program)
    if head is None:
        return ["the result is no polynomial of two of these values: it is made of bits"]
    lines = [head_sentence(program, head) + "."]
    chosen = [("r(x)", head.r)] + ([("s(x)", head.s)] if head.s is not None else [])
    for name, value in chosen:
        if pictures and value:
            lines += [f"{name} = {name_of(program, value)}:", *picture(name, x, value_of(program, value, x))]
    return lines


def value_of(program: WordsProgram, value: int, x: NDArray[np.float32]) -> NDArray[np.float32]:
    """One value of a program for inputs, as floats."""
    part = WordsProgram(program.constants, _before(program, value), value)
    return evaluate_words(part, x.view(np.uint32)).view(np.float32)


def _before(program: WordsProgram, value: int) -> tuple[WordsInstr, ...]:
    return program.instrs[: max(0, value - program.first_instr + 1)]


def picture_inputs(intervals: list[tuple[float, float]]) -> NDArray[np.float32]:
    """Inputs for pictures: of a domain that spans many binades those of NEAR, by their logarithm; else evenly."""
    low, high = intervals[-1]
    if low > 0.0 and high / low > WIDE:
        low, high = max(low, NEAR[0]), min(high, NEAR[1])
        if low < high:
            return np.geomspace(low, high, SAMPLES).astype(np.float32)
        low, high = intervals[-1]
        return np.geomspace(low, high, SAMPLES).astype(np.float32)
    low, high = max(intervals[0][0], -NEAR[1]), min(high, NEAR[1])
    if not low < high:
        low, high = intervals[0][0], intervals[-1][1]
    return np.linspace(low, high, SAMPLES).astype(np.float32)


def picture(name: str, x: NDArray[np.float32], y: NDArray[np.float32]) -> list[str]:
    """A value along x as characters."""
    known = np.isfinite(y)
    if not known.any():
        return ["(not a number there)"]
    log = bool(np.all(x > 0.0) and x[-1] / x[0] > 30.0)
    series = Series(name, x[known].astype(float).tolist(), y[known].astype(float).tolist(), POINTS)
    return [f"  {line}" for line in scatter((Axes("x", name, x_log=log), [series]), WIDTH)]
