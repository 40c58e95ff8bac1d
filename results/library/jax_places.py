"""Kernels under jax: what is registered with it while anything is installed, and taken back after.

Which kernels apply is not registered but read, wherever jax traces or lowers, from a context that is part of the key of
every cache of compiled functions (`jax.make_user_context`): another choice traces anew, a former one is found again.
"""

import functools
import importlib
import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

from results.library.kernel_index import ListedKernel, load
from results.library.places import PLACES, Place

PLATFORM = "cpu"


class Plan:
    """Kernels by target; one object for one choice, so that caches compare it by identity."""

    def __init__(self, kernels: tuple[ListedKernel, ...], composed: bool) -> None:
        """Plan of kernels by target; `composed` includes functions that jax composes of others."""
        self.kernels = {kernel.target: kernel for kernel in kernels}
        self.composed = composed

    def module(self, target: str) -> Any:
        """Module with the kernel's `_kernel` and `_differentiable`, or None where stock stays."""
        return load(self.kernels[target]) if target in self.kernels else None


@functools.cache
def plan_of(kernels: tuple[ListedKernel, ...], composed: bool) -> Plan:
    """The plan of a choice."""
    return Plan(kernels, composed)


@functools.cache
def context() -> Any:
    """Context of jax that holds the plan in effect, for this thread or for the process; made once."""
    import jax

    return jax.make_user_context(None)


def kernel_module(place: Place, value: Any) -> Any:
    """The kernel in effect for a float32 array (or its type), or None."""
    plan = context().value
    return None if plan is None or str(value.dtype) != "float32" else plan.module(place.target)


Changes = tuple[tuple[dict[Any, Any], Any, Any], ...]
"""Entries put into jax: (table, key, stock value or None) each, to be put back."""


def attach() -> Changes:
    """Register every place with jax; without a plan in effect nothing changes by it."""
    changes: list[tuple[dict[Any, Any], Any, Any]] = []
    for place in PLACES:
        primitive = primitive_of(place)
        if primitive is not None:
            changes += _attach_primitive(place, primitive)
    for table, attribute, original in _jax_bindings(len(sys.modules)):
        table[attribute] = _replacements()[id(original)][1]
        changes.append((table, attribute, original))
    return tuple(changes)


def detach(changes: Changes) -> None:
    """Put back what stood there before."""
    for table, key, stock in changes:
        if stock is None:
            del table[key]
        else:
            table[key] = stock


def out_of_reach() -> tuple[str, ...]:
    """Names outside jax that were bound to a composed function before it was replaced: they keep calling stock."""
    names = (f"{module.__name__}.{name}" for module, name, _ in _bindings() if not _is_jax(module))
    return tuple(names)


def primitive_of(place: Place) -> Any:
    """The primitive of a place in this version of jax, or None."""
    import jax

    return None if place.primitive is None else vars(jax.lax).get(place.primitive)


@functools.cache
def _replacements() -> dict[int, tuple[Any, Any]]:
    """(stock function, what replaces it) of every function that jax composes, by id; made once, before any is replaced."""
    rows: dict[str, tuple[Place, ...]] = {}
    for place in PLACES:
        if primitive_of(place) is None:
            rows[place.functions[0]] = (*rows.get(place.functions[0], ()), place)
    found = {}
    for name, places in rows.items():
        module, _, attribute = name.rpartition(".")
        original = getattr(importlib.import_module(module), attribute)
        found[id(original)] = (original, replacement(original, places))
    return found


def _bindings() -> Iterator[tuple[ModuleType, str, Any]]:
    """Every name in an imported module that is bound to a stock function that jax composes."""
    wanted = _replacements()
    for module in list(sys.modules.values()):
        if isinstance(module, ModuleType) and not wanted.keys().isdisjoint(map(id, list(vars(module).values()))):
            for attribute, held in list(vars(module).items()):
                if id(held) in wanted:
                    yield module, attribute, held


@functools.cache
def _jax_bindings(_modules: int) -> Changes:
    """(namespace, name, stock function) of those in jax, found again when a module was imported."""
    return tuple((vars(module), name, held) for module, name, held in _bindings() if _is_jax(module))


def _is_jax(module: ModuleType) -> bool:
    return module.__name__.partition(".")[0] == "jax"


def _attach_primitive(place: Place, primitive: Any) -> list[tuple[Any, Any, Any]]:
    from jax._src.interpreters import mlir as tables
    from jax.interpreters import ad, mlir

    rules = tables._platform_specific_lowerings[PLATFORM]
    before, derivative = rules.get(primitive), ad.primitive_jvps[primitive]
    stock = (before or tables._lowerings[primitive]).rule
    mlir.register_lowering(primitive, _lowering(place, stock), platform=PLATFORM)
    ad.primitive_jvps[primitive] = _jvp(place, derivative)
    return [(rules, primitive, before), (ad.primitive_jvps, primitive, derivative)]


def _lowering(place: Place, stock: Callable[..., Any]) -> Callable[..., Any]:
    from jax.interpreters import mlir

    def rule(ctx: Any, *x: Any, **params: Any) -> Any:
        module = None if params.get("accuracy") else kernel_module(place, ctx.avals_in[0])
        if module is None:
            return stock(ctx, *x, **params)
        return mlir.lower_fun(module._kernel, multiple_results=False)(ctx, *x)

    return rule


def _jvp(place: Place, stock: Callable[..., Any]) -> Callable[..., Any]:
    """The derivative of the target's row; stock's for weak types, whose type it keeps."""
    import jax
    from jax.interpreters import ad

    def rule(primals: Any, tangents: Any, **params: Any) -> Any:
        kinds = [jax.typeof(primal) for primal in primals]
        weak = all(kind.weak_type for kind in kinds)
        module = None if params.get("accuracy") or weak else kernel_module(place, kinds[0])
        if module is None:
            return stock(primals, tangents, **params)
        return jax.jvp(module._differentiable, tuple(primals), tuple(map(ad.instantiate_zeros, tangents)))

    return rule


def replacement(original: Any, places: tuple[Place, ...]) -> Any:
    """A function like the original, that takes the kernel for a float32 array; compiled where the original is."""
    import jax

    @functools.wraps(original)
    def function(x: Any, *args: Any, **options: Any) -> Any:
        module = _module_for(places, x, args, options)
        return original(x, *args, **options) if module is None else module._differentiable(jax.numpy.asarray(x))

    compiled = type(original) is type(jax.jit(lambda x: x))
    return jax.jit(function) if compiled else function


def _module_for(places: tuple[Place, ...], x: Any, args: tuple[Any, ...], options: dict[str, Any]) -> Any:
    import jax
    import numpy as np

    plan = context().value
    if plan is None or not plan.composed or not isinstance(x, jax.Array | np.ndarray) or jax.typeof(x).weak_type:
        return None
    for place in places:
        if _chosen(place, args, options):
            return kernel_module(place, x)
    return None


def _chosen(place: Place, args: tuple[Any, ...], options: dict[str, Any]) -> bool:
    """True if a call's options mean this place; its option is the second argument, True where it is not given."""
    if place.option is None:
        return not args and not options
    name, wanted = place.option
    if len(args) + len(options) > 1 or not set(options) <= {name}:
        return False
    return (args[0] if args else options.get(name, True)) is wanted
