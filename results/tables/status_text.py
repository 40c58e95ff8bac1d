"""The status of a run, shown to a person. Needs neither numba nor ray."""

from evo.run.status import BudgetLeft, Improvement, SeenStatus


def status_lines(status: SeenStatus) -> list[str]:
    """A status as lines of text."""
    driver, workers, faults = status.driver, status.workers, status.faults
    who = f"process {driver.pid} on {driver.host}" if driver else "no process"
    lines = [
        f"{status.target}: {status.phase}, run by {who}, as of {status.age:.0f} s ago",
        f"{status.evaluations:,} programs fitted in {status.seconds:.1f} s, {status.rate:,.0f}/s; "
        f"left: {_left(status.budget_left)}",
        f"{workers.alive} workers on {workers.nodes} nodes, {workers.running} epochs under way, "
        f"{100 * workers.idle_share:.0f} % idle",
        f"{faults.deaths} deaths, {faults.retries} retries, {len(faults.quarantined)} quarantined",
        f"last improvement: {_improvement(status.last_improvement)}",
    ]
    lines += [f"  {e.ops:3d} operations  {_error(e.error)}  by {e.mutation}" for e in status.front if e.ops]
    return [*lines, *([f"message: {status.message}"] if status.message else [])]


def _left(left: BudgetLeft) -> str:
    words = []
    if left.evaluations is not None:
        words.append(f"{left.evaluations:,} evaluations")
    if left.seconds is not None:
        words.append(f"{left.seconds:.0f} s")
    return ", ".join(words) or "no limit"


def _improvement(last: Improvement | None) -> str:
    if last is None:
        return "none yet"
    return (
        f"after {last.seconds:.1f} s, {last.ops} operations to {_error(last.error)} by {last.mutation} "
        f"on island {last.island}"
    )


def _error(value: float) -> str:
    return f"{value:.3e}"
