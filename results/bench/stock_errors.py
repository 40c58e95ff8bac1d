"""Largest errors of stock jax's functions, over every float32 or on a sample, kept in stock_errors.json for the library's tables."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from evaluators.files import write_atomic
from evaluators.report import to_json
from results.record.listing import bar_rows, further_rows
from results.record.record import Record
from results.record.report_rules import ALL_INPUTS
from search_spaces.targets import TARGETS

KEPT = Path(__file__).with_name("stock_errors.json")


@dataclass(frozen=True, slots=True)
class StockError:
    """Error of one stock function.

    Attributes:
        max_ulp: Largest error found, in ulp; inf where a special value is wrong.
        witness: The input that has it, as a hex float.
        inputs: Number of inputs that were run, 2**32 for all.
        jax: Version of jax.
    """

    max_ulp: float
    witness: str
    inputs: int
    jax: str

    @property
    def exhaustive(self) -> bool:
        """True if every float32 was run."""
        return self.inputs == ALL_INPUTS

    @property
    def text(self) -> str:
        """The error as tables show it."""
        size = f"{self.max_ulp:.3f}" if self.max_ulp < 1e4 else f"{self.max_ulp:.1e}"
        return size if self.exhaustive else f"{size} (sampled)"


def recorded_kernels() -> Iterator[Record]:
    """The library's main kernel of each function of one variable, in the order of its tables."""
    found = (*(row.record for row in bar_rows()), *further_rows())
    once = {record.target: record for record in reversed(found) if record and record.arguments == 1}
    yield from reversed(once.values())


def measure_stock(progress: Callable[[str], None], exhaustive: bool = False) -> dict[str, StockError]:
    """Errors of stock by function: on adversarial points and 2**18 inputs spread over all binades, the same each time.

    Args:
        progress: Told of each function.
        exhaustive: Run every float32 instead; half a minute or so a function.
    """
    import jax

    from evaluators.reference.oracle import build_oracle
    from evaluators.timing.baselines import baselines
    from results.bench.comparison import errors_of

    found = {}
    for record in recorded_kernels():
        progress(record.target)
        row = TARGETS[record.target]
        stock = baselines(row)[:1]
        error = errors_of(stock, build_oracle(row), exhaustive=exhaustive)[stock[0].name]
        found[row.name] = StockError(error.max_ulp, error.witness, error.inputs, jax.__version__)
    return found


def keep(errors: dict[str, StockError], path: Path = KEPT) -> None:
    """Write the errors, one line a function.

    Raises:
        OSError: The file cannot be written.
    """
    rows = (f" {json.dumps(name)}: {json.dumps(to_json(error))}" for name, error in errors.items())
    write_atomic(path, "{\n" + ",\n".join(rows) + "\n}\n")


def stock_errors(path: Path = KEPT) -> dict[str, StockError]:
    """The errors on record by function.

    Raises:
        OSError, ValueError: The file cannot be read, or is not one that `keep` wrote.
    """
    value = json.loads(path.read_text(encoding="utf-8"))
    return {name: StockError(**{**fields, "max_ulp": float(fields["max_ulp"])}) for name, fields in value.items()}
