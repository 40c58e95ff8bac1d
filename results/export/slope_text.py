"""The derivative column as JAX text: float32 literals, functions of jax.numpy, and those that float32 needs beside them."""

import re

from results.record import RecordError
from search_spaces.targets import Target

_HEX = re.compile(r"-?0x[0-9a-f.]+p[+-]?\d+")
_CALL = re.compile(r"\b([a-z]\w*)\(")
_NAMES = {name: f"jnp.{name}" for name in ("abs", "cos", "exp", "log", "sign", "sin", "sqrt", "tan", "tanh")}
_NAMES |= {"min": "jnp.minimum", "max": "jnp.maximum"}
_NAMES |= {name: f"jax.scipy.special.{name}" for name in ("digamma", "erf", "erfc", "erfcx")}
HEX = """\
def _hex(text):
    return np.float32(float.fromhex(text))
"""
HELPERS = {
    "if_less": """\
def _if_less(a, b, then, otherwise):
    return jnp.where(a < b, then, otherwise)
""",
    "horner": '''\
def _horner(t, *coefficients):
    """The polynomial in t, lowest coefficient first."""
    return functools.reduce(lambda y, c: y * t + c, reversed(coefficients))
''',
    "hypot": '''\
def _hypot(a, b):
    """sqrt(a**2 + b**2), which overflows no sooner than its value."""
    a, b = jnp.abs(a), jnp.abs(b)
    large = jnp.maximum(a, b)
    ratio = jnp.minimum(a, b) / large
    return large * jnp.sqrt(np.float32(1) + ratio * ratio)
''',
    "times_exp": '''\
def _times_exp(s, x):
    """s * exp(x) for x <= 0, which underflows no sooner than its value: x + 32 is exact below -64."""
    far = x < np.float32(-64)
    factor = jnp.where(far, np.float32(float.fromhex("0x1.c8464f7616468p-47")), np.float32(1))  # exp(-32)
    return s * factor * jnp.exp(jnp.where(far, x + np.float32(32), x))
''',
    "times_gauss": '''\
def _times_gauss(s, x, k):
    """s * exp(-k * x * x) for k of 1/2 or 1; the square of 12 bits of x is exact, and so is 32 minus it beyond 64."""
    x = jnp.clip(x, np.float32(-40), np.float32(40))
    head = lax.stop_gradient(lax.reduce_precision(x, 8, 11))
    square = k * head * head
    far = square > np.float32(64)
    factor = jnp.where(far, np.float32(float.fromhex("0x1.c8464f7616468p-47")), np.float32(1))  # exp(-32)
    power = jnp.exp(jnp.where(far, np.float32(32) - square, -square))
    return s * factor * power * jnp.exp(k * (head - x) * (head + x))
''',
    "trigamma": '''\
def _trigamma(x):
    """The derivative of digamma; for x < 0 by reflection, pi^2 / sin(pi d)^2 with d the distance to the nearest integer."""
    left = x < 0
    sine = jnp.sin(np.float32(np.pi) * jnp.where(left, x - jnp.round(x), np.float32(0.5)))
    right = jax.scipy.special.polygamma(1, jnp.where(left, 1 - x, x))
    return jnp.where(left, (np.float32(np.pi) / sine) ** 2 - right, right)
''',
}
"""Functions of search_spaces/functions/slopes.py, and hypot, as float32 wants them."""

BY_PROGRAM = "by program"
"""The derivative of a bounded kernel whose target states none that jax can compute."""


def derivative_of(target: Target) -> str:
    """The derivative as jax text, or BY_PROGRAM where an export differentiates the kernel's own operations.

    Raises:
        RecordError: As for `derivative_text`, for a kernel on the whole line: its bit operations have no derivative.
    """
    try:
        return derivative_text(target.derivative) if target.derivative else BY_PROGRAM
    except RecordError:
        if target.outside is None:
            raise
        return BY_PROGRAM


def derivative_text(expression: str) -> str:
    """The target row's derivative as jax text: hex constants as float32 literals, functions from jax.numpy and HELPERS.

    Raises:
        RecordError: It calls a function that has no such text.
    """
    names = _NAMES | {name: f"_{name}" for name in HELPERS}
    unknown = {name for name in _CALL.findall(expression) if name not in names}
    if unknown:
        raise RecordError(
            f"the derivative {expression!r} calls {', '.join(sorted(unknown))}; exports know {', '.join(sorted(names))}"
        )
    named = _CALL.sub(lambda match: f"{names[match[1]]}(", expression)
    return _HEX.sub(lambda match: f'_hex("{match[0]}")', named)


def helpers_of(expression: str) -> list[str]:
    """Definitions that the derivative's text calls, and those of its constants."""
    constants = [HEX] if _HEX.search(expression) else []
    return constants + [text for name, text in HELPERS.items() if name in _CALL.findall(expression)]
