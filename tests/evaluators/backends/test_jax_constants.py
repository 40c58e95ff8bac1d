from importlib.metadata import version

import numpy as np
import pytest

from evaluators.backends import jax_backend
from evaluators.backends.contexts import ALONE, BLOCK, CONTEXTS, WIDTHS, changed
from evaluators.backends.jax_constants import (
    ARM,
    DIVISOR,
    PRODUCT,
    SHARED,
    SUM,
    UNIT,
    ZERO,
    all_constants,
    hidden_constants,
)
from results.record.record import committed
from search_spaces.programs.parsing import parse
from search_spaces.programs.program import Program

OLD, NEW = "0.10.2", "0.12.0.1"
HEAD = "program float32 (x: float) -> (y: float)\n"
C, D = "c: float = 0x1.8p+1\n", "d: float = 0x1.4ccccep+0\n"
# fmt: off
CASES = {
    # name: (text, hidden constants with their reasons, context that shows it, jax versions that do it)
    "sum of a sum":         (f"{C}{D}s = add(x, c)\nt = sub(s, d)\ny = mul(t, t)\nreturn y=y\n", {"c": SUM}, ALONE, (OLD,)),
    "sum with itself":      (f"{C}{D}p = fma(x, x, c)\nt = sub(p, c)\ny = mul(t, t)\nreturn y=y\n", {"c": SUM}, ALONE, (OLD,)),
    "sum with a caller's":  (f"{C}s = add(x, c)\ny = mul(s, s)\nreturn y=y\n", {"c": SUM}, "f(x + c)", (OLD,)),
    "product of a product": (f"{C}{D}n = mul(x, x)\np = mul(n, c)\ny = mul(p, d)\nq = add(y, x)\nreturn y=q\n",
                             {"c": PRODUCT}, ALONE, ()),
    "product with a caller's": (f"{C}{D}p = fma(x, d, c)\ny = mul(p, p)\nreturn y=y\n", {"d": PRODUCT}, "f(x c)", (OLD,)),
    "sum with zero":        ("z: float = 0x0.0p+0\np = add(x, z)\ny = sqrt(p)\nreturn y=y\n", {"z": ZERO}, ALONE, (OLD, NEW)),
    "product with one":     ("o: float = 0x1.0p+0\na = abs(x)\np = mul(a, o)\nw = bits(p)\ny = from_bits(w)\nreturn y=y\n", {"o": UNIT}, ALONE, (NEW,)),
    "product of a selection": (f"{C}{D}e: float = 0x1.3333340000000p-2\nb = lt(x, c)\ns = select(b, x, d)\ny = fma(s, e, x)\n"
                               "return y=y\n", {"d": ARM}, ALONE, (NEW,)),
    "division by one":      (f"{C}o: float = 0x1.0p+0\nb = lt(x, c)\ns = select(b, x, o)\ny = div(x, s)\nreturn y=y\n",
                             {"o": DIVISOR}, ALONE, (NEW,)),
    "shared product":       (f"{C}{D}s = sqrt(x)\np = mul(s, d)\nq = add(p, c)\ny = mul(p, q)\nreturn y=y\n",
                             {"d": SHARED}, ALONE, ()),
    "shared power of two":  ("h: float = 0x1.0p-1\ns = sqrt(x)\np = mul(s, h)\nq = add(p, x)\ny = mul(p, q)\nreturn y=y\n",
                             {}, ALONE, ()),
    "Horner":               (f"{C}{D}a = abs(x)\ns = sqrt(a)\np = fma(s, c, d)\ny = fma(p, s, s)\nreturn y=y\n", {}, ALONE, ()),
}
# fmt: on


def program(name: str) -> Program:
    return parse(HEAD + CASES[name][0])


def inputs() -> np.ndarray:
    rng = np.random.default_rng(3)
    x = np.exp2(rng.uniform(-8, 8, BLOCK)) * rng.choice([-1, 1], BLOCK)
    x[:5] = (0.0, -0.0, np.inf, -np.inf, 2.0**-130)
    return x.astype(np.float32)


@pytest.mark.parametrize("name", CASES)
def test_what_a_compiler_would_combine_is_hidden_and_nothing_else(name):
    kernel, (_, wanted, _, _) = program(name), CASES[name]
    names = [line.split(":")[0] for line in CASES[name][0].splitlines() if ": float" in line]
    assert {names[index - 1]: reason for index, reason in hidden_constants(kernel).items()} == wanted
    behind = jax_backend.print_program(kernel).function.partition("optimization_barrier((")[2].partition("    ))\n")[0]
    assert behind.count("fromhex") == len(wanted)
    assert all(reason in behind for reason in wanted.values())


@pytest.mark.parametrize("name", CASES)
def test_the_text_has_the_bits_of_the_text_that_hides_everything(name):
    found = changed(program(name), [inputs()], WIDTHS[len(name) % 2])
    assert set(found) == {*CONTEXTS, "length 1", "length 7"}
    assert not any(found.values()), found


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if version("jax") in case[3]])
def test_literals_alone_would_change_bits(name):
    found = changed(program(name), [inputs()], WIDTHS[0], hide=lambda _: {})
    assert found[CASES[name][2]] > 0, found


def test_a_kernel_of_the_library_hides_few_constants_and_keeps_its_bits():
    kernel = next(record for record in committed("exp") if record.kind == "evolved").program()
    hidden = hidden_constants(kernel)
    assert len(hidden) < len(all_constants(kernel)) / 3
    assert not any(changed(kernel, [inputs()], WIDTHS[0]).values())


def test_hiding_everything_prints_every_constant_behind_the_barrier():
    kernel = program("Horner")
    text = jax_backend.print_program(kernel, hide=all_constants).function
    before, behind = text.split("optimization_barrier((")
    assert "fromhex" not in before
    assert behind.count("fromhex") == 2
