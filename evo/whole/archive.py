"""Knowledge of an island: its best program of each operation count on many inputs, and the inputs where programs fail."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evaluators.compiled.whole.word_scores import WRONG, Points, row_error
from evaluators.compiled.whole.words import WordsCode, decode_words, encode_words, run_words
from evo.compiled.whole.whole_store import Shelf
from evo.whole.problem import WholeProblem
from search_spaces.whole.words import WordsProgram


@dataclass(frozen=True)
class Entry:
    """A program and its error on the dense pool."""

    ops: int
    error: float
    program: WordsProgram


def front(entries: Iterable[Entry], most: int | None = None) -> list[Entry]:
    """Entries of at most so many operations that no entry of fewer equals."""
    kept: list[Entry] = []
    for entry in sorted(entries, key=lambda e: (e.ops, e.error)):
        if (most is None or entry.ops <= most) and (not kept or entry.error < kept[-1].error):
            kept.append(entry)
    return kept


PROGRESS = 0.8
"""An error below this share of the old one is progress."""


def better(new: tuple[Entry, ...], old: tuple[Entry, ...]) -> bool:
    """True if some entry of the front is a step forward."""
    known = front(old)
    for entry in front(new):
        before = min((e.error for e in known if e.ops <= entry.ops), default=np.inf)
        if entry.error < PROGRESS * before:
            return True
    return False


WRONG_TAKEN = 6
"""Wrong inputs of the best program of a niche that join the counter-examples."""
CHECKED = 3
"""Programs of each niche that are run on the dense pool after an epoch."""
GENERATION = 12
"""Epochs that share a dense pool; with a new one the archive is judged again, and no error falls."""


def checked(
    problem: WholeProblem, archive: tuple[Entry, ...], extra: NDArray[np.float32], whole: Shelf, epoch: int
) -> tuple[tuple[Entry, ...], NDArray[np.float32]]:
    """The archive with the best programs of each niche joined, and the counter-examples with their worst inputs."""
    dense = problem.dense(epoch // GENERATION)
    worst: list[NDArray[np.int32]] = []
    best: dict[int, Entry] = {}
    for entry in archive:
        error = entry.error
        if epoch % GENERATION == 0:
            now, where = dense_error(dense, encode_words(entry.program))
            if now > error:
                worst.append(dense.x[where])
                error = now
        best[entry.ops] = Entry(entry.ops, error, entry.program)
    for niche, rank, code, known in _leaders(whole):
        error, where = dense_error(dense, code)
        if rank == 0 and error > 0.0 and (dense.kind == WRONG or error > known):
            worst.append(dense.x[where])
        if niche not in best or error < best[niche].error:
            best[niche] = Entry(niche, error, decode_words(code.op, code.arg, code.word))
    return tuple(best[ops] for ops in sorted(best)), _newest([extra.view(np.int32), *worst], problem)


def _leaders(whole: Shelf) -> Iterator[tuple[int, int, WordsCode, float]]:
    """Niche, rank, program and error on the sample of the best of each niche."""
    for niche in range(len(whole.size)):
        order = np.argsort(whole.error[niche, : whole.size[niche]], kind="stable")[:CHECKED]
        for rank, slot in enumerate(order):
            n = int(whole.length[niche, slot])
            code = WordsCode(whole.op[niche, slot, :n], whole.arg[niche, slot, :n], whole.word[niche, slot, :n])
            yield niche, rank, code, float(whole.error[niche, slot])


def _newest(parts: list[NDArray[np.int32]], problem: WholeProblem) -> NDArray[np.float32]:
    """The last of all counter-examples, each once."""
    words = np.concatenate(parts)
    _, last = np.unique(words[::-1], return_index=True)
    places = np.sort(len(words) - 1 - last)
    kept = places[max(0, len(places) - problem.settings.counter_examples) :]
    return words[kept].view(np.float32)


def dense_error(points: Points, code: WordsCode) -> tuple[float, NDArray[np.intp]]:
    """The error on many points, and the indices of the worst, or of some of the wrong ones."""
    out = np.empty((1, len(points.x)), np.int32)
    run_words(code.op, code.arg, code.word, len(code.op), points.x, out[0])
    value = out.view(np.float32)
    with np.errstate(all="ignore"):
        if points.kind == WRONG:
            line = np.where(out[0] >= 0, out[0].astype(np.int64), -(out[0].astype(np.int64) & 0x7FFFFFFF))
            both_nan = np.isnan(value[0]) & np.isnan(points.f)
            wrong = np.flatnonzero(~both_nan & (line != points.line))
            taken = (np.arange(min(WRONG_TAKEN, len(wrong))) * len(wrong)) // WRONG_TAKEN
            return len(wrong) / len(points.x), wrong[taken]
        each = np.nan_to_num(np.abs(value[0].astype(np.float64) - points.f) * points.w, nan=np.inf)
    return float(row_error(out, value, 0, points)), np.array([np.argmax(each)])
