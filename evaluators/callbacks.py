"""The functions that long computations call while they run, so that a person sees how far they are."""

from collections.abc import Callable

CountCallback = Callable[[int, int], None]
"""Called with how many pieces are done, and of how many."""
StageCallback = Callable[[str, int, int], None]
"""Called with the name of the stage, how many of its pieces are done, and of how many."""
