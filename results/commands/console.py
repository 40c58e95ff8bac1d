"""Rules of every command: exit codes, JSON on standard output, refusals, the device asked for."""

import errno
import io
import json
import os
import sys
from importlib.metadata import entry_points
from importlib.util import find_spec
from typing import Annotated, Any

import typer

from evaluators import project
from search_spaces.visible import visible_lines

DONE, FAILED, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130
EXTRA = ("blake3", "fsspec", "gmpy2", "matplotlib", "mpmath", "msgspec", "numba", "ray", "rich", "tomli_w", "typer")
"""Packages of the extra `search`."""

JsonFlag = Annotated[bool, typer.Option("--json", help="Print JSON on standard output.")]
ResidentOption = Annotated[
    str, typer.Option("--resident", help="Place of the timing loop's arrays: L1, L2 or 1e7 elements.")
]
VectorOption = Annotated[
    int | None,
    typer.Option("--vector-bits", help="Width of vectors: 256 or 512. Default: XLA's choice, 256 on x86-64."),
]
BackendOption = Annotated[str, typer.Option("--backend", help="Device on which kernels run: auto, cpu or gpu.")]


class RefusedError(Exception):
    """Bad input, found by a command."""


def json_text(value: Any) -> str:
    """Strict JSON."""
    from evaluators.report import to_json

    return json.dumps(to_json(value), indent=1, allow_nan=False)


def print_json(value: Any) -> None:
    """Strict JSON on standard output."""
    print(json_text(value))


def say(text: Any, error: bool = False) -> None:
    """Lines on standard output or standard error, with what does not print made visible."""
    print(visible_lines(str(text)), file=sys.stderr if error else sys.stdout, flush=error)


def warn(text: str) -> None:
    """One warning on standard error."""
    say(f"warning: {text}", error=True)


LONGEST = 2_000
"""Characters of a message: a file's own text in it may have any number."""


def shortened(message: str) -> str:
    """A message without its middle, where it is long: a path stands at the beginning, the advice at the end."""
    left_out = len(message) - LONGEST
    half = LONGEST // 2
    return message if left_out <= 0 else f"{message[:half]} ... ({left_out:,} characters) ... {message[-half:]}"


def explained(error: Exception) -> tuple[str, int]:
    """Text printed of an error that ends a command, and the exit code."""
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return f"the disk is full: {error.filename or error}. Finished work is kept.", FAILED
    if isinstance(error, (ValueError, FileNotFoundError, FileExistsError, NotADirectoryError, RefusedError)):
        return str(error), BAD_INPUT
    if isinstance(error, RecursionError):
        return "the input is nested too deeply to be read", BAD_INPUT
    if isinstance(error, MemoryError):
        return "there is not enough memory for that. Finished work is kept.", FAILED
    return str(error), FAILED


def lacks_extra(error: ModuleNotFoundError) -> str | None:
    """Advice where a package of the extra is not installed; None where the missing module is none of them."""
    name = (error.name or "").partition(".")[0]
    if name not in EXTRA:
        return None
    how = 'pip install "evonumerics[search]"' if project.INSTALLED else "uv sync"
    return f"this command needs the package {name.replace('_', '-')}, which is not installed here: {how}"


def choose_device(backend: str) -> None:
    """Point jax at the device asked for.

    Raises:
        RefusedError: The name is unknown, or there is no such device.
    """
    _require_possible(backend)
    import jax

    from evaluators.backends.jax_backend import dispatch_inline

    dispatch_inline()
    if backend == "auto":
        return
    try:
        device = jax.devices(backend)[0]
    except RuntimeError:
        raise _no_device(backend) from None
    jax.config.update("jax_default_device", device)


def require_device(backend: str) -> None:
    """Refuse what choose_device refuses; jax is imported only where nothing else can tell.

    Raises:
        RefusedError: See choose_device.
    """
    _require_possible(backend)
    if backend == "gpu":
        choose_device(backend)


def _require_possible(backend: str) -> None:
    """Refuse a device that jax cannot have: the variable JAX_PLATFORMS leaves it out, or no plugin for it is installed."""
    if backend not in ("auto", "cpu", "gpu"):
        raise RefusedError(f"--backend is {backend!r}; allowed: auto, cpu, gpu")
    platforms = {name for name in os.environ.get("JAX_PLATFORMS", "").split(",") if name}
    names = {"cpu": {"cpu"}, "gpu": {"gpu", "cuda", "rocm"}}.get(backend, platforms)
    plugins = backend != "gpu" or entry_points(group="jax_plugins") or find_spec("jax_plugins")
    if (platforms and not platforms & names) or not plugins:
        raise _no_device(backend)


def _no_device(backend: str) -> RefusedError:
    return RefusedError(f"--backend {backend}: jax finds no {backend} here. Use --backend cpu, or install jax for it.")


def tolerate_any_locale() -> None:
    """Print characters that the locale's encoding lacks as question marks instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not stream.encoding.lower().startswith("utf"):
            stream.reconfigure(errors="replace")


def leave_at_once(code: int) -> None:
    """End the process without waiting for anything."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
