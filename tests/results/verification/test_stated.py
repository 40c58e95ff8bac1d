"""A file's statement is read from its text and checked field by field."""

import time

import pytest

from evaluators.report import SHA256
from results.library.kernel_index import KERNELS, entries
from results.record.record import Subject
from results.sandbox.child import BACKEND_OF_FORMAT
from results.verification.c_header import string_of
from results.verification.reading import LARGEST, read_bytes
from results.verification.report import VerifyError
from results.verification.stated import FIELDS, Stated, read_statement
from results.verification.verify import verify_in_child
from tests.sentences import whole

HASH = "e0" * 32
FACTS = {
    "TARGET": '"exp2"',
    "FORMAT": '"python"',
    "MAX_ULP": "1.5",
    "EXHAUSTIVE": "True",
    "WITNESS": '"0x1.8p+1"',
    "OUTPUTS_HASH": f'"{HASH}"',
    "FTZ": "True",
    "DAZ": "False",
}
MACROS = {**FACTS, "FORMAT": '"c"', "EXHAUSTIVE": "1", "FTZ": "1", "DAZ": "0"}


def python(**changes: str | None) -> bytes:
    rows = {**FACTS, **changes}
    return "".join(f"{name} = {value}\n" for name, value in rows.items() if value is not None).encode()


def header(**changes: str | None) -> bytes:
    rows = {**MACROS, **changes}
    lines = (f"#define EXP2_F32_{name} {value}\n" for name, value in rows.items() if value is not None)
    return ("/* a header */\n" + "".join(lines)).encode()


def refusal(data: bytes, suffix: str = ".py") -> str:
    with pytest.raises(VerifyError) as error:
        read_statement(data, suffix, None)
    return str(error.value)


def test_python_and_c_files_state_the_same_facts():
    wanted = Stated("exp2", "python", 1.5, True, (3.0,), HASH, SHA256, Subject(), True, False, 0)
    assert read_statement(python(), ".py", None) == wanted
    found = read_statement(header(), ".h", None)
    assert (found.export_format, found.max_ulp, found.witness, found.daz) == ("c", 1.5, (3.0,), False)
    assert (found.target, found.exhaustive, found.outputs_hash, found.ftz) == ("exp2", True, HASH, True)


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: f"{entry.format}-{entry.name}")
def test_every_file_of_the_library_states_its_facts(entry):
    path = KERNELS / entry.file
    stated = read_statement(read_bytes(path), path.suffix, None)
    assert (stated.target, stated.export_format) == (entry.target, entry.format)
    assert stated.max_ulp > 0
    assert stated.witness
    assert stated.exhaustive == (stated.outputs_hash is not None)


BAD_BOUNDS = (
    'float("nan")',
    "nan",
    "None",
    '"1"',
    "True",
    "-1.0",
    "-0.0",
    "float('inf')",
    "1e999",
    "(1,)",
    "1j",
    "x",
    "[]",
)


@pytest.mark.parametrize("text", BAD_BOUNDS)
def test_a_bound_that_is_no_number_of_ulp_is_refused_by_name(text):
    assert refusal(python(MAX_ULP=text)).startswith("MAX_ULP is ")
    assert refusal(python(MAX_ULP=text)).endswith("a finite number of ulp, 0 or more is wanted")


@pytest.mark.parametrize("text", ["NAN", "INFINITY", "NULL", '"1"', "-1.0", "", "0.5 + 0.5f"])
def test_a_bound_of_a_header_that_is_no_number_of_ulp_is_refused_by_name(text):
    assert refusal(header(MAX_ULP=text), ".h").startswith("MAX_ULP is ")


def test_texts_of_headers_are_read_as_exports_write_them():
    domain = {"DOMAIN_LOW": '"0x0p+0"', "DOMAIN_HIGH": '"0x1p+0"', "OUTSIDE": '"nan"'}
    stated = read_statement(header(EXPRESSION='"x*\\042\\303\\251"', **domain), ".h", None)
    assert stated.subject == Subject('x*"é', ("0x0p+0", "0x1p+0"), "nan")
    for text in ('"a\\x20"', '"a" "b"', '"\\377"', '"'):
        assert refusal(header(EXPRESSION=text), ".h").startswith("EXPRESSION is ")
    with pytest.raises(
        ValueError, match=whole("a header's text is ...; a C string with no escapes but of bytes is wanted")
    ):
        string_of('"a" "b"')


def test_a_missing_bound_is_refused_by_name():
    assert refusal(python(MAX_ULP=None)) == "MAX_ULP is missing; a finite number of ulp, 0 or more is wanted"
    assert refusal(header(MAX_ULP=None), ".h").startswith("MAX_ULP is missing; ")


BAD = {
    "WITNESS": (
        "None",
        "1.5",
        '"1.5"',
        '"0x1.8"',
        '"0x1p+500"',
        '"one"',
        '"0x1p+0,0x1p+0"',
        '"0x1p+0, 0x1p+0, 0x1p+0"',
    ),
    "OUTPUTS_HASH": ('"ab"', '"' + "E0" * 32 + '"', "7", "b'" + "e0" * 32 + "'"),
    "OUTPUTS_HASH_KIND": ("None", '"md5"', "3"),
    "EXHAUSTIVE": ("None", '"yes"', "2", "1.0"),
    "FTZ": ('"True"',),
    "DAZ": ("None",),
    "SEED": ("-1", "True", "1.0", "2**70"),
    "TARGET": ("None", '"exp 2"', '"os.system"', "3"),
    "FORMAT": ("None", '"fortran"'),
    "DOMAIN": ("3", '("0x1p+0",)', '("1.0", "2.0")', '("nan", "0x1p+0")', '("0x1p+99999", "0x1p+0")'),
    "OUTSIDE": ('"wrap"', "None"),
    "EXPRESSION": ('""', "3", '"' + "x" * 5000 + '"'),
}
BAD["FTZ"] = BAD["DAZ"] = BAD["EXHAUSTIVE"]


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in BAD.items() for text in texts])
def test_every_other_field_is_refused_by_name(name, text):
    said = refusal(python(**{name: text}))
    assert said.startswith(f"{name} is ")
    assert FIELDS[name][1] in said


def test_every_field_has_values_that_are_refused():
    of_headers = {"DOMAIN_LOW", "DOMAIN_HIGH"}
    assert set(BAD) | {"MAX_ULP"} | of_headers == set(FIELDS)
    for name in of_headers:
        assert refusal(header(**{name: '"1"'}), ".h").startswith(f"{name} is '1'; a finite hex float")


def test_a_fact_is_stated_once():
    assert refusal(python() + b"MAX_ULP = 0.5\n") == "MAX_ULP is stated twice; state it once"
    assert refusal(python() + b"if True:\n    MAX_ULP = 0.5\n") == "MAX_ULP is stated twice; state it once"
    assert refusal(header() + b"#define EXP2_F32_MAX_ULP 0.5\n", ".h") == "MAX_ULP is stated twice; state it once"
    assert refusal(python(MAX_ULP=None) + b"x = 1; MAX_ULP += 0.5\n").startswith("MAX_ULP is stated by")


def test_what_stands_in_texts_and_comments_is_not_stated():
    data = b'"""\nMAX_ULP = 0.1\n"""\n# MAX_ULP = 0.2\nx = """\nMAX_ULP = 0.3"""\n' + python()
    assert read_statement(data, ".py", None).max_ulp == 1.5


def test_facts_that_contradict_each_other_are_refused(tmp_path):
    assert refusal(python(OUTSIDE='"nan"')) == "DOMAIN and OUTSIDE go together: state the other one too"
    assert refusal(python(FORMAT='"c"')) == "FORMAT is 'c' in a file whose name ends in '.py'; C files end in '.h'"
    assert "C files end in '.h'" in refusal(header(FORMAT='"jax"'), ".h")
    path = tmp_path / "atan2.py"
    for change, words in {
        "EXHAUSTIVE": ("True", "EXHAUSTIVE is True; atan2 takes pairs, of which only a sample can be stated"),
        "WITNESS": ('"0x1p+0"', "WITNESS names 1 numbers; atan2 takes 2"),
    }.items():
        path.write_bytes(python(TARGET='"atan2"', **{"EXHAUSTIVE": "False", "WITNESS": None, change: words[0]}))
        with pytest.raises(VerifyError, match=words[1]):
            verify_in_child(path, None, False, "cpu")
    path.write_bytes(python(TARGET='"atan2"', EXHAUSTIVE="False", WITNESS='"nan, 0x1p+0"'))
    with pytest.raises(VerifyError, match=whole("...: WITNESS is not finite; of pairs only finite ones have an error")):
        verify_in_child(path, None, False, "cpu")


def test_formats_are_those_that_something_runs():
    assert set(BACKEND_OF_FORMAT) == {"jax", "python", "c", "pallas"}


NESTED = {
    "parentheses": b"x = " + b"(" * 50_000,
    "closed parentheses": b"x = " + b"(" * 90 + b")" * 90 + b"\n",
    "signs": b"x = " + b"-" * 200_000 + b"1\n",
    "attributes": b"x = a" + b".a" * 100_000 + b"\n",
    "sums": b"x = 1" + b"+1" * 100_000 + b"\n",
    "powers": b"x = 1" + b"**1" * 80_000 + b"\n",
    "blocks": b"".join(b" " * i + b"if x:\n" for i in range(1000)),
    "a bound of signs": b"MAX_ULP = " + b"-" * 1000 + b"1\n",
    "a bound of digits": b"MAX_ULP = " + b"9" * 100_000 + b"\n",
    "a bound of brackets": b"MAX_ULP = " + b"[" * 80 + b"]" * 80 + b"\n",
    "zero bytes": b"x = 1\x00\n",
    "no end": b'x = """',
    "a strange indent": b"  x = 1\n y = 2\n",
    "no text": bytes(range(256)),
}


@pytest.mark.parametrize("kind", NESTED)
def test_a_text_of_any_shape_is_refused_in_a_moment(kind):
    began = time.monotonic()
    said = refusal(NESTED[kind])
    assert len(said) < 1000
    assert said.isprintable()
    assert time.monotonic() - began < 30


def test_a_file_that_is_too_large_is_refused(tmp_path):
    path = tmp_path / "large.py"
    path.write_bytes(b"#" * (LARGEST + 1))
    with pytest.raises(VerifyError, match=whole("it has more than 262,144 bytes, which no exported kernel has")):
        read_bytes(path)


def test_another_encoding_is_refused():
    assert refusal(b"# \xff\n" + python()).startswith("it is no UTF-8 text: ")
    assert read_statement(b"\xef\xbb\xbf" + python(), ".py", None).max_ulp == 1.5
    assert read_statement(python().replace(b"\n", b"\r\n"), ".py", None).max_ulp == 1.5
