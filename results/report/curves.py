"""Curves for charts, beyond a run's numbers: worst errors along the float line, signed errors of the cores.

`curves.json` of a run directory holds them, so that they are computed once and shown without jax.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from evo.run.run_format import RUN_KERNELS, FrontEntry, record_of, write_json
from search_spaces.targets import RealFunction

CURVES, SCHEMA = "curves.json", 1
COLUMNS = 128
"""Columns of a map: on the whole line 4 binades each, from the most negative to the most positive number."""
CURVE_POINTS = 257
MOST_CURVES = 24


@dataclass(frozen=True)
class UlpMap:
    """Largest errors met in each column of the float line, or of a bounded domain.

    Attributes:
        target: Name of the target.
        low: Least input of each column.
        high: Largest input of each column.
        inputs: Inputs sampled in all; the worst inputs on record are among them.
        worst: By implementation, largest error of each column in ulp.
    """

    target: str
    low: tuple[float, ...]
    high: tuple[float, ...]
    inputs: int
    worst: dict[str, tuple[float, ...]]


@dataclass(frozen=True)
class CoreCurve:
    """Signed error of a core with its constants as stored, in exact arithmetic.

    Attributes:
        name: Of the function that it stands for.
        unit: relative, absolute or ulp: what an error of 1 means.
        x: Points of its domain.
        error: (core - target) / unit at each; None where the unit is zero.
    """

    name: str
    unit: str
    x: tuple[float, ...]
    error: tuple[float | None, ...]


@dataclass(frozen=True)
class Curves:
    """All curves of a run; those of cores by place in the front."""

    schema: int
    ulp: UlpMap | None
    cores: dict[str, tuple[CoreCurve, ...]]


NO_CURVES = Curves(SCHEMA, None, {})


def write_curves(run: Path, front: Sequence[FrontEntry], campaign: Any) -> Curves:
    """Compute the curves of a finished run and keep them.

    Raises:
        OSError: The run directory cannot be written.
    """
    curves = curves_of(run, front, campaign)
    write_json(run / CURVES, curves)
    return curves


def curves_of(run: Path, front: Sequence[FrontEntry], campaign: Any) -> Curves:
    """The curves of a front; `campaign` is the run's."""
    from results.record.record import read

    records = {path.parent.name: read(path) for path in sorted((run / RUN_KERNELS).glob("*/record.json"))}
    cores = {str(place): _cores(front[place], records, campaign) for place in _places(len(front))}
    return Curves(SCHEMA, ulp_map(list(records.values())), cores)


def _places(count: int) -> list[int]:
    """All places of a front, or of a long one some, evenly."""
    return sorted(set(np.linspace(0, count - 1, min(count, MOST_CURVES)).round().astype(int).tolist()))


def ulp_map(records: Sequence[Any]) -> UlpMap | None:
    """Worst errors of recorded kernels and stock, by column; None without a kernel."""
    if not records:
        return None
    from evaluators.reference.oracle import build_oracle
    from evaluators.sweep.judge import call_padded
    from evaluators.sweep.points import sample_points
    from evaluators.sweep.tally import Scorer
    from evaluators.timing.baselines import STOCK, baselines
    from results.bench.comparison import record_implementation
    from results.record.subjects import target_of

    target = target_of(records[0])
    oracle = build_oracle(target)
    near = [float.fromhex(x) for r in records for v in r.verifications[:1] for x in v.error.worst_inputs]
    bits = sample_points(oracle, near, np.random.default_rng(0))
    bits = bits[np.isfinite(bits.view(np.float32))]
    x = bits.view(np.float32)
    exact, (column, low, high) = oracle.reference(x), _columns(target, x)
    rows = [i for i in baselines(target) if i.kind == STOCK] + [record_implementation(record) for record in records]
    worst = {}
    for row in rows:
        errors, _ = Scorer(oracle, row.flushes, row.flushes).errors(bits, call_padded(row.evaluate, x), exact)
        worst[row.name] = _worst(errors, column)
    return UlpMap(target.name, low, high, len(bits), worst)


def _worst(errors: np.ndarray, column: np.ndarray) -> tuple[float, ...]:
    most = np.zeros(COLUMNS)
    np.maximum.at(most, column[column >= 0], errors[column >= 0])
    return tuple(float(f"{value:.4g}") for value in most)


def _columns(target: RealFunction, x: np.ndarray) -> tuple[np.ndarray, tuple[float, ...], tuple[float, ...]]:
    """Column of each input, or -1, and the ends of the columns."""
    if target.outside is not None:
        low, high = target.real_domain
        ends = np.linspace(low, high, COLUMNS + 1)
        column = np.clip(np.searchsorted(ends, x, side="right") - 1, 0, COLUMNS - 1)
        return np.where((x >= low) & (x <= high), column, -1), tuple(ends[:-1].tolist()), tuple(ends[1:].tolist())
    half, each = COLUMNS // 2, 512 // COLUMNS
    bits = x.view(np.uint32)
    group = ((bits >> 23) & 255).astype(np.int64) // each
    column = np.where(bits >> 31 == 1, half - 1 - group, half + group)
    least = [0.0, *(2.0 ** (each * g - 127) for g in range(1, half))]
    most = [*least[1:], float(np.finfo(np.float32).max)]
    return column, tuple([-m for m in most[::-1]] + least), tuple([-m for m in least[::-1]] + most)


def _cores(entry: FrontEntry, records: Mapping[str, Any], campaign: Any) -> tuple[CoreCurve, ...]:
    """Curves of the cores of one entry of the front; none where its kernel is not on record and has several cores."""
    from evaluators.backends.source import from_source
    from results.record.subjects import reduction_of

    record = records.get(record_of(entry))
    if record is not None:
        parts = [_slot_part(slot) for slot in reduction_of(record).slots]
    elif len(campaign.spaces()) == 1:
        space = campaign.space()
        parts = [(space.target, space.domain, space.error)] if space.slot is None else [_slot_part(space.slot)]
    else:
        return ()
    sources = _split(entry.source)
    if len(sources) != len(parts):
        return ()
    return tuple(core_curve(from_source(text), *part) for text, part in zip(sources, parts, strict=True))


def _slot_part(slot: Any) -> tuple[RealFunction, tuple[float, float], str]:
    from search_spaces.targets import ABSOLUTE, ULP

    return slot.target, slot.domain, ULP if slot.factor is None else ABSOLUTE


def _split(source: str) -> list[str]:
    """The functions of a source, each under the name f."""
    texts = [text.split("(", 1)[1] for text in f"\n\n{source}".split("\n\ndef ")[1:]]
    return [f"def f({text}" for text in texts]


def core_curve(program: Any, target: RealFunction, domain: tuple[float, float], unit: str) -> CoreCurve:
    """Signed error of a real program on Chebyshev points of a domain, in extended precision."""
    from gmpy2 import mpfr

    from evaluators.minimax import extended as ext

    low, high = domain
    turns = np.cos(np.linspace(np.pi, 0.0, CURVE_POINTS))
    places = np.clip((low + high) / 2 + (high - low) / 2 * turns, low, high)
    with ext.extended():
        points = [mpfr(float(x)) for x in places]
        got = ext.outputs(program, ext.constants(program), points)
        errors = [_error(p, y, target, unit) for p, y in zip(points, got, strict=True)]
    return CoreCurve(target.name, unit, tuple(float(f"{x:.6g}") for x in places), tuple(errors))


def _error(point: Any, got: Any, target: RealFunction, kind: str) -> float | None:
    from evaluators.minimax import extended as ext

    try:
        exact = ext.reference(target, point)
    except ValueError:
        return None
    unit = ext.unit(exact, kind)
    value = float((got - exact) / unit) if unit != 0 else float("nan")
    return float(f"{value:.5g}") if np.isfinite(value) else None
