"""The Python format: one module on NumPy alone; subnormals are flushed as XLA on the CPU does, so that the bits agree."""

from evaluators.backends import numpy_backend
from results.export.header import docstring, facts, name_of, verification_of
from results.record.record import Record
from results.record.subjects import labelled
from search_spaces.flushing import flushed

NAME = "python"

_WRAPPER = '''\
def {target}(x):
    """{target} of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"{target} takes float32 arrays, was given {{given.dtype}}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)
'''


def export(record: Record) -> str:
    """The text of `<target>.py`.

    Raises:
        RecordError: The record was never verified in this format.
    """
    verification = verification_of(record, NAME)
    printed = numpy_backend.print_program(flushed(labelled(record)), "_kernel")
    parts = (
        docstring(record, verification) + "\n" + printed.imports + "\n\n" + facts(record, verification, NAME).rstrip(),
    )
    parts += tuple(
        p.rstrip() for p in (printed.helpers, printed.function, _WRAPPER.format(target=name_of(record))) if p
    )
    return "\n\n\n".join(parts) + "\n"
