"""States and migrants as bytes and back: plain arrays in NumPy's archive format, never pickled objects.

Equal values give equal bytes, so the SHA-256 of a packed state says whether two searches are the same.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields

import numpy as np

from evaluators.compiled.encoding import Code
from evaluators.compiled.fit import MOST
from evaluators.compiled.forms import OP_FORMS
from evo.archive import Entry
from evo.compiled.store import FACTS, STEPS, Store, empty_store
from evo.island import IslandState, Migrants
from evo.run.run_format import DAMAGE, DamagedError


def pack_state(state: IslandState) -> bytes:
    """Every array of a state under its name."""
    return pack_arrays(dict(_named(state)))


def _named(state: IslandState) -> list[tuple[str, np.ndarray]]:
    rows: list[tuple[str, np.ndarray]] = []
    for field in fields(state):
        value = getattr(state, field.name)
        parts = value._asdict() if isinstance(value, Store) else {"": value}
        rows += [(f"{field.name}.{name}".rstrip("."), array) for name, array in parts.items()]
    return rows


@contextmanager
def taking_all(arrays: dict[str, np.ndarray]) -> Iterator[None]:
    """Time in which the arrays of a state are taken out, each by its name, until none is left.

    Raises:
        DamagedError: One is missing, cannot be read, or is left over.
    """
    try:
        yield
    except KeyError as error:
        raise DamagedError(f"the state has no {error}: another version of the program wrote it") from None
    except DAMAGE as error:
        raise DamagedError(f"the state cannot be read: {error}") from None
    if arrays:
        raise DamagedError(f"the state also has {min(arrays)!r}: another version of the program wrote it")


def unpack_state(data: bytes) -> IslandState:
    """The state that was packed.

    Raises:
        DamagedError: The bytes are damaged, or hold other arrays than a state of this version.
    """
    arrays = unpack_arrays(data)
    values: dict[str, np.ndarray | Store] = {}
    with taking_all(arrays):
        for field in fields(IslandState):
            single = field.name in arrays
            values[field.name] = arrays.pop(field.name) if single else _store(arrays, field.name)
    for name, value in values.items():
        if isinstance(value, Store):
            _require_store(name, value)
    return IslandState(**values)  # type: ignore[arg-type]


def _store(arrays: dict[str, np.ndarray], name: str) -> Store:
    store = Store(*(arrays.pop(f"{name}.{part}") for part in Store._fields))
    lacking = FACTS - store.facts.shape[2]  # a program from before there was an ancestry wrote it
    return store._replace(facts=np.pad(store.facts, ((0, 0), (0, 0), (0, lacking)))) if lacking > 0 else store


def require_sizes(state: IslandState, like: IslandState) -> IslandState:
    """The state, where its arrays are as large as those of `like`: compiled loops do not check.

    Raises:
        DamagedError: It is another campaign's.
    """
    for (name, array), (_, other) in zip(_named(state), _named(like), strict=True):
        if (array.shape, array.dtype) != (other.shape, other.dtype):
            raise DamagedError(
                f"{name} of the state has shape {array.shape} of {array.dtype}; the campaign has {other.shape}"
            )
    return state


def _require_store(name: str, store: Store) -> None:
    """Refuse arrays that do not go together, or that point outside."""
    like = empty_store(1, 1)
    niches, slots = store.ops.shape if store.ops.ndim == 2 else (0, 0)
    fit = all(
        (array.shape, array.dtype) == ((niches, slots, *other.shape[2:])[: other.ndim], other.dtype)
        for array, other in zip(store, like, strict=True)
    )
    if not (fit and _is_inside(store, slots)):
        raise DamagedError(f"{name} of the state has values that no program of this version writes")


def _is_inside(store: Store, slots: int) -> bool:
    steps = store.facts[..., STEPS]
    return bool(
        np.all((store.size >= 0) & (store.size <= slots))
        and np.all((store.head >= 0) & (store.head < slots))
        and np.all((store.ops >= 0) & (store.ops <= MOST))
        and np.all((steps >= 0) & (steps < 2**53))
        and _points_inside(store.op, store.left, store.right)
    )


def _points_inside(op: np.ndarray, left: np.ndarray, right: np.ndarray) -> bool:
    """True if forms exist and operands are x or an instruction before; axes are those of a store, or one program's."""
    before = np.arange(op.shape[-1])
    operands = all(np.all((row >= 0) & (row <= before)) for row in (left, right))
    return bool(operands and np.all((op >= 0) & (op < len(OP_FORMS))))


def pack_migrants(migrants: Migrants) -> bytes:
    """Codes one after the other, and a row of facts each."""
    entries = migrants.entries
    rows: dict[str, np.ndarray] = {"ops": np.array([entry.ops for entry in entries], np.int64)}
    for name, kind in _CODE:
        parts = [getattr(entry.code, name) for entry in entries]
        rows[name] = np.concatenate([np.zeros(0, kind), *parts]).astype(kind)
    facts = [(entry.cost, entry.error, entry.real_error, *entry.prints) for entry in entries]
    rows["facts"] = np.array(facts, np.float64).reshape(len(entries), _FACTS)
    past = [np.frombuffer(entry.past) if entry.past else np.zeros(FACTS - STEPS) for entry in entries]
    rows["past"] = np.array(past, np.float64).reshape(len(entries), FACTS - STEPS)
    rows["mutation"] = np.array([entry.mutation for entry in entries], np.str_)
    return pack_arrays(rows)


_CODE = (("op", np.int8), ("left", np.int8), ("right", np.int8), ("const", np.float64), ("low", np.float64))
_FACTS = 7
_ARCHIVE_DAMAGE = (OSError, EOFError, MemoryError, NotImplementedError, zipfile.BadZipFile, zlib.error)


def unpack_migrants(data: bytes) -> Migrants:
    """The migrants that were packed; none from no bytes.

    Raises:
        DamagedError: The bytes are damaged.
    """
    if not data:
        return Migrants()
    rows = unpack_arrays(data)
    try:
        _require_migrants(rows)
        ends = np.cumsum(rows["ops"])
        codes = [
            Code(*(rows[name][end - n : end] for name, _ in _CODE)) for n, end in zip(rows["ops"], ends, strict=True)
        ]
        pasts = [row.tobytes() for row in rows["past"]] if "past" in rows else [b""] * len(codes)
        return Migrants(tuple(_entry(*row) for row in zip(codes, rows["facts"], rows["mutation"], pasts, strict=True)))
    except DAMAGE as error:
        raise DamagedError(f"these are no migrants: {error}") from None


def _require_migrants(rows: dict[str, np.ndarray]) -> None:
    """Refuse arrays of other types and lengths, and programs with operands outside."""
    counts, total = rows["ops"], int(rows["ops"].sum())
    if counts.dtype != np.int64 or counts.ndim != 1 or np.any((counts < 0) | (counts > MOST)):
        raise ValueError(f"ops are no numbers of operations; allowed: integers from 0 to {MOST}")
    wanted = [(name, (total,), kind) for name, kind in _CODE]
    wanted += [("facts", (len(counts), _FACTS), np.float64)]
    if "past" in rows:
        wanted += [("past", (len(counts), FACTS - STEPS), np.float64)]
    for name, shape, kind in wanted:
        if (rows[name].shape, rows[name].dtype) != (shape, np.dtype(kind)):
            raise ValueError(
                f"{name} has shape {rows[name].shape} of {rows[name].dtype}; allowed: {shape} of {np.dtype(kind)}"
            )
    ends = np.cumsum(counts)
    parts = (
        (rows["op"][b - n : b], rows["left"][b - n : b], rows["right"][b - n : b])
        for n, b in zip(counts, ends, strict=True)
    )
    if not all(_points_inside(*part) for part in parts):
        raise ValueError("operands outside the program")


def _entry(code: Code, facts: np.ndarray, mutation: np.str_, past: bytes) -> Entry:
    cost, error, real_error, *prints = (float(fact) for fact in facts)
    return Entry(
        ops=code.ops,
        cost=cost,
        error=error,
        real_error=real_error,
        code=code,
        mutation=str(mutation),
        prints=tuple(prints),
        past=past,
    )


def pack_arrays(arrays: dict[str, np.ndarray]) -> bytes:
    """Arrays by name, in NumPy's archive format."""
    out = io.BytesIO()
    np.savez(out, allow_pickle=False, **arrays)  # type: ignore[arg-type]
    return out.getvalue()


def unpack_arrays(data: bytes) -> dict[str, np.ndarray]:
    """The arrays that were packed.

    Raises:
        DamagedError: The bytes are damaged.
    """
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as archive:
            return dict(archive)
    except (*DAMAGE, *_ARCHIVE_DAMAGE) as error:
        raise DamagedError(f"damaged: {error}") from None
