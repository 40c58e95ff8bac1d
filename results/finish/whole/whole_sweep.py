"""From candidates of a search of whole kernels to swept, exported programs."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from evaluators.backends.whole import words_c, words_jax, words_numpy
from evaluators.compiled.whole.word_scores import Points
from evaluators.compiled.whole.words import encode_words
from evaluators.files import write_atomic
from evaluators.sweep.words import BLOCK, NAN_RANGES, Judged, Kernel, Ranges, Task, sweep_words
from evaluators.timing.c_compiler import compiler
from evo.run.whole_format import WholeEntry
from evo.whole.archive import Entry, dense_error
from evo.whole.domain import Domain, domain_of, places_of
from evo.whole.posing import Posed
from evo.whole.sample import points_of, spread
from results.export.whole_format import JAX, PYTHON, SUFFIXES, C, WholeFacts, c_text, jax_code, jax_text, python_text
from search_spaces.whole.whole_targets import NARROW, OWN_REFERENCES, WRONG
from search_spaces.whole.word_ops import Words
from search_spaces.whole.words import WordsProgram, canonical, evaluate_words

Told = Callable[[str, int, int], None]

CANDIDATES = 4
"""Programs of an operation count that are compared on a dense sample before one is swept."""
SCREEN = 1 << 17
"""Inputs of that sample."""
LENGTHS = (1, 67)
"""Array lengths at which a file's bits are compared too: XLA compiles each anew."""


@dataclass(frozen=True)
class Swept:
    """A program that was run on every input of its domain as its JAX file.

    Attributes:
        program: The program.
        judged: What its file's results were.
        short: Whether the file has the short form.
    """

    program: WordsProgram
    judged: Judged
    short: bool


def word_ranges(domain: Domain, nan: bool) -> Ranges:
    """A domain as stretches of words, with those of NaN where they are inputs."""
    ranges: list[tuple[int, int]] = []
    for low, high in domain.spans:
        if high >= 0:
            ranges.append((max(low, 0), high))
        if low < 0:
            ranges.append((0x80000000 - 1 - min(high, -1), 0x80000000 - 1 - low))
    return (*ranges, *(NAN_RANGES if nan else ()))


def screened(posed: Posed, entries: Sequence[Entry]) -> list[WordsProgram]:
    """The best program at each operation count on a dense sample, if none of fewer operations is as good.

    Of a target that can be exact all that are exact there, CANDIDATES at most of an operation count: a sample cannot tell them
    apart.
    """
    points = _dense_points(posed)
    kept: list[WordsProgram] = []
    best = np.inf
    for ops in sorted({entry.ops for entry in entries if entry.ops}):
        ranked = _ranked(points, [entry for entry in entries if entry.ops == ops])
        exact = [program for error, program in ranked if error == 0.0 and posed.error == WRONG]
        kept += exact or [program for error, program in ranked[:1] if error < best]
        best = min(best, *(error for error, _ in ranked))
    return kept


def _ranked(points: Points, group: Sequence[Entry]) -> list[tuple[float, WordsProgram]]:
    """CANDIDATES programs of one operation count with their errors on points, best first."""
    distinct = {entry.program.hash: entry for entry in sorted(group, key=lambda e: (e.error, str(e.program)))}
    programs = [canonical(entry.program) for entry in list(distinct.values())[:CANDIDATES]]
    errors = [dense_error(points, encode_words(program))[0] for program in programs]
    order = sorted(range(len(programs)), key=lambda i: (errors[i], programs[i].hash))
    return [(errors[i], programs[i]) for i in order]


def _dense_points(posed: Posed) -> Points:
    domain = domain_of(posed.intervals)
    x = np.concatenate([spread(domain, SCREEN, np.random.default_rng(0)), domain.ends()])
    x = np.unique(x.view(np.uint32)).view(np.float32)
    x = x[np.argsort(places_of(x), kind="stable")]
    return points_of(x, posed.reference(x), posed.error)


def swept(posed: Posed, target: str, programs: Sequence[WordsProgram], told: Told) -> list[Swept]:
    """Every program over every input of the domain as its JAX file; those whose short form has other bits, in the total form."""
    domain = domain_of(posed.intervals)
    ranges = word_ranges(domain, posed.nan)
    found: dict[str, Swept] = {}
    for short in (True, False):
        left = [program for program in programs if program.hash not in found]
        forms = [program for program in left if not short or _agrees_at_lengths(program, target, domain)]
        if not forms:
            continue
        judged = _judged(posed, {program: _kernel(program, target, short) for program in forms}, ranges, told)
        for program in forms:
            one = judged[program.hash]
            if not one.differing or not short:
                found[program.hash] = Swept(program, one, short)
    return [found[program.hash] for program in programs]


def _judged(posed: Posed, kernels: Mapping[WordsProgram, Kernel], ranges: Ranges, told: Told) -> dict[str, Judged]:
    named = {program.hash: kernel for program, kernel in kernels.items()}
    is_exact = posed.reference.target in NARROW
    task = Task(named, _as_functions(list(kernels)), posed.reference, posed.error, is_exact, _blocks_of(posed))
    return sweep_words(task, ranges, lambda done, total: told("sweeping every input of the domain", done, total))


def _blocks_of(posed: Posed) -> Any:
    name = posed.reference.target
    if posed.reference.expression is None and name in OWN_REFERENCES:
        return None
    return posed.reference.oracle().block


def _kernel(program: WordsProgram, target: str, short: bool) -> Kernel:
    """The function that the JAX file's public one calls with float32 arrays."""
    return words_jax.load(jax_code(program, target, short))["_kernel"]


def _as_functions(programs: Sequence[WordsProgram]) -> dict[str, Callable[[Words], Words]]:
    made = words_c.compile_all(programs) if compiler() else [words_numpy.compile_words(p) for p in programs]
    return {program.hash: function for program, function in zip(programs, made, strict=True)}


def _agrees_at_lengths(program: WordsProgram, target: str, domain: Domain) -> bool:
    """True if the short form has the program's bits for arrays of LENGTHS too."""
    kernel = _kernel(program, target, True)
    for length in LENGTHS:
        x = spread(domain, 4 * length + 8, np.random.default_rng(length))[:length]
        got, wanted = np.asarray(kernel(x)), evaluate_words(program, x.view(np.uint32)).view(np.float32)
        same = (got.view(np.uint32) == wanted.view(np.uint32)) | (np.isnan(got) & np.isnan(wanted))
        if not same.all():
            return False
    return True


def front_of(found: Sequence[Swept]) -> list[Swept]:
    """Those with an error that no other of at most as many operations equals, fewest operations first.

    A program whose file has other bits than its own somewhere, in either form, is none of them.
    """
    kept: list[Swept] = []
    for one in sorted(
        (one for one in found if one.judged.max_error < np.inf and not one.judged.differing),
        key=lambda s: (s.program.ops, s.judged.max_error, s.program.hash),
    ):
        if not kept or one.judged.max_error < kept[-1].judged.max_error:
            kept.append(one)
    return kept


def facts_of(one: Swept, base: WholeFacts) -> WholeFacts:
    """Statements of the file of a swept program; those that all files of a run share come from `base`."""
    judged, is_exact = one.judged, base.target in NARROW
    return dataclasses.replace(
        base,
        max_error=judged.max_error,
        max_ulp=None if is_exact else judged.max_ulp,
        wrong=judged.wrong,
        wrong_zero_signs=judged.wrong_zero_signs,
        inputs=judged.inputs,
        witness=None if judged.witness is None else float(judged.witness).hex(),
        ops=one.program.ops,
    )


def exported(run: Path, one: Swept, base: WholeFacts) -> WholeEntry:
    """Write a swept program's files; its entry of the front.

    Raises:
        OSError: A file cannot be written.
    """
    facts, program = facts_of(one, base), one.program
    texts = {
        JAX: jax_text(program, facts, one.short),
        PYTHON: python_text(program, facts),
        C: c_text(program, facts),
    }
    files = {}
    for name, text in texts.items():
        path = Path("kernels") / f"whole-{program.ops}-{program.hash}" / name / f"{facts.target}{SUFFIXES[name]}"
        (run / path).parent.mkdir(parents=True, exist_ok=True)
        write_atomic(run / path, text)
        files[name] = path.as_posix()
    return entry_of(program, facts, files)


def entry_of(program: WordsProgram, facts: WholeFacts, files: dict[str, str]) -> WholeEntry:
    """A swept program as an entry of the front."""
    return WholeEntry(
        ops=program.ops,
        max_error=facts.max_error,
        max_error_float64=None,
        witness=facts.witness,
        limit_points=(),
        source=str(program),
        certified=True,
        error=facts.error,
        max_ulp=facts.max_ulp,
        wrong=facts.wrong,
        wrong_zero_signs=facts.wrong_zero_signs,
        inputs=facts.inputs,
        exhaustive=facts.exhaustive,
        given=facts.given,
        guard_ops=0,
        program=str(program),
        file=files[JAX],
        files=files,
    )


def estimated_entry(entry: Entry, error: str, given: str) -> WholeEntry:
    """A candidate of a running search, with the search's own estimate of its error on a sample."""
    text = str(canonical(entry.program))
    return WholeEntry(
        ops=entry.ops,
        max_error=entry.error,
        max_error_float64=None,
        witness=None,
        limit_points=(),
        source=text,
        certified=False,
        error=error,
        max_ulp=None,
        wrong=None,
        wrong_zero_signs=None,
        inputs=0,
        exhaustive=False,
        given=given,
        guard_ops=0,
        program=text,
        file=None,
        files={},
    )


__all__ = ["BLOCK", "Swept", "estimated_entry", "exported", "front_of", "screened", "swept", "word_ranges"]
