"""Kernels of every reduction around given cores, and every kernel on record, keep their hashes: hashes are names in records.

A row that is new or was changed on purpose: `PYTHONPATH=. python tests/search_spaces/test_kernel_hashes.py` writes the table again.
"""

import json
import re
from pathlib import Path

import pytest

from results.record.record import RECORDS, committed
from results.record.subjects import reduction_of
from search_spaces.composed import COMPOSED
from search_spaces.own.bounded import bounded_reductions, bounded_target
from search_spaces.programs.parsing import parse
from search_spaces.reductions import REDUCTIONS
from search_spaces.targets import OUTSIDE, TARGETS

WRITE = "`PYTHONPATH=. uv run python tests/search_spaces/test_kernel_hashes.py`"
TABLE = Path(__file__).with_name("kernel_hashes.json")
CORES = [
    parse("program float32 (t: float) -> (w: float)\nc: float = 0x1p+0\nw = fma(t, c, c)\nreturn w=w\n"),
    parse(
        "program float32 (t: float) -> (w: float)\nc: float = 0x1.23456p+3\nd: float = -0x1.0ep-3\n"
        "u = fma(t, c, d)\nm = neg(t)\ns = mul(t, t)\nv = fma(m, u, s)\nw = fma(s, v, u)\nreturn w=w\n"
    ),
    parse(
        "program float32 (t: float) -> (w: float)\nc: float = 0x1p-1\nd: float = 0x0p+0\n"
        "s = mul(t, t)\nm = fma(t, s, d)\nw = fma(m, c, s)\nreturn w=w\n"
    ),
]
"""One whose constant many reductions have, one that squares its argument, one with a square inside an fma."""


def hashes() -> dict[str, str]:
    """Hashes by the name of the row, and of the target where the domain is bounded, and the number of the first core."""
    rows = dict(REDUCTIONS)
    for name, target in sorted(TARGETS.items()):
        for outside in OUTSIDE:
            bounded = bounded_reductions(bounded_target(target, target.real_domain, outside))
            rows |= {f"{name} {row.name}": row for row in bounded}
    made = {
        f"{name} {first}": row.kernel(*(CORES[(first + i) % 3] for i in range(len(row.slots)))).hash()
        for name, row in rows.items()
        for first in range(3)
    }
    return made | {
        f"{name} {i}": row.kernel(core).hash() for name, row in COMPOSED.items() for i, core in enumerate(CORES)
    }


def test_every_reduction_gives_the_kernels_it_gave():
    made, kept = hashes(), json.loads(TABLE.read_text())
    changed = sorted(name for name in kept if made.get(name) != kept[name])
    assert not changed, f"other kernels, so other names of records: {', '.join(changed)}"


def test_every_reduction_has_its_hashes_in_the_table():
    new = sorted(hashes().keys() - json.loads(TABLE.read_text()).keys())
    assert not new, f"{WRITE} adds {', '.join(new)}"


@pytest.mark.parametrize("target", sorted(path.name for path in RECORDS.iterdir()))
def test_every_kernel_on_record_is_its_cores_in_its_reduction(target):
    for record in committed(target):
        cores = [parse(text) for text in re.split(r"\n(?=program )", record.core.strip())]
        kernel = reduction_of(record).kernel(*cores)
        assert (kernel.hash(), str(kernel)) == (record.hash, record.kernel)


if __name__ == "__main__":
    TABLE.write_text(json.dumps(hashes(), indent=0, sort_keys=True) + "\n")
