"""Exported C headers: the record's bits from every compiler setting, vector loops, clean under warnings."""

import shutil
import subprocess

import numpy as np
import pytest

from evaluators.compiled.kernel import run_float32
from evaluators.sweep.accuracy import check_specials
from evaluators.sweep.outputs import outputs_hash
from evaluators.timing.c_compiler import NATIVE, compiler
from results.export import c_format
from results.export.table import write_export
from results.library.kernel_index import KERNELS, entries, load
from results.record.record import committed
from results.verification.c_header import array_function, load_header
from search_spaces.flushing import flushed
from search_spaces.targets import TARGETS
from tests.results.small import small_record
from tests.search_spaces.test_flushing import inputs, words
from tests.sentences import whole

pytestmark = pytest.mark.skipif(compiler() is None, reason="no C compiler")
FLAGS = {"O2": ("-O2",), "O3 native": NATIVE}
ROWS = [e for e in entries() if e.format == "c"]
MAIN = [e for e in ROWS if e.name in TARGETS]
each_main = pytest.mark.parametrize("entry", MAIN, ids=[e.name for e in MAIN])
SWEPT_EVERY_TIME = ("exp2",)
"""Headers whose sweeps belong to what continuous integration runs; one takes a minute and more."""


@each_main
def test_a_header_gives_the_records_bits_at_o2_and_o3_on_a_sample(entry):
    (record,) = (r for r in committed(entry.target) if r.hash == entry.record)
    text, x = (KERNELS / entry.file).read_text(), inputs(1 << 14)
    want = words(run_float32(flushed(record.program()), [x], flush=False)[0])
    for label, flags in FLAGS.items():
        run = array_function(text, f"{entry.target}_f32", flags)
        bad = np.flatnonzero(words(run(x)) != want)
        assert not len(bad), f"{label}: {len(bad)} differ, first x = {float(x[bad[0]]).hex()}"
        for length in (0, 1, 7, 255, 257):
            np.testing.assert_array_equal(words(run(x[:length])), want[:length], err_msg=label)


@each_main
def test_special_values_are_exact_and_the_macros_are_the_indexs(entry):
    module = load_header(KERNELS / entry.file)
    assert (entry.target, entry.record, entry.max_ulp) == (module.TARGET, module.RECORD, module.MAX_ULP)
    assert ("c", entry.exhaustive) == (module.FORMAT, module.EXHAUSTIVE)
    (record,) = (r for r in committed(entry.target) if r.hash == entry.record)
    verification = record.verification("c")
    assert verification is not None
    stated = verification.error.special_failures
    assert check_specials(getattr(module, entry.target), TARGETS[entry.target]) == stated


@pytest.mark.exhaustive
@pytest.mark.parametrize("label", FLAGS)
@pytest.mark.parametrize(
    "entry",
    [pytest.param(e, id=e.name, marks=() if e.name in SWEPT_EVERY_TIME else pytest.mark.slow) for e in MAIN],
)
def test_a_header_gives_the_recorded_outputs_over_every_float32(entry, label):
    module = load_header(KERNELS / entry.file)
    run = array_function((KERNELS / entry.file).read_text(), f"{entry.target}_f32", FLAGS[label])
    assert outputs_hash(run) == module.OUTPUTS_HASH


SCALAR = ("digamma", "lgamma")
"""Loops that gcc leaves scalar."""


@pytest.mark.skipif(shutil.which("gcc") is None, reason="no gcc")
@each_main
def test_gcc_makes_vector_code_of_the_loop_and_has_nothing_to_warn_of(entry, tmp_path):
    name = f"{entry.target}_f32"
    text = (
        f'#include "{KERNELS / entry.file}"\nvoid f(const float *x, float *y, size_t n) {{ {name}_array(x, y, n); }}\n'
    )
    text += f"float g(float x) {{ return {name}(x); }}\n"
    (tmp_path / "a.c").write_text(text)
    warn = ("-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wno-unknown-pragmas", "-Werror", "-std=c11")
    command = ["gcc", "-O3", "-mavx2", "-mfma", *warn, "-fopt-info-vec", "-c", "-o", "a.o", "a.c"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert ("loop vectorized" in done.stderr) == (entry.target not in SCALAR)
    for bad, words_ in (("-ffast-math", "without -ffast-math"),):
        done = subprocess.run([*command, bad], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert words_ in done.stderr


def test_two_headers_live_in_one_file(tmp_path):
    lines = [f'#include "{KERNELS / entry.file}"' for entry in MAIN] * 2
    (tmp_path / "all.c").write_text("\n".join([*lines, "int main(void) { return 0; }", ""]))
    command = [compiler() or "cc", "-std=c11", "-Wall", "-Werror", "-c", "-o", "all.o", "all.c"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "entry", [e for e in entries() if e.format == "python" and e.name in TARGETS][::6], ids=lambda e: e.name
)
def test_the_python_file_gives_the_bits_of_the_header(entry):
    header = next((e for e in MAIN if e.name == entry.name), None)
    if header is None or header.record != entry.record:
        pytest.skip("another record")
    x = inputs(1 << 13)
    python = getattr(load(entry), entry.target)
    np.testing.assert_array_equal(words(python(x)), words(getattr(load_header(KERNELS / header.file), entry.target)(x)))


def test_a_file_that_is_no_header_or_does_not_compile_is_refused(tmp_path):
    path = tmp_path / "exp2.h"
    path.write_text("int x;\n")
    with pytest.raises(ValueError, match=whole("it is not a header that was exported: it defines no ..._TARGET")):
        load_header(path)
    text = write_export(small_record(), "c", tmp_path).read_text()
    path.write_text(text.replace("return", "retrun"))
    with pytest.raises(
        ValueError, match=whole("no C compiler here compiles it with ...; install gcc or clang, or name one in CC")
    ):
        load_header(path)
    assert c_format.function_name(small_record()) == "exp2_f32"
