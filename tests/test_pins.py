"""Pins in pyproject.toml: every package that an environment holds has one, so that two environments hold the same."""

import re
import sysconfig
import tomllib
from importlib.metadata import distributions
from pathlib import Path
from runpy import run_path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text())
LISTS = ("constraint-dependencies", "build-constraint-dependencies")
PINS = [Requirement(row) for row in SETTINGS["tool"]["uv"]["constraint-dependencies"]]
script = run_path(str(ROOT / ".ci" / "pins"))


def pinned_here() -> dict[str, str]:
    """Versions of the pins whose marker holds for this interpreter, by name."""
    rows = [row for row in PINS if row.marker is None or row.marker.evaluate()]
    return {canonicalize_name(row.name): str(row.specifier).removeprefix("==") for row in rows}


def test_every_package_of_this_environment_is_pinned_at_its_version():
    pinned, wrong = pinned_here(), []
    own = [sysconfig.get_path(kind) for kind in ("purelib", "platlib")]  # ray puts packages that it carries on sys.path
    for found in distributions(path=list(dict.fromkeys(own))):
        name = canonicalize_name(found.name)
        if name != "evonumerics" and pinned.get(name) != found.version:
            wrong.append(f"{name} {found.version}, pinned: {pinned.get(name)}")
    assert not wrong, f"run .ci/pins, or uv sync: {wrong}"


def test_a_pin_names_one_version_and_each_interpreter_has_one_pin_of_a_package():
    for version in ("3.11", "3.13"):
        rows = [row for row in PINS if row.marker is None or row.marker.evaluate({"python_version": version})]
        names = [row.name for row in rows]
        assert sorted(set(names)) == sorted(names), version
    for name in LISTS:
        for row in map(Requirement, SETTINGS["tool"]["uv"][name]):
            assert [part.operator for part in row.specifier] == ["=="], f"{name}: {row}"


def test_what_the_project_and_its_tools_ask_for_is_pinned():
    groups = SETTINGS["dependency-groups"]["dev"]
    asked = [*SETTINGS["project"]["dependencies"], *SETTINGS["project"]["optional-dependencies"]["search"], *groups]
    missing = {canonicalize_name(Requirement(row).name) for row in asked} - set(pinned_here()) - {"evonumerics"}
    assert not missing, f"run .ci/pins: {missing}"
    built = {Requirement(row).name for row in SETTINGS["tool"]["uv"]["build-constraint-dependencies"]}
    assert {Requirement(row).name for row in SETTINGS["build-system"]["requires"]} <= built


def test_no_address_of_a_registry_stands_among_the_settings():
    text = (ROOT / "pyproject.toml").read_text()
    assert "://" not in text
    assert not re.search(r"^\s*(index-url|extra-index-url|\[\[tool\.uv\.index)", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("line", "pin"),
    [
        ("numpy==2.4.6 ; python_full_version < '3.12'", ["numpy==2.4.6; python_version < '3.12'"]),
        ("    click==8.5.1", ["click==8.5.1"]),
        ("-e .", []),
        ("# via jax==1", []),
        ("--index-url https://registry.example/simple", []),
    ],
)
def test_a_line_of_the_resolver_becomes_a_pin_or_nothing(line, pin):
    assert script["pins"](line) == pin


def test_a_list_of_pins_is_replaced_and_the_rest_of_the_file_stays():
    text = '[tool.uv]\nconstraint-dependencies = [\n    "a==1",\n]\nbuild-constraint-dependencies = []\noverride-dependencies = ["a==1"]\n'
    found = script["with_list"](text, "constraint-dependencies", ["b==2; python_version < '3.12'"])
    assert found == text.replace('"a==1",\n]', "\"b==2; python_version < '3.12'\",\n]")
