"""Cache files that are believed only whole: data with its SHA-256 at the end. What is damaged is set aside and made again.

A check sum finds damage, not forgery: against that stands the folder (evaluators/private_folder.py).
"""

import contextlib
import hashlib
import json
import math
from pathlib import Path
from typing import Any

from evaluators.files import write_atomic_bytes

DIGEST_BYTES = 32


def write_sealed(path: Path, data: bytes) -> None:
    """Keep data under a path, whole or not at all.

    Raises:
        OSError: The folder cannot be written or the disk is full.
    """
    write_atomic_bytes(path, data + hashlib.sha256(data).digest())


def read_sealed(path: Path) -> bytes | None:
    """The data of a path; None where there is none, or it is damaged and now set aside."""
    try:
        kept = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError:
        kept = b""
    data, digest = kept[:-DIGEST_BYTES], kept[-DIGEST_BYTES:]
    if hashlib.sha256(data).digest() == digest:
        return data
    set_aside(path)
    return None


def set_aside(path: Path) -> None:
    """Rename a damaged file to NAME.damaged, for whoever wants to know; where it cannot be renamed it stays."""
    with contextlib.suppress(OSError):
        path.replace(path.with_name(f"{path.name}.damaged"))


def read_numbers(path: Path, cached: bool = True) -> dict[str, float]:
    """Positive finite numbers by name, from a JSON object; none where the file is absent or anything else.

    Args:
        path: The file.
        cached: Whether a damaged one is set aside; else it stays.
    """
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
        if _are_numbers(value):
            return {name: float(number) for name, number in value.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError, OverflowError):
        pass
    if cached:
        set_aside(path)
    return {}


def _are_numbers(value: Any) -> bool:
    return isinstance(value, dict) and all(
        type(number) in (int, float) and 0.0 < number < math.inf for number in value.values()
    )
