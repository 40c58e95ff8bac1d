"""Float32 functions for jax, proved on every float32: `evonumerics.sin(x)`, `evonumerics.install()`, `evonumerics.pick("exp", rtol=2**-8)`.

    import evonumerics
    evonumerics.sin(x)                    # the kernel of a function
    evonumerics.exp2_f32_1u0(x)           # the fastest within 1.0 ulp
    print(evonumerics.install())          # kernels under jax.numpy itself, where they are faster here; uninstall() takes them away
    evonumerics.pick("exp", rtol=2**-8)   # the fastest within a tolerance

Needs jax and numpy. The command line, and what it searches and verifies with: pip install "evonumerics[search]".
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from results.kernels import install, installed, pick, time_here, uninstall

__all__ = ["install", "installed", "pick", "time_here", "uninstall"]


def __getattr__(name: str) -> Any:
    """A function or a kernel; the library is imported when one is first asked for."""
    if name.startswith("_"):
        raise AttributeError(f"module 'evonumerics' has no attribute {name!r}")
    from results import kernels

    return getattr(kernels, name)


def __dir__() -> list[str]:
    from results import kernels

    return sorted({*globals(), *dir(kernels)})
