"""Shared objects from C text: compiled once for each compiler, flags, processor and text, kept in the user's cache."""

import hashlib
import os
import platform
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import NoReturn

from evaluators.backends import machine
from evaluators.files import user_cache
from evaluators.sealed_caches import read_sealed, write_sealed

NATIVE = ("-O3", *(("-march=native",) if platform.machine() in ("x86_64", "AMD64") else ()))


def compiler() -> str | None:
    """Path of $CC, cc, gcc or clang, the first that is here."""
    names = (os.environ.get("CC", "cc"), "gcc", "clang")
    return next((found for name in names if (found := shutil.which(name)) is not None), None)


def refuse_without_compiler() -> NoReturn:
    """Say what is missing here.

    Raises:
        RuntimeError: Always.
    """
    raise RuntimeError("no C compiler that works here: install gcc or clang, or name one in CC")


def compiler_version(path: str) -> str:
    """The first line of what a compiler says of itself, such as `gcc (Debian 12.2.0-14) 12.2.0`."""
    done = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=60, check=False)
    return done.stdout.splitlines()[0].strip() if done.returncode == 0 and done.stdout else "unknown"


def built(name: str, source: str, flags: tuple[str, ...], with_compiler: str | None = None) -> Path | None:
    """The shared object of a C text, or None where there is no compiler or it refuses the text."""
    path = with_compiler or compiler()
    if path is None:
        return None
    tag = hashlib.sha256(f"{path}\n{flags}\n{machine.isa()}\n{source}".encode()).hexdigest()[:16]
    shared = user_cache() / "c" / f"{name}-{tag}.so"
    if read_sealed(shared) is not None:
        return shared
    with tempfile.TemporaryDirectory() as work:
        (Path(work) / "source.c").write_text(source)
        command = [path, *flags, "-shared", "-fPIC", "-o", "built.so", "source.c", "-lm"]
        done = subprocess.run(command, cwd=work, capture_output=True, timeout=300, check=False)
        if done.returncode != 0:
            return None
        write_sealed(shared, (Path(work) / "built.so").read_bytes())  # loaders pass over what follows an object
    return shared
