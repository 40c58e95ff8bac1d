"""The child process of `verify`: imports the file under a memory limit, measures it, writes a report.

Run as `python -m results.verify_child FILE REPORT DEVICE TARGET MODE`; an empty TARGET takes the file's own.
"""

import importlib.util
import os
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from evaluators.accuracy import SweepOptions, check_specials, sample, sweep
from evaluators.backends.jax_backend import dispatch_inline
from evaluators.backends.table import BACKENDS, Backend
from evaluators.oracle import Oracle, build_oracle
from evaluators.report import EXHAUSTIVE, ErrorReport
from evo.run_format import write_json
from results.c_header import load_header
from results.export import jax_format, pallas_format
from results.lengths import comparison_inputs, differences
from results.pieces import in_pieces
from results.record import LengthDifference, Subject
from results.subjects import target_named
from results.verify import MEMORY_BYTES, VerifyReport, failure_line, judge
from search_spaces.composed import COMPOSED, Composed
from search_spaces.targets import Target, find_target

Kernel = Callable[..., np.ndarray]
RUN_AS = {pallas_format.NAME: jax_format.NAME}
"""Formats without a backend of their own, by the format whose backend runs their files."""


class BadFileError(Exception):
    """The file does not do what an exported kernel does."""


def main(arguments: list[str]) -> int:
    """Verify one file; 0 when a report was written, 1 otherwise."""
    file, out, device, target, mode = arguments
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    if device != "auto":
        os.environ["JAX_PLATFORMS"] = "cuda" if device == "gpu" else device
    try:
        report = verify(Path(file), target or None, mode == EXHAUSTIVE)
    except (BadFileError, TypeError, ValueError, MemoryError) as error:
        print(failure_line(f"{error}" or type(error).__name__), file=sys.stderr)
        return 1
    write_json(Path(out), report)
    return 0


def verify(path: Path, target: str | None, exhaustive: bool) -> VerifyReport:
    """The report of one file in this process.

    Raises:
        BadFileError: It does not import, lacks its function, or returns the wrong thing.
        ValueError: The target is unknown.
    """
    module = _load(path)
    name = target or getattr(module, "TARGET", None)
    if not isinstance(name, str):
        raise BadFileError("the file has no TARGET; say which with --target")
    if name in COMPOSED:
        return _verify_composed(module, path, COMPOSED[name], exhaustive)
    row = _target(module, name)
    backend = _backend(module)
    function = getattr(module, row.name, None)
    if not callable(function):
        raise BadFileError(f"the file defines no function {row.name!r}")
    kernel = _runner(function, backend)
    fingerprint = backend.fingerprint()
    _probe(kernel, row.name)
    oracle = build_oracle(row)
    flushes = fingerprint.ftz or getattr(module, "FTZ", False) is True
    options = SweepOptions(ftz=flushes, daz=fingerprint.daz or getattr(module, "DAZ", False) is True)
    if exhaustive:
        error = sweep({row.name: kernel}, oracle, options, _tell)[row.name]
    else:
        error = sample({row.name: kernel}, oracle, options, _stated_witness(module), np.random.default_rng(0))[row.name]
    lengths = _lengths(function, oracle, error, backend)
    measured = {
        "max_ulp": max([error.max_ulp, *(d.max_ulp for d in lengths)]),
        "witness": error.witness,
        "outputs_hash": error.outputs_hash,
        "special_failures": tuple(
            f"{row.name}({f.given}) = {f.got}, not {f.expected}" for f in check_specials(kernel, row)
        ),
    }
    stated = {"max_ulp": getattr(module, "MAX_ULP", None), "outputs_hash": getattr(module, "OUTPUTS_HASH", None)}
    ok, reason = judge(measured, stated)
    return VerifyReport(
        target=row.name,
        file=str(path),
        backend=fingerprint.backend,
        mode=error.mode,
        inputs=error.inputs,
        max_ulp=measured["max_ulp"],
        witness=error.witness,
        wrong_count=error.wrong_count,
        recorded_max_ulp=stated["max_ulp"],
        outputs_hash=error.outputs_hash,
        recorded_outputs_hash=stated["outputs_hash"],
        length_differences=lengths,
        special_failures=measured["special_failures"],
        ok=ok,
        reason=reason,
        fingerprint=fingerprint,
    )


def _verify_composed(module: ModuleType, path: Path, row: Composed, exhaustive: bool) -> VerifyReport:
    from results.composed.verify import verify_file

    if exhaustive:
        raise BadFileError(f"{row.name} takes pairs, which have no sweep: leave out --exhaustive")
    function, backend = getattr(module, row.name, None), _backend(module)
    if not callable(function):
        raise BadFileError(f"the file defines no function {row.name!r}")
    return verify_file(module, path, _runner(function, backend), backend.fingerprint())


def _target(module: ModuleType, name: str) -> Target:
    """The target on the domain that the file states, if it states one."""
    domain, outside = getattr(module, "DOMAIN", None), getattr(module, "OUTSIDE", None)
    if domain is None and outside is None:
        return find_target(name)
    if not (isinstance(domain, tuple) and len(domain) == 2 and all(isinstance(end, str) for end in domain)):
        raise BadFileError(f"DOMAIN is {domain!r}; a pair of hex-float strings is wanted")
    expression = getattr(module, "EXPRESSION", None) if name == getattr(module, "TARGET", None) else None
    return target_named(name, Subject(expression, domain, outside))


def _load(path: Path) -> ModuleType:
    if path.suffix == ".h":
        try:
            return load_header(path)
        except ValueError as error:
            raise BadFileError(str(error)) from None
    spec = importlib.util.spec_from_file_location("verified_kernel", path)
    if spec is None or spec.loader is None:
        raise BadFileError("it is not a Python file")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:  # noqa: BLE001  whatever a foreign file raises is its report
        raise BadFileError(f"it does not import: {type(error).__name__}: {error}") from None
    return module


def _backend(module: ModuleType) -> Backend:
    stated = getattr(module, "FORMAT", "jax")
    for backend in BACKENDS.values():
        if backend.format == RUN_AS.get(stated, stated):
            return backend
    known = [*(backend.format for backend in BACKENDS.values()), *RUN_AS]
    raise BadFileError(f"FORMAT is {stated!r}; known: {', '.join(known)}")


def _runner(function: Callable[..., Any], backend: Backend) -> Kernel:
    """The file's function on NumPy arrays; under jit for JAX, as a user's program would compile it."""
    if backend.name == "numpy":
        return in_pieces(lambda *x: np.asarray(function(*x)))
    if backend.name == "c":
        return function
    import jax

    dispatch_inline()
    compiled = jax.jit(function)
    return lambda *x: np.asarray(compiled(*x))


def _probe(kernel: Kernel, name: str) -> None:
    """Refuse what is no kernel before any measuring."""
    x = np.linspace(-2.0, 2.0, 33, dtype=np.float32)
    for length in (33, 1):
        try:
            got = kernel(x[:length])
        except (Exception, SystemExit) as error:  # noqa: BLE001  see _load
            raise BadFileError(f"{name} raises {type(error).__name__}: {error}") from None
        if got.dtype != np.float32 or got.shape != (length,):
            raise BadFileError(f"{name} returned {got.dtype} of shape {got.shape} for float32 of shape ({length},)")


def _lengths(
    function: Callable[..., Any], oracle: Oracle, error: ErrorReport, backend: Backend
) -> tuple[LengthDifference, ...]:
    if backend.name != "jax":
        return ()  # each operation is one ufunc, or compiled so that it rounds by itself: none can be contracted
    return differences(function, oracle, comparison_inputs(error.worst_inputs, oracle.target.timing_domain))


def _stated_witness(module: ModuleType) -> tuple[float, ...]:
    witness = getattr(module, "WITNESS", None)
    return (float.fromhex(witness),) if isinstance(witness, str) else ()


def _tell(done: int, total: int) -> None:
    if done % 256 == 0 or done == total:
        print(f"progress: {100 * done // total} % of all float32 inputs", file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
