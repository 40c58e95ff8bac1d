"""Records with the older hash of all outputs: swept again, compared by it, known by the new one."""

import dataclasses

import pytest

from evaluators.report import BLAKE3, SHA256
from results.record.cover import here
from results.record.record import Record, read, write
from results.verification import verifications
from results.verification.again import rehashing
from results.verification.again.rehashing import RehashError, outdated, rehash_all, rehashed
from results.verification.verifications import of_jax
from tests.results.small import small_record
from tests.results.verification.test_verifications import SAME, swept

NEW = "ef" * 32


def older() -> Record:
    """A record of this process, of another jax with the same outputs and of a third with others, all by SHA-256."""
    record = small_record()
    mine = next(v for v in record.verifications if v.format == "jax")
    mine = dataclasses.replace(mine, fingerprint=here(), error=swept(mine.error))
    rows = [mine]
    for version, digest in (("9.8", SAME), ("9.9", "cd" * 32)):
        versions = tuple((name, version if name == "jax" else v) for name, v in mine.fingerprint.versions)
        print_ = dataclasses.replace(mine.fingerprint, versions=versions)
        rows.append(
            dataclasses.replace(mine, fingerprint=print_, error=dataclasses.replace(mine.error, outputs_hash=digest))
        )
    return dataclasses.replace(record, verifications=tuple(rows))


@pytest.fixture
def found(monkeypatch):
    """Sweeps replaced by a report that is on record but for given fields; returns the kinds of hash that were asked for."""
    asked = []

    def given(**changes) -> list:
        error = older().verifications[0].error
        report = dataclasses.replace(error, outputs_hash=NEW, outputs_hash_kind=BLAKE3, outputs_sha256=SAME)
        report = dataclasses.replace(report, **changes)

        def sweep(kernels, oracle, options, progress):
            asked.append(options.hashes)
            return dict.fromkeys(kernels, report)

        monkeypatch.setattr(rehashing, "sweep", sweep)
        return asked

    return given


def test_the_same_outputs_get_the_new_hash_and_keep_the_old_one_beside_it(found):
    asked, record = found(), older()
    whole = rehashed(record)
    assert asked == [(BLAKE3, SHA256)]
    hashes = [(v.error.outputs_hash, v.error.outputs_hash_kind, v.error.outputs_sha256) for v in whole.verifications]
    assert hashes == [(NEW, BLAKE3, SAME), (NEW, BLAKE3, SAME), ("cd" * 32, SHA256, None)]
    kept = dataclasses.replace(
        whole.verifications[0].error, outputs_hash=SAME, outputs_hash_kind=SHA256, outputs_sha256=None
    )
    assert kept == record.verifications[0].error
    assert len(outdated(whole)) == 1
    assert rehashed(whole) == whole, "what another version gave is left to it"
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("field", "value"), [("outputs_sha256", "12" * 32), ("max_ulp", 9.5), ("witness", "0x1p+1"), ("wrong_count", 5)]
)
def test_other_outputs_or_errors_are_an_error_and_nothing_is_written(found, tmp_path, field, value):
    found(**{field: value})
    record, folder = older(), tmp_path / "exp2"
    folder.mkdir()
    path = folder / f"{record.hash}.json"
    write(record, path)
    before, name = path.read_text(), field.replace("outputs_sha256", "outputs_hash")
    with pytest.raises(RehashError) as refused:
        rehash_all(lambda _: None, None, tmp_path)
    kept = getattr(record.verifications[0].error, name)
    assert str(refused.value) == (
        f"record {record.hash} of 'exp2' has {name} {kept}, a sweep here finds {value}: nothing was written; "
        "`run.py verify RECORD --exhaustive` shows the rest"
    )
    assert path.read_text() == before


def test_records_are_written_one_by_one_and_those_done_are_passed_over(found, tmp_path):
    asked, record, told = found(), older(), []
    (tmp_path / "exp2").mkdir()
    path = tmp_path / "exp2" / f"{record.hash}.json"
    write(record, path)
    rehash_all(told.append, 2, tmp_path)
    assert told == [f"exp2 {record.hash}: same outputs, new hash; 1 verified elsewhere keep the old hash"]
    assert read(path) == rehashed(record)
    done = len(asked)
    rehash_all(told.append, 2, tmp_path)
    assert (len(asked), len(told)) == (done, 1)


def test_a_largest_error_that_the_filter_cannot_tell_from_the_one_on_record_is_no_difference(found):
    kept = older().verifications[0].error.max_ulp
    found(max_ulp=kept - 2.0**-23, witness="0x1p+1")
    assert rehashed(older()).verifications[0].error.max_ulp == kept
    found(max_ulp=kept + 2.0**-23)
    with pytest.raises(RehashError, match="has max_ulp"):
        rehashed(older())


@pytest.mark.parametrize("kind", [SHA256, BLAKE3])
def test_a_record_is_compared_by_its_own_kind_of_hash(monkeypatch, kind):
    record, asked = older(), []
    rows = tuple(
        dataclasses.replace(v, error=dataclasses.replace(v.error, outputs_hash_kind=kind)) for v in record.verifications
    )

    def outputs_hash(run, asked_kind, progress):
        asked.append(asked_kind)
        return SAME

    monkeypatch.setattr(verifications, "outputs_hash", outputs_hash)
    record = dataclasses.replace(record, verifications=rows)
    assert of_jax(record).error == rows[0].error
    assert asked == [kind]


def test_undecided_inputs_may_lie_in_another_bin_and_no_others(found):
    def with_undecided(count: int):
        rows = [
            dataclasses.replace(v, error=dataclasses.replace(v.error, undecided=count)) for v in older().verifications
        ]
        return dataclasses.replace(older(), verifications=tuple(rows))

    histogram = older().verifications[0].error.histogram
    first, second, *rest = histogram
    found(histogram=(first - 5, second + 5, *rest), undecided=5)
    assert rehashed(with_undecided(4)).verifications[0].error.histogram == histogram
    with pytest.raises(RehashError, match="has histogram"):
        rehashed(with_undecided(0))
    found(histogram=(first - 6, second + 6, *rest), undecided=5)
    with pytest.raises(RehashError, match="has histogram"):
        rehashed(with_undecided(4))
