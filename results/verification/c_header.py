"""An exported C header as a module: its macros as constants, its array function compiled for this machine."""

import ast
import ctypes
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from evaluators.timing.c_compiler import NATIVE, built
from search_spaces.visible import shown

_TARGET = re.compile(r'^#define (\w+)_TARGET "(\w+)"$', re.MULTILINE)
_STRING = re.compile(r'"(?:[^"\\]|\\[0-3][0-7]{2})*"')
_EXPORTED = "\n\nvoid exported(const float *x, float *y, size_t n) {{ {name}_array(x, y, n); }}\n"


def macros(text: str) -> list[tuple[str, str]]:
    """Macros of a header besides its function, TARGET first: names without the function's, and their texts.

    Raises:
        ValueError: It is no exported header.
    """
    found = _TARGET.search(text)
    if found is None:
        raise ValueError("it is not a header that was exported: it defines no ..._TARGET")
    return re.findall(rf"^#define {found[1]}_([A-Z_]+) (.*)$", text, re.MULTILINE)


def load_header(path: Path) -> ModuleType:
    """The module.

    Raises:
        ValueError: It is no exported header, or no compiler here takes it.
    """
    text = path.read_text(encoding="utf-8")
    stated = dict(macros(text))
    module = ModuleType("verified_kernel", text[: text.find("*/")])
    for key, value in stated.items():
        setattr(module, key, _value(key, value))
    if hasattr(module, "DOMAIN_LOW"):
        module.DOMAIN = (module.DOMAIN_LOW, module.DOMAIN_HIGH)  # type: ignore[attr-defined]
    name = stated["TARGET"].strip('"')
    setattr(module, name, array_function(text, f"{name}_f32"))
    return module


def string_of(literal: str) -> str:
    """The text of a C string; octal bytes, as results/export/escaping.py writes them, mean the same in Python.

    Raises:
        ValueError: It is no string that an export writes.
    """
    if _STRING.fullmatch(literal) is None:
        raise ValueError(f"a header's text is {shown(literal)}; a C string with no escapes but of bytes is wanted")
    return ast.literal_eval(f"b{literal}").decode("utf-8") if literal.isascii() else literal.strip('"')


def _value(key: str, text: str) -> Any:
    if text == "NULL":
        return None
    if text.startswith('"'):
        return string_of(text)
    number = float(text.replace("INFINITY", "inf"))
    return bool(number) if key in ("EXHAUSTIVE", "FTZ", "DAZ") else number


class ArrayFunction:
    """A compiled `void f(const float *, float *, size_t)` on NumPy arrays."""

    def __init__(self, shared: Path) -> None:
        self._loop = ctypes.CDLL(str(shared)).exported

    def __call__(self, x: np.ndarray) -> np.ndarray:
        """The function's values at any float32 array."""
        x = np.ascontiguousarray(x, dtype=np.float32)
        y = np.empty_like(x)
        self._loop(ctypes.c_void_p(x.ctypes.data), ctypes.c_void_p(y.ctypes.data), ctypes.c_size_t(x.size))
        return y


def array_function(code: str, name: str, flags: tuple[str, ...] = NATIVE) -> ArrayFunction:
    """The array function of a C text, compiled.

    Raises:
        ValueError: There is no C compiler here, or it refuses the text.
    """
    shared = built(name, code + _EXPORTED.format(name=name), flags)
    if shared is None:
        raise ValueError(
            f"no C compiler here compiles it with {' '.join(flags)}; install gcc or clang, or name one in CC"
        )
    return ArrayFunction(shared)
