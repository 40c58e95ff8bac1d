"""results/kernels: what is generated, and how a name finds its kernel."""

import dataclasses
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import results.kernels
from results.export.library import _exported, bounded_name, generate, menu
from results.export.table import FORMATS
from results.library.kernel_index import INDEX, KERNELS, KernelError, entries, find, function, load, timing_domains
from results.library.speeds import shipped
from results.record.bars import ranked
from results.record.record import CLASSICAL, committed, with_verification
from search_spaces.composed import COMPOSED
from search_spaces.targets import TARGETS
from tests.results.recorded import RECORDED
from tests.results.small import small_record
from tests.root import ROOT
from tests.sentences import whole

HAVE = {record.target for record in RECORDED}
NAMES = [name for name in TARGETS if name in HAVE]


def files_of(folder: Path) -> dict[str, bytes]:
    paths = [p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts and p.name != "__init__.py"]
    return {str(p.relative_to(folder)): p.read_bytes() for p in paths}


def test_generating_the_library_again_gives_the_committed_files(tmp_path):
    generate(tmp_path)
    again, committed_files = files_of(tmp_path), files_of(KERNELS)
    lost, foreign = sorted(set(again) - set(committed_files)), sorted(set(committed_files) - set(again))
    changed = sorted(name for name in set(again) & set(committed_files) if again[name] != committed_files[name])
    assert not lost + foreign + changed, (
        f"results/kernels is not what the records give: missing {lost}, foreign {foreign}, changed {changed}. "
        "Run `run.py export all`; these files are never edited by hand."
    )


def test_every_recorded_target_has_its_kernel_and_the_index_says_what_the_files_say():
    assert {e.name for e in entries() if e.format == "jax"} >= set(NAMES)
    kinds = {record.hash: record.kind for record in RECORDED}
    for entry in entries():
        if entry.target not in COMPOSED:
            assert kinds[entry.record] != CLASSICAL
        text = (KERNELS / entry.file).read_text(encoding="utf-8")
        assert entry.record in text
        assert Path(entry.file).suffix == FORMATS[entry.format].suffix


def test_writing_removes_what_does_not_belong_and_leaves_the_hand_written_file(tmp_path):
    (tmp_path / "jax").mkdir()
    (tmp_path / "jax" / "old.py").write_text("")
    (tmp_path / "__init__.py").write_text("mine")
    generate(tmp_path, ["exp2"])
    assert not (tmp_path / "jax" / "old.py").exists()
    assert (tmp_path / "__init__.py").read_text() == "mine"
    assert {e.target for e in entries(tmp_path)} == {"exp2"}


def test_names_are_bounds_rounded_up_to_a_tenth():
    assert bounded_name("exp2", 0.802) == "exp2_f32_0u9"
    assert bounded_name("exp2", 0.5) == "exp2_f32_0u5"
    assert bounded_name("exp2", 1.0) == "exp2_f32_1u0"
    assert bounded_name("exp2", float(np.nextafter(1.0, 2.0))) == "exp2_f32_1u1"
    assert bounded_name("erf", 85.846) == "erf_f32_85u9"


def test_a_kernel_is_covered_only_where_it_keeps_its_bound():
    record = small_record()
    (jax,) = (v for v in record.verifications if v.format == "jax")
    for ulp, device in ((jax.error.max_ulp, "the same bits"), (jax.error.max_ulp + 0.1, "other bits")):
        print_ = dataclasses.replace(jax.fingerprint, device=device)
        other = dataclasses.replace(jax, fingerprint=print_, error=dataclasses.replace(jax.error, max_ulp=ulp))
        record = with_verification(record, other)
    entry, _ = _exported("exp2", record, "jax")
    assert entry.max_ulp == jax.error.max_ulp
    assert [row.device for row in entry.fingerprints] == [jax.fingerprint.device, "the same bits"]


def test_the_menu_holds_what_no_other_kernel_beats():
    record = dataclasses.replace(small_record(), kind="evolved")
    (jax,) = (v for v in record.verifications if v.format == "jax")

    def variant(ulp: float, ratio: float, name: str):
        cost = dataclasses.replace(COST, ratio_to_stock=ratio)
        verification = dataclasses.replace(jax, error=dataclasses.replace(jax.error, max_ulp=ulp), cost=cost)
        return dataclasses.replace(with_verification(record, verification), hash=name)

    from evaluators.report import CostReport

    COST = CostReport(1.0, 1.0, 1.0, 1, 1, None)
    good, beaten, fast = variant(0.9, 2.0, "a"), variant(1.5, 1.5, "b"), variant(3.04, 4.0, "c")
    assert menu([beaten, fast, good]) == {"exp2": good, "exp2_f32_3u1": fast}
    close = variant(3.01, 3.0, "d")
    assert menu([close, fast, good])["exp2_f32_3u1"] == fast
    assert menu([]) == {}
    for name in NAMES:
        rows = [row[:2] for row in ranked(r for key, r in menu(committed(name)).items() if key != name)]
        assert all(not (u <= v and s >= t) for u, s in rows for v, t in rows if (u, s) != (v, t)), name


@pytest.mark.parametrize("name", NAMES[:3])
def test_a_name_with_a_bound_is_the_fastest_kernel_within_it(name):
    for bound in (1.0, 2.0, 4.0, 2048.0):
        within = [e for e in entries() if e.target == name and e.format == "jax" and e.max_ulp <= bound]
        asked = f"{name}_f32_{int(bound)}u0"
        if within:
            used = {e.record: min(ratios.values()) for e in within if (ratios := shipped().get(e.record))}
            assert used[find(asked).record] == max(used.values())
            continue
        with pytest.raises(KernelError, match=f"no kernel of {name} within {bound} ulp; the most accurate has"):
            find(asked)


def test_attributes_are_the_jax_functions_and_unknown_ones_name_the_nearest():
    name = NAMES[0]
    assert getattr(results.kernels, name) is function(name)
    best = find(name)
    assert find(bounded_name(name, best.max_ulp)).max_ulp <= best.max_ulp + 0.1
    assert name in dir(results.kernels)
    with pytest.raises(AttributeError, match=whole(f"no jax kernel {name + 'x'!r}. Did you mean ...? Known: ...")):
        _ = getattr(results.kernels, name + "x")
    with pytest.raises(
        AttributeError, match=whole(f"no kernel of {name} within 0.1 ulp; the most accurate has ...: ...")
    ):
        _ = getattr(results.kernels, f"{name}_f32_0u1")


def test_a_file_edited_by_hand_is_refused(tmp_path):
    generate(tmp_path, [NAMES[0]])
    entry = find(NAMES[0], "python", tmp_path)
    assert entry.record == load(entry, tmp_path).RECORD
    path = tmp_path / entry.file
    path.write_text(path.read_text() + "# mine\n")
    said = f"{str(path)!r} is not the file that was generated: run `run.py export all`"
    with pytest.raises(KernelError, match=whole(said)):
        load(entry, tmp_path)
    path.unlink()
    with pytest.raises(KernelError, match=whole(said)):
        load(entry, tmp_path)


def test_a_missing_or_damaged_index_says_how_to_make_one(tmp_path):
    for text in (None, "{", '{"kernels": [{"name": "exp2"}]}', "[]"):
        folder = tmp_path / str(hash(text))
        folder.mkdir()
        if text is not None:
            (folder / INDEX).write_text(text)
        with pytest.raises(
            KernelError, match=whole(f"no kernels in {str(folder)!r} (...): write them with `run.py export all`")
        ):
            entries(folder)
        said = f"no timing domains in {str(folder)!r} (...): write them with `run.py export all`"
        with pytest.raises(KernelError, match=whole(said)):
            timing_domains(folder)


def test_importing_the_library_loads_neither_jax_nor_what_only_search_needs():
    code = "import sys, results.kernels; dir(results.kernels); print(*{m.split('.')[0] for m in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not set(done.stdout.split()) & {"jax", "jaxlib", "ray", "numba", "msgspec", "mpmath"}


def test_the_index_is_strict_json():
    constants = []
    value = json.loads((KERNELS / INDEX).read_text(), parse_constant=constants.append)
    assert len(value["kernels"]) == len(entries())
    assert constants == []
