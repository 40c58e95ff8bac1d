"""Mutated inputs for every reader: bytes, tokens and JSON values changed at random, seeded."""

import copy
import json
import random
import sys
from collections.abc import Callable
from typing import Any

HOSTILE = (
    '"""\nopen("CANARY", "w")\n"""',
    "'; __import__('pathlib').Path('CANARY').touch(); '",
    "__import__('os').system('touch CANARY')",
    "*/ int canary(void) { return 1; } /*",
    "</script><script>alert(1)</script>",
    "\x1b[2J\x1b]0;title\x07",
    "\u202eevil\u2066",
    "\\write18{touch CANARY}",
    "{0.__class__} %s %n {target}",
    "=cmd|'/c calc'!A1",
    "../../../etc/passwd",
    "a\x00b",
    "\ud800",
    "x" * 100_000,
    "(" * 5_000,
    "",
    "\r\n\r\n",
)
"""Texts that would run, escape their place or overflow something where they are believed."""

ABSURD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 2**31, 2**63, 10**40, -(10**400), 0.5, 1e308, -1e-320, "inf", "nan", "-0x1p+9999"),
    *([], {}, [[]], [None], {"": None}, "0x1.8p+1", "1e999", [0] * 1000, {"schema": 10**9}, float("nan"), float("inf")),
)
TOKENS = (
    *("**", "9**9**9", "1e999", "-", "(", ")", ",", "x", "log", "gamma(", "nan", "inf", "0x1p-200", "/0", "\t", "\n"),
    *(
        "=",
        '"',
        "'",
        "[",
        "]",
        "{",
        "}",
        "#",
        "[[",
        "true",
        "1_0",
        "1979-05-27",
        "\\",
        "import os",
        "lambda: 0",
        "€",
        "e",
    ),
    *("return", "program", "float32", "fma", ":", "->", "c0", "v0", "v99999", "int", "0x1.fffffep+127", "999999999999"),
)
ABSURD_DEPTH = 3_000


def _deep(rng: random.Random) -> Any:
    value: Any = copy.deepcopy(rng.choice(ABSURD))
    for _ in range(rng.choice((5, 100, ABSURD_DEPTH))):
        value = [value] if rng.random() < 0.5 else {"a": value}
    return value


def _places(value: Any) -> list[tuple[Any, Any]]:
    """(container, key) of every value inside, without recursion."""
    found, todo = [], [value]
    while todo:
        container = todo.pop()
        keys = container.keys() if isinstance(container, dict) else range(len(container))
        for key in keys:
            found.append((container, key))
            if isinstance(container[key], (dict, list)):
                todo.append(container[key])
    return found


def _replaced(old: Any, rng: random.Random) -> Any:
    """A value in the place of another: absurd, hostile, deep, or nearly the same."""
    choice = rng.random()
    if choice < 0.35:
        return copy.deepcopy(rng.choice(ABSURD))
    if choice < 0.6:
        return rng.choice(HOSTILE)
    if choice < 0.65:
        return _deep(rng)
    if isinstance(old, str):
        return mutated_text(old, rng)
    if isinstance(old, bool) or not isinstance(old, (int, float)):
        return [old, old]
    return rng.choice((-old, old + 1, old * 2**40, str(old), float(old)))


def mutated_json(text: str, rng: random.Random) -> str:
    """A JSON text with one to three of its values replaced, removed, renamed or repeated."""
    value = json.loads(text)
    for _ in range(rng.randint(1, 3)):
        places = _places(value) if isinstance(value, (dict, list)) else []
        if not places or rng.random() < 0.02:
            value = copy.deepcopy(rng.choice((*ABSURD, *HOSTILE)))
            continue
        container, key = rng.choice(places)
        act = rng.random()
        if act < 0.7:
            container[key] = _replaced(container[key], rng)
        elif act < 0.85:
            del container[key]
        elif isinstance(container, dict):
            container[rng.choice((*HOSTILE[:9], "schema", "unknown"))] = container.pop(key)
        else:
            container.extend(container[:50])
    return _dumped(value)


def _dumped(value: Any) -> str:
    """The text of a value, however deep: Python 3.11 counts the encoder's frames with its own."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(10 * limit)
    try:
        return json.dumps(value)
    finally:
        sys.setrecursionlimit(limit)


def mutated_text(text: str, rng: random.Random) -> str:
    """A text with a few tokens inserted, runs of characters removed, repeated or exchanged."""
    for _ in range(rng.randint(1, 4)):
        at, end = sorted(rng.randrange(len(text) + 1) for _ in range(2))
        end = min(end, at + rng.choice((0, 1, 4, 40)))
        piece = rng.choice((rng.choice(TOKENS), rng.choice(HOSTILE), text[at:end] * rng.choice((2, 50)), ""))
        text = text[:at] + piece + text[end:]
    return text


def mutated_bytes(data: bytes, rng: random.Random) -> bytes:
    """Bytes with a few flipped, cut off, removed or repeated."""
    changed = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(changed) + 1)
        act = rng.randrange(5)
        if act == 0 and at < len(changed):
            changed[at] ^= 1 << rng.randrange(8)
        elif act == 1:
            del changed[at : at + rng.choice((1, 10, 1000, len(changed)))]
        elif act == 2:
            changed[at:at] = rng.randbytes(rng.choice((1, 3, 100)))
        elif act == 3:
            changed[at:at] = changed[at : at + rng.choice((1, 100))] * rng.choice((2, 20))
        else:
            changed = changed[:at]
    return bytes(changed)


def _as_bytes(mutate: Callable[[str, random.Random], str]) -> Callable[[bytes, random.Random], bytes]:
    return lambda data, rng: mutate(data.decode(), rng).encode("utf-8", "surrogatepass")


by_value, by_token = _as_bytes(mutated_json), _as_bytes(mutated_text)
