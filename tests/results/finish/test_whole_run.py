"""A run of whole kernels: what `search --whole` leaves, what `show` and reports say of it, and that its files are their programs."""

import ctypes
import json
import subprocess
import tomllib
from pathlib import Path

import jax
import numpy as np
import pytest

from evaluators.sweep.words import Judged
from evaluators.timing.c_compiler import compiler
from evo.run.run_format import RunError, read_front
from evo.whole.archive import Entry
from results.finish.whole.whole_sweep import Swept, front_of, screened, swept, word_ranges
from search_spaces.whole.words import evaluate_words, parse_words
from tests.test_command_line import call

FLAGS = ("--whole", "--domain", "1,2", "--max-ops", "4", "--evaluations", "40000", "--epoch-evaluations", "10000")
KEYS = {
    "ops",
    "max_error",
    "error",
    "max_ulp",
    "wrong",
    "inputs",
    "exhaustive",
    "given",
    "program",
    "file",
    "guard_ops",
}
X = np.linspace(1.0, 2.0, 4001).astype(np.float32)


@pytest.fixture(scope="module")
def run(tmp_path_factory) -> Path:
    import run as program

    run = tmp_path_factory.mktemp("whole") / "run"
    program.app(["search", "recip", *FLAGS, "--out", str(run)], standalone_mode=False)
    return run


def entries(run: Path) -> list[dict]:
    return json.loads((run / "front.json").read_text())["front"]


def module(path: Path) -> dict:
    names: dict = {}
    exec(compile(path.read_text(), str(path), "exec"), names)
    return names


def test_show_prints_every_key_of_the_front(run, capsys):
    code, out, _ = call(capsys, "show", str(run), "--json")
    front = json.loads(out)
    assert code == 0
    assert front["finished"]
    assert front["front"]
    for entry in front["front"]:
        assert entry.keys() >= KEYS
        assert (entry["error"], entry["given"], entry["guard_ops"]) == ("relative", "nothing", 0)
        assert entry["exhaustive"]
        assert entry["inputs"] == 2**23 + 1
        assert parse_words(entry["program"]).ops == entry["ops"]
    errors = [entry["max_error"] for entry in front["front"]]
    assert errors == sorted(errors, reverse=True)


def test_files_have_the_bits_of_their_programs_and_the_errors_they_claim(run):
    for entry in entries(run):
        wanted = evaluate_words(parse_words(entry["program"]), X.view(np.uint32)).view(np.float32)
        exact = 1.0 / X.astype(np.float64)
        assert np.max(np.abs(wanted * X.astype(np.float64) - 1.0)) <= entry["max_error"] * (1 + 1e-12)
        for name in ("jax", "python"):
            made = module(run / entry["files"][name])
            got = np.asarray(made["f"](X))
            assert np.array_equal(got.view(np.uint32), wanted.view(np.uint32))
            assert made["recip"] is made["f"]
            assert (made["MAX_ERROR"], made["OPS"]) == (entry["max_error"], entry["ops"])
            assert made["PROGRAM"] == entry["program"]
        witness = np.array([float.fromhex(entry["witness"])], np.float32)
        at = float(np.asarray(module(run / entry["file"])["f"](witness))[0])
        assert abs(at * float(witness[0]) - 1.0) == pytest.approx(entry["max_error"], rel=1e-9)
        assert len(exact) == len(X)


@pytest.mark.skipif(compiler() is None, reason="no C compiler here")
def test_the_c_header_has_the_bits_of_its_program(run, tmp_path):
    entry = entries(run)[-1]
    header = run / entry["files"]["c"]
    source = f'#include "{header}"\nvoid go(const float *x, float *y, size_t n) {{ recip_f32_array(x, y, n); }}\n'
    (tmp_path / "a.c").write_text(source)
    command = [compiler(), "-O2", "-shared", "-fPIC", "-o", "a.so", "a.c", "-lm"]
    subprocess.run([str(part) for part in command], cwd=tmp_path, check=True, timeout=120)
    got = np.empty_like(X)
    pointers = (ctypes.c_void_p(X.ctypes.data), ctypes.c_void_p(got.ctypes.data), ctypes.c_size_t(len(X)))
    ctypes.CDLL(str(tmp_path / "a.so")).go(*pointers)
    wanted = evaluate_words(parse_words(entry["program"]), X.view(np.uint32))
    assert np.array_equal(got.view(np.uint32), wanted)


def test_a_file_is_a_function_of_float32_alone_under_jit_and_vmap(run):
    made = module(run / entries(run)[-1]["file"])
    batched = jax.jit(jax.vmap(made["f"]))(X[:4000].reshape(40, 100))
    assert np.array_equal(np.asarray(batched).ravel(), np.asarray(made["f"](X))[:4000])
    with pytest.raises(TypeError, match="recip takes float32 arrays"):
        made["f"](X.astype(np.float16))
    with pytest.raises(TypeError, match="no formula of its derivative"):
        jax.grad(made["f"])(1.5)


def test_show_explains_programs_in_words_with_pictures(run, capsys):
    _, out, _ = call(capsys, "show", str(run))
    assert "whole kernels from y = x" in out
    assert "v0 = " in out
    assert "the result is" in out or "made of bits" in out
    assert "largest error" in out
    plain = call(capsys, "show", str(run), "--no-pictures")[1]
    assert len(plain) <= len(out)


@pytest.mark.parametrize("form", ["html", "md", "csv"])
def test_reports_are_made_of_it(run, capsys, tmp_path, form):
    code, out, _ = call(capsys, "report", str(run), "--format", form, "--out", str(tmp_path / f"r.{form}"))
    assert code == 0
    text = Path(out.strip()).read_text()
    assert "recip" in text or form == "csv"
    assert "nothing" in text
    assert "run.py search recip --whole --seed 0 --evaluations 40000" in text or form == "csv"


def test_the_same_command_gives_the_same_archive(run, capsys, tmp_path):
    code, _, _ = call(
        capsys, "search", "recip", *FLAGS, "--workers", "1", "--islands", "2", "--out", tmp_path / "again"
    )
    assert code == 0
    assert (tmp_path / "again" / "archive.json").read_text() == (run / "archive.json").read_text()
    assert [e["max_error"] for e in entries(tmp_path / "again")] == [e["max_error"] for e in entries(run)]


def test_a_run_that_is_finished_is_not_resumed(run, capsys):
    code, out, err = call(capsys, "resume", str(run))
    assert code == 0
    assert "is finished" in err
    assert str(run) in out


def test_a_damaged_front_is_refused(run, tmp_path):
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / "campaign.toml").write_text((run / "campaign.toml").read_text())
    front = json.loads((run / "front.json").read_text())
    front["front"][0]["program"] = "words x\nreturn y\n"
    (copy / "front.json").write_text(json.dumps(front))
    with pytest.raises(RunError, match=r"front\[0\].program"):
        read_front(copy)


def test_ranges_of_words_cover_a_domain_once():
    from evo.whole.domain import domain_of

    assert word_ranges(domain_of(((-1.0, 1.0),)), False) == ((0, 0x3F800000), (0x80000000, 0xBF800000))
    assert word_ranges(domain_of(((1.0, 2.0),)), True)[1:] == ((0x7F800001, 0x7FFFFFFF), (0xFF800001, 0xFFFFFFFF))
    (negative,) = word_ranges(domain_of(((-2.0, -1.0),)), False)
    assert negative == (0xBF800000, 0xC0000000)


def test_a_file_whose_short_form_has_other_bits_is_total():
    """-inf is no bound of a guarded product: the short form gives the largest float in its place."""
    from evo.settings.config import resolve
    from evo.whole.posing import posed_of

    program = parse_words("words x\na = mul(x, -3e38)\nb = mul(a, 3e38)\nreturn b\n")
    posed = posed_of(resolve({"target": "recip", "domain": (1.0, 1.5), "whole": True}))
    (one,) = swept(posed, "recip", [program], lambda *_: None)
    assert not one.short
    assert one.judged.differing == 0
    assert one.judged.inputs == 2**22 + 1


def test_a_program_enters_the_front_where_nothing_cheaper_is_as_good():
    programs = [parse_words(f"words x\na = mul(x, {c}.0)\nreturn a\n") for c in (2, 3)]
    longer = parse_words("words x\na = mul(x, 2.0)\nb = add(a, x)\nreturn b\n")
    found = [
        Swept(programs[0], Judged(0.5), True),
        Swept(programs[1], Judged(0.25), True),
        Swept(longer, Judged(0.3), True),
    ]
    assert [one.program for one in front_of(found)] == [programs[1]]
    assert front_of([Swept(program, Judged(np.inf), True) for program in programs]) == []
    assert front_of([Swept(program, Judged(0.5, differing=1), False) for program in programs]) == []


def test_candidates_are_compared_on_a_dense_sample_first():
    from evo.settings.config import resolve
    from evo.whole.posing import posed_of

    posed = posed_of(resolve({"target": "recip", "domain": (1.0, 2.0), "whole": True}))
    good = parse_words("words x\na = fma(x, -0.47058824, 1.4117647)\nreturn a\n")
    bad = parse_words("words x\na = fma(x, -0.4, 1.4117647)\nreturn a\n")
    worse = parse_words("words x\na = neg(x)\nb = add(a, a)\nreturn b\n")
    kept = screened(posed, [Entry(1, 0.0, bad), Entry(1, 0.1, good), Entry(2, 0.0, worse)])
    assert [program.hash for program in kept] == [good.hash]


def test_of_programs_that_a_sample_calls_exact_each_is_swept():
    from evo.settings.config import resolve
    from evo.whole.posing import posed_of

    posed = posed_of(resolve({"target": "to_bfloat16", "domain": (1.0, 2.0), "whole": True}))
    texts = (
        "words x\na = ushr(x, 16)\nb = iand(a, 1)\nc = iadd(x, b)\nd = iadd(c, 0x7fff)\ne = iand(d, 0xffff0000)\nreturn e\n",
        "words x\na = iadd(x, 0x8000)\nb = iand(a, 0xffff0000)\nreturn b\n",
    )
    programs = [parse_words(text) for text in texts]
    kept = screened(posed, [Entry(p.ops, 0.0, p) for p in programs] + [Entry(6, 0.0, longer(programs[0]))])
    assert [program.ops for program in kept] == [2, 5, 6]
    found = swept(posed, "to_bfloat16", kept, lambda *_: None)
    assert [one.judged.wrong for one in found] == [64, 0, 0]
    assert [one.program.ops for one in front_of(found)] == [2, 5]


def longer(program):
    return parse_words(str(program).replace("return v4", "v5 = ior(v4, 0)\nreturn v5"))


def test_a_program_to_start_from_must_be_readable(capsys, tmp_path):
    absent = tmp_path / "absent.words"
    code, _, err = call(capsys, "search", "recip", "--whole", "--start", str(absent))
    assert code == 2
    assert f"cannot read --start '{absent}': [Errno 2] No such file" in err


def test_a_found_kernel_is_read_from_a_file_and_stands_in_the_campaign(capsys, tmp_path):
    file = tmp_path / "cube.words"
    file.write_text("words x\na = mul(x, x)\nb = mul(a, x)\nreturn b\n")
    code, out, err = call(capsys, "search", "recip", "--whole", "--op", f"cube={file}", "--dry-run")
    assert code == 0, err
    assert tomllib.loads(out)["op"] == [["cube", file.read_text()]]


@pytest.mark.parametrize("given", ["cube", "=cube.words", "cube="])
def test_a_found_kernel_has_a_name_and_a_file(capsys, given):
    code, _, err = call(capsys, "search", "recip", "--whole", "--op", given)
    assert code == 2
    assert f"--op takes NAME=FILE, was given {given!r}. For example: --op exp2=exp2.words" in err


def test_a_found_kernel_must_be_readable(capsys, tmp_path):
    absent = tmp_path / "none.words"
    code, _, err = call(capsys, "search", "recip", "--whole", "--op", f"cube={absent}")
    assert code == 2
    assert f"cannot read --op '{absent}': [Errno 2] No such file" in err
