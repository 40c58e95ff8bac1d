"""The environment of a process that runs a foreign file: what is named here, and nothing else of ours."""

import os
import site
from pathlib import Path

from results.sandbox.isolation import ROOT

KEPT = (
    *("PATH", "LANG", "LANGUAGE", "CC", "LD_LIBRARY_PATH", "XLA_FLAGS", "JAX_PLATFORMS", "JAX_ENABLE_X64"),
    *("CUDA_HOME", "CUDA_PATH", "CUDA_VISIBLE_DEVICES", "CUDA_DEVICE_ORDER", "NVIDIA_VISIBLE_DEVICES"),
    *("XLA_PYTHON_CLIENT_MEM_FRACTION", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"),
)
"""Variables that change how kernels are compiled and run, or where the compiler and the device are found."""
PLATFORMS = {"cpu": "cpu", "gpu": "cuda"}


def scrubbed(scratch: Path, device: str) -> dict[str, str]:
    """The environment for a device (auto, cpu, gpu), with a scratch folder as home."""
    kept = {name: value for name, value in os.environ.items() if name in KEPT or name.startswith("LC_")}
    ours = {
        "HOME": str(scratch),
        "TMPDIR": str(scratch),
        "PYTHONPATH": str(ROOT),
        "PYTHONUSERBASE": site.getuserbase(),
        "PYTHONDONTWRITEBYTECODE": "1",
        "XLA_PYTHON_CLIENT_PREALLOCATE": "false",
    }
    platform = {"JAX_PLATFORMS": PLATFORMS[device]} if device in PLATFORMS else {}
    return {**kept, **ours, **platform}
