import dataclasses
import json

import pytest

from results.record.record import (
    SCHEMA,
    RecordError,
    committed,
    dumps,
    jax_ulp,
    read,
    with_verification,
    write,
)
from search_spaces.programs.parsing import parse
from tests.results.small import small_record
from tests.sentences import whole


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "exp2" / "record.json"
    write(small_record(), path)
    return path


def edit(path, **changes) -> None:
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


def refuse(constant: str):
    raise AssertionError(f"{constant} is no strict JSON")


def test_a_record_survives_its_file_bit_for_bit(path):
    assert read(path) == small_record()
    assert dumps(read(path)) == path.read_text()
    json.loads(path.read_text(), parse_constant=refuse)
    assert parse(small_record().kernel) == small_record().program()


def test_infinite_errors_survive_too(path):
    record = small_record()
    first = record.verifications[0]
    worse = dataclasses.replace(first, error=dataclasses.replace(first.error, max_ulp=float("inf")))
    write(with_verification(record, worse), path)
    assert jax_ulp(read(path)) == float("inf")


@pytest.mark.parametrize("keep", [0, 1, 100, 1000, -3])
def test_a_truncated_record_is_said_to_be_so(path, keep):
    path.write_text(path.read_text()[:keep])
    with pytest.raises(RecordError, match=whole("record '...record.json' is unreadable or truncated: ...")):
        read(path)


def test_bytes_that_are_no_text_and_missing_files_are_named(path):
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(RecordError, match="unreadable"):
        read(path)
    with pytest.raises(RecordError, match="no record at"):
        read(path.parent / "missing.json")


def test_a_changed_kernel_is_found(path):
    record = small_record()
    changed = record.kernel.replace("0x1.0000000000000p+7", "0x1.8000000000000p+7")
    edit(path, kernel=changed)
    with pytest.raises(
        RecordError, match=whole(f"record '...record.json' was changed: its kernel has hash ..., not {record.hash}")
    ):
        read(path)


@pytest.mark.parametrize("kernel", ["", "program", "program float32 (x: float) -> (y: float)\nreturn y=z\n"])
def test_a_kernel_that_is_no_program_is_found(path, kernel):
    edit(path, kernel=kernel)
    with pytest.raises(RecordError, match=whole("record '...record.json' is not valid: kernel...")):
        read(path)


def test_a_newer_schema_asks_for_an_update(path):
    edit(path, schema=SCHEMA + 1, unknown_field=3)
    with pytest.raises(
        RecordError,
        match=whole(f"record '...record.json' has schema {SCHEMA + 1}; this program reads up to {SCHEMA}: update it"),
    ):
        read(path)


@pytest.mark.parametrize("changes", [{"schema": "x"}, {"target": None}, {"verifications": 3}, {"core_ops": "many"}])
def test_a_field_of_another_type_is_found(path, changes):
    edit(path, **changes)
    with pytest.raises(RecordError, match="is not valid"):
        read(path)


@pytest.mark.parametrize("value", [[], 3, None])
def test_what_is_no_object_is_no_record(path, value):
    path.write_text(json.dumps(value))
    with pytest.raises(RecordError, match="is not valid"):
        read(path)


def test_records_of_a_target_are_sorted_by_the_bound_of_the_jax_kernel(tmp_path):
    record = small_record()
    (jax,) = (v for v in record.verifications if v.format == "jax")
    for i, ulp in enumerate((3.0, 1.0, 2.0)):
        error = dataclasses.replace(jax.error, max_ulp=ulp)
        write(with_verification(record, dataclasses.replace(jax, error=error)), tmp_path / "exp2" / f"{i}.json")
    assert [jax_ulp(found) for found in committed("exp2", tmp_path)] == [1.0, 2.0, 3.0]
    assert committed("exp", tmp_path) == []


def test_a_verification_of_the_same_format_and_fingerprint_is_replaced():
    record = small_record()
    first = record.verifications[0]
    other = dataclasses.replace(first, fingerprint=dataclasses.replace(first.fingerprint, device="another"))
    longer = with_verification(record, other)
    assert len(longer.verifications) == len(record.verifications) + 1
    assert len(with_verification(longer, other).verifications) == len(longer.verifications)
    assert jax_ulp(dataclasses.replace(record, verifications=())) == float("inf")


def test_an_exhaustive_verification_goes_before_a_sampled_one():
    record = small_record()
    (first,) = (v for v in record.verifications if v.format == "jax")
    other = dataclasses.replace(
        first,
        fingerprint=dataclasses.replace(first.fingerprint, device="another"),
        error=dataclasses.replace(first.error, mode="exhaustive"),
    )
    assert with_verification(record, other).verification("jax") == other
    assert record.verification("no such format") is None
