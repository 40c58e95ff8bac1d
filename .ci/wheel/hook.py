"""The wheel's build hook: the checkout's packages below `evonumerics`, which is all that appears in site-packages.

An editable install holds the two files of evonumerics/ beside this one, and finds the packages in the checkout.
"""

import shutil
import tempfile
from pathlib import Path
from runpy import run_path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

HERE = Path(__file__).resolve().parent
PACKAGES = ("search_spaces", "evaluators", "evo", "results")
LEFT_OUT = ("results/runs/", "results/report/pictures/", "results/kernels/python/__pycache__/")


class WheelHook(BuildHookInterface):
    """Says which file stands where in the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fill the map from files to their places."""
        self.made = Path(tempfile.mkdtemp(prefix="evonumerics-wheel-"))
        build_data["force_include_editable"] = {str(HERE / "evonumerics"): "evonumerics"}
        if version != "editable":
            build_data["force_include"] = dict(self._placed(path) for path in self._files())

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the rewritten files."""
        shutil.rmtree(self.made)

    def _files(self) -> list[Path]:
        root = Path(self.root)
        found = [path for package in PACKAGES for path in sorted((root / package).rglob("*")) if path.is_file()]
        kept = [path for path in found if "__pycache__" not in path.parts]
        names = {path: str(path.relative_to(root)) for path in kept}
        own = sorted((HERE / "evonumerics").glob("*.py"))
        return [*own, root / "run.py", *(path for path, name in names.items() if not name.startswith(LEFT_OUT))]

    def _placed(self, path: Path) -> tuple[str, str]:
        """A file and its place in the wheel; a Python file whose imports change is a new one."""
        base = HERE / "evonumerics" if path.is_relative_to(HERE) else Path(self.root)
        place = Path("evonumerics", path.relative_to(base))
        if path.suffix != ".py":
            return str(path), str(place)
        text = path.read_text(encoding="utf-8")
        changed = run_path(str(HERE / "rewrite.py"))["rewritten"](text, str(path))
        if changed == text:
            return str(path), str(place)
        made = self.made / place
        made.parent.mkdir(parents=True, exist_ok=True)
        made.write_text(changed, encoding="utf-8")
        return str(made), str(place)
