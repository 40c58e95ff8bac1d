"""Text of a module of the checkout as it stands in the wheel: below `evonumerics`, imports name the packages there."""

import ast
import re

MODULES = ("search_spaces", "evaluators", "evo", "results", "run")
PREFIX = "evonumerics."


def rewritten(text: str, file: str) -> str:
    """The module with `evonumerics.` before the project's packages where it imports them; every line keeps its number.

    Raises:
        ValueError: `import evo.graph` without `as` binds the name `evo`, which the wheel does not have.
    """
    lines = text.splitlines(keepends=True)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and _ours(node.module) and not node.level:
            lines[node.lineno - 1] = _moved(lines[node.lineno - 1], node.col_offset, "from", file)
        elif isinstance(node, ast.Import) and any(_ours(alias.name) for alias in node.names):
            if len(node.names) > 1 or node.names[0].asname is None:
                raise ValueError(
                    f"{file}:{node.lineno}: import it as `from PACKAGE import MODULE` or `import MODULE as NAME`"
                )
            lines[node.lineno - 1] = _moved(lines[node.lineno - 1], node.col_offset, "import", file)
    return "".join(lines)


def _ours(module: str | None) -> bool:
    return module is not None and module.partition(".")[0] in MODULES


def _moved(line: str, column: int, word: str, file: str) -> str:
    """A line with the prefix before the module's name, which stands behind the word at a column."""
    found = re.compile(rf"{word}\s+(?=\w)").match(line, column)
    if found is None:
        raise ValueError(f"{file}: no module's name behind {word!r} in {line!r}")
    return line[: found.end()] + PREFIX + line[found.end() :]
