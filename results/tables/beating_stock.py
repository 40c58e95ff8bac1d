"""Kernels that are faster than stock jax as a call and fused, and err no more than stock or 1 ulp; functions that have none."""

from collections.abc import Iterable

from results.bench.stock_errors import StockError, stock_errors
from results.record.bars import AHEAD_OF_STOCK
from results.record.listing import kernel_names
from results.record.naming import short
from results.record.record import CLASSICAL, Record, Subject, committed, jax_ulp
from results.record.record_speeds import speeds_of
from results.tables.record_tables import markdown

ENOUGH_ULP = 1.0
"""An error up to which a kernel is as good as stock, whatever stock's is."""
TITLE = """## Faster than stock, within its error or {enough:g} ulp

The most accurate kernel of each function that is at least {ahead:g} times as fast as stock, as a call and fused, while its error over
every float32 is at most stock's, or {enough:g} ulp. Where the main kernel above is slower than stock, `install()` takes the most
accurate that is not.
"""


def beating(records: Iterable[Record], stock: StockError) -> Record | None:
    """The most accurate evolved kernel within stock's error or ENOUGH_ULP that is faster as a call and fused; None where none is."""
    bound = max(ENOUGH_ULP, stock.max_ulp)
    able = [r for r in records if r.kind != CLASSICAL and r.subject == Subject() and r.is_swept and jax_ulp(r) <= bound]
    faster = [r for r in able if min(_in_use(r)) >= AHEAD_OF_STOCK]
    return min(faster, key=lambda r: (jax_ulp(r), r.hash), default=None)


def _in_use(record: Record) -> tuple[float, float]:
    """Speeds as a call and fused; 0 where one was not measured."""
    speeds = speeds_of(record)
    return speeds.call or 0.0, speeds.fused or 0.0


def ahead() -> dict[str, Record]:
    """Such kernels by function, in the order of the tables."""
    stock = stock_errors()
    found = {name: beating(committed(name), stock[name]) for name in kernel_names() if name in stock}
    return {name: record for name, record in found.items() if record is not None}


def beating_section() -> str:
    """The section of the library's page: a row a function, and a sentence with those that have none."""
    stock, found = stock_errors(), ahead()
    rows = [_cells(record, stock[name]) for name, record in found.items()]
    lacking = [name for name in kernel_names() if name in stock and name not in found]
    coarser = [name for name, record in found.items() if jax_ulp(record) > stock[name].max_ulp]
    last = (
        f"Of {len(stock)} functions, {len(rows)} have one, of which stock errs less, below {ENOUGH_ULP:g} ulp, at "
        f"{', '.join(coarser) or '-'}. None yet: {', '.join(lacking) or '-'}.\n"
    )
    title = TITLE.format(ahead=AHEAD_OF_STOCK, enough=ENOUGH_ULP)
    return "\n".join([title, markdown(rows), last] if rows else [title, last])


def _cells(record: Record, stock: StockError) -> dict[str, str]:
    call, fused = _in_use(record)
    return {
        "function": record.target,
        "kernel": short(record.hash),
        "max ulp": f"{jax_ulp(record):.3f}",
        "stock's": stock.text,
        "as a call": f"{call:.2f}x",
        "fused": f"{fused:.2f}x",
    }
