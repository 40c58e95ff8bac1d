"""Steps that go wrong, for the tests of evo/steps.py; each is run in a child process."""

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
