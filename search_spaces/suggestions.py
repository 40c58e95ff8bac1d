"""The names nearest to a wrong one: other names of the same function first, then what a slip of the fingers explains."""

from collections.abc import Iterable

# fmt: off
ALIASES: dict[str, tuple[str, ...]] = {
    # name elsewhere      names here, in the target table, in expressions or under install()
    "loggamma":           ("lgamma",),
    "lgamma":             ("loggamma",),
    "gammaln":            ("lgamma", "loggamma"),
    "lngamma":            ("lgamma", "loggamma"),
    "log_gamma":          ("lgamma", "loggamma"),
    "tgamma":             ("gamma",),
    "psi":                ("digamma",),
    "sigmoid":            ("logistic",),
    "expit":              ("logistic",),
    "logistic_sigmoid":   ("logistic",),
    "swish":              ("silu",),
    "gelu_approximate":   ("gelu_tanh",),
    "gelu_new":           ("gelu_tanh",),
    "gelu_erf":           ("gelu",),
    "arcsin":             ("asin",),
    "arccos":             ("acos",),
    "arctan":             ("atan",),
    "arctan2":            ("atan2",),
    "arcsinh":            ("asinh",),
    "arccosh":            ("acosh",),
    "arctanh":            ("atanh",),
    "arsinh":             ("asinh",),
    "arcosh":             ("acosh",),
    "artanh":             ("atanh",),
    "tg":                 ("tan",),
    "cosec":              ("csc",),
    "ln":                 ("log",),
    "log_e":              ("log",),
    "ln1p":               ("log1p",),
    "lg":                 ("log10", "log2"),
    "exponential":        ("exp",),
    "expi":               ("ei",),
    "exp1":               ("e1",),
    "pow":                ("power",),
    "fabs":               ("abs",),
    "absolute":           ("abs",),
    "sgn":                ("sign",),
    "cuberoot":           ("cbrt",),
    "cube_root":          ("cbrt",),
    "square_root":        ("sqrt",),
    "invsqrt":            ("rsqrt",),
    "inversesqrt":        ("rsqrt",),
    "rsqrtf":             ("rsqrt",),
    "erfinv":             ("erf_inv",),
    "erf_inv":            ("erfinv",),
    "inverse_erf":        ("erf_inv", "erfinv"),
    "erfc_scaled":        ("erfcx",),
    "probit":             ("ndtri",),
    "norm_ppf":           ("ndtri",),
    "normcdfinv":         ("ndtri",),
    "ndtr":               ("ncdf",),
    "normcdf":            ("ncdf",),
    "norm_cdf":           ("ncdf",),
    "norm_pdf":           ("npdf",),
    "normpdf":            ("npdf",),
    "i0e":                ("bessel_i0e",),
    "i1e":                ("bessel_i1e",),
    "j0":                 ("besselj",),
    "j1":                 ("besselj",),
    "jv":                 ("besselj",),
    "jn":                 ("besselj",),
    "y0":                 ("bessely",),
    "y1":                 ("bessely",),
    "yv":                 ("bessely",),
    "yn":                 ("bessely",),
    "i0":                 ("besseli",),
    "i1":                 ("besseli",),
    "iv":                 ("besseli",),
    "k0":                 ("besselk",),
    "k1":                 ("besselk",),
    "kv":                 ("besselk",),
    "airy":               ("airyai", "airy_ai7"),
    "lambert_w":          ("lambertw",),
    "wrightomega":        (),
    "ellipkm1":           (),
    "sici":               ("si", "ci"),
    "fresnel":            ("fresnels", "fresnelc"),
    "fac":                ("factorial",),
    "eval_legendre":      ("legendre",),
    "eval_chebyt":        ("chebyt",),
    "eval_hermite":       ("hermite",),
    "euler_gamma":        ("euler",),
    "golden":             ("phi",),
    "golden_ratio":       ("phi",),
    "negative":           ("neg",),
    "add2":               ("add",),
    "plus":               ("add",),
    "minus":              ("sub",),
    "subtract":           ("sub",),
    "multiply":           ("mul",),
    "times":              ("mul",),
    "divide":             ("div",),
    "true_divide":        ("div",),
    "fmadd":              ("fma",),
    "minimum":            ("min",),
    "maximum":            ("max",),
    "where":              ("select",),
    "rint":               ("round",),
}
"""Names of numpy, scipy, mpmath, jax, C and textbooks for what is here under another name."""
# fmt: on

# fmt: off
WRITTEN = {
    # name elsewhere: how the language says it
    "exp2": "2**x",              "exp10": "10**x",              "log2": "log(x, 2)",        "square": "x**2",
    "rsqrt": "1/sqrt(x)",        "reciprocal": "1/x",           "pow": "x**y",              "sigmoid": "1/(1 + exp(-x))",
    "logistic": "1/(1 + exp(-x))", "expit": "1/(1 + exp(-x))",  "softplus": "log1p(exp(x))", "silu": "x/(1 + exp(-x))",
    "swish": "x/(1 + exp(-x))",  "erfcx": "exp(x*x)*erfc(x)",   "logit": "log(x/(1 - x))",  "xlogy": "x*log(y)",
}
# fmt: on
"""Expressions for functions that an expression cannot name."""

_OF_OTHERS = """
dawson dawsn bei ber kei ker bdtr betainc betaln binom chi chndtr clsin clcos cotdg cosdg sindg tandg eta elliprc elliprd elliprf
elliprg elliprj ellipj ellipf exp2 exp10 exprel entr rel_entr kl_div expn expint log2 logit log_expit log_ndtr logsumexp softmax relu relu6
elu selu celu glu hard_tanh hard_sigmoid hard_silu hard_swish leaky_relu log_sigmoid log_softmax squareplus softsign sparse_plus
gammainc gammaincc gammasgn poch polygamma polylog lerchphi spence struve struveh struvel modstruve hankel1 hankel2 hyp0f1 hyp2f0
hyperu inf infinity nan mod fmod frac floor_divide remainder heaviside hypot logaddexp logaddexp2 nextafter signbit spacing trunc
sinhc sincpi shi shichi xlogy xlog1py x_log_x zetac altzeta barnesg catalan harmonic bernoulli rgamma rad deg radians degrees
round rint trigamma voigt_profile wofz erfcinv erfi erfcx expj lnbeta log1mexp log1pexp log1pmx powm1 cosm1 cosh1 sqrt1pm1
"""
ELSEWHERE = frozenset(_OF_OTHERS.split())
"""Functions that other libraries have, and names of no number: one that is not here is no slip for one that is."""


def nearest(given: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The names that a wrong one may stand for, best first; none where none is near.

    An alias decides. Another library's function that is not here has no neighbours: dawson is not asin. Otherwise a name
    counts that differs by upper case, by at most one edit in four characters, or that goes on where the given one ends.
    """
    names = list(dict.fromkeys(known))
    word = given.strip()
    same = [name for name in names if name.lower() == word.lower()]
    alias = [name for name in ALIASES.get(word.lower(), ()) if name in names]
    if same or alias:
        return [*same, *alias][:most]
    if word.lower() in ELSEWHERE or word.lower() in ALIASES:
        return []
    allowed = 1 if len(word) <= 4 else min(3, len(word) // 4 + 1)
    ranked = sorted((*_distance(word.lower(), name.lower()), name) for name in names)
    near = [name for count, *_, name in ranked if count <= min(allowed, len(name) - 1)]
    going_on = [name for name in names if len(word) > 3 and name.startswith(word.lower()) and name not in near]
    return [*near, *going_on][:most]


def hint(given: str, known: Iterable[str], most: int = 3) -> str:
    """A sentence that offers the nearest names, after a space; empty where no name is near."""
    near = nearest(given, known, most)
    return f" Did you mean {' or '.join(map(repr, near))}?" if near else ""


def _distance(one: str, other: str) -> tuple[int, bool, int, int]:
    """Edits; of equals the same letters first, then the longest common beginning, then the shortest."""
    common = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return edits(one, other), sorted(one) != sorted(other), -common, len(other)


def edits(one: str, other: str) -> int:
    """Least insertions, deletions, substitutions and exchanges of neighbours that make one word another."""
    before, row = [0] * (len(other) + 1), list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and (a, b) == (other[j - 2], one[i - 2]):
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]
