"""A small hand-made record: its JSON, the files exported from it, and what `verify` says of good and bad files."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from evaluators.accuracy import SweepOptions, sample
from evaluators.backends import jax_backend, numpy_backend
from evaluators.backends.source import to_source
from evaluators.classical import horner
from evaluators.compiled.kernel import run_float32
from evaluators.oracle import build_oracle
from results import record as records
from results.collect import export_to, record_run, winners
from results.export.table import FORMATS, write_export
from results.record import EVOLVED, SCHEMA, Provenance, Record, RecordError, Verification
from results.verify import VerifyError, verify_in_child
from search_spaces.lowering import lower
from search_spaces.reductions import REDUCTIONS
from search_spaces.targets import TARGETS

X = np.concatenate(
    [np.linspace(-130.0, 130.0, 4001), [0.0, -0.0, np.inf, -np.inf, np.nan, -126.0, 127.5, 1e-40]]
).astype(np.float32)


@pytest.fixture(scope="module")
def record() -> Record:
    """2^r by its Taylor polynomial of degree 6: about 3 ulp, enough to carry through every file."""
    coefficients = [Decimal(2).ln() ** k / Decimal(int(np.prod(np.arange(1, k + 1)))) for k in range(1, 7)]
    real = horner([Decimal(1), *coefficients])
    core = lower(real)
    kernel = REDUCTIONS["exponent_split_round"].kernel(core)
    options = SweepOptions(ftz=True, daz=True)
    verifications = []
    for name, backend in (("jax", jax_backend), ("python", numpy_backend)):
        run = backend.compile_program(kernel)
        report = sample({name: run}, build_oracle(TARGETS["exp2"]), options, (), np.random.default_rng(0))[name]
        verifications.append(Verification(name, backend.fingerprint(), report, None, ()))
    return Record(
        schema=SCHEMA,
        target="exp2",
        hash=kernel.hash(),
        kind=EVOLVED,
        reduction="exponent_split_round",
        source=to_source(real),
        core=str(core),
        kernel=str(kernel),
        core_ops=real.op_count(),
        kernel_ops=kernel.op_count(),
        verifications=tuple(verifications),
        provenance=Provenance("nothing", "all of it", "none", "", 0, 0),
    )


def load(path: Path) -> ModuleType:
    module = ModuleType(path.stem)
    exec(compile(path.read_text(), str(path), "exec"), module.__dict__)
    return module


def same_bits(a: Any, b: Any) -> bool:
    a, b = np.asarray(a), np.asarray(b)
    return bool(((a.view(np.uint32) == b.view(np.uint32)) | (np.isnan(a) & np.isnan(b))).all())


def test_a_record_survives_its_json(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    records.write(record, path)
    assert records.read(path) == record
    json.loads(path.read_text(), parse_constant=lambda name: pytest.fail(f"{name} is not strict JSON"))


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda text: text[: len(text) // 2], "unreadable or truncated"),
        (lambda text: text.replace(f'"schema": {SCHEMA}', '"schema": 99'), "schema 99"),
        (lambda text: text.replace("0x1.0000000000000p+7", "0x1.0000000000000p+6"), "was changed"),
        (lambda text: text.replace('"kind"', '"sort"'), "is not valid"),
        (lambda text: "[]", "is not valid"),
    ],
)
def test_a_damaged_record_is_refused_with_its_reason(record: Record, tmp_path: Path, damage: Any, message: str) -> None:
    path = tmp_path / "r.json"
    path.write_text(damage(records.dumps(record)))
    with pytest.raises(RecordError, match=message):
        records.read(path)


@pytest.mark.parametrize("name", list(FORMATS))
def test_an_exported_file_computes_the_record_bit_for_bit(record: Record, tmp_path: Path, name: str) -> None:
    module = load(write_export(record, name, tmp_path))
    (want,) = run_float32(record.program(), [X])
    got = module.exp2(X)
    assert np.asarray(got).dtype == np.float32
    assert same_bits(got, want)
    error = next(v.error for v in record.verifications if v.format == name)
    stated = (module.TARGET, module.FORMAT, module.MAX_ULP, module.WITNESS, module.RECORD)
    assert stated == ("exp2", name, error.max_ulp, error.witness, record.hash)
    assert module.exp2(X[:4].reshape(2, 2)).shape == (2, 2)
    assert float(module.exp2(3.0)) == 8.0


@pytest.mark.parametrize("name", list(FORMATS))
def test_an_export_is_a_function_of_its_record_alone(record: Record, tmp_path: Path, name: str) -> None:
    path = tmp_path / "r.json"
    records.write(record, path)
    assert FORMATS[name].export(records.read(path)) == FORMATS[name].export(record)


@pytest.mark.parametrize("name", list(FORMATS))
def test_an_exported_file_refuses_other_dtypes(record: Record, tmp_path: Path, name: str) -> None:
    module = load(write_export(record, name, tmp_path))
    with pytest.raises(TypeError, match="takes float32 arrays, was given int32"):
        module.exp2(np.array([1, 2], np.int32))


def test_the_jax_file_goes_through_jit_vmap_and_grad_of_any_order(record: Record, tmp_path: Path) -> None:
    import jax

    exp2 = load(write_export(record, "jax", tmp_path)).exp2
    plain = np.asarray(exp2(X))
    assert same_bits(jax.jit(exp2)(X), plain)
    assert same_bits(jax.vmap(exp2)(X), plain)
    ln2, value = np.log(2.0), 2.0**1.5
    first = float(jax.grad(exp2)(np.float32(1.5)))
    second = float(jax.grad(jax.grad(exp2))(np.float32(1.5)))
    assert first == pytest.approx(ln2 * value, rel=1e-6)
    assert second == pytest.approx(ln2**2 * value, rel=1e-6)


def test_an_unverified_format_is_not_exported(record: Record, tmp_path: Path) -> None:
    bare = replace(record, verifications=record.verifications[:1])
    with pytest.raises(RecordError, match="never verified as 'python'"):
        write_export(bare, "python", tmp_path)
    with pytest.raises(ValueError, match="unknown export format 'c'"):
        write_export(record, "c", tmp_path)


def test_export_picks_within_the_bound_and_names_the_nearest(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    records.write(record, path)
    (written,) = export_to(str(path), "jax", 100.0, tmp_path / "out")
    assert written == tmp_path / "out" / "exp2.py"
    (named,) = export_to(str(path), "python", None, tmp_path / "mine.py")
    assert named == tmp_path / "mine.py"
    assert load(named).FORMAT == "python"
    with pytest.raises(RecordError, match=r"no kernel within 0\.1 ulp; the most accurate has"):
        export_to(str(path), "jax", 0.1, tmp_path)


def test_recording_is_append_only_and_wants_a_kernel_in_the_bound(record: Record, tmp_path: Path) -> None:
    run = tmp_path / "run"
    records.write(record, run / "kernels" / record.hash / "record.json")
    (run / "campaign.toml").write_text("")
    (run / "front.json").write_text('{"schema": 1, "number_format": "float32", "front": []}')
    (path,) = record_run(run, None, tmp_path / "records")
    assert path == tmp_path / "records" / "exp2" / f"{record.hash}.json"
    assert record_run(run, None, tmp_path / "records") == []
    with pytest.raises(ValueError, match=r"no evolved kernel within 0\.1 ulp"):
        record_run(run, 0.1, tmp_path / "records")
    assert winners([record, record], None) == [record]


BAD_FILES = {
    "raises": ("raise KeyError('no')", "it does not import: KeyError"),
    "dies": ("import os; os._exit(3)", "died with exit status 3"),
    "lacks": ("TARGET = 'exp2'", "defines no function 'exp2'"),
    "nameless": ("exp2 = abs", "has no TARGET"),
    "float64": ("FORMAT, TARGET = 'python', 'exp2'\ndef exp2(x): return x.astype('float64')", "returned float64"),
    "short": ("FORMAT, TARGET = 'python', 'exp2'\ndef exp2(x): return x[:1]", "of shape"),
    "fails": ("FORMAT, TARGET = 'python', 'exp2'\ndef exp2(x): return 1 / 0", "raises ZeroDivisionError"),
    "strange": ("FORMAT, TARGET = 'fortran', 'exp2'\nexp2 = abs", "FORMAT is 'fortran'"),
}


@pytest.mark.parametrize("case", list(BAD_FILES))
def test_verify_says_what_a_bad_file_did(tmp_path: Path, case: str) -> None:
    text, message = BAD_FILES[case]
    path = tmp_path / "exp2.py"
    path.write_text(text)
    with pytest.raises(VerifyError, match=message):
        verify_in_child(path, None, False, "auto")


def test_verify_ends_a_file_that_hangs(tmp_path: Path) -> None:
    path = tmp_path / "exp2.py"
    path.write_text("while True: pass")
    with pytest.raises(VerifyError, match="did not finish within 2 s"):
        verify_in_child(path, None, False, "auto", seconds=2.0)


def test_verify_holds_a_file_to_its_stated_bound(record: Record, tmp_path: Path) -> None:
    path = write_export(record, "python", tmp_path)
    report = verify_in_child(path, None, False, "auto")
    assert report["ok"], report["reason"]
    assert report["max_ulp"] <= report["recorded_max_ulp"]
    path.write_text(path.read_text().replace("MAX_ULP = ", "MAX_ULP = 0.5  # "))
    report = verify_in_child(path, None, False, "auto")
    assert not report["ok"]
    assert "above the stated 0.5" in report["reason"]


def test_verify_catches_a_wrong_special_value(tmp_path: Path) -> None:
    path = tmp_path / "exp2.py"
    path.write_text(
        "import numpy as np\nFORMAT, TARGET, FTZ = 'python', 'exp2', True\n"
        "def exp2(x):\n"
        "    with np.errstate(all='ignore'):\n"
        "        return np.where(x == 0, np.float32(0.99999994), np.exp2(x.astype(np.float64)).astype(np.float32))\n"
    )
    report = verify_in_child(path, None, False, "auto")
    assert not report["ok"]
    assert "special values: exp2(" in report["reason"]
