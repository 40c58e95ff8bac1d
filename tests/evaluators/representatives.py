"""Rows of a table that every change is tested with, and the others, which are tested nightly."""

from collections.abc import Container, Iterable
from typing import Any

import pytest


def representatives(rows: Iterable[Any], one_in: int, always: Container[Any] = ()) -> list[Any]:
    """Parameters of a test that walks a table: one row in so many and those always taken; the others are slow."""
    return [
        row if place % one_in == 0 or row in always else pytest.param(row, marks=pytest.mark.slow)
        for place, row in enumerate(rows)
    ]
