"""A verified file in a few lines."""

from collections.abc import Mapping
from typing import Any

from evaluators.report import EXHAUSTIVE
from results.tables.tables import number
from results.verification.verdict import HOLDS, HOLDS_ON_A_SAMPLE, NOT_REFUTED
from search_spaces.visible import visible

_WORDS = {
    HOLDS: "holds",
    NOT_REFUTED: "not refuted by a sample; --exhaustive takes every float32",
    HOLDS_ON_A_SAMPLE: "holds on a sample; of other inputs the file states nothing",
}


def print_verification(report: Mapping[str, Any]) -> None:
    """One verified file."""
    verdict = _WORDS.get(report["verdict"], f"FAILS: {report['reason']}")
    stated = "stated bound" if report["stated_mode"] == EXHAUSTIVE else "stated, of a sample,"
    lines = [
        f"{report['file']}: {report['target']} on {report['backend']}, {report['mode']}, {report['inputs']:,} inputs",
        f"  max {number(report['max_ulp'], '.6f')} ulp at {report['witness']}, {report['wrong_count']:,} not correctly rounded",
        f"  {stated} {number(report['recorded_max_ulp'], '.6f')}: {verdict}",
    ]
    if report["outputs_hash"]:
        lines.append(f"  outputs {report['outputs_hash']}")
    for row in report["length_differences"]:
        different = f"{row['different']:,} of {row['inputs']:,} differ"
        lines.append(f"  {row['setting']}: {different}, max {number(row['max_ulp'], '.4f')} ulp")
    print("\n".join(map(visible, lines)))
