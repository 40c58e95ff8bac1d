"""The derivative column as JAX text: float32 literals, functions of jax.numpy, and those that float32 needs beside them."""

import re

from results.record.record import RecordError
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
    "erfcx_right": '''\
def _erfcx_right(x):
    """exp(x**2) * erfc(x) for 0.45 <= x <= 16, to 2.2 ulp: u P(u) with u = 1 / (1 + x), fitted around u = 37/64."""
    u = 1 / (1 + jnp.clip(x, np.float32(0), np.float32(16)))
    coefficients = map(_hex, ("0x1.c7a54ep-1", "0x1.a84338p-2", "-0x1.9461p-2", "-0x1.99b16ep-9", "0x1.259044p-2",
                              "-0x1.30c4b4p-2", "0x1.f7e02ap-5", "0x1.5959d4p-4", "-0x1.d99f08p-3", "0x1.672154p+0",
                              "0x1.8c3012p+0"))
    return u * _horner(u - _hex("0x1.28p-1"), *coefficients)
''',
    "trigamma": '''\
def _trigamma(x):
    """The derivative of digamma: from 8 on its asymptotic series, up to there by recurrence, for x < 0 by reflection,
    pi^2 / sin(pi d)^2 with d the distance to the nearest integer.
    """
    left = x < 0
    t = jnp.where(left, 1 - x, x)
    near = t < 8
    steps = sum((1 / (jnp.where(near, t, np.float32(1)) + np.float32(k))) ** 2 for k in reversed(range(8)))
    v = 1 / jnp.where(near, t + 8, t)
    series = _horner(v * v, *map(np.float32, (1 / 6, -1 / 30, 1 / 42, -1 / 30)))
    right = v + v * v * (np.float32(0.5) + v * series) + jnp.where(near, steps, np.float32(0))
    sine = jnp.sin(np.float32(np.pi) * jnp.where(left, x - jnp.round(x), np.float32(0.5)))
    return jnp.where(left, (np.float32(np.pi) / sine) ** 2 - right, right)
''',
    "tetragamma": '''\
def _tetragamma(x):
    """The second derivative of digamma: as trigamma, 2 pi^3 cos(pi d) / sin(pi d)^3 being what reflection brings."""
    left = x < 0
    t = jnp.where(left, 1 - x, x)
    near = t < 8
    steps = sum((1 / (jnp.where(near, t, np.float32(1)) + np.float32(k))) ** 3 for k in reversed(range(8)))
    v = 1 / jnp.where(near, t + 8, t)
    series = _horner(v * v, *map(np.float32, (0.5, -1 / 6, 1 / 6, -0.3)))
    right = -(v + v * v * (1 + v * series)) * v - jnp.where(near, 2 * steps, np.float32(0))
    d = jnp.where(left, x - jnp.round(x), np.float32(0.25))
    sine, cosine = jnp.sin(np.float32(np.pi) * d), jnp.sin(np.float32(np.pi) * (np.float32(0.5) - jnp.abs(d)))
    return jnp.where(left, right - 2 * (np.float32(np.pi) / sine) ** 3 * cosine, right)
''',
    "times_gelu_tanh": '''\
def _times_gelu_tanh(s, x):
    """s * exp(-w), w = t (a + b t^2) with t = |x|, a = sqrt(8/pi), b = 0.044715 a: w is 87 where it underflows.

    The first 6 bits h of t have exact products with 18 bits of a, and their cube with 6 of b; t - h brings
    (t - h) (a + b (h^2 + h t + t^2)).
    """
    t = jnp.minimum(jnp.abs(x), np.float32(12))
    h = lax.stop_gradient(lax.reduce_precision(t, 8, 5))
    a, a_low = _hex("0x1.98848p+0"), _hex("-0x1.6615e4d7b9782p-19")
    b, b_low = _hex("0x1.28p-4"), _hex("-0x1.dd86ad93a5a86p-11")
    rest = h * (a_low + b_low * h * h) + (t - h) * (a + (b + b_low) * (h * h + (h + t) * t))
    return s * jnp.exp(-a * h) * jnp.exp(-b * (h * h * h)) * jnp.exp(-rest)
''',
    "sine_of_sum": '''\
def _sine_of_sum(t, r, high, *low):
    """sin(pi p/t), p = t r + high + low(1/t^2): beside a zero t r, in parts of which the first is exact, cancels high."""
    t_head, r_head = (lax.stop_gradient(lax.reduce_precision(v, 8, 11)) for v in (t, r))
    u = 1 / t
    rest = t_head * (r - r_head) + (t - t_head) * r + _horner(u * u, *low)
    return jnp.sin(np.float32(np.pi) * ((t_head * r_head + high) + rest) * u)
''',
    "sinc_slope": '''\
def _sinc_slope(x):
    """The derivative of sin(pi x) / (pi x) for t = |x| >= 1: -(-1)^n A/t sin(pi (t - n - 1/2) + a) with n = floor(t),
    A^2 = 1 + 1 / (pi t)^2 and tan a = 1 / (pi t), so that a t/pi is 1/pi^2 and a polynomial in 1/t^2, which is small.
    """
    t = jnp.clip(jnp.abs(x), np.float32(1), _hex("0x1.0p+64"))
    n = jnp.floor(t)
    odd = n - 2 * jnp.floor(np.float32(0.5) * n)
    sine = _sine_of_sum(t, (t - n) - np.float32(0.5), _hex("0x1.9f02f6p-4"), _hex("0x1.11639p-31"), _hex("-0x1.c08712p-9"),
                        _hex("0x1.b446cp-13"), _hex("-0x1.f92554p-17"), _hex("0x1.3bd576p-20"), _hex("-0x1.61dcb8p-24"))
    u = 1 / t
    return jnp.sign(x) * (2 * odd - 1) * jnp.sqrt(1 + (_hex("0x1.45f306dc9c883p-2") * u) ** 2) * u * sine
''',
    "sinc_second": '''\
def _sinc_second(x):
    """The second derivative of sin(pi x) / (pi x) for t = |x| >= 1: -(-1)^n B/t sin(pi (t - n) + b) with n next to t,
    B^2 = pi^2 + (2 / (pi t^2))^2 and tan b = 2 t / (pi t^2 - 2/pi), so that b t/pi is 2/pi^2 and, as above, a polynomial.
    """
    t = jnp.clip(jnp.abs(x), np.float32(1), _hex("0x1.0p+64"))
    n = jnp.round(t)
    odd = n - 2 * jnp.floor(np.float32(0.5) * n)
    sine = _sine_of_sum(t, t - n, _hex("0x1.9f02f6p-3"), _hex("0x1.11639p-30"), _hex("0x1.c08712p-7"),
                        _hex("-0x1.b446fcp-10"), _hex("-0x1.f91218p-13"), _hex("0x1.3cde96p-15"), _hex("0x1.be5d7p-18"),
                        _hex("-0x1.83132cp-20"))
    u = 1 / t
    return (2 * odd - 1) * jnp.sqrt(_hex("0x1.3bd3cc9be45dep+3") + (_hex("0x1.45f306dc9c883p-1") * u * u) ** 2) * u * sine
''',
}
"""Functions of search_spaces/functions/slopes.py, and hypot, as float32 wants them, and what they call, which stands above them."""

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


def helpers_of(*expressions: str) -> list[str]:
    """Definitions that the derivatives' texts call, those that these call, and that of their constants."""
    wanted = {name for expression in expressions for name in _CALL.findall(expression)}
    for caller in reversed(HELPERS):  # one calls only those above it
        wanted |= {name for name in HELPERS if caller in wanted and f"_{name}(" in HELPERS[caller]}
    texts = [text for name, text in HELPERS.items() if name in wanted]
    constants = any(map(_HEX.search, expressions)) or any("_hex(" in text for text in texts)
    return [HEX, *texts] if constants else texts
