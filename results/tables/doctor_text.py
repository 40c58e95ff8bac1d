"""A checkup, shown to a person."""

from collections.abc import Sequence

from results.commands.doctor import FAILS, GOOD, NOTE, Finding

_MARKS = {GOOD: "ok   ", NOTE: "note ", FAILS: "FAILS"}


def doctor_lines(findings: Sequence[Finding]) -> list[str]:
    """A line a finding, with what its lack costs under it, and a verdict."""
    lines = []
    for one in findings:
        lines.append(f"{_MARKS[one.verdict]}  {one.name}: {one.found}")
        lines += [f"       {one.costs}"] if one.costs else []
    failed = [one.name for one in findings if one.verdict == FAILS]
    verdict = f"Searches cannot run here: {', '.join(failed)}." if failed else "Everything that searches need is there."
    return [*lines, "", verdict]
