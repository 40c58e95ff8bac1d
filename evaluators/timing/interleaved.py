"""Interleaved timing of kernels: nanoseconds per element, one core, on arrays that stay in one level of memory.

A block runs a kernel over resident rows a given number of times. Every block is run short and long, in turn with all the
others, for many rounds; the difference of the two over the difference in elements cancels the cost of the call itself. A
run before them is not timed: it finds what the block before has left, cold caches and sleeping vector units, which would
otherwise be paid by the short run alone (a kernel after a C library's seemed 8 to 30 % faster than it is).

Noise only ever adds time, so a run counts as undisturbed when it is among the fastest: `SHARE` of the rounds give the
estimate, and whatever took longer does not enter. Rounds go on, up to `PATIENCE` times as many as asked for, until every
block has `QUIET` long runs within `GATE` of that estimate. The spread is how far the estimates from five interleaved fifths
of the rounds lie apart. Only ratios within one run are to be trusted on a shared machine; `run.py bench --aa` measures
which of them mean something.
"""

import math
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from evaluators.backends.machine import one_core
from evaluators.timing.contexts import ELEMENTS, LOOP, require_elements

ROWS = 2
SHARE = 0.02
GATE = 0.05
QUIET = 5
PATIENCE = 3
FIFTHS = 5
LONG_SECONDS = 160e-6  # of a long run: it still falls between two interruptions often enough
MOST_PASSES = 4096
TRIES = 15
ATTEMPTS = 5  # before a machine counts as too busy
LARGE = 100_000  # elements of a row: beyond, a pass takes milliseconds
MOST_SECONDS, FEWEST = 20.0, 8  # of all rounds together; rounds that are taken whatever they last
PAGE, CLEAR = 4096, 1024  # bytes: a core looks some 20 vectors of 32 bytes ahead
PLACES = 40  # arrays tried; kept until one fits, so that each lies elsewhere


@dataclass(frozen=True, slots=True)
class Residency:
    """Level of memory that holds the arrays of a timing loop: two rows in and two out, of `elements` float32 each.

    Attributes:
        name: As `--resident` takes it.
        elements: Values a row.
        rounds: Rounds by default.
        where: For the heading of a table.
    """

    name: str
    elements: int
    rounds: int
    where: str


# fmt: off
_ROWS = (
    Residency("L1",  1024,      300, "L1-resident"),                     # 16 KiB in all, half of a 32 KiB cache
    Residency("L2",  16_384,    300, "L2-resident"),                     # 256 KiB in all, 128 KiB a pass
    Residency("1e7", 5_000_000, 30,  "10^7 elements in memory"),         # 80 MB in all
)
# fmt: on
RESIDENCIES = {row.name: row for row in _ROWS}
L1 = RESIDENCIES["L1"]
VECTOR_BITS = (256, 512)
CALL_ROUNDS = 100
"""Rounds of compiled calls by default."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Conditions under which kernels are timed.

    Attributes:
        resident: A row of RESIDENCIES.
        vector_bits: Vector width that XLA prefers and libraries are called at, one of VECTOR_BITS; None for XLA's default,
            with libraries at 256.
        context: A row of CONTEXTS in evaluators/timing/contexts.py.
        called: Values of the array of a call; a loop's are those of `resident`.
    """

    resident: Residency = L1
    vector_bits: int | None = None
    context: str = LOOP
    called: int = ELEMENTS

    @property
    def elements(self) -> int:
        """Values of an array that a function is applied to at once."""
        return self.resident.elements if self.context == LOOP else self.called

    @property
    def rounds(self) -> int:
        """Rounds by default."""
        return self.resident.rounds if self.context == LOOP else CALL_ROUNDS


def setting_named(resident: str, vector_bits: int | None) -> Setting:
    """The setting of two options of the command line.

    Raises:
        ValueError: There is no such row or width.
    """
    if resident not in RESIDENCIES:
        raise ValueError(f"--resident is {resident!r}; allowed: {', '.join(RESIDENCIES)}")
    if vector_bits is not None and vector_bits not in VECTOR_BITS:
        raise ValueError(f"--vector-bits is {vector_bits}; allowed: {', '.join(map(str, VECTOR_BITS))}")
    return Setting(RESIDENCIES[resident], vector_bits)


@dataclass(frozen=True, slots=True)
class Block:
    """Work to time: `run(passes)` applies a kernel to `elements` values `passes` times.

    Attributes:
        run: See above.
        elements: Values a pass.
        whole: Whether the cost of the call itself counts: then a long run is one pass, and there is no short one.
    """

    run: Callable[[int], None]
    elements: int = L1.elements
    whole: bool = False

    @property
    def clock(self) -> Callable[[], float]:
        """The wall's for runs that fall between two interruptions; of longer ones only what the process itself ran."""
        return time.process_time if self.elements > LARGE else time.perf_counter


@dataclass(frozen=True, slots=True)
class Timing:
    """Time of one implementation.

    Attributes:
        ns_per_element: From the undisturbed runs.
        spread: (largest - smallest) / 2 of the estimates from five interleaved fifths of the rounds, relative to
            `ns_per_element`.
        rounds: Rounds taken, each interleaved with every other implementation of the same call.
        undisturbed: Rounds whose long run lies within GATE of the undisturbed ones.
    """

    ns_per_element: float
    spread: float
    rounds: int
    undisturbed: int


def timing_inputs(domain: tuple[float, float], rng: np.random.Generator, resident: Residency = L1) -> np.ndarray:
    """The inputs of a timing loop: float32 of shape (ROWS, elements), uniform on `domain`."""
    return rng.uniform(*domain, (ROWS, resident.elements)).astype(np.float32)


def jax_block(
    function: Callable[..., Any], inputs: np.ndarray, vector_bits: int | None = None, *more: np.ndarray
) -> Block:
    """A block of a JAX-traceable function: a loop inside one compiled computation; `more` are its further arguments.

    Each pass reads one row, chosen by the loop counter so that it cannot be hoisted, and overwrites one row of the result,
    whose memory is donated, so that it stays where `_apart` has put it.
    """
    import jax
    from jax import lax

    elements = inputs.shape[1]

    def loop(arguments: Any, out: Any, passes: Any) -> Any:
        def body(i: Any, out: Any) -> Any:
            row = i % ROWS
            values = function(*(lax.dynamic_slice(x, (row, 0), (1, elements)) for x in arguments))
            return lax.dynamic_update_slice(out, values, (row, 0))

        return lax.fori_loop(0, passes, body, out)

    compiled = jax.jit(loop, donate_argnums=1, compiler_options=compiler_options(vector_bits))
    resident = jax.device_put((inputs, *more))
    out = _apart(resident[0], lambda: jax.device_put(inputs), lambda x: x.unsafe_buffer_pointer())

    def run(passes: int) -> None:
        nonlocal out
        out = compiled(resident, out, np.int32(passes)).block_until_ready()

    run(1)
    return Block(run, elements)


def call_inputs(domain: tuple[float, float], rng: np.random.Generator, elements: int = ELEMENTS) -> np.ndarray:
    """The values of a call: float32, uniform on `domain`.

    Raises:
        ValueError: An array of so many cannot be.
    """
    require_elements(elements, "the size of an array")
    return rng.uniform(*domain, elements).astype(np.float32)


def call_block(function: Callable[..., Any], vector_bits: int | None = None, *x: np.ndarray) -> Block:
    """A block of compiled calls of a JAX-traceable function on arrays of one length, jax's own part of a call included.

    It is compiled while this thread may run on one core, for XLA splits a call among the cores that it sees then, by its own
    estimate of the work, which differs for stock and kernel.
    """
    import jax

    given = jax.device_put(x)
    with one_core():
        compiled = jax.jit(function, compiler_options=compiler_options(vector_bits))
        compiled(*given).block_until_ready()

    def run(passes: int) -> None:
        for _ in range(passes):
            compiled(*given).block_until_ready()

    return Block(run, x[0].size, whole=True)


def compiler_options(vector_bits: int | None) -> dict[str, str | bool] | None:
    """Options of `jax.jit` that set the vector width on the CPU."""
    return None if vector_bits is None else {"xla_cpu_prefer_vector_width": str(vector_bits)}


def array_block(function: Callable[..., Any], inputs: np.ndarray) -> Block:
    """A block of a function `f(x, out=y)` over NumPy arrays; one call a pass, so call overhead counts."""
    return repeated_block(
        lambda x, out, passes: [function(x[i % ROWS], out=out[i % ROWS]) for i in range(passes)], inputs
    )


def repeated_block(repeat: Callable[[np.ndarray, np.ndarray, int], Any], inputs: np.ndarray) -> Block:
    """A block of `repeat(x, y, passes)`, which applies a function that often, to each row of `x` and `y` in turn."""
    rows = inputs.copy()
    out = _apart(rows, lambda: np.zeros_like(rows), lambda x: x.ctypes.data)
    return Block(lambda passes: repeat(rows, out, passes) and None, inputs.shape[1])


def _apart(source: Any, allocate: Callable[[], Any], address: Callable[[Any], int]) -> Any:
    """An array like `source` whose stores do not hold up loads from it.

    A load waits for an earlier store to an address that agrees with its own in the lowest 12 bits ("4K aliasing"; Intel
    64 and IA-32 Optimization Manual, 3.6.8; 3 to 7 % here). A store at distance d above its load meets loads that lie d ahead.
    """
    tried = [allocate()]
    while 0 < (address(tried[-1]) - address(source)) % PAGE < CLEAR and len(tried) < PLACES:
        tried.append(allocate())
    return tried[-1]


def time_blocks(blocks: Mapping[str, Block], rounds: int = 100) -> dict[str, Timing]:
    """Times of all blocks, taken in turn.

    Args:
        blocks: What to time, by name.
        rounds: Rounds; each runs every block short and long once. At least 30; more are taken while a block lacks
            undisturbed ones, and fewer, but FEWEST, where MOST_SECONDS are over.

    Raises:
        ValueError: Fewer than 30 rounds: their fastest would not repeat.
        RuntimeError: The machine is too busy for any time.
    """
    if rounds < 30:
        raise ValueError(f"rounds is {rounds}; at least 30 are needed for minima that repeat")
    for _ in range(ATTEMPTS):
        passes = {name: _passes(block) for name, block in blocks.items()}
        taken = _in_turn(blocks, passes, rounds)
        if all(_credible(taken[name], passes[name], block) for name, block in blocks.items()):
            return {name: _timing(taken[name], passes[name], block.elements) for name, block in blocks.items()}
    raise RuntimeError(
        f"no credible times in {ATTEMPTS} attempts: the machine is too busy; wait, or stop other programs"
    )


def least_disturbed(blocks: Mapping[str, Block], rounds: int, runs: int) -> dict[str, Timing]:
    """Times of all blocks from the least disturbed of several interleaved runs.

    That is the one with the smallest geometric mean of times + spreads: other work on a shared machine comes and goes by
    seconds, and a run beside it can be as steady as one without.

    Raises:
        RuntimeError: See time_blocks.
    """
    tried = [time_blocks(blocks, rounds) for _ in range(runs)]
    return min(tried, key=lambda run: sum(math.log(one.ns_per_element * (1 + one.spread)) for one in run.values()))


def _in_turn(blocks: Mapping[str, Block], passes: Mapping[str, tuple[int, int]], rounds: int) -> dict[str, np.ndarray]:
    """Seconds of every block, one row (short, long) a round; each round begins with another block, so that none has a place."""
    seconds: dict[str, list[tuple[float, float]]] = {name: [] for name in blocks}
    line = deque(blocks.items())
    began = time.monotonic()
    for done in range(PATIENCE * rounds):
        if done >= FEWEST and time.monotonic() - began > MOST_SECONDS:
            break
        if done >= rounds and all(_quiet(np.array(taken)[:, 1]) >= QUIET for taken in seconds.values()):
            break
        for name, block in line:
            short, long = passes[name]
            if short or block.whole:
                block.run(short or long)
            seconds[name].append((_seconds(block, short), _seconds(block, long)))
        line.rotate(-1)
    return {name: np.array(taken) for name, taken in seconds.items()}


def _credible(seconds: np.ndarray, passes: tuple[int, int], block: Block) -> bool:
    """True if long runs were as long as they should be, and longer than short ones.

    On a starved machine all that `_passes` tries may be disturbed: then its runs are so short that nothing is measured.
    """
    could_be_longer = passes[1] < MOST_PASSES and block.elements <= LARGE and not block.whole
    if could_be_longer and undisturbed(seconds[:, 1]) < LONG_SECONDS / 4:
        return False
    return _difference(seconds) > 0.0


def _seconds(block: Block, passes: int) -> float:
    start = block.clock()
    block.run(passes)
    return block.clock() - start


def _passes(block: Block) -> tuple[int, int]:
    """Passes of a short and a long run, each row as often: a long one takes about LONG_SECONDS, a short one a quarter."""
    if block.whole:
        return 0, 1
    block.run(ROWS)
    if block.elements > LARGE:  # cold at every pass, so a short run need not warm it
        return 0, 2 * ROWS
    passes = 2 * ROWS
    while (taken := min(_seconds(block, passes) for _ in range(TRIES))) < LONG_SECONDS / 2 and passes < MOST_PASSES:
        passes *= 2
    long = max(4 * ROWS, int(passes * LONG_SECONDS / taken) // ROWS * ROWS if taken > 0 else passes)
    return long // 4 // ROWS * ROWS, long


def _timing(seconds: np.ndarray, passes: tuple[int, int], elements: int) -> Timing:
    span = (passes[1] - passes[0]) * elements
    whole = _difference(seconds)
    fifths = [_difference(seconds[start::FIFTHS]) for start in range(FIFTHS)]
    spread = (max(fifths) - min(fifths)) / 2 / whole if whole > 0 else math.inf
    return Timing(whole / span * 1e9, spread, len(seconds), _quiet(seconds[:, 1]))


def _difference(seconds: np.ndarray) -> float:
    """Seconds between an undisturbed short and an undisturbed long run."""
    return max(undisturbed(seconds[:, 1]) - undisturbed(seconds[:, 0]), 0.0)


def undisturbed(seconds: np.ndarray, share: float = SHARE) -> float:
    """Mean of the fastest share of runs, for noise only adds time."""
    count = max(1, round(share * len(seconds)))
    return float(np.sort(seconds)[:count].mean())


def _quiet(seconds: np.ndarray) -> int:
    return int(np.count_nonzero(seconds <= (1 + GATE) * undisturbed(seconds)))
