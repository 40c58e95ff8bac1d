"""Steps that go wrong, for the tests of evo/workers/steps.py; each is run in a child process."""

import math
import os
import time


def step(text: str) -> float:
    if text == "raises":
        raise ArithmeticError("on purpose")
    if text == "hangs":
        time.sleep(3600)
    if text == "exits":
        os._exit(3)
    if text == "crashes":
        os.abort()
    if text == "allocates":
        kept = []
        while True:
            kept.append(bytearray(2**24))
    if text == "returns nan":
        return math.nan
    print("what a step prints is no answer")
    return float(len(text))


FAULTS = ("raises", "exits", "returns nan", "allocates", "crashes", "well")


def by_turns(text: str) -> float:
    """Goes wrong in one way or another, depending on the program."""
    return step(FAULTS[sum(text.encode()) % len(FAULTS)])


def platforms(_: str) -> float:
    return float(len(os.environ["JAX_PLATFORMS"]))


def longer_is_faster(text: str) -> float:
    return 1.0 / len(text)
