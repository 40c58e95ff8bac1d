"""States and migrants as bytes and back: plain arrays in NumPy's archive format, never pickled objects.

Equal values give equal bytes, so the SHA-256 of a packed state says whether two searches are the same.
"""

import io
import zipfile
from dataclasses import fields

import numpy as np

from evaluators.compiled.encoding import Code
from evo.archive import Entry
from evo.compiled.store import FACTS, STEPS, Store
from evo.island import IslandState, Migrants
from evo.run_format import DamagedError


def pack_state(state: IslandState) -> bytes:
    """Every array of a state under its name."""
    return _pack(dict(_named(state)))


def _named(state: IslandState) -> list[tuple[str, np.ndarray]]:
    rows: list[tuple[str, np.ndarray]] = []
    for field in fields(state):
        value = getattr(state, field.name)
        parts = value._asdict() if isinstance(value, Store) else {"": value}
        rows += [(f"{field.name}.{name}".rstrip("."), array) for name, array in parts.items()]
    return rows


def unpack_state(data: bytes) -> IslandState:
    """The state that was packed.

    Raises:
        DamagedError: The bytes are damaged, or hold other arrays than a state of this version.
    """
    arrays = _unpack(data)
    values: dict[str, np.ndarray | Store] = {}
    try:
        for field in fields(IslandState):
            single = field.name in arrays
            values[field.name] = arrays.pop(field.name) if single else _store(arrays, field.name)
    except KeyError as error:
        raise DamagedError(f"the state has no {error}: another version of the program wrote it") from None
    if arrays:
        raise DamagedError(f"the state also has {min(arrays)!r}: another version of the program wrote it")
    return IslandState(**values)  # type: ignore[arg-type]


def _store(arrays: dict[str, np.ndarray], name: str) -> Store:
    store = Store(*(arrays.pop(f"{name}.{part}") for part in Store._fields))
    lacking = FACTS - store.facts.shape[2]  # a program from before there was an ancestry wrote it
    return store._replace(facts=np.pad(store.facts, ((0, 0), (0, 0), (0, lacking)))) if lacking > 0 else store


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
    return _pack(rows)


_CODE = (("op", np.int8), ("left", np.int8), ("right", np.int8), ("const", np.float64), ("low", np.float64))
_FACTS = 7


def unpack_migrants(data: bytes) -> Migrants:
    """The migrants that were packed; none from no bytes.

    Raises:
        DamagedError: The bytes are damaged.
    """
    if not data:
        return Migrants()
    rows = _unpack(data)
    try:
        ends = np.cumsum(rows["ops"])
        codes = [
            Code(*(rows[name][end - n : end] for name, _ in _CODE)) for n, end in zip(rows["ops"], ends, strict=True)
        ]
        pasts = [row.tobytes() for row in rows["past"]] if "past" in rows else [b""] * len(codes)
        return Migrants(tuple(_entry(*row) for row in zip(codes, rows["facts"], rows["mutation"], pasts, strict=True)))
    except (KeyError, ValueError) as error:
        raise DamagedError(f"these are no migrants: {error}") from None


def _entry(code: Code, facts: np.ndarray, mutation: np.str_, past: bytes) -> Entry:
    cost, error, real_error, *prints = (float(fact) for fact in facts)
    if len(facts) != _FACTS:
        raise ValueError(f"{len(facts)} facts of a program; there must be {_FACTS}")
    return Entry(code.ops, cost, error, real_error, code, str(mutation), prints=tuple(prints), past=past)


def _pack(arrays: dict[str, np.ndarray]) -> bytes:
    out = io.BytesIO()
    np.savez(out, allow_pickle=False, **arrays)  # type: ignore[arg-type]
    return out.getvalue()


def _unpack(data: bytes) -> dict[str, np.ndarray]:
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as archive:
            return dict(archive)
    except (ValueError, OSError, EOFError, KeyError, zipfile.BadZipFile) as error:
        raise DamagedError(f"damaged: {error}") from None
