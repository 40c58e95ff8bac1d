import json
import math

import pytest

from results.export.table import SWEPT, write_export
from results.verify import VerifyError, judge, verify_in_child
from results.verify_record import verify_path
from tests.results.small import small_record

HEAD = 'import numpy as np\nTARGET = "exp2"\nFORMAT = "python"\nMAX_ULP = 1.0\nWITNESS = None\n'
BODY = "def exp2(x):\n    return np.exp2(x)\n"
SPOILED = {
    "does not import": ("raise RuntimeError('broken')\n", "it does not import: RuntimeError: broken"),
    "is no Python": ("def exp2(x:\n", "it does not import: SyntaxError"),
    "has no function": (HEAD, "the file defines no function 'exp2'"),
    "has no target": ("def exp2(x):\n    return x\n", "the file has no TARGET; say which with --target"),
    "has an unknown target": (HEAD.replace('"exp2"', '"exp22"') + BODY, "Did you mean 'exp2'"),
    "has an unknown format": (
        HEAD.replace('"python"', '"fortran"') + BODY,
        "FORMAT is 'fortran'; known: jax, python, c",
    ),
    "returns float64": (HEAD + "def exp2(x):\n    return x.astype(float)\n", "returned float64 of shape"),
    "returns another shape": (HEAD + "def exp2(x):\n    return x[:-1]\n", "of shape (32,) for float32 of shape (33,)"),
    "raises": (HEAD + "def exp2(x):\n    raise ZeroDivisionError('no')\n", "exp2 raises ZeroDivisionError: no"),
    "exits": (HEAD + "def exp2(x):\n    raise SystemExit(0)\n", "exp2 raises SystemExit"),
    "dies": (HEAD + "import os\nos._exit(0)\n", "the process died with exit status 0"),
}


@pytest.mark.parametrize(("text", "words"), SPOILED.values(), ids=list(SPOILED))
def test_a_file_that_is_no_kernel_is_reported_in_one_sentence(tmp_path, text, words):
    path = tmp_path / "exp2.py"
    path.write_text(text)
    with pytest.raises(VerifyError) as error:
        verify_in_child(path, None, False, "cpu")
    assert words in str(error.value)
    assert "\n" not in str(error.value)
    assert "Traceback" not in str(error.value)


def test_a_file_that_hangs_is_stopped(tmp_path):
    path = tmp_path / "exp2.py"
    path.write_text("while True:\n    pass\n")
    with pytest.raises(VerifyError, match="did not finish within 2 s"):
        verify_in_child(path, None, False, "cpu", seconds=2.0)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"no file .*missing\.py"):
        verify_in_child(tmp_path / "missing.py", None, False, "cpu")


@pytest.mark.parametrize("name", SWEPT)
def test_an_exported_file_holds_and_a_smaller_bound_fails(tmp_path, name):
    path = write_export(small_record(), name, tmp_path)
    report = verify_path(path, None, False, "cpu")
    record = small_record().verification(name)
    assert record is not None
    assert report["target"] == "exp2"
    assert (report["mode"], report["outputs_hash"]) == ("sampled", None)
    assert report["recorded_max_ulp"] == record.error.max_ulp
    assert report["max_ulp"] >= 0.9 * record.error.max_ulp
    json.dumps(report, allow_nan=False)


def test_an_exported_file_that_claims_too_much_fails(tmp_path):
    path = write_export(small_record(), "python", tmp_path)
    text = path.read_text()
    record = small_record().verification("python")
    assert record is not None
    path.write_text(text.replace(f"MAX_ULP = {record.error.max_ulp!r}", "MAX_ULP = 0.75"))
    worse = verify_path(path, None, False, "cpu")
    assert not worse["ok"]
    assert worse["recorded_max_ulp"] == 0.75
    assert "above the stated 0.750000" in worse["reason"] or "special values" in worse["reason"]


GOOD = {"max_ulp": 0.9, "witness": "0x1p+0", "outputs_hash": "aa", "special_failures": ()}


@pytest.mark.parametrize(
    ("measured", "stated", "ok", "words"),
    [
        ({}, {}, True, ""),
        ({}, {"max_ulp": None, "outputs_hash": None}, True, ""),
        ({"max_ulp": 1.0}, {}, True, ""),
        ({"max_ulp": 1.0000001}, {}, False, "above the stated 1.000000"),
        ({"max_ulp": math.inf}, {"max_ulp": None}, False, "not finite"),
        ({"special_failures": ("exp2(nan) = 0, not nan",)}, {}, False, "special values: exp2(nan)"),
        ({"outputs_hash": "bb"}, {}, False, "outputs differ"),
        ({"outputs_hash": None}, {}, True, ""),
    ],
)
def test_the_verdict_follows_from_bound_special_values_and_hash(measured, stated, ok, words):
    verdict, reason = judge({**GOOD, **measured}, {"max_ulp": 1.0, "outputs_hash": "aa", **stated})
    assert verdict == ok
    assert words in reason
