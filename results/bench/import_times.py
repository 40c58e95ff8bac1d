"""`bench --imports`: what a kernel costs before its first result, beside stock: import of its file, trace, compilation."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from evaluators.backends import jax_backend
from evaluators.timing.baselines import stock_function
from results.library.kernel_index import KERNELS, KernelError, ListedKernel, jax_kernels
from results.tables.tables import show_table, table_of
from search_spaces.composed import ROWS
from search_spaces.suggestions import hint

LENGTH, ROUNDS = 1 << 16, 3
ALLOWED_MS = {"straight": 50.0, "branch": 250.0}
"""Milliseconds over stock that a kernel may take: straight-line, and where a branch for huge arguments is compiled too."""
Seconds = tuple[float, float]
"""By the clock, and of the processor."""


@dataclass(frozen=True)
class ImportRow:
    """One kernel of the library; times in milliseconds, each the least of ROUNDS.

    Attributes:
        name: Of the kernel in the library.
        kind: straight or branch, a key of ALLOWED_MS.
        wall: From before the file is read to the first result, by the clock.
        stock_wall: The same of stock's first call.
        over: Time of the processor, all threads, over stock's.
        allowed: Row of ALLOWED_MS.
        ok: Whether `over` is within it.
    """

    name: str
    kind: str
    wall: float
    stock_wall: float
    over: float
    allowed: float
    ok: bool


def import_rows(target: str | None = None, rounds: int = ROUNDS) -> list[ImportRow]:
    """Every kernel of the library, or those of one target: kernel and stock in turn, jax's caches cleared before each.

    Raises:
        KernelError: The library has no kernel of the target, or cannot be read.
    """
    chosen = [entry for entry in jax_kernels() if target in (None, entry.target)]
    if not chosen:
        known = {entry.target for entry in jax_kernels()}
        raise KernelError(f"the library has no kernel of {target!r}.{hint(str(target), known)}")
    _first_result(lambda: lambda x: x + 1)  # jax's own modules and threads start here
    return [_row(entry, rounds) for entry in chosen]


def _row(entry: ListedKernel, rounds: int) -> ImportRow:
    text = (KERNELS / entry.file).read_text(encoding="utf-8")
    stock = stock_function(ROWS[entry.target])

    def imported() -> Callable[..., Any]:
        return jax_backend.load((KERNELS / entry.file).read_text(encoding="utf-8"))[entry.target]

    count = entry.arguments
    pairs = [(_first_result(lambda: stock, count), _first_result(imported, count)) for _ in range(rounds)]
    return judged(entry.name, "branch" if "lax.cond(" in text else "straight", pairs)


def judged(name: str, kind: str, pairs: Sequence[tuple[Seconds, Seconds]]) -> ImportRow:
    """A row from (stock, kernel) of each round: of every number the least, for noise only adds time."""
    (stock_wall, stock_cpu), (wall, cpu) = (np.min([pair[i] for pair in pairs], axis=0) * 1e3 for i in (0, 1))
    over, allowed = float(cpu - stock_cpu), ALLOWED_MS[kind]
    return ImportRow(name, kind, float(wall), float(stock_wall), over, allowed, over <= allowed)


def _first_result(make: Callable[[], Callable[..., Any]], arguments: int = 1) -> Seconds:
    """Seconds by the clock and of the processor until a function has its first result, under jit with nothing compiled before."""
    import jax

    jax.clear_caches()
    x = np.linspace(-1, 1, LENGTH, dtype=np.float32)
    wall, cpu = time.perf_counter(), time.process_time()
    jax.block_until_ready(jax.jit(make())(*[x] * arguments))
    return time.perf_counter() - wall, time.process_time() - cpu


def print_imports(rows: Sequence[ImportRow]) -> None:
    """The rows as a table, and how many are within what is allowed."""
    title = f"import of the file and first call on {LENGTH:,} numbers, ms; least of several"
    table = table_of(title, ("kernel", "kind"), ("wall", "stock", "processor over stock", "allowed", "within"))
    for row in rows:
        times = (f"{value:.1f}" for value in (row.wall, row.stock_wall, row.over))
        table.add_row(row.name, row.kind, *times, f"{row.allowed:.0f}", "yes" if row.ok else "NO")
    show_table(table)
    print(f"{sum(row.ok for row in rows)} of {len(rows)} within what is allowed")
