"""XLA computes every kernel of the library in one loop: several take longer to compile."""

import re

import numpy as np
import pytest

from evaluators.backends import jax_backend
from results.record.record import CLASSICAL, Record
from search_spaces.programs.lowering import ordinary
from tests.results.recorded import RECORDED

RECORDS = [record for record in RECORDED if record.kind != CLASSICAL]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: f"{record.target} {record.hash[:8]}")
def test_a_recorded_kernel_is_one_loop(record: Record) -> None:
    import jax

    function = jax_backend.load(jax_backend.print_program(ordinary(record.program())).module)["kernel"]
    text = jax.jit(function).lower(np.zeros(1024, np.float32)).compile().as_text()
    assert text is not None
    assert len(re.findall(r"= \S+ fusion\(", text)) == 1
