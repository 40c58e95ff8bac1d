import json
import math
from dataclasses import replace

import pytest

from results.export.table import SWEPT, write_export
from results.record.record import Subject
from results.sandbox import linux
from results.sandbox.isolation import NONE, OPEN
from results.sandbox.sandbox import Limits
from results.verification.paths import verify_path
from results.verification.report import VerifyError
from results.verification.stated import Stated
from results.verification.text import print_verification
from results.verification.verdict import (
    FAILS,
    HOLDS,
    HOLDS_ON_A_SAMPLE,
    NOT_REFUTED,
    FileMeasurement,
    LargestError,
    judge,
)
from results.verification.verify import UNWATCHED, cautions, verify_in_child
from tests.results.small import small_record

HEAD = 'import numpy as np\nTARGET = "exp2"\nFORMAT = "python"\nMAX_ULP = 1.0\n'
BODY = "def exp2(x):\n    return np.exp2(x)\n"
SPOILED = {
    "does not import": (HEAD + "raise RuntimeError('broken')\n", "it does not import: RuntimeError: broken"),
    "is no Python": (HEAD + "def exp2(x:\n", "it does not import: SyntaxError: "),
    "has no function": (HEAD, "the file defines no function 'exp2'"),
    "has no target": ("def exp2(x):\n    return x\n", "the file has no TARGET; say which with --target"),
    "has an unknown target": (HEAD.replace('"exp2"', '"exp22"') + BODY, "Did you mean 'exp2'"),
    "has an unknown format": (
        HEAD.replace('"python"', '"fortran"') + BODY,
        "FORMAT is 'fortran'; one of jax, python, c",
    ),
    "returns float64": (
        HEAD + "def exp2(x):\n    return x.astype(float)\n",
        "exp2 returned float64 of shape (33,) for float32 of shape (33,); allowed: the same type and shape",
    ),
    "returns another shape": (
        HEAD + "def exp2(x):\n    return x[:-1]\n",
        "exp2 returned float32 of shape (32,) for float32 of shape (33,); allowed: the same type and shape",
    ),
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
    path.write_text(HEAD + "while True:\n    pass\n")
    with pytest.raises(VerifyError, match="did not finish within 2 s"):
        verify_in_child(path, None, False, "cpu", limits=Limits(seconds=2.0))


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


EXACT = Stated("exp2", "jax", 1.0, True, (), "aa", Subject(), True, True, 0)
SAMPLED = replace(EXACT, exhaustive=False, outputs_hash=None)
SWEPT = FileMeasurement("exhaustive", 2**32, LargestError(0.9, "0x1p+0"), LargestError(0.8, "0x1p+1"), 0, "aa", (), ())
LESS = replace(SWEPT, mode="sampled", worst=SWEPT.of_sample, outputs_hash=None)


@pytest.mark.parametrize(
    ("measured", "stated", "word", "words"),
    [
        (SWEPT, EXACT, HOLDS, ""),
        (SWEPT, replace(EXACT, outputs_hash=None), HOLDS, ""),
        (replace(SWEPT, worst=LargestError(1.0, "0x1p+0")), EXACT, HOLDS, ""),
        (replace(SWEPT, worst=LargestError(1.0000001, "0x1p+0")), EXACT, FAILS, "at 0x1p+0, above the stated 1.000000"),
        (replace(SWEPT, worst=LargestError(math.inf, "nan")), replace(EXACT, max_ulp=1e300), FAILS, "not finite"),
        (replace(SWEPT, special_failures=("exp2(nan) = 0, not nan",)), EXACT, FAILS, "special values: exp2(nan)"),
        (replace(SWEPT, outputs_hash="bb"), EXACT, FAILS, "outputs differ"),
        (LESS, EXACT, NOT_REFUTED, ""),
        (replace(LESS, worst=LargestError(1.1, "0x1p+0")), EXACT, FAILS, "above the stated 1.000000"),
        (LESS, SAMPLED, HOLDS_ON_A_SAMPLE, ""),
        (
            replace(LESS, of_sample=LargestError(1.1, "0x1p+0")),
            SAMPLED,
            FAILS,
            "above the stated 1.000000, which is a sample's",
        ),
        (replace(SWEPT, worst=LargestError(1.5, "0x1p+0")), SAMPLED, HOLDS_ON_A_SAMPLE, ""),
        (replace(SWEPT, worst=LargestError(math.inf, "nan")), SAMPLED, FAILS, "not finite"),
    ],
)
def test_the_verdict_follows_from_bound_special_values_and_hash(measured, stated, word, words):
    verdict = judge(measured, stated)
    assert (verdict.word, verdict.ok) == (word, word != FAILS)
    assert words in verdict.reason


def test_a_sampled_statement_is_held_against_the_same_sample(tmp_path):
    path = write_export(small_record(), "python", tmp_path)
    report = verify_path(path, None, False, "cpu")
    record = small_record().verification("python")
    assert record is not None
    assert report["stated_mode"] == record.error.mode == "sampled"
    assert (report["max_ulp"], report["witness"]) == (record.error.max_ulp, record.error.witness)
    assert report["inputs"] == record.error.inputs


def test_each_verdict_is_said_in_words(capsys):
    report = {"file": "a.py", "target": "exp2", "backend": "numpy", "mode": "sampled", "inputs": 5, "max_ulp": "inf"}
    report |= {"witness": "0x1p+0", "wrong_count": 1, "recorded_max_ulp": 1.0, "outputs_hash": "ab", "reason": "why"}
    report["length_differences"] = [{"setting": "length 1", "inputs": 5, "different": 1, "max_ulp": "inf"}]
    for word, mode, words in (
        (HOLDS, "exhaustive", "stated bound 1.000000: holds\n"),
        (NOT_REFUTED, "exhaustive", "stated bound 1.000000: not refuted by a sample; --exhaustive takes every float32"),
        (HOLDS_ON_A_SAMPLE, "sampled", "stated, of a sample, 1.000000: holds on a sample; of other inputs"),
        (FAILS, "sampled", "FAILS: why"),
    ):
        print_verification({**report, "verdict": word, "stated_mode": mode})
        assert words in capsys.readouterr().out


def test_what_is_not_shut_in_or_not_watched_is_said(monkeypatch):
    assert cautions("bwrap") == []
    assert cautions(NONE) == [OPEN]
    monkeypatch.setattr(linux, "HERE", False)
    assert cautions("bwrap") == [UNWATCHED]
    assert cautions(NONE) == [OPEN, UNWATCHED]
