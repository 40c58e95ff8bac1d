"""The JAX format: one module on jax alone; jit, vmap and grad of any order."""

from evaluators.backends import jax_backend
from results.export.header import derivative_text, docstring, facts, verification_of
from results.record import Record
from search_spaces.targets import find_target

NAME = "jax"

_JIT = "# Compiled even where the caller is not: one operation at a time would round products before it adds them.\n@jax.jit\n"

_WRAPPER = '''\
@jax.custom_jvp
def _differentiable(x):
    return _kernel(x)


@_differentiable.defjvp
def _jvp(primals, tangents):
    (x,), (tangent,) = primals, tangents
    y = _differentiable(x)
    return y, tangent * ({derivative})


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


def export(record: Record) -> str:
    """The text of `<target>.py`.

    Raises:
        RecordError: The record was never verified in this format.
    """
    verification = verification_of(record, NAME)
    printed = jax_backend.print_program(record.program(), "_kernel")
    derivative = derivative_text(find_target(record.target).derivative)
    wrapper = _WRAPPER.format(target=record.target, derivative=derivative)
    head = (
        docstring(record, verification) + "\n" + printed.imports + "\n\n" + facts(record, verification, NAME).rstrip()
    )
    return "\n\n\n".join((head, _JIT + printed.function.rstrip(), wrapper.rstrip())) + "\n"
