"""Every reader of files and texts that come from strangers, with whole inputs to start from and a way to read one."""

import random
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from evo.run.runs import reopen
from results.library.kernel_index import KERNELS, entries
from results.record.record import RECORDS, read
from tests.evo.runs import crashed
from tests.hostile.mutations import by_token, by_value, mutated_bytes
from tests.results.reported import kernel_run, real_run

Mutate = Callable[[bytes, random.Random], bytes]
Arguments = tuple[str, ...]


@dataclass(frozen=True)
class Reader:
    """One reader.

    Attributes:
        name: By which failures name it.
        originals: Whole files or texts, by a name.
        mutations: How they are changed.
        commands: What reads a file: the arguments of the program, given the file's path and the folder around it.
        calls: What reads it without a command, which may raise ValueError, OSError or RuntimeError with a sentence.
        around: Makes the folder in which the file stands; None where it stands alone.
    """

    name: str
    originals: Callable[[], Mapping[str, bytes]]
    mutations: tuple[Mutate, ...]
    commands: tuple[Callable[[Path, Path], Arguments], ...] = ()
    calls: tuple[Callable[[Path, Path], object], ...] = ()
    around: Callable[[Path], None] | None = field(default=None)


@cache
def _records() -> dict[str, bytes]:
    """A record of each of some targets that holds all formats."""
    found = {}
    for name in ("exp2", "tan", "rsqrt"):
        paths = sorted((RECORDS / name).glob("*.json"))
        path = next(path for path in paths if read(path).verification("python") is not None)
        found[path.name] = path.read_bytes()
    return found


@cache
def _composed() -> dict[str, bytes]:
    return {"atan2.json": (KERNELS.parent / "composed" / "atan2.json").read_bytes()}


@cache
def _runs() -> Path:
    """A folder with three runs: one of a kernel, one in the reals, one that was interrupted."""
    folder = Path(tempfile.mkdtemp(prefix="evonumerics-hostile-"))
    kernel_run(folder / "kernel")
    real_run(folder / "real")
    crashed(folder / "crashed", 4)
    return folder


def _files_of(runs: tuple[str, ...], *names: str) -> Callable[[], Mapping[str, bytes]]:
    return lambda: {
        str(path.relative_to(_runs())): path.read_bytes()
        for path in sorted(_runs().rglob("*"))
        if path.relative_to(_runs()).parts[0] in runs and path.name in names
    }


def _copied_runs(folder: Path) -> None:
    shutil.copytree(_runs(), folder, dirs_exist_ok=True)


def _run_of(file: Path, folder: Path) -> Path:
    return folder / file.relative_to(folder).parts[0]


def _index() -> dict[str, bytes]:
    return {"index.json": (KERNELS / "index.json").read_bytes()[:40_000].rsplit(b"\n  },", 1)[0] + b"\n  }\n ]\n}\n"}


def _campaigns() -> dict[str, bytes]:
    examples = sorted((KERNELS.parent.parent / "evo" / "examples").glob("*.toml"))
    return {path.name: path.read_bytes() for path in examples if "gpu" not in path.name}


def _expressions() -> dict[str, bytes]:
    texts = ("exp(-x*x)", "x**3/(exp(x)-1)", "besselj(1, x)*sin(3*x)", "(1-cos(x))/x**2", "lambertw(x) + 0x1.8p-3")
    return {f"{number}.expr": text.encode() for number, text in enumerate(texts)}


def _exported() -> dict[str, bytes]:
    names = ("jax/exp2.py", "python/exp2.py", "c/exp2.h", "jax/atan2.py")
    return {name: (KERNELS / name).read_bytes() for name in names}


def _text_of(file: Path) -> str:
    return file.read_bytes().decode("utf-8", "surrogatepass").replace("\0", "\\0")


def _search_of_expression(file: Path, folder: Path) -> Arguments:
    return (
        "search",
        "--target-expr",
        _text_of(file),
        "--domain",
        "0.5,1",
        "--real",
        "--dry-run",
        "--out",
        f"{folder}/out",
    )


def _stated(file: Path, folder: Path) -> object:
    from results.verification.reading import read_bytes
    from results.verification.stated import read_statement

    return read_statement(read_bytes(file), file.suffix, None)


TEXTS = (by_token, mutated_bytes)
VALUES = (by_value, by_value, by_token, mutated_bytes)
SHOWN = (
    lambda file, folder: ("status", str(_run_of(file, folder))),
    lambda file, folder: ("show", str(_run_of(file, folder))),
    lambda file, folder: ("report", str(_run_of(file, folder)), "--format", "md"),
)
# fmt: off
READERS = {
    reader.name: reader
    for reader in (
        Reader("record", _records, VALUES, (lambda file, folder: ("export", str(file), "--to", "jax", "--out", str(folder / "out")),)),
        Reader("composed record", _composed, VALUES, (lambda file, folder: ("verify", str(file), "--exhaustive"),)),
        Reader("run directory", _files_of(("kernel", "real"), "front.json", "status.json", "archive.json", "comparison.json", "events.jsonl"), VALUES[2:], SHOWN, around=_copied_runs),
        Reader("run directory's values", _files_of(("kernel", "real"), "front.json", "status.json", "archive.json", "comparison.json", "record.json"), (by_value,), SHOWN, around=_copied_runs),
        Reader("campaign of a run", _files_of(("kernel", "real"), "campaign.toml"), TEXTS, SHOWN, around=_copied_runs),
        Reader("checkpoint", _files_of(("crashed",), "manifest.json", "events.jsonl"), (*TEXTS, ), calls=(lambda file, folder: reopen(_run_of(file, folder), {}, True, lambda _: None),), around=_copied_runs),
        Reader("index", _index, VALUES, calls=(lambda file, folder: entries(file.parent),)),
        Reader("campaign file", _campaigns, TEXTS, (lambda file, folder: ("search", str(file), "--dry-run", "--out", str(folder / "out")),)),
        Reader("expression", _expressions, (by_token,), (_search_of_expression,)),
        Reader("exported file", _exported, TEXTS, calls=(_stated,)),
    )
}
# fmt: on
