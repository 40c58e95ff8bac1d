"""The facts that an exported file states, read without running it and checked one by one."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from evaluators.report import BLAKE3, EXHAUSTIVE, SAMPLED, SHA256
from results.record.record import Subject
from results.sandbox.child import BACKEND_OF_FORMAT
from results.verification.reading import NoLiteral, constants
from results.verification.report import VerifyError, plain
from search_spaces.naming import is_name
from search_spaces.targets import OUTSIDE

_HEX_FLOAT = re.compile(r"[-+]?0x[0-9a-f]+(\.[0-9a-f]*)?p[-+]?\d{1,5}|[-+]?inf|nan", re.IGNORECASE)
_LONGEST_EXPRESSION = 4096


@dataclass(frozen=True)
class Stated:
    """Statement of a file.

    Attributes:
        target: Its TARGET.
        export_format: Its FORMAT.
        max_ulp: Largest error, in ulp.
        exhaustive: Over every input; otherwise of a sample.
        witness: The input with the largest error, two of a function of pairs; none where the file names none.
        outputs_hash: Hash of all outputs, or None.
        outputs_hash_kind: Of the hash; files from before there were two have SHA256.
        subject: Expression and domain of a function of a user's own.
        ftz: Whether its metric flushes results below the normal range.
        daz: Whether its metric lets a subnormal input count as zero.
        seed: Of the sample, where it is one of pairs.
    """

    target: str
    export_format: str
    max_ulp: float
    exhaustive: bool
    witness: tuple[float, ...]
    outputs_hash: str | None
    outputs_hash_kind: str
    subject: Subject
    ftz: bool
    daz: bool
    seed: int

    @property
    def mode(self) -> str:
        """exhaustive or sampled."""
        return EXHAUSTIVE if self.exhaustive else SAMPLED


class _RefusedError(Exception):
    """A value that its field does not allow."""


def _allow(condition: bool) -> None:
    if not condition:
        raise _RefusedError


def _name(value: Any) -> str:
    _allow(is_name(value))
    return value


def _text(value: Any) -> str:
    _allow(isinstance(value, str) and 0 < len(value) <= _LONGEST_EXPRESSION)
    return value


def _ulp(value: Any) -> float:
    _allow(isinstance(value, float | int) and not isinstance(value, bool))
    try:
        number = float(value)
    except OverflowError:
        raise _RefusedError from None
    _allow(math.isfinite(number) and number >= 0 and math.copysign(1, number) > 0)
    return number


def _flag(value: Any) -> bool:
    _allow(isinstance(value, bool) or (isinstance(value, int) and value in (0, 1)))
    return bool(value)


def _seed(value: Any) -> int:
    _allow(isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**63)
    return value


def _hash(value: Any) -> str | None:
    _allow(value is None or (isinstance(value, str) and re.fullmatch(r"[0-9a-f]{64}", value) is not None))
    return value


def _hash_kind(value: Any) -> str:
    _allow(isinstance(value, str) and value in (SHA256, BLAKE3))
    return value


def _hex_float(text: str) -> float:
    _allow(_HEX_FLOAT.fullmatch(text) is not None)
    try:
        return float.fromhex(text)
    except OverflowError:
        raise _RefusedError from None


def _witness(value: Any) -> tuple[float, ...]:
    _allow(isinstance(value, str) and len(value) <= 100)
    numbers = tuple(_hex_float(part) for part in value.split(", "))
    with np.errstate(over="ignore", under="ignore"):
        _allow(len(numbers) <= 2 and all(math.isnan(x) or float(np.float32(x)) == x for x in numbers))
    return numbers


def _end(value: Any) -> str:
    _allow(isinstance(value, str) and math.isfinite(_hex_float(value)))
    return value


def _domain(value: Any) -> tuple[str, str]:
    _allow(isinstance(value, tuple) and len(value) == 2)
    return _end(value[0]), _end(value[1])


def _outside(value: Any) -> str:
    _allow(isinstance(value, str) and value in OUTSIDE)
    return value


def _format(value: Any) -> str:
    _allow(isinstance(value, str) and value in BACKEND_OF_FORMAT)
    return value


_NUMBER = "a finite number of ulp, 0 or more"
_END = 'a finite hex float such as "-0x1.8p+1"'
# fmt: off
FIELDS: dict[str, tuple[Callable[[Any], Any], str]] = {
    "TARGET":       (_name,    'a name such as "exp2"'),
    "FORMAT":       (_format,  f"one of {', '.join(BACKEND_OF_FORMAT)}"),
    "MAX_ULP":      (_ulp,     _NUMBER),
    "EXHAUSTIVE":   (_flag,    "True or False"),
    "WITNESS":      (_witness, 'a hex float of float32 such as "0x1.8p+1" (of pairs two, "0x1p+0, 0x1p+1")'),
    "OUTPUTS_HASH": (_hash,    "64 lower-case hex digits, or None"),
    "OUTPUTS_HASH_KIND": (_hash_kind, f"one of {SHA256}, {BLAKE3}"),
    "FTZ":          (_flag,    "True or False"),
    "DAZ":          (_flag,    "True or False"),
    "SEED":         (_seed,    "an integer from 0 up to 2**63"),
    "DOMAIN":       (_domain,  f"a pair of hex-float strings, each {_END}"),
    "DOMAIN_LOW":   (_end,     _END),
    "DOMAIN_HIGH":  (_end,     _END),
    "OUTSIDE":      (_outside, f"one of {', '.join(OUTSIDE)}"),
    "EXPRESSION":   (_text,    f"text of at most {_LONGEST_EXPRESSION:,} characters"),
}
# fmt: on


def read_statement(data: bytes, suffix: str, target: str | None) -> Stated:
    """Statement in a file's text; `target` stands in for a TARGET that it lacks, and overrides its own.

    Raises:
        VerifyError: A field is missing, or is not what it must be; the message names it and says what is wanted.
    """
    found = constants(data, suffix, frozenset(FIELDS))
    facts = {name: _checked(name, value) for name, value in found.items()}
    if target is None and "TARGET" not in facts:
        raise VerifyError("the file has no TARGET; say which with --target")
    if "MAX_ULP" not in facts:
        raise VerifyError(f"MAX_ULP is missing; {_NUMBER} is wanted")
    name = target or facts["TARGET"]
    return Stated(
        target=name,
        export_format=_format_of(facts, suffix),
        max_ulp=facts["MAX_ULP"],
        exhaustive=facts.get("EXHAUSTIVE", False),
        witness=facts.get("WITNESS", ()),
        outputs_hash=facts.get("OUTPUTS_HASH"),
        outputs_hash_kind=facts.get("OUTPUTS_HASH_KIND", SHA256),
        subject=_subject(facts, name),
        ftz=facts.get("FTZ", False),
        daz=facts.get("DAZ", False),
        seed=facts.get("SEED", 0),
    )


def _checked(name: str, value: Any) -> Any:
    check, wanted = FIELDS[name]
    try:
        _allow(not isinstance(value, NoLiteral))
        return check(value)
    except _RefusedError:
        given = f"stated by {plain(repr(value))!r}" if isinstance(value, NoLiteral) else f"{plain(repr(value))}"
        raise VerifyError(f"{name} is {given}; {wanted} is wanted") from None


def _format_of(facts: dict[str, Any], suffix: str) -> str:
    """Headers are of C, and only they."""
    stated = facts.get("FORMAT", "c" if suffix == ".h" else "jax")
    if (stated == "c") != (suffix == ".h"):
        raise VerifyError(f"FORMAT is {stated!r} in a file whose name ends in {suffix!r}; C files end in '.h'")
    return stated


def _subject(facts: dict[str, Any], name: str) -> Subject:
    domain = facts.get("DOMAIN")
    if "DOMAIN_LOW" in facts and "DOMAIN_HIGH" in facts:
        domain = facts["DOMAIN_LOW"], facts["DOMAIN_HIGH"]
    if (domain is None) != ("OUTSIDE" not in facts):
        raise VerifyError("DOMAIN and OUTSIDE go together: state the other one too")
    expression = facts.get("EXPRESSION") if facts.get("TARGET") == name else None
    return Subject(expression, domain, facts.get("OUTSIDE"))
