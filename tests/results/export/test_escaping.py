"""No text that others wrote ends what it stands in: in generated code, in tables, in reports, on a terminal."""

import ast
import csv
import dataclasses
import io
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings

from results.export import escaping, pallas_format
from results.export.table import FORMATS, write_export
from results.record.record import Record, RecordError, Verification, committed
from results.verification.c_header import load_header
from search_spaces.visible import shown, visible, visible_lines
from tests.results.hostile import HOSTILE, LONG, ONE_LINE_POISON, PLACES, POISON, poisoned, with_failure
from tests.results.reported import recorded

PYTHON = tuple(name for name, row in FORMATS.items() if row.suffix == ".py")
MARKUP_ONLY = "[red]:x:[/red]"


@pytest.fixture(autouse=True)
def no_comparison(monkeypatch):
    """The Pallas export without its own run of the kernel, which takes a second and has tests elsewhere."""
    monkeypatch.setattr(pallas_format, "_compare", lambda *_: None)


def skeleton(text: str) -> str:
    """Python code without the contents of its strings."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = ""
    return ast.dump(tree)


def c_code(text: str) -> str:
    """C code as a compiler sees it: trigraphs and spliced lines resolved, comments gone, strings empty."""
    text = text.replace("??/", "\\").replace("\\\n", "")
    parts = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:[^"\\\n]|\\.)*"', re.DOTALL)
    return parts.sub(lambda found: '""' if found[0].startswith('"') else " ", text)


def tex_code(text: str) -> list[str]:
    return [line for line in re.split(r"[\n\r]", text) if not line.startswith("%")]


CODE = {".py": skeleton, ".h": c_code, ".tex": tex_code}
plain = with_failure(recorded())


@pytest.mark.parametrize("name", FORMATS)
def test_no_text_of_a_record_becomes_code_in_an_export(name):
    code = CODE[FORMATS[name].suffix]
    wanted = code(FORMATS[name].export(poisoned("x")))

    @settings(max_examples=60, deadline=None)
    @example(POISON)
    @example(ONE_LINE_POISON)
    @example("*/ int x; /*")
    @example(LONG)
    @example('"' * 7)
    @example("\\")
    @given(HOSTILE)
    def holds(text):
        assert code(FORMATS[name].export(poisoned(text))) == wanted

    holds()


@pytest.mark.parametrize("export_format", ["jax", "python"])
@settings(max_examples=40, deadline=None)
@example(POISON)
@given(HOSTILE)
def test_no_text_of_a_statement_becomes_code_in_an_export(export_format, text):
    (record,) = committed("atan2")
    wanted = skeleton(FORMATS[export_format].export(record))
    rows = poisoned(text, record=dataclasses.replace(recorded(), verifications=record.verifications)).verifications
    hostile = dataclasses.replace(record, verifications=rows)
    assert skeleton(FORMATS[export_format].export(hostile)) == wanted


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("text", ["x\nimport os", "a b", "import", "x;y", "../x", "", "é", "x" * 80, "x{0}"])
def test_a_target_that_is_no_name_is_refused_by_every_format(name, text, tmp_path):
    with pytest.raises(RecordError):
        write_export(dataclasses.replace(recorded(), target=text), name, tmp_path)
    assert not list(tmp_path.rglob("*"))


@pytest.mark.skipif(shutil.which("gcc") is None, reason="no gcc")
@pytest.mark.parametrize(
    "text", [POISON, "*/ #error ended /*", "??/", "a\\", "\\\n#error spliced", '"', "/*", "%s\0", LONG, "\u202e\ud800"]
)
def test_a_compiler_takes_a_header_with_any_text(text, tmp_path):
    path = tmp_path / "kernel.h"
    path.write_text(FORMATS["c"].export(poisoned(text)), encoding="utf-8")
    flags = ["-fsyntax-only", "-std=c11", "-trigraphs", "-Wall", "-Wcomment", "-Werror"]
    done = subprocess.run(["gcc", *flags, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("text", ['"', "\\", "a\nb", "??/", "é\0", "%s {}"])
def test_a_text_of_a_header_is_read_back_as_it_was(text, tmp_path):
    path = tmp_path / "kernel.h"
    path.write_text(FORMATS["c"].export(poisoned(text, ("error.witness",))), encoding="utf-8")
    assert text == load_header(path).WITNESS


@pytest.mark.parametrize("name", PYTHON)
def test_importing_an_export_runs_nothing_of_a_text(name, tmp_path):
    path = write_export(poisoned(POISON), name, tmp_path)
    code = f"import runpy; print(runpy.run_path({str(path)!r})['RECORD'])"
    if name == "sympy":
        pytest.importorskip("sympy")
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == plain.hash, done.stderr
    assert not (tmp_path / "RAN").exists()


@pytest.mark.parametrize("name", PYTHON)
def test_infinite_bounds_are_python_too(name):
    rows = tuple(
        dataclasses.replace(v, error=dataclasses.replace(v.error, max_ulp=float("inf"))) for v in plain.verifications
    )
    text = FORMATS[name].export(dataclasses.replace(plain, verifications=rows))
    if name != "sympy":
        (line,) = (line for line in text.splitlines() if line.startswith("MAX_ULP"))
        assert eval(line.partition("=")[2]) == float("inf")


@given(HOSTILE)
def test_a_python_literal_means_its_text(text):
    literal = escaping.python_literal(text)
    assert literal.isascii()
    assert literal.isprintable()
    assert ast.literal_eval(literal) == text
    assert ast.literal_eval(escaping.python_literal((text, 1.5, None, True))) == (text, 1.5, None, True)


@given(HOSTILE)
def test_a_docstring_says_its_text_and_nothing_more(text):
    (only,) = ast.parse(escaping.python_docstring(["one", text])).body
    assert isinstance(only, ast.Expr)
    assert ast.literal_eval(only.value) == f"one\n{visible_lines(text)}\n"


@given(HOSTILE)
def test_what_is_shown_has_no_character_that_does_not_print(text):
    assert visible(text).isprintable()
    assert visible_lines(text).replace("\n", "").isprintable()
    assert visible(visible(text)) == visible(text)
    assert shown(text).isprintable()
    assert len(shown(text * 1000)) < 120
    assert escaping.html_text(text).replace("\n", "").replace("\t", "").isprintable()
    visible(text).encode("utf-8")


@pytest.mark.parametrize("text", ["plain", "0x1.8p+3", "max |x| = 3 + 4", "é π"])
def test_a_printable_text_stays_as_it_is(text):
    assert visible(text) == text
    assert escaping.python_docstring([text]) == f'"""{text}\n"""\n'


@given(HOSTILE)
def test_html_holds_a_text_as_text(text):
    class Reader(HTMLParser):
        tags, data = 0, ""

        def handle_starttag(self, tag, attrs):
            self.tags += 1
            assert attrs in ([], [("title", visible(text, "\n\t"))])

        def handle_data(self, data):
            self.data += data

    reader = Reader(convert_charrefs=True)
    escaped = escaping.html_text(text)
    reader.feed(f"<p title='{escaped}'>{escaped}</p>")
    reader.feed(f'<p title="{escaped}"></p>')
    reader.close()
    assert reader.tags == 2
    assert reader.data == visible(text, "\n\t")


@given(HOSTILE)
def test_markdown_holds_a_text_in_its_cell(text):
    cell = escaping.markdown_text(text)
    assert "\n" not in cell
    assert "<" not in cell
    plain_cell = re.sub(r"\\.", "", cell)
    assert not set("|`") & set(plain_cell)
    assert not re.search(r"\][(\[:]", plain_cell)


@given(HOSTILE)
def test_a_spreadsheet_sees_no_formula(text):
    out = io.StringIO()
    csv.writer(out).writerow([escaping.csv_cell(text), "end"])
    ((cell, end),) = csv.reader(io.StringIO(out.getvalue()))
    assert end == "end"
    assert cell[:1] not in "=+@-" or not cell or re.fullmatch(r"[+-][\w.+]*", cell)
    assert escaping.csv_cell("-0x1.8p+3") == "-0x1.8p+3"
    assert escaping.csv_cell(-1.5) == -1.5


def test_cells_of_a_table_show_markup_as_text(capsys):
    from results.tables.tables import show_table, table_of

    table = table_of(f"title {MARKUP_ONLY}\x1b[31m", ("name",), ())
    table.add_row(f"{MARKUP_ONLY}\x1b[31m\u202e")
    show_table(table)
    out = capsys.readouterr().out
    assert out.count(MARKUP_ONLY) == 2
    assert out.replace("\n", "").isprintable()


@settings(max_examples=25, deadline=None)
@example(POISON)
@given(HOSTILE)
def test_tables_of_records_show_no_character_that_does_not_print(text):
    from results.record.bars import BARS, nearest
    from results.tables import record_tables

    bar = next(bar for bar in BARS if bar.target == "exp2")
    hostile = poisoned(text, tuple(place for place in PLACES if place != "fingerprint.isa"))
    row = nearest(bar, [dataclasses.replace(hostile, hash=text)])
    for cells in ([record_tables.bar_cells(row)], [record_tables.further_cells(hostile)]):
        lines = record_tables.markdown(cells).splitlines()
        assert len(lines) == 3
        assert len({len(re.sub(r"\\.", "", line).split("|")) for line in lines}) == 1


def test_a_verification_is_printed_with_what_does_not_print_made_visible(capsys):
    from results.verification.text import print_verification

    report = dict.fromkeys(
        ("file", "target", "backend", "mode", "witness", "outputs_hash", "reason", "verdict", "stated_mode"),
        "\x1b[31m\u202e\n",
    )
    print_verification(
        {
            **report,
            "ok": False,
            "inputs": 1,
            "max_ulp": 1.0,
            "wrong_count": 0,
            "recorded_max_ulp": 1.0,
            "length_differences": (),
        }
    )
    assert capsys.readouterr().out.replace("\n", "").isprintable()


def test_an_error_is_one_line_without_control_characters(tmp_path, capsys):
    import run

    with pytest.raises(SystemExit):
        run.main(["show", str(tmp_path / "\x1b[31mred\n\u202e")])
    error = capsys.readouterr().err
    assert error.startswith("error: ")
    assert error[:-1].isprintable()


def test_every_text_field_of_a_record_is_among_the_places_or_has_a_narrow_rule():
    """A new text field needs a place here, or a rule that lets only words, names and hashes through."""
    from results.record.record_rules import RECORD_RULES
    from search_spaces.field_rules import Many, Rule

    free = set()
    for kind, rules in RECORD_RULES.items():
        for field, given_rule in rules.fields.items():
            rule = given_rule
            while isinstance(rule, Many):
                rule = rule.each
            if isinstance(rule, Rule) and rule.holds("<b>\"'*/ %s {} \\"):
                free.add(f"{kind.__name__}.{field}")
    shown = {
        "Fingerprint.isa",
        "Fingerprint.device",
        "Fingerprint.versions",
        "Fingerprint.flags",
        "LengthDifference.setting",
    }
    shown |= {f"Provenance.{name}" for name in ("found", "given", "campaign", "cores")}
    shown |= {"Given.name", "Given.note", "Subject.expression", "Record.source", "Record.core", "Record.kernel"}
    assert free == shown


def test_types_of_the_poisoned_parts_are_those_of_records():
    assert isinstance(poisoned("x"), Record)
    assert all(isinstance(row, Verification) for row in poisoned("x").verifications)
    assert isinstance(committed("atan2")[0], Record)
