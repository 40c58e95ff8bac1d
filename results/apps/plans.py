"""Two things in the place of kernels that show what kernels can give: products, for time; float64 functions, for error."""

import functools
import operator
from types import SimpleNamespace
from typing import Any

from evaluators.timing.baselines import stock_function
from results.library.jax_places import Plan
from search_spaces.composed import ROWS


class _Products(Plan):
    """Every function is a product; the factor 3/4 keeps values in range and cannot be folded away."""

    def module(self, target: str) -> Any:
        def product(*x: Any) -> Any:
            return functools.reduce(operator.mul, x) * 0.75

        return SimpleNamespace(_kernel=product, _differentiable=product)


class _Exact(Plan):
    """Every function is stock jax's in float64, rounded to float32: correctly rounded but for some in 2^29."""

    def module(self, target: str) -> Any:
        import jax

        stock = stock_function(ROWS[target])

        def exact(*x: Any) -> Any:
            with jax.enable_x64(True):
                return stock(*(array.astype("float64") for array in x)).astype("float32")

        return SimpleNamespace(_kernel=exact, _differentiable=exact)


PRODUCTS, EXACT = _Products((), True), _Exact((), True)
