"""A smooth function on a closed interval in float64: Chebyshev interpolation of mpmath values on equal cells."""

from collections.abc import Callable
from typing import Any

import mpmath
import numpy as np
from numpy.typing import NDArray

Float64s = NDArray[np.float64]

DEGREE = 13
CELLS = (8, 32, 128, 512)
CLOSE = 2.0**-44
"""Largest difference from mpmath beside the nodes, relative to the largest value of the cell."""
PRECISION = 160


class Smooth:
    """f(x) for float64 x in [low, high], right to 2**-44 of the largest |f| of its cell, checked between the nodes.

    Raises:
        ValueError: f is not that smooth on the interval, even on 512 cells.
    """

    def __init__(self, function: Callable[[Any, Any], Any], domain: tuple[float, float]) -> None:
        self._context: Any = mpmath.MPContext()
        self._context.prec = PRECISION
        self._function, self.domain = function, domain
        for cells in CELLS:
            self._edges = np.linspace(*domain, cells + 1)
            self._coefficients = self._fit()
            if self._is_close():
                return
        raise ValueError(f"a part of a kernel is not smooth on [{domain[0]:g}, {domain[1]:g}]: split the slot there")

    def __call__(self, x: NDArray[Any]) -> Float64s:
        """Values at points of the interval; beyond its ends those of the outermost cells go on."""
        x = np.asarray(x, np.float64)
        low, high = self.domain
        cells = len(self._edges) - 1
        cell = np.clip(((x - low) * (cells / (high - low))).astype(np.intp), 0, cells - 1)
        t = (x - self._edges[cell]) * (2.0 * cells / (high - low)) - 1.0
        above, value = np.zeros_like(t), np.zeros_like(t)
        for k in range(DEGREE, 0, -1):  # Clenshaw
            above, value = value, self._coefficients[k, cell] + 2.0 * t * value - above
        return self._coefficients[0, cell] + t * value - above

    def _fit(self) -> Float64s:
        """Chebyshev coefficients, (DEGREE + 1, cells)."""
        angles = np.pi * (np.arange(DEGREE + 1) + 0.5) / (DEGREE + 1)
        values = self._exact(self._points(np.cos(angles)))
        transform = np.cos(np.outer(np.arange(DEGREE + 1), angles)) * (2.0 / (DEGREE + 1))
        transform[0] *= 0.5
        return transform @ values.T

    def _points(self, unit: Float64s) -> Float64s:
        """Points of every cell at places in [-1, 1], (cells, places)."""
        low, high = self._edges[:-1, None], self._edges[1:, None]
        return np.clip(0.5 * (low + high) + 0.5 * (high - low) * unit, *self.domain)

    def _exact(self, x: Float64s) -> Float64s:
        values = [float(self._function(self._context, self._context.mpf(float(v)))) for v in x.ravel()]
        return np.array(values).reshape(x.shape)

    def _is_close(self) -> bool:
        """True if a few points between the nodes agree, those next to the ends of the cells among them."""
        x = self._points(np.array([-0.999, -0.3, 0.51, 0.999]))
        exact = self._exact(x)
        scale = np.abs(exact).max(axis=1, keepdims=True)
        return bool(np.all(np.abs(self(x) - exact) <= CLOSE * scale))
