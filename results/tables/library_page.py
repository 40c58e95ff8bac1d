"""The page of the kernel library, results/KERNELS.md: every table of kernels with the meaning of its columns."""

from collections.abc import Iterable, Sequence

from results.bench.stock_errors import recorded_kernels, stock_errors
from results.library.speeds import shipped
from results.record.bars import FAST_RATIO, LEVEL_SPEED, LEVEL_ULP, Fast, Met
from results.record.listing import bar_rows, fast_rows, further_rows
from results.record.record import Record, committed, jax_ulp
from results.record.record_speeds import speeds_of
from results.tables.beating_stock import beating, beating_section
from results.tables.record_tables import bar_cells, fast_cells, further_cells, markdown, tally

Cells = dict[str, str]
HIGHLIGHTS = ("exp", "log", "sin", "asin", "lgamma", "erf")
"""Functions of the README's table: each kind of outcome, slower than stock among them."""
STOCK, CALL, FUSED, LOOP, HAND = (
    "stock's max ulp",
    "times stock as a call",
    "times stock fused",
    "times stock in a loop",
    "hand-made beside it",
)

TOP = """# The kernel library

`run.py records --page` prints this page from the records. `run.py compare TARGET --exhaustive` measures a function again, and
`run.py reproduce RECORD` searches again: the same program and constants, bit for bit.

Each kernel serves float32 on the whole line. It came from a campaign of 80,000 to 1,200,000 programs (`--max-ops 16`); its record
has the seed and the number. XLA compiled it at default flags (jax 0.12.0.1), on a processor with {processors} vectors: an Intel Xeon
as a call and fused, in a loop an AMD EPYC but for the fast kernels of atan and gelu_tanh in the second table. Ratios to scalar code of
the C library, stock's sin, cos and tan, vary most: with an earlier form of the files they were 2.6, 2.6 and 10.9 as a call on the EPYC.

- **max ulp** is the largest error over all 2^32 inputs, except where "sampled" stands beside it.
- **stock's max ulp** is the largest error of jax's own function over all 2^32 inputs (`run.py plot --library --measure --exhaustive`;
  `results/bench/stock_errors.json` has the input of each). It is inf where a special value is wrong, such as gelu(-inf), and millions
  where subnormal inputs are, as for cbrt.
- **times stock as a call** is stock's time over the kernel's in a compiled call on 65,536 values, on one core, in the calling thread.
- **times stock fused** is the same ratio in a compiled call of 0.5 f(x) + x.
- **times stock in a loop** is the same ratio in the timing loop, with arrays in the L1 cache.
- **hand-made beside it** is a minimax polynomial core in the same reduction, moved by the same search on the float grid: its max ulp,
  and its speed as a call, or where the word stands beside it in a loop.

Kernels are chosen and judged by the worse of call and fused; a dash stands where a context was not measured. The ratios differ where
XLA does. The loop writes each result into a row of a larger array, as `lax.scan` does. There XLA leaves its own
atan, tanh, erf and rsqrt without vectors, and kernels beat them. In a call stock has vectors, and is faster than the main kernels of
{slower}. `install()` goes by the call, and leaves stock where stock is faster. How a call's time is
measured, and why small arrays show no such ratio: `evaluators/README.md`; `run.py bench --sizes` measures arrays of 64 to 10^7 values.
"""
ASKED = """## Beside what was asked

"Asked" is the result of an afternoon of hand-writing. "Stretch" is the result that a search should find. "Evolved is" compares the
kernel with the hand-made one: errors within {ulp:.0%} and speeds within {speed:.0%} count as level, in a loop where no call of the
hand-made one was measured. The verdict goes by the worse of call and fused. `run.py records` prints this on a terminal.
"""
FURTHER = """## Further functions

Nothing was asked of these (`run.py records --further`). atan2 is composed: the core of atan's kernel within given octants. Its error is
the worst of 67 million sampled pairs; `run.py verify results/kernels/jax/atan2.py` measures the same pairs again.
"""
FAST = """## Fast kernels

These are right to about 2^-12. Rounded to bfloat16 they err by at most 0.53 of its ulp. Asked is {ratio:g} times the speed of
stock, and of the accurate kernel, by the worse of call and fused (`run.py records --fast`).
"""


def library_page() -> str:
    """The whole page, from the records and the speeds that ship with the library."""
    bars, further, fast = bar_rows(), further_rows(), fast_rows()
    parts = (
        TOP.format(processors=_listed(processors()), slower=_listed(_slower(recorded_kernels()))),
        markdown([_main(row) for row in bars if row.bar.name == "accurate"]),
        beating_section(),
        ASKED.format(ulp=LEVEL_ULP - 1.0, speed=LEVEL_SPEED - 1.0),
        markdown([_asked(row) for row in bars]),
        tally(bars) + "\n",
        FURTHER,
        markdown([_further(row) for row in further]),
        FAST.format(ratio=FAST_RATIO),
        markdown([_fast(row) for row in fast]),
    )
    return "\n".join(parts)


def highlights() -> str:
    """The short table of HIGHLIGHTS, as Markdown: function, max ulp, stock's, speed as a call."""
    rows = {row.bar.target: row for row in reversed(bar_rows())}
    return markdown([_picked(_main(rows[name]), "function", "max ulp", STOCK, CALL) for name in HIGHLIGHTS])


def where_stock_is_ahead() -> str:
    """A sentence: the functions of which stock is more accurate, and those of which it is faster than all that err no more."""
    stock, kernels = stock_errors(), list(recorded_kernels())
    accurate = [record.target for record in kernels if stock[record.target].max_ulp < jax_ulp(record)]
    faster = [name for name in _slower(kernels) if beating(committed(name), stock[name]) is None]
    return (
        f"Stock is more accurate at {_listed(accurate)}, and faster at {_listed(faster)} than any kernel as accurate."
    )


def _slower(records: Iterable[Record]) -> list[str]:
    return [record.target for record in records if _in_use(record) < 1.0]


def _in_use(record: Record) -> float:
    """Speed against stock, the worse of call and fused; inf where none was measured."""
    worse = speeds_of(record).worse
    return float("inf") if worse is None else worse


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def _picked(cells: Cells, *names: str) -> Cells:
    return {name: cells[name] for name in names}


def _main(row: Met) -> Cells:
    cells = bar_cells(row)
    return {**_named(cells), **_stock(row.bar.target), **_speeds(cells), HAND: cells["hand-made"]}


def _asked(row: Met) -> Cells:
    return _picked(bar_cells(row), "function", "asked", "stretch", "verdict", "evolved is")


def _further(row: Record) -> Cells:
    cells = further_cells(row)
    return {**_named(cells), **_stock(cells["function"]), **_speeds(cells)}


def _fast(row: Fast) -> Cells:
    cells = fast_cells(row)
    relative = {"largest relative error": cells["relative"]}
    return {**_named(cells), **relative, **_speeds(cells), **_picked(cells, "against the accurate kernel", "verdict")}


def _named(cells: Cells) -> Cells:
    return _picked(cells, "function", "kernel", "max ulp")


def _stock(target: str) -> Cells:
    error = stock_errors().get(target)
    return {STOCK: "-" if error is None else error.text}


def _speeds(cells: Cells) -> Cells:
    """The ratios, as a call first; the processor stands with them only where the library has figures of several."""
    found = {CALL: cells["as a call"], FUSED: cells["fused"], LOOP: f"{cells['against stock']} {cells['vectors']}"}
    names = processors()
    return found if len(names) > 1 else {name: text.removesuffix(f" {names[0]}") for name, text in found.items()}


def processors() -> list[str]:
    """Names of the processors' vectors that the library has speeds of."""
    return sorted({name for speeds in shipped().values() for name in speeds})
