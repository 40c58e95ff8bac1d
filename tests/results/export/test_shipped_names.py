"""Shipped files name their values: reduction, cores and reconstruction as blocks, no name that only numbers a value."""

import re

import pytest

from results.library.kernel_index import KERNELS
from search_spaces.composed import COMPOSED

FILES = [
    path
    for folder in ("jax", "python", "c")
    for path in sorted((KERNELS / folder).glob("*.*"))
    if path.suffix in (".py", ".h")
]
ASSIGNED = re.compile(r"^    (?:const \w+ )?([A-Za-z_]\w*) = ", re.MULTILINE)
NUMBERED = re.compile(r"[a-z]{1,2}_?\d+")


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name} {path.stem}")
def test_a_shipped_file_shows_blocks_and_names(path):
    text = path.read_text(encoding="utf-8")
    begins = "# " if path.suffix == ".py" else "/* "
    assert all(f"{begins}{block}" in text for block in ("Reduction: ", "Core ", "Reconstruction: "))
    cores = set(re.findall(rf"{re.escape(begins)}Core (\w+)\(", text))
    numbered = {name for name in ASSIGNED.findall(text) if NUMBERED.fullmatch(name)}
    assert {name.rstrip("0123456789") for name in numbered} <= cores
    assert "\\\\\n" not in text


def test_functions_of_two_arguments_show_them_too():
    assert all((KERNELS / "jax" / f"{name}.py") in FILES for name in COMPOSED)
