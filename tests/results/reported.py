"""Small runs to be reported on: of a recorded kernel, of the reals, empty; made without a search."""

import dataclasses
import json
from pathlib import Path
from typing import Any

from evaluators.report import from_json
from evo.ancestry import Step
from evo.run.run_format import ClassicalEntry, FrontEntry, RunSummary, write_json
from evo.settings.config import resolve
from results.record.record import RECORDS, Record, read, write
from tests.results.small_bounded import bounded_record

STEPS = (
    {"mutation": "start", "ops": 0, "cost": 0.0, "error": 1.0},
    {"mutation": "two", "ops": 2, "cost": 2.0, "error": 0.03},
    {"mutation": "splice", "ops": 3, "cost": 3.0, "error": 8.7e-4},
)
WAY = tuple(from_json(Step, step) for step in STEPS)
NOTHING_FOUND = """{"target": "exp2", "domain": [0, 1], "error": "ulp", "number_format": "float32", "seed": 0, "evaluations": 0,
"seconds": 0, "finished": false, "front": []}"""
"""The front of a float32 run that has made nothing."""
ON_RECORD = {
    **{"ops": 2, "cost": 2.0, "error": (0.03).hex(), "real_error": (0.03).hex(), "mutation": "two"},
    "program": "program real (x: float) -> (y: float)\nc0: float = 0.7\nc1: float = 1\nv0 = mul(x, c0)\nv1 = add(v0, c1)\nreturn y=v1\n",
}
"""The program of the second of STEPS, as a run's archive has it."""
HALF = "def f(x, C):\n    v0 = x * C('0.5')\n    v1 = v0 + C('1')\n    return v1\n".replace("'", '"')


def recorded(target: str = "exp2") -> Record:
    """A recorded evolved kernel."""
    paths = sorted((RECORDS / target).glob("*.json"))
    return next(record for record in map(read, paths) if record.kind == "evolved")


def begun(run: Path, **given: Any) -> Path:
    """A run directory in which nothing has been found yet."""
    run.mkdir(parents=True)
    (run / "campaign.toml").write_text(resolve({"target": "exp2", "evaluations": 1000, **given}).toml())
    return run


def status(run: Path, phase: str) -> None:
    value = {
        **{
            "schema": 1,
            "phase": phase,
            "target": "exp2",
            "time": 0.0,
            "message": "",
            "seconds": 2.5,
            "evaluations": 1000,
        },
        **{"rate": 400.0, "budget_left": {"evaluations": 0, "seconds": None}, "front": [], "last_improvement": None},
        "workers": {"alive": 0, "nodes": 0, "running": 0, "idle_share": 0.0},
        "faults": {"deaths": 0, "retries": 0, "quarantined": []},
    }
    write_json(run / "status.json", value)


def front(run: Path, entries: list[dict[str, Any]], **given: Any) -> None:
    value = {
        **{
            "schema": 1,
            "target": "exp2",
            "domain": [0.0, 1.0],
            "error": "relative",
            "number_format": "real",
            "seed": 0,
        },
        **{"evaluations": 1000, "seconds": 2.5, "duplicates": 10, "rejects": 5, "refits": 0, "finished": True},
        **{"front": entries, "classical": [], "inner_limits": False},
    }
    write_json(run / "front.json", {**value, **given})


def summary(**given: Any) -> RunSummary:
    """A front of no program, with what is given."""
    counts = dict.fromkeys(("evaluations", "duplicates", "rejects", "refits"), 0)
    head = {"target": "exp2", "domain": (0.0, 1.0), "error": "relative", "number_format": "real", "seconds": 2.5}
    return RunSummary(**{"schema": 1, "seed": 0, "finished": True, "front": (), **counts, **head, **given})


def program(ops: int, error: float) -> FrontEntry:
    """A program of a front in the reals."""
    return from_json(FrontEntry, entry(ops, error))


def classical_form(ops: int, error: float, name: str, *poles: str) -> ClassicalEntry:
    """A classical form of a front."""
    return ClassicalEntry(name=name, ops=ops, max_error=error, source=HALF, inner_poles=poles)


def entry(ops: int, error: float, **given: Any) -> dict[str, Any]:
    ancestry = [{"steps": list(STEPS), "left_out": 2}]
    first = {"ops": ops, "max_error": error, "max_error_float64": error, "witness": "0x1.0p-1", "limit_points": []}
    return {**first, "source": HALF, "certified": True, "ancestry": ancestry, **given}


def archive(run: Path, programs: list[dict[str, Any]]) -> None:
    (run / "archive.json").write_text(json.dumps({"schema": 1, "islands": [], "programs": programs}))


def real_run(run: Path, programs: int = 3, candidates: int = 40) -> Path:
    """A finished run in the reals with so many programs on its front and so many candidates."""
    begun(run, real=True)
    front(run, [entry(k, 10.0**-k) for k in range(1, programs + 1)])
    errors = [(float(k % 12), 10.0 ** -(k % 12) * (1 + k / candidates)) for k in range(candidates)]
    rows = [{**ON_RECORD, "cost": cost, "error": error.hex()} for cost, error in errors]
    archive(run, [*rows, ON_RECORD])
    moved = {"event": "improved", "evaluations": 500, "seconds": 1.0, "core": 0}
    programs_moved = [{"ops": k, "cost": float(k), "error": 10.0**-k, "mutation": "two"} for k in range(1, 4)]
    (run / "events.jsonl").write_text(json.dumps({**moved, "programs": programs_moved}) + "\n")
    status(run, "finished")
    return run


def kernel_run(run: Path) -> Path:
    """A finished run whose one kernel is a recorded one."""
    record = recorded()
    folder = begun(run) / "kernels" / record.hash
    folder.mkdir(parents=True)
    (folder / "record.json").write_text((RECORDS / record.target / f"{record.hash}.json").read_text())
    kernel_fields = _kernel_fields(record)
    front(
        run, [entry(record.core_ops, 0.3, source=record.source, **kernel_fields)], error="ulp", number_format="float32"
    )
    write_json(
        run / "comparison.json",
        {"schema": 1, "rows": [_row("jnp.exp2", "stock", 1.0), _row(f"evolved {record.hash[:8]}", "evolved", 0.4)]},
    )
    status(run, "finished")
    return run


def _kernel_fields(record: Record) -> dict[str, Any]:
    error = record.verifications[0].error
    return {
        **{"kernel_ops": record.kernel_ops, "max_ulp": error.max_ulp, "exhaustive": True, "ns_per_element": 0.4},
        **{"baseline_ns_per_element": 1.0, "file": "kernels/x/jax/exp2.py", "files": {}, "record": record.hash},
    }


def _row(name: str, kind: str, ns: float) -> dict[str, Any]:
    return {
        **{"target": "exp2", "implementation": name, "kind": kind, "max_ulp": 68.0, "exhaustive": kind == "evolved"},
        **{"witness": "0x1.0p+0", "ns_per_element": ns, "ratio_to_stock": 1.0 / ns, "domain": None, "resident": "L1"},
        **{"vector_bits": None, "spread": 0.004, "library": "jax"},
    }


def bounded_run(run: Path) -> Path:
    """A finished run whose one kernel serves a domain; its sweep is made up from a sample's worst."""
    record = bounded_record("bell", "nan")
    swept = dataclasses.replace(
        record.verifications[0].error,
        mode="exhaustive",
        inputs=1 << 32,
        wrong_count=1000,
        histogram=((1 << 32) - 1000, 900, 100, *[0] * 9),
        outputs_hash="0" * 64,
    )
    proved = dataclasses.replace(record.verifications[0], error=swept)
    record = dataclasses.replace(record, verifications=(proved, *record.verifications[1:]))
    given = {"target": "bell", "target_expr": "exp(-x*x)", "domain": [-0.5, 1.0]}
    write(record, begun(run, **given) / "kernels" / record.hash / "record.json")
    fields = _kernel_fields(record)
    front(
        run,
        [entry(record.core_ops, 0.3, source=record.source, **fields)],
        **{"target": "bell", "domain": [-0.5, 1.0], "kernel_domain": [-0.5, 1.0]},
        **{"error": "ulp", "number_format": "float32"},
    )
    name = f"evolved {record.hash[:8]}"
    write_json(
        run / "comparison.json",
        {"schema": 1, "rows": [{**_row(name, "evolved", 0.4), "target": "bell", "domain": [-0.5, 1.0]}]},
    )
    status(run, "finished")
    return run
