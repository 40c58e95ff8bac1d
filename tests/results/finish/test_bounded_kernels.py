"""Kernels on a bounded domain as files and records, and the whole path from a campaign to them."""

import dataclasses
import importlib.util
import json
import shlex
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import numpy as np
import pytest

from evaluators.compiled.kernel import run_float32
from evaluators.minimax.certify import outputs_float64
from evaluators.report import ErrorReport
from evaluators.sweep.accuracy import sample
from evo.run.runs import OpenRun, claim, create
from evo.settings.config import Campaign, resolve
from results.commands import collect
from results.commands.collect import compare_targets, export_to
from results.export.table import FORMATS, SWEPT, write_export
from results.finish.pipeline import Search
from results.record import listing
from results.record.provenance import provenance_of
from results.record.record import Record, RecordError, dumps, read, write
from results.record.subjects import reduction_of, target_of
from results.report.live import Display
from results.verification.c_header import load_header
from results.verification.paths import verify_path
from search_spaces.programs.lowering import raise_to_real
from search_spaces.programs.parsing import parse
from search_spaces.targets import CLAMP, NAN, OUTSIDE
from tests.results.small import small_record
from tests.results.small_bounded import TARGET_ROWS, bounded_record
from tests.sentences import whole

each_format = pytest.mark.parametrize("name", SWEPT)
each_outside = pytest.mark.parametrize("outside", OUTSIDE)
each_target = pytest.mark.parametrize("target", sorted(TARGET_ROWS))


def load(path: Path) -> ModuleType:
    if path.suffix == ".h":
        return load_header(path)
    spec = importlib.util.spec_from_file_location("exported_bounded", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def inputs(target: str) -> np.ndarray:
    low, high = TARGET_ROWS[target].real_domain
    width = high - low
    x = np.random.default_rng(0).uniform(low - width, high + width, 4096).astype(np.float32)
    x[:8] = (0.0, -0.0, np.inf, -np.inf, np.nan, low, high, 3e38)
    return x


@each_format
@each_outside
@each_target
def test_an_exported_file_is_the_records_kernel_and_states_its_function(
    name: str, outside: str, target: str, tmp_path: Path
) -> None:
    record = bounded_record(target, outside)
    path = write_export(record, name, tmp_path)
    module = load(path)
    x = inputs(target)
    got = np.asarray(getattr(module, target)(x))
    (want,) = run_float32(record.program(), [x])
    assert np.array_equal(got, want, equal_nan=True)
    low, high = (float.fromhex(end) for end in module.DOMAIN)
    outward = ~((low <= x) & (x <= high))
    assert np.isnan(got[outward & np.isnan(x)]).all()
    assert np.isnan(got[outward]).all() == (outside == NAN)
    assert (target, outside) == (module.TARGET, module.OUTSIDE)
    assert getattr(module, "EXPRESSION", None) == ("exp(-x*x)" if target == "bell" else None)
    assert f"outside: {'nan' if outside == NAN else 'the value at the nearest end'}" in " ".join(
        path.read_text().replace("\n *", "\n").split()
    )


@each_outside
@each_target
def test_the_derivative_of_a_jax_file_is_that_of_the_function_inside_and_none_outside(
    outside: str, target: str, tmp_path: Path
) -> None:
    import jax

    record = bounded_record(target, outside)
    module = load(write_export(record, "jax", tmp_path))
    low, high = TARGET_ROWS[target].real_domain
    x = np.linspace(low, high, 18, dtype=np.float32)[1:-1]
    core = raise_to_real(parse(record.core))
    of_core = (outputs_float64(core, x + np.float64(2**-20)) - outputs_float64(core, x - np.float64(2**-20))) * 2**19
    slopes = {"sin": np.cos(x), "log": 1 / x, "bell": of_core}
    grad = jax.vmap(jax.grad(getattr(module, target)))
    np.testing.assert_allclose(grad(x), slopes[target], rtol=1e-5, atol=1e-5)
    outward = np.array([low - 1, high + 1, np.nan], np.float32)
    np.testing.assert_array_equal(grad(outward), [np.nan] * 3 if outside == NAN else [0.0, 0.0, np.nan])
    assert np.isfinite(jax.vmap(jax.grad(jax.grad(getattr(module, target))))(x)).all()
    stated = "Derivative: that of the kernel's own operations" in (module.__doc__ or "")
    assert stated == (target == "bell")


@each_format
@pytest.mark.parametrize(("target", "outside"), [("bell", NAN), ("bell", CLAMP), ("log", NAN)])
def test_verify_rebuilds_the_function_from_the_file_alone(name: str, target: str, outside: str, tmp_path: Path) -> None:
    record = bounded_record(target, outside)
    stated = record.verification(name)
    assert stated is not None
    report = verify_path(write_export(record, name, tmp_path), None, False, "cpu")
    assert (report["target"], report["recorded_max_ulp"]) == (target, stated.error.max_ulp)
    assert 0.5 * stated.error.max_ulp <= report["max_ulp"] < np.inf
    assert bool(report["special_failures"]) == bool(stated.error.special_failures)


def test_a_file_that_states_another_domain_or_another_rule_fails(tmp_path: Path) -> None:
    text = FORMATS["python"].export(bounded_record("bell", NAN))
    path = tmp_path / "bell.py"
    path.write_text(text.replace('OUTSIDE = "nan"', 'OUTSIDE = "clamp"'))
    assert not verify_path(path, None, False, "cpu")["ok"]
    low, high = bounded_record("bell", NAN).subject.domain or ("", "")
    path.write_text(text.replace(f'DOMAIN = ("{low}", "{high}")', f'DOMAIN = ("{low}", "0x1p-1")'))
    assert not verify_path(path, None, False, "cpu")["ok"]


@each_target
@each_outside
def test_a_record_survives_its_file_and_knows_its_function(target: str, outside: str, tmp_path: Path) -> None:
    record = bounded_record(target, outside)
    write(record, tmp_path / "r.json")
    again = read(tmp_path / "r.json")
    assert (again, dumps(again)) == (record, dumps(record))
    assert target_of(again).outside == outside
    assert reduction_of(again).name == record.reduction
    assert reduction_of(small_record()).name == small_record().reduction
    assert target_of(small_record()).outside is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"expression": "exp(-y)"}, "unknown name 'y'"),
        ({"domain": ("0x1p0", "0x1p0")}, "a domain is two finite numbers, low < high; was given 1.0, 1.0"),
        ({"outside": "wrap"}, "outside is 'wrap'"),
    ],
)
def test_a_record_whose_function_is_none_is_refused(change: dict[str, Any], words: str) -> None:
    record = bounded_record("bell", NAN)
    spoiled = dataclasses.replace(record, subject=dataclasses.replace(record.subject, **change))
    with pytest.raises(RecordError, match=words):
        target_of(spoiled)
    with pytest.raises(RecordError, match=whole("record ...: unknown reduction 'x'. Known: bounded_nan...")):
        reduction_of(dataclasses.replace(record, reduction="x"))


def test_recorded_kernels_of_a_users_function_are_compared_and_exported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("results.record.record.RECORDS", tmp_path)
    monkeypatch.setattr(listing, "RECORDS", tmp_path)
    for module in (collect, listing):
        monkeypatch.setattr(module, "committed", lambda name: [r for r in kept if r.target == name])
    kept: list[Record] = [bounded_record("bell", NAN)]
    (tmp_path / "bell").mkdir()
    rows = compare_targets("bell", False)
    assert [(row.kind, row.domain) for row in rows] == [("stock", (-0.5, 1.0)), ("evolved", (-0.5, 1.0))]
    assert rows[0].implementation == "jnp, as written"
    assert rows[1].ratio_to_stock is not None
    (path,) = export_to("bell", "python", None, tmp_path / "out")
    assert path.name == "bell.py"
    kept.append(bounded_record("bell", CLAMP))
    with pytest.raises(RecordError, match=whole("bell: records on 2 domains; export one by its file in ...")):
        export_to("bell", "python", None, tmp_path / "out")
    with pytest.raises(ValueError, match="unknown target 'bel'"):
        compare_targets("bel", False)
    with pytest.raises(ValueError, match="no kernel of 'gamma' is on record"):
        compare_targets("gamma", False)


def test_a_campaigns_command_names_its_function_and_domain() -> None:
    campaign = resolve({"target_expr": "exp(-x*x)", "domain": (0.0, 1.0), "outside": "clamp"})
    command = provenance_of(campaign, 10).command
    assert "'exp(-x*x)'" in command, "a shell must not expand it"
    words = shlex.split(command)
    for option in (("--target-expr", "exp(-x*x)"), ("--domain=0.0,1.0",), ("--set", "outside=clamp")):
        assert words[(place := words.index(option[0])) : place + len(option)] == list(option)
    assert "sqrt" in provenance_of(resolve({"target": "bessel_i_half"}), 10).given


SMALL = {"evaluations": 3000, "max_ops": 4, "workers": 1, "islands": 1, "epoch_evaluations": 3000}


def sampled(kernels: Mapping[str, Any], oracle: Any, options: Any, progress: Any = None) -> dict[str, ErrorReport]:
    """Reports of a sample, in place of a sweep over every float32."""
    return sample(kernels, oracle, options, (), np.random.default_rng(0))


def opened(run: Path, campaign: Campaign) -> OpenRun:
    claim(run)
    return create(run, campaign)


@pytest.mark.parametrize("outside", [NAN, CLAMP])
def test_a_small_search_for_a_users_function_ends_with_files_that_verify(
    outside: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("results.bench.comparison.sweep", sampled)
    small = {**SMALL, "classical_operations": 0}
    campaign = resolve({**small, "target_expr": "1/(1 + x)", "domain": (0.0, 1.0), "outside": outside})
    with Display("small") as display:
        result = Search(opened(tmp_path / "run", campaign), tmp_path / "run", display).execute()
    exported = [entry for entry in result.summary.front if getattr(entry, "file", None)]
    assert exported
    best = min(exported, key=lambda entry: entry.max_ulp)  # type: ignore[union-attr]
    assert best.max_ulp <= 1.5  # type: ignore[union-attr]
    path = tmp_path / "run" / str(best.file)  # type: ignore[union-attr]
    report = verify_path(path, None, False, "cpu")
    # A sample stands in for the sweep here, and another one may meet a slightly worse input than it did.
    assert report["ok"] or report["max_ulp"] <= 1.001 * best.max_ulp, report["reason"]  # type: ignore[union-attr]
    record = json.loads((path.parent.parent / "record.json").read_text())
    assert record["subject"] == {
        "expression": "1/(1 + x)",
        "domain": ["0x0.0p+0", "0x1.0000000000000p+0"],
        "outside": outside,
    }
    assert all(row.domain == (0.0, 1.0) for row in result.rows)
    assert "classical" not in {row.kind for row in result.rows}
    assert result.summary.classical_left_out == ("polynomials",)
    assert msgspec.to_builtins(campaign)["outside"] == outside


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "domain", "words"),
    [
        ("sin(x)/x", (-1.0, 1.0), "even, by its form; at x = 0 its limit 1, from both sides"),
        ("x/(1+x*x)", (-0.5, 0.5), "odd, by its form"),
    ],
)
def test_a_search_for_an_even_or_odd_function_ends_with_kernels_that_are_so_bit_for_bit(
    text: str, domain: tuple[float, float], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("results.bench.comparison.sweep", sampled)
    given = {"max_ops": 6, "classical_operations": 0, "target_expr": text, "domain": domain}
    campaign = resolve({**SMALL, **given})
    with Display("small") as display:
        result = Search(opened(tmp_path / "run", campaign), tmp_path / "run", display).execute()
    exported = [entry for entry in result.summary.front if getattr(entry, "file", None)]
    best = min(exported, key=lambda entry: entry.max_ulp)  # type: ignore[union-attr]
    assert best.max_ulp < 1e4  # type: ignore[union-attr]
    x = np.random.default_rng(3).uniform(0.0, domain[1], 20_000).astype(np.float32)
    x[0] = 0.0
    for entry in exported:
        path = tmp_path / "run" / str(entry.file)  # type: ignore[union-attr]
        function = load(path).expression
        right, left = (np.asarray(function(v)) for v in (x, -x))
        wanted = right if words.startswith("even") else -right
        assert np.array_equal(left.view(np.int32), wanted.view(np.int32)), path
        assert words in " ".join(path.read_text().split())
    names = {row.implementation: row for row in result.rows}
    assert names["jnp, as written"].kind == "stock"
    assert (names["jnp, as written"].max_ulp == np.inf) == ("sin" in text)
    assert all(row.ratio_to_stock for row in result.rows)


@pytest.mark.slow
@pytest.mark.exhaustive
def test_a_search_for_sin_ends_with_a_kernel_proved_on_every_float32(tmp_path: Path) -> None:
    campaign = resolve(
        {
            **SMALL,
            "target": "sin",
            "domain": (-0.75, 0.75),
            "evaluations": 60_000,
            "epoch_evaluations": 10_000,
            "max_ops": 9,
        }
    )
    with Display("sin") as display:
        result = Search(opened(tmp_path / "run", campaign), tmp_path / "run", display).execute()
    rows = {row.kind: row for row in result.rows}
    assert {"stock", "evolved", "classical"} <= set(rows)
    exported = [entry for entry in result.summary.front if getattr(entry, "file", None)]
    assert min(entry.max_ulp for entry in exported) <= 4.0  # type: ignore[union-attr]
    best = min(exported, key=lambda entry: entry.max_ulp)  # type: ignore[union-attr]
    assert verify_path(tmp_path / "run" / str(best.file), None, False, "cpu")["ok"]  # type: ignore[union-attr]
