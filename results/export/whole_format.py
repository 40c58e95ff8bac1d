"""Files of whole kernels: JAX, Python and C text of a program over words, with what was measured of it.

The JAX file defines a function of the target's name, and `f`, of a float32 array of any shape; it runs under jit and vmap. A
program over bits has no derivative: grad of a function of the target table is by its formula, of others it says so.
"""

from dataclasses import dataclass, fields

from evaluators.backends.c_backend import GUARDS, GUARDS_END
from evaluators.backends.whole import words_c, words_jax, words_numpy
from results.export.escaping import c_comment, c_string, python_docstring, visible
from results.export.header import constant, wrap
from results.export.jax_format import derivative_text_of
from search_spaces.targets import TARGETS
from search_spaces.whole.words import WordsProgram

JAX, PYTHON, C = "jax", "python", "c"
SUFFIXES = {JAX: ".py", PYTHON: ".py", C: ".h"}


@dataclass(frozen=True)
class WholeFacts:
    """Statements of a file about itself.

    Attributes:
        target: The function's name.
        definition: Where it is defined, in words.
        domain: Closed intervals of float32, both ends as hex floats.
        error: Kind of error.
        max_error: Largest error of that kind on the domain.
        max_ulp: Largest error in ulp; None of a conversion.
        wrong: Inputs whose result is not the exact value rounded to float32.
        wrong_zero_signs: Inputs that give a zero of the wrong sign.
        inputs: Inputs measured.
        exhaustive: Whether they are all of the domain.
        witness: Where the largest error is, as a hex float, or None.
        ops: Operations of the program.
        given: What the search was given.
        command: That finds it again.
        machine: That the errors were measured on.
    """

    target: str
    definition: str
    domain: tuple[tuple[str, str], ...]
    error: str
    max_error: float
    max_ulp: float | None
    wrong: int
    wrong_zero_signs: int
    inputs: int
    exhaustive: bool
    witness: str | None
    ops: int
    given: str
    command: str
    machine: str


_JAX_PUBLIC = '''\
def {target}(x):
    """{target} of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: The dtype, as jax.numpy takes the array, is not float32; convert it first.
    """
    given = jnp.asarray(x, dtype=jnp.float32) if isinstance(x, (int, float)) else jnp.asarray(x)
    if given.dtype != jnp.float32:
        raise TypeError(f"{target} takes float32 arrays, was given {{given.dtype}}; use x.astype(jnp.float32)")
    return _differentiable(given)


f = {target}
'''
_NO_DERIVATIVE = """\
@jax.custom_jvp
def _differentiable(x):
    return _kernel(x)


@_differentiable.defjvp
def _jvp(primals, tangents):
    raise TypeError("{target} is computed from bits, and no formula of its derivative is known here")
"""
_JIT = "# Compiled even where the caller is not: one operation at a time would round products before it adds them.\n@jax.jit\n"
_PYTHON_PUBLIC = '''\
def {target}(x):
    """{target} of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"{target} takes float32 arrays, was given {{given.dtype}}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(np.ascontiguousarray(given).view(np.uint32)), np.uint32).view(np.float32)


f = {target}
'''
_C_USE = """\
static inline float {name}(float x) {{ return words_as_float({name}_word(words_of_float(x))); }}

static inline void {name}_array(const float *x, float *y, size_t n) {{
    for (size_t i = 0; i < n; ++i) y[i] = {name}(x[i]);
}}
"""


def jax_code(program: WordsProgram, target: str, short: bool) -> str:
    """All of a JAX file that computes; the whole file adds words and constants alone."""
    printed = words_jax.print_words(program, "_kernel", short)
    derivative = _NO_DERIVATIVE.format(target=target)
    if target in TARGETS and TARGETS[target].derivative:
        derivative = derivative_text_of(TARGETS[target])
    parts = (printed.helpers, _JIT + printed.function, derivative, _JAX_PUBLIC.format(target=target))
    code = "\n\n\n".join(part.rstrip() for part in parts if part) + "\n"
    imports = ["import jax", "import jax.numpy as jnp", "import numpy as np", "from jax import lax"]
    if "jax.scipy.special." in code:
        imports.insert(2, "import jax.scipy.special")
    if "functools." in code:
        imports = ["import functools", "", *imports]
    return "\n".join(imports) + "\n\n\n" + code


def jax_text(program: WordsProgram, facts: WholeFacts, short: bool) -> str:
    """The text of the JAX file."""
    imports, _, code = jax_code(program, facts.target, short).partition("\n\n\n")
    head = python_docstring(sentences(facts))
    return f"{head}\n{imports}\n\n{_constants(program, facts)}\n\n\n{code}"


def python_text(program: WordsProgram, facts: WholeFacts) -> str:
    """The text of the Python file, on NumPy alone."""
    printed = words_numpy.print_words(program, "_kernel")
    parts = (printed.helpers, printed.function, _PYTHON_PUBLIC.format(target=facts.target))
    code = "\n\n\n".join(part.rstrip() for part in parts if part)
    return f"{python_docstring(sentences(facts))}\n{printed.imports}\n\n{_constants(program, facts)}\n\n\n{code}\n"


def c_text(program: WordsProgram, facts: WholeFacts) -> str:
    """The text of the C header."""
    name = f"{facts.target}_f32"
    printed = words_c.print_words(program, f"{name}_word")
    guard = f"{name}_{program.hash}".upper()
    use = f"Use: float {name}(float), and void {name}_array(const float *x, float *y, size_t n) with y = x allowed."
    parts = (
        c_comment([*sentences(facts), "", use]),
        f"#ifndef {guard}\n#define {guard}",
        f"#define {name.upper()}_PROGRAM {c_string(program.hash)}",
        printed.imports,
        GUARDS,
        printed.helpers,
        printed.function,
        _C_USE.format(name=name),
        GUARDS_END,
        "#endif",
    )
    return "\n\n".join(part.rstrip() for part in parts) + "\n"


def sentences(facts: WholeFacts) -> list[str]:
    """The lines of a file's header: bound, witness, domain, what was given, the command."""
    parts = " and ".join(f"[{low}, {high}]" for low, high in facts.domain)
    over = "every one" if facts.exhaustive else "a sample"
    zeros = f", and {facts.wrong_zero_signs:,} zeros of the wrong sign" if facts.wrong_zero_signs else ""
    if facts.error == "wrong":
        bound = f"{facts.wrong:,} wrong results{zeros}, over {over} of {facts.inputs:,} inputs."
    else:
        ulp = "" if facts.max_ulp is None else f" ({facts.max_ulp:.4g} ulp)"
        bound = f"largest {facts.error} error {facts.max_error:.6g}{ulp}, over {over} of {facts.inputs:,} inputs."
    lines = [wrap(f"{facts.target} for float32 arrays, a whole kernel of {facts.ops} operations: {bound}"), ""]
    if facts.witness is not None:
        lines.append(f"Witness of the bound: x = {visible(facts.witness)}.")
    return [
        *lines,
        wrap(f"Domain: {visible(parts)}. Outside it the result is whatever the operations give."),
        wrap(f"Measured on {visible(facts.machine)}."),
        wrap(f"Definition: {visible(facts.definition)}."),
        wrap(f"Found by search: all of it, from y = x over 32-bit words. Given: {visible(facts.given)}."),
        f"Reproduce: {visible(facts.command)}",
    ]


def _constants(program: WordsProgram, facts: WholeFacts) -> str:
    """The constants that scripts read."""
    rows = {field.name.upper(): getattr(facts, field.name) for field in fields(facts)}
    del rows["DEFINITION"], rows["COMMAND"], rows["MACHINE"]
    rows |= {"KERNEL": program.hash, "PROGRAM": str(program)}
    return "\n".join(constant(name, value) for name, value in rows.items())
