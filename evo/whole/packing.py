"""States and migrants of whole kernels as bytes and back: plain arrays and text, checked before compiled loops see them."""

import dataclasses
import json
from collections.abc import Sequence
from typing import Any

import numpy as np

from evaluators.compiled.whole.word_heads import HEAD, KINDS, NO_READ
from evaluators.compiled.whole.words import CODES, CONSTANT, MOST_WORD_OPS
from evo.compiled.whole.whole_store import Shelf
from evo.packing import pack_arrays, taking_all, unpack_arrays
from evo.run.run_format import DAMAGE, DamagedError
from evo.whole.archive import Entry
from evo.whole.epoch import IslandState
from search_spaces.whole.words import parse_words

_TEXT, _PROLOGUES = "archive", "prologues"
MOST_ENTRIES = 10_000


def pack_entries(entries: Sequence[Entry]) -> bytes:
    """Programs as text with their errors, in the order given."""
    rows = [{"ops": e.ops, "error": float(e.error).hex(), "program": str(e.program)} for e in entries]
    return json.dumps(rows, separators=(",", ":")).encode()


def unpack_entries(data: bytes) -> tuple[Entry, ...]:
    """The entries that were packed; none from no bytes.

    Raises:
        DamagedError: The bytes are damaged, or a program has more operations than are interpreted.
    """
    if not data:
        return ()
    try:
        rows = json.loads(data)
        if not isinstance(rows, list) or len(rows) > MOST_ENTRIES:
            raise ValueError("no list of entries")
        entries = tuple(
            Entry(program.ops, float.fromhex(row["error"]), program)
            for row in rows
            for program in [parse_words(row["program"])]
        )
        if any(entry.ops > MOST_WORD_OPS for entry in entries):
            raise ValueError(f"a program of more than {MOST_WORD_OPS} operations")
    except DAMAGE as error:
        raise DamagedError(f"these are no programs of words: {error}") from None
    return entries


def pack_state(state: IslandState) -> bytes:
    """Every array of a state under its name, numbers as arrays, the archive as text."""
    arrays: dict[str, np.ndarray] = {}
    for field in dataclasses.fields(state):
        arrays |= _arrays_of(field.name, getattr(state, field.name))
    return pack_arrays(arrays)


def _arrays_of(name: str, value: Any) -> dict[str, np.ndarray]:
    if isinstance(value, Shelf):
        return {f"{name}.{part}": array for part, array in value._asdict().items()}
    if name == _TEXT:
        return {name: np.frombuffer(pack_entries(value), np.uint8)}
    return {name: np.asarray(value)}


def unpack_state(data: bytes, like: IslandState, found: int = 0) -> IslandState:
    """The state that was packed, its populations as large as those of `like`; prologues may use so many found kernels.

    Raises:
        DamagedError: The bytes are damaged, of another campaign, or hold what no program of this version writes.
    """
    arrays = unpack_arrays(data)
    values: dict[str, Any] = {}
    with taking_all(arrays):
        for field in dataclasses.fields(like):
            values[field.name] = _value_of(field.name, getattr(like, field.name), arrays, found)
    return IslandState(**values)


def _value_of(name: str, like: Any, arrays: dict[str, np.ndarray], found: int) -> Any:
    if isinstance(like, Shelf):
        shelf = Shelf(*(arrays.pop(f"{name}.{part}") for part in Shelf._fields))
        require_shelf(name, shelf, like, found if name == _PROLOGUES else 0)
        return shelf
    array = arrays.pop(name)
    if name == _TEXT:
        return unpack_entries(array.tobytes())
    if isinstance(like, np.ndarray):
        if (array.dtype, array.ndim) != (like.dtype, like.ndim):
            raise DamagedError(f"{name} of the state is of {array.dtype}; the campaign's is of {like.dtype}")
        return array
    if isinstance(like, tuple):
        return tuple(int(number) for number in array)
    return int(array)


def _are_heads(shelf: Shelf) -> bool:
    """True if heads are of known kinds and over values that their prologues have."""
    kind, r, s, sign = (shelf.head[..., k] for k in range(HEAD))
    reads = 2 * shelf.length + 2
    known = (kind >= 0) & (kind < KINDS) & (r >= 0) & (r < reads)
    return bool(np.all(known & (s >= NO_READ) & (s < reads) & (sign >= NO_READ) & (sign <= shelf.length)))


def require_shelf(name: str, shelf: Shelf, like: Shelf, found: int = 0) -> None:
    """Refuse a population of another size, or programs that compiled loops would read outside their arrays.

    `found` is how many found kernels are operations there.

    Raises:
        DamagedError: It is one.
    """
    for part, array, other in zip(Shelf._fields, shelf, like, strict=True):
        if (array.shape, array.dtype) != (other.shape, other.dtype):
            raise DamagedError(f"{name}.{part} of the state has shape {array.shape}; the campaign has {other.shape}")
    before = np.arange(MOST_WORD_OPS)[:, None]
    fits = (
        np.all((shelf.size >= 0) & (shelf.size <= shelf.error.shape[1]))
        and np.all((shelf.length >= 0) & (shelf.length <= MOST_WORD_OPS))
        and np.all((shelf.op >= 0) & (shelf.op < len(CODES) + found))
        and np.all((shelf.arg >= CONSTANT) & (shelf.arg <= before))
        and _are_heads(shelf)
    )
    if not fits:
        raise DamagedError(f"{name} of the state holds what no program of this version writes")
