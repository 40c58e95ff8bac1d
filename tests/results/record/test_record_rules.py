"""The rules of a record, a statement and an index: refusals with their words, and that everything else is read."""

import copy
import dataclasses
import json
import os
import random
import re
from pathlib import Path
from typing import Any

import pytest

from evaluators.report import SHA256, Fingerprint, to_json
from results.composed.statement import path_of
from results.export.table import SWEPT, write_export
from results.library.kernel_index import ENTRY_RULES, INDEX, KERNELS, KernelError, ListedKernel, entries
from results.record import record_rules
from results.record.record import RECORDS, SCHEMA, Record, RecordError, dumps, read, write
from results.record.record_seals import MOST_RECORD_BYTES, SEAL, seal_of, sealed
from results.verification.paths import verify_path
from search_spaces import field_rules
from tests.hostile.mutations import mutated_json
from tests.results.hostile import POISON, TOKENS
from tests.results.reported import recorded
from tests.sentences import part, whole

USE = {
    "ns_per_element": 1.0,
    "baseline_ns_per_element": 2.0,
    "ratio_to_stock": 2.0,
    "rounds": 100,
    "elements": 65_536,
    "vector_bits": None,
    "context": "call",
}
NAN_TEXT = {"cost": ("ns_per_element", "spread"), "error": ("max_ulp", "seconds")}


def as_json(record: Record | None = None) -> dict[str, Any]:
    return to_json(record or recorded())


def placed(value: dict[str, Any], place: str, given: Any) -> dict[str, Any]:
    """JSON data with another value in a place such as `verifications.0.error.witness`."""
    *way, last = [int(key) if key.isdigit() else key for key in place.split(".")]
    changed = copy.deepcopy(value)
    inner: Any = changed
    for key in way:
        inner = inner[key]
    inner[last] = given
    return changed


def written(value: dict[str, Any], path: Path) -> Path:
    path.write_text(json.dumps(sealed(value)))
    return path


E, F = "verifications.0.error.", "verifications.0.fingerprint."
# fmt: off
REFUSED = (
    # place, value, what the message says is allowed
    ("target",                  "a/b",                       "a name"),
    ("target",                  "..",                        "a name"),
    ("target",                  "lambda",                    "no keyword"),
    ("target",                  "x" * 65,                    "at most 64 letters"),
    ("target",                  "sin",                       "the record's own target"),
    ("hash",                    "ABCDEF0123456789",          "16 hex digits in lower case"),
    ("hash",                    "../../etc/passwd",          "16 hex digits"),
    ("kind",                    "found",                     "'evolved' or 'classical'"),
    ("reduction",               "a b",                       "a word"),
    ("source",                  "def f(x, C):\0",            "all print"),
    ("kernel_ops",              1,                           "kernel_ops is 1; allowed: ..., as the kernel has"),
    ("core_ops",                -1,                          "a whole number from 0"),
    ("core",                    "program real (x: float) -> (y: float)\nreturn y=x\n", "core, program 1 begins 'program real (x: float) -> (y: float)'; allowed: one to 16 float32 programs of one float with one float result each"),
    ("core",                    "print('x')",                "core, program 1: a program has"),
    ("kernel",                  "program float32 (x: float, k: float) -> (y: float)\nreturn y=x\n", "kernel begins 'program float32 (x: float, k: float) -> (y: float)'; allowed: a float32 program of one float x with one float result"),
    ("kernel",                  "program float32 (x: float) -> (y: float)\nc0: float = 0x1p+99999\nreturn y=c0\n", "not a constant"),
    ("kernel",                  "program float32 (x: float) -> (y: float)\ncold x from 0x1p+99999\nreturn y=x\n", "not a hex float"),
    ("kernel",                  "(" * 200_000,               "at most 65,536 ASCII characters"),
    ("kernel",                  "v = add(x, x)\n" * 200_000,  "on 4,096 lines"),
    ("names",                   ["x"],                       "names are 1; allowed: one for each value of the kernel, or none"),
    ("names",                   ["r", "r"],                  "no name twice"),
    ("names",                   ["a b"],                     "a name, or an empty text"),
    ("given",                   [{"kind": "a b", "name": ""}], "a word"),
    ("subject",                 {"expression": None, "domain": ["0x0.0p+0", "0x1.0000000000000p+0"], "outside": None}, "else null"),
    ("subject",                 {"expression": None, "domain": ["1", "2"], "outside": "nan"}, "float.hex"),
    ("subject",                 {"expression": None, "domain": ["0x1.0000000000000p+0", "0x0.0p+0"], "outside": "nan"}, "interval"),
    ("subject",                 {"expression": "x\n", "domain": None, "outside": None}, "one line"),
    ("provenance.found",        POISON,                      "one line of at most 4,000 characters that all print"),
    ("provenance.given",        "a\u202eb",                  "all print"),
    ("provenance.command",      "run.py search exp2\nrm x",  "one line that begins with run.py"),
    ("provenance.command",      "run.py search $(rm x)",     "none of"),
    ("provenance.command",      "rm -rf x",                  "begins with run.py"),
    ("provenance.campaign",     "a\x1b[31m",                 "line ends apart"),
    ("provenance.campaign",     "a" * 65_537,                "at most 65,536 characters"),
    ("provenance.engine",       "xyz",                       "16 hex digits"),
    ("provenance.seed",         -1,                          "a whole number from 0"),
    ("provenance.evaluations",  2**63 + 1,                   "a whole number"),
    (E + "target",              "sin",                       "the record's own target"),
    (E + "mode",                "proved",                    "'exhaustive' or 'sampled'"),
    (E + "inputs",              2**32 - 1,                   "4294967296, for it is exhaustive"),
    (E + "max_ulp",             "nan",                       "never nan"),
    (E + "max_ulp",             -0.5,                        "a number from 0"),
    (E + "max_ulp",             "-inf",                      "a number from 0"),
    (E + "witness",             "0x1p+0",                    "as float.hex writes it"),
    (E + "witness",             "0x1.0000000000001p+0",      "a float32"),
    (E + "witness",             "0x1.0000000000000p+9999",   "a float32"),
    (E + "witness",             "0x0.0p+0, 0x0.0p+0",        "single inputs"),
    (E + "witness",             '1"; open("RAN", "w")',      "a float32"),
    (E + "wrong_count",         1,                           "above 0.5 ulp"),
    (E + "histogram",           [1, 2],                      "one fewer than counts"),
    (E + "histogram",           [2**32 - 1] + [0] * 11,      "add up to inputs"),
    (E + "histogram_edges",     [0.5, 0.5, *range(1, 10)], "ascending"),
    (E + "outputs_hash",        "ab",                        "64 hex digits"),
    (E + "outputs_hash",        None,                        "a hash of an exhaustive sweep"),
    (E + "outputs_hash_kind",   "md5",                       "'sha256'"),
    (E + "seconds",             "inf",                       "finite"),
    (E + "worst_inputs",        ["0x0.0p+0"] * 1001,         "0 to 1,000"),
    (F + "device",              POISON,                      "one line"),
    (F + "device",              "x" * 301,                   "at most 300"),
    (F + "isa",                 " ",                         "not all blank"),
    (F + "backend",             "jax cpu",                   "a word"),
    (F + "versions",            [["jax", "1\x07"]],          "one line"),
    (F + "flags",               ["x\ny"],                    "one line"),
    (F + "vector_bits",         0,                           "a whole number from 1"),
    ("verifications.0.format",  "pallas",                    "'jax' or 'python' or 'c'"),
    ("verifications.0.cost.ns_per_element", 0.0,             "a number above 0"),
    ("verifications.0.cost.ratio_to_stock", "inf",           "finite"),
    ("verifications.0.cost.context", "cal",                  "'call' or 'fused' or 'loop'"),
    ("verifications.0.cost.context", "call",                 "a time in a loop"),
    ("verifications.0.uses",    [USE | {"context": "loop"}], "times of call and fused, one each"),
    ("verifications.0.uses",    [USE, USE],                  "times of call and fused, one each"),
    ("verifications.0.uses",    [USE | {"rounds": 0}],       "a whole number from 1"),
    ("verifications.0.lengths.0.different", 2**31,           "at most as many as inputs"),
    ("verifications.0.lengths.0.setting", "\x1b[2J",         "one line"),
    ("ancestry.0.steps.0.mutation", "<b>",                   "a word"),
)
# fmt: on


@pytest.mark.parametrize(
    ("place", "value", "words"), REFUSED, ids=[f"{place}-{i}" for i, (place, *_) in enumerate(REFUSED)]
)
def test_a_field_that_holds_what_it_may_not_is_refused_by_name_and_file(place, value, words, tmp_path):
    path = written(placed(as_json(), place, value), tmp_path / "foreign.json")
    with pytest.raises(RecordError) as refused:
        read(path)
    message = str(refused.value)
    assert "foreign.json' is not valid: " in message
    assert re.search(part(words), message)
    assert message.isprintable()
    assert len(message) < 700, "what was given is shortened"


def test_a_message_names_the_field_and_shows_what_it_held(tmp_path):
    path = written(placed(as_json(), "verifications.1.fingerprint.device", POISON), tmp_path / "foreign.json")
    with pytest.raises(RecordError, match=r"verifications\[1\]\.fingerprint\.device is '\"\"\"\\nopen\(") as refused:
        read(path)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "place", ["provenance.command", "provenance.found", "provenance.given", E + "outputs_hash", F + "device"]
)
def test_code_in_a_record_is_neither_verified_nor_exported_nor_run(place, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = written(placed(as_json(), place, POISON), tmp_path / "foreign.json")
    with pytest.raises(RecordError, match="is not valid"):
        verify_path(path, None, False, "cpu")
    for schema in (2, SCHEMA):
        path = written(placed(placed(as_json(), place, POISON), "schema", schema), tmp_path / "foreign.json")
        with pytest.raises(RecordError, match="is not valid"):
            write_export(read(path), "jax", tmp_path)
    assert [found.name for found in tmp_path.iterdir()] == ["foreign.json"]


@pytest.mark.parametrize("depth", [1000, 200_000])
@pytest.mark.parametrize("bracket", ["[", '{"a":'])
def test_a_record_of_brackets_is_refused_with_its_file_named(bracket, depth, tmp_path):
    path = tmp_path / "deep.json"
    path.write_text(bracket * depth)
    fault = "its brackets are nested too deeply" if depth > 100_000 else "..."
    with pytest.raises(RecordError, match=whole(f"record '...deep.json' is unreadable or truncated: {fault}")):
        read(path)
    path.write_text(f'{{"schema": 3, "kernel": {"[" * depth}{"]" * depth}}}')
    with pytest.raises(RecordError, match=r"deep\.json' is (unreadable or truncated|not valid)"):
        read(path)


def test_what_is_no_regular_file_is_refused_at_once(tmp_path):
    os.mkfifo(tmp_path / "pipe.json")
    for path in (tmp_path / "pipe.json", tmp_path, Path("/dev/null")):
        assert "it is no regular file" in message_of(path)


def test_a_record_larger_than_any_is_refused_unread(tmp_path):
    path = tmp_path / "large.json"
    path.write_text(" " * MOST_RECORD_BYTES + "{}")
    with pytest.raises(
        RecordError, match=whole("record '...large.json' is unreadable or truncated: it is larger than 4,194,304 bytes")
    ):
        read(path)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_numbers_that_json_does_not_have_are_refused(number, tmp_path):
    path = tmp_path / "record.json"
    path.write_text(dumps(recorded()).replace('"max_ulp": ', f'"max_ulp": {number}, "was": ', 1))
    with pytest.raises(
        RecordError,
        match=whole(f"record '...record.json' is unreadable or truncated: it holds {number}, which JSON does not have"),
    ):
        read(path)


def test_a_verification_twice_is_refused(tmp_path):
    record = recorded()
    twice = dataclasses.replace(record, verifications=(*record.verifications, record.verifications[0]))
    write(twice, tmp_path / "record.json")
    with pytest.raises(RecordError, match="one a format and fingerprint"):
        read(tmp_path / "record.json")


@pytest.mark.parametrize(
    ("place", "value"),
    [
        *(("provenance.found", "something else"), ("provenance.seed", 3), ("core_ops", 1), ("reduction", "another")),
        *((E + "max_ulp", 0.1), (E + "seconds", 1.0), ("verifications.0.cost.rounds", 7), (F + "device", "another")),
    ],
)
def test_a_seal_finds_a_changed_field(place, value, tmp_path):
    path = tmp_path / "record.json"
    path.write_text(json.dumps(placed(sealed(as_json()), place, value)))
    with pytest.raises(
        RecordError,
        match=whole(
            "record '...record.json': it was changed or damaged since it was written: ...seal does not fit what it covers, whose "
            "seal is .... Take the file again from where it came"
        ),
    ):
        read(path)


@pytest.mark.parametrize("place", ["", "verifications.1."])
def test_a_record_of_this_schema_without_a_seal_is_refused(place, tmp_path):
    path, value = tmp_path / "record.json", sealed(as_json())
    inner = value["verifications"][1] if place else value
    del inner[SEAL]
    path.write_text(json.dumps(value))
    with pytest.raises(
        RecordError, match=whole("...: it has no ...seal, which every file of schema 3 has. Take the file ...")
    ):
        read(path)


def test_the_records_seal_does_not_cover_verifications_which_have_their_own(tmp_path):
    value = sealed(as_json())
    fewer = {**value, "verifications": value["verifications"][:1]}
    (tmp_path / "record.json").write_text(json.dumps(fewer))
    assert len(read(tmp_path / "record.json").verifications) == 1
    assert seal_of(fewer) == value[SEAL]


def test_the_older_hash_stands_beside_the_newer_one_alone(tmp_path):
    value = placed(placed(as_json(), E + "outputs_hash_kind", "sha256"), E + "outputs_sha256", "ab" * 32)
    with pytest.raises(RecordError, match="null where outputs_hash is of that kind"):
        read(written(value, tmp_path / "twice.json"))


def test_a_record_of_the_schema_before_is_read_without_seals_and_written_as_one_of_this(tmp_path):
    value = placed(as_json(), "schema", 2)
    for name in ("names", "given"):
        del value[name]
    for error in (row["error"] for row in value["verifications"]):
        if error["outputs_sha256"] is not None:
            error["outputs_hash"] = error["outputs_sha256"]
        del error["outputs_hash_kind"], error["outputs_sha256"]
    (tmp_path / "old.json").write_text(json.dumps(value))
    record = read(tmp_path / "old.json")
    assert {v.error.outputs_hash_kind for v in record.verifications} == {SHA256}
    assert record.program() == recorded().program()
    write(record, tmp_path / "new.json")
    assert json.loads((tmp_path / "new.json").read_text())["schema"] == SCHEMA
    assert read(tmp_path / "new.json") == record


def test_every_committed_record_is_of_this_schema_and_is_its_own_text():
    paths = sorted(RECORDS.glob("*/*.json"))
    assert len(paths) > 100
    for path in paths:
        assert dumps(read(path)) == path.read_text(), path
    assert json.loads(path_of("atan2").read_text())["schema"] == SCHEMA


def test_names_and_what_was_given_survive_the_file(tmp_path):
    from results.record.record import Given

    record = recorded()
    program = record.program()
    names = tuple(f"n{i}" if i % 2 else "" for i in range(program.first_instr + len(program.instrs)))
    named = dataclasses.replace(
        record, names=names, given=(Given("reduction", "exponent_split", 'of "exp2" </script>'),)
    )
    write(named, tmp_path / "record.json")
    assert read(tmp_path / "record.json") == named
    assert read(tmp_path / "record.json").hash == record.hash


def test_every_field_of_every_part_has_a_rule():
    for table in (record_rules.RECORD_RULES, record_rules.STATEMENT_RULES, ENTRY_RULES):
        for kind, row in table.items():
            assert set(row.fields) == {field.name for field in dataclasses.fields(kind)}, kind.__name__
            assert {relation.field for relation in row.relations} <= set(row.fields)


def test_records_are_verified_in_the_formats_that_are_swept():
    assert record_rules.VERIFIED_AS == SWEPT


@pytest.mark.parametrize(
    "value", [None, True, 3, 2**70, -1.5, float("nan"), "", "x\0", "\ud800", b"x", [], (), {}, object(), *TOKENS]
)
def test_a_rule_answers_for_any_value(value):
    for table in (record_rules.RECORD_RULES, record_rules.STATEMENT_RULES, ENTRY_RULES):
        for row in table.values():
            for rule in row.fields.values():
                if isinstance(rule, field_rules.Rule):
                    assert rule.holds(value) in {True, False}


def test_a_statement_is_validated_and_sealed_like_a_record(tmp_path):
    path, statement = tmp_path / "atan2.json", read(path_of("atan2"))
    write(statement, path)
    assert read(path) == statement
    value = json.loads(path.read_text())
    for place, given, words in (
        ("name", "../x", "'atan2'"),
        ("core", POISON, "16 hex digits"),
        (E + "witness", "0x0.0p+0", "a sample of pairs"),
        (E + "target", "exp2", "the function's own row"),
        (F + "device", POISON, "one line"),
        ("seed", 1.5, "seed"),
        ("schema", SCHEMA + 1, f"it has schema {SCHEMA + 1}; this program reads up to {SCHEMA}: update it"),
    ):
        written(placed(value, place, given), path)
        with pytest.raises(RecordError, match=words):
            read(path)
    path.write_text(json.dumps(placed(value, E + "max_ulp", 0.1)))
    with pytest.raises(RecordError, match="changed or damaged"):
        read(path)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        *(("file", "../../../etc/x.py", "FORMAT/NAME"), ("file", "jax/other.py", "of the entry's name")),
        *(("name", "a b", "a name"), ("format", "rust", "'jax'"), ("record", "x", "16 hex"), ("sha256", "x", "64 hex")),
        *(("max_ulp", None, "never nan"), ("max_ulp", "1", "a number"), ("exhaustive", "yes", "true or false")),
        *(("ratio", -1, "a number from 0"), ("timed_on", "a\nb", "one line"), ("arguments", 3, "from 1 to 2")),
        *(("fingerprints", [{}], "versions"), ("fingerprints", 3, "not iterable"), ("unknown", 3, "unexpected")),
    ],
)
def test_an_index_that_holds_what_it_may_not_is_refused(field, value, words, tmp_path):
    row = json.loads((KERNELS / INDEX).read_text())["kernels"][0]
    (tmp_path / INDEX).write_text(json.dumps({"kernels": [{**row, field: value}]}))
    with pytest.raises(KernelError, match=words) as refused:
        entries(tmp_path)
    assert "run.py export all" in str(refused.value)
    assert str(refused.value).isprintable()


def test_the_shipped_index_is_read():
    assert all(
        isinstance(entry, ListedKernel) and isinstance(entry.fingerprints[0], Fingerprint) for entry in entries()
    )


def sealed_if_possible(text: str) -> str:
    """A record's text with fitting seals; as it is where there is nothing to seal, or a number that JSON does not have."""
    try:
        return json.dumps(sealed(json.loads(text)))
    except (AttributeError, TypeError, ValueError, RecursionError):
        return text


def message_of(path: Path) -> str:
    """Message by which the reading of a record is refused; empty where it is read."""
    try:
        read(path)
    except RecordError as error:
        return str(error)
    return ""


def test_a_mutated_record_is_read_or_refused_in_one_line(tmp_path):
    record, path, rng, messages = recorded(), tmp_path / "record.json", random.Random(0), []
    short = dataclasses.replace(record, verifications=record.verifications[:1], ancestry=record.ancestry[:1])
    whole = json.dumps(as_json(short))
    for _ in range(2000):
        text = sealed_if_possible(mutated_json(whole, rng))
        path.write_text(text[: rng.randrange(len(text))] if rng.random() < 0.05 else text)
        messages.append(message_of(path))
        assert messages[-1].isprintable(), text[:2000]
    assert 1000 < sum(map(bool, messages)) < 2000


def test_a_record_of_a_million_instructions_is_refused_with_its_file_named(tmp_path):
    path = written(placed(as_json(), "kernel", "v = add(x, x)\n" * 1_000_000), tmp_path / "foreign.json")
    assert "foreign.json' is unreadable or truncated: it is larger than" in message_of(path)
