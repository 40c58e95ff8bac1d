"""A user's expression as anybody would write it in jax.numpy: what a kernel of it stands against."""

import importlib
from collections.abc import Callable
from typing import Any

import mpmath

from search_spaces.own.formulas import Formula

# fmt: off
NAMES = {
    # here: there; what is not listed has no counterpart
    "fabs": "jax.numpy.abs",         "sqrt": "jax.numpy.sqrt",        "cbrt": "jax.numpy.cbrt",
    "exp": "jax.numpy.exp",          "expm1": "jax.numpy.expm1",      "log1p": "jax.numpy.log1p",
    "log10": "jax.numpy.log10",      "power": "jax.numpy.power",      "hypot": "jax.numpy.hypot",
    "sin": "jax.numpy.sin",          "cos": "jax.numpy.cos",          "tan": "jax.numpy.tan",
    "asin": "jax.numpy.arcsin",      "acos": "jax.numpy.arccos",      "atan": "jax.numpy.arctan",
    "atan2": "jax.numpy.arctan2",    "sinh": "jax.numpy.sinh",        "cosh": "jax.numpy.cosh",
    "tanh": "jax.numpy.tanh",        "asinh": "jax.numpy.arcsinh",    "acosh": "jax.numpy.arccosh",
    "atanh": "jax.numpy.arctanh",    "floor": "jax.numpy.floor",      "ceil": "jax.numpy.ceil",
    "sign": "jax.numpy.sign",
    "erf": "jax.scipy.special.erf",            "erfc": "jax.scipy.special.erfc",    "erfinv": "jax.scipy.special.erfinv",
    "gamma": "jax.scipy.special.gamma",        "loggamma": "jax.scipy.special.gammaln",
    "digamma": "jax.scipy.special.digamma",    "factorial": "jax.scipy.special.factorial",
    "beta": "jax.scipy.special.beta",          "ei": "jax.scipy.special.expi",      "e1": "jax.scipy.special.exp1",
    "ncdf": "jax.scipy.special.ndtr",          "hyp1f1": "jax.scipy.special.hyp1f1",
    "hyp2f1": "jax.scipy.special.hyp2f1",
}
# fmt: on
CONSTANTS = ("pi", "e", "euler", "phi", "catalan")
NAME = "jnp, as written"


class _JaxNumpy:
    """Stand-in for an mpmath context: numbers are Python's, functions jax's; an AttributeError for those that jax lacks."""

    def mpf(self, value: Any) -> Any:
        """A number as it is written in Python."""
        return value if isinstance(value, int) else float(value)

    def isfinite(self, value: Any) -> bool:
        """No: float32 overflows by itself, so the size of no value is looked at."""
        return False

    def log(self, x: Any, base: Any = None) -> Any:
        """The natural logarithm, or one to a base."""
        jnp = importlib.import_module("jax.numpy")
        return jnp.log(x) if base is None else jnp.log(x) / jnp.log(base)

    def sinc(self, x: Any) -> Any:
        """sin(x) / x; jax's is that of pi x."""
        jnp = importlib.import_module("jax.numpy")
        return jnp.sinc(x / jnp.pi)

    def zeta(self, x: Any) -> Any:
        """Riemann's."""
        return importlib.import_module("jax.scipy.special").zeta(x, 1.0)

    def __getattr__(self, name: str) -> Any:
        if name in CONSTANTS:
            return float(getattr(mpmath, name))
        if name not in NAMES:
            raise AttributeError(f"jax has no function {name!r}; known: {', '.join(sorted(NAMES))}")
        module, _, attribute = NAMES[name].rpartition(".")
        return getattr(importlib.import_module(module), attribute)


def plain_function(formula: Formula) -> Callable[[Any], Any] | None:
    """The expression as a function of a float32 array; None where jax lacks one of its functions or cannot trace it."""
    import jax
    import jax.numpy as jnp

    evaluate, context = formula.evaluate(), _JaxNumpy()

    def as_written(x: Any) -> Any:
        return jnp.broadcast_to(jnp.asarray(evaluate(context, {"x": x}), x.dtype), x.shape)

    try:
        jax.eval_shape(as_written, jax.ShapeDtypeStruct((8,), jnp.float32))
    except (AttributeError, TypeError, ValueError, ArithmeticError):
        return None
    return as_written
