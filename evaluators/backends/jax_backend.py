"""The JAX backend: text whose XLA-compiled form has exactly the roundings of the program.

XLA on the CPU rewrites float arithmetic even with fast-math off, so the text guards three things:

- float constants pass through one `optimization_barrier`, in one array: what the compiler cannot see it cannot re-associate or
  fold ((x + C) - C stays; evaluators/backends/jax_constants.py). Integers are exact whatever becomes of them, and a shift by a
  number that the compiler does not see would be a loop with a branch;
- a product that feeds an addition and must be rounded is bounded by the largest float32, which stops its contraction
  into an fma (an infinite product becomes that bound). A hidden -0 added instead costs nothing and fails inside a loop, where
  code generation sees it, drops it and contracts. The product of an `fma` is used once and next to its addition, which is
  what code generation contracts;
- a quotient or root that feeds another, or a product, or is used twice, has -0 added to it, which changes nothing and, as a
  constant behind the barrier, is not seen through: (a / b) / c would become a / (b * c), and what is costly and has several
  uses would begin a loop of its own, in which what the loops share is computed again.

What it cannot keep is arithmetic that XLA does at compile time: x / c with a constant c becomes x * (1/c), and a product
of two constants is rounded before it is added; and a product that occurs twice, up to sign, is shared, so that an fma of it
is not contracted. Such programs are refused; canonical form and lowering write none of them.

A program with a cold part becomes two functions, and an array takes the whole one when an element needs it. Under vmap the
condition stays one for the whole batch (a batched `lax.cond` would run both branches); grad is the exporter's business.

`evaluators/backends` claims bit-for-bit equality with the compiled interpreter; the op-table test holds it to that.
"""

import os
from dataclasses import replace
from types import ModuleType
from typing import Any

import numpy as np

from evaluators.backends import machine
from evaluators.backends.jax_constants import NOTHING, constant_lines
from evaluators.backends.jax_patterns import OnPatterns
from evaluators.backends.printing import (
    Printed,
    instruction_text,
    known_template,
    require_float32,
    return_line,
    use_counts,
)
from evaluators.backends.readable import names_of, python_lines
from evaluators.report import Fingerprint
from search_spaces.programs.lowering import ordinary, shared_products
from search_spaces.programs.parts import ProgramError
from search_spaces.programs.program import Program

NAME = "jax"
_IMPORTS = "import jax\nimport jax.numpy as jnp\nimport numpy as np\nfrom jax import lax"
_COLD_IMPORTS = "import functools\n\n" + _IMPORTS + "\nfrom jax.custom_batching import custom_vmap"
_LARGEST = "np.float32(float.fromhex('0x1.fffffep+127'))"


def print_program(program: Program, name: str = "kernel", one_by_one: bool = False) -> Printed:
    """The program as a JAX function over float32 arrays of any one shape; jit and vmap apply as usual.

    Args:
        program: A float32 program.
        name: The function's.
        one_by_one: Whether each constant has a barrier of its own: slower, and what the text that ships is compared with.

    Raises:
        ProgramError: The program is not float32, or leaves arithmetic on constants to the compiler.
    """
    require_float32(program)
    if program.cold is None:
        return Printed(_IMPORTS, "", _function(program, name, one_by_one))
    whole, least = replace(program, cold=None), 0x00800000 + int(np.float32(program.cold.threshold).view(np.int32))
    helpers = (
        _function(ordinary(program), f"{name}_ordinary", one_by_one),
        _function(whole, f"{name}_whole", one_by_one),
        _COLD.format(name=name, least=least),
    )
    return Printed(_COLD_IMPORTS, "\n\n".join(helpers), f"def {name}(x):\n    return {name}_by_size(x)\n")


_COLD = '''\
def {name}_is_cold(x):
    """True if an element needs the whole kernel; by slices, which XLA turns into vector code."""
    # Infinities and nan do not: adding 2**23 wraps them below zero.
    bits = (lax.bitcast_convert_type(x, jnp.int32) & np.int32(0x7FFFFFFF)) + np.int32(0x00800000)
    if all(isinstance(length, int) for length in x.shape):  # symbolic lengths, of jax.export, cannot be compared
        bits = bits.reshape(-1)
        while bits.size > 16:
            width = -(-bits.size // 8)
            starts = (min(i * width, bits.size - width) for i in range(8))
            bits = functools.reduce(jnp.maximum, [lax.slice(bits, (i,), (i + width,)) for i in starts])
            bits = lax.optimization_barrier(bits)  # two rounds in one loop would read 64 places far apart
    return jnp.any(bits >= np.int32({least}))


@custom_vmap
def {name}_by_size(x):
    y = {name}_ordinary(x)
    return lax.cond({name}_is_cold(x), lambda x, y: {name}_whole(x), lambda x, y: y, x, y)


@{name}_by_size.def_vmap
def {name}_batched(axis_size, in_batched, x):
    return {name}_by_size(x), True
'''


def _function(program: Program, name: str, one_by_one: bool) -> str:
    _refuse_compile_time_rounding(program)
    names, kept = names_of(program), _kept_apart(program)
    lines = [f"def {name}({', '.join(port.name for port in program.inputs)}):"]
    lines += constant_lines(program, names, bool(kept), one_by_one)

    def write(position: int, texts: list[str]) -> str:
        apart = f" + {NOTHING}" if program.first_instr + position in kept else ""
        return _guarded(program, position, texts) + apart

    written = python_lines(program, write)
    if any(_LARGEST in line for line in written):
        lines.append("    # A product bounded by the largest float32 is rounded: XLA does not contract it into an fma.")
    lines += written
    lines.append(return_line(program, names))
    return "\n".join(lines) + "\n"


def _refuse_compile_time_rounding(program: Program) -> None:
    depends = program.depends_on_input()
    for position, instr in enumerate(program.instrs):
        if instr.op == "div" and not depends[instr.args[1]]:
            raise ProgramError(f"instruction {position} divides by a constant; write a product with its reciprocal")
        if instr.op == "fma" and not any(depends[arg] for arg in instr.args[:2]):
            raise ProgramError(f"instruction {position} is an fma of two constants; fold their product")
    if shared := shared_products(program):
        names = " and ".join(program.names()[f] for f in min(shared))
        raise ProgramError(f"the product of {names} occurs twice, once in an fma; share it")


def _guarded(program: Program, position: int, names: list[str]) -> str:
    """One instruction, with the guard that its value's uses call for."""
    text = instruction_text(program, position, known_template(program, position, "jax"), names)
    index = program.first_instr + position
    instr = program.instrs[position]
    if instr.op == "mul" and _may_contract(program, index):
        square = instr.args[0] == instr.args[1]  # a bound from below would be folded away: squares are not negative
        return f"lax.min({text}, {_LARGEST})" if square else f"lax.max({text}, -{_LARGEST})"
    return text


def _kept_apart(program: Program) -> set[int]:
    """Quotients and roots that XLA would merge with what they feed, or compute in a loop of their own."""
    uses = use_counts(program)
    return {
        index
        for index, instr in enumerate(program.instrs, program.first_instr)
        if instr.op in ("div", "sqrt") and (uses[index] > 1 or _feeds(program, index, ("div", "mul", "sqrt")))
    }


def _may_contract(program: Program, index: int) -> bool:
    """True if code generation could merge this product with an addition, here or in a caller."""
    returned = any(out.value == index for out in program.outputs)
    additive = returned or _feeds(program, index, ("add", "sub", "neg")) or _is_addend(program, index)
    # Each of several outputs may become a loop of its own, with its own copy of the product.
    several = len(program.outputs) > 1
    return additive and (several or use_counts(program)[index] == 1)


def _feeds(program: Program, index: int, ops: tuple[str, ...]) -> bool:
    return any(instr.op in ops and index in instr.args for instr in program.instrs)


def _is_addend(program: Program, index: int) -> bool:
    return any(instr.op == "fma" and instr.args[2] == index for instr in program.instrs)


def load(text: str) -> dict[str, Any]:
    """The names a printed module defines."""
    module = ModuleType("printed")
    exec(compile(text, "<printed jax kernel>", "exec"), module.__dict__)
    return module.__dict__


def compile_program(program: Program) -> OnPatterns:
    """The printed text under jax.jit, taking and giving NumPy arrays; compiled once for each length."""
    return OnPatterns(load(print_program(program).module)["kernel"])


def dispatch_inline() -> None:
    """Have this process run CPU computations in the calling thread; call it before the first computation.

    A hand-over to another thread costs up to 60 us a call when that thread sleeps, which would drown short timings.
    """
    import jax

    jax.config.update("jax_cpu_enable_async_dispatch", False)


def platform() -> str:
    """Kind of device that this process computes on by default: cpu, gpu."""
    import jax

    return jax.default_backend()


def fingerprint() -> Fingerprint:
    """Fingerprint of XLA on the default device of this process: results are valid under it."""
    import jax

    device = jax.devices()[0]
    scale = jax.jit(lambda x, factor: x * factor)
    ftz, daz = machine.probe_flushing(lambda x, factor: np.asarray(scale(x, factor)))
    name = machine.cpu_name() if device.platform == "cpu" else device.device_kind
    versions = machine.versions("jax", "jaxlib", "numpy")
    flags = tuple(sorted(os.environ.get("XLA_FLAGS", "").split()))
    return Fingerprint(
        backend=f"{NAME}-{device.platform}",
        isa=machine.isa(),
        device=name,
        versions=versions,
        flags=flags,
        vector_bits=None,
        ftz=ftz,
        daz=daz,
    )
