"""Reductions: typed programs around holes for cores.

A reduction is data: stages and slots in turn. The first stage maps x to the first core's argument and whatever else is
needed; every core and every later stage adds values by name; the last stage gives the result. Stages are float32 programs,
given and not searched; what evolution finds are the cores that fill the slots.
"""

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, cast

from search_spaces.programs.lowering import compose, only, rename, share_products
from search_spaces.programs.parts import CORE, Cold, Instr, Label, ProgramError
from search_spaces.programs.program import Program
from search_spaces.programs.value_names import constant_name
from search_spaces.targets import NO_PARITY, RealFunction

Weigh = Callable[[Any, Any], Any]


def one(mp: Any, _: Any) -> Any:
    """1 at every argument: as a result, errors count in ulp(1)."""
    return mp.one


@dataclass(frozen=True, slots=True)
class Slot:
    """A hole of a reduction, to be filled by a core: a program of one input and one output.

    An error d of the core at r moves the kernel's result, of size |result(r)|, by factor(r) * d. Of several results that
    one r can have (one an exponent k), `result` is the one whose ulp is smallest beside its factor.

    Attributes:
        name: Of the value that the core computes.
        argument: Of the value that it is given.
        target: The function that the core approximates.
        domain: Closed interval that holds every argument.
        exact_points: Arguments at which the core must return the float32 nearest to the exact value.
        factor: On an mpmath context and r; None for 1.
        result: Likewise; None for the core's own value.
        formula: How the core stands in the kernel, as "e^r = 1 + r y"; "" where it is its target's value.
    """

    name: str
    argument: str
    target: RealFunction
    domain: tuple[float, float]
    exact_points: tuple[float, ...] = ()
    factor: Weigh | None = None
    result: Weigh | None = None
    formula: str = ""


def hole(
    names: str, formula: str, target: RealFunction, factor: Weigh | None = None, result: Weigh | None = None
) -> Slot:
    """The hole for a core on the whole domain of its target; names are those of its value and its argument, as y(r)."""
    value, argument = names.removesuffix(")").split("(")
    return Slot(value, argument, target, target.real_domain, factor=factor, result=result, formula=formula)


def exact_at_zero(slot: Slot) -> Slot:
    """The hole for cores that return the float32 nearest to the exact value at 0."""
    return replace(slot, exact_points=(0.0,))


@dataclass(frozen=True, slots=True)
class Reduction:
    """One way to carry cores on short intervals to the whole float line.

    Attributes:
        name: Its name.
        target: The target it serves.
        stages: Float32 programs, one more than slots: x -> (argument of the first core, ...), ..., (...) -> (result). A
            stage takes by name x and what stages and cores before it gave.
        slots: The holes between the stages.
        flushes: Whether results below the normal range are zero by construction.
        why: The identity and the bound at each step.
        points: Intervals of x between which the test points of the float grid are spread evenly, besides those by powers
            of two; empty for the target's timing domain.
        cold_from: Where not None, the first stage gives a bool `cold` that is false unless cold_from <= |x| < inf: kernels then
            have a cold part.
    """

    name: str
    target: str
    stages: tuple[Program, ...]
    slots: tuple[Slot, ...]
    flushes: bool
    why: str
    points: tuple[tuple[float, float], ...] = ()
    cold_from: float | None = None

    def kernel(self, *cores: Program) -> Program:
        """Stages and cores composed; each core's one input and output may have any names.

        Raises:
            ProgramError: There is not one core a slot, or one is not a float32 program of one input and one output.
        """
        if len(cores) != len(self.slots):
            raise ProgramError(f"reduction {self.name!r} takes {len(self.slots)} cores, was given {len(cores)}")
        whole, between = labelled_stage(self.stages[0], "Reduction"), ["Next argument"] * (len(self.slots) - 1)
        for slot, core, stage, kind in zip(
            self.slots, cores, self.stages[1:], [*between, "Reconstruction"], strict=True
        ):
            whole = compose(compose(whole, _named(slot, core)), labelled_stage(stage, kind))
        whole = share_products(whole)
        return only(whole, "result") if self.cold_from is None else _with_cold_part(whole, self.cold_from)


@dataclass(frozen=True, slots=True)
class Family:
    """Facts that rows of a target share; each row brings its stages, and its own words where `why` has braces.

    Attributes: as those of Reduction.
    """

    target: str
    why: str = "{}"
    slots: tuple[Slot, ...] = ()
    flushes: bool = False
    points: tuple[tuple[float, float], ...] = ()
    cold_from: float | None = None

    def row(self, name: str, *stages: Program, why: str = "", slots: tuple[Slot, ...] = ()) -> Reduction:
        """A row with its own slots, or the family's."""
        text = self.why.format(why).strip()
        given = slots or self.slots
        return Reduction(name, self.target, stages, given, self.flushes, text, self.points, self.cold_from)


def _with_cold_part(whole: Program, threshold: float) -> Program:
    (cold,) = (out.value for out in whole.outputs if out.name == "cold")
    return only(replace(whole, cold=Cold(cold, threshold)), "result")


def _named(slot: Slot, core: Program) -> Program:
    if len(core.inputs) != 1 or len(core.outputs) != 1:
        raise ProgramError(f"a core has one input and one output, this has {len(core.inputs)} and {len(core.outputs)}")
    low, high = slot.domain
    formula = f": {slot.formula}" if slot.formula else f", near {slot.target.name}"
    about = f"{slot.name}({slot.argument}), {{}}{slot.argument} in [{low:.6g}, {high:.6g}]{formula}."
    return rename(labelled_core(core, slot.name, about), [slot.argument], [slot.name])


def labelled_stage(stage: Program, kind: str) -> Program:
    """The stage with blocks that say which part of the kernel they are."""
    labels = (Label(i.label.name, i.label.step, f"{kind}: {i.label.block}") for i in stage.instrs)
    instrs = (Instr(i.op, i.args, label) for i, label in zip(stage.instrs, labels, strict=True))
    return replace(stage, instrs=tuple(instrs))


def labelled_core(core: Program, name: str, about: str) -> Program:
    """The core as a block; its value has the slot's name, its constants are its coefficients."""
    kind = "a polynomial, " if {i.op for i in core.instrs} <= _POLYNOMIAL else ""
    result = core.outputs[0].value - core.first_instr
    labels = (Label(name if i == result else "", name, f"{CORE}{about.format(kind)}") for i in range(len(core.instrs)))
    simple = [constant_name(cast(float, const.value)) for const in core.consts]
    numbers = itertools.count(1)
    names = (f"{name}_coefficient_{next(numbers)}" if _SAYS_NOTHING.search(text) else text for text in simple)
    consts = (replace(c, label=Label(text)) for c, text in zip(core.consts, names, strict=True))
    instrs = (Instr(i.op, i.args, label) for i, label in zip(core.instrs, labels, strict=True))
    return replace(core, consts=tuple(consts), instrs=tuple(instrs))


_SAYS_NOTHING = re.compile(r"constant$|number_")
"""Names of constants that are no words for them."""
_POLYNOMIAL = {"add", "sub", "mul", "neg", "fma"}


def part(
    name: str, reference: Weigh, domain: tuple[float, float], near_zero: tuple[float, int] | None = None
) -> RealFunction:
    """The function of a core that is no target: for a kernel alone.

    Args:
        name: Its name, for messages and records.
        reference: On an mpmath context and one of its numbers.
        domain: Closed interval of its argument.
        near_zero: (limit at 0, order) of a quotient that loses `order` bits for each bit that x is below 1.
    """
    value = reference if near_zero is None else NearZero(reference, *near_zero)
    return RealFunction(name, value, domain, NO_PARITY, specials=())


@dataclass(frozen=True, slots=True)
class NearZero:
    """A quotient like (e^x - 1 - x) / x^2 with the digits that it loses near 0 added beforehand, and its limit at 0."""

    reference: Weigh
    limit: float
    order: int

    def __call__(self, mp: Any, x: Any) -> Any:
        """The value at one of the context's numbers, right to the context's precision."""
        if x == 0:
            return mp.mpf(self.limit)
        with mp.workprec(mp.prec + 40 + self.order * max(0, -mp.mag(x))):
            value = self.reference(mp, x)
        return +value
