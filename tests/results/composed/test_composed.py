"""Functions of two arguments: their errors, and what is on record of them; their files are in test_composed_files.py."""

from dataclasses import replace

import jax.numpy as jnp
import numpy as np
import pytest

from results.composed.measure import check_specials, decided, judge, named
from results.composed.pairs import STRATA, pairs
from results.composed.statement import kernel_of, path_of
from results.export.library import meeting
from results.export.table import FORMATS as WRITTEN
from results.kernels import pick
from results.library.kernel_index import find, load
from results.record import record as kept
from results.record.record import Around, RecordError, committed, read, write
from search_spaces.composed import COMPOSED
from tests.sentences import whole

ROW = COMPOSED["atan2"]
FORMATS = ("jax", "python")
FIRST = [0, *np.cumsum([stratum.chunks for stratum in STRATA])[:-1].tolist()]
"""The first chunk of every stratum."""


def kernel(export_format):
    run = load(find("atan2", export_format))._kernel

    def computed(y, x):
        with np.errstate(all="ignore"):
            return np.asarray(run(y, x))

    return computed


@pytest.mark.parametrize("export_format", FORMATS)
def test_special_values_are_the_standards(export_format):
    assert len(ROW.specials) > 60
    assert check_specials(kernel(export_format), ROW) == ()


@pytest.mark.parametrize("export_format", FORMATS)
def test_a_part_of_every_stratum_of_the_sample_is_within_the_stated_bound(export_format):
    bound = find("atan2", export_format).max_ulp
    assert bound < 1.0
    worst = 0.0
    for chunk in FIRST:
        y, x = pairs(chunk, 0)
        judged = judge(kernel(export_format), ROW, (y[:20_000], x[:20_000]))
        at = int(np.argmax(judged.errors))
        pair = float(judged.first[at]), float(judged.second[at])
        worst = max(worst, exact := decided(ROW, pair, float(judged.got[at])))
        assert exact == pytest.approx(judged.errors[at], abs=1e-5)  # what float64 said
    assert 0.6 < worst <= bound


@pytest.mark.parametrize("export_format", FORMATS)
def test_the_worst_pair_on_record_has_the_error_on_record(export_format):
    verification = read(path_of("atan2")).verification(export_format)
    assert verification is not None
    error = verification.error
    y, x = named(error.witness)
    got = kernel(export_format)(np.full(8, y, np.float32), np.full(8, x, np.float32))
    assert decided(ROW, (y, x), float(got[0])) == error.max_ulp
    assert error.mode == "sampled"
    assert sum(error.histogram) == error.inputs >= 10_000_000


def test_files_are_what_the_statement_gives_and_say_that_they_are_sampled():
    for export_format in FORMATS:
        entry = find("atan2", export_format)
        text = load(entry).__doc__ or ""
        assert WRITTEN[export_format].export(read(path_of("atan2"))).startswith(f'"""{text}'[:200])
        assert "sampled pairs" in text
        assert "every one of the 2**32" not in text
        assert not entry.exhaustive


def test_the_core_is_that_of_the_kernel_of_its_reductions_that_meets_the_row():
    made = read(path_of("atan2"))
    fitting = [record for record in committed("atan") if record.reduction in COMPOSED["atan2"].reductions]
    assert made.around == Around(meeting(fitting).hash, 0)
    assert made.program().hash() == made.hash


def test_pick_finds_it_within_a_bound():
    found = pick("atan2", ulps=1)
    assert found.kernel.max_ulp < 1
    assert float(found(jnp.float32(1), jnp.float32(-1))) == np.float32(3 * np.pi / 4)


def test_what_is_said_of_a_core_that_does_not_fit_and_of_a_statement_that_does_not_hold(tmp_path, monkeypatch):
    other = replace(committed("exp2")[0], reduction="exponent_split_round")
    said = (
        f"atan2 takes a core of atan_reciprocal_exact or atan_reciprocal_short; {other.hash} is of exponent_split_round"
    )
    with pytest.raises(RecordError, match=whole(said)):
        kernel_of("atan2", other)
    made, path = read(path_of("atan2")), tmp_path / "atan2.json"
    with pytest.raises(RecordError, match=whole("no statement at '...atan2.json' (...): run ...")):
        read(path)
    for changed in (replace(made, around=Around("0" * 16, 0)), replace(made, hash="0" * 16)):
        write(changed, path)
        with pytest.raises(RecordError, match="was measured around another core or by other stages: run `run"):
            read(path)
    of_jax = replace(made, verifications=tuple(v for v in made.verifications if v.format == "jax"))
    with pytest.raises(RecordError, match="atan2 is measured as jax, not as 'python'"):
        WRITTEN["python"].export(of_jax)
    for name in sorted(set(WRITTEN) - {"jax", "python"}):
        with pytest.raises(RecordError, match=f"atan2 is written as jax or python, not as '{name}'"):
            WRITTEN[name].export(made)
    monkeypatch.setattr(kept, "PAIRS", tmp_path / "none")
    assert committed("atan2") == []
