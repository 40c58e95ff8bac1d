"""Number formats: one row a format."""

import struct
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """A binary floating-point format.

    Attributes:
        name: The NumPy (or ml_dtypes) name.
        significand: p, bits of the significand with the hidden one.
        e_min: Exponent of the smallest normal number, 2**e_min.
        e_max: Exponent of the largest binade, [2**e_max, 2**(e_max + 1)).
        bits: Width of the storage.
    """

    name: str
    significand: int
    e_min: int
    e_max: int
    bits: int

    @property
    def smallest_normal(self) -> float:
        """2**e_min."""
        return 2.0**self.e_min

    @property
    def largest(self) -> float:
        """The largest finite number."""
        return (2.0 - 2.0 ** (1 - self.significand)) * 2.0**self.e_max

    def ulp(self, exponent: int) -> float:
        """One unit in the last place in the binade [2**exponent, 2**(exponent + 1)), subnormals below e_min."""
        return 2.0 ** (min(max(exponent, self.e_min), self.e_max) - (self.significand - 1))


# fmt: off
_ROWS = (
    #      name        p   e_min   e_max bits
    Format("float16",  11,   -14,    15, 16),
    Format("bfloat16",  8,  -126,   127, 16),
    Format("float32",  24,  -126,   127, 32),
    Format("float64",  53, -1022,  1023, 64),
)
# fmt: on
FORMATS: dict[str, Format] = {row.name: row for row in _ROWS}
FLOAT32_FORMAT = FORMATS["float32"]


def float32_count(ends: tuple[float, float]) -> int:
    """Number of float32 between two float32 ends, both counted; both zeros count where the domain holds zero."""
    low, high = (_place(end) for end in ends)
    return high - low + 1 + (low <= 0 <= high)


def _place(value: float) -> int:
    """Position of a float32 on the line, in steps from zero."""
    bits = struct.unpack("<I", struct.pack("<f", value))[0]
    return -(bits & 0x7FFFFFFF) if bits >> 31 else bits
