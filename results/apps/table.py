"""The table of programs."""

from results.apps import (
    attention,
    black_scholes,
    diffusion,
    gaussian_process,
    gelu_mlp,
    kepler,
    lorenz63,
    shallow_water,
)
from results.apps.app import App

APPS: dict[str, App] = {
    module.APP.name: module.APP
    for module in (
        *(attention, gelu_mlp, diffusion, black_scholes),
        *(kepler, gaussian_process, lorenz63, shallow_water),
    )
}
