"""Kernels printed by the names of their values: other words, the same operations."""

import re
from typing import Any

import jax
import numpy as np
import pytest

from evaluators.backends import c_backend, jax_backend, numpy_backend
from evaluators.backends.readable import _RESERVED, is_labelled, names_of
from results.record.record import Record, committed
from results.record.subjects import labelled
from search_spaces.flushing import flushed
from search_spaces.programs.lowering import ordinary
from search_spaces.programs.parsing import parse
from search_spaces.programs.program import Program
from search_spaces.reductions import REDUCTIONS
from tests.results.recorded import RECORDED

SOME = list({record.target: record for record in RECORDED}.values())
each_record = pytest.mark.parametrize("record", RECORDED, ids=lambda record: f"{record.target} {record.hash[:8]}")
NUMBERED = re.compile(r"\b[a-z]{1,2}_?\d+\b")
OF_A_CORE = re.compile(r"\b[a-z]\d+\b")


def operations(program: Program) -> list[int]:
    """A number for every operation that JAX sees, made of its operands' numbers: the graph, whatever its order and names."""
    function = jax_backend.load(jax_backend.print_program(program).module)["kernel"]
    jaxpr = jax.make_jaxpr(function)(np.zeros(4, np.float32)).jaxpr
    known: dict[Any, int] = {variable: hash(i) for i, variable in enumerate([*jaxpr.invars, *jaxpr.constvars])}
    made = []
    for equation in jaxpr.eqns:
        given = tuple(known[v] if not hasattr(v, "val") else str(v) for v in equation.invars)
        made.append(hash((str(equation.primitive), str(equation.params), given)))
        known |= {variable: hash((made[-1], i)) for i, variable in enumerate(equation.outvars)}
    return [*sorted(made), *(known[v] for v in jaxpr.outvars)]


@each_record
def test_labels_change_no_operation_of_the_text_that_xla_compiles(record: Record) -> None:
    program = ordinary(labelled(record))
    assert is_labelled(program)
    assert not is_labelled(parse(str(program)))
    assert operations(program) == operations(parse(str(program)))


@pytest.mark.parametrize("record", SOME, ids=lambda record: record.target)
@pytest.mark.parametrize("backend", [numpy_backend, c_backend], ids=["numpy", "c"])
def test_labels_change_no_bit_elsewhere(record: Record, backend) -> None:
    words = np.random.default_rng(3).integers(0, 2**32, 1 << 14, dtype=np.uint64).astype(np.uint32)
    x = words.view(np.float32)
    program = flushed(labelled(record))
    got, want = (backend.compile_program(p)(x) for p in (program, parse(str(program))))
    assert np.array_equal(got.view(np.int32)[~np.isnan(want)], want.view(np.int32)[~np.isnan(want)])
    assert np.array_equal(np.isnan(got), np.isnan(want))


@each_record
def test_names_are_distinct_words(record: Record) -> None:
    for program in (labelled(record), flushed(labelled(record))):
        names = names_of(program)
        lines = [name for name in names if name]
        assert len(set(lines)) == len(lines)
        numbered = [name for name in lines if NUMBERED.fullmatch(name) and not OF_A_CORE.fullmatch(name)]
        assert not numbered
        cores = {instr.label.step for instr in program.instrs if instr.label.block.startswith("Core ")}
        assert {name.rstrip("0123456789_") for name in lines if OF_A_CORE.fullmatch(name)} <= cores


@each_record
def test_no_value_is_left_to_a_word_for_any_number(record: Record) -> None:
    assert [name for name in names_of(labelled(record)) if re.fullmatch(r"(\w+_)?constant", name)] == []


def test_a_program_without_labels_has_a_line_for_every_operation() -> None:
    text = jax_backend.print_program(parse(SOME[0].kernel)).function
    assert "v0 = " in text
    assert all(f"v{i} = " in text for i in range(len(parse(SOME[0].kernel).instrs)))


def test_a_step_is_explained_where_it_first_stands_and_only_named_afterwards() -> None:
    lines = c_backend.print_program(ordinary(labelled(committed("tanh")[0]))).function.splitlines()
    for step in ("nearest_integer_shifted", "power_of_two", "left_by", "mended_quotient", "with_sign_of"):
        said = [i for i, line in enumerate(lines) if line.startswith(f"    /* {step}: ")]
        named = [i for i, line in enumerate(lines) if line.endswith(f"/* {step} */")]
        assert len(said) == 1
        assert all(i > said[0] for i in named)
    assert sum(line.endswith("/* left_by */") for line in lines) >= 2


@pytest.mark.parametrize("record", SOME, ids=lambda record: record.target)
def test_guards_of_roundings_are_explained_where_they_stand(record: Record) -> None:
    text = jax_backend.print_program(labelled(record)).function
    assert ("lax.max(" in text or "lax.min(" in text) == ("A product bounded by the largest float32" in text)
    assert (" + nothing" in text) == ("# nothing: added to a quotient" in text)


def test_every_core_of_the_library_has_a_formula() -> None:
    without = [f"{row.name}: {slot.name}" for row in REDUCTIONS.values() for slot in row.slots if not slot.formula]
    assert without == []


@pytest.mark.parametrize("name", ["lgamma", "digamma", "bessel_i0e", "bessel_i1e"])
def test_the_cores_of_exported_special_functions_say_their_formulas_and_domains(name: str) -> None:
    blocks = {i.label.block for i in labelled(committed(name)[0]).instrs if i.label.block.startswith("Core ")}
    assert len(blocks) >= 3
    assert all(re.search(r" in \[.+\]: .* = ", block) for block in blocks), blocks


def test_no_stage_names_a_value_by_a_word_of_c():
    named = {
        (reduction.name, instr.label.name)
        for reduction in REDUCTIONS.values()
        for stage in reduction.stages
        for instr in stage.instrs
        if instr.label.name in _RESERVED
    }
    assert sorted(named) == [], "the printers would write it as the_name"
