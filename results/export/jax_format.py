"""The JAX format: one module on jax alone; jit, vmap and grad of any order, and every dtype that stock jax takes."""

import textwrap

from evaluators.backends import jax_backend
from results.export.header import docstring, facts, name_of, verification_of
from results.export.slope_text import BY_PROGRAM, derivative_of, derivative_text, helpers_of
from results.record.record import Record
from results.record.subjects import labelled, target_of
from search_spaces.targets import CLAMP, Target

NAME = "jax"

_JIT = "# Compiled even where the caller is not: one operation at a time would round products before it adds them.\n@jax.jit\n"

_DERIVATIVE = """\
{helpers}{slope}


@jax.custom_jvp
def _differentiable(x):
    return _kernel(x)


@_differentiable.defjvp
def _jvp(primals, tangents):
    (x,), (tangent,) = primals, tangents
    y = _differentiable(x)
{tangent}
"""

_SLOPE = """\
def _slope(x, y):
    return (
{slope}
    )"""

_TWO_SLOPES = """\
@jax.custom_jvp
def _slope(x, y):
    return (
{slope}
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
{second}
    )
    return s, tangent * second"""

_LIKE_STOCK = '''\
def {target}(x):
    """{target} as {stock} takes and gives it: of float32 by the kernel, of every other dtype by {stock} itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return {call}
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy
'''

_FLOAT32_ONLY = '''\
def {target}(x):
    """{target} of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: The dtype, as jax.numpy takes the array, is not float32; convert it first.
    """
    given = jnp.asarray(x, dtype=jnp.float32) if isinstance(x, (int, float)) else jnp.asarray(x)
    if given.dtype != jnp.float32:
        raise TypeError(f"{target} takes float32 arrays, was given {{given.dtype}}; use x.astype(jnp.float32)")
    return _differentiable(given)
'''
_BY_PROGRAM = "jax.jvp(_kernel, (x,), (jnp.ones_like(x),))[1]"
_GUARD = """\
    low, high = (np.float32(float.fromhex(end)) for end in DOMAIN)
    return y, tangent * jnp.where((low <= x) & (x <= high), _slope(x, y), {beyond})"""
_NAN = "np.float32(np.nan)"
_FLAT = "jnp.where(jnp.isnan(x), x, np.float32(0))"


def export(record: Record) -> str:
    """The text of `<target>.py`.

    Raises:
        RecordError: The record was never verified in this format.
    """
    verification = verification_of(record, NAME)
    printed = jax_backend.print_program(labelled(record), "_kernel")
    target = target_of(record)
    derivative, public = derivative_text_of(target), _public(target, name_of(record))
    imports = printed.imports
    if "functools." in derivative and "import functools" not in imports:
        imports = "import functools\n\n" + imports
    if "jax.scipy.special." in derivative + public:
        imports = imports.replace("import jax.numpy as jnp", "import jax.numpy as jnp\nimport jax.scipy.special")
    head = docstring(record, verification) + "\n" + imports + "\n\n" + facts(record, verification, NAME).rstrip()
    parts = (head, printed.helpers.rstrip(), _JIT + printed.function.rstrip(), derivative.rstrip(), public.rstrip())
    return "\n\n\n".join(part for part in parts if part) + "\n"


def _public(target: Target, name: str) -> str:
    """The public function: in place of a stock one it takes what that takes; on a domain of its own, float32 alone."""
    if target.stock is None or target.outside is not None:
        return _FLOAT32_ONLY.format(target=name)
    options = "".join(f", {key}={value}" for key, value in target.stock_options)
    return _LIKE_STOCK.format(target=name, stock=target.stock, call=f"{target.stock}(x{options})")


def derivative_text_of(target: Target) -> str:
    """The function with its derivatives; outside a bounded domain it has no slope, or under CLAMP none but zero."""
    text, tangent = derivative_of(target), "    return y, tangent * _slope(x, y)"
    helpers, slope = [], _SLOPE.format(slope=_filled(_BY_PROGRAM))
    if text != BY_PROGRAM:
        helpers, slope = helpers_of(target.derivative, target.second_derivative), _slope(text, target)
    if target.outside is not None:
        tangent = _GUARD.format(beyond=_FLAT if target.outside == CLAMP else _NAN)
    return _DERIVATIVE.format(helpers="".join(f"{text}\n\n" for text in helpers), slope=slope, tangent=tangent)


def _slope(text: str, target: Target) -> str:
    if not target.second_derivative:
        return _SLOPE.format(slope=_filled(text))
    return _TWO_SLOPES.format(slope=_filled(text), second=_filled(derivative_text(target.second_derivative)))


def _filled(text: str) -> str:
    return textwrap.fill(
        text,
        width=112,
        initial_indent=" " * 8,
        subsequent_indent=" " * 8,
        break_long_words=False,
        break_on_hyphens=False,
    )
