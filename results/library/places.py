"""Places in jax of each function that a kernel can stand under: a primitive, or functions composed of others.

A primitive is reached whoever calls it and by whatever name. A composed function is reached by its name in a module.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Functions by which jax computes one target.

    Attributes:
        target: Name of the target row.
        primitive: Name in jax.lax; None where jax composes the function of others.
        functions: Dotted names of functions that compute it; without a primitive these are what is replaced.
        option: Keyword argument of the functions and the value under which they compute this target, or None.
    """

    target: str
    primitive: str | None
    functions: tuple[str, ...]
    option: tuple[str, bool] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Names that a user may call it by: the target's and those of the functions."""
        return (self.target, *(name.rpartition(".")[2] for name in self.functions))


# fmt: off
PLACES = (
    #     target       primitive     functions
    Place("exp",       "exp_p",      ("jax.numpy.exp",)),
    Place("exp2",      "exp2_p",     ("jax.numpy.exp2",)),
    Place("expm1",     "expm1_p",    ("jax.numpy.expm1",)),
    Place("log",       "log_p",      ("jax.numpy.log",)),
    Place("log2",      "log2_p",     ("jax.numpy.log2",)),  # no primitive before jax 0.11
    Place("log10",     None,         ("jax.numpy.log10",)),
    Place("log1p",     "log1p_p",    ("jax.numpy.log1p",)),
    Place("sin",       "sin_p",      ("jax.numpy.sin",)),
    Place("cos",       "cos_p",      ("jax.numpy.cos",)),
    Place("tan",       "tan_p",      ("jax.numpy.tan",)),
    Place("sinc",      None,         ("jax.numpy.sinc",)),
    Place("asin",      "asin_p",     ("jax.numpy.arcsin", "jax.numpy.asin")),
    Place("acos",      "acos_p",     ("jax.numpy.arccos", "jax.numpy.acos")),
    Place("atan",      "atan_p",     ("jax.numpy.arctan", "jax.numpy.atan")),
    Place("atan2",     "atan2_p",    ("jax.numpy.arctan2", "jax.numpy.atan2")),
    Place("sinh",      "sinh_p",     ("jax.numpy.sinh",)),
    Place("cosh",      "cosh_p",     ("jax.numpy.cosh",)),
    Place("tanh",      "tanh_p",     ("jax.numpy.tanh",)),
    Place("asinh",     "asinh_p",    ("jax.numpy.arcsinh", "jax.numpy.asinh")),
    Place("acosh",     "acosh_p",    ("jax.numpy.arccosh", "jax.numpy.acosh")),
    Place("atanh",     "atanh_p",    ("jax.numpy.arctanh", "jax.numpy.atanh")),
    Place("cbrt",      "cbrt_p",     ("jax.numpy.cbrt",)),
    Place("rsqrt",     "rsqrt_p",    ("jax.lax.rsqrt",)),
    Place("erf",       "erf_p",      ("jax.scipy.special.erf",)),
    Place("erfc",      "erfc_p",     ("jax.scipy.special.erfc",)),
    Place("erf_inv",   "erf_inv_p",  ("jax.scipy.special.erfinv",)),
    Place("lgamma",    "lgamma_p",   ("jax.scipy.special.gammaln",)),
    Place("bessel_i0e", "bessel_i0e_p", ("jax.scipy.special.i0e",)),
    Place("bessel_i1e", "bessel_i1e_p", ("jax.scipy.special.i1e",)),
    Place("digamma",   "digamma_p",  ("jax.scipy.special.digamma",)),
    Place("erfcx",     None,         ("jax.scipy.special.erfcx",)),
    Place("ndtri",     None,         ("jax.scipy.special.ndtri",)),
    Place("logistic",  "logistic_p", ("jax.nn.sigmoid", "jax.scipy.special.expit")),
    Place("silu",      None,         ("jax.nn.silu", "jax.nn.swish")),
    Place("softplus",  None,         ("jax.nn.softplus",)),
    Place("mish",      None,         ("jax.nn.mish",)),
    Place("gelu",      None,         ("jax.nn.gelu",), ("approximate", False)),
    Place("gelu_tanh", None,         ("jax.nn.gelu",), ("approximate", True)),
)
# fmt: on


def places_named(name: str) -> tuple[Place, ...]:
    """The rows that a user's name means; none where no row has it."""
    return tuple(place for place in PLACES if name in place.names)
