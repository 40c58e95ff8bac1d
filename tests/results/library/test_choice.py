import re
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from mpmath import mp

from evaluators import project
from evaluators.report import Fingerprint
from results.library import install as installing
from results.library import speeds
from results.library.choice import MOST_ULPS, best, choose, wish
from results.library.install import InstallError, install
from results.library.kernel_index import AS_A_CALL, IN_A_LOOP, KernelError, ListedKernel, jax_kernels, load
from results.library.pick import EPS, LARGEST, most_ulps, pick
from results.library.places import PLACES
from results.record.cover import differences, here, remedy
from search_spaces.targets import TARGETS

RECORDED = Fingerprint(
    *("jax-cpu", "x86_64 avx2 fma avx512f", "AMD EPYC", (("jax", "1.0"), ("jaxlib", "1.0"), ("numpy", "2.0")), ()),
    *(None, True, True),
)


@pytest.fixture(autouse=True)
def recorded_speeds_decide(nothing_measured):
    """Recorded speeds decide; times measured on this machine are ignored."""


def kernel(max_ulp: float, ratio: float, standard: bool = False, exhaustive: bool = True) -> ListedKernel:
    record = f"{max_ulp} at {ratio}"
    name = "sin" if standard else record
    facts = (record, max_ulp, exhaustive, ratio, "x86_64", (RECORDED,))
    return ListedKernel(name, "sin", "jax", "jax/sin.py", *facts, sha256="", ratio_as=AS_A_CALL)


ROWS = (
    kernel(0.6, 0.8),
    kernel(0.9, 1.2, standard=True),
    kernel(2.5, 1.5),
    kernel(300.0, 4.0),
    kernel(0.5, 2.0, exhaustive=False),
)


@pytest.mark.parametrize(
    ("ulps", "prefer", "expected"),
    [
        (None, None, 0.9),
        (None, "speed", 2.5),
        (None, "accuracy", 0.6),
        (1.0, None, 0.9),
        (3.0, None, 2.5),
        (1000.0, None, 300.0),
        (1.0, "speed", 0.9),
        (0.7, "accuracy", 0.6),
        (0.7, None, None),
        (0.1, "accuracy", None),
    ],
)
def test_the_kernel_taken_is_the_one_the_wish_means(ulps, prefer, expected):
    found, reason = best(ROWS, wish(ulps, None, prefer))
    assert (found.max_ulp if found else None) == expected
    assert bool(reason) == (found is None)


def test_a_kernel_of_the_row_that_is_slower_than_stock_gives_way_to_the_most_accurate_that_is_not():
    slow = replace(ROWS[1], ratio=0.9)
    found, _ = best((ROWS[0], slow, ROWS[2], ROWS[3]), wish(None, None, None))
    assert found is ROWS[2]
    found, reason = best((ROWS[0], slow, ROWS[3]), wish(None, None, None))
    assert found is None, f"{ROWS[3].max_ulp} ulp is above {MOST_ULPS}"
    assert reason == "slower than stock (0.90x as a call); prefer='accuracy' takes it all the same"


def test_a_kernel_is_judged_by_the_worse_of_call_and_fused_and_not_in_a_loop():
    fused = replace(ROWS[1], fused=0.95, in_loop=3.0)
    found, reason = best((fused,), wish(None, None, None))
    assert found is None
    assert reason.startswith("slower than stock (1.20x as a call, 0.95x fused, 3.00x in a loop); ")
    looped = replace(ROWS[1], ratio_as=IN_A_LOOP)
    assert best((looped,), wish(None, None, None, anyway=True)) == (
        None,
        "no call was measured here; evonumerics.time_here() measures, prefer='accuracy' does without",
    )
    assert best((looped,), wish(None, None, "accuracy"))[0] is looped


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"ulps": 0}, "^ulps is 0; allowed: a number above 0, such as 1$"),
        ({"ulps": float("nan")}, "allowed: a number above 0"),
        ({"prefer": "fast"}, "^prefer is 'fast'; allowed: 'speed', 'accuracy' or None$"),
        ({"only": ["sinus"]}, "Did you mean 'sin'"),
        ({"only": "sinus"}, "^only: unknown function 'sinus'. Did you mean .*? Allowed: .*, sin, .*"),
        ({"only": ["sin"], "ulps": 1e-3}, "no kernel within 0.001 ulp; the most accurate has"),
        ({"dtype": "bfloat16"}, "^dtype is bfloat16; the records cover float32 arrays alone$"),
        (
            {"backend": "gpu"},
            r"^backend is gpu; the records cover cpu\. install\(backend='cpu'\) puts kernels under what jax computes on the CPU\.$",
        ),
    ],
)
def test_install_refuses_what_no_kernel_is_and_says_what_there_is(arguments, words):
    with pytest.raises(KernelError, match=words):
        install(**arguments)
    assert installing.installed() is None


def test_names_are_those_of_targets_and_of_jax():
    assert wish(None, ["arcsin", "gelu", "sin"], None).only == ("asin", "gelu", "gelu_tanh", "sin")
    assert wish(None, "gelu_tanh", None).only == ("gelu_tanh",)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"versions": (("jax", "2.0"), ("jaxlib", "1.0"))}, "jax 1.0 on record, 2.0 here"),
        ({"versions": (("jax", "1.0"), ("jaxlib", "2.0"))}, "jaxlib 1.0 on record, 2.0 here"),
        ({"backend": "jax-gpu"}, "backend jax-cpu on record, jax-gpu here"),
        ({"isa": "aarch64 asimd"}, "architecture x86_64 on record, aarch64 here"),
        ({"isa": "x86_64 avx"}, "with fused multiply-add on record"),
        ({"flags": ("--xla_cpu_enable_fast_math=true",)}, "XLA_FLAGS none on record"),
        ({"ftz": False}, "flush-to-zero True on record, False here"),
        ({"daz": False}, "denormals-are-zero True on record, False here"),
    ],
)
def test_a_record_does_not_cover_what_could_change_a_bit(change, words):
    found = differences(kernel(1, 1).fingerprints, replace(RECORDED, **change))
    assert len(found) == 1
    assert words in found[0]


def test_a_record_covers_other_vectors_another_name_and_another_numpy():
    versions = (("jax", "1.0"), ("jaxlib", "1.0"), ("numpy", "3.0"))
    other = replace(RECORDED, isa="x86_64 avx2 fma", device="another", versions=versions, vector_bits=512)
    assert differences(kernel(1, 1).fingerprints, replace(other, flags=("--xla_dump_to=/tmp/x",))) == ()
    assert differences((), other) == ("its record is missing",)


def test_install_and_pick_refuse_a_version_that_no_record_covers_unless_told_to(monkeypatch):
    covered = jax_kernels()[0].fingerprints[0]
    future = replace(covered, versions=(("jax", "9.9"), ("jaxlib", "9.9")))
    for module in ("results.library.install", "results.library.pick", "results.record.cover", "results.library.speeds"):
        monkeypatch.setattr(f"{module}.here", lambda: future, raising=False)
    with pytest.raises(
        InstallError,
        match=r"kernels were not verified in this environment: .*: jax [\d.]+ on record, 9.9 here.*--reverify.*anyway=True",
    ):
        install()
    with pytest.raises(
        KernelError,
        match=r"^exp: no kernel was verified in this environment; of the nearest, .*: jax .*9.9 here.*--reverify.*anyway=True",
    ):
        pick("exp", ulps=4)
    assert install(only=["exp"], anyway=True).kernels
    assert installing.uninstall()


def elsewhere(fingerprint):
    return replace(fingerprint, versions=(("jax", "9.9"), ("jaxlib", "9.9")))


def test_pick_takes_the_fastest_that_is_covered_here_and_says_what_it_passed_over(monkeypatch):
    running = here()
    fast, slow = kernel(900, 2.5), kernel(1, 1.5)
    fast = replace(fast, name="exp_f32_900u0", target="exp", fingerprints=(elsewhere(running),))
    slow = replace(slow, name="exp", target="exp", fingerprints=(running,))
    monkeypatch.setattr("results.library.pick.timed_menu", lambda: (fast, slow))
    monkeypatch.setattr("results.library.pick.load", lambda row: SimpleNamespace(exp=row.name))
    found = pick("exp", rtol=2**-8)
    assert found.function == "exp"
    assert [left.name for left in found.passed_over] == ["exp_f32_900u0"]
    (jax,) = (version for name, version in running.versions if name == "jax")
    assert f"passed over exp_f32_900u0: 2.50x as a call, jax 9.9 on record, {jax} here" in str(found)
    anyway = pick("exp", rtol=2**-8, anyway=True)
    assert anyway.function == "exp_f32_900u0"
    assert anyway.passed_over == ()


def test_under_another_jax_an_installed_copy_is_told_of_versions_and_not_of_commands_that_write(monkeypatch):
    rows, process = [RECORDED], elsewhere(RECORDED)
    known = dict(RECORDED.versions)["jax"]
    told = remedy(rows, differences(rows, process))
    assert told.startswith(f"Install jax {known}, or verify it here with `run.py verify RECORD --reverify`")
    monkeypatch.setattr(project, "INSTALLED", True)
    assert remedy(rows, differences(rows, process)) == f"Install jax {known}, or pass anyway=True."
    assert remedy(rows, differences(rows, replace(RECORDED, daz=not RECORDED.daz))) == "Pass anyway=True."


def test_the_menu_has_every_kernel_with_its_record():
    for row in jax_kernels():
        assert row.target in {place.target for place in PLACES}
        assert row.fingerprints, row.file
        assert row.ratio > 0
        module = load(row)
        assert (row.record, row.max_ulp) == (module.RECORD, module.MAX_ULP)
        assert callable(module._kernel)
        assert callable(module._differentiable)
    kernels, left = choose(wish(None, None, None))
    assert {row.target for row in kernels} | {row.name for row in left} == {place.target for place in PLACES}
    assert all(row.installable and row.ratio >= 1 and row.max_ulp <= MOST_ULPS for row in kernels)


@pytest.mark.parametrize(
    ("tolerance", "expected"),
    [
        ({"ulps": 4}, 4.0),
        ({"rtol": 2**-8}, 2.0**15),
        ({"ulps": 4, "rtol": 2**-22}, 4.0),
        ({"atol": 2.0**-20}, 8.0),
        ({"ulps": 0, "atol": 0}, 0.0),
    ],
)
def test_a_tolerance_is_a_bound_in_ulp(tolerance, expected):
    given = {"ulps": None, "rtol": None, "atol": None, **tolerance}
    assert most_ulps("sin", given["ulps"], given["rtol"], given["atol"]) == expected


def test_an_absolute_tolerance_says_nothing_of_a_function_without_bound():
    assert most_ulps("exp", None, None, 1.0) == 0.0


@pytest.mark.parametrize("target", [name for name in LARGEST if name in TARGETS])
def test_bounded_functions_stay_within_their_bound_and_reach_it(target):
    points = (0.0, 1e-30, 0.5, 1.0, -1.0, 1.5707963, -1.5707963, 3.1415926, 20.0, -20.0, 1e9, -1e9)
    inside = [x for x in points if target not in ("asin", "acos") or abs(x) <= 1]
    sizes = [abs(TARGETS[target].reference(mp, mp.mpf(x))) for x in inside]
    assert max(sizes) <= LARGEST[target] * (1 + 1e-15)
    assert max(sizes) >= 0.999 * LARGEST[target]


@pytest.mark.parametrize(
    ("name", "tolerance"), [("erf", {"ulps": 4}), ("exp", {"rtol": 2**-8}), ("sin", {"atol": 1e-3})]
)
def test_what_is_picked_meets_the_inequality_and_is_the_fastest(name, tolerance):
    found = pick(name, **tolerance, anyway=True)
    bound = most_ulps(name, *(tolerance.get(word) for word in ("ulps", "rtol", "atol")))
    assert found.kernel.max_ulp <= bound
    assert all(row.ratio <= found.kernel.ratio for row in jax_kernels() if row.target == name and row.max_ulp <= bound)
    x = np.linspace(-4, 4, 201, dtype=np.float32)
    exact = np.array([float(TARGETS[name].reference(mp, float(v))) for v in x])
    relative = np.abs(exact) * max(tolerance.get("rtol", 0), tolerance.get("ulps", 0) * EPS)
    assert np.all(np.abs(np.float64(found(x)) - exact) <= np.maximum(relative, tolerance.get("atol", 0)))


@pytest.mark.parametrize(
    ("name", "tolerance", "words"),
    [
        ("erf", {"ulps": 1e-3}, r"no kernel of erf is within 0.001 ulp. The nearest has .* pick\('erf', ulps="),
        ("erff", {"ulps": 1}, r"^no kernel of 'erff'\. Did you mean 'erf'.*\? Kernels: .*"),
        ("exp", {}, r"^pick\('exp'\) needs a tolerance: ulps=1, rtol=2\*\*-20 or atol=1e-6$"),
        ("exp", {"ulps": -1}, "ulps is -1; allowed: a number from 0"),
        ("exp", {"rtol": float("nan")}, "rtol is nan"),
        ("exp", {"atol": 1e-3}, "no kernel of exp is within 0 ulp"),
    ],
)
def test_pick_refuses_what_no_kernel_is_and_names_the_nearest(name, tolerance, words):
    with pytest.raises(KernelError, match=words):
        pick(name, **tolerance)


def test_the_nearest_that_pick_names_can_be_picked():
    for target in {row.target for row in jax_kernels()}:
        try:
            pick(target, ulps=1e-6, anyway=True)
        except KernelError as error:
            bound = float(str(error).rpartition("ulps=")[2].rstrip(")."))
            assert pick(target, ulps=bound, anyway=True).kernel.max_ulp <= bound
        else:
            pytest.fail(f"{target} has a kernel within 1e-6 ulp")


@pytest.mark.parametrize("name", ["exp", "atan2"])
def test_what_is_picked_is_told_in_a_line_or_two(name):
    found = pick(name, ulps=1e4, anyway=True)
    text = str(found)
    assert len(text.splitlines()) <= 3
    assert len(text) <= 300
    for words in (
        found.kernel.name,
        found.kernel.record[:8],
        f"{found.kernel.max_ulp:.4g} ulp",
        "times stock",
        "x in a loop",
    ):
        assert words in text
    for fingerprint in found.kernel.fingerprints:
        assert f"jax {dict(fingerprint.versions)['jax']} on jax-cpu" in text
    assert ("every float32" in text) == found.kernel.exhaustive
    assert len(repr(found)) <= 120
    assert "sha256" not in repr(found.kernel)


def test_an_installation_says_which_figure_each_speed_is_and_where_it_was_measured(monkeypatch):
    in_loops = str(install(only=["exp", "atan2"], prefer="accuracy", anyway=True))
    installing.uninstall()
    assert re.search(r"exp: [0-9a-f]{8}, [\d.]+ ulp, [\d.]+x in a loop, jax.lax.exp", in_loops)
    assert "in a loop: in the timing loop of its record, on " in in_loops
    assert "'times stock in a loop'" in in_loops
    assert "a compiled call" not in in_loops
    monkeypatch.setattr(speeds, "on_one_core", lambda asked: dict.fromkeys(asked.records, 2.0))
    speeds.time_here(rounds=30)
    called = str(install(only=["exp"], anyway=True))
    installing.uninstall()
    assert re.search(r"2\.00x as a call, [\d.]+x in a loop, jax.lax.exp", called)
    assert (
        "as a call: a compiled call on 65,536 values, measured on this machine (results/KERNELS.md, 'times stock as a call')"
        in called
    )
    (speeds.SHIPPED / "x").parent.mkdir(parents=True, exist_ok=True)
    (speeds.SHIPPED / speeds.file_name()).write_text((speeds.cache() / speeds.file_name()).read_text())
    (speeds.cache() / speeds.file_name()).unlink()
    speeds.measured.cache_clear()
    shipped = str(install(only=["exp"], anyway=True))
    installing.uninstall()
    assert "as came with the library for " in shipped
    assert "evonumerics.time_here() measures them as a call on this machine." in shipped
