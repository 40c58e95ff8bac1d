"""Records verified where they run now: what is refused, what is added, what is kept."""

import dataclasses

import pytest

from evaluators.report import ErrorReport
from results.record.cover import here
from results.record.record import Record, RecordError, read, write
from results.verification import verifications
from results.verification.paths import again_here, verify_path
from results.verification.verifications import lacking, reverify, uncovered
from tests.results.small import small_record
from tests.sentences import whole

SAME, OTHER = "ab" * 32, "cd" * 32


def swept(error: ErrorReport) -> ErrorReport:
    """The report of a sample as one over every input: the rest of them correctly rounded."""
    first, *others = error.histogram
    counts = (first + 2**32 - error.inputs, *others)
    return dataclasses.replace(error, mode="exhaustive", inputs=2**32, histogram=counts, outputs_hash=SAME)


def elsewhere() -> Record:
    """A record whose kernel was swept by another version of jax."""
    record, rows = small_record(), []
    for row in record.verifications:
        versions = tuple((name, "9.9" if name == "jax" else version) for name, version in row.fingerprint.versions)
        print_ = dataclasses.replace(row.fingerprint, versions=versions)
        rows.append(dataclasses.replace(row, fingerprint=print_, error=swept(row.error)))
    return dataclasses.replace(record, verifications=tuple(rows))


@pytest.fixture
def path(tmp_path):
    found = tmp_path / "record.json"
    write(elsewhere(), found)
    return found


@pytest.fixture
def outputs(monkeypatch):
    """Sweeps replaced: the hash of all outputs, and a report of the first kernel that is asked about."""

    def given(digest: str, max_ulp: float) -> None:
        error = dataclasses.replace(elsewhere().verifications[0].error, max_ulp=max_ulp, outputs_hash=digest)
        monkeypatch.setattr(verifications, "outputs_hash", lambda *_: digest)
        monkeypatch.setattr(verifications, "sweep", lambda kernels, *_: dict.fromkeys(kernels, error))

    return given


def test_a_record_of_another_version_is_refused_with_the_difference_and_what_to_do(path):
    with pytest.raises(
        RecordError,
        match=r"record .* was not verified in this environment: .*jax 9\.9 on record, .* here\. .*--reverify",
    ):
        verify_path(path, None, False, "cpu")
    assert "jax" in lacking(read(path))
    assert "jax" in lacking(read(path), thorough=False)  # fast kernels too: pick() takes what is covered
    assert "jax" not in lacking(small_record())


def test_the_same_bits_here_have_the_errors_on_record(path, outputs):
    outputs(SAME, 123.0)
    known = read(path).verification("jax")
    record = reverify(path)
    assert record == read(path)
    assert uncovered(record) == ()
    assert record.verification("jax") == known
    (added,) = (v for v in record.verifications if v.format == "jax" and v.fingerprint == here())
    assert known is not None
    assert added.error == known.error
    assert added.cost is None


def test_other_bits_here_have_errors_of_their_own(path, outputs):
    outputs(OTHER, 123.0)
    (added,) = (v for v in reverify(path).verifications if v.format == "jax" and v.fingerprint == here())
    assert added.error.max_ulp == 123.0


def test_what_is_covered_is_left_as_it_is(tmp_path):
    path = tmp_path / "record.json"
    write(small_record(), path)
    before = path.stat().st_mtime_ns
    again_here(path, lambda *_: None)
    assert path.stat().st_mtime_ns == before


def test_a_record_that_is_not_among_the_records_is_not_completed(tmp_path, monkeypatch):
    monkeypatch.setattr(verifications, "RECORDS", tmp_path)
    record = small_record()
    said = f"record {record.hash} of 'exp2' is not in {str(tmp_path)!r}: `run.py record` adds it"
    with pytest.raises(RecordError, match=whole(said)):
        verifications.complete(record)


def test_only_records_are_verified_again(tmp_path):
    with pytest.raises(RecordError, match=whole("--reverify is for records, files that end in .json; given ...")):
        again_here(tmp_path / "exp2.py", lambda *_: None)
