"""Files of composed functions: JAX and NumPy, as those of kernels of one argument, but that their bound is a sample's."""

from evaluators.backends import jax_backend, numpy_backend
from results.composed.pairs import STRATA
from results.composed.statement import kernel_of
from results.export.escaping import python_docstring
from results.export.header import constant, wrap
from results.record.record import Around, Record, RecordError, Verification
from search_spaces.composed import COMPOSED
from search_spaces.flushing import flushed
from search_spaces.visible import visible

_JAX = '''\
# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
{kernel}


@jax.custom_jvp
def _differentiable(y, x):
    return _kernel(y, x)


# x / (x^2 + y^2) and -y / (x^2 + y^2), by the larger of |x| and |y| and the quotient t of the two, so that no square
# overflows or is lost: one is 1 / (large (1 + t^2)), the other t times it.
@_differentiable.defjvp
def _jvp(primals, tangents):
    (y, x), (y_tangent, x_tangent) = primals, tangents
    steep = jnp.abs(x) < jnp.abs(y)
    large, small = jnp.where(steep, y, x), jnp.where(steep, x, y)
    t = small / large
    turn = jnp.where(steep, t * y_tangent - x_tangent, y_tangent - t * x_tangent)
    return _differentiable(y, x), turn / (1 + t * t) / large


def {name}(y, x):
    """{name}(y, x) as {stock} takes and gives it: of float32 by the kernel, of every other dtype by {stock} itself."""
    if not all(isinstance(v, (jax.Array, np.ndarray, np.generic, int, float)) for v in (y, x)):
        return {stock}(y, x)
    if jnp.result_type(y, x) != np.float32:
        return {stock}(y, x)
    y, x = jnp.broadcast_arrays(y, x)
    weak = y.weak_type and x.weak_type
    result = _differentiable(y.astype(np.float32), x.astype(np.float32))
    return y.at[...].set(result) if weak else result  # Python numbers' float32 stays weak, as in jax.numpy
'''

_PYTHON = '''\
{kernel}


def {name}(y, x):
    """{name}(y, x) of float32 arrays (or Python numbers), as float32 of the shape that they broadcast to.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    y, x = (np.asarray(v, dtype=np.float32) if isinstance(v, (int, float)) else np.asarray(v) for v in (y, x))
    for given in (y, x):
        if given.dtype != np.float32:
            raise TypeError(f"{name} takes float32 arrays, was given {{given.dtype}}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(*np.broadcast_arrays(y, x)), dtype=np.float32)
'''


def jax(record: Record) -> str:
    """The text of the JAX file.

    Raises:
        RecordError: It was never measured in that format.
    """
    row, printed = COMPOSED[record.target], jax_backend.print_program(kernel_of(record.target, record), "_kernel")
    code = _JAX.format(kernel=printed.function.rstrip(), name=row.name, stock=row.stock)
    return _file(record, "jax", printed.imports, code)


def python(record: Record) -> str:
    """The text of the NumPy file.

    Raises:
        RecordError: As for `jax`.
    """
    printed = numpy_backend.print_program(flushed(kernel_of(record.target, record)), "_kernel")
    parts = (printed.helpers.rstrip(), _PYTHON.format(kernel=printed.function.rstrip(), name=record.target))
    return _file(record, "python", printed.imports, "\n\n\n".join(part for part in parts if part))


def _file(record: Record, export_format: str, imports: str, code: str) -> str:
    verification = record.verification(export_format)
    if verification is None or record.around is None:
        measured = ", ".join(dict.fromkeys(row.format for row in record.verifications))
        raise RecordError(f"{record.target} is measured as {measured}, not as {export_format!r}")
    head = python_docstring(_sentences(record, record.around, verification)) + "\n" + imports
    return "\n\n\n".join((head + "\n\n" + _facts(record, record.around, verification), code.rstrip())) + "\n"


def _sentences(record: Record, around: Around, verification: Verification) -> list[str]:
    row, error, machine = COMPOSED[record.target], verification.error, verification.fingerprint
    versions = ", ".join(f"{name} {version}" for name, version in machine.versions)
    arguments = ", ".join(row.arguments)
    failures = len(error.special_failures)
    specials = f"{failures} are not" if failures else "all are exact"
    measured_on = visible(f"{machine.device} ({machine.isa}), {machine.backend}, {versions}")
    return [
        f"{row.name}({arguments}) for float32 arrays: max error {error.max_ulp:.4f} ulp over {error.inputs:,} sampled pairs.",
        "",
        f"Worst of the sample: {arguments} = {visible(error.witness)}. Not correctly rounded: {error.wrong_count:,}.",
        wrap(f"The bound is a sample's: 2^64 pairs have no sweep. Seed {around.seed}: {_strata()}."),
        wrap(
            f"Special values ({len(row.specials)} pairs of zeros, infinities, nan and ends of the range): {specials}. "
            "Subnormal numbers count as zeros, results below 2**-126 are flushed to zero."
        ),
        wrap(f"Measured against float64, the worst by mpmath, on {measured_on}."),
        f"Definition: {row.citation}.",
        "",
        wrap(
            f"Composed: the core of {row.around}'s kernel {around.core}, {record.core_ops} real operations, found by search. Given: {row.given}."
        ),
        f"Kernel {record.hash}, {record.kernel_ops} operations.",
        f"The core again: {visible(record.provenance.command)}",
        "The sample again: run.py verify FILE",
        "",
        *row.why.splitlines(),
    ]


def _strata() -> str:
    whole = sum(stratum.chunks for stratum in STRATA)
    return "; ".join(f"{100 * stratum.chunks / whole:g} % {stratum.name}" for stratum in STRATA)


def _facts(record: Record, around: Around, verification: Verification) -> str:
    row, error = COMPOSED[record.target], verification.error
    notes = {
        "FTZ": "  # whether the metric flushes results below 2**-126 to zero, as the kernel does",
        "DAZ": "  # whether subnormal arguments may count as zeros, as the kernel takes them",
        "CORE": f"  # the record of {row.around} whose core it is",
    }
    rows = {
        "TARGET": row.name,
        "FORMAT": verification.format,
        "MAX_ULP": error.max_ulp,
        "EXHAUSTIVE": False,
        "PAIRS": error.inputs,
        "SEED": around.seed,
        "FTZ": error.ftz,
        "DAZ": error.daz,
        "WITNESS": error.witness,
        "OUTPUTS_HASH": None,
        "RECORD": record.hash,
        "CORE": around.core,
    }
    return "\n".join(f"{constant(name, value)}{notes.get(name, '')}" for name, value in rows.items())
