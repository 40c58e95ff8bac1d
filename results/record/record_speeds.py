"""Speeds of a recorded kernel against stock: as a call, fused, in a loop."""

from collections.abc import Iterable
from dataclasses import dataclass

from evaluators.timing.contexts import CALL, FUSED, worse
from results.library.speeds import shipped, vectors_of
from results.record.record import Record, Verification


@dataclass(frozen=True, slots=True)
class Speeds:
    """Stock's time over a kernel's, None where it was not measured.

    Attributes:
        call: As a compiled call.
        fused: In 0.5 f(x) + x.
        loop: In a loop.
    """

    call: float | None
    fused: float | None
    loop: float | None

    @property
    def worse(self) -> float | None:
        """The worse of call and fused, by which kernels are judged; of the two what is known."""
        return worse({CALL: self.call, FUSED: self.fused})


def speeds_of(record: Record) -> Speeds:
    """The speeds that a record states; as a call and fused, where it states none, those that came with the library."""
    timed = record.timed()
    loop = timed.cost.ratio_to_stock if timed and timed.cost else None
    return Speeds(_used(record, timed, CALL), _used(record, timed, FUSED), loop)


def _used(record: Record, timed: Verification | None, context: str) -> float | None:
    stated = (cost.ratio_to_stock for cost in (timed.uses if timed else ()) if cost.context == context)
    if (ratio := next(stated, None)) is not None:
        return ratio
    kept = shipped(context).get(record.hash, {})
    here = vectors_of(timed.fingerprint.isa.split()) if timed else ""
    return kept.get(here, next(iter(kept.values()), None))


def by_use(records: Iterable[Record]) -> dict[str, float]:
    """Speeds of kernels of one function by record, those in use: the worse of call and fused.

    Where none of them was measured so, speeds in a loop; the two do not compare.
    """
    found = {record.hash: speeds_of(record) for record in records}
    used = {name: speeds.worse for name, speeds in found.items()}
    known = used if any(ratio is not None for ratio in used.values()) else {n: s.loop for n, s in found.items()}
    return {name: ratio for name, ratio in known.items() if ratio is not None}
