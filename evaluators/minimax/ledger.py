"""Pieces of counted work under one budget, each kept once it is done: the same pieces are done whoever does them, and when.

A piece is a pure function with a name. Its work is counted, never timed, and the next one begins while the work of those
before it is within the budget: what is left out depends on neither the machine nor an interruption. With a folder every
piece is kept as a file, so that work goes on where it stopped, and so that another process may have done it before.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from evaluators.files import write_atomic
from evaluators.minimax.meter import Meter

T = TypeVar("T")

PIECE_LIMIT = 60_000_000
"""Operations after which a piece ends where it stands: twenty seconds, four times the longest of any target of the table."""
MOST_WORK = 10**15
LONGEST_FILE = 1 << 20
"""Bytes. The largest piece is a list of a few programs."""
UNSETTLED = "not settled"


@dataclass(frozen=True)
class ValueCodec(Generic[T]):
    """Codec of the values of pieces.

    Attributes:
        write: The value as JSON data.
        read: The value again; raises ValueError, LookupError or TypeError where the data are none.
    """

    write: Callable[[T], Any]
    read: Callable[[Any], T]


@dataclass(frozen=True)
class Piece:
    """A piece that is done: its value as JSON data, its work, and whether it ended by itself."""

    value: Any
    work: int
    settled: bool


@dataclass
class Ledger:
    """Account of a budget: the pieces done, their values and the operations spent.

    Attributes:
        budget: Operations; None for no limit.
        folder: Where pieces are kept; None for memory alone.
        maker: What the pieces depend on besides their names; those of another maker are done again.
        tell: Told the ledger after each piece.
        spent: Operations of the pieces taken so far.
        pieces: Their number.
        left_out: Names of pieces that were left out, and of those that ended at PIECE_LIMIT.
    """

    budget: int | None = None
    folder: Path | None = None
    maker: str = ""
    tell: Callable[["Ledger"], None] = lambda _: None
    spent: int = 0
    pieces: int = 0
    left_out: list[str] = field(default_factory=list)
    _taken: dict[str, Any] = field(default_factory=dict)

    @property
    def exhausted(self) -> bool:
        """True if no other piece begins."""
        return self.budget is not None and self.spent >= self.budget

    def take(self, name: str, make: Callable[[Meter], T], form: ValueCodec[T], needed: bool = False) -> T | None:
        """The value of a piece; None where the budget was spent before it, unless it is `needed` all the same.

        The value is what can be kept of it, whether it has just been made or is read. A piece counts once, however often
        it is taken.
        """
        if name in self._taken:
            return form.read(self._taken[name])
        if self.exhausted and not needed:
            self._leave_out(name)
            return None
        piece, value = self._kept(name, form)
        if piece is None:
            meter = Meter(PIECE_LIMIT)
            data = form.write(make(meter))
            piece = Piece(data, meter.spent, not meter.exhausted)
            self._keep(name, piece)
            value = form.read(data)
        self._taken[name] = piece.value
        self.spent += piece.work
        self.pieces += 1
        if not piece.settled:
            self._leave_out(f"{name} ({UNSETTLED})")
        self.tell(self)
        return value

    def _leave_out(self, name: str) -> None:
        self.left_out += [] if name in self.left_out else [name]

    def _path(self, name: str) -> Path | None:
        digest = hashlib.sha256(name.encode()).hexdigest()[:24]
        return None if self.folder is None else self.folder / f"{digest}.json"

    def _keep(self, name: str, piece: Piece) -> None:
        path = self._path(name)
        if path is not None:
            row = {"name": name, "maker": self.maker, "value": piece.value, "work": piece.work}
            write_atomic(path, _sealed({**row, "settled": piece.settled}))

    def _kept(self, name: str, form: ValueCodec[T]) -> tuple[Piece | None, T | None]:
        """A piece that is kept and whole; what is damaged, or another maker's, is as if it were not there."""
        path = self._path(name)
        row = None if path is None else _unsealed(path)
        if row is None or (row.get("name"), row.get("maker")) != (name, self.maker):
            return None, None
        work, settled = row.get("work"), row.get("settled")
        if type(work) is not int or not 0 <= work <= MOST_WORK or type(settled) is not bool:
            return None, None
        try:
            return Piece(row.get("value"), work, settled), form.read(row.get("value"))
        except (ValueError, LookupError, TypeError, ArithmeticError):
            return None, None


def _sealed(row: dict[str, Any]) -> str:
    text = json.dumps(row, sort_keys=True, allow_nan=False)
    return json.dumps({"row": row, "sha256": hashlib.sha256(text.encode()).hexdigest()}, sort_keys=True) + "\n"


def _unsealed(path: Path) -> dict[str, Any] | None:
    """The row of a file, where it is whole."""
    try:
        if path.stat().st_size > LONGEST_FILE:
            return None
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    row = value.get("row") if isinstance(value, dict) else None
    if not isinstance(row, dict):
        return None
    text = json.dumps(row, sort_keys=True)
    return row if value.get("sha256") == hashlib.sha256(text.encode()).hexdigest() else None
