import dataclasses

import pytest

from evaluators.backends.contexts import BLOCK, WIDTHS
from results.record.record import Record, committed
from results.verification import kernel_contexts as contexts
from results.verification.kernel_contexts import Check, all_pass, checks, journal


@pytest.fixture
def check(tmp_path, monkeypatch) -> Check:
    monkeypatch.setattr(contexts, "user_cache", lambda: tmp_path)
    return Check("exp2", evolved("exp2"), WIDTHS[0])


def evolved(target: str) -> Record:
    return next(record for record in committed(target) if record.kind == "evolved")


def test_a_kernel_that_passed_is_remembered_until_something_it_depends_on_changes(check):
    told = []
    assert all_pass(iter([check]), told.append, BLOCK)
    assert told == ["exp2, 256-bit vectors: the same bits"]
    assert all_pass(iter([check]), told.append, BLOCK)
    assert len(told) == 1, "checked twice"
    keys = {check.key(BLOCK), check.key(2 * BLOCK), dataclasses.replace(check, vector_bits=None).key(BLOCK)}
    assert len(keys | {dataclasses.replace(check, record=evolved("exp")).key(BLOCK)}) == 4
    assert journal().read_text().split() == [check.key(BLOCK)]


def test_other_bits_fail_the_check_are_told_by_context_and_not_remembered(check, monkeypatch):
    monkeypatch.setattr(contexts, "changed", lambda *_: {"alone": 0, "fused": 1234})
    told = []
    other = dataclasses.replace(check, name="exp2 again", vector_bits=WIDTHS[1])
    assert not all_pass(iter([check, other]), told.append, BLOCK)
    assert told == [
        "exp2, 256-bit vectors: 1,234 other outputs (fused)",
        "exp2 again, 512-bit vectors: 1,234 other outputs (fused)",
    ]
    assert not journal().exists()


@pytest.mark.parametrize(("digest", "passes"), [("record's", True), ("ab" * 32, False)])
def test_a_sweep_passes_where_the_hash_is_the_records(check, monkeypatch, digest, passes):
    verification = check.record.verification("jax")
    assert verification is not None
    swept = verification.error.outputs_hash if digest == "record's" else digest
    monkeypatch.setattr(
        contexts, "outputs_hash", lambda _, kind: swept if kind == verification.error.outputs_hash_kind else ""
    )
    told = []
    assert all_pass(iter([dataclasses.replace(check, vector_bits=None)]), told.append) == passes
    assert told == [f"exp2, every float32: {'the same bits' if passes else '1 other outputs (every float32)'}"]


def test_every_kernel_of_the_library_is_checked_at_each_width_and_what_was_swept_over_every_float():
    from results.library.kernel_index import jax_kernels

    wanted = {(kernel.name, bits) for kernel in jax_kernels() for bits in WIDTHS}
    swept = {(kernel.name, None) for kernel in jax_kernels() if kernel.exhaustive}
    assert {(check.name, check.vector_bits) for check in checks(exhaustive=False)} == wanted
    assert {(check.name, check.vector_bits) for check in checks(exhaustive=True)} == wanted | swept
    names = [check.name for check in checks(exhaustive=False)]
    assert all("_f32_" not in name for name in names[: len({n for n in names if "_f32_" not in n})])
    assert "atan2" in names


def test_functions_of_two_arguments_are_sampled_in_both(check):
    pair = Check("atan2", committed("atan2")[0], WIDTHS[0])
    assert pair.failures(BLOCK) == {}
