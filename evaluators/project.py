"""The project's own files: in a checkout its packages stand in one folder, in an installed copy below `evonumerics`.

The wheel (.ci/wheel/) puts `evonumerics.` before the packages' names where they are imported, and changes nothing else. Modules
that are named in text are named by `module`, and digests of sources are of `source`: the same digest in both.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

DISTRIBUTION = "evonumerics"
PACKAGES = ("search_spaces", "evaluators", "evo", "results")
PREFIX = __name__.removesuffix("evaluators.project")
"""Of every module's name: empty in a checkout, `evonumerics.` in an installed copy."""
INSTALLED = bool(PREFIX)
FOLDER = Path(__file__).resolve().parents[1]
"""Folder that holds the packages."""
IMPORTED_FROM = FOLDER.parent if INSTALLED else FOLDER
"""The entry of sys.path under which they are found."""


def require_writable(path: Path) -> None:
    """Refuse to write among the files of an installed copy, which belong to the package manager.

    Raises:
        PermissionError: The path is one of them.
    """
    if INSTALLED and path.resolve().is_relative_to(FOLDER):
        raise PermissionError(
            f"{str(path)!r} is part of the installed package, which is not written to: name another place, or work in a clone"
        )


def module(name: str) -> str:
    """The name here of a module that is called so in a checkout, such as `results.sandbox.enter`."""
    return PREFIX + name


def source(path: Path) -> bytes:
    """Text of one of the project's Python files as it stands in a checkout."""
    text = path.read_bytes()
    for package in PACKAGES if INSTALLED else ():
        text = text.replace(f"{DISTRIBUTION}.{package}".encode(), package.encode())
    return text


def sources(patterns: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, Path]]:
    """Files of some packages in order, under their names in a checkout; packages sent to a worker may stand apart."""
    for package, globs in patterns.items():
        spec = find_spec(module(package))
        if spec is None or spec.origin is None:
            continue
        root = Path(spec.origin).parent
        for path in sorted({path for pattern in globs for path in root.glob(pattern)}):
            yield f"{package}/{path.relative_to(root)}", path


def child_path() -> str:
    """PYTHONPATH of a child process that imports the project, before what this process was given."""
    return os.pathsep.join([str(IMPORTED_FROM), *filter(None, [os.environ.get("PYTHONPATH")])])
