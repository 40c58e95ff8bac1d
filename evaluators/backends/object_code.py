"""The inner loop that XLA compiles a kernel to, as llvm-mca rates it; None where the tools or the format are missing."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

ITERATIONS = 200
_LINE = re.compile(r"^\s*([0-9a-f]+):\s+(\S.*?)\s*$")
_JUMP = re.compile(r"^j[a-z]+\s+([0-9a-f]+)")
_WIDTHS = {"ymm": 8, "zmm": 16}


def cycles_per_element(function: Callable[..., Any], vector_bits: int | None = None) -> float | None:
    """Cycles that llvm-mca predicts for one element of a vectorised loop on this machine's processor."""
    tools = [shutil.which(name) for name in ("objdump", "llvm-mca")]
    if None in tools:
        return None
    with tempfile.TemporaryDirectory() as folder:
        texts = [_disassembled(path) for path in _objects(function, vector_bits, Path(folder))]
        cycles = [_predicted(loop, Path(folder)) for text in texts for loop in main_loops(text)]
    known = [value for value in cycles if value is not None]
    return sum(known) if known and len(known) == len(cycles) else None


def main_loops(text: str) -> list[list[str]]:
    """Innermost loop of each function with the most vector instructions: a kernel may be several functions."""
    loops = [max(inner_loops(part), key=_vector_instructions, default=[]) for part in text.split(">:\n")]
    return [loop for loop in loops if sum(map(_stored, loop))]


def _predicted(loop: list[str], folder: Path) -> float | None:
    source = folder / "loop.s"
    source.write_text("\n".join(loop) + "\n")
    found = re.search(r"Total Cycles:\s+(\d+)", _output("llvm-mca", f"-iterations={ITERATIONS}", str(source)))
    return int(found[1]) / ITERATIONS / sum(map(_stored, loop)) if found else None


def _objects(function: Callable[..., Any], vector_bits: int | None, folder: Path) -> list[Path]:
    import jax

    options: dict[str, str | bool] = {"xla_dump_to": str(folder)}
    if vector_bits is not None:
        options["xla_cpu_prefer_vector_width"] = str(vector_bits)
    jax.jit(function, compiler_options=options).lower(np.zeros(4096, np.float32)).compile()
    return sorted(folder.glob("*.o"))


def _disassembled(path: Path) -> str:
    return _output("objdump", "-d", "--no-show-raw-insn", str(path))


def _output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False).stdout


def inner_loops(text: str) -> list[list[str]]:
    """Instructions of every loop that holds no other, without its jumps, from the text of a disassembler."""
    lines = [(int(m[1], 16), m[2]) for m in map(_LINE.match, text.splitlines()) if m]
    starts = {address: i for i, (address, _) in enumerate(lines)}
    backward = []
    for i, (address, instruction) in enumerate(lines):
        target = int(m[1], 16) if (m := _JUMP.match(instruction)) else None
        if target is not None and target <= address and target in starts:
            backward.append((starts[target], i))
    innermost = [(a, b) for a, b in backward if not any(a <= c and d < b for c, d in backward)]
    return [[_bare(t) for _, t in lines[a:b] if not t.startswith("j")] for a, b in innermost]


def _bare(instruction: str) -> str:
    return re.sub(r"\s*(#|<).*$", "", instruction)


def _vector_instructions(loop: list[str]) -> int:
    return sum(any(name in line for name in _WIDTHS) for line in loop)


def _stored(line: str) -> int:
    """Elements that an instruction stores, elsewhere than on the stack."""
    match = re.match(r"vmov\w+\s+%(ymm|zmm)\d+,.*\((?!%rsp\)|%rbp\)).*\)$", line)
    return _WIDTHS[match[1]] if match else 0
