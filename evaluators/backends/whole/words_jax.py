"""Programs of words as JAX text for XLA on the CPU, in two forms.

The total form holds every value as an int32 word and spells the rules of words out: its bits are those of the definition for
every word. The short form holds floats as floats and leaves to XLA what XLA does by itself on the CPU, where subnormals
are flushed: it is what anybody would write, and may differ where NaN arises or a subnormal word is moved. A sweep decides
which of the two a file has.

What XLA must not do is kept from it as in evaluators/backends/jax_backend.py: float constants stand behind a barrier, and a
product that feeds an addition is bounded, or in the total form chosen, so that it is not contracted. The product of an
fma is used once. Where it occurs twice, or may have constants alone as factors, or a divisor may be a constant, an operand is
hidden: combined with a number that is 0 for every x, as one of two neighbouring integers is even, and no compiler knows.
"""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np

from evaluators.backends.printing import Printed
from evaluators.backends.whole.words_plan import ARITHMETIC, Plan, plan_of
from search_spaces.whole.word_ops import FLOAT_WORD, WORD_OPS, Words, flushed
from search_spaces.whole.words import WordsInstr, WordsProgram

NAME = "jax"
IMPORTS = "import jax\nimport jax.numpy as jnp\nimport numpy as np\nfrom jax import lax"
_LARGEST = "np.float32(float.fromhex('0x1.fffffep+127'))"
NOTHING = "nothing"

_AS_FLOAT = """\
def _as_float(word):
    return lax.bitcast_convert_type(word, jnp.float32)
"""
_AS_WORD = """\
def _as_word(value):
    return lax.bitcast_convert_type(value, jnp.int32)
"""
_FLOAT = '''\
def _float(word):
    """Words as float32, subnormals as zeros of their sign."""
    return _as_float(jnp.where((word & np.int32(0x7F800000)) == 0, word & np.int32(-(2**31)), word))
'''
_WORD = '''\
def _word(value):
    """Words of results of arithmetic: subnormals are zeros of their sign, NaN is one word."""
    word = _as_word(value)
    size = word & np.int32(0x7FFFFFFF)
    word = jnp.where(size < 0x00800000, word & np.int32(-(2**31)), word)
    return jnp.where(size > 0x7F800000, np.int32(0x7FC00000), word)
'''
_TO_INT = '''\
def _to_int(value):
    """int32 toward zero, saturated; 0 for NaN."""
    low, high = np.float32(-(2.0**31)), np.float32(2.0**31)
    inside = jnp.where((value >= low) & (value < high), value, np.float32(0)).astype(jnp.int32)
    return jnp.where(value >= high, np.int32(2**31 - 1), jnp.where(value < low, np.int32(-(2**31)), inside))
'''
_ROUND = '''\
def _round(value):
    """The nearest integer, ties to even."""
    return lax.round(value, lax.RoundingMethod.TO_NEAREST_EVEN)
'''
_NEEDS = {
    "_as_float": (_AS_FLOAT, ()),
    "_as_word": (_AS_WORD, ()),
    "_float": (_FLOAT, ("_as_float",)),
    "_word": (_WORD, ("_as_word",)),
    "_to_int": (_TO_INT, ()),
    "_round": (_ROUND, ()),
}
_COUNT = "({b} & np.int32(31))"
# fmt: off
_INTEGERS = {
    "iadd":     "{a} + {b}",
    "isub":     "{a} - {b}",
    "shl":      "lax.shift_left({a}, {b})",
    "shr":      "lax.shift_right_arithmetic({a}, {b})",
    "ushr":     "lax.shift_right_logical({a}, {b})",
    "iand":     "{a} & {b}",
    "ior":      "{a} | {b}",
    "ixor":     "{a} ^ {b}",
}
TOTAL = _INTEGERS | {
    "add":      "_word({a} + {b})",
    "sub":      "_word({a} - {b})",
    "mul":      "_word({a} * {b})",
    "fma":      "_word({a} * {b} + {c})",
    "div":      "_word({a} / {b})",
    "sqrt":     "_word(lax.sqrt({a}))",
    "neg":      "{a} ^ np.int32(-(2**31))",
    "abs":      "{a} & np.int32(0x7FFFFFFF)",
    "min":      "_word(jnp.where({b} < {a}, {b}, {a}))",
    "max":      "_word(jnp.where({a} < {b}, {b}, {a}))",
    "round":    "_word(_round({a}))",
    "to_int":   "_to_int({a})",
    "to_float": "_as_word({a}.astype(jnp.float32))",
    "lt":       "({a} < {b}).astype(jnp.int32)",
    "select":   "jnp.where({a} != 0, {b}, {c})",
}
SHORT = _INTEGERS | {
    "add":      "{a} + {b}",
    "sub":      "{a} - {b}",
    "mul":      "{a} * {b}",
    "fma":      "{a} * {b} + {c}",
    "div":      "{a} / {b}",
    "sqrt":     "lax.sqrt({a})",
    "neg":      "-{a}",
    "abs":      "jnp.abs({a})",
    "min":      "jnp.where({b} < {a}, {b}, {a})",
    "max":      "jnp.where({a} < {b}, {b}, {a})",
    "round":    "_round({a})",
    "to_int":   "{a}.astype(jnp.int32)",
    "to_float": "{a}.astype(jnp.float32)",
    "lt":       "({a} < {b}).astype(jnp.int32)",
    "select":   "jnp.where({a} != 0, {b}, {c})",
}
# fmt: on
_SHIFTS = ("shl", "shr", "ushr")
_ADDITIVE = ("add", "sub", "neg", "abs", "select", "min", "max")
"""Operations through which a product may reach an addition."""


def print_words(program: WordsProgram, name: str = "kernel", short: bool = False) -> Printed:
    """The program as a JAX function of a float32 array of any shape: the total form, or the short one."""
    return (_Short if short else _Total)(plan_of(program), name).printed()


class _Total:
    """The total form."""

    templates = TOTAL

    def __init__(self, plan: Plan, name: str) -> None:
        self.plan, self.program, self.function = plan, plan.program, name
        self.hidden = {
            position for position, instr in enumerate(self.program.instrs) if self.must_hide(position, instr)
        }

    def must_hide(self, position: int, instr: WordsInstr) -> bool:
        """True if an operand of an instruction must be kept from the compiler."""
        if instr.op == "fma":  # factors other than x may turn out to be constants, as select(x, 2.0, 2.0) does
            return position in self.plan.shared or 0 not in instr.args[:2]
        return instr.op == "div" and instr.args[1] != 0

    def printed(self) -> Printed:
        """The whole text."""
        body = [self.line(position, instr) for position, instr in enumerate(self.program.instrs)]
        hides = any(NOTHING in line for line in body)
        lines = [f"def {self.function}(x):", *self.first_lines(hides), *self.constant_lines(), *body]
        function = "\n".join([*lines, f"    return {self.result()}"]) + "\n"
        return Printed(IMPORTS, _helpers(function), function)

    def first_lines(self, hides: bool) -> list[str]:
        """Lines before the constants."""
        lines = ["    x = _as_word(x)"]
        if hides:
            lines.append(f"    {NOTHING} = x * (x + np.int32(1)) & np.int32(1)  # always 0")
        return lines

    def constant_lines(self) -> list[str]:
        """Integers as they are, floats behind a barrier."""
        reads = dict.fromkeys(
            (a, self.read_kind(instr, j))
            for instr in self.program.instrs
            for j, a in enumerate(instr.args)
            if self.plan.is_constant(a) and not (instr.op in _SHIFTS and j == 1)
        )
        integers = [a for a, kind in reads if kind != FLOAT_WORD]
        floats = [a for a, kind in reads if kind == FLOAT_WORD]
        lines = [f"    {self.plan.name(a)} = {_integer(self.plan.word(a))}" for a in integers]
        if not floats:
            return lines
        names = ", ".join(self.float_name(a) for a in floats)
        lines.append("    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.")
        lines.append(f"    ({names},) = lax.optimization_barrier((")
        lines += [f"        {_float_constant(self.plan.word(a))}," for a in floats]
        return [*lines, "    ))"]

    def float_name(self, value: int) -> str:
        """The name of a constant that is read as a float."""
        return self.plan.name(value).replace("c", "f")

    def read_kind(self, instr: WordsInstr, j: int) -> str:
        """The letter by which an instruction reads an operand: neg, abs and select move words."""
        return "i" if instr.op in ("neg", "abs", "select") else WORD_OPS[instr.op].args[j]

    def operand(self, position: int, instr: WordsInstr, j: int) -> str:
        """An operand's text."""
        value, kind = instr.args[j], self.read_kind(instr, j)
        if instr.op in _SHIFTS and j == 1:
            return self.count(value)
        hides = position in self.hidden and j == (1 if instr.op == "div" else 0)
        if hides:
            return self.out_of_sight(value, position)
        if self.plan.is_constant(value):
            return self.float_name(value) if kind == FLOAT_WORD else self.plan.name(value)
        if instr.op == "to_float":
            return self.counted(value)
        return self.reading(value, kind)

    def counted(self, value: int) -> str:
        """The integer that to_float takes."""
        return f"({self.plan.name(value)} ^ {NOTHING})" if self.may_be_constant(value) else self.plan.name(value)

    def count(self, value: int) -> str:
        """A shift count; one that the compiler sees costs nothing."""
        if self.plan.is_constant(value):
            return f"np.int32({self.plan.word(value) & 31})"
        return f"{self.reading(value, 'i')} & np.int32(31)"

    def out_of_sight(self, value: int, position: int) -> str:
        """A float operand that no compiler sees through; equal ones in two places are two values to it."""
        shift = f" ^ ({NOTHING} << {position % 31})" if position else f" ^ {NOTHING}"
        if self.plan.is_constant(value):
            word = int(flushed(np.array([self.plan.word(value)], np.uint32))[0])
            return f"_as_float({_integer(word)}{shift})"
        reads = self.word_reading(value)
        return f"_float({reads}{shift})"

    def word_reading(self, value: int) -> str:
        """A value as a word."""
        return self.plan.name(value)

    def reading(self, value: int, kind: str) -> str:
        """A value as an operation reads it."""
        name = self.plan.name(value)
        if kind != FLOAT_WORD:
            return name
        if self.may_be_constant(value):
            name = f"{name} ^ {NOTHING}"
        return f"_as_float({name})" if value in self.plan.clean else f"_float({name})"

    def may_be_constant(self, value: int) -> bool:
        """True of words that no arithmetic made: a compiler may find one to be 0 whatever x is, and then drop a sum with it."""
        return value > 0 and self.program.instrs[value - self.program.first_instr].op not in ARITHMETIC

    def line(self, position: int, instr: WordsInstr) -> str:
        """One instruction."""
        texts = [self.operand(position, instr, j) for j in range(len(instr.args))]
        text = self.templates[instr.op].format(**dict(zip("abc", texts, strict=False)))
        return f"    {self.plan.name(self.program.first_instr + position)} = {text}"

    def result(self) -> str:
        """The returned value, as float32."""
        out = self.program.output
        if self.plan.is_constant(out):
            return f"_as_float(jnp.full_like(x, {_integer(self.plan.word(out))}))"
        return f"_as_float({self.plan.name(out)})"


class _Short(_Total):
    """The short form: values are held as they are made, and x as the float that it is."""

    templates = SHORT

    def __init__(self, plan: Plan, name: str) -> None:
        self.kinds: dict[int, str] = {0: FLOAT_WORD}
        for place, instr in enumerate(plan.program.instrs, plan.program.first_instr):
            self.kinds[place] = self._made(plan, instr)
        super().__init__(plan, name)

    def must_hide(self, position: int, instr: WordsInstr) -> bool:
        """See above; what turns out to be a constant is left to the sweep that compares the bits."""
        if instr.op == "fma":
            return position in self.plan.shared or all(map(self.plan.is_constant, instr.args[:2]))
        return instr.op == "div" and self.plan.is_constant(instr.args[1])

    def _made(self, plan: Plan, instr: WordsInstr) -> str:
        if instr.op == "select":
            arms = [FLOAT_WORD if plan.is_constant(a) else self.kinds[a] for a in instr.args[1:]]
            return FLOAT_WORD if FLOAT_WORD in arms else "i"
        return WORD_OPS[instr.op].result

    def first_lines(self, hides: bool) -> list[str]:
        """See above."""
        if not hides:
            return []
        word = "_as_word(x)"
        return [f"    {NOTHING} = {word} * ({word} + np.int32(1)) & np.int32(1)  # always 0"]

    def read_kind(self, instr: WordsInstr, j: int) -> str:
        """See above."""
        if instr.op == "select" and j:
            return self._made(self.plan, instr)
        return WORD_OPS[instr.op].args[j]

    def word_reading(self, value: int) -> str:
        """See above."""
        return self.reading(value, "i")

    def counted(self, value: int) -> str:
        """See above."""
        return self.reading(value, "i")

    def reading(self, value: int, kind: str) -> str:
        """See above."""
        name = self.plan.name(value)
        if self.kinds[value] == kind:
            return name
        return f"_as_float({name})" if kind == FLOAT_WORD else f"_as_word({name})"

    def line(self, position: int, instr: WordsInstr) -> str:
        """See above; a product that may reach an addition is bounded."""
        made = super().line(position, instr)
        if instr.op != "mul" or not self._may_contract(self.program.first_instr + position):
            return made
        name, text = made.strip().split(" = ", 1)
        if instr.args[0] == instr.args[1]:  # a bound from below would be folded away: squares are not negative
            return f"    {name} = lax.min({text}, {_LARGEST})"
        return f"    {name} = lax.max({text}, -{_LARGEST})"

    def _may_contract(self, value: int) -> bool:
        if value == self.program.output:
            return True
        return any(
            value in (instr.args if instr.op in _ADDITIVE else instr.args[2:] if instr.op == "fma" else ())
            for instr in self.program.instrs
        )

    def result(self) -> str:
        """See above."""
        out = self.program.output
        if self.plan.is_constant(out):
            return f"jnp.full_like(x, {_float_constant(self.plan.word(out)).split('  #')[0]})"
        return self.reading(out, FLOAT_WORD)


def _integer(word: int) -> str:
    signed = word - (word >> 31 << 32)
    return f"np.int32({signed})" if -1024 < signed < 1024 else f"np.uint32(0x{word:08X}).view(np.int32)"


def _float_constant(word: int) -> str:
    """A constant read as a float, flushed; its exact text."""
    value = flushed(np.array([word], np.uint32)).view(np.float32)[0]
    if np.isnan(value):
        return "np.float32(np.nan)"
    return f'np.float32(float.fromhex("{float(value).hex()}"))'


def _helpers(function: str) -> str:
    wanted: set[str] = set()
    for name, (_, needs) in reversed(_NEEDS.items()):
        if f"{name}(" in function or name in wanted:
            wanted |= {name, *needs}
    return "\n\n".join(text for name, (text, _) in _NEEDS.items() if name in wanted)


def load(text: str) -> dict[str, Any]:
    """The names a printed module defines."""
    module = ModuleType("printed")
    exec(compile(text, "<printed words>", "exec"), module.__dict__)
    return module.__dict__


def compile_words(program: WordsProgram, short: bool = False) -> Callable[[Words], Words]:
    """The printed text under jax.jit as a function of words."""
    return compile_all([program], short)[0]


def compile_all(programs: list[WordsProgram], short: bool = False) -> list[Callable[[Words], Words]]:
    """The printed texts of programs, each a function of words; one compilation for all."""
    import jax
    import jax.numpy as jnp
    from jax import lax

    functions = [load(print_words(program, short=short).module)["kernel"] for program in programs]

    @jax.jit
    def together(words: Any) -> Any:
        x = lax.bitcast_convert_type(words, jnp.float32)
        return [lax.bitcast_convert_type(function(x), jnp.int32) for function in functions]

    def one(number: int) -> Callable[[Words], Words]:
        return lambda x: np.asarray(together(x.view(np.int32))[number]).view(np.uint32)

    return [one(i) for i in range(len(programs))]
