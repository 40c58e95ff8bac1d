"""The Pallas format: a kernel body of references and a function that calls it on blocks; interpreted without a GPU or TPU.

No record is verified in this format, for the CPU can only interpret it. A file is written after its outputs were found to be
those of the record's XLA-compiled kernel on POINTS inputs, and says so. It lowers for TPU by Mosaic and for GPU by Triton, which
jax calls deprecated from 0.12 on.
"""

import re
from dataclasses import replace
from functools import cache

import numpy as np

from evaluators.backends import jax_backend
from evaluators.report import EXHAUSTIVE
from results.export.escaping import python_docstring
from results.export.header import (
    bound_sentence,
    constant,
    domain_line,
    name_of,
    origin,
    subject_facts,
    verification_of,
    wrap,
)
from results.record.record import Record, RecordError, Verification
from results.record.subjects import labelled
from search_spaces.programs.lowering import ordinary
from search_spaces.programs.program import Program

NAME = "pallas"
POINTS = 1 << 16
BLOCK = 1024
_ROUNDING = re.compile(r"lax\.round\((\w+), lax\.RoundingMethod\.TO_NEAREST_EVEN\)")
_IMPORTS = """\
import functools

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax
from jax.experimental import pallas as pl"""

_ROUND = '''\
def _round(x, hidden):
    """The nearest integer, ties to even, which Triton lacks: below 2**23 that number added and taken off rounds."""
    (shift,) = hidden((np.float32(2**23),))
    size, sign = jnp.abs(x), lax.bitcast_convert_type(x, jnp.int32) & np.int32(-(2**31))
    rounded = jnp.where(size < shift, (size + shift) - shift, size)
    return lax.bitcast_convert_type(lax.bitcast_convert_type(rounded, jnp.int32) | sign, jnp.float32)
'''

_BODY = '''\
def _body(x_ref, y_ref, *, hidden):
    """One block, by element."""
    y_ref[...] = _kernel(x_ref[...], hidden)
'''

_BODY_BY_SIZE = '''\
def _body(x_ref, y_ref, *, hidden):
    """One block, by element; the whole kernel only where one of them needs it."""
    x = x_ref[...]
    # Infinities and nan do not: adding 2**23 wraps them below zero.
    bits = (lax.bitcast_convert_type(x, jnp.int32) & np.int32(0x7FFFFFFF)) + np.int32(0x00800000)
    whole, some = (functools.partial(f, hidden=hidden) for f in (_kernel, _kernel_ordinary))
    y_ref[...] = lax.cond(jnp.max(bits) >= np.int32({least}), whole, some, x)
'''

_CALL = '''\
@functools.partial(jax.jit, static_argnames="interpret")
def _on_blocks(x, interpret):
    # Interpreted, the body is XLA's to compile: a barrier keeps constants from its simplifier. Elsewhere nothing re-associates.
    hidden = lax.optimization_barrier if interpret else lambda values: values
    size = -(-x.size // BLOCK) * BLOCK
    block = size if interpret else BLOCK  # a loop over blocks is XLA's too, and what it moves out of the loop changes roundings
    call = pl.pallas_call(
        functools.partial(_body, hidden=hidden),
        out_shape=jax.ShapeDtypeStruct((size,), jnp.float32),
        grid=(size // block,),
        in_specs=[pl.BlockSpec((block,), lambda i: (i,))],
        out_specs=pl.BlockSpec((block,), lambda i: (i,)),
        interpret=interpret,
    )
    return call(jnp.pad(x.reshape(-1), (0, size - x.size)))[: x.size].reshape(x.shape)


def {target}(x, interpret=None):
    """{target} of a float32 array (or a Python number), as float32 of the same shape.

    `interpret` is for pallas_call; None interprets where jax computes on neither a GPU nor a TPU.

    Raises:
        TypeError: The dtype, as jax.numpy takes the array, is not float32; convert it first.
    """
    given = jnp.asarray(x, dtype=jnp.float32) if isinstance(x, (int, float)) else jnp.asarray(x)
    if given.dtype != jnp.float32:
        raise TypeError(f"{target} takes float32 arrays, was given {{given.dtype}}; use x.astype(jnp.float32)")
    if given.size == 0:
        return given
    return _on_blocks(given, jax.default_backend() not in ("gpu", "tpu") if interpret is None else interpret)
'''


def export(record: Record) -> str:
    """The text of `<target>.py`.

    Raises:
        RecordError: The record was never verified as compiled by XLA, or interpreted it gives other bits than compiled.
    """
    verification = verification_of(record, "jax")
    text = "\n\n\n".join((_head(record, verification), *(p.rstrip() for p in _code(record)))) + "\n"
    _compare(record, text)
    return text


def points() -> np.ndarray:
    """POINTS float32 over all bit patterns: one in each 2**32 / POINTS consecutive ones, nan among them."""
    high = np.arange(POINTS, dtype=np.uint32)
    patterns = (high << np.uint32(16)) | ((high * np.uint32(40503)) & np.uint32(0xFFFF))
    patterns[[0x0000, 0x7F80, 0x8000, 0xFF80]] &= np.uint32(0xFFFF0000)  # both zeros and both infinities
    return patterns.view(np.float32)


def _head(record: Record, verification: Verification) -> str:
    lines = [
        f"{name_of(record)} for float32 arrays as a Pallas kernel, {BLOCK:,} elements a block; interpreted, one block of all.",
        "",
        wrap(
            f"Not verified exhaustively in this form. The same operations compiled by XLA on the CPU have max error "
            f"{bound_sentence(record, verification)}; in interpret mode the outputs of this file are theirs, bit for bit, on "
            f"{POINTS:,} inputs spread over all bit patterns. On a GPU or TPU nothing was measured, and a device without "
            "a fused multiply-add gives other bits: `run.py verify FILE --exhaustive --backend gpu` measures. "
            "No derivative is defined."
        ),
        domain_line(record, verification),
        *origin(record),
    ]
    return python_docstring(lines) + "\n" + _IMPORTS + "\n\n" + _facts(record, verification)


def _facts(record: Record, verification: Verification) -> str:
    error = verification.error
    swept = " over every float32" if error.mode == EXHAUSTIVE else ", sampled"
    notes = {
        "MAX_ULP": f"  # compiled by XLA{swept}; here on trust",
        "FTZ": "  # whether the metric flushes results below 2**-126 to zero",
        "DAZ": "  # whether a subnormal input may count as zero",
    }
    rows = {
        "TARGET": name_of(record),
        **subject_facts(record),
        "FORMAT": NAME,
        "MAX_ULP": error.max_ulp,
        "EXHAUSTIVE": False,
        "FTZ": error.ftz,
        "DAZ": error.daz,
        "WITNESS": error.witness,
        "OUTPUTS_HASH": None,
        "RECORD": record.hash,
        "BLOCK": BLOCK,
    }
    return "\n".join(f"{constant(name, value)}{notes.get(name, '')}" for name, value in rows.items())


def _code(record: Record) -> tuple[str, ...]:
    program = labelled(record)
    whole, call = _printed(replace(program, cold=None), "_kernel"), _CALL.format(target=name_of(record))
    helpers = (_ROUND,) if "_round(" in whole else ()
    if program.cold is None:
        return *helpers, whole, _BODY, call
    least = 0x00800000 + int(np.float32(program.cold.threshold).view(np.int32))
    return *helpers, _printed(ordinary(program), "_kernel_ordinary"), whole, _BODY_BY_SIZE.format(least=least), call


def _printed(program: Program, name: str) -> str:
    """Function text of the JAX backend, with its barriers as an argument."""
    text = jax_backend.print_program(program, name, one_by_one=True).function.replace(
        "lax.optimization_barrier(", "hidden("
    )
    text = _ROUNDING.sub(r"_round(\1, hidden)", text)
    return text.replace(f"def {name}(x):", f"def {name}(x, hidden):")


@cache
def _compare(record: Record, text: str) -> None:
    """Check what the header says of interpret mode, on the CPU.

    Raises:
        RecordError: An output has other bits.
    """
    import jax

    x = points()
    with jax.default_device(jax.devices("cpu")[0]):
        got = np.asarray(jax_backend.load(text)[record.target](x, interpret=True))
        want = jax_backend.compile_program(record.program())(x)
    same = (got.view(np.int32) == want.view(np.int32)) | (np.isnan(got) & np.isnan(want))
    if not same.all():
        bad = np.flatnonzero(~same)
        raise RecordError(
            f"record {record.hash} cannot be exported as {NAME!r}: interpreted, {len(bad):,} of {POINTS:,} outputs are "
            f"not those of the compiled kernel, the first at x = {float(x[bad[0]]).hex()}"
        )
