"""Libraries of C functions on float32 arrays, each through a small compiled loop: libm, libmvec and SLEEF.

A scalar function is called by a loop of its own. A vector function, of 8 or 16 lanes, is handed to a loop as a pointer, so
that nothing is linked against a library which may not be there. What a machine lacks is left out; `left_out` says what.
"""

import ctypes
import functools
import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from evaluators.backends import machine
from evaluators.timing.c_compiler import NATIVE, built

_SCALAR_LOOP = """\
#include <math.h>
#include <stddef.h>
static void apply(void *unused, const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = NAME(x[i]);
}
"""

_VECTOR_LOOP = """\
#include <immintrin.h>
#include <stddef.h>
#include <string.h>
typedef __mWIDTH (*function)(__mWIDTH);
static void apply(function f, const float *x, float *y, size_t n) {
    size_t i = 0;
    for (; i + LANES <= n; i += LANES) _mmWIDTH_storeu_ps(y + i, f(_mmWIDTH_loadu_ps(x + i)));
    if (i < n) {
        float rest[LANES] = {0};
        memcpy(rest, x + i, (n - i) * sizeof *x);
        _mmWIDTH_storeu_ps(rest, f(_mmWIDTH_loadu_ps(rest)));
        memcpy(y + i, rest, (n - i) * sizeof *y);
    }
}
"""

_PASSES = """\
void loop(void *f, const float *x, float *y, size_t n, size_t rows, size_t passes) {
    for (size_t i = 0; i < passes; ++i) apply(f, x + i % rows * n, y + i % rows * n, n);
}
"""


@dataclass(frozen=True, slots=True)
class CFunction:
    """A C function on float32 arrays.

    Attributes:
        loop: The compiled loop: (pointer, x, y, n, rows, passes).
        pointer: Of the vector function; None where the loop calls a function of its own.
    """

    loop: Callable[..., None]
    pointer: ctypes.c_void_p | None

    def __call__(self, x: np.ndarray) -> np.ndarray:
        """The function's values at any float32 array."""
        x = np.ascontiguousarray(x, dtype=np.float32)
        y = np.empty_like(x)
        self._run(x, y, (x.size, 1, 1))
        return y

    def repeat(self, x: np.ndarray, y: np.ndarray, passes: int) -> None:
        """Values at the rows of contiguous `x`, one row a pass, into those of `y`."""
        self._run(x, y, (x.shape[1], x.shape[0], passes))

    def _run(self, x: np.ndarray, y: np.ndarray, sizes: tuple[int, int, int]) -> None:
        self.loop(
            self.pointer, ctypes.c_void_p(x.ctypes.data), ctypes.c_void_p(y.ctypes.data), *map(ctypes.c_size_t, sizes)
        )


@dataclass(frozen=True, slots=True)
class Lanes:
    """A vector width: float32 lanes, what a processor and a compiler must know, and libmvec's mark for it."""

    bits: int
    lanes: int
    features: tuple[str, ...]
    flags: tuple[str, ...]
    mark: str


@dataclass(frozen=True, slots=True)
class VectorNames:
    """Names of a target's function in vector libraries.

    Attributes:
        target: Name of the target row.
        name: The C library's name, as libmvec uses it, or None where libmvec has none.
        sleef: SLEEF's names as (function, accuracy): `u10` is within 1.0 ulp, `u35` within 3.5, as SLEEF states.
    """

    target: str
    name: str | None
    sleef: tuple[tuple[str, str], ...]


# fmt: off
LANES = {row.bits: row for row in (
    Lanes(256,  8, ("avx2", "fma"), ("-mavx2", "-mfma"), "dN8v"),
    Lanes(512, 16, ("avx512f",),    ("-mavx512f",),      "eN16v"),
)}
_NAMES = (
    #           target    libmvec   SLEEF
    VectorNames("exp",    "expf",   (("expf", "u10"),)),
    VectorNames("exp2",   "exp2f",  (("exp2f", "u10"), ("exp2f", "u35"))),
    VectorNames("expm1",  "expm1f", (("expm1f", "u10"),)),
    VectorNames("log",    "logf",   (("logf", "u10"), ("logf", "u35"))),
    VectorNames("log2",   "log2f",  (("log2f", "u10"), ("log2f", "u35"))),
    VectorNames("log10",  "log10f", (("log10f", "u10"),)),
    VectorNames("log1p",  "log1pf", (("log1pf", "u10"),)),
    VectorNames("sin",    "sinf",   (("sinf", "u10"), ("sinf", "u35"))),
    VectorNames("cos",    "cosf",   (("cosf", "u10"), ("cosf", "u35"))),
    VectorNames("tan",    "tanf",   (("tanf", "u10"), ("tanf", "u35"))),
    VectorNames("asin",   "asinf",  (("asinf", "u10"), ("asinf", "u35"))),
    VectorNames("acos",   "acosf",  (("acosf", "u10"), ("acosf", "u35"))),
    VectorNames("atan",   "atanf",  (("atanf", "u10"), ("atanf", "u35"))),
    VectorNames("sinh",   "sinhf",  (("sinhf", "u10"), ("sinhf", "u35"))),
    VectorNames("cosh",   "coshf",  (("coshf", "u10"), ("coshf", "u35"))),
    VectorNames("tanh",   "tanhf",  (("tanhf", "u10"), ("tanhf", "u35"))),
    VectorNames("asinh",  "asinhf", (("asinhf", "u10"),)),
    VectorNames("acosh",  "acoshf", (("acoshf", "u10"),)),
    VectorNames("atanh",  "atanhf", (("atanhf", "u10"),)),
    VectorNames("cbrt",   "cbrtf",  (("cbrtf", "u10"), ("cbrtf", "u35"))),
    VectorNames("erf",    "erff",   (("erff", "u10"),)),
    VectorNames("erfc",   "erfcf",  (("erfcf", "u15"),)),
    VectorNames("lgamma", None,     (("lgammaf", "u10"),)),
)
# fmt: on
VECTOR_NAMES = {row.target: row for row in _NAMES}
_LIBMVEC, _SLEEF = "libmvec.so.1", "libsleef.so.3"


@dataclass(frozen=True, slots=True)
class Symbol:
    """One function of a vector library: the library's file, the symbol, and the name that tables show."""

    file: str
    symbol: str
    shown: str


def symbols(target: str, lanes: Lanes) -> list[Symbol]:
    """Symbols of vector libraries for a target at a width, installed here or not."""
    if target not in VECTOR_NAMES:
        return []
    row = VECTOR_NAMES[target]
    mvec = [] if row.name is None else [Symbol(_LIBMVEC, f"_ZGV{lanes.mark}_{row.name}", f"libmvec {row.name}")]
    sleef = [Symbol(_SLEEF, f"Sleef_{f}{lanes.lanes}_{u}", f"SLEEF {f} {u}") for f, u in row.sleef]
    return mvec + sleef


def vector_functions(target: str, bits: int) -> Iterator[tuple[str, str, CFunction]]:
    """(name, library, function of float32 arrays) of what this machine's vector libraries offer at a width."""
    lanes = LANES[bits]
    loop = _vector_loop(lanes)
    for symbol in symbols(target, lanes) if loop is not None else ():
        pointer = _pointer(symbol)
        if loop is not None and pointer is not None:
            yield symbol.shown, f"{library_version(symbol.file)}, {lanes.lanes} lanes", CFunction(loop, pointer)


def scalar_function(c_name: str) -> CFunction | None:
    """The C library's function on float32 arrays; None without a compiler that works."""
    shared = built(c_name, _SCALAR_LOOP.replace("NAME", c_name) + _PASSES, NATIVE)
    return None if shared is None else CFunction(ctypes.CDLL(str(shared)).loop, None)


def left_out(bits: int) -> list[str]:
    """The vector libraries that cannot be timed here at a width, each with its reason."""
    lanes = LANES[bits]
    lacking = [name for name in lanes.features if name not in machine.isa().split()]
    if lacking:
        return [f"libmvec and SLEEF at {bits} bits: this processor has no {', '.join(lacking)}"]
    if _vector_loop(lanes) is None:
        return ["libmvec and SLEEF: no C compiler that works here"]
    names = {_LIBMVEC: "libmvec", _SLEEF: "SLEEF"}
    return [f"{name}: no {file} here" for file, name in names.items() if _loaded(file) is None]


def library_version(file: str) -> str:
    """Name and version of a library that is here."""
    if file == _SLEEF:
        return f"SLEEF {_real_name(file).removeprefix('libsleef.so.')}"
    return f"{' '.join(platform.libc_ver())} {file.split('.', maxsplit=1)[0]}"


def _real_name(file: str) -> str:
    """Name of the file that the loader found for a library, links followed."""
    maps = Path("/proc/self/maps")
    lines = maps.read_text().splitlines() if _loaded(file) is not None and maps.exists() else []
    stem = file.split(".", maxsplit=1)[0]
    return next((Path(line.split()[-1]).name for line in lines if f"/{stem}." in line), file)


@functools.cache
def _loaded(file: str) -> ctypes.CDLL | None:
    try:
        return ctypes.CDLL(file)
    except OSError:
        return None


def _pointer(symbol: Symbol) -> ctypes.c_void_p | None:
    library = _loaded(symbol.file)
    function = None if library is None else getattr(library, symbol.symbol, None)
    return None if function is None else ctypes.cast(function, ctypes.c_void_p)


def _vector_loop(lanes: Lanes) -> Callable[..., None] | None:
    if not set(lanes.features) <= set(machine.isa().split()):
        return None
    source = _VECTOR_LOOP.replace("WIDTH", str(lanes.bits)).replace("LANES", str(lanes.lanes))
    shared = built(f"vector{lanes.bits}", source + _PASSES, ("-O3", *lanes.flags))
    return None if shared is None else ctypes.CDLL(str(shared)).loop
