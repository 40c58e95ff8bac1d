"""Constants of an archive's programs, fitted by exchange: the worst of many inputs join the sample, and again."""

import numpy as np
from numpy.typing import NDArray

from evaluators.compiled.whole.word_scores import CRUDE, Points
from evaluators.compiled.whole.words import WordsCode, decode_words, encode_words, run_words
from evo.compiled.whole.whole_store import WORST, make_genome
from evo.compiled.whole.whole_tune import Bench, begin, error_of, pattern, refit
from evo.whole.archive import Entry, dense_error
from evo.whole.sample import Pool, chosen, padded

ROUNDS = 6
STRETCHES = 16
"""Of the dense inputs: the worst of each joins."""
FIRST = 80
MOST = 256


def polished(entry: Entry, dense: Points, error: str, bench: Bench, rng: np.random.Generator) -> Entry:
    """The entry with constants whose largest error on the dense inputs is less, or the entry itself."""
    if not entry.error < CRUDE:
        return entry
    code, genome = encode_words(entry.program), make_genome()
    n = len(code.op)
    genome.op[:n], genome.arg[:n], genome.word[:n] = code.op, code.arg, code.word
    index = chosen(Pool(dense.x.view(np.float32), dense.f), error, FIRST, rng)
    best = entry
    for _ in range(ROUNDS):
        code = WordsCode(genome.op[:n], genome.arg[:n], genome.word[:n])
        index = np.unique(np.concatenate([index, worst_places(dense, code)]))
        index = index[padded(np.arange(len(index)), MOST)]
        points = Points(dense.x[index], dense.f[index], dense.w[index], dense.line[index], dense.kind)
        begin(points, bench)
        largest = error_of(genome, n, points, bench)
        largest = refit(genome, n, largest, 10, WORST, points, bench)
        error_of(genome, n, points, bench)
        pattern(genome, n, largest, 8, points, bench)
        now, _ = dense_error(dense, code)
        if not now < best.error:
            break
        best = Entry(entry.ops, now, decode_words(code.op, code.arg, code.word))
    return best


def worst_places(dense: Points, code: WordsCode) -> NDArray[np.intp]:
    """Points at which a program's error is largest on each stretch, and both ends."""
    out = np.empty(len(dense.x), np.int32)
    run_words(code.op, code.arg, code.word, len(code.op), dense.x, out)
    with np.errstate(all="ignore"):
        errors = np.nan_to_num(np.abs(out.view(np.float32) - dense.f) * dense.w, nan=np.inf)
    size = len(errors) // STRETCHES
    places = [k * size + int(np.argmax(errors[k * size : (k + 1) * size])) for k in range(STRETCHES)]
    return np.array([0, *places, len(errors) - 1])
