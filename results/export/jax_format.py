"""The JAX format: one module on jax alone; jit, vmap and grad of any order, and every dtype that stock jax takes."""

import textwrap

from evaluators.backends import jax_backend
from results.export.header import docstring, facts, name_of, verification_of
from results.export.slope_text import BY_PROGRAM, derivative_of, helpers_of
from results.record import Record
from results.subjects import target_of
from search_spaces.targets import CLAMP, Target

NAME = "jax"

_JIT = "# Compiled even where the caller is not: one operation at a time would round products before it adds them.\n@jax.jit\n"

_DERIVATIVE = """\
{helpers}def _slope(x, y):
    return (
{slope}
    )


@jax.custom_jvp
def _differentiable(x):
    return _kernel(x)


@_differentiable.defjvp
def _jvp(primals, tangents):
    (x,), (tangent,) = primals, tangents
    y = _differentiable(x)
{tangent}
"""

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
    printed = jax_backend.print_program(record.program(), "_kernel")
    target = target_of(record)
    derivative, public = _derivative(target), _public(target, name_of(record))
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


def _derivative(target: Target) -> str:
    """The function with its derivative; outside a bounded domain it has no slope, or under CLAMP none but zero."""
    text, tangent = derivative_of(target), "    return y, tangent * _slope(x, y)"
    helpers = [] if text == BY_PROGRAM else helpers_of(target.derivative)
    if target.outside is not None:
        tangent = _GUARD.format(beyond=_FLAT if target.outside == CLAMP else _NAN)
    lines = textwrap.fill(
        _BY_PROGRAM if text == BY_PROGRAM else text,
        width=112,
        initial_indent=" " * 8,
        subsequent_indent=" " * 8,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return _DERIVATIVE.format(helpers="".join(f"{text}\n\n" for text in helpers), slope=lines, tangent=tangent)
