"""Prices of European options by Black and Scholes: log, exp and erf."""

from typing import Any

import numpy as np

from results.apps.app import App, Arrays, float32

OPTIONS = 100_000


def inputs(rng: np.random.Generator) -> Arrays:
    """Spot and strike around 100, years, rate and volatility."""
    ends = ((80, 120), (80, 120), (0.1, 2), (0, 0.08), (0.1, 0.5))
    return float32(*(rng.uniform(low, high, OPTIONS) for low, high in ends))


def program(spot: Any, strike: Any, years: Any, rate: Any, volatility: Any) -> Any:
    """Calls and puts; the normal distribution function by erf."""
    import jax.numpy as jnp
    from jax.scipy.special import erf

    def normal(x: Any) -> Any:
        return 0.5 + 0.5 * erf(x * 0.5**0.5)

    width = volatility * jnp.sqrt(years)
    up = (jnp.log(spot / strike) + (rate + 0.5 * volatility * volatility) * years) / width
    discounted = strike * jnp.exp(-rate * years)
    call = spot * normal(up) - discounted * normal(up - width)
    return call, call - spot + discounted


APP = App(
    "black-scholes",
    f"{OPTIONS:,} calls and puts",
    *(("log", "exp", "erf"), inputs, program),
    bar=1.0,
    error_share=0.1,
)
