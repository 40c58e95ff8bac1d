"""The command `bench`: one function for each kind of figure, chosen by a flag."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from results.commands.console import JsonFlag, ResidentOption, VectorOption, choose_device, print_json


@dataclass(frozen=True)
class Figures:
    """One kind of figure, measured.

    Attributes:
        rows: One for each thing measured.
        show: Prints them for a person.
        beside: Fields of the JSON object beside the rows.
    """

    rows: Sequence[Any]
    show: Callable[[Sequence[Any]], None]
    beside: dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """The kernels and the timing loop that figures are asked of.

    Attributes:
        target: Only its kernels; None for all.
        resident: L1, L2 or a number of elements.
        vector_bits: Preferred width; None for the compiler's own.
        sizes: Values of the arrays of calls; none for the usual ones.
    """

    target: str | None
    resident: str
    vector_bits: int | None
    sizes: tuple[int, ...] = ()


def bench(  # noqa: PLR0913, PLR0917  one option each
    kernels: Annotated[
        bool, typer.Option("--kernels", help="Time kernels alone: needs neither numba nor ray.")
    ] = False,
    target: Annotated[str | None, typer.Option("--target", help="Only the kernels of this target.")] = None,
    aa: Annotated[
        bool, typer.Option("--aa", help="Time one kernel under two names: the least difference that means something.")
    ] = False,
    calibrate: Annotated[
        bool, typer.Option("--calibrate", help="Measure the weights of the cost model in evaluators/timing/cost.py.")
    ] = False,
    surroundings: Annotated[
        bool,
        typer.Option(
            "--surroundings", help="Time kernels with a part for huge arguments: alone, fused, under vmap, in a scan."
        ),
    ] = False,
    apps: Annotated[
        bool,
        typer.Option(
            "--apps",
            help="Time whole programs with stock jax and with the kernels installed, and compare their errors.",
        ),
    ] = False,
    imports: Annotated[
        bool,
        typer.Option(
            "--imports", help="Time import and first call of the library's JAX files, beside stock's first call."
        ),
    ] = False,
    sweeps: Annotated[
        bool,
        typer.Option("--sweeps", help="Time a sweep over every float32 an element and core, by parts."),
    ] = False,
    sizes: Annotated[
        bool,
        typer.Option("--sizes", help="Time the library's kernels as compiled calls on small arrays beside large ones."),
    ] = False,
    size: Annotated[
        list[int] | None, typer.Option("--size", help="With --sizes: the values of an array; may be given again.")
    ] = None,
    resident: ResidentOption = "L1",
    vector_bits: VectorOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Measure the engine's throughput, kernels against stock, or whole programs.

    \b
    Examples:
      run.py bench --kernels --target exp2
      run.py bench --aa
      run.py bench --apps
      run.py bench --imports --target sin
      run.py bench --sweeps --target exp2
      run.py bench --sizes
      run.py bench --sizes --target exp --size 64 --size 1024
    """  # noqa: D301
    kinds = (
        (apps, _apps),
        (imports, _imports),
        (sweeps, _sweeps),
        (sizes or size is not None, _sizes),
        (surroundings, _surroundings),
        (calibrate, _calibration),
        (aa, _same_kernel_twice),
        (kernels or target is not None, _kernels),
        (True, _engine_and_kernels),
    )
    measure = next(kind for wanted, kind in kinds if wanted)
    figures = measure(Asked(target, resident, vector_bits, tuple(size or ())))
    if as_json:
        from evaluators.backends.jax_backend import fingerprint

        print_json({"fingerprint": fingerprint(), **figures.beside, "rows": figures.rows})
    else:
        figures.show(figures.rows)


def _in_loop(asked: Asked, rows_of: Callable[[Any], Sequence[Any]]) -> Figures:
    """Rows that were timed in a loop of the setting asked for."""
    from evaluators.timing.interleaved import setting_named

    setting = setting_named(asked.resident, asked.vector_bits)
    choose_device("auto")
    from results.tables.tables import print_bench

    return Figures(rows_of(setting), print_bench, {"resident": asked.resident, "vector_bits": asked.vector_bits})


def _engine_and_kernels(asked: Asked) -> Figures:
    from results.bench.bench import engine_rows, kernel_rows

    return _in_loop(asked, lambda setting: [*engine_rows(), *kernel_rows(asked.target, setting)])


def _kernels(asked: Asked) -> Figures:
    from results.bench.bench import kernel_rows

    return _in_loop(asked, lambda setting: kernel_rows(asked.target, setting))


def _same_kernel_twice(asked: Asked) -> Figures:
    from results.bench.bench import aa_rows

    return _in_loop(asked, lambda setting: aa_rows(asked.target, setting))


def _calibration(asked: Asked) -> Figures:
    from results.bench.bench import calibration_rows

    return _in_loop(asked, calibration_rows)


def _surroundings(asked: Asked) -> Figures:
    from results.bench.surroundings import surroundings_rows

    return _in_loop(asked, lambda _: surroundings_rows(asked.target))


def _apps(_: Asked) -> Figures:
    from results.apps.measure import on_one_core

    on_one_core()
    choose_device("auto")
    from results.apps.bench import app_rows, print_apps, what_is_installed

    rows = list(app_rows())
    installed = [{"target": kernel.target, "record": kernel.record} for kernel in what_is_installed().kernels]
    return Figures(rows, print_apps, {"installed": installed})


def _sweeps(asked: Asked) -> Figures:
    choose_device("cpu")
    from results.bench.sweep_rates import sweep_rows
    from results.tables.tables import print_bench

    return Figures(sweep_rows(asked.target), print_bench, {})


def _sizes(asked: Asked) -> Figures:
    from results.bench.sizes import SIZES, print_sizes, size_rows

    return Figures(size_rows(asked.sizes or SIZES, asked.target), print_sizes, {})


def _imports(asked: Asked) -> Figures:
    choose_device("auto")
    from results.bench.import_times import import_rows, print_imports

    return Figures(import_rows(asked.target), print_imports, {})
