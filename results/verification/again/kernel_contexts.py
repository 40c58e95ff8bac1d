"""The library's JAX texts wherever programs use them: the bits of the texts with a barrier for each constant, on a sample or on all floats.

Kernels that passed are remembered by their text, jax version and instruction set, so that an interrupted check goes on.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from evaluators.backends import jax_backend
from evaluators.backends.contexts import BLOCK, CONTEXTS, WIDTHS, changed
from evaluators.private_folder import user_cache
from evaluators.sweep.outputs import outputs_hash
from results.composed.statement import kernel_of
from results.export.library import menu
from results.record.cover import here
from results.record.listing import kernel_names
from results.record.record import Record, committed
from search_spaces.composed import ROWS
from search_spaces.programs.program import Program

SAMPLE = 1 << 20
"""Bit patterns of each argument, one at random in each stratum of equal length."""


@dataclass(frozen=True)
class Check:
    """One kernel in one way of compilation.

    Attributes:
        name: Of the kernel in the library.
        record: Its record.
        vector_bits: Width of vectors; None of a sweep of every float32, at the default width.
    """

    name: str
    record: Record
    vector_bits: int | None

    def failures(self, inputs: int) -> dict[str, int]:
        """Inputs with other bits by context; of a sweep, one where the hash is not the record's."""
        if self.vector_bits is None:
            return {"every float32": int(not self._sweep())}
        found = changed(self.program(), self._sample(inputs), self.vector_bits)
        return {context: number for context, number in found.items() if number}

    def program(self) -> Program:
        """The kernel's."""
        return self.record.program() if self.record.arguments == 1 else kernel_of(self.record.target, self.record)

    def key(self, inputs: int) -> str:
        """Digest of everything that a passed check depends on."""
        text, process = jax_backend.print_program(self.program()).module, here()
        what = (text, process.versions, process.isa, self.vector_bits, inputs, tuple(CONTEXTS))
        return hashlib.sha256(repr(what).encode()).hexdigest()

    def _sample(self, inputs: int) -> list[np.ndarray]:
        rng, domain = np.random.default_rng(0), ROWS[self.record.target].timing_domain
        return [_stratified(inputs, domain, rng) for _ in range(self.record.arguments)]

    def _sweep(self) -> bool:
        """True if the outputs of every float32 have the record's hash, of the kind that it has."""
        verification = self.record.verification("jax")
        assert verification is not None
        error = verification.error
        return outputs_hash(jax_backend.compile_program(self.program()), error.outputs_hash_kind) == error.outputs_hash


def _stratified(inputs: int, domain: tuple[float, float], rng: np.random.Generator) -> np.ndarray:
    """Random patterns, one in each stratum, in random order, and a block of ordinary numbers."""
    width = 2**32 // inputs
    patterns = np.arange(inputs, dtype=np.uint64) * width + rng.integers(0, width, inputs, dtype=np.uint64)
    spread = rng.permutation(patterns.astype(np.uint32).view(np.float32))
    return np.concatenate([spread, rng.uniform(*domain, BLOCK).astype(np.float32)])


def checks(exhaustive: bool) -> Iterator[Check]:
    """Every check of the library, the kernels of the table first; exhaustive: sweeps of kernels of one argument besides."""
    named = [(name, r) for target in kernel_names() for name, r in menu(_able(target)).items()]
    for name, record in sorted(named, key=lambda pair: pair[0] != pair[1].target):
        for vector_bits in WIDTHS:
            yield Check(name, record, vector_bits)
        if exhaustive and record.is_swept:
            yield Check(name, record, None)


def _able(target: str) -> list[Record]:
    return [record for record in committed(target) if record.verification("jax") is not None]


def journal() -> Path:
    """The file of what passed."""
    return user_cache() / "contexts.txt"


def check_library(tell: Callable[[str], None], exhaustive: bool = False, inputs: int = SAMPLE) -> bool:
    """True if every kernel of the library gives the same bits in every context; `tell` hears of each."""
    return all_pass(checks(exhaustive), tell, inputs)


def all_pass(wanted: Iterator[Check], tell: Callable[[str], None], inputs: int = SAMPLE) -> bool:
    """True if all checks pass; those that passed before are not made again."""
    results = map(partial(_passes, tell=tell, inputs=inputs), wanted)
    return all(list(results))


def _passes(check: Check, tell: Callable[[str], None], inputs: int) -> bool:
    path, key = journal(), check.key(inputs)
    if path.exists() and key in path.read_text().split():
        return True
    failures = check.failures(inputs)
    how = "every float32" if check.vector_bits is None else f"{check.vector_bits}-bit vectors"
    found = ", ".join(f"{number:,} other outputs ({context})" for context, number in failures.items() if number)
    tell(f"{check.name}, {how}: {found or 'the same bits'}")
    if found:
        return False
    with path.open("a") as file:
        file.write(f"{key}\n")
    return True
