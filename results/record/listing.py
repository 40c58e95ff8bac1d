"""Lists of targets, and of recorded kernels beside their bars. Needs nothing that measures."""

from typing import Any

from results.record.bars import BARS, Fast, Met, bars_of, fastest, nearest
from results.record.record import CLASSICAL, RECORDS, Record, Subject, committed, jax_ulp
from search_spaces.composed import COMPOSED
from search_spaces.reductions import reductions_of
from search_spaces.targets import ABSOLUTE, TARGETS


def recorded_names() -> list[str]:
    """The table's targets, and users' own that have records."""
    own = sorted(path.name for path in RECORDS.glob("*") if path.is_dir() and path.name not in TARGETS)
    return [*TARGETS, *own]


def kernel_names() -> list[str]:
    """All that kernels may be on record of: targets, users' own functions, then functions of two arguments."""
    return [*recorded_names(), *COMPOSED]


def by_subject(name: str) -> dict[Subject, list[Record]]:
    """A target's records by what they compute: on the whole line first, then each domain."""
    groups: dict[Subject, list[Record]] = {Subject(): []}
    for record in committed(name):
        groups.setdefault(record.subject, []).append(record)
    return groups


def bar_rows() -> list[Met]:
    """Every row of results/record/bars.py with the recorded kernel that stands beside it."""
    return [nearest(bar, by_subject(bar.target)[Subject()]) for bar in BARS]


def fast_rows() -> list[Fast]:
    """The fastest recorded kernel within 2**-12 of every target of results/record/bars.py that has one."""
    rows = [fastest(bars_of(name)[0], by_subject(name)[Subject()]) for name in {bar.target: None for bar in BARS}]
    return [row for row in rows if row is not None]


def further_rows() -> list[Record]:
    """The most accurate recorded kernel on the whole line, or of pairs, of every function without a row in results/record/bars.py."""
    groups = [by_subject(name)[Subject()] for name in kernel_names() if not bars_of(name)]
    evolved = [[record for record in records if record.kind != CLASSICAL] for records in groups]
    return [min(records, key=jax_ulp) for records in evolved if records]


def target_rows() -> list[dict[str, Any]]:
    """The rows of `targets --json`."""
    return [
        {
            "name": row.name,
            "real_domain": list(row.real_domain),
            "error": row.error,
            "formats": ["real", "float32"] if reductions_of(row.name) or row.error != ABSOLUTE else ["real"],
            "citation": row.citation,
            "status": "kernels on record" if any((RECORDS / row.name).glob("*.json")) else "searchable",
        }
        for row in TARGETS.values()
    ]
