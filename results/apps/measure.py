"""One program with stock jax, with the kernels installed, and with a product in the place of every function.

The three are run in turn, one call each a round, on one core (results/library/interleaved.py). A fourth, with float64 functions
rounded to float32, shows what error the rest of the program makes.
"""

import functools
import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any

import numpy as np

from evaluators.timing.interleaved import undisturbed
from results.apps.app import App, Arrays
from results.apps.plans import EXACT, PRODUCTS
from results.library.install import install
from results.library.interleaved import SHARE, interleaved
from results.library.jax_places import context

ROUNDS, PARTS, PATIENCE, STEADY = 100, 5, 3, 0.01
STOCK, INSTALLED, CEILING, FLOOR = "stock", "installed", "ceiling", "floor"


@dataclass(frozen=True)
class AppRow:
    """Measurements of one program.

    Attributes:
        name: Of the program.
        what: What it computes.
        stock_ms: Milliseconds a call with stock jax, on one core.
        installed_ms: The same with the kernels installed.
        ceiling_ms: The same with every function a product.
        ratio: stock / installed.
        spread: Of the ratio: half the span of those of five interleaved fifths of the rounds.
        ceiling: stock / ceiling: the most that faster functions could give.
        share: Of the time that functions take with stock, the part that the kernels save.
        error_kind: Largest error over the largest value, or the Wasserstein distance over the standard deviation.
        stock_error: Against a float64 run.
        installed_error: Against a float64 run.
        floor_error: What is left of it where every function is the float64 one, rounded: the rounding of the rest.
        noise: Of a long-run distribution: the distance of two float64 runs from different starts; else None.
        verdict: "met", or what is missed.
    """

    name: str
    what: str
    stock_ms: float
    installed_ms: float
    ceiling_ms: float
    ratio: float
    spread: float
    ceiling: float
    share: float
    error_kind: str
    stock_error: float
    installed_error: float
    floor_error: float
    noise: float | None
    verdict: str


def on_one_core() -> None:
    """Keep this process on one core; before jax starts its threads, which then are as many."""
    if "sched_setaffinity" in dir(os):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def measure(app: App, rounds: int = ROUNDS) -> AppRow:
    """Times and errors of one program."""
    arrays = app.inputs(np.random.default_rng(0))
    with _variants() as variants:
        times, outputs = _run(app, arrays, variants, rounds)
    exact = float64_run(app, arrays)
    distance = _distribution_error if app.long_run else _largest_error
    errors = {name: distance(got, exact) for name, got in outputs.items()}
    noise = None
    if app.long_run:
        noise = distance(float64_run(app, app.inputs(np.random.default_rng(1))), exact)
    return _row(app, times, errors, noise)


def _row(app: App, times: dict[str, np.ndarray], errors: dict[str, float], noise: float | None) -> AppRow:
    stock, mine, ceiling = (undisturbed(times[name], SHARE) for name in (STOCK, INSTALLED, CEILING))
    return AppRow(
        name=app.name,
        what=app.what,
        stock_ms=1e3 * stock,
        installed_ms=1e3 * mine,
        ceiling_ms=1e3 * ceiling,
        ratio=stock / mine,
        spread=_spread(times),
        ceiling=stock / ceiling,
        share=(stock - mine) / (stock - ceiling) if stock > ceiling else 0.0,
        error_kind="Wasserstein over deviation" if app.long_run else "largest over largest value",
        stock_error=errors[STOCK],
        installed_error=errors[INSTALLED],
        floor_error=errors[FLOOR],
        noise=noise,
        verdict=_verdict(app, stock / mine, errors),
    )


def _spread(times: dict[str, np.ndarray]) -> float:
    parts = [
        undisturbed(times[STOCK][i::PARTS], SHARE) / undisturbed(times[INSTALLED][i::PARTS], SHARE)
        for i in range(PARTS)
    ]
    return (max(parts) - min(parts)) / 2


def _verdict(app: App, ratio: float, errors: dict[str, float]) -> str:
    missed = [f"{ratio:.2f}x of {app.bar:.2f}x"] if ratio < app.bar else []
    share = errors[INSTALLED] / errors[STOCK] if errors[STOCK] > 0 else 0.0
    if app.error_share is not None and share > app.error_share:
        missed.append(f"{share:.2f} of stock's error, not {app.error_share:g}")
    return f"misses: {', '.join(missed)}" if missed else "met"


@contextmanager
def _variants() -> Iterator[dict[str, Any]]:
    """Context to enter for each variant, by name; jax's tables stay changed meanwhile."""
    made = install()
    with made:
        plans = {STOCK: None, INSTALLED: made.plan, CEILING: PRODUCTS, FLOOR: EXACT}
        yield {name: context()(plan) for name, plan in plans.items()}


def _run(
    app: App, arrays: Arrays, variants: dict[str, Any], rounds: int
) -> tuple[dict[str, np.ndarray], dict[str, tuple[np.ndarray, ...]]]:
    """Seconds of every call by variant, of more rounds where they do not repeat; and the outputs."""
    import jax

    function, given = jax.jit(app.program), jax.device_put(arrays)

    def run(name: str) -> Any:
        with variants[name]:
            return jax.block_until_ready(function(*given))

    outputs = {name: _numpy(run(name)) for name in (STOCK, INSTALLED, FLOOR)}
    calls = {name: functools.partial(run, name) for name in (STOCK, INSTALLED, CEILING)}
    times = interleaved(calls, rounds)
    for _ in range(PATIENCE):
        if _spread(times) <= STEADY:
            break
        more = interleaved(calls, rounds)
        times = {name: np.concatenate((taken, more[name])) for name, taken in times.items()}
    return times, outputs


def float64_run(app: App, arrays: Arrays) -> tuple[np.ndarray, ...]:
    """The program in float64 on the same inputs, with stock functions."""
    import jax

    plain = nullcontext() if context().value is None else context()(None)
    with plain, jax.enable_x64(True):
        return _numpy(jax.jit(app.program)(*(np.asarray(array, np.float64) for array in arrays)))


def _numpy(outputs: Any) -> tuple[np.ndarray, ...]:
    return tuple(np.asarray(out) for out in (outputs if isinstance(outputs, tuple) else (outputs,)))


def _largest_error(got: tuple[np.ndarray, ...], exact: tuple[np.ndarray, ...]) -> float:
    """Largest difference over the largest value, the worst of the outputs."""
    pairs = zip(got, exact, strict=True)
    return max(float(np.max(np.abs(g - e)) / np.max(np.abs(e))) for g, e in pairs)


def _distribution_error(got: tuple[np.ndarray, ...], exact: tuple[np.ndarray, ...]) -> float:
    """Wasserstein distance (the mean difference of equal quantiles) over the standard deviation."""
    pairs = zip(got, exact, strict=True)
    return max(float(np.mean(np.abs(np.sort(g, None) - np.sort(e, None))) / np.std(e)) for g, e in pairs)
